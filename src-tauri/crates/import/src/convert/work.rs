use std::collections::BTreeMap;

use records::{Need, ProblemCode, Severity, Value};

use super::column::Outcome;
use super::currency::Foreign;
use super::discount::Discount;
use super::future::Future;
use super::given::Role;
use super::hints::Hints;
use super::once::Once;
use super::plan::Plan;
use super::problems::Collector;
use super::signs::Signs;
use super::tally::Tally;
use super::twins::Twins;
use super::{Origin, Told};
use crate::cell::{Cell, Row, Sheet};
use crate::guards::{is_cancelled, is_example, is_footer};
use crate::layout::Layout;
use crate::mapping::Mapping;
use crate::watch::Watch;

/// Rows below the header among which examples and tips of a form stand.
const EXAMPLES: u64 = 3;
/// Rows after those in which a word for examples shows that it is one of the firm's own words.
const OWN_WORDS: usize = 50;

/// A bad optional cell: position of its column in the plan, what is wrong, what it says.
type BadCell = (usize, ProblemCode, String);

/// The conversion of one table.
pub(super) struct Work<'a> {
    pub plan: Plan<'a>,
    pub problems: Collector,
    pub hints: Hints,
    pub tally: Tally,
    role: Role<'a>,
    once: Once,
    twins: Twins,
    rows: &'a [Row],
    signs: Option<Signs>,
    discount: Option<Discount>,
    foreign: Option<Foreign>,
    future: Option<Future>,
    missing: bool,
    cancelled: BTreeMap<String, u64>,
    /// Rows below the header that may be examples.
    examples: u64,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        sheet: &'a Sheet,
        mapping: &Mapping,
        body: &'a [Row],
        role: Role<'a>,
        origin: Origin,
        watch: &Watch<'_>,
    ) -> Self {
        let plan = Plan::new(sheet, mapping, body, watch).taking(&role);
        let mut work = Self {
            once: Once::detect(&plan, body, watch),
            signs: Signs::of(mapping, &plan),
            discount: Discount::of(&plan, body, watch),
            foreign: Foreign::of(&plan, body),
            future: Future::of(&plan, origin.today),
            plan,
            problems: Collector::new(mapping.kind, sheet, origin.file),
            hints: Hints::default(),
            twins: Twins::among(body.len()),
            rows: body,
            tally: Tally::default(),
            role,
            missing: false,
            cancelled: BTreeMap::new(),
            examples: examples(body),
        };
        work.problems.columns(mapping, &work.plan);
        work.missing = work.missing_columns(mapping);
        let above = sheet.rows.len() - body.len();
        work.tally.outside = above.saturating_sub(mapping.header_rows.len()) as u64;
        work
    }

    /// Takes one row: its records go to `give`, anything else is on record.
    pub(super) fn take(&mut self, row: &Row, give: &mut dyn FnMut(Vec<Value>)) {
        self.tally.read += 1;
        if row.cells.iter().all(Cell::is_blank) {
            self.tally.dropped_blank += 1;
            return;
        }
        // Headers of orders lack an amount that their lines have: they are looked at first.
        if self.role.gives(&self.plan, row) {
            self.tally.dropped_joined += 1;
            return;
        }
        if self.missing {
            self.tally.rejected += 1;
            return;
        }
        if self.is_dropped(row) {
            return;
        }
        let records = if self.plan.periods.is_empty() {
            u64::from(self.row(row).map(give).is_some())
        } else {
            self.unpivot(row, give)
        };
        self.tally.accepted += u64::from(records > 0);
        self.tally.records += records;
    }

    /// Names the required fields that no column serves; an order's amount may be derived, its date
    /// may come from its header.
    fn missing_columns(&mut self, mapping: &Mapping) -> bool {
        let mut missing = false;
        if let Layout::Periods(periods) = &mapping.layout {
            missing = periods.columns.is_empty();
            if missing {
                self.problems
                    .table(ProblemCode::WideNoYear, Severity::Critical, &[]);
            } else if self.plan.periods.is_empty() {
                // Pieces by month are no amounts.
                missing = true;
                let args = [("field", "amount")];
                self.problems
                    .table(ProblemCode::MissingColumn, Severity::Critical, &args);
            }
            return missing;
        }
        let required = mapping.kind.fields().iter().enumerate();
        for (at, field) in required.filter(|(_, field)| field.need == Need::Required) {
            let derived = field.id == "amount" && self.plan.derives_amount()
                || field.id == "name" && self.plan.names_by_code();
            let given = self.role.fills(at);
            if mapping.column(field.id).is_none() && !derived && !given {
                missing = true;
                if !self.role.is_giver() {
                    self.problems.table(
                        ProblemCode::MissingColumn,
                        Severity::Critical,
                        &[("field", field.id)],
                    );
                }
            }
        }
        missing
    }

    /// Whether a row is no record for what it says itself, which is then counted.
    fn is_dropped(&mut self, row: &Row) -> bool {
        if self.plan.repeats_header(row) {
            self.tally.dropped_header += 1;
        } else if is_footer(row, self.plan.is_dated(row)) {
            self.tally.dropped_footer += 1;
        } else if self.tally.read <= self.examples && is_example(row) {
            self.tally.dropped_example += 1;
        } else {
            let cancelled = self
                .plan
                .status(row)
                .find(|s| is_cancelled(self.plan.kind, s));
            match cancelled {
                Some(status) => self.cancel(status),
                None => return false,
            }
        }
        true
    }

    fn cancel(&mut self, status: String) {
        *self.cancelled.entry(status).or_default() += 1;
        self.tally.dropped_cancelled += 1;
    }

    /// The values of a row; `None` when it was dropped or rejected, which is then on record.
    fn row(&mut self, row: &Row) -> Option<Vec<Value>> {
        let (mut values, bad) = self.values(row)?;
        for (column, code, text) in bad {
            self.problems
                .cell(row, &self.plan.columns[column], code, &text);
        }
        if let Some(signs) = &mut self.signs {
            let turned = signs.settle(&self.plan, row, &mut values);
            self.tally.negated_returns += u64::from(turned);
            self.plan.settle_refund(&mut values);
            self.plan.mark_tax(&mut values);
        }
        if let Some(discount) = &mut self.discount {
            discount.settle(row.number, &mut values);
        }
        self.role.add(&values);
        if let Some(foreign) = &mut self.foreign {
            foreign.settle(&mut values);
        }
        if let Some(future) = &mut self.future {
            future.look(row.number, &values);
        }
        self.hints.look(self.plan.kind, &values);
        self.twins.note(row);
        Some(values)
    }

    /// Values and bad optional cells of the mapped columns, or a rejection.
    pub(super) fn cells(&mut self, row: &Row, lenient: bool) -> Option<(Vec<Value>, Vec<BadCell>)> {
        let mut values = vec![Value::Empty; self.plan.kind.fields().len()];
        let mut bad = Vec::new();
        for (at, column) in self.plan.columns.iter().enumerate() {
            let cell = self.plan.cell(row, column);
            match column.value(cell) {
                Outcome::Value(value) => {
                    self.hints.id(column, cell);
                    values[column.position] = value;
                }
                Outcome::Void if column.required() && !lenient => {
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
        Some((values, bad))
    }

    /// The same with what other rows and tables say.
    fn values(&mut self, row: &Row) -> Option<(Vec<Value>, Vec<BadCell>)> {
        let follows = self.once.follows(&self.plan, row);
        let (mut values, bad) = self.cells(row, follows)?;
        if let Some(discount) = &mut self.discount {
            discount.look(&mut values);
        }
        self.once.settle(&self.plan, follows, &mut values);
        if let Err(key) = self.role.fill(&mut values) {
            self.reject_field(row, "order_no", ProblemCode::LineWithoutHeader, &key);
            return None;
        }
        if let Some(status) = self.role.cancelled(&values) {
            self.cancel(status);
            return None;
        }
        if self.plan.names_by_code() && !self.plan.name_by_code(&mut values) {
            self.reject_field(row, "name", ProblemCode::MissingField, "");
            return None;
        }
        if self.plan.derives_amount() && !self.plan.has_amount(&values) {
            match self.plan.derived(&values) {
                Some(amount) => self.plan.set_amount(&mut values, amount),
                None => {
                    self.reject_field(row, "amount", ProblemCode::MissingField, "");
                    return None;
                }
            }
        }
        let required = self.plan.kind.fields().iter().zip(&values);
        let empty = required
            .filter(|(field, value)| field.need == Need::Required && **value == Value::Empty)
            .map(|(field, _)| field.id);
        match empty.into_iter().next() {
            Some(field) => {
                self.reject_field(row, field, ProblemCode::MissingField, "");
                None
            }
            None => Some((values, bad)),
        }
    }

    fn reject(&mut self, row: &Row, column: usize, code: ProblemCode, text: &str) {
        self.tally.rejected += 1;
        self.problems
            .rejected(row, Some(&self.plan.columns[column]), "", code, text);
    }

    pub(super) fn reject_field(&mut self, row: &Row, field: &str, code: ProblemCode, text: &str) {
        self.tally.rejected += 1;
        self.problems.rejected(row, None, field, code, text);
    }

    pub(super) fn finish(mut self) -> Told {
        for (row, first) in self.twins.found(self.rows) {
            self.problems.twin(row, first);
        }
        if !self.cancelled.is_empty() {
            let words: Vec<&str> = self.cancelled.keys().take(5).map(String::as_str).collect();
            let count = self.tally.dropped_cancelled.to_string();
            let args = [("status", &*words.join("、")), ("count", &*count)];
            self.problems
                .table(ProblemCode::CancelledRow, Severity::Info, &args);
        }
        let counted = [
            (ProblemCode::ExampleRow, self.tally.dropped_example),
            (ProblemCode::JoinedRow, self.tally.dropped_joined),
        ];
        for (code, count) in counted.into_iter().filter(|(_, count)| *count > 0) {
            self.problems
                .table(code, Severity::Info, &[("count", &count.to_string())]);
        }
        self.plan.report(&self.tally, &mut self.problems);
        self.once.report(&mut self.problems);
        self.role.report(&mut self.problems);
        self.hints.report(&mut self.problems);
        if let Some(foreign) = &self.foreign {
            foreign.report(&mut self.problems);
        }
        if let Some(future) = &self.future {
            future.report(&mut self.problems);
        }
        if let Some(discount) = &self.discount {
            discount.report(&mut self.problems);
        }
        if let Some(signs) = &self.signs {
            signs.report(&mut self.problems);
        }
        Told {
            problems: self.problems.finish(),
            tally: self.tally,
            documents: self.signs.map_or_else(Vec::new, Signs::into_documents),
        }
    }
}

/// Rows at the top that may be examples of a form: none where rows further down look alike.
fn examples(body: &[Row]) -> u64 {
    let after = body.iter().skip(EXAMPLES as usize).take(OWN_WORDS);
    if after.clone().any(is_example) {
        0
    } else {
        EXAMPLES
    }
}
