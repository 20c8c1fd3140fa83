//! The records of a source, read with the columns that hold something.
//!
//! Most columns of most tables are empty in any one file, and a value that is not there costs nearly
//! as much as one that is. So a statement asks for the columns that the first records use, and of
//! all others together whether any holds something. A record in which one does is read whole, its
//! columns join those in use, and the reading goes on behind it: at most once a column.

use records::{Evidence, Located, RowRef, SourceId, Value};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use crate::cells;
use crate::error::Fault;
use crate::schema::{self, LEADING, PLACE_COLUMNS};

/// Records whose columns are looked at first.
const FIRST: u32 = 200;

/// A record by sheet, row and id.
type Key = (i64, i64, i64);

/// Visits the records of a source by sheet and row, those of one row in the order of their import.
pub(crate) fn read_records<T: Evidence>(
    conn: &Connection,
    source: i64,
    visit: &mut impl FnMut(Located<T>),
) -> Result<(), Fault> {
    let mut used = vec![false; T::KIND.fields().len()];
    let first = schema::select_sql(T::KIND, "at_source = ?1 LIMIT ?2");
    let mut statement = conn.prepare_cached(&first)?;
    let mut rows = statement.query([source, i64::from(FIRST)])?;
    while let Some(row) = rows.next()? {
        note(row, &mut used)?;
    }
    let mut behind = None;
    while let Some(next) = read_used(conn, source, &used, behind, visit)? {
        read_whole(conn, next, &mut used, visit)?;
        behind = Some(next);
    }
    Ok(())
}

/// Notes which fields of a row of [`schema::select_sql`] hold something.
fn note(row: &Row<'_>, used: &mut [bool]) -> Result<(), Fault> {
    for (column, used) in (PLACE_COLUMNS.len()..).zip(used) {
        *used = *used || row.get_ref(column)? != ValueRef::Null;
    }
    Ok(())
}

/// Visits records by their columns in use, up to the first that holds something in another.
fn read_used<T: Evidence>(
    conn: &Connection,
    source: i64,
    used: &[bool],
    behind: Option<Key>,
    visit: &mut impl FnMut(Located<T>),
) -> Result<Option<Key>, Fault> {
    let mut next = LEADING..;
    let columns: Vec<Option<usize>> = used
        .iter()
        .map(|used| if *used { next.next() } else { None })
        .collect();
    let more = next.start;
    let sql = schema::select_used_sql(T::KIND, used, behind.is_some());
    let mut statement = conn.prepare(&sql)?;
    let mut rows = match behind {
        Some((sheet, row, id)) => statement.query(params![source, sheet, row, id]),
        None => statement.query([source]),
    }?;
    while let Some(row) = rows.next()? {
        if row.get(more)? {
            return Ok(Some((row.get(0)?, row.get(1)?, row.get(2)?)));
        }
        let at = RowRef {
            source: SourceId(source),
            sheet: row.get(0)?,
            row: row.get(1)?,
        };
        let record = record(row, &columns)?;
        visit(Located { at, record });
    }
    Ok(None)
}

/// Visits one record with all its columns, and notes which of them hold something.
fn read_whole<T: Evidence>(
    conn: &Connection,
    (_, _, id): Key,
    used: &mut [bool],
    visit: &mut impl FnMut(Located<T>),
) -> Result<(), Fault> {
    let columns: Vec<Option<usize>> = (PLACE_COLUMNS.len()..).map(Some).take(used.len()).collect();
    let mut statement = conn.prepare_cached(&schema::select_sql(T::KIND, "id = ?1"))?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        note(row, used)?;
        let at = cells::place(row)?;
        let record = record(row, &columns)?;
        visit(Located { at, record });
    }
    Ok(())
}

/// The record of a row; a field without a column is empty.
fn record<T: Evidence>(row: &Row<'_>, columns: &[Option<usize>]) -> Result<T, Fault> {
    let mut values = Vec::with_capacity(columns.len());
    for (field, column) in T::KIND.fields().iter().zip(columns) {
        values.push(match column {
            Some(column) => cells::value(row, *column, T::KIND, field)?,
            None => Value::Empty,
        });
    }
    T::from_values(values)
        .map_err(|missing| Fault::damaged(format!("{}.{}", T::KIND.id(), missing.0)))
}
