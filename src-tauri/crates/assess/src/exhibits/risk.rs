//! The revenue-at-risk ladder and what losing the largest customers would mean.

use records::Amount;

use crate::analysis::risk::{LEVEL, Ladder, Rung, ladder};
use crate::cube::{Period, margin_of};
use crate::deal_risk::model::{LossOfLargest, RevenueAtRisk, RiskRung};
use crate::definitions::Definitions;
use crate::findings::rules;
use crate::ledger::Ledger;

/// The ladder; `None` where it could not be made.
pub(super) fn revenue_at_risk(ledger: &Ledger, d: &Definitions) -> Option<RevenueAtRisk> {
    let ladder = ladder(ledger, d, rules().ok()?);
    let ladder = ladder.as_ref().as_ref()?;
    Some(RevenueAtRisk {
        rungs: rungs(ladder),
        expected: Amount::from_units(ladder.loss.expected)?,
        lower: Amount::from_units(ladder.loss.band.lower)?,
        upper: Amount::from_units(ladder.loss.band.upper)?,
        level: LEVEL,
        silent_observed: ladder.silent_observed,
        largest: largest(ledger, d),
    })
}

fn rungs(ladder: &Ladder) -> Vec<RiskRung> {
    let of = |rung: Rung| {
        let on = || ladder.exposed.iter().filter(move |one| one.rung == rung);
        let expected: f64 = on().map(|one| one.revenue.units() * one.probability).sum();
        Some(RiskRung {
            id: rung.id().to_owned(),
            probability: on().next()?.probability,
            customers: on().count() as u64,
            revenue: on().map(|one| one.revenue).sum(),
            expected: Amount::from_units(expected)?,
        })
    };
    Rung::ALL.into_iter().filter_map(of).collect()
}

/// Least share of the revenue that must have a cost before gross profit is spoken of.
const COSTED: f64 = 0.9;

/// The one, two and three largest customers.
fn largest(ledger: &Ledger, d: &Definitions) -> Vec<LossOfLargest> {
    let (from, to) = ledger.ltm(d);
    let ranked = ledger.ranked(from, to);
    let total = ledger.total_revenue_in(from, to);
    let cube = ledger.cube(d);
    let ltm = cube.range(Period::ltm(d));
    let whole = margin_of(&cube, Period::ltm(d))
        .filter(|all| all.covered.is_some_and(|covered| covered >= COSTED))
        .map(|all| all.profit.units());
    (1..=ranked.len().min(3))
        .map(|n| {
            let lost = &ranked[..n];
            let revenue: Amount = lost.iter().map(|(_, amount)| *amount).sum();
            let (mut costed, mut profit) = (0, 0);
            for (id, _) in lost {
                let cells = ltm.as_ref().map_or(&[][..], |ltm| cube.cells_in(*id, ltm));
                costed += cells.iter().map(|cell| cell.costed).sum::<i64>();
                profit += cells
                    .iter()
                    .map(|cell| cell.costed - cell.cost)
                    .sum::<i64>();
            }
            let known = Amount(costed).units() >= COSTED * revenue.units();
            let profit = known.then_some(Amount(profit));
            LossOfLargest {
                customers: n as u64,
                revenue,
                share: revenue.units() / total.units(),
                profit,
                margin_share: whole
                    .filter(|whole| *whole > 0.0)
                    .and_then(|whole| Some(profit?.units() / whole)),
            }
        })
        .collect()
}
