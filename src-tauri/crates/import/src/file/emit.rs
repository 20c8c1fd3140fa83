use std::collections::HashMap;
use std::sync::Arc;

use records::DateTime;
use rustc_hash::FxBuildHasher;

use super::Limits;
use super::event::{Batch, Event, Note, Raw, Stamp};
use super::meter::Meter;
use super::pack::Packed;
use super::short::Short;
use super::texts::Texts;
use crate::cell::Merge;
use crate::error::{ImportError, ImportErrorCode};

/// Rows that travel together: large enough to be cheap, small enough for a lively progress bar.
const BATCH_ROWS: usize = 2_000;
const BATCH_CELLS: usize = 40_000;
/// Bytes of texts that travel together.
const BATCH_BYTES: usize = 16 << 20;
/// Longest text of a cell; spreadsheet programs hold 32,767 characters.
const LONGEST_TEXT: usize = 64 << 20;
/// Distinct texts that are remembered. Beyond them a text may be sent twice, which costs the
/// receiver a little memory and keeps this side's bounded.
const REMEMBERED: usize = 1 << 18;

/// Takes events; an error ends the reading.
pub(crate) type Sink<'a> = dyn FnMut(Event) -> Result<(), ImportError> + 'a;

/// A cell as a parser sees it.
#[derive(Clone, Copy)]
pub(crate) enum Seen<'a> {
    Text(&'a str),
    /// A text that [`Emitter::dictionary`] has sent, by the id it got there.
    Known(u32),
    Number(f64),
    DateTime(DateTime),
    Bool(bool),
    Error(&'a str),
}

/// Collects cells into rows and rows into batches, holds them to the limits, and sends every
/// longer text once.
pub(crate) struct Emitter<'a> {
    sink: &'a mut Sink<'a>,
    file: &'a str,
    limits: Limits,
    meter: Arc<Meter>,
    ids: HashMap<Box<str>, u32, FxBuildHasher>,
    next_id: u32,
    /// Bytes of the texts that were sent and are to be sent, and of those in the batch.
    text_bytes: u64,
    waiting_bytes: usize,
    batch: Batch,
    /// Cells in the batch.
    batch_cells: usize,
    /// Number of the current row, and its cells.
    row: u32,
    line: Vec<Raw>,
    /// Cells of the file and of the sheet.
    cells: u64,
    sheet_cells: u64,
    sheet_rows: u32,
    cut: bool,
}

impl<'a> Emitter<'a> {
    pub(crate) fn new(
        sink: &'a mut Sink<'a>,
        file: &'a str,
        limits: &Limits,
        meter: Arc<Meter>,
    ) -> Self {
        Self {
            sink,
            file,
            limits: *limits,
            meter,
            ids: HashMap::default(),
            next_id: 0,
            text_bytes: 0,
            waiting_bytes: 0,
            batch: Batch::default(),
            batch_cells: 0,
            row: 0,
            line: Vec::new(),
            cells: 0,
            sheet_cells: 0,
            sheet_rows: 0,
            cut: false,
        }
    }

    pub(crate) fn send(&mut self, event: Event) -> Result<(), ImportError> {
        (self.sink)(event)
    }

    /// Tells how far the file has been worked through, which also lets the reading be stopped.
    pub(crate) fn tell(&mut self) -> Result<(), ImportError> {
        let (done, total) = self.meter.far();
        self.send(Event::Far { done, total })
    }

    /// Sends texts ahead of the cells that refer to them; the id of the first.
    pub(crate) fn dictionary(&mut self, texts: Texts) -> Result<u32, ImportError> {
        self.flush()?;
        for text in texts.iter() {
            self.weigh(text)?;
        }
        self.waiting_bytes = 0;
        let first = self.next_id;
        self.next_id = first.saturating_add(texts.len() as u32);
        self.send(Event::Texts(texts))?;
        self.tell()?;
        Ok(first)
    }

    pub(crate) fn begin_sheet(
        &mut self,
        index: u32,
        name: &str,
        hidden: bool,
    ) -> Result<(), ImportError> {
        self.sheet_rows = 0;
        self.sheet_cells = 0;
        self.row = 0;
        self.send(Event::Sheet {
            index,
            name: name.to_owned(),
            hidden,
        })
    }

    /// Begins the current sheet anew, for another reader.
    pub(crate) fn restart(&mut self) -> Result<(), ImportError> {
        self.batch.rows.clear();
        self.batch.cells.clear();
        self.batch_cells = 0;
        self.line.clear();
        self.row = 0;
        self.cells -= self.sheet_cells;
        self.sheet_cells = 0;
        self.sheet_rows = 0;
        self.cut = false;
        self.send(Event::Again)
    }

    /// Whether further rows of this sheet would be left out.
    pub(crate) fn is_full(&self) -> bool {
        self.sheet_rows >= self.limits.rows
    }

    /// Puts a cell into its row (1-based) and column (0-based); rows come one after another.
    pub(crate) fn cell(&mut self, row: u32, column: u32, seen: Seen) -> Result<(), ImportError> {
        if self.row != row {
            self.end_row()?;
            self.row = row;
        }
        if column >= self.limits.columns || self.is_full() {
            self.cut = true;
            return Ok(());
        }
        let raw = self.raw(seen)?;
        let at = column as usize;
        let cells = &mut self.line;
        match cells.get_mut(at) {
            Some(cell) => *cell = raw,
            None => {
                cells.resize(at, Raw::Empty);
                cells.push(raw);
            }
        }
        Ok(())
    }

    pub(crate) fn end_sheet(&mut self, merges: Vec<Merge>) -> Result<(), ImportError> {
        self.end_row()?;
        self.row = 0;
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

    fn raw(&mut self, seen: Seen) -> Result<Raw, ImportError> {
        Ok(match seen {
            Seen::Text(text) => match Short::new(text) {
                Some(short) => Raw::Short(short),
                None => Raw::Text(self.id(text)?),
            },
            Seen::Known(id) => Raw::Text(id),
            Seen::Error(text) => Raw::Error(self.id(text)?),
            Seen::Number(number) => Raw::Number(number),
            Seen::DateTime(at) => Raw::DateTime(Stamp::new(at)),
            Seen::Bool(flag) => Raw::Bool(flag),
        })
    }

    fn id(&mut self, text: &str) -> Result<u32, ImportError> {
        if let Some(id) = self.ids.get(text) {
            return Ok(*id);
        }
        self.weigh(text)?;
        if self.ids.len() >= REMEMBERED {
            self.ids.clear();
        }
        let id = self.next_id;
        self.next_id = id.saturating_add(1);
        self.ids.insert(text.into(), id);
        self.batch.texts.push(text);
        if self.waiting_bytes >= BATCH_BYTES {
            // Ahead of the row that they belong to.
            self.waiting_bytes = 0;
            let texts = std::mem::take(&mut self.batch.texts);
            self.send(Event::Texts(texts))?;
        }
        Ok(id)
    }

    /// The receiver keeps every text: a few megabytes can unfold to more than its memory holds.
    fn weigh(&mut self, text: &str) -> Result<(), ImportError> {
        self.waiting_bytes += text.len();
        self.text_bytes += text.len() as u64;
        if text.len() > LONGEST_TEXT {
            Err(self.too_large(LONGEST_TEXT as u64))
        } else if self.text_bytes > self.limits.text_bytes {
            Err(self.too_large(self.limits.text_bytes))
        } else {
            Ok(())
        }
    }

    fn too_large(&self, limit: u64) -> ImportError {
        ImportError::new(ImportErrorCode::TooLarge, self.file).with("limit", limit.to_string())
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        let count = self.line.len();
        if count == 0 {
            return Ok(());
        }
        self.cells += count as u64;
        self.sheet_cells += count as u64;
        if self.cells > self.limits.cells {
            return Err(self.too_large(self.limits.cells));
        }
        self.sheet_rows += 1;
        self.batch_cells += count;
        for cell in self.line.drain(..) {
            self.batch.cells.push(cell);
        }
        self.batch.rows.push((self.row, count as u32));
        if self.batch.rows.len() >= BATCH_ROWS || self.batch_cells >= BATCH_CELLS {
            self.flush()?;
        }
        Ok(())
    }

    /// Only between rows.
    fn flush(&mut self) -> Result<(), ImportError> {
        self.batch_cells = 0;
        if self.batch.rows.is_empty() && self.batch.texts.is_empty() {
            return Ok(());
        }
        self.waiting_bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        self.batch.cells = Packed::with_capacity(batch.cells.len());
        self.send(Event::Rows(batch))?;
        self.tell()
    }
}

#[cfg(test)]
mod tests {
    use super::super::pack::Come;
    use super::*;

    #[test]
    fn long_texts_travel_in_several_messages_and_keep_their_cells() {
        let (mut texts, mut cells, mut largest) = (Vec::new(), Vec::new(), 0);
        let mut sink = |event| {
            let sent = match event {
                Event::Texts(sent) => sent,
                Event::Rows(batch) => {
                    cells.extend(batch.cells.cells().map(|cell| match cell {
                        Come::Text(id) => id,
                        other => panic!("{other:?}"),
                    }));
                    batch.texts
                }
                _ => Texts::default(),
            };
            largest = largest.max(sent.bytes());
            texts.extend(sent.iter().map(str::to_owned));
            Ok(())
        };
        let mut emitter = Emitter::new(&mut sink, "x", &Limits::default(), Arc::default());
        let long = |column: u32| format!("{column}{}", "x".repeat(1 << 20));
        for column in 0..20 {
            let text = long(column);
            emitter.cell(1, column, Seen::Text(&text)).unwrap();
        }
        emitter.end_sheet(Vec::new()).unwrap();
        assert!(
            largest < BATCH_BYTES + (2 << 20) && texts.len() == 20,
            "{largest}"
        );
        for (column, cell) in (0..).zip(&cells) {
            assert!(texts[*cell as usize] == long(column), "{column}");
        }
        assert_eq!(cells.len(), 20);
    }
}
