//! The periods of the adviser's own: every projection that runs between two periods.

use records::Amount;
use statistics::bridge::BridgeRow;

use super::exhibit::step_of;
use super::model::{CustomPeriod, MarginPeriod};
use super::{Cube, Entities, Period, bands, margin, mix, rhythm, steps};
use crate::definitions::Definitions;
use crate::ledger::Ledger;

/// The periods that the definitions add and the data reach by the as-of date, oldest first.
pub(super) fn reached(d: &Definitions, cube: &Cube) -> Vec<Period> {
    let within = |period: &&Period| period.to <= d.as_of && cube.reaches(period.to);
    let mut reached: Vec<Period> = d.periods.iter().filter(within).copied().collect();
    reached.sort_by_key(|period| (period.to, period.from));
    reached.dedup();
    reached
}

/// One exhibit a period that the definitions add and the data reach.
pub(super) fn all(
    ledger: &Ledger,
    d: &Definitions,
    cube: &Cube,
    customers: &Entities,
    groups: &Entities,
) -> Vec<CustomPeriod> {
    reached(d, cube)
        .into_iter()
        .map(|period| of(ledger, d, cube, (customers, groups), period))
        .collect()
}

fn of(
    ledger: &Ledger,
    d: &Definitions,
    cube: &Cube,
    (customers, groups): (&Entities, &Entities),
    period: Period,
) -> CustomPeriod {
    let pair = (period.compared_with(), period);
    let ltm = period == Period::ltm(d);
    let compared = covers(ledger, d, pair.0);
    let rows = |entities: &Entities| -> Option<Vec<BridgeRow>> {
        let named = compared && ledger.identifies_customers();
        named.then(|| steps::rows(ledger, cube, entities, pair.0, pair.1))?
    };
    let of_customers = rows(customers);
    let mut amounts: Vec<Amount> = cube
        .range(period)
        .map_or_else(Vec::new, |range| cube.revenue_of(customers, &range));
    amounts.retain(|amount| amount.is_positive());
    amounts.sort_by_key(|amount| std::cmp::Reverse(*amount));
    CustomPeriod {
        period,
        revenue: ledger.total_revenue_in(period.from, period.to),
        customers: amounts.len() as u64,
        top: top(&amounts),
        step: of_customers
            .as_deref()
            .and_then(|rows| step_of(ltm, pair, rows)),
        group_step: groups
            .has_groups()
            .then(|| step_of(ltm, pair, &rows(groups)?))
            .flatten(),
        same_customer_growth: of_customers.as_deref().and_then(same_customer_growth),
        migration: of_customers
            .as_deref()
            .map(|rows| bands::migration(rows, pair.0, pair.1)),
        price_volume_mix: compared.then(|| mix::view(ledger, cube, pair)).flatten(),
        margin: margin::of_period(cube, period)
            .filter(|one: &MarginPeriod| one.revenue.is_positive()),
        returns: rhythm::returns(ledger, cube, &[period]).pop(),
    }
}

/// Whether the data begin early enough for a period, as for a calendar year.
fn covers(ledger: &Ledger, d: &Definitions, period: Period) -> bool {
    const LATE_DAYS: i64 = 9;
    ledger
        .order_span(d)
        .is_some_and(|(first, _)| crate::ledger::days_between(period.from, first) <= LATE_DAYS)
}

fn top(amounts: &[Amount]) -> Option<[f64; 3]> {
    let total: Amount = amounts.iter().copied().sum();
    let share = |n: usize| amounts.iter().take(n).copied().sum::<Amount>().units() / total.units();
    total.is_positive().then(|| [1, 5, 10].map(share))
}

/// Σ(bᵢ − aᵢ) / Σ aᵢ over the customers with revenue in both periods.
fn same_customer_growth(rows: &[BridgeRow]) -> Option<f64> {
    let both = || rows.iter().filter(|row| row.before > 0 && row.after > 0);
    let before: i64 = both().map(|row| row.before).sum();
    let after: i64 = both().map(|row| row.after).sum();
    (before > 0).then(|| after as f64 / before as f64 - 1.0)
}
