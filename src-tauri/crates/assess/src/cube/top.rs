//! The largest customers through the periods.

use records::Amount;

use super::model::{RollCell, RollForward, RollRow};
use super::{Cube, Entities, Level, Period, tenure};
use crate::analysis::contracts::bound;
use crate::definitions::Definitions;
use crate::ledger::Ledger;

/// Customers shown.
const LISTED: usize = 20;

/// Revenue and ranks of one period.
struct Ranked {
    revenue: Vec<Amount>,
    rank: Vec<Option<u64>>,
    total: Amount,
}

impl Ranked {
    fn of(revenue: Vec<Amount>) -> Self {
        let mut order: Vec<usize> = (0..revenue.len())
            .filter(|at| revenue[*at].is_positive())
            .collect();
        order.sort_by_key(|at| (std::cmp::Reverse(revenue[*at]), *at));
        let mut rank = vec![None; revenue.len()];
        for (place, at) in (1..).zip(&order) {
            rank[*at] = Some(place);
        }
        let total = order.iter().map(|at| revenue[*at]).sum();
        Self {
            revenue,
            rank,
            total,
        }
    }

    fn cell(&self, entity: usize) -> RollCell {
        let revenue = self.revenue[entity];
        RollCell {
            revenue,
            share: self
                .total
                .is_positive()
                .then(|| revenue.units() / self.total.units()),
            rank: self.rank[entity],
        }
    }

    fn is_top(&self, entity: usize) -> bool {
        self.rank[entity].is_some_and(|rank| rank <= LISTED as u64)
    }
}

/// The exhibit; absent without revenue of identified customers in the last period.
pub(super) fn roll_forward(
    ledger: &Ledger,
    d: &Definitions,
    cube: &Cube,
    entities: &Entities,
    periods: &[Period],
) -> Option<RollForward> {
    let ranked: Vec<Ranked> = periods
        .iter()
        .map(|period| Some(Ranked::of(cube.revenue_of(entities, &cube.range(*period)?))))
        .collect::<Option<_>>()?;
    let last = ranked.last()?;
    let prior = Ranked::of(cube.revenue_of(entities, &cube.range(Period::prior(d))?));
    let mut shown: Vec<usize> = (0..entities.len())
        .filter(|at| last.is_top(*at) || prior.is_top(*at))
        .collect();
    shown.sort_by_key(|at| {
        (
            !last.is_top(*at),
            last.rank[*at].unwrap_or(u64::MAX),
            prior.rank[*at],
            *at,
        )
    });
    if !last.total.is_positive() {
        return None;
    }
    let bound = bound(ledger, d);
    let margins = ledger
        .columns()
        .has_cost()
        .then(|| cube.margins(ledger, Level::Customer, Period::ltm(d)));
    let known = ledger.months_of_history(d) >= 24;
    let rows = shown.into_iter().map(|entity| {
        let members = entities.members_of(entity);
        let before = prior.revenue[entity];
        RollRow {
            name: entities.name(ledger, entity).to_owned(),
            current: last.is_top(entity),
            cells: ranked.iter().map(|period| period.cell(entity)).collect(),
            growth: (known && before.is_positive())
                .then(|| last.revenue[entity].units() / before.units() - 1.0),
            margin: margins
                .as_ref()
                .and_then(|margins| margins.as_ref().as_ref()?.get(entity)?.rate()),
            first_order: entities.first_purchase(ledger, entity),
            truncated: members
                .iter()
                .filter_map(|id| tenure::life_start(ledger, d, *id))
                .any(|start| start.truncated),
            last_order: entities.last_purchase(ledger, entity, d.as_of),
            contract_end: members.iter().filter_map(|id| bound.get(id)?.until).min(),
            owner: members
                .iter()
                .find_map(|id| ledger.owner_of(*id, d))
                .map(str::to_owned),
        }
    });
    Some(RollForward {
        periods: periods.to_vec(),
        totals: ranked.iter().map(|period| period.total).collect(),
        rows: rows.collect(),
    })
}
