//! Ledger, measures, frameworks and findings: the assessment of one target.
//!
//! Deliberately absent: files, SQL, spreadsheets, PDF, windows, the clock.

mod definitions;
mod model;

pub use definitions::*;
pub use model::*;
