//! Gross margin by period and customer, from lines that have a cost.

use std::ops::Range;

use records::Amount;

use super::model::{MarginCustomer, MarginPeriod, MarginView};
use super::{Cell, Cube, Entities, Level, Period};
use crate::ledger::Ledger;

/// Customers listed at most.
const LISTED: usize = 10;

/// Revenue of lines with a cost, and their gross profit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Margin {
    /// Revenue of lines with a cost.
    pub(crate) revenue: Amount,
    /// Revenue less cost.
    pub(crate) profit: Amount,
}

impl Margin {
    fn add(&mut self, cell: &Cell) {
        self.revenue += Amount(cell.costed);
        self.profit += Amount(cell.costed) - Amount(cell.cost);
    }

    /// Gross margin; absent without revenue.
    pub(crate) fn rate(&self) -> Option<f64> {
        let earned = self.revenue.is_positive();
        earned.then(|| self.profit.units() / self.revenue.units())
    }
}

/// Margin of each entity in a period.
pub(crate) fn margins(cube: &Cube, entities: &Entities, period: &Range<u32>) -> Vec<Margin> {
    let mut found = vec![Margin::default(); entities.len()];
    for (id, entity) in entities.members() {
        for cell in cube.cells_in(id, period) {
            found[entity].add(cell);
        }
    }
    found
}

/// Positive gross profit of each entity, largest first.
pub(crate) fn profits(margins: &[Margin]) -> Vec<f64> {
    let mut profits: Vec<f64> = margins
        .iter()
        .filter(|margin| margin.profit.is_positive())
        .map(|margin| margin.profit.units())
        .collect();
    profits.sort_by(|a, b| b.total_cmp(a));
    profits
}

/// The exhibit; absent where no line has a cost.
pub(super) fn view(
    ledger: &Ledger,
    cube: &Cube,
    entities: &Entities,
    periods: &[Period],
) -> Option<MarginView> {
    if !ledger.columns().has_cost() {
        return None;
    }
    let of_entities = cube.margins(ledger, Level::Customer, *periods.last()?);
    let of_entities = of_entities.as_ref().as_ref()?;
    let profits = profits(of_entities);
    let total: f64 = profits.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let mut order: Vec<usize> = (0..of_entities.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(of_entities[*at].profit), *at));
    let customers = order
        .into_iter()
        .take(LISTED)
        .filter(|at| of_entities[*at].profit.is_positive())
        .map(|at| MarginCustomer {
            name: entities.name(ledger, at).to_owned(),
            revenue: of_entities[at].revenue,
            profit: of_entities[at].profit,
            share: of_entities[at].profit.units() / total,
        })
        .collect();
    Some(MarginView {
        periods: periods
            .iter()
            .filter_map(|one| of_period(cube, *one))
            .collect(),
        customers,
        top: [1, 5, 10].map(|n| profits.iter().take(n).sum::<f64>() / total),
    })
}

/// Margin of everyone in a period, unidentified customers included.
pub(crate) fn of_period(cube: &Cube, period: Period) -> Option<MarginPeriod> {
    let range = cube.range(period)?;
    let (mut margin, mut all) = (Margin::default(), Amount::ZERO);
    for cell in cube
        .cells()
        .iter()
        .filter(|cell| range.contains(&cell.month))
    {
        margin.add(cell);
        all += Amount(cell.amount);
    }
    Some(MarginPeriod {
        period,
        revenue: margin.revenue,
        profit: margin.profit,
        covered: all
            .is_positive()
            .then(|| margin.revenue.units() / all.units()),
    })
}
