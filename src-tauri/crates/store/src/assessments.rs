use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::error::{Fault, StoreError, StoreErrorCode};
use crate::project::Project;
use crate::targets::{TargetId, check_target};

/// Identity of a saved assessment within its project.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct AssessmentId(pub i64);

/// A saved assessment without its contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentEntry {
    /// Its identity.
    pub id: AssessmentId,
    /// The target assessed.
    pub target: TargetId,
    /// Id of the framework.
    pub framework: String,
    /// Seconds since 1970-01-01 UTC, given by the caller.
    pub created_at: i64,
}

impl Project {
    /// Saves an assessment: `body` is its JSON, kept as it is.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn save_assessment(
        &mut self,
        target: TargetId,
        framework: &str,
        created_at: i64,
        body: &str,
    ) -> Result<AssessmentId, StoreError> {
        self.write(|tx| {
            check_target(tx, target)?;
            tx.execute(
                "INSERT INTO assessments (target, framework, created_at, body)
                 VALUES (?1, ?2, ?3, ?4)",
                params![target.0, framework, created_at, body],
            )?;
            Ok(AssessmentId(tx.last_insert_rowid()))
        })
    }

    /// The saved assessments of a target, oldest first.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn assessments(&self, target: TargetId) -> Result<Vec<AssessmentEntry>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            let mut statement = conn.prepare_cached(
                "SELECT id, target, framework, created_at
                 FROM assessments WHERE target = ?1 ORDER BY id",
            )?;
            let entries = statement.query_map([target.0], entry)?;
            Ok(entries.collect::<Result<_, _>>()?)
        })
    }

    /// A saved assessment and its JSON.
    ///
    /// # Errors
    /// `UnknownAssessment`.
    pub fn assessment(&self, id: AssessmentId) -> Result<(AssessmentEntry, String), StoreError> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT id, target, framework, created_at, body FROM assessments WHERE id = ?1",
            )?
            .query_row([id.0], |row| Ok((entry(row)?, row.get(4)?)))
            .optional()?
            .ok_or_else(|| Fault::new(StoreErrorCode::UnknownAssessment, id.0))
        })
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<AssessmentEntry> {
    Ok(AssessmentEntry {
        id: AssessmentId(row.get(0)?),
        target: TargetId(row.get(1)?),
        framework: row.get(2)?,
        created_at: row.get(3)?,
    })
}
