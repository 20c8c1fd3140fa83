//! The twelve months before against the last twelve, customer by customer.

use std::sync::Arc;

use records::{Amount, Date};
use statistics::bridge::{Bridge, BridgeRow, bridge};

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, months_before};

/// One customer in both windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Who.
    pub customer: CustomerId,
    /// Net revenue of the twelve months before the last twelve.
    pub before: Amount,
    /// Net revenue of the last twelve months.
    pub after: Amount,
    /// Whether it ever bought before the last twelve months.
    pub ever_before: bool,
}

/// Every customer that counts and bought up to the as-of date. Worked out once an as-of date.
#[must_use]
pub fn changes(ledger: &Ledger, d: &Definitions) -> Arc<[Change]> {
    ledger
        .shared()
        .changes
        .get(d.as_of, || work_out(ledger, d).into())
}

fn work_out(ledger: &Ledger, d: &Definitions) -> Vec<Change> {
    let (prior, ltm) = (ledger.prior(d), ledger.ltm(d));
    ledger
        .counted()
        .filter(|id| {
            ledger
                .sales_of(*id)
                .first()
                .is_some_and(|sale| sale.date <= d.as_of)
        })
        .map(|id| Change {
            customer: id,
            before: ledger.revenue_in(id, prior.0, prior.1),
            after: ledger.revenue_in(id, ltm.0, ltm.1),
            ever_before: !ledger.purchase_days_until(id, prior.1).is_empty(),
        })
        .collect()
}

/// The bridge of these changes; `None` without customers.
#[must_use]
pub fn bridge_of(changes: &[Change]) -> Option<Bridge> {
    let rows: Vec<BridgeRow> = changes
        .iter()
        .map(|change| BridgeRow {
            before: change.before.0,
            after: change.after.0,
            ever_before: change.ever_before,
        })
        .collect();
    bridge(&rows)
}

/// Whether the customer is lost: it bought once, and is silent for longer than the grace period.
#[must_use]
pub fn is_lost(ledger: &Ledger, d: &Definitions, id: CustomerId) -> bool {
    let last = ledger.purchase_days_until(id, d.as_of).last();
    last.is_some_and(|last| *last <= months_before(d.as_of, d.grace_months))
}

/// Last purchase up to the as-of date.
#[must_use]
pub fn last_purchase(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<Date> {
    ledger.purchase_days_until(id, d.as_of).last().copied()
}

/// First purchase, if not after the as-of date.
#[must_use]
pub fn first_purchase(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<Date> {
    ledger.purchase_days_until(id, d.as_of).first().copied()
}

/// The largest customers of the twelve months before the last twelve, largest first.
#[must_use]
pub fn prior_top(changes: &[Change], n: usize) -> Vec<Change> {
    let mut top: Vec<Change> = changes
        .iter()
        .filter(|change| change.before.is_positive())
        .copied()
        .collect();
    top.sort_by_key(|change| (-change.before.0, change.customer));
    top.truncate(n);
    top
}
