//! How long customers stay, by Kaplan and Meier.
//!
//! Whether a customer was lost is known only after the grace period has passed. So everything is
//! seen as of the end of the activity that can be judged: the as-of date less the grace period.
//! Who bought after that day was still a customer on it; who did not left at its last purchase.

use std::sync::Arc;

use statistics::survival::{Subject, Survival, kaplan_meier};

use crate::definitions::Definitions;
use crate::ledger::{Ledger, day_number, months_before};

/// Average days of a month.
pub const DAYS_A_MONTH: f64 = 30.4375;

/// Survival of customers since their first purchase, in months; `None` when nobody can be judged.
/// Worked out once an as-of date, grace period and level.
#[must_use]
pub fn survival(ledger: &Ledger, d: &Definitions) -> Arc<Option<Survival>> {
    let key = (d.as_of, d.grace_months, d.confidence.to_bits());
    ledger
        .shared()
        .survival
        .get(key, || Arc::new(work_out(ledger, d)))
}

fn work_out(ledger: &Ledger, d: &Definitions) -> Option<Survival> {
    let horizon = day_number(months_before(d.as_of, d.grace_months));
    let subjects: Vec<Subject> = ledger
        .counted()
        .filter_map(|id| {
            let days = ledger.purchase_day_numbers_until(id, d.as_of);
            let (first, last) = (*days.first()?, *days.last()?);
            if first > horizon {
                return None;
            }
            let lost = last <= horizon;
            let until = if lost { last } else { horizon };
            // A single purchase is one day of being a customer.
            let days = f64::from((until - first).max(1));
            Some(Subject::new(days / DAYS_A_MONTH, lost))
        })
        .collect();
    kaplan_meier(&subjects, d.confidence)
}
