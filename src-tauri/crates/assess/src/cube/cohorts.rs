//! Cohorts by revenue, and rolling retention, on the periods of the retention triangle.

use records::Amount;
use statistics::cohort_revenue::{RevenueMember, revenue_triangle, rolling_curve};

use super::model::{RevenueCohortRow, RevenueCohorts, RollingShare};
use crate::definitions::Definitions;
use crate::exhibits::CohortGrid;
use crate::ledger::Ledger;

/// Customers from which on a point of the rolling curve says something.
const FEWEST: u64 = 5;

/// Revenue by cohort and age; absent where there is no retention triangle.
pub(super) fn by_revenue(
    ledger: &Ledger,
    d: &Definitions,
    grid: &CohortGrid,
) -> Option<RevenueCohorts> {
    let rows: Vec<(usize, Vec<(usize, i64)>)> = ledger
        .counted()
        .filter_map(|id| {
            let first = *ledger.purchase_days_until(id, d.as_of).first()?;
            let sales = ledger.sales_of(id).iter();
            let sales = sales.filter(|sale| first <= sale.date && sale.date <= d.as_of);
            let revenue = sales
                .map(|sale| (grid.period(sale.date), sale.amount.0))
                .collect();
            Some((grid.period(first), revenue))
        })
        .collect();
    let members: Vec<RevenueMember<'_>> = rows
        .iter()
        .map(|(cohort, revenue)| RevenueMember {
            cohort: *cohort,
            revenue,
        })
        .collect();
    let cohorts = revenue_triangle(&members, grid.last());
    (!cohorts.is_empty()).then(|| RevenueCohorts {
        months_per_period: grid.months_per_period(),
        rows: cohorts
            .into_iter()
            .map(|cohort| RevenueCohortRow {
                start: grid.start_of(cohort.cohort),
                size: cohort.size,
                revenue: cohort.revenue.into_iter().map(Amount).collect(),
            })
            .collect(),
    })
}

/// Share of customers active at an age or later, as far as enough of them are old enough.
pub(super) fn rolling(ledger: &Ledger, d: &Definitions, grid: &CohortGrid) -> Vec<RollingShare> {
    let members: Vec<(usize, usize)> = ledger
        .counted()
        .filter_map(|id| {
            let days = ledger.purchase_days_until(id, d.as_of);
            Some((grid.period(*days.first()?), grid.period(*days.last()?)))
        })
        .collect();
    (0u32..)
        .zip(rolling_curve(&members, grid.last()))
        .filter(|(_, point)| point.size >= FEWEST)
        .map(|(age, point)| RollingShare {
            months: age * grid.months_per_period(),
            share: point.active as f64 / point.size as f64,
            customers: point.size,
        })
        .collect()
}
