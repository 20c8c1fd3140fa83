//! Life-cycle stages: every customer that ever bought stands in exactly one.

use std::sync::Arc;

use crate::analysis::retention;
use crate::analysis::rhythm::{self, Rhythm};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, day_number};

/// Days during which a customer is new.
const NEW_DAYS: i32 = 90;
/// Silence that makes a customer without a rhythm of its own dormant, days.
const DORMANT_DAYS: f64 = 180.0;
/// Shortest silence that makes any customer dormant, days.
const SHORTEST_SILENCE: f64 = 90.0;
/// Change of revenue against the year before from which on a customer grows or declines.
const BAND: f64 = 0.2;
/// Months of orders that a comparison with the year before needs.
const MONTHS: u32 = 24;

/// A stage of the life cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// First purchase within 90 days.
    New,
    /// More than 20 % above the year before, or in its first year.
    Growing,
    /// Within 20 % of the year before.
    Mature,
    /// More than 20 % below the year before.
    Declining,
    /// Silent beyond its own rhythm (at least 90 days; 180 days where it has none).
    Dormant,
    /// Silent beyond the grace period.
    Lost,
    /// Neither new nor silent, where the orders do not reach back over the year before: who bought
    /// then already cannot be told from who is in its first year.
    Active,
}

impl Stage {
    /// Every stage that two years of orders tell apart, in the order of a life.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Growing,
        Self::Mature,
        Self::Declining,
        Self::Dormant,
        Self::Lost,
    ];

    /// Every stage that a shorter history tells apart.
    pub const SHORT: [Self; 4] = [Self::New, Self::Active, Self::Dormant, Self::Lost];

    /// The stages that the orders up to the as-of date tell apart.
    #[must_use]
    pub fn told_apart(ledger: &Ledger, d: &Definitions) -> &'static [Self] {
        match has_year_before(ledger, d) {
            true => &Self::ALL,
            false => &Self::SHORT,
        }
    }

    /// Stable id; words under `stage.<id>`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Growing => "growing",
            Self::Mature => "mature",
            Self::Declining => "declining",
            Self::Dormant => "dormant",
            Self::Lost => "lost",
            Self::Active => "active",
        }
    }
}

/// Stage of a customer; `None` if it never bought up to the as-of date.
#[must_use]
pub fn stage(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<Stage> {
    let all = stages(ledger, d);
    let found = all.binary_search_by_key(&id, |(known, _)| *known).ok()?;
    Some(all[found].1)
}

fn has_year_before(ledger: &Ledger, d: &Definitions) -> bool {
    ledger.months_of_history(d) >= MONTHS
}

fn work_out(
    ledger: &Ledger,
    d: &Definitions,
    rhythm: &Rhythm,
    has_year_before: bool,
    id: CustomerId,
) -> Option<Stage> {
    let first = *ledger.purchase_day_numbers_until(id, d.as_of).first()?;
    if retention::is_lost(ledger, d, id) {
        return Some(Stage::Lost);
    }
    if day_number(d.as_of) - first <= NEW_DAYS {
        return Some(Stage::New);
    }
    let usual = rhythm
        .usual
        .map_or(DORMANT_DAYS, |pause| pause.max(SHORTEST_SILENCE));
    if rhythm.silence? > usual {
        return Some(Stage::Dormant);
    }
    Some(match has_year_before {
        true => by_growth(ledger, d, id),
        false => Stage::Active,
    })
}

fn by_growth(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Stage {
    let (ltm, prior) = (ledger.ltm(d), ledger.prior(d));
    let before = ledger.revenue_in(id, prior.0, prior.1);
    if !before.is_positive() {
        return Stage::Growing;
    }
    let change = ledger.revenue_in(id, ltm.0, ltm.1).units() / before.units() - 1.0;
    match change {
        change if change > BAND => Stage::Growing,
        change if change < -BAND => Stage::Declining,
        _ => Stage::Mature,
    }
}

/// Every customer that ever bought, with its stage, ascending by id. Worked out once an as-of date
/// and grace period.
#[must_use]
pub fn stages(ledger: &Ledger, d: &Definitions) -> Arc<[(CustomerId, Stage)]> {
    ledger.shared().stages.get((d.as_of, d.grace_months), || {
        let rhythms = rhythm::rhythms(ledger, d);
        let compared = has_year_before(ledger, d);
        let of_one = |id: CustomerId| {
            let rhythm = &rhythms[id.index()];
            Some((id, work_out(ledger, d, rhythm, compared, id)?))
        };
        ledger.counted().filter_map(of_one).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::CustomerLevel;
    use crate::exhibits;
    use crate::ledger::Records;
    use crate::measures::testing::{definitions, orders};

    /// Every month of so many up to December 2024, the same amount; 新 comes in December, 默 falls
    /// silent in April.
    fn stages_after(months: u32) -> (Vec<Stage>, Vec<String>) {
        let line = |name: &str, at: u32| {
            let (year, month) = (2022 + at / 12, at % 12 + 1);
            format!("{name} | {year}-{month:02}-05 | 10")
        };
        let mut lines: Vec<String> = (36 - months..36).map(|at| line("老", at)).collect();
        lines.extend((36 - months..28).map(|at| line("默", at)));
        lines.push(line("新", 35));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let records = Records {
            orders: orders(&lines),
            ..Records::default()
        };
        let ledger = Ledger::build(records, &[], CustomerLevel::Company);
        let d = definitions();
        let of = |name: &str| stage(&ledger, &d, ledger.find(None, Some(name)).unwrap()).unwrap();
        let listed = exhibits(&ledger, &d).stages;
        (
            ["老", "默", "新"].map(of).to_vec(),
            listed.into_iter().map(|one| one.stage).collect(),
        )
    }

    #[test]
    fn an_old_customer_does_not_grow_because_the_list_is_short() {
        let (stages, listed) = stages_after(23);
        assert_eq!(stages, [Stage::Active, Stage::Dormant, Stage::New]);
        assert_eq!(listed, ["new", "active", "dormant", "lost"]);
        let (stages, listed) = stages_after(24);
        assert_eq!(stages, [Stage::Mature, Stage::Dormant, Stage::New]);
        assert_eq!(listed, Stage::ALL.map(Stage::id));
    }
}
