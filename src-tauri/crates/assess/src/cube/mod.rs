//! The customer cube: (customer → group) × product × month → amount, quantity, cost.
//!
//! Built once from the ledger and tied out to it: the sum of all cells is the sum of all sales, to
//! the cent. Bridge, tiers, cohorts, price–volume–mix, concentration, tenure and the rest are
//! projections: sums over a period, at the level of customers or of groups under common control.
//!
//! A period is an argument. Any run of whole months will do, counted by the calendar or back from
//! the as-of date, so that the last twelve months and calendar years come from the same cells.

mod bands;
mod build;
mod cohorts;
mod custom;
mod entities;
mod exhibit;
mod grace;
mod hidden;
mod kept;
mod margin;
mod mix;
pub mod model;
mod periods;
mod rhythm;
mod steps;
mod tenure;
#[cfg(test)]
mod tests;
mod tiers;
mod top;

pub use entities::{Entities, Level};
pub use grace::{GRACE_MONTHS, lapsed};
pub use mix::{mix_between, product_changes};
pub use periods::{Months, Period};
pub use steps::{bridge_between, steps};

pub(crate) use bands::{migration, moves};
pub(crate) use exhibit::exhibit;
pub(crate) use grace::needed as grace_needs;
pub(crate) use hidden::{Axis, hidden_by};
pub(crate) use margin::{of_period as margin_of, profits};
#[cfg(test)]
pub(crate) use steps::rows as step_rows;
pub(crate) use tenure::{LifeStart, tenures};
pub(crate) use tiers::{CUTS, Tier, by_tier};

use margin::margins;

use std::ops::Range;
use std::sync::Arc;

use records::{Amount, Date};

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};

/// One cell: a customer's sales of one product in one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Month, by [`Months::index`].
    pub month: u32,
    /// Number of the product in the ledger's columns; `NO_LABEL` where the line names none.
    pub product: u32,
    /// Net amount, minor units.
    pub amount: i64,
    /// Quantity of the lines that have one, returns taken off.
    pub quantity: f64,
    /// Part of the amount from lines without quantity.
    pub unquantified: i64,
    /// Part of the amount from lines with a cost.
    pub costed: i64,
    /// Cost of those lines, minor units.
    pub cost: i64,
}

/// The cube of one ledger, months cut for one as-of date.
#[derive(Debug)]
pub struct Cube {
    months: Months,
    /// Cells sorted by customer (the unidentified last), month, product.
    cells: Vec<Cell>,
    /// For each customer where its cells begin; then the unidentified; then the end.
    starts: Vec<usize>,
    /// Month of each cell, and the sum of the amounts before it (one more at the end): revenue of
    /// any months is two searches among small numbers and one subtraction.
    month_of: Vec<u32>,
    totals: Vec<i128>,
    kept: kept::Kept,
}

impl Ledger {
    /// The cube for this as-of date, built once.
    #[must_use]
    pub fn cube(&self, d: &Definitions) -> Arc<Cube> {
        self.shared()
            .cubes
            .get(d.as_of, || Arc::new(Cube::build(self, d.as_of)))
    }
}

impl Cube {
    /// How the months are cut.
    #[must_use]
    pub fn months(&self) -> &Months {
        &self.months
    }

    /// Cells of a customer, by month and product.
    #[must_use]
    pub fn cells_of(&self, id: CustomerId) -> &[Cell] {
        self.part(id.index())
    }

    /// Cells of lines that name no customer.
    #[must_use]
    pub fn unidentified(&self) -> &[Cell] {
        self.part(self.starts.len().saturating_sub(2))
    }

    fn part(&self, at: usize) -> &[Cell] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.cells[from..to],
            _ => &[],
        }
    }

    /// Every cell.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Sum of all cells: the control total.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.cells.iter().map(|cell| Amount(cell.amount)).sum()
    }

    /// Cells of a customer within a period.
    #[must_use]
    pub fn cells_in(&self, id: CustomerId, period: &Range<u32>) -> &[Cell] {
        within(self.cells_of(id), period)
    }

    /// Net revenue of a customer within a period.
    #[must_use]
    pub fn revenue(&self, id: CustomerId, period: &Range<u32>) -> Amount {
        let (from, to) = match (self.starts.get(id.index()), self.starts.get(id.index() + 1)) {
            (Some(&from), Some(&to)) => (from, to),
            _ => return Amount::ZERO,
        };
        let months = &self.month_of[from..to];
        let start = months.partition_point(|month| *month < period.start);
        let end = start + months[start..].partition_point(|month| *month < period.end);
        let sum = self.totals[from + end] - self.totals[from + start];
        Amount(i64::try_from(sum).unwrap_or(if sum > 0 { i64::MAX } else { i64::MIN }))
    }

    /// Net revenue of each entity within a period.
    #[must_use]
    pub fn revenue_of(&self, entities: &Entities, period: &Range<u32>) -> Vec<Amount> {
        self.kept.revenue(entities.level(), period, || {
            let mut sums = vec![Amount::ZERO; entities.len()];
            for (id, entity) in entities.members() {
                sums[entity] += self.revenue(id, period);
            }
            sums
        })
    }

    /// The months of a period; `None` where it does not begin and end with whole months.
    #[must_use]
    pub fn range(&self, period: Period) -> Option<Range<u32>> {
        self.months.range(period)
    }

    /// Whether the dates lie within the data at all.
    #[must_use]
    pub fn reaches(&self, day: Date) -> bool {
        self.months.first() <= day
    }
}

fn within<'a>(cells: &'a [Cell], period: &Range<u32>) -> &'a [Cell] {
    let from = cells.partition_point(|cell| cell.month < period.start);
    let to = cells.partition_point(|cell| cell.month < period.end);
    &cells[from..to.max(from)]
}
