use records::{Place, Problem, ProblemCode, Severity};

use super::encoding::Encoding;
use super::event::{Batch, Event, Note};
use super::format::Format;
use super::pack::Come;
use super::{Progress, Workbook};
use crate::cell::{Cell, Row, Sheet};
use crate::error::{ImportError, ImportErrorCode};
use crate::text::Text;

/// Cells of a row for which memory is taken before they have been seen.
const MOST_CELLS: usize = 1 << 15;

/// Builds the workbook out of the parser's events.
pub(crate) struct Assembler {
    file: String,
    format: Option<(Format, bool, Option<Encoding>)>,
    texts: Vec<Text>,
    sheets: Vec<Sheet>,
    problems: Vec<Problem>,
    rows: u64,
    bytes: (u64, u64),
    ended: bool,
}

impl Assembler {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            format: None,
            texts: Vec::new(),
            sheets: Vec::new(),
            problems: Vec::new(),
            rows: 0,
            bytes: (0, 0),
            ended: false,
        }
    }

    pub(crate) fn progress(&self) -> Progress {
        Progress {
            sheets: self.sheets.len() as u32,
            rows: self.rows,
            bytes: self.bytes.0,
            total_bytes: self.bytes.1,
        }
    }

    pub(crate) fn take(&mut self, event: Event) -> Result<(), ImportError> {
        match event {
            Event::Start {
                format,
                misnamed,
                encoding,
            } => {
                self.format = Some((format, misnamed, encoding));
            }
            Event::Sheet {
                index,
                name,
                hidden,
            } => {
                self.sheets.push(Sheet {
                    index,
                    part: 0,
                    name,
                    hidden,
                    rows: vec![],
                    merges: vec![],
                });
            }
            Event::Texts(texts) => self.texts.extend(texts.iter().map(Text::from)),
            Event::Rows(batch) => self.take_rows(batch)?,
            Event::Again => {
                if let Some(sheet) = self.sheets.last_mut() {
                    self.rows -= sheet.rows.len() as u64;
                    sheet.rows.clear();
                }
            }
            Event::Far { done, total } => self.bytes = (done, total),
            Event::Merges(merges) => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.merges = merges;
                }
            }
            Event::Note(note) => self.problems.push(self.problem(note)),
            Event::End => self.ended = true,
            Event::Failed(error) => return Err(error),
        }
        Ok(())
    }

    fn take_rows(&mut self, batch: Batch) -> Result<(), ImportError> {
        self.rows += batch.rows.len() as u64;
        self.texts.extend(batch.texts.iter().map(Text::from));
        let texts = &self.texts;
        let Some(sheet) = self.sheets.last_mut() else {
            return Err(ImportError::new(ImportErrorCode::ReaderDied, &self.file));
        };
        let mut all = batch.cells.cells();
        for (number, count) in batch.rows {
            // Of the exact size: slack of a few cells a row would be a third of the memory.
            let count = count as usize;
            let mut cells = Vec::with_capacity(count.min(MOST_CELLS));
            cells.extend(all.by_ref().take(count).map(|come| cell(come, texts)));
            if cells.len() < count {
                return Err(ImportError::new(ImportErrorCode::ReaderDied, &self.file));
            }
            sheet.rows.push(Row { number, cells });
        }
        Ok(())
    }

    fn problem(&self, note: Note) -> Problem {
        let mut place = Place {
            file: self.file.clone(),
            ..Place::default()
        };
        let (code, severity) = match &note {
            Note::Undecodable(_) => (ProblemCode::Undecodable, Severity::Warning),
            Note::Cut { .. } => (ProblemCode::TooLarge, Severity::Warning),
            Note::SkippedCells { sheet, .. } => {
                place.sheet = Some(sheet.clone());
                (ProblemCode::CellError, Severity::Warning)
            }
            Note::LostSheet { sheet } => {
                place.sheet = Some(sheet.clone());
                (ProblemCode::EmptySheet, Severity::Critical)
            }
        };
        let problem = Problem::new(code, severity, place);
        match note {
            Note::Undecodable(encoding) => problem.with("encoding", encoding.label()),
            Note::Cut { limit } => problem.with("limit", limit.to_string()),
            Note::SkippedCells { sheet, count } => problem
                .with("field", sheet)
                .with("text", format!("×{count}")),
            Note::LostSheet { sheet } => problem.with("sheet", sheet),
        }
    }

    pub(crate) fn finish(mut self) -> Result<Workbook, ImportError> {
        let (true, Some((format, misnamed, encoding))) = (self.ended, self.format) else {
            return Err(ImportError::new(ImportErrorCode::ReaderDied, &self.file));
        };
        if self.rows == 0 {
            return Err(ImportError::new(ImportErrorCode::EmptyFile, &self.file));
        }
        for sheet in &mut self.sheets {
            sheet.rows.shrink_to_fit();
            // Files may hold their rows in any order; what follows relies on it.
            if !sheet.rows.is_sorted_by_key(|row| row.number) {
                sheet.rows.sort_by_key(|row| row.number);
            }
        }
        let (file, sheets, problems) = (self.file, self.sheets, self.problems);
        Ok(Workbook {
            file,
            format,
            misnamed,
            encoding,
            sheets,
            problems,
        })
    }
}

fn cell(come: Come, texts: &[Text]) -> Cell {
    let text = |id: u32| texts.get(id as usize).cloned();
    match come {
        Come::Empty => Cell::Empty,
        Come::Text(id) => text(id).map_or(Cell::Empty, Cell::Text),
        Come::Short(short) => Cell::Text(short.into()),
        Come::Error(id) => text(id).map_or(Cell::Empty, |name| Cell::Error((&*name).into())),
        Come::Number(number) => Cell::Number(number),
        Come::DateTime(stamp) => stamp.time().map_or(Cell::Empty, Cell::DateTime),
        Come::Bool(flag) => Cell::Bool(flag),
    }
}
