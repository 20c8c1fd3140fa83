use records::{Decision, DecisionKind};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::error::{Fault, StoreError, StoreErrorCode};
use crate::project::Project;
use crate::targets::{TargetId, check_target};

/// A decision in the audit trail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedDecision {
    /// What was settled, when and why.
    pub decision: Decision,
    /// Who took it, as the program was told; empty where it was not.
    pub decided_by: String,
    /// When it was taken back, seconds since 1970-01-01 UTC; `None` while in force.
    pub revoked_at: Option<i64>,
}

/// What is kept of a decision as JSON. Decisions of earlier versions name nobody.
#[derive(Serialize, Deserialize)]
struct Body<K> {
    #[serde(flatten)]
    kind: K,
    #[serde(
        default,
        rename = "decided_by",
        skip_serializing_if = "String::is_empty"
    )]
    by: String,
}

impl Project {
    /// Records a decision that nobody put a name to; returns its id.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn decide(
        &mut self,
        target: TargetId,
        kind: &DecisionKind,
        reason: &str,
        decided_at: i64,
    ) -> Result<i64, StoreError> {
        self.decide_as(target, kind, reason, "", decided_at)
    }

    /// Records a decision and who took it; returns its id.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn decide_as(
        &mut self,
        target: TargetId,
        kind: &DecisionKind,
        reason: &str,
        by: &str,
        decided_at: i64,
    ) -> Result<i64, StoreError> {
        self.write(|tx| {
            check_target(tx, target)?;
            let by = by.trim().to_owned();
            let body = serde_json::to_string(&Body { kind, by })?;
            tx.execute(
                "INSERT INTO decisions (target, body, reason, decided_at) VALUES (?1, ?2, ?3, ?4)",
                params![target.0, body, reason, decided_at],
            )?;
            Ok(tx.last_insert_rowid())
        })
    }

    /// Takes a decision back. It stays in the audit trail.
    ///
    /// # Errors
    /// `UnknownDecision` when there is none with this id, or it was revoked before.
    pub fn revoke(&mut self, id: i64, revoked_at: i64) -> Result<(), StoreError> {
        self.write(|tx| {
            let changed = tx.execute(
                "UPDATE decisions SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
                [id, revoked_at],
            )?;
            if changed == 0 {
                return Err(Fault::new(StoreErrorCode::UnknownDecision, id));
            }
            Ok(())
        })
    }

    /// The decisions in force, oldest first.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn decisions(&self, target: TargetId) -> Result<Vec<Decision>, StoreError> {
        let trail = self.decision_trail(target)?;
        Ok(trail
            .into_iter()
            .filter(|entry| entry.revoked_at.is_none())
            .map(|entry| entry.decision)
            .collect())
    }

    /// Every decision ever taken, revoked ones too, oldest first.
    ///
    /// # Errors
    /// `UnknownTarget`.
    pub fn decision_trail(&self, target: TargetId) -> Result<Vec<RecordedDecision>, StoreError> {
        self.read(|conn| {
            check_target(conn, target)?;
            let mut statement = conn.prepare_cached(
                "SELECT id, body, reason, decided_at, revoked_at
                 FROM decisions WHERE target = ?1 ORDER BY id",
            )?;
            let mut rows = statement.query([target.0])?;
            let mut trail = Vec::new();
            while let Some(row) = rows.next()? {
                let body: String = row.get(1)?;
                let body: Body<DecisionKind> = serde_json::from_str(&body)?;
                trail.push(RecordedDecision {
                    decided_by: body.by,
                    decision: Decision {
                        id: row.get(0)?,
                        kind: body.kind,
                        reason: row.get(2)?,
                        decided_at: row.get(3)?,
                    },
                    revoked_at: row.get(4)?,
                });
            }
            Ok(trail)
        })
    }
}
