//! Recency, frequency and monetary value in the RFM window, high or low against the medians.

use std::sync::Arc;

use records::Amount;
use statistics::quantiles::median;

use crate::analysis::rhythm;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, months_before, next_day};
use crate::model::RfmCuts;

/// A customer's three figures and where they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Rfm {
    /// Who.
    pub customer: CustomerId,
    /// Days since the last purchase.
    pub recency: f64,
    /// Purchase days in the window.
    pub frequency: f64,
    /// Net revenue in the window.
    pub monetary: Amount,
    /// `H` or `L` for R, F and M.
    pub pattern: String,
}

/// Customers that bought in the RFM window, and the cut points. Recency is high at or below the
/// median, frequency and revenue above it; `None` when nobody bought. Worked out once a window.
#[must_use]
pub fn rfm(ledger: &Ledger, d: &Definitions) -> Arc<Option<(Vec<Rfm>, RfmCuts)>> {
    let key = (d.as_of, d.rfm_months);
    ledger
        .shared()
        .rfm
        .get(key, || Arc::new(work_out(ledger, d)))
}

fn work_out(ledger: &Ledger, d: &Definitions) -> Option<(Vec<Rfm>, RfmCuts)> {
    let rhythms = rhythm::rhythms(ledger, d);
    let from = next_day(months_before(d.as_of, d.rfm_months));
    let mut rows: Vec<Rfm> = ledger
        .counted()
        .filter(|id| ledger.bought_in(*id, from, d.as_of))
        .filter_map(|id| {
            let days = ledger.purchase_days_until(id, d.as_of);
            Some(Rfm {
                customer: id,
                recency: rhythms.get(id.index())?.silence?,
                frequency: days.iter().filter(|day| **day >= from).count() as f64,
                monetary: ledger.revenue_in(id, from, d.as_of),
                pattern: String::new(),
            })
        })
        .collect();
    let column = |value: fn(&Rfm) -> f64| median(&rows.iter().map(value).collect::<Vec<_>>());
    let cuts = RfmCuts {
        recency_days: column(|row| row.recency)?,
        frequency: column(|row| row.frequency)?,
        monetary: Amount::from_units(column(|row| row.monetary.units())?)?,
        window_months: d.rfm_months,
    };
    for row in &mut rows {
        let marks = [
            row.recency <= cuts.recency_days,
            row.frequency > cuts.frequency,
            row.monetary > cuts.monetary,
        ];
        row.pattern = marks
            .iter()
            .map(|high| if *high { 'H' } else { 'L' })
            .collect();
    }
    Some((rows, cuts))
}
