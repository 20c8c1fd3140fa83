use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::error::{Fault, StoreError, StoreErrorCode};
use crate::project::Project;
use crate::sources::delete_source;

/// Identity of a target firm within its project.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TargetId(pub i64);

/// A firm that may be transferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Its identity; never given to another target.
    pub id: TargetId,
    /// Its name, unique in the project.
    pub name: String,
}

impl Project {
    /// The targets, oldest first.
    ///
    /// # Errors
    /// Only the common ones.
    pub fn targets(&self) -> Result<Vec<Target>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT id, name FROM targets ORDER BY id")?;
            let targets = statement.query_map([], |row| {
                Ok(Target {
                    id: TargetId(row.get(0)?),
                    name: row.get(1)?,
                })
            })?;
            Ok(targets.collect::<Result<_, _>>()?)
        })
    }

    /// Adds a target; the name is trimmed.
    ///
    /// # Errors
    /// `EmptyName`, `TargetExists`.
    pub fn add_target(&mut self, name: &str) -> Result<TargetId, StoreError> {
        self.write(|tx| {
            let name = free_name(tx, name, None)?;
            tx.execute("INSERT INTO targets (name) VALUES (?1)", [name])?;
            Ok(TargetId(tx.last_insert_rowid()))
        })
    }

    /// Gives a target another name.
    ///
    /// # Errors
    /// `UnknownTarget`, `EmptyName`, `TargetExists`.
    pub fn rename_target(&mut self, id: TargetId, name: &str) -> Result<(), StoreError> {
        self.write(|tx| {
            check_target(tx, id)?;
            let name = free_name(tx, name, Some(id))?;
            tx.execute(
                "UPDATE targets SET name = ?2 WHERE id = ?1",
                params![id.0, name],
            )?;
            Ok(())
        })
    }

    /// Removes a target with everything that belongs to it, its decisions too.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn remove_target(&mut self, id: TargetId) -> Result<(), StoreError> {
        self.write(|tx| {
            check_target(tx, id)?;
            for source in source_ids(tx, id)? {
                delete_source(tx, source)?;
            }
            tx.execute("DELETE FROM targets WHERE id = ?1", [id.0])?;
            Ok(())
        })
    }
}

pub(crate) fn check_target(conn: &Connection, id: TargetId) -> Result<(), Fault> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM targets WHERE id = ?1")?;
    if statement.exists([id.0])? {
        Ok(())
    } else {
        Err(Fault::new(StoreErrorCode::UnknownTarget, id.0))
    }
}

/// Ids of a target's sources in the order of import.
pub(crate) fn source_ids(conn: &Connection, target: TargetId) -> Result<Vec<i64>, Fault> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM sources WHERE target = ?1 ORDER BY id")?;
    let ids = statement.query_map([target.0], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn free_name<'a>(
    conn: &Connection,
    name: &'a str,
    except: Option<TargetId>,
) -> Result<&'a str, Fault> {
    let name = name.trim();
    if name.is_empty() {
        return Err(StoreErrorCode::EmptyName.into());
    }
    let holder: Option<i64> = conn
        .query_row("SELECT id FROM targets WHERE name = ?1", [name], |row| {
            row.get(0)
        })
        .optional()?;
    match holder {
        Some(id) if except != Some(TargetId(id)) => {
            Err(Fault::new(StoreErrorCode::TargetExists, name))
        }
        _ => Ok(name),
    }
}
