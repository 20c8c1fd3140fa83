//! The revenue-at-risk ladder and what losing the largest customers would mean.

use records::Amount;

use crate::analysis::risk::{LEVEL, Ladder, Rung, ladder};
use crate::definitions::Definitions;
use crate::findings::rules;
use crate::ledger::Ledger;
use crate::model::{LossOfLargest, RevenueAtRisk, RiskRung};

/// The ladder; `None` where it could not be made.
pub(super) fn revenue_at_risk(ledger: &Ledger, d: &Definitions) -> Option<RevenueAtRisk> {
    let ladder = ladder(ledger, d, rules().ok()?)?;
    Some(RevenueAtRisk {
        rungs: rungs(&ladder),
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

/// The one, two and three largest customers.
fn largest(ledger: &Ledger, d: &Definitions) -> Vec<LossOfLargest> {
    let (from, to) = ledger.ltm(d);
    let ranked = ledger.ranked(from, to);
    let total = ledger.total_revenue_in(from, to);
    let margin = |lines: &mut dyn Iterator<Item = &crate::ledger::Sale>| {
        let mut sum = Amount::ZERO;
        for sale in lines {
            sum += sale.amount - ledger.order(sale).cost?;
        }
        Some(sum)
    };
    let whole = margin(&mut ledger.sales_in(from, to)).filter(|sum| sum.is_positive());
    (1..=ranked.len().min(3))
        .map(|n| {
            let lost = &ranked[..n];
            let revenue: Amount = lost.iter().map(|(_, amount)| *amount).sum();
            let mut lines = lost
                .iter()
                .flat_map(|(id, _)| ledger.sales_of_in(*id, from, to));
            LossOfLargest {
                customers: n as u64,
                revenue,
                share: revenue.units() / total.units(),
                margin_share: whole
                    .and_then(|whole| Some(margin(&mut lines)?.units() / whole.units())),
            }
        })
        .collect()
}
