//! The bridge between two periods, with reactivation as its own part.

use records::Date;
use statistics::bridge::{Bridge, BridgeRow, bridge};

use super::periods::full_years;
use super::{Cube, Entities, Period};
use crate::definitions::Definitions;
use crate::ledger::Ledger;

/// The rows of a bridge, one an entity.
pub(crate) fn rows(
    ledger: &Ledger,
    cube: &Cube,
    entities: &Entities,
    earlier: Period,
    later: Period,
) -> Option<Vec<BridgeRow>> {
    let before = cube.revenue_of(entities, &cube.range(earlier)?);
    let after = cube.revenue_of(entities, &cube.range(later)?);
    let rows = before
        .iter()
        .zip(&after)
        .enumerate()
        .map(|(entity, (before, after))| BridgeRow {
            before: before.0,
            after: after.0,
            ever_before: *after <= records::Amount::ZERO
                || bought_by(ledger, entities, entity, earlier.to),
        });
    Some(rows.collect())
}

fn bought_by(ledger: &Ledger, entities: &Entities, entity: usize, day: Date) -> bool {
    entities
        .first_purchase(ledger, entity)
        .is_some_and(|first| first <= day)
}

/// The bridge from one period to another; `None` where a period does not consist of whole months
/// or nobody bought.
#[must_use]
pub fn bridge_between(
    ledger: &Ledger,
    cube: &Cube,
    entities: &Entities,
    earlier: Period,
    later: Period,
) -> Option<Bridge> {
    bridge(&rows(ledger, cube, entities, earlier, later)?)
}

/// The steps to show: each complete calendar year against the one before, then the last twelve
/// months against the twelve before, which take the place of a year that is the same. Empty below
/// 24 months of history.
#[must_use]
pub fn steps(ledger: &Ledger, d: &Definitions) -> Vec<(Period, Period)> {
    if ledger.months_of_history(d) < 24 || !ledger.identifies_customers() {
        return Vec::new();
    }
    let ltm = (Period::prior(d), Period::ltm(d));
    let years = full_years(ledger, d);
    let mut steps: Vec<(Period, Period)> = years
        .windows(2)
        .map(|pair| (Period::year(pair[0]), Period::year(pair[1])))
        .filter(|step| *step != ltm)
        .collect();
    steps.push(ltm);
    steps
}
