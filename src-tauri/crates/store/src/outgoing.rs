//! Records of an earlier reading of a source, on their way out while those of the new one are in
//! under the same source.

use records::TableKind;
use rusqlite::{Connection, params};

use crate::error::Fault;
use crate::schema;

/// Ids of one step: a few milliseconds.
const STEP: i64 = 10_000;

/// What is left of the records that a table held of a source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outgoing {
    source: i64,
    kind: TableKind,
    /// The ids from which on, and up to which.
    next: i64,
    last: i64,
}

impl Outgoing {
    /// All that the tables hold of a source now.
    pub(crate) fn of(conn: &Connection, source: i64) -> Result<Vec<Self>, Fault> {
        let mut found = Vec::new();
        for &kind in TableKind::ALL {
            let table = schema::table(kind);
            // Each alone is the end of a tree, both together would be a walk through it.
            let sql = format!(
                "SELECT (SELECT MIN(id) FROM {table}), (SELECT MAX(id) FROM {table})
                 WHERE EXISTS (SELECT 1 FROM {table} WHERE at_source = ?1)"
            );
            let mut statement = conn.prepare(&sql)?;
            let mut rows = statement.query([source])?;
            if let Some(row) = rows.next()? {
                found.push(Self {
                    source,
                    kind,
                    next: row.get(0)?,
                    last: row.get(1)?,
                });
            }
        }
        Ok(found)
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.next > self.last
    }

    /// Removes some of them; what is left then.
    pub(crate) fn step(mut self, conn: &Connection) -> Result<Self, Fault> {
        let end = self.last.min(self.next.saturating_add(STEP - 1));
        // By id: the index over places holds the new records among the old ones.
        let sql = format!(
            "DELETE FROM {} WHERE id BETWEEN ?2 AND ?3 AND +at_source = ?1",
            schema::table(self.kind)
        );
        conn.prepare_cached(&sql)?
            .execute(params![self.source, self.next, end])?;
        self.next = end.saturating_add(1);
        Ok(self)
    }
}
