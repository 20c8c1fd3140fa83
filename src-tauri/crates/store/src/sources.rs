use records::{SourceId, TableKind};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::cells::unsigned;
use crate::error::{Fault, StoreError, StoreErrorCode};
use crate::project::Project;
use crate::schema;
use crate::targets::{TargetId, check_target};

/// A file about to be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSource {
    /// File name, never a path.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Seconds since 1970-01-01 UTC, given by the caller.
    pub imported_at: i64,
    /// Format as import names it: `xlsx`, `csv` …
    pub format: String,
}

/// An imported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its identity; never given to another file.
    pub id: SourceId,
    /// The target it belongs to.
    pub target: TargetId,
    /// What is known of the file.
    #[serde(flatten)]
    pub about: NewSource,
    /// The tables found in it, in the order of import.
    pub sheets: Vec<Sheet>,
}

/// Rows of a sheet by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Rows read under the header.
    pub read: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Rows kept as problems.
    pub rejected: u64,
    /// Blank.
    pub blank: u64,
    /// Totals and signatures below the table.
    pub footer: u64,
    /// Marked as cancelled by the firm itself.
    pub cancelled: u64,
    /// Gave what they say to the rows of another table: orders whose lines stand elsewhere.
    #[serde(default)]
    pub joined: u64,
    /// Examples and tips of a form.
    #[serde(default)]
    pub example: u64,
    /// Outside the table, not among those read: titles above the header.
    #[serde(default)]
    pub outside: u64,
}

impl Tally {
    /// Rows that are neither records nor rejected.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.blank + self.footer + self.cancelled + self.joined + self.example
    }
}

/// A table found on a sheet, about to be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSheet {
    /// 0-based position of the sheet in the workbook.
    pub sheet: u32,
    /// 0-based number of the table on the sheet.
    #[serde(default)]
    pub part: u32,
    /// Name of the sheet.
    pub name: String,
    /// The evidence table it was taken for; `None` when for none.
    pub kind: Option<TableKind>,
    /// How its columns were mapped: JSON of the importer.
    pub mapping: String,
    /// What became of its rows.
    pub tally: Tally,
}

/// A table found on a sheet of an imported file.
pub type Sheet = NewSheet;

impl Project {
    /// The sources of a target with their sheets, in the order of import.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn sources(&self, target: TargetId) -> Result<Vec<Source>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            select_sources(conn, "target = ?1 ORDER BY id", params![target.0])
        })
    }

    /// The source of a target whose bytes have this SHA-256; the latest when there are several.
    ///
    /// # Errors
    /// Only the common ones.
    pub fn source_by_hash(
        &self,
        target: TargetId,
        sha256: &str,
    ) -> Result<Option<Source>, StoreError> {
        self.read(|conn| {
            let condition = "target = ?1 AND sha256 = ?2 ORDER BY id DESC LIMIT 1";
            Ok(select_sources(conn, condition, params![target.0, sha256])?.pop())
        })
    }

    /// Removes a source with its records and problems. Decisions stay.
    ///
    /// # Errors
    /// `UnknownSource`.
    pub fn remove_source(&mut self, source: SourceId) -> Result<(), StoreError> {
        self.write(|tx| delete_source(tx, source.0))
    }
}

fn select_sources(
    conn: &Connection,
    condition: &str,
    params: &[&dyn rusqlite::ToSql],
) -> Result<Vec<Source>, Fault> {
    let sql = format!(
        "SELECT id, target, file, sha256, bytes, imported_at, format FROM sources WHERE {condition}"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let sources = statement
        .query_map(params, source)?
        .collect::<Result<Vec<_>, _>>()?;
    sources
        .into_iter()
        .map(|source| {
            Ok(Source {
                sheets: sheets(conn, source.id)?,
                ..source
            })
        })
        .collect()
}

fn source(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        id: SourceId(row.get(0)?),
        target: TargetId(row.get(1)?),
        about: NewSource {
            file: row.get(2)?,
            sha256: row.get(3)?,
            bytes: unsigned(row, 4)?,
            imported_at: row.get(5)?,
            format: row.get(6)?,
        },
        sheets: Vec::new(),
    })
}

fn sheets(conn: &Connection, source: SourceId) -> Result<Vec<Sheet>, Fault> {
    let mut statement = conn.prepare_cached(
        "SELECT sheet, name, kind, mapping, read, accepted, rejected, blank, footer, cancelled,
                part, joined, example, outside
         FROM sheets WHERE source = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([source.0])?;
    let mut sheets = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: Option<String> = row.get(2)?;
        sheets.push(Sheet {
            sheet: row.get(0)?,
            part: row.get(10)?,
            name: row.get(1)?,
            kind: kind.map(|id| table_kind(&id)).transpose()?,
            mapping: row.get(3)?,
            tally: Tally {
                read: unsigned(row, 4)?,
                accepted: unsigned(row, 5)?,
                rejected: unsigned(row, 6)?,
                blank: unsigned(row, 7)?,
                footer: unsigned(row, 8)?,
                cancelled: unsigned(row, 9)?,
                joined: unsigned(row, 11)?,
                example: unsigned(row, 12)?,
                outside: unsigned(row, 13)?,
            },
        });
    }
    Ok(sheets)
}

fn table_kind(id: &str) -> Result<TableKind, Fault> {
    TableKind::from_id(id).ok_or_else(|| Fault::damaged(format!("sheets.kind {id}")))
}

/// Removes a source and all that hangs on it.
pub(crate) fn delete_source(conn: &Connection, source: i64) -> Result<(), Fault> {
    clear_source(conn, source)?;
    if conn.execute("DELETE FROM sources WHERE id = ?1", [source])? == 0 {
        return Err(Fault::new(StoreErrorCode::UnknownSource, source));
    }
    Ok(())
}

/// Removes what was read from a source, not the source.
fn clear_source(conn: &Connection, source: i64) -> Result<(), Fault> {
    for &kind in TableKind::ALL {
        let sql = format!("DELETE FROM {} WHERE at_source = ?1", schema::table(kind));
        conn.execute(&sql, [source])?;
    }
    clear_findings(conn, source)
}

/// Removes what was found of a source beside its records: sheets and problems.
pub(crate) fn clear_findings(conn: &Connection, source: i64) -> Result<(), Fault> {
    conn.execute("DELETE FROM sheets WHERE source = ?1", [source])?;
    conn.execute("DELETE FROM problems WHERE source = ?1", [source])?;
    Ok(())
}
