use std::collections::HashMap;

use records::DateTime;

use super::Limits;
use super::event::{Event, Note, Raw, RawRow, Stamp};
use crate::cell::Merge;
use crate::error::{ImportError, ImportErrorCode};

/// Rows that travel together: large enough to be cheap, small enough for a lively progress bar.
const BATCH_ROWS: usize = 2_000;
const BATCH_CELLS: usize = 40_000;

/// Takes events; an error ends the reading.
pub(crate) type Sink<'a> = dyn FnMut(Event) -> Result<(), ImportError> + 'a;

/// A cell as a parser sees it.
pub(crate) enum Seen<'a> {
    Text(&'a str),
    Number(f64),
    DateTime(DateTime),
    Bool(bool),
    Error(&'a str),
}

/// Collects cells into rows and rows into batches, holds them to the limits, and sends every
/// distinct text once.
pub(crate) struct Emitter<'a> {
    sink: &'a mut Sink<'a>,
    file: &'a str,
    limits: Limits,
    ids: HashMap<Box<str>, u32>,
    texts: Vec<String>,
    rows: Vec<RawRow>,
    current: RawRow,
    batch_cells: usize,
    cells: u64,
    sheet_rows: u32,
    cut: bool,
}

impl<'a> Emitter<'a> {
    pub(crate) fn new(sink: &'a mut Sink<'a>, file: &'a str, limits: &Limits) -> Self {
        Self {
            sink,
            file,
            limits: *limits,
            ids: HashMap::new(),
            texts: Vec::new(),
            rows: Vec::new(),
            current: RawRow {
                number: 0,
                cells: Vec::new(),
            },
            batch_cells: 0,
            cells: 0,
            sheet_rows: 0,
            cut: false,
        }
    }

    pub(crate) fn send(&mut self, event: Event) -> Result<(), ImportError> {
        (self.sink)(event)
    }

    pub(crate) fn begin_sheet(
        &mut self,
        index: u32,
        name: &str,
        hidden: bool,
    ) -> Result<(), ImportError> {
        self.sheet_rows = 0;
        self.send(Event::Sheet {
            index,
            name: name.to_owned(),
            hidden,
        })
    }

    /// Whether further rows of this sheet would be left out.
    pub(crate) fn is_full(&self) -> bool {
        self.sheet_rows >= self.limits.rows
    }

    /// Puts a cell into its row (1-based) and column (0-based); rows come one after another.
    pub(crate) fn cell(&mut self, row: u32, column: u32, seen: Seen) -> Result<(), ImportError> {
        if self.current.number != row {
            self.end_row()?;
            self.current.number = row;
        }
        if column >= self.limits.columns || self.is_full() {
            self.cut = true;
            return Ok(());
        }
        let raw = self.raw(seen);
        let column = column as usize;
        let cells = &mut self.current.cells;
        if cells.len() <= column {
            cells.resize(column + 1, Raw::Empty);
        }
        cells[column] = raw;
        Ok(())
    }

    pub(crate) fn end_sheet(&mut self, merges: Vec<Merge>) -> Result<(), ImportError> {
        self.end_row()?;
        self.flush()?;
        if std::mem::take(&mut self.cut) {
            let limit = u64::from(self.limits.rows);
            self.send(Event::Note(Note::Cut { limit }))?;
        }
        if merges.is_empty() {
            Ok(())
        } else {
            self.send(Event::Merges(merges))
        }
    }

    fn raw(&mut self, seen: Seen) -> Raw {
        match seen {
            Seen::Text(text) => Raw::Text(self.id(text)),
            Seen::Error(text) => Raw::Error(self.id(text)),
            Seen::Number(number) => Raw::Number(number),
            Seen::DateTime(at) => Raw::DateTime(Stamp::new(at)),
            Seen::Bool(flag) => Raw::Bool(flag),
        }
    }

    fn id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(text.into(), id);
        self.texts.push(text.to_owned());
        id
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        let number = self.current.number;
        let cells = std::mem::take(&mut self.current.cells);
        if cells.is_empty() {
            return Ok(());
        }
        self.cells += cells.len() as u64;
        if self.cells > self.limits.cells {
            return Err(ImportError::new(ImportErrorCode::TooLarge, self.file)
                .with("limit", self.limits.cells.to_string()));
        }
        self.batch_cells += cells.len();
        self.sheet_rows += 1;
        self.rows.push(RawRow { number, cells });
        if self.rows.len() >= BATCH_ROWS || self.batch_cells >= BATCH_CELLS {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ImportError> {
        self.batch_cells = 0;
        if self.rows.is_empty() {
            return Ok(());
        }
        let texts = std::mem::take(&mut self.texts);
        let rows = std::mem::take(&mut self.rows);
        self.send(Event::Rows { texts, rows })
    }
}
