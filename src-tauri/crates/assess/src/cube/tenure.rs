//! How long the active customers have been customers, and where the data cannot say.

use std::sync::Arc;

use records::{Amount, Date};

use super::model::TenureBand;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, days_between};

/// Who buys within so many days after the data begin was a customer before, as far as anyone can
/// tell: its tenure is at least what is seen.
const ALREADY_THERE_DAYS: i64 = 90;
/// Days of a year.
const DAYS_A_YEAR: f64 = 365.25;
/// Years at which bands begin.
const EDGES: [u32; 6] = [0, 1, 2, 3, 5, 10];

/// When a customer's life with the firm began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LifeStart {
    /// First purchase, or the recorded date where it is earlier.
    pub(crate) since: Date,
    /// Whether it may have begun earlier.
    pub(crate) truncated: bool,
}

impl LifeStart {
    /// Years up to a day.
    pub(crate) fn years(&self, until: Date) -> f64 {
        days_between(self.since, until).max(0) as f64 / DAYS_A_YEAR
    }
}

/// Start of a customer's life; absent if it never bought.
pub(crate) fn life_start(ledger: &Ledger, d: &Definitions, id: CustomerId) -> Option<LifeStart> {
    let since = ledger.relation_since(id)?;
    let (first, _) = ledger.order_span(d)?;
    let bought = ledger.purchase_days(id).first().copied()?;
    // A recorded date before the first purchase says when it really began.
    let recorded = since < bought;
    let truncated = !recorded && days_between(first, bought) <= ALREADY_THERE_DAYS;
    Some(LifeStart { since, truncated })
}

/// Active customers with the start of their life and their revenue of the last twelve months.
/// Worked out once an as-of date and activity window.
pub(crate) fn tenures(ledger: &Ledger, d: &Definitions) -> Arc<[(CustomerId, LifeStart, Amount)]> {
    let key = (d.as_of, d.activity_months);
    ledger.shared().tenures.get(key, || {
        let (from, to) = ledger.ltm(d);
        let of_one = |id| {
            let start = life_start(ledger, d, id)?;
            Some((id, start, ledger.revenue_in(id, from, to)))
        };
        ledger.active(d).into_iter().filter_map(of_one).collect()
    })
}

/// Active customers and their revenue by years of tenure.
pub(super) fn bands(ledger: &Ledger, d: &Definitions) -> Vec<TenureBand> {
    let all = tenures(ledger, d);
    if all.is_empty() {
        return Vec::new();
    }
    let mut bands: Vec<TenureBand> = EDGES
        .iter()
        .enumerate()
        .map(|(at, from)| TenureBand {
            from: *from,
            to: EDGES.get(at + 1).copied(),
            customers: 0,
            truncated: 0,
            revenue: Amount::ZERO,
            truncated_revenue: Amount::ZERO,
        })
        .collect();
    for (_, start, revenue) in all.iter() {
        let years = start.years(d.as_of);
        let at = EDGES
            .partition_point(|edge| f64::from(*edge) <= years)
            .saturating_sub(1);
        let band = &mut bands[at];
        band.customers += 1;
        band.revenue += *revenue;
        if start.truncated {
            band.truncated += 1;
            band.truncated_revenue += *revenue;
        }
    }
    bands
}
