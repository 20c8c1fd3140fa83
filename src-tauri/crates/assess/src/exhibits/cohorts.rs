//! Retention triangle by month, quarter or year of the first purchase.

use jiff::ToSpan;
use records::Date;
use statistics::cohorts::{CohortMember, cohort_triangle};

use crate::definitions::Definitions;
use crate::ledger::{Ledger, month_index};
use crate::model::{CohortRow, Cohorts};

/// Periods shown at most; longer histories get longer periods.
const PERIODS: i32 = 24;

/// The periods of the triangle: months, quarters or years that end with the as-of month.
pub(crate) struct CohortGrid {
    start: Date,
    first: Date,
    length: i32,
    periods: i32,
}

impl CohortGrid {
    /// Absent without identified customers or below three periods.
    pub(crate) fn of(ledger: &Ledger, d: &Definitions) -> Option<Self> {
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
        let lead = periods * length - months;
        let first = first.first_of_month();
        (periods >= 3).then(|| Self {
            start: first.saturating_sub(i64::from(lead).months()),
            first,
            length,
            periods,
        })
    }

    /// Number of the period that holds a day.
    pub(crate) fn period(&self, day: Date) -> usize {
        usize::try_from(month_index(self.start, day) / self.length).unwrap_or(0)
    }

    /// Number of the last period.
    pub(crate) fn last(&self) -> usize {
        usize::try_from(self.periods - 1).unwrap_or(0)
    }

    /// Length of a period.
    pub(crate) fn months_per_period(&self) -> u32 {
        u32::try_from(self.length).unwrap_or(1)
    }

    /// First day of a period.
    pub(crate) fn start_of(&self, period: usize) -> Date {
        self.start
            .saturating_add((period as i64 * i64::from(self.length)).months())
            .max(self.first)
    }
}

/// The triangle up to the as-of month; absent without identified customers or below three periods.
pub(super) fn cohorts(ledger: &Ledger, d: &Definitions) -> Option<Cohorts> {
    let grid = CohortGrid::of(ledger, d)?;
    let active: Vec<Vec<usize>> = ledger
        .counted()
        .map(|id| {
            let days = ledger.purchase_days_until(id, d.as_of).iter();
            let mut periods: Vec<usize> = days.map(|day| grid.period(*day)).collect();
            periods.dedup();
            periods
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
    let triangle = cohort_triangle(&members, grid.last())?;
    let rows = triangle
        .cohorts
        .iter()
        .map(|cohort| CohortRow {
            start: grid.start_of(cohort.cohort),
            size: cohort.size,
            retained: (0..cohort.observed_ages())
                .filter_map(|age| cohort.retention(age))
                .collect(),
        })
        .collect();
    Some(Cohorts {
        months_per_period: grid.months_per_period(),
        rows,
    })
}
