//! Records on their way out.

use std::collections::{BTreeMap, BTreeSet};

use records::{Evidence, Located, RowRef, TableKind, Value};
use rusqlite::Connection;

use crate::cells;
use crate::error::{Fault, StoreError};
use crate::project::Project;
use crate::reading::read_records;
use crate::schema;
use crate::targets::{TargetId, check_target, source_ids};

impl Project {
    /// All records of one evidence table of a target: by source in the order of import, within a
    /// source by sheet and row.
    ///
    /// # Errors
    /// `UnknownTarget`; `Damaged` when a stored record does not fit its type.
    pub fn records<T: Evidence>(&self, target: TargetId) -> Result<Vec<Located<T>>, StoreError> {
        let mut records = Vec::with_capacity(self.read(|conn| capacity(conn, T::KIND, target))?);
        self.each_record(target, |record| records.push(record))?;
        Ok(records)
    }

    /// The same records one by one, for who makes columns of them and needs no list: a million
    /// order lines as records take more than half a gigabyte.
    ///
    /// # Errors
    /// As [`Project::records`]; some records may have been visited by then.
    pub fn each_record<T: Evidence>(
        &self,
        target: TargetId,
        mut visit: impl FnMut(Located<T>),
    ) -> Result<(), StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            for source in source_ids(conn, target)? {
                read_records(conn, source, &mut visit)?;
            }
            Ok(())
        })
    }

    /// Rows of each evidence table that has any.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn counts(&self, target: TargetId) -> Result<BTreeMap<TableKind, u64>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            let mut counts = BTreeMap::new();
            for &kind in TableKind::ALL {
                let count = count(conn, kind, target)?;
                if count > 0 {
                    counts.insert(kind, count);
                }
            }
            Ok(counts)
        })
    }

    /// The records of certain rows, in the order asked for; rows that hold no record of this
    /// target are left out.
    ///
    /// # Errors
    /// `UnknownTarget`; `Damaged` when a stored value does not fit its field.
    pub fn rows(
        &self,
        target: TargetId,
        kind: TableKind,
        places: &[RowRef],
    ) -> Result<Vec<(RowRef, Vec<Value>)>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            let sources: BTreeSet<i64> = source_ids(conn, target)?.into_iter().collect();
            let condition = "at_source = ?1 AND at_sheet = ?2 AND at_row = ?3 ORDER BY id";
            let mut statement = conn.prepare_cached(&schema::select_sql(kind, condition))?;
            let mut found = Vec::with_capacity(places.len());
            for place in places
                .iter()
                .filter(|place| sources.contains(&place.source.0))
            {
                let mut rows = statement.query((place.source.0, place.sheet, place.row))?;
                while let Some(row) = rows.next()? {
                    found.push((*place, cells::values(row, kind)?));
                }
            }
            Ok(found)
        })
    }
}

fn count(conn: &Connection, kind: TableKind, target: TargetId) -> Result<u64, Fault> {
    let sql = format!(
        "SELECT COUNT(*) FROM {} WHERE at_source IN (SELECT id FROM sources WHERE target = ?1)",
        schema::table(kind)
    );
    let mut statement = conn.prepare_cached(&sql)?;
    Ok(statement.query_row([target.0], |row| cells::unsigned(row, 0))?)
}

fn capacity(conn: &Connection, kind: TableKind, target: TargetId) -> Result<usize, Fault> {
    Ok(usize::try_from(count(conn, kind, target)?).unwrap_or(0))
}
