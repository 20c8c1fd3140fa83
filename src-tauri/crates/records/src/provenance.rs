use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Identity of an imported file within its project.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(transparent)]
pub struct SourceId(pub i64);

/// Where a record was read: file, sheet (0-based index in the workbook) and row
/// (1-based, as the spreadsheet program numbers it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct RowRef {
    /// The imported file.
    pub source: SourceId,
    /// 0-based position of the sheet in the workbook; 0 for text files.
    pub sheet: u32,
    /// 1-based row as a spreadsheet program shows it.
    pub row: u32,
}

/// A record together with the row it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Located<T> {
    /// The way back to the file.
    pub at: RowRef,
    /// What the row said.
    pub record: T,
}
