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
}

impl Stage {
    /// Every stage, in the order of a life.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Growing,
        Self::Mature,
        Self::Declining,
        Self::Dormant,
        Self::Lost,
    ];

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

fn work_out(ledger: &Ledger, d: &Definitions, rhythm: &Rhythm, id: CustomerId) -> Option<Stage> {
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
    Some(by_growth(ledger, d, id))
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
        let of_one = |id: CustomerId| Some((id, work_out(ledger, d, &rhythms[id.index()], id)?));
        ledger.counted().filter_map(of_one).collect()
    })
}
