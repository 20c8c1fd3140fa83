//! Documents dated later than the day on which they were imported.

use jiff::civil::Date;
use records::{FieldType, ProblemCode, Severity, Value};

use super::column::Column;
use super::plan::Plan;
use super::problems::Collector;

/// Documents listed one by one.
const LISTED: usize = 50;
/// One document of so many in the future, and their column is hardly the date of the document.
const ONE_OF: u64 = 20;
/// Fewer documents than this prove nothing about their column.
const LEAST: u64 = 3;

/// Watches the dates of a table's documents.
pub(super) struct Future {
    /// The last day that a document can have: tomorrow, where clocks disagree.
    limit: Date,
    /// Position of the date.
    position: usize,
    index: u32,
    header: String,
    field: &'static str,
    rows: u64,
    late: u64,
    listed: Vec<(u32, Date)>,
}

impl Future {
    /// `None` for tables whose rows need no date.
    pub(super) fn of(plan: &Plan, today: Date) -> Option<Self> {
        let dated = |column: &&Column| {
            column.required() && matches!(column.field.kind, FieldType::Date | FieldType::Time)
        };
        let column = plan.columns.iter().find(dated)?;
        Some(Self {
            limit: today.tomorrow().unwrap_or(today),
            position: column.position,
            index: column.index,
            header: column.header.clone(),
            field: column.field.id,
            rows: 0,
            late: 0,
            listed: Vec::new(),
        })
    }

    pub(super) fn look(&mut self, row: u32, values: &[Value]) {
        let date = match values.get(self.position) {
            Some(Value::Date(date)) => *date,
            Some(Value::Time(at)) => at.date(),
            _ => return,
        };
        self.rows += 1;
        if date > self.limit {
            self.late += 1;
            if self.listed.len() < LISTED {
                self.listed.push((row, date));
            }
        }
    }

    pub(super) fn report(&self, problems: &mut Collector) {
        let Some((_, first)) = self.listed.first() else {
            return;
        };
        let first = first.to_string();
        if self.late >= LEAST && self.late * ONE_OF > self.rows {
            let (count, of) = (self.late.to_string(), self.rows.to_string());
            let args = [
                ("header", self.header.as_str()),
                ("count", &count),
                ("of", &of),
                ("text", &first),
            ];
            let code = ProblemCode::NotDocumentDate;
            problems.column(code, Severity::Warning, self.index, self.field, &args);
            return;
        }
        for (row, date) in &self.listed {
            let text = date.to_string();
            let args = [("text", text.as_str())];
            problems.of_row(ProblemCode::FutureDate, *row, self.index, self.field, &args);
        }
        let rest = self.late - self.listed.len() as u64;
        if rest > 0 {
            let (text, count) = (format!("+{rest}"), rest.to_string());
            let args = [("text", text.as_str()), ("count", &count)];
            let code = ProblemCode::FutureDate;
            problems.column(code, Severity::Warning, self.index, self.field, &args);
        }
    }
}
