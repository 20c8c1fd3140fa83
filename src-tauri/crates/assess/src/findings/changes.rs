//! Terms that changed suddenly before the as-of date: credit days, prices, discounts. Each is a
//! question to the seller.

use std::collections::BTreeMap;

use records::{Amount, Date, RowRef, Severity, TableKind};
use statistics::comparison::{Group, proportion_difference};
use statistics::exact::{fisher_greater, sign_test_greater};
use statistics::quantiles::median;

use super::Context;
use super::draft::{Draft, OPERATIONS};
use super::integrity::SURE;
use crate::cube::{Cell, Period};
use crate::ledger::{CustomerId, NO_LABEL, days_between, window};
use crate::model::Unit;

/// Changes below this are none: rounding of prices and of shares.
const NOTHING: f64 = 0.001;
/// P-value from which on a change is spoken of, of either direction together.
const RARE: f64 = 0.01;

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [longer_terms(context), prices(context), discounts(context)]
        .into_iter()
        .flatten()
        .collect()
}

/// Credit days granted in the last months against the year before.
fn longer_terms(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.longer_terms;
    let months = cuts.months as u32;
    let granted = |(from, to): (Date, Date)| -> BTreeMap<RowRef, f64> {
        let rows = context.ledger.tables.receivables.iter();
        rows.filter_map(|row| {
            let (date, due) = (row.record.date?, row.record.due_date?);
            let inside = from <= date && date <= to && date <= due;
            inside.then(|| (row.at, days_between(date, due) as f64))
        })
        .collect()
    };
    let days = |of: &BTreeMap<RowRef, f64>| of.values().copied().collect::<Vec<f64>>();
    let (from, to) = window(context.d.as_of, 0, months);
    let (now, before) = (
        granted((from, to)),
        granted(window(context.d.as_of, months, 12)),
    );
    if (now.len().min(before.len()) as f64) < cuts.documents {
        return None;
    }
    let (after, usual) = (median(&days(&now))?, median(&days(&before))?);
    // Above the usual median stood half of the documents before; a clear majority must now.
    let longer = |of: &BTreeMap<RowRef, f64>| Group {
        events: of.values().filter(|days| **days > usual).count() as u64,
        n: of.len() as u64,
    };
    let (now_longer, before_longer) = (longer(&now), longer(&before));
    let difference = proportion_difference(now_longer, before_longer, SURE)?;
    if after < usual + cuts.days || difference.interval.lower <= 0.0 {
        return None;
    }
    let share = now_longer.share()?;
    let rows = now.into_iter().filter(|(_, days)| *days > usual);
    Some(
        Draft::new("terms.longer", Severity::Warning, OPERATIONS * share)
            .measured("receivables.dso_days")
            .beyond("longer_terms")
            .tested(
                "fisher",
                fisher_greater(now_longer, before_longer)?,
                now_longer.n + before_longer.n,
            )
            .date("from", from)
            .date("to", to)
            .figure("now", after, Unit::Days)
            .figure("usual", usual, Unit::Days)
            .share("share", share)
            .with_rows(TableKind::Receivables, rows.map(|(at, _)| at).collect()),
    )
}

/// A change of each customer that both windows know.
struct Moves {
    /// Customers by change.
    all: Vec<(CustomerId, f64)>,
    up: u64,
    down: u64,
}

impl Moves {
    fn of(all: Vec<(CustomerId, f64)>) -> Self {
        let count = |test: fn(f64) -> bool| all.iter().filter(|(_, change)| test(*change)).count();
        let (up, down) = (
            count(|change| change > NOTHING) as u64,
            count(|change| change < -NOTHING) as u64,
        );
        Self { all, up, down }
    }

    fn median(&self) -> Option<f64> {
        let changes: Vec<f64> = self.all.iter().map(|(_, change)| *change).collect();
        median(&changes)
    }

    /// Two-sided p-value that customers move up as often as down.
    fn p(&self) -> Option<f64> {
        let more = self.up.max(self.down);
        sign_test_greater(more, self.up.min(self.down)).map(|p| (2.0 * p).min(1.0))
    }
}

/// Prices of the same products to the same customers in the last months against the year before.
fn prices(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.prices;
    let (ledger, d) = (context.ledger, context.d);
    if !ledger.columns().has_quantity() {
        return None;
    }
    let months = cuts.months as u32;
    let (from, to) = window(d.as_of, 0, months);
    let cube = ledger.cube(d);
    let now = cube.range(Period::from((from, to)))?;
    let before = cube.range(Period::from(window(d.as_of, months, 12)))?;
    let change = |id: CustomerId| {
        price_change(cube.cells_in(id, &before), cube.cells_in(id, &now)).map(|one| (id, one))
    };
    let moves = Moves::of(ledger.counted().filter_map(change).collect());
    let (median, p) = (moves.median()?, moves.p()?);
    if (moves.all.len() as f64) < cuts.customers || median.abs() < cuts.change || p >= RARE {
        return None;
    }
    let (code, moved) = if median < 0.0 {
        ("terms.prices_cut", moves.down)
    } else {
        ("terms.prices_raised", moves.up)
    };
    let share = median.abs();
    let draft = Draft::new(code, Severity::Warning, OPERATIONS * share)
        .measured("purchase.average_order_value")
        .beyond("prices")
        .tested("sign", p, moves.up + moves.down)
        .date("from", from)
        .date("to", to)
        .share("change", share)
        .figure("moved", moved as f64, Unit::Count)
        .count("customers", moves.all.len());
    Some(draft.with_rows(
        TableKind::Orders,
        lines(context, &moves, (from, to), median),
    ))
}

/// Change of a customer's prices, weighted by what it bought of each product in the later window;
/// `None` where it bought no product in both.
fn price_change(before: &[Cell], now: &[Cell]) -> Option<f64> {
    let (before, now) = (by_product(before), by_product(now));
    let (mut weight, mut sum) = (0.0, 0.0);
    for (product, (amount, quantity)) in &now {
        let Ok(at) = before.binary_search_by_key(product, |(product, _)| *product) else {
            continue;
        };
        let (amount_before, quantity_before) = before[at].1;
        if *amount > 0.0 && *quantity > 0.0 && amount_before > 0.0 && quantity_before > 0.0 {
            let ratio = (amount / quantity) / (amount_before / quantity_before);
            weight += amount;
            sum += amount * ratio.ln();
        }
    }
    (weight > 0.0).then(|| (sum / weight).exp() - 1.0)
}

/// Amount and quantity of the lines that have one, by product; ascending.
fn by_product(cells: &[Cell]) -> Vec<(u32, (f64, f64))> {
    let mut sorted: Vec<&Cell> = cells
        .iter()
        .filter(|cell| cell.product != NO_LABEL)
        .collect();
    sorted.sort_by_key(|cell| cell.product);
    sorted
        .chunk_by(|a, b| a.product == b.product)
        .map(|of_one| {
            let amount: i64 = of_one.iter().map(|c| c.amount - c.unquantified).sum();
            let quantity: f64 = of_one.iter().map(|cell| cell.quantity).sum();
            (of_one[0].product, (amount as f64, quantity))
        })
        .collect()
}

/// Discounts granted to the same customers in the last months against the year before.
fn discounts(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.discounts;
    let (ledger, d) = (context.ledger, context.d);
    if !ledger.any_order(|order| order.discount.is_some()) {
        return None;
    }
    let months = cuts.months as u32;
    let (from, to) = window(d.as_of, 0, months);
    let mean = |id: CustomerId, (from, to): (Date, Date)| -> Option<f64> {
        let (mut weight, mut sum) = (0.0, 0.0);
        for sale in ledger.sales_of_in(id, from, to) {
            if let Some(discount) = ledger
                .order(sale)
                .discount
                .filter(|_| sale.amount > Amount::ZERO)
            {
                weight += sale.amount.units();
                sum += sale.amount.units() * discount;
            }
        }
        (weight > 0.0).then(|| sum / weight)
    };
    let change = |id: CustomerId| {
        let before = mean(id, window(d.as_of, months, 12))?;
        Some((id, mean(id, (from, to))? - before))
    };
    let moves = Moves::of(ledger.counted().filter_map(change).collect());
    let (median, p) = (moves.median()?, moves.p()?);
    if (moves.all.len() as f64) < cuts.customers || median < cuts.rise || p >= RARE {
        return None;
    }
    let draft = Draft::new(
        "terms.discounts_raised",
        Severity::Warning,
        OPERATIONS * median,
    )
    .measured("purchase.average_order_value")
    .beyond("discounts")
    .tested("sign", p, moves.up + moves.down)
    .date("from", from)
    .date("to", to)
    .share("change", median)
    .figure("moved", moves.up as f64, Unit::Count)
    .count("customers", moves.all.len());
    Some(draft.with_rows(
        TableKind::Orders,
        lines(context, &moves, (from, to), median),
    ))
}

/// Order lines in the window of the customers that moved in the direction of the median.
fn lines(
    context: &Context<'_>,
    moves: &Moves,
    (from, to): (Date, Date),
    median: f64,
) -> Vec<RowRef> {
    let with = moves
        .all
        .iter()
        .filter(|(_, change)| change.signum() == median.signum() && change.abs() > NOTHING);
    with.flat_map(|(id, _)| context.ledger.sales_of_in(*id, from, to))
        .map(|sale| sale.at)
        .collect()
}
