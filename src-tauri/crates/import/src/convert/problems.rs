use std::collections::BTreeMap;

use records::{Place, Privacy, Problem, ProblemCode, Severity, TableKind};

use super::column::Column;
use super::plan::Plan;
use crate::cell::{Row, Sheet};
use crate::header::column_letters;
use crate::layout::{Layout, PeriodColumn};
use crate::mapping::Mapping;
use crate::privacy::masked;

/// Bad cells of one kind in one column that are listed one by one; the rest are counted.
const LISTED: u64 = 50;
/// A match below this is worth a second look.
const DOUBTFUL: f64 = 0.8;

/// Collects problems with their places. Every problem about a field has the args `table` and
/// `field`, so that its name can be shown in the user's language.
pub(super) struct Collector {
    table: TableKind,
    place: Place,
    problems: Vec<Problem>,
    /// Bad cells by column and code: how many, and the field.
    cells: BTreeMap<(u32, ProblemCode), (u64, &'static str)>,
    /// Columns whose cells are never kept as they were read.
    personal: BTreeMap<u32, Privacy>,
}

impl Collector {
    pub(super) fn new(table: TableKind, sheet: &Sheet, file: &str) -> Self {
        let sheet = Some(sheet.name.clone());
        let place = Place {
            file: file.to_owned(),
            sheet,
            ..Place::default()
        };
        Self {
            table,
            place,
            problems: Vec::new(),
            cells: BTreeMap::new(),
            personal: BTreeMap::new(),
        }
    }

    /// What can be said of the columns before any row is read.
    pub(super) fn columns(&mut self, mapping: &Mapping, plan: &Plan) {
        for column in &mapping.personal {
            self.personal.insert(column.index, column.privacy);
            if mapping
                .columns
                .iter()
                .any(|kept| kept.index == column.index)
            {
                continue;
            }
            let (code, severity) = match column.privacy {
                Privacy::Sensitive => (ProblemCode::SensitiveColumn, Severity::Warning),
                _ => (ProblemCode::PersonalColumn, Severity::Info),
            };
            let place = self.at(None, Some(column.index));
            let problem = Problem::new(code, severity, place);
            self.problems
                .push(problem.with("header", column.header.as_str()));
        }
        let periods: &[PeriodColumn] = match &mapping.layout {
            Layout::Periods(periods) => &periods.columns,
            Layout::Rows => &[],
        };
        let told = |index: &u32| {
            self.personal.contains_key(index) || periods.iter().any(|one| one.index == *index)
        };
        let unmapped = mapping.unmapped.iter().filter(|(index, _)| !told(index));
        for (index, header) in unmapped.cloned().collect::<Vec<_>>() {
            let place = self.at(None, Some(index));
            let problem = Problem::new(ProblemCode::UnmappedColumn, Severity::Info, place);
            self.problems.push(problem.with("header", header));
        }
        for column in &plan.columns {
            if let Some(example) = &column.ambiguous {
                let args = [
                    ("header", column.header.as_str()),
                    ("text", example.as_str()),
                ];
                let code = ProblemCode::AmbiguousDates;
                self.column(
                    code,
                    Severity::Warning,
                    column.index,
                    column.field.id,
                    &args,
                );
            }
            if column.confidence < DOUBTFUL {
                let place = self.at(None, Some(column.index));
                let problem = Problem::new(ProblemCode::DoubtfulColumn, Severity::Warning, place);
                let problem = problem.with("header", column.header.as_str());
                self.push(problem, column.field.id);
            }
        }
    }

    /// Something about the table as a whole.
    pub(super) fn table(&mut self, code: ProblemCode, severity: Severity, args: &[(&str, &str)]) {
        let mut problem = Problem::new(code, severity, self.place.clone());
        problem = problem.with("table", self.table.id());
        for (name, value) in args {
            problem = problem.with(name, *value);
        }
        self.problems.push(problem);
    }

    /// A row that cannot become a record, kept as it was read.
    pub(super) fn rejected(
        &mut self,
        row: &Row,
        column: Option<&Column>,
        field: &str,
        code: ProblemCode,
        text: &str,
    ) {
        let place = self.at(Some(row.number), column.map(|column| column.index));
        let field = column.map_or(field, |column| column.field.id);
        let mut problem = Problem::new(code, Severity::Critical, place).with("text", text);
        problem.rejected = Some(self.shown(row));
        self.push(problem, field);
    }

    /// The row as it was read, personal cells masked.
    fn shown(&self, row: &Row) -> Vec<String> {
        let cells = row.cells.iter().zip(0..);
        let shown = cells.map(|(cell, column)| match self.personal.get(&column) {
            Some(privacy) => masked(&cell.shown(), *privacy),
            None => cell.shown(),
        });
        shown.collect()
    }

    /// Something about a column as a whole.
    pub(super) fn column(
        &mut self,
        code: ProblemCode,
        severity: Severity,
        index: u32,
        field: &str,
        args: &[(&str, &str)],
    ) {
        let problem = Problem::new(code, severity, self.at(None, Some(index)));
        let problem = args
            .iter()
            .fold(problem, |one, (name, value)| one.with(name, *value));
        self.push(problem, field);
    }

    /// A doubt about a cell of a row that is accepted all the same.
    pub(super) fn of_row(
        &mut self,
        code: ProblemCode,
        row: u32,
        index: u32,
        field: &str,
        args: &[(&str, &str)],
    ) {
        let place = self.at(Some(row), Some(index));
        let problem = Problem::new(code, Severity::Warning, place);
        let problem = args
            .iter()
            .fold(problem, |one, (name, value)| one.with(name, *value));
        self.push(problem, field);
    }

    /// A row like one before it; accepted all the same.
    pub(super) fn twin(&mut self, row: &Row, first: u32) {
        let place = self.at(Some(row.number), None);
        let problem = Problem::new(ProblemCode::DuplicateRow, Severity::Warning, place)
            .with("first", first.to_string())
            .with("table", self.table.id());
        self.problems.push(problem);
    }

    /// A bad optional cell of a row that is accepted without it.
    pub(super) fn cell(&mut self, row: &Row, column: &Column, code: ProblemCode, text: &str) {
        let seen = self
            .cells
            .entry((column.index, code))
            .or_insert((0, column.field.id));
        seen.0 += 1;
        if seen.0 > LISTED {
            return;
        }
        let place = self.at(Some(row.number), Some(column.index));
        let text: String = text.chars().take(200).collect();
        let problem = Problem::new(code, Severity::Warning, place).with("text", text);
        self.push(problem, column.field.id);
    }

    /// The problems, with one more for each column that had too many to list.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        for ((column, code), (count, field)) in std::mem::take(&mut self.cells) {
            if count > LISTED {
                let place = self.at(None, Some(column));
                let rest = (count - LISTED).to_string();
                let problem = Problem::new(code, Severity::Warning, place)
                    .with("text", format!("+{rest}"))
                    .with("count", rest);
                self.push(problem, field);
            }
        }
        self.problems
    }

    fn push(&mut self, problem: Problem, field: &str) {
        self.problems
            .push(problem.with("field", field).with("table", self.table.id()));
    }

    fn at(&self, row: Option<u32>, column: Option<u32>) -> Place {
        Place {
            row,
            column: column.map(column_letters),
            ..self.place.clone()
        }
    }
}
