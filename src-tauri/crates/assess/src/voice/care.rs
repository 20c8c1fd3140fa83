//! Time since the last contact against the customer's own rhythm: who orders every month and was
//! not spoken to for half a year is not looked after, who orders once a year may well be.

use std::sync::Arc;

use records::{Amount, Date, TableKind};
use statistics::tiers::SizeClass;

use super::classes::classes;
use super::model::CareBand;
use crate::analysis::rhythm::usual_pause;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, days_between};
use crate::model::AbsentReason;

/// Days that the usual pause counts at least: who orders every week need not be visited every week.
const SHORTEST: f64 = 30.0;

/// How long an active customer was not spoken to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Gap {
    /// Who.
    pub(crate) customer: CustomerId,
    /// Days since the last contact; none when none is on record.
    pub(crate) days: Option<f64>,
    /// Its usual pause between orders in days, at least 30; none without a rhythm.
    pub(crate) usual: Option<f64>,
}

impl Gap {
    /// Days since the last contact over the usual pause.
    pub(crate) fn ratio(self) -> Option<f64> {
        Some(self.days? / self.usual?)
    }
}

/// The gap of each active customer; worked out once for an as-of date and an activity window.
/// Absent where neither a contact nor a date of the last contact is on record at all.
pub(crate) fn gaps(ledger: &Ledger, d: &Definitions) -> Arc<Result<Vec<Gap>, AbsentReason>> {
    let key = (d.as_of, d.activity_months);
    let make = || Arc::new(work_out(ledger, d));
    ledger.shared().care_gaps.get(key, make)
}

fn work_out(ledger: &Ledger, d: &Definitions) -> Result<Vec<Gap>, AbsentReason> {
    let mut last: Vec<Option<Date>> = vec![None; ledger.customers.len()];
    let mut note = |id: Option<CustomerId>, day: Option<Date>| {
        if let (Some(id), Some(day)) = (id, day.filter(|day| *day <= d.as_of)) {
            let known = &mut last[id.index()];
            *known = (*known).max(Some(day));
        }
    };
    for row in &ledger.tables.contacts {
        if row.record.done != Some(false) {
            note(row.customer, Some(row.record.date));
        }
    }
    for row in &ledger.tables.customers {
        note(row.customer, row.record.last_contact_date);
    }
    if last.iter().all(Option::is_none) {
        return Err(AbsentReason::NoTable {
            table: TableKind::Contacts,
        });
    }
    Ok(ledger
        .active(d)
        .into_iter()
        .map(|customer| Gap {
            customer,
            days: last[customer.index()].map(|day| days_between(day, d.as_of) as f64),
            usual: usual_pause(ledger, d, customer).map(|days| days.max(SHORTEST)),
        })
        .collect())
}

const BANDS: [&str; 6] = [
    "within_half",
    "within",
    "beyond",
    "far_beyond",
    "never",
    "no_rhythm",
];

fn band(gap: Gap) -> usize {
    match (gap.days, gap.ratio()) {
        (None, _) => 4,
        (Some(_), None) => 5,
        (Some(_), Some(ratio)) if ratio <= 0.5 => 0,
        (Some(_), Some(ratio)) if ratio <= 1.0 => 1,
        (Some(_), Some(ratio)) if ratio <= 2.0 => 2,
        (Some(_), Some(_)) => 3,
    }
}

/// Active customers by band; empty without any contact on record.
pub(super) fn bands(ledger: &Ledger, d: &Definitions) -> Vec<CareBand> {
    let gaps = gaps(ledger, d);
    let Ok(gaps) = gaps.as_ref() else {
        return Vec::new();
    };
    let (from, to) = ledger.ltm(d);
    let classes = classes(ledger, d);
    let mut found: Vec<CareBand> = BANDS
        .into_iter()
        .map(|band| CareBand {
            band: band.to_owned(),
            customers: 0,
            a_customers: 0,
            revenue: Amount::ZERO,
            share: 0.0,
        })
        .collect();
    for gap in gaps.iter().copied() {
        let band = &mut found[band(gap)];
        band.customers += 1;
        band.a_customers += u64::from(classes[gap.customer.index()] == Some(SizeClass::A));
        band.revenue += ledger.revenue_in(gap.customer, from, to);
    }
    let total: Amount = found.iter().map(|band| band.revenue).sum();
    if total.is_positive() {
        for band in &mut found {
            band.share = band.revenue.units() / total.units();
        }
    }
    found
}
