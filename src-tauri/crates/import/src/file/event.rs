use records::DateTime;
use serde::{Deserialize, Serialize};

use super::encoding::Encoding;
use super::format::Format;
use super::pack::Packed;
use super::short::Short;
use super::texts::Texts;
use crate::cell::Merge;
use crate::error::ImportError;

/// What the parsing side tells the assembling side, in this order: `Start`, `Texts` …, then for
/// each sheet `Sheet`, `Rows` …, `Merges`; at the end `End` or `Failed`. `Far` may come anywhere.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Event {
    Start {
        format: Format,
        misnamed: bool,
        encoding: Option<Encoding>,
    },
    /// Texts get ids in the order in which they are first sent; cells refer to the ids.
    Texts(Texts),
    Sheet {
        index: u32,
        name: String,
        hidden: bool,
    },
    Rows(Batch),
    /// The rows of the current sheet are to be forgotten: another reader begins it anew.
    Again,
    Merges(Vec<Merge>),
    /// Bytes of the file worked through, of how many.
    Far {
        done: u64,
        total: u64,
    },
    Note(Note),
    End,
    Failed(ImportError),
}

/// Rows that travel together. Their cells lie one after another, so that a row costs no memory of
/// its own on the way.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Batch {
    /// Texts that the cells are the first to need.
    pub texts: Texts,
    /// Number of each row, and how many of the cells are its own.
    pub rows: Vec<(u32, u32)>,
    pub cells: Packed,
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

/// A cell on its way; packed when it leaves.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Raw {
    Empty,
    Short(Short),
    Text(u32),
    Number(f64),
    DateTime(Stamp),
    Bool(bool),
    Error(u32),
}

/// A civil date-time in a few bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
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

    pub(crate) fn bytes(self) -> [u8; 7] {
        let [low, high] = self.0.to_le_bytes();
        let rest = [self.1, self.2, self.3, self.4, self.5].map(i8::cast_unsigned);
        let [month, day, hour, minute, second] = rest;
        [low, high, month, day, hour, minute, second]
    }

    pub(crate) fn from_bytes([low, high, rest @ ..]: [u8; 7]) -> Self {
        let [month, day, hour, minute, second] = rest.map(u8::cast_signed);
        let year = i16::from_le_bytes([low, high]);
        Self(year, month, day, hour, minute, second)
    }

    pub(crate) fn time(self) -> Option<DateTime> {
        DateTime::new(self.0, self.1, self.2, self.3, self.4, self.5, 0).ok()
    }
}
