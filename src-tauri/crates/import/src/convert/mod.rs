//! Rows under a mapping → typed records, problems, and a tally in which every row is accounted for.

mod hints;
mod plan;
mod problems;
mod twins;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use records::{Amount, Need, Problem, ProblemCode, RowRef, Severity, SourceId, TableKind, Value};
use serde::{Deserialize, Serialize};

use crate::cell::{Cell, Row, Sheet};
use crate::guards::{is_cancelled, is_footer, is_return};
use crate::mapping::Mapping;
use hints::Hints;
use plan::{Outcome, Plan};
use problems::Collector;
use twins::Twins;

/// Where the rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// Id of the file in its project.
    pub source: SourceId,
    /// Its name, for messages.
    pub file: &'a str,
}

/// What became of the rows of a table: `read`, the rows below its header, is the sum of accepted,
/// rejected and dropped ones.
///
/// Rows and records: an accepted row is one record, except in a table with a column a month, where
/// it is one for each month that holds an amount; `records` counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Rows below the header that the file holds.
    pub read: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Records they became.
    #[serde(default)]
    pub records: u64,
    /// Rows that could not, each with a problem (or one problem for a missing column).
    pub rejected: u64,
    /// Rows in which nothing stands; of a table with a column a month, no amount.
    pub dropped_blank: u64,
    /// Totals, signatures and notes.
    pub dropped_footer: u64,
    /// The header once more, as page-wise prints repeat it.
    pub dropped_header: u64,
    /// Documents that were cancelled.
    pub dropped_cancelled: u64,
    /// Rows that gave what they say to the rows of another table and are not counted again: the
    /// header of an order whose lines stand elsewhere.
    #[serde(default)]
    pub dropped_joined: u64,
    /// Examples and tips of a form below its header.
    #[serde(default)]
    pub dropped_example: u64,
    /// Rows outside the table, not among those read: titles and tips above the header.
    #[serde(default)]
    pub outside: u64,
    /// Accepted returns whose positive amounts were made negative.
    pub negated_returns: u64,
}

impl Tally {
    /// Whether every row is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.read == self.accepted + self.rejected + self.dropped()
    }

    /// Rows below the header that are neither records nor rejected.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        let furniture = self.dropped_blank + self.dropped_footer + self.dropped_header;
        furniture + self.dropped_cancelled + self.dropped_joined + self.dropped_example
    }
}

/// A sheet as records.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// The table.
    pub kind: TableKind,
    /// Values in the order of [`TableKind::fields`], with the row they came from.
    pub records: Vec<(RowRef, Vec<Value>)>,
    /// What was wrong: with the table, its columns, its rejected rows, its optional cells.
    pub problems: Vec<Problem>,
    /// What became of the rows.
    pub tally: Tally,
}

/// Types the rows of a sheet.
#[must_use]
pub fn convert(sheet: &Sheet, mapping: &Mapping, origin: Origin) -> Converted {
    let mut records = Vec::new();
    let (problems, tally) = convert_each(sheet, mapping, origin, &mut |at, values| {
        records.push((at, values));
        ControlFlow::Continue(())
    });
    Converted {
        kind: mapping.kind,
        records,
        problems,
        tally,
    }
}

/// The same, record by record, for tables that should not stand in memory twice. Once `take` wants
/// no more, the rest of the rows is not looked at and the tally ends there.
#[must_use = "the problems say what is missing from the records"]
pub fn convert_each(
    sheet: &Sheet,
    mapping: &Mapping,
    origin: Origin,
    take: &mut dyn FnMut(RowRef, Vec<Value>) -> ControlFlow<()>,
) -> (Vec<Problem>, Tally) {
    let body = body(sheet, mapping);
    let mut work = Work {
        plan: Plan::new(sheet, mapping, body),
        problems: Collector::new(mapping.kind, sheet, origin.file),
        hints: Hints::default(),
        twins: Twins::default(),
        tally: Tally::default(),
        cancelled: BTreeMap::new(),
    };
    work.problems.columns(mapping, &work.plan);
    let missing = work.missing_columns(mapping);
    let above = sheet.rows.len() - body.len();
    work.tally.outside = above.saturating_sub(mapping.header_rows.len()) as u64;
    for row in body {
        work.tally.read += 1;
        if row.cells.iter().all(Cell::is_blank) {
            work.tally.dropped_blank += 1;
        } else if missing {
            work.tally.rejected += 1;
        } else if let Some(values) = work.row(row) {
            work.tally.accepted += 1;
            work.tally.records += 1;
            let at = RowRef {
                source: origin.source,
                sheet: sheet.index,
                row: row.number,
            };
            if take(at, values).is_break() {
                break;
            }
        }
    }
    work.finish()
}

/// The rows below the header.
fn body<'s>(sheet: &'s Sheet, mapping: &Mapping) -> &'s [Row] {
    let last = mapping.header_rows.iter().max().copied().unwrap_or(0);
    let from = sheet.rows.partition_point(|row| row.number <= last);
    &sheet.rows[from..]
}

/// A bad optional cell: position of its column in the plan, what is wrong, what it says.
type BadCell = (usize, ProblemCode, String);

struct Work<'a> {
    plan: Plan<'a>,
    problems: Collector,
    hints: Hints,
    twins: Twins,
    tally: Tally,
    cancelled: BTreeMap<String, u64>,
}

impl Work<'_> {
    /// Names the required fields that no column serves; an order's amount may be derived.
    fn missing_columns(&mut self, mapping: &Mapping) -> bool {
        let mut missing = false;
        for field in mapping
            .kind
            .fields()
            .iter()
            .filter(|field| field.need == Need::Required)
        {
            let derived = field.id == "amount" && self.plan.derives_amount()
                || field.id == "name" && self.plan.names_by_code();
            if mapping.column(field.id).is_none() && !derived {
                missing = true;
                self.problems.table(
                    ProblemCode::MissingColumn,
                    Severity::Critical,
                    &[("field", field.id)],
                );
            }
        }
        missing
    }

    /// The values of a row; `None` when it was dropped or rejected, which is then on record.
    fn row(&mut self, row: &Row) -> Option<Vec<Value>> {
        if self.plan.repeats_header(row) {
            self.tally.dropped_header += 1;
            return None;
        }
        if is_footer(row, self.plan.is_dated(row)) {
            self.tally.dropped_footer += 1;
            return None;
        }
        if let Some(status) = self
            .plan
            .status(row)
            .find(|s| is_cancelled(self.plan.kind, s))
        {
            *self.cancelled.entry(status).or_default() += 1;
            self.tally.dropped_cancelled += 1;
            return None;
        }
        let (mut values, bad) = self.values(row)?;
        for (column, code, text) in bad {
            self.problems
                .cell(row, &self.plan.columns[column], code, &text);
        }
        if self.plan.kind == TableKind::Orders && self.plan.is_return(row, is_return) {
            self.tally.negated_returns += u64::from(self.plan.negate(&mut values));
        }
        self.hints.look(self.plan.kind, &values);
        if let Some(first) = self.twins.first_like(row) {
            self.problems.twin(row, first);
        }
        Some(values)
    }

    /// Values and bad optional cells, or a rejection.
    fn values(&mut self, row: &Row) -> Option<(Vec<Value>, Vec<BadCell>)> {
        let mut values = vec![Value::Empty; self.plan.kind.fields().len()];
        let mut bad = Vec::new();
        for (at, column) in self.plan.columns.iter().enumerate() {
            let cell = self.plan.cell(row, column);
            let outcome = column.value(cell);
            match outcome {
                Outcome::Value(value) => values[column.position] = value,
                Outcome::Void if column.required() => {
                    self.reject(row, at, ProblemCode::MissingField, "");
                    return None;
                }
                Outcome::Void => {}
                Outcome::Bad(code) if column.required() => {
                    self.reject(row, at, code, &cell.shown());
                    return None;
                }
                Outcome::Bad(code) => bad.push((at, code, cell.shown())),
                Outcome::Cut(value) => {
                    values[column.position] = value;
                    bad.push((at, ProblemCode::TextCut, String::new()));
                }
            }
        }
        if self.plan.names_by_code() && !self.plan.name_by_code(&mut values) {
            self.reject_field(row, "name", ProblemCode::MissingField, "");
            return None;
        }
        if self.plan.derives_amount() {
            match self.plan.derived(&values) {
                Some(amount) => self.plan.set_amount(&mut values, amount),
                None => {
                    self.reject_field(row, "amount", ProblemCode::MissingField, "");
                    return None;
                }
            }
        }
        Some((values, bad))
    }

    fn reject(&mut self, row: &Row, column: usize, code: ProblemCode, text: &str) {
        self.tally.rejected += 1;
        self.problems
            .rejected(row, Some(&self.plan.columns[column]), "", code, text);
    }

    fn reject_field(&mut self, row: &Row, field: &str, code: ProblemCode, text: &str) {
        self.tally.rejected += 1;
        self.problems.rejected(row, None, field, code, text);
    }

    fn finish(mut self) -> (Vec<Problem>, Tally) {
        if !self.cancelled.is_empty() {
            let words: Vec<&str> = self.cancelled.keys().take(5).map(String::as_str).collect();
            let count = self.tally.dropped_cancelled.to_string();
            let args = [("status", &*words.join("、")), ("count", &*count)];
            self.problems
                .table(ProblemCode::CancelledRow, Severity::Info, &args);
        }
        self.hints.report(&mut self.problems);
        (self.problems.finish(), self.tally)
    }
}

/// Quantity × price in the currency's unit, as money.
fn product(quantity: f64, price: f64) -> Option<Amount> {
    Amount::from_units(quantity * price)
}
