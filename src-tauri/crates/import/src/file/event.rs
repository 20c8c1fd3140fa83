use records::DateTime;
use serde::{Deserialize, Serialize};

use super::encoding::Encoding;
use super::format::Format;
use crate::cell::Merge;
use crate::error::ImportError;

/// What the parsing side tells the assembling side, in this order: `Start`, then for each sheet
/// `Sheet`, `Rows` …, `Merges`; at the end `End` or `Failed`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Event {
    Start {
        format: Format,
        misnamed: bool,
        encoding: Option<Encoding>,
    },
    Sheet {
        index: u32,
        name: String,
        hidden: bool,
    },
    /// Texts get ids in the order in which they are first sent; cells refer to the ids.
    Rows {
        texts: Vec<String>,
        rows: Vec<RawRow>,
    },
    Merges(Vec<Merge>),
    Note(Note),
    End,
    Failed(ImportError),
}

/// Something wrong with the file as a whole that reading survived.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Note {
    /// Characters were replaced.
    Undecodable(Encoding),
    /// Rows or columns beyond the limit were left out.
    Cut { limit: u64 },
    /// Cells with a content that the parser refused were left empty.
    SkippedCells { sheet: String, count: u32 },
    /// A sheet could not be read at all.
    LostSheet { sheet: String },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RawRow {
    pub number: u32,
    pub cells: Vec<Raw>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Raw {
    Empty,
    Text(u32),
    Number(f64),
    DateTime(Stamp),
    Bool(bool),
    Error(u32),
}

/// A civil date-time in a few bytes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Stamp(i16, i8, i8, i8, i8, i8);

impl Stamp {
    pub(crate) fn new(at: DateTime) -> Self {
        Self(
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            at.second(),
        )
    }

    pub(crate) fn time(self) -> Option<DateTime> {
        DateTime::new(self.0, self.1, self.2, self.3, self.4, self.5, 0).ok()
    }
}
