//! A file with named columns.

use std::path::Path;

use import::{Cell, ReadOptions, Row};

use crate::files::name_of;
use crate::jobs::Job;
use crate::wire::WireError;

/// A file's first sheet that holds something: header and rows.
pub struct Table {
    header: Vec<String>,
    rows: Vec<Row>,
}

/// A column of it.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    name: &'a str,
    at: usize,
}

impl Table {
    /// Reads a file in a child of `reader`.
    ///
    /// # Errors
    /// `import.*` for what cannot be read, `app.cancelled`, `stat.no_rows`.
    pub fn read(path: &Path, reader: &Path, job: &mut Job<'_>) -> Result<Self, WireError> {
        let name = name_of(path);
        let options = ReadOptions::in_child(reader.to_path_buf());
        let workbook = import::read(path, &options, &mut |progress| {
            job.step("reading", &name, progress.rows as f64, 0.0)
        })?;
        let sheet = workbook
            .sheets
            .into_iter()
            .find(|sheet| sheet.rows.len() > 1);
        let mut rows = sheet
            .ok_or_else(|| WireError::new("stat.no_rows").with("file", &name))?
            .rows;
        let header = rows.remove(0);
        rows.retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
        Ok(Self {
            header: header
                .cells
                .iter()
                .map(|cell| plain(cell).to_lowercase())
                .collect(),
            rows,
        })
    }

    /// Number of rows below the header.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Line of a row in the file, from 1.
    pub(super) fn line(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.number)
    }

    /// A column there may be.
    pub(super) fn optional<'a>(&self, name: &'a str) -> Option<Column<'a>> {
        let at = self
            .header
            .iter()
            .position(|one| *one == name.to_lowercase())?;
        Some(Column { name, at })
    }

    /// A column there must be.
    pub(super) fn column<'a>(&self, name: &'a str) -> Result<Column<'a>, WireError> {
        self.optional(name)
            .ok_or_else(|| WireError::new("stat.no_column").with("column", name))
    }

    /// The text of a cell, which must not be blank.
    pub(super) fn text(&self, row: usize, column: Column<'_>) -> Result<String, WireError> {
        let text = self.plain(row, column);
        if text.is_empty() {
            return Err(self.bad("stat.blank_cell", row, column));
        }
        Ok(text)
    }

    /// The number of a cell.
    pub(super) fn number(&self, row: usize, column: Column<'_>) -> Result<f64, WireError> {
        match self.rows[row].cell(column.at) {
            Cell::Number(number) => Some(*number),
            Cell::Bool(yes) => Some(f64::from(u8::from(*yes))),
            _ => self.plain(row, column).parse().ok(),
        }
        .filter(|number: &f64| number.is_finite())
        .ok_or_else(|| self.bad("stat.bad_number", row, column))
    }

    /// The number of a cell that may be blank.
    pub(super) fn number_if_any(
        &self,
        row: usize,
        column: Column<'_>,
    ) -> Result<Option<f64>, WireError> {
        if self.rows[row].cell(column.at).is_blank() {
            return Ok(None);
        }
        self.number(row, column).map(Some)
    }

    /// The whole number of a cell, from 0 to four billion.
    pub(super) fn count(&self, row: usize, column: Column<'_>) -> Result<u32, WireError> {
        let number = self.number(row, column)?;
        let whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
        if whole {
            Ok(number as u32)
        } else {
            Err(self.bad("stat.bad_count", row, column))
        }
    }

    /// Yes or no: 1 or 0, true or false.
    pub(super) fn flag(&self, row: usize, column: Column<'_>) -> Result<bool, WireError> {
        match self.plain(row, column).to_lowercase().as_str() {
            "true" => return Ok(true),
            "false" => return Ok(false),
            _ => {}
        }
        match self.number(row, column) {
            Ok(1.0) => Ok(true),
            Ok(0.0) => Ok(false),
            _ => Err(self.bad("stat.bad_flag", row, column)),
        }
    }

    /// What is wrong at a cell.
    pub(super) fn bad(&self, code: &str, row: usize, column: Column<'_>) -> WireError {
        WireError::new(code)
            .with("line", self.line(row).to_string())
            .with("column", column.name)
            .with("value", self.plain(row, column))
    }

    fn plain(&self, row: usize, column: Column<'_>) -> String {
        plain(self.rows[row].cell(column.at))
    }
}

fn plain(cell: &Cell) -> String {
    let hidden = |c: char| c.is_whitespace() || c == '\u{feff}';
    cell.shown().trim_matches(hidden).to_owned()
}
