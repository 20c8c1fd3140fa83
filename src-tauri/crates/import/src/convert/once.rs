//! Order lists that give the order's amount on each of its lines, or only on the first.

use std::collections::HashMap;

use records::{Amount, ProblemCode, Severity, TableKind, Value};

use super::column::Outcome;
use super::plan::Plan;
use super::problems::Collector;
use super::product;
use crate::cell::Row;
use crate::parse::is_void;
use crate::watch::Watch;

/// Rows that decide how a list gives its amounts.
const SAMPLE: usize = 20_000;
/// Fields that a further line of an order takes from the line above.
const FILLED: &[&str] = &[
    "order_no",
    "order_type",
    "date",
    "customer_code",
    "customer_name",
    "currency",
    "channel",
    "region",
    "owner",
    "status",
];
/// Words of a header that speak of the whole order.
const WHOLE: &[&str] = &[
    "订单金额",
    "订单总",
    "订单实付",
    "订单应付",
    "实付",
    "实际支付",
    "应付",
    "总金额",
    "单据总",
    "整单",
    "order amount",
    "order total",
    "order value",
    "payment",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Each line has an amount of its own.
    Lines,
    /// Each line repeats the amount of its order.
    Repeated,
    /// The first line has the amount of the order, the others none.
    FirstLine,
}

/// Counts the amount of an order once.
pub(super) struct Once {
    rule: Rule,
    /// First amount of each order.
    first: HashMap<String, Amount>,
    /// The last row that was no further line.
    last: Vec<Value>,
    zeroed: u64,
}

/// The lines of one order in the sample.
#[derive(Default)]
struct Group {
    lines: u32,
    amounts: u32,
    first: Option<Amount>,
    equal: bool,
    /// Lines whose quantity × price is their amount, of those that have both.
    own: u32,
    priced: u32,
    sum: Amount,
    quantity: Option<f64>,
    quantities_differ: bool,
}

impl Once {
    pub(super) fn detect(plan: &Plan, body: &[Row], watch: &Watch<'_>) -> Self {
        Self {
            rule: rule(plan, body, watch),
            first: HashMap::new(),
            last: Vec::new(),
            zeroed: 0,
        }
    }

    /// Whether a row is a further line of the order above that has no amount of its own.
    pub(super) fn follows(&self, plan: &Plan, row: &Row) -> bool {
        self.rule == Rule::FirstLine
            && !self.last.is_empty()
            && amount(plan, row).is_none()
            && is_line(plan, row)
            && match text(plan, row, "order_no") {
                Some(order) => self.first.contains_key(&order),
                None => true,
            }
    }

    /// Gives a further line what its order says, and counts a repeated amount once.
    pub(super) fn settle(&mut self, plan: &Plan, follows: bool, values: &mut [Value]) {
        if self.rule == Rule::Lines {
            return;
        }
        let Some(at) = plan.position("amount") else {
            return;
        };
        if follows {
            for position in FILLED.iter().filter_map(|field| plan.position(field)) {
                if values[position] == Value::Empty
                    && let Some(value) = self.last.get(position)
                {
                    values[position] = value.clone();
                }
            }
            values[at] = Value::Amount(Amount::ZERO);
            self.zeroed += 1;
            return;
        }
        let order = plan.position("order_no").map(|at| &values[at]);
        if let (Some(Value::Text(order)), Value::Amount(amount)) = (order, &values[at]) {
            match self.first.get(order) {
                Some(first) if first == amount && self.rule == Rule::Repeated => {
                    values[at] = Value::Amount(Amount::ZERO);
                    for field in ["amount_net", "refund", "before_discount", "discount_amount"] {
                        if let Some(position) = plan.position(field) {
                            values[position] = Value::Empty;
                        }
                    }
                    self.zeroed += 1;
                    return;
                }
                Some(_) => {}
                None => {
                    self.first.insert(order.clone(), *amount);
                }
            }
        }
        if self.rule == Rule::FirstLine {
            self.last = values.to_vec();
        }
    }

    pub(super) fn report(&self, problems: &mut Collector) {
        let code = match self.rule {
            Rule::Repeated => ProblemCode::RepeatedAmount,
            _ => ProblemCode::AmountOnFirstLine,
        };
        if self.zeroed > 0 {
            let count = self.zeroed.to_string();
            problems.table(code, Severity::Warning, &[("count", &count)]);
        }
    }
}

/// A line says what was bought.
fn is_line(plan: &Plan, row: &Row) -> bool {
    let shown = |field: &str| {
        plan.column(field)
            .is_some_and(|column| !is_void(plan.cell(row, column)))
    };
    shown("product") || shown("product_code") || shown("quantity")
}

fn text(plan: &Plan, row: &Row, field: &str) -> Option<String> {
    let column = plan.column(field)?;
    match column.value(plan.cell(row, column)) {
        Outcome::Value(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn amount(plan: &Plan, row: &Row) -> Option<Amount> {
    let column = plan.money()?;
    match column.value(plan.cell(row, column)) {
        Outcome::Value(Value::Amount(amount)) => Some(amount),
        _ => None,
    }
}

fn number(plan: &Plan, row: &Row, field: &str) -> Option<f64> {
    let column = plan.column(field)?;
    match column.value(plan.cell(row, column)) {
        Outcome::Value(Value::Number(number)) => Some(number),
        _ => None,
    }
}

fn rule(plan: &Plan, body: &[Row], watch: &Watch<'_>) -> Rule {
    let has = |field: &str| plan.column(field).is_some();
    let lines = has("product") || has("product_code") || has("quantity");
    let amounts = plan.money();
    let Some(amounts) =
        amounts.filter(|_| plan.kind == TableKind::Orders && has("order_no") && lines)
    else {
        return Rule::Lines;
    };
    let groups = groups(plan, body, watch);
    let several: Vec<&Group> = groups.iter().filter(|group| group.lines > 1).collect();
    let firsts = several
        .iter()
        .filter(|g| g.amounts == 1 && g.first.is_some())
        .count();
    if firsts > 0 && firsts * 10 >= several.len() * 8 {
        return Rule::FirstLine;
    }
    let whole: Vec<&Group> = several
        .iter()
        .copied()
        .filter(|group| group.amounts == group.lines)
        .collect();
    let equal: Vec<&Group> = whole
        .iter()
        .copied()
        .filter(|group| group.equal && group.first != Some(Amount::ZERO))
        .collect();
    let priced: u32 = whole.iter().map(|group| group.priced).sum();
    let own: u32 = whole.iter().map(|group| group.own).sum();
    if equal.is_empty() || equal.len() * 10 < whole.len() * 9 || (priced > 0 && own * 2 > priced) {
        return Rule::Lines;
    }
    let close = |group: &Group| {
        group.priced == group.lines && group.first.is_some_and(|first| near(first, group.sum))
    };
    let once = equal.iter().filter(|group| close(group)).count();
    let header = amounts.header.to_lowercase();
    let named = WHOLE.iter().any(|word| header.contains(word));
    let differ = equal.iter().filter(|group| group.quantities_differ).count();
    let proven = once * 2 >= equal.len();
    let likely = equal.len() >= 2 && (differ * 2 >= equal.len() || (named && priced == 0));
    if proven || likely {
        Rule::Repeated
    } else {
        Rule::Lines
    }
}

/// To a hundredth.
fn near(one: Amount, other: Amount) -> bool {
    let [one, other] = [one, other].map(|amount| i128::from(amount.0));
    (one - other).abs() * 100 <= one.abs()
}

fn groups(plan: &Plan, body: &[Row], watch: &Watch<'_>) -> Vec<Group> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut last: Option<usize> = None;
    for row in watch.rows(body).take(SAMPLE) {
        let amount = amount(plan, row);
        let group = match text(plan, row, "order_no") {
            Some(order) => *at.entry(order).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() - 1
            }),
            None if amount.is_none() && is_line(plan, row) && !plan.is_dated(row) => {
                let Some(last) = last else { continue };
                last
            }
            None => continue,
        };
        last = Some(group);
        let (quantity, price) = (
            number(plan, row, "quantity"),
            number(plan, row, "unit_price"),
        );
        groups[group].add(amount, quantity, price);
    }
    groups
}

impl Group {
    fn add(&mut self, amount: Option<Amount>, quantity: Option<f64>, price: Option<f64>) {
        self.lines += 1;
        if let Some(amount) = amount {
            self.amounts += 1;
            self.equal = match self.first {
                None => true,
                Some(first) => self.equal && first == amount,
            };
            self.first.get_or_insert(amount);
        }
        if let Some(quantity) = quantity {
            self.quantities_differ |= self.quantity.is_some_and(|known| known != quantity);
            self.quantity = Some(quantity);
        }
        let Some(value) = quantity.zip(price).and_then(|(q, p)| product(q, p)) else {
            return;
        };
        self.priced += 1;
        self.sum = Amount(self.sum.0.saturating_add(value.0));
        self.own += u32::from(amount.is_some_and(|amount| near(amount, value)));
    }
}
