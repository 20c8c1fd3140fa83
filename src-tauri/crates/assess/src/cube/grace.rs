//! How much the churn rate depends on the grace period.

use std::sync::Arc;

use records::Amount;

use super::model::GracePoint;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, months_before};

/// Grace periods tried, months.
pub const GRACE_MONTHS: [u32; 5] = [3, 6, 9, 12, 18];

/// Customers a year before the as-of date by a grace period (their last purchase then was less
/// than the grace period ago), and those of them that are silent for longer than it now.
/// Worked out once an as-of date and grace period.
#[must_use]
pub fn lapsed(
    ledger: &Ledger,
    d: &Definitions,
    grace: u32,
) -> Arc<(Vec<CustomerId>, Vec<CustomerId>)> {
    let make = || Arc::new(work_out(ledger, d, grace));
    ledger.shared().lapsed.get((d.as_of, grace), make)
}

fn work_out(ledger: &Ledger, d: &Definitions, grace: u32) -> (Vec<CustomerId>, Vec<CustomerId>) {
    let then = months_before(d.as_of, 12);
    let alive_from = months_before(then, grace);
    let lost_until = months_before(d.as_of, grace);
    let alive: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| {
            let last = ledger.purchase_days_until(*id, then).last();
            last.is_some_and(|last| *last > alive_from)
        })
        .collect();
    let lost = alive
        .iter()
        .copied()
        .filter(|id| {
            let last = ledger.purchase_days_until(*id, d.as_of).last();
            last.is_some_and(|last| *last <= lost_until)
        })
        .collect();
    (alive, lost)
}

/// Months of history that a grace period needs: a year to watch and the grace period before it.
pub(crate) fn needed(grace: u32) -> u32 {
    12 + grace
}

/// Churn at each grace period that the history allows.
pub(super) fn points(ledger: &Ledger, d: &Definitions) -> Vec<GracePoint> {
    if !ledger.identifies_customers() {
        return Vec::new();
    }
    let history = ledger.months_of_history(d);
    let prior = ledger.prior(d);
    let revenue = |ids: &[CustomerId]| -> Amount {
        ids.iter()
            .map(|id| ledger.revenue_in(*id, prior.0, prior.1).max(Amount::ZERO))
            .sum()
    };
    GRACE_MONTHS
        .into_iter()
        .filter(|grace| needed(*grace) <= history)
        .filter_map(|months| {
            let found = lapsed(ledger, d, months);
            let (alive, lost) = found.as_ref();
            let (before, gone) = (revenue(alive), revenue(lost));
            (!alive.is_empty()).then(|| GracePoint {
                months,
                customers: alive.len() as u64,
                lost: lost.len() as u64,
                revenue_share: (history >= 24 && before.is_positive())
                    .then(|| gone.units() / before.units()),
            })
        })
        .collect()
}
