//! The project file: one SQLite file (`.clientele`) with the targets of a deal, their imported
//! sources, records with provenance, problems, decisions, answers and assessments.
//!
//! Invariants: a change is one transaction, so a crash leaves the old state; a file of a newer
//! version or of another program is refused before anything is written; a closed project is a
//! single file; decisions are never deleted, only revoked.
//!
//! Deliberately absent: measuring (it happens in memory, on columns), clocks (times are given
//! by the caller), spreadsheets and windows.

mod answers;
mod assessments;
mod cells;
mod decisions;
mod error;
mod import;
mod insert;
mod numbers;
mod outgoing;
mod problems;
mod project;
mod reading;
mod rows;
mod schema;
mod settings;
mod sources;
mod targets;

#[cfg(test)]
mod tests;

pub use assessments::{AssessmentEntry, AssessmentId};
pub use decisions::RecordedDecision;
pub use error::{StoreError, StoreErrorCode};
pub use import::Import;
pub use numbers::NumberedOrders;
pub use problems::{Page, ProblemCount, ProblemFilter, ProblemShape, StoredProblem};
pub use project::Project;
pub use sources::{NewSheet, NewSource, Sheet, Source, Tally};
pub use targets::{Target, TargetId};
