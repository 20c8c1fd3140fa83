//! A customer's own rhythm: the pauses between its purchase days.

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, days_between};

/// Pauses from which on a customer has a rhythm of its own to be measured by.
pub const MINIMUM_PAUSES: usize = 4;

/// Days between consecutive purchase days up to the as-of date.
#[must_use]
pub fn pauses(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Vec<f64> {
    ledger
        .purchase_days_until(id, d.as_of)
        .windows(2)
        .map(|pair| days_between(pair[0], pair[1]) as f64)
        .collect()
}

/// Days since the last purchase.
#[must_use]
pub fn silence(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<f64> {
    let last = ledger.purchase_days_until(id, d.as_of).last()?;
    Some(days_between(*last, d.as_of) as f64)
}

/// The pause that nine of ten of its pauses stay within; absent below [`MINIMUM_PAUSES`].
#[must_use]
pub fn usual_pause(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<f64> {
    let pauses = pauses(ledger, d, id);
    if pauses.len() < MINIMUM_PAUSES {
        return None;
    }
    statistics::quantiles::p90(&pauses)
}

/// Whether the customer is silent beyond its own rhythm; absent where it has none.
#[must_use]
pub fn is_silent(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<bool> {
    Some(silence(ledger, d, id)? > usual_pause(ledger, d, id)?)
}
