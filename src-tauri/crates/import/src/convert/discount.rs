//! Discounts in money: what remains after them is the amount, and where the file gives that as
//! well, it is held against them. Firms write the discount of a return with the sign of the goods
//! or against it, so that total − discount or total + discount is what is owed.

use std::collections::BTreeMap;

use records::{Amount, ProblemCode, Severity, TableKind, Value};

use super::column::{Column, Outcome};
use super::plan::Plan;
use super::problems::Collector;
use crate::cell::Row;
use crate::discounts::is_after;
use crate::watch::Watch;

/// Rows that show which sign a type of document writes its discounts with.
const SAMPLE: usize = 20_000;
/// One sign so many times as often as the other is how a firm writes its discounts.
const CLEAR: u64 = 9;
/// Types of documents told apart.
const TYPES: usize = 60;
/// Rows listed one by one.
const LISTED: usize = 50;
/// One row of so many does not add up, and total, discount and amount are hardly what they seem.
const ONE_OF: u64 = 20;
/// Fewer rows than this prove nothing about their columns.
const LEAST: u64 = 3;
/// A cent and a half of the header's unit: each of the three is rounded.
const ROUNDING: f64 = 0.015;

/// What the columns of a table allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The total is given, what is owed is not.
    Deduct,
    /// Both are given.
    Compare,
    /// The amount is not said to be before or after the discount.
    Leave,
}

/// The documents of one type whose totals have one sign.
#[derive(Default)]
struct Side {
    /// Discounts of the sample above and below zero.
    above: u64,
    below: u64,
    /// Rows whose discount was subtracted and what it came to; the same of those where it was added.
    taken: [(u64, Amount); 2],
}

/// What was found of a row.
#[derive(Default)]
enum Seen {
    #[default]
    Nothing,
    /// Its amount is what remains of a total, of a document of this type; the discount was added.
    Deducted(Value, Amount, bool),
    /// Its amount is what remains of its total.
    Holds,
    /// It is not, in figures.
    Wrong(String),
}

/// The discounts of an order list.
pub(super) struct Discount {
    rule: Rule,
    amount: usize,
    before: usize,
    discount: usize,
    /// Of shares, where no column serves it.
    share: Option<usize>,
    document: Option<usize>,
    quantity: Option<usize>,
    price: Option<usize>,
    /// Headers of total, discount and amount.
    headers: [String; 3],
    index: u32,
    tolerance: f64,
    /// By type of document, and whether the total is below zero.
    sides: BTreeMap<(String, bool), Side>,
    seen: Seen,
    compared: u64,
    wrong: u64,
    listed: Vec<(u32, String)>,
    left: u64,
    left_sum: Amount,
}

impl Discount {
    /// `None` for tables without discounts in money.
    pub(super) fn of(plan: &Plan, body: &[Row], watch: &Watch<'_>) -> Option<Self> {
        let discount = plan.column("discount_amount")?;
        if plan.kind != TableKind::Orders {
            return None;
        }
        let (before, amount) = (plan.column("before_discount"), plan.column("amount"));
        let rule = match (before, amount) {
            (Some(_), Some(_)) => Rule::Compare,
            (Some(_), None) => Rule::Deduct,
            (None, Some(_)) => Rule::Leave,
            (None, None) => return None,
        };
        let header =
            |column: Option<&Column>| column.map_or_else(String::new, |c| c.header.clone());
        let scales = [before, amount, Some(discount)].into_iter().flatten();
        let mut found = Self {
            rule,
            amount: plan.position("amount")?,
            before: plan.position("before_discount")?,
            discount: discount.position,
            share: plan
                .position("discount")
                .filter(|_| plan.column("discount").is_none()),
            document: plan.position("order_type"),
            quantity: plan.position("quantity"),
            price: plan.position("unit_price"),
            headers: [header(before), discount.header.clone(), header(amount)],
            index: amount.or(before)?.index,
            tolerance: scales.map(|column| column.unit.scale).fold(1.0, f64::max) * ROUNDING,
            sides: BTreeMap::new(),
            seen: Seen::Nothing,
            compared: 0,
            wrong: 0,
            listed: Vec::new(),
            left: 0,
            left_sum: Amount::ZERO,
        };
        if let (Rule::Deduct, Some(before)) = (rule, before) {
            found.sample(plan, before, discount, body, watch);
        }
        Some(found)
    }

    /// Which sign each type of document writes its discounts with.
    fn sample(
        &mut self,
        plan: &Plan,
        before: &Column,
        discount: &Column,
        body: &[Row],
        watch: &Watch<'_>,
    ) {
        let money = |row: &Row, column: &Column| match column.value(plan.cell(row, column)) {
            Outcome::Value(Value::Amount(amount)) => Some(amount),
            _ => None,
        };
        let document = plan.column("order_type");
        for row in watch.rows(body).take(SAMPLE) {
            let Some((total, off)) = money(row, before).zip(money(row, discount)) else {
                continue;
            };
            let text = document.map_or_else(Value::default, |column| {
                match column.value(plan.cell(row, column)) {
                    Outcome::Value(value) => value,
                    _ => Value::Empty,
                }
            });
            if let Some(side) = self.side(&text, total) {
                side.above += u64::from(off.0 > 0);
                side.below += u64::from(off.0 < 0);
            }
        }
    }

    fn side(&mut self, document: &Value, total: Amount) -> Option<&mut Side> {
        let text = match document {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        let key = (text.to_owned(), total.0 < 0);
        let known = self.sides.len() < TYPES || self.sides.contains_key(&key);
        known.then(|| self.sides.entry(key).or_default())
    }

    /// Before anything else is done to a row: gives it the amount that remains of its total, or
    /// holds the amount it has against total and discount.
    pub(super) fn look(&mut self, values: &mut [Value]) {
        self.seen = Seen::Nothing;
        let off = money(values, self.discount);
        let total = money(values, self.before);
        match (self.rule, total, money(values, self.amount)) {
            (Rule::Deduct, Some(total), _) => {
                let off = off.unwrap_or_default();
                let document = self.document.map_or(Value::Empty, |at| values[at].clone());
                let added = self
                    .side(&document, total)
                    .is_some_and(|side| side.adds(total, off));
                let remains = if added { total + off } else { total - off };
                values[self.amount] = Value::Amount(remains);
                self.seen = Seen::Deducted(document, total, added);
            }
            (Rule::Compare, Some(total), Some(amount)) => {
                let off = off.unwrap_or_default();
                self.seen = if self.holds(total, off, amount) {
                    Seen::Holds
                } else {
                    let sign = if total.0 < 0 && off.0 > 0 { '+' } else { '−' };
                    let [total, off, amount] = [total, off, amount].map(Amount::units);
                    Seen::Wrong(format!("{total:.2} {sign} {off:.2} ≠ {amount:.2}"))
                };
            }
            _ => {}
        }
    }

    /// Whether an amount is what remains of a total. What takes off more than it says, or adds to
    /// goods, does not.
    fn holds(&self, total: Amount, off: Amount, amount: Amount) -> bool {
        let near = |remains: Amount| (remains - amount).units().abs() <= self.tolerance;
        near(total - off)
            || (near(total + off) && amount.0.saturating_abs() <= total.0.saturating_abs())
    }

    /// Once a row is accepted and its amounts are signed: the discount gets the sign by which it is
    /// taken off, and its share.
    pub(super) fn settle(&mut self, row: u32, values: &mut [Value]) {
        let given = values[self.discount] != Value::Empty;
        let ends = money(values, self.before).zip(money(values, self.amount));
        match (std::mem::take(&mut self.seen), ends) {
            (Seen::Deducted(document, written, added), Some((total, amount))) => {
                let off = total - amount;
                if off != Amount::ZERO
                    && let Some(side) = self.side(&document, written)
                {
                    let taken = &mut side.taken[usize::from(added)];
                    taken.0 += 1;
                    taken.1 += Amount(off.0.saturating_abs());
                }
                self.give(given, total, off, values);
            }
            (Seen::Holds, Some((total, amount))) => {
                self.compared += 1;
                self.give(given, total, total - amount, values);
            }
            (Seen::Wrong(text), Some(_)) => {
                self.compared += 1;
                self.wrong += 1;
                if self.listed.len() < LISTED {
                    self.listed.push((row, text));
                }
            }
            (Seen::Nothing, _) if self.rule == Rule::Leave => {
                let off = money(values, self.discount).unwrap_or_default();
                let off = Amount(off.0.saturating_abs());
                if off != Amount::ZERO && !self.is_worth_less(off, values) {
                    self.left += 1;
                    self.left_sum += off;
                }
            }
            _ => {}
        }
    }

    /// Whether quantity × price exceeds the amount by the discount, which then is off it.
    fn is_worth_less(&self, off: Amount, values: &[Value]) -> bool {
        let number = |at: Option<usize>| match at.and_then(|at| values.get(at)) {
            Some(Value::Number(number)) => Some(number.abs()),
            _ => None,
        };
        let worth = number(self.quantity).zip(number(self.price));
        let amount = money(values, self.amount).unwrap_or_default().units().abs();
        worth.is_some_and(|(quantity, price)| {
            (quantity * price - off.units() - amount).abs() <= self.tolerance
        })
    }

    fn give(&self, given: bool, total: Amount, off: Amount, values: &mut [Value]) {
        if !given {
            return;
        }
        values[self.discount] = Value::Amount(off);
        let share = off.units() / total.units();
        if let Some(at) = self.share.filter(|_| (0.0..=1.0).contains(&share)) {
            values[at] = Value::Number(share);
        }
    }

    pub(super) fn report(&self, problems: &mut Collector) {
        let [total, discount, amount] = self.headers.each_ref().map(String::as_str);
        for ((document, _), side) in &self.sides {
            for (sign, (rows, sum)) in ["−", "+"].into_iter().zip(side.taken) {
                if rows == 0 {
                    continue;
                }
                let formula = format!("{total} {sign} {discount}");
                let (count, sum) = (rows.to_string(), shown(sum));
                let text = if document.is_empty() { "—" } else { document };
                let args = [
                    ("text", text),
                    ("formula", &formula),
                    ("count", &count),
                    ("sum", &sum),
                ];
                problems.table(ProblemCode::DiscountDeducted, Severity::Info, &args);
            }
        }
        if self.left > 0 && !is_after(amount) {
            let (count, sum) = (self.left.to_string(), shown(self.left_sum));
            let args = [
                ("header", amount),
                ("text", discount),
                ("count", &count),
                ("sum", &sum),
            ];
            let code = ProblemCode::DiscountLeft;
            problems.column(code, Severity::Warning, self.index, "amount", &args);
        }
        self.report_wrong(problems);
    }

    fn report_wrong(&self, problems: &mut Collector) {
        let [total, discount, amount] = self.headers.each_ref().map(String::as_str);
        let formula = format!("{total} ± {discount} = {amount}");
        let Some((_, first)) = self.listed.first() else {
            return;
        };
        if self.wrong >= LEAST && self.wrong * ONE_OF > self.compared {
            let (count, of) = (self.wrong.to_string(), self.compared.to_string());
            let args = [
                ("formula", &*formula),
                ("count", &count),
                ("of", &of),
                ("text", first),
            ];
            let code = ProblemCode::DiscountUnrelated;
            problems.column(code, Severity::Warning, self.index, "amount", &args);
            return;
        }
        for (row, text) in &self.listed {
            let args = [("formula", formula.as_str()), ("text", text)];
            problems.of_row(
                ProblemCode::DiscountDiffers,
                *row,
                self.index,
                "amount",
                &args,
            );
        }
        let rest = self.wrong - self.listed.len() as u64;
        if rest > 0 {
            let (text, count) = (format!("+{rest}"), rest.to_string());
            let args = [
                ("formula", formula.as_str()),
                ("text", &text),
                ("count", &count),
            ];
            let code = ProblemCode::DiscountDiffers;
            problems.column(code, Severity::Warning, self.index, "amount", &args);
        }
    }
}

impl Side {
    /// Whether a discount is added to its total, because discounts stand against the sign of the
    /// goods. Where both signs are usual, sales are rounded either way and returns never grow.
    fn adds(&self, total: Amount, off: Amount) -> bool {
        let below = total.0 < 0;
        let (along, against) = if below {
            (self.below, self.above)
        } else {
            (self.above, self.below)
        };
        let clear = |one: u64, other: u64| one > other * CLEAR;
        clear(against, along) || (!clear(along, against) && below && off.0 > 0)
    }
}

fn money(values: &[Value], at: usize) -> Option<Amount> {
    match values.get(at) {
        Some(Value::Amount(amount)) => Some(*amount),
        _ => None,
    }
}

fn shown(amount: Amount) -> String {
    format!("{:.2}", amount.units())
}
