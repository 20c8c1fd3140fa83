//! Ledger, measures, frameworks and findings: the assessment of one target.
//!
//! Deliberately absent: files, SQL, spreadsheets, PDF, windows, the clock.

mod definitions;
pub mod ledger;
mod measure;
pub mod measures;
mod model;

pub use definitions::*;
pub use ledger::{Ledger, Records};
pub use measure::{Figure, MeasureSpec};
pub use model::*;
