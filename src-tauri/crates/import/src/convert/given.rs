//! What a table takes from another: the lines of orders from their headers, prices from a list.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use records::{Amount, ProblemCode, Severity, TableKind, Value};

use super::column::Outcome;
use super::plan::Plan;
use super::problems::Collector;
use crate::cell::Row;
use crate::guards::is_cancelled;

/// The rows of a table by their key, with what they give to the rows of another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Giver {
    /// Position of the key among the fields.
    pub key: usize,
    /// A row whose key is unknown cannot be a record.
    pub required: bool,
    /// Positions of the fields that are given.
    pub positions: BTreeSet<usize>,
    /// What a key gives.
    pub values: HashMap<String, Vec<(usize, Value)>>,
    /// The total that a header has for the lines of its key.
    pub totals: HashMap<String, Amount>,
}

/// What a table has to do with others.
#[derive(Default)]
pub(crate) struct Role<'a> {
    /// Tables it takes from.
    pub takes: Vec<&'a Giver>,
    /// It gives: the field of the key, and the keys that are used elsewhere; every row without.
    pub gives: Option<(&'static str, Option<&'a HashSet<String>>)>,
    sums: BTreeMap<String, (i64, i64)>,
}

impl<'a> Role<'a> {
    pub(crate) fn new(
        takes: Vec<&'a Giver>,
        gives: Option<(&'static str, Option<&'a HashSet<String>>)>,
    ) -> Self {
        Self {
            takes,
            gives,
            sums: BTreeMap::new(),
        }
    }

    pub(super) fn is_giver(&self) -> bool {
        self.gives.is_some()
    }

    /// Whether a row gives what it says to others and is not counted again.
    pub(super) fn gives(&self, plan: &Plan, row: &Row) -> bool {
        let Some((field, keys)) = self.gives else {
            return false;
        };
        let Some(key) = key_of(plan, row, field) else {
            return false;
        };
        keys.is_none_or(|keys| keys.contains(&key))
    }

    /// Whether the field at a position comes from another table.
    pub(super) fn fills(&self, position: usize) -> bool {
        self.takes
            .iter()
            .any(|giver| giver.positions.contains(&position))
    }

    /// Fills what is empty; an error with the key for which there is nothing.
    pub(super) fn fill(&self, values: &mut [Value]) -> Result<(), String> {
        for giver in &self.takes {
            let key = match values.get(giver.key) {
                Some(Value::Text(key)) => key.clone(),
                _ => String::new(),
            };
            let Some(given) = giver.values.get(&key) else {
                if giver.required {
                    return Err(key);
                }
                continue;
            };
            for (position, value) in given {
                if values[*position] == Value::Empty {
                    values[*position] = value.clone();
                }
            }
        }
        Ok(())
    }

    /// The status that a header gave, where it says that the order was cancelled.
    pub(super) fn cancelled(&self, values: &[Value]) -> Option<String> {
        self.told(values, &["status", "order_type"])
            .find(|text| is_cancelled(TableKind::Orders, text))
            .map(str::to_owned)
    }

    fn told<'v>(
        &self,
        values: &'v [Value],
        fields: &'static [&'static str],
    ) -> impl Iterator<Item = &'v str> {
        let specs = TableKind::Orders.fields().iter().enumerate();
        let given: Vec<usize> = specs
            .filter(|_| !self.takes.is_empty())
            .filter(|(at, spec)| fields.contains(&spec.id) && self.fills(*at))
            .map(|(at, _)| at)
            .collect();
        given.into_iter().filter_map(|at| match values.get(at) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Adds a line to the sum of its order.
    pub(super) fn add(&mut self, values: &[Value]) {
        for giver in self.takes.iter().filter(|giver| !giver.totals.is_empty()) {
            let amount = TableKind::Orders
                .fields()
                .iter()
                .position(|f| f.id == "amount");
            let amount = amount.and_then(|at| values.get(at));
            if let (Some(Value::Text(key)), Some(Value::Amount(amount))) =
                (values.get(giver.key), amount)
                && giver.totals.contains_key(key)
            {
                let sum = self.sums.entry(key.clone()).or_default();
                sum.0 = sum.0.saturating_add(amount.0);
                sum.1 += 1;
            }
        }
    }

    /// Orders whose total is not the sum of their lines, to a hundredth a line.
    pub(super) fn report(&self, problems: &mut Collector) {
        let Some(giver) = self.takes.iter().find(|giver| !giver.totals.is_empty()) else {
            return;
        };
        let (mut count, mut difference, mut example) = (0_u64, 0_i64, String::new());
        for (key, (sum, lines)) in &self.sums {
            let total = giver.totals.get(key).map_or(*sum, |total| total.0);
            let more = sum.saturating_sub(total);
            if more.saturating_abs() > *lines {
                count += 1;
                difference = difference.saturating_add(more);
                if example.is_empty() {
                    example.clone_from(key);
                }
            }
        }
        if count > 0 {
            let (count, of) = (count.to_string(), self.sums.len().to_string());
            let sum = format!("{:.2}", Amount(difference).units());
            problems.table(
                ProblemCode::HeaderTotalDiffers,
                Severity::Warning,
                &[
                    ("count", &count),
                    ("of", &of),
                    ("sum", &sum),
                    ("text", &example),
                ],
            );
        }
    }
}

/// The key of a row, as text.
pub(crate) fn key_of(plan: &Plan, row: &Row, field: &str) -> Option<String> {
    let column = plan.column(field)?;
    match column.value(plan.cell(row, column)) {
        Outcome::Value(Value::Text(key)) => Some(key),
        _ => None,
    }
}
