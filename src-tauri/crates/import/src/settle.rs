//! What the columns of an order list say about each other, once each has its field.

use std::collections::HashMap;

use crate::cell::{Cell, Row};
use crate::header::TaxBasis;
use crate::matching::Reason;
use crate::parse::{parse_amount, unguarded};
use crate::recognise::ColumnGuess;

/// Rows that show whether a figure grows with the quantity.
const ROWS: usize = 5_000;
/// Products sold in different quantities, from which on they prove something.
const PRODUCTS: usize = 3;
/// Confidence of a price that only its behaviour gives away.
const BY_BEHAVIOUR: f64 = 0.75;

pub(crate) fn position(guesses: &[ColumnGuess], field: &str) -> Option<usize> {
    guesses
        .iter()
        .position(|guess| guess.field.as_deref() == Some(field))
}

/// Where a firm gives only amounts without tax, those are the amounts.
pub(crate) fn amount_from_net(guesses: &mut [ColumnGuess]) {
    if position(guesses, "amount").is_some() {
        return;
    }
    if let Some(net) = position(guesses, "amount_net").and_then(|at| guesses.get_mut(at)) {
        net.field = Some("amount".into());
        net.reason = Reason::NetOnly;
        net.unit.tax = Some(TaxBasis::Net);
    }
}

/// Where a table has only what was refunded, it is a list of returns and those are its amounts.
pub(crate) fn amount_from_refund(guesses: &mut [ColumnGuess]) {
    let priced = position(guesses, "amount").or(position(guesses, "unit_price"));
    if priced.is_none()
        && let Some(refund) = position(guesses, "refund").and_then(|at| guesses.get_mut(at))
    {
        refund.field = Some("amount".into());
    }
}

/// A column called amount is a price where it stays the same for a product however many of it are
/// sold: summed up as amounts, the firm would look too small.
pub(crate) fn price_called_amount(guesses: &mut [ColumnGuess], body: &[Row]) {
    if position(guesses, "unit_price").is_some() {
        return;
    }
    let product = position(guesses, "product_code").or(position(guesses, "product"));
    let (Some(amount), Some(quantity), Some(product)) = (
        position(guesses, "amount"),
        position(guesses, "quantity"),
        product,
    ) else {
        return;
    };
    let column = |at: usize| guesses[at].index as usize;
    let (amount_at, quantity_at, product_at) = (column(amount), column(quantity), column(product));
    let mut sold: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
    for row in body.iter().take(ROWS) {
        let figures = number(row.cell(amount_at)).zip(number(row.cell(quantity_at)));
        let Some((amount, quantity)) = figures.filter(|(amount, _)| *amount != 0.0) else {
            continue;
        };
        let lines = sold.entry(row.cell(product_at).shown()).or_default();
        lines.push((amount, quantity));
    }
    let (mut prices, mut amounts) = (0, 0);
    for lines in sold.values() {
        let (first, count) = lines[0];
        let differs = |(_, quantity): &&(f64, f64)| *quantity != count;
        let mut other = lines.iter().filter(differs).peekable();
        if other.peek().is_some() {
            if other.all(|(amount, _)| *amount == first) {
                prices += 1;
            } else {
                amounts += 1;
            }
        }
    }
    if prices >= PRODUCTS && prices > amounts * 4 {
        let guess = &mut guesses[amount];
        guess
            .alternatives
            .insert(0, ("amount".into(), guess.confidence));
        guess.field = Some("unit_price".into());
        guess.reason = Reason::Price;
        guess.confidence = BY_BEHAVIOUR;
    }
}

pub(crate) fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => parse_amount(unguarded(text)).map(|(number, _)| number),
        _ => None,
    }
}
