//! Retention triangle by month, quarter or year of the first purchase.

use jiff::ToSpan;
use records::Date;
use statistics::cohorts::{CohortMember, cohort_triangle};

use crate::definitions::Definitions;
use crate::ledger::{Ledger, month_index};
use crate::model::{CohortRow, Cohorts};

/// Periods shown at most; longer histories get longer periods.
const PERIODS: i32 = 24;

/// The triangle up to the as-of month; absent without identified customers or below three months.
pub(super) fn cohorts(ledger: &Ledger, d: &Definitions) -> Option<Cohorts> {
    if !ledger.identifies_customers() {
        return None;
    }
    let (first, _) = ledger.order_span(d)?;
    let months = month_index(first, d.as_of) + 1;
    let length = [1, 3, 12]
        .into_iter()
        .find(|length| months <= PERIODS * length)
        .unwrap_or(12);
    // Periods end with the as-of month, so that the last one is complete.
    let periods = (months + length - 1) / length;
    if periods < 3 {
        return None;
    }
    let lead = periods * length - months;
    let start = first
        .first_of_month()
        .saturating_sub(i64::from(lead).months());
    let period = |date: Date| usize::try_from(month_index(start, date) / length).unwrap_or(0);
    let active: Vec<Vec<usize>> = ledger
        .counted()
        .map(|id| {
            ledger
                .purchase_days_until(id, d.as_of)
                .iter()
                .map(|day| period(*day))
                .collect()
        })
        .filter(|periods: &Vec<usize>| !periods.is_empty())
        .collect();
    let members: Vec<CohortMember<'_>> = active
        .iter()
        .map(|active| CohortMember {
            cohort: active[0],
            active,
        })
        .collect();
    let triangle = cohort_triangle(&members, usize::try_from(periods - 1).unwrap_or(0))?;
    let rows = triangle
        .cohorts
        .iter()
        .map(|cohort| CohortRow {
            start: start
                .saturating_add((cohort.cohort as i64 * i64::from(length)).months())
                .max(first.first_of_month()),
            size: cohort.size,
            retained: (0..cohort.observed_ages())
                .filter_map(|age| cohort.retention(age))
                .collect(),
        })
        .collect();
    Some(Cohorts {
        months_per_period: u32::try_from(length).unwrap_or(1),
        rows,
    })
}
