use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;
use records::{ProblemCode, Severity, TableKind, Value};

use super::column::Column;
use super::problems::Collector;
use crate::cell::Cell;
use crate::guards::is_bucket;

/// What an adviser should know of accepted rows: names that are no customers, several currencies,
/// several products in one line.
#[derive(Default)]
pub(super) struct Hints {
    buckets: BTreeMap<String, u64>,
    currencies: BTreeSet<String>,
    mixed: u64,
    first_mixed: String,
    /// Ids that a spreadsheet rounded to fifteen digits.
    rounded: u64,
    first_rounded: String,
    /// Customers that have a contact person, and rows that name another one of theirs.
    named: HashSet<String>,
    contacts: u64,
    /// Orders by year and month: how many, and the last day.
    months: BTreeMap<(i16, i8), (u64, Date)>,
}

impl Hints {
    /// An id of more than fifteen digits that became a number has lost its last ones.
    pub(super) fn id(&mut self, column: &Column, cell: &Cell) {
        let id = column.field.id;
        if id != "code" && !id.ends_with("_no") && !id.ends_with("_code") {
            return;
        }
        let rounded = match cell {
            Cell::Number(number) => number.abs() >= 1e15,
            Cell::Text(text) => is_scientific(text),
            _ => false,
        };
        if rounded {
            self.rounded += 1;
            if self.rounded == 1 {
                self.first_rounded = cell.shown();
            }
        }
    }

    /// A customer that has stood in the table before, now with another contact person.
    fn contact(&mut self, values: &[Value]) {
        let text = |field: &str| {
            let at = TableKind::Customers
                .fields()
                .iter()
                .position(|one| one.id == field)?;
            match values.get(at) {
                Some(Value::Text(text)) => Some(text.as_str()),
                _ => None,
            }
        };
        let contact = ["contact", "phone", "email"]
            .iter()
            .any(|field| text(field).is_some());
        if let Some(name) = text("code").or(text("name")).filter(|_| contact) {
            if self.named.contains(name) {
                self.contacts += 1;
            } else {
                self.named.insert(name.to_owned());
            }
        }
    }

    pub(super) fn look(&mut self, kind: TableKind, values: &[Value]) {
        if kind == TableKind::Customers {
            self.contact(values);
        }
        for (field, value) in kind.fields().iter().zip(values) {
            if let (Value::Date(date), "date", TableKind::Orders) = (value, field.id, kind) {
                let month = self.months.entry((date.year(), date.month()));
                let (count, last) = month.or_insert((0, *date));
                *count += 1;
                *last = (*date).max(*last);
            }
            let Value::Text(text) = value else { continue };
            match field.id {
                "customer_name" if is_bucket(text) => {
                    *self.buckets.entry(text.clone()).or_default() += 1;
                }
                "currency" if !self.currencies.contains(text) && self.currencies.len() < 20 => {
                    self.currencies.insert(text.clone());
                }
                "product" if kind == TableKind::Orders && text.contains([';', '；']) => {
                    self.mixed += 1;
                    if self.mixed == 1 {
                        self.first_mixed = text.chars().take(80).collect();
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn report(&self, problems: &mut Collector) {
        for (name, count) in &self.buckets {
            let count = count.to_string();
            let args = [("text", name.as_str()), ("count", &count)];
            problems.table(ProblemCode::BucketCustomer, Severity::Info, &args);
        }
        if self.currencies.len() > 1 {
            let names: Vec<&str> = self.currencies.iter().map(String::as_str).collect();
            problems.table(
                ProblemCode::MixedCurrency,
                Severity::Warning,
                &[("text", &names.join("、"))],
            );
        }
        if self.mixed > 0 {
            let count = self.mixed.to_string();
            let args = [("text", self.first_mixed.as_str()), ("count", &count)];
            problems.table(ProblemCode::MixedProducts, Severity::Info, &args);
        }
        if self.contacts > 0 {
            let count = self.contacts.to_string();
            problems.table(
                ProblemCode::ContactRows,
                Severity::Info,
                &[("count", &count)],
            );
        }
        if self.rounded > 0 {
            let count = self.rounded.to_string();
            let args = [("text", self.first_rounded.as_str()), ("count", &count)];
            problems.table(ProblemCode::RoundedId, Severity::Warning, &args);
        }
        self.partial_month(problems);
    }

    /// The last month ends early and holds clearly less than the months before usually do.
    fn partial_month(&self, problems: &mut Collector) {
        let Some(((year, month), (count, last))) = self.months.last_key_value() else {
            return;
        };
        let mut before: Vec<u64> = self.months.values().map(|(count, _)| *count).collect();
        before.pop();
        before.sort_unstable();
        let early = last.day() + 3 <= last.days_in_month();
        if before.len() < 3 || !early || count * 10 >= before[before.len() / 2] * 8 {
            return;
        }
        let usual = before[before.len() / 2].to_string();
        let (month, count) = (format!("{year:04}-{month:02}"), count.to_string());
        let args = [
            ("month", &*month),
            ("text", &*last.to_string()),
            ("count", &*count),
            ("usual", &*usual),
        ];
        problems.table(ProblemCode::PartialMonth, Severity::Info, &args);
    }
}

/// `6.92E+18`: an id that a spreadsheet shows shortened.
fn is_scientific(text: &str) -> bool {
    let text = text.trim();
    let Some((number, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    number.parse::<f64>().is_ok() && power.strip_prefix('+').is_some_and(digits)
}
