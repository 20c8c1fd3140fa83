//! Tables that belong together, within an import and across imports.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Two tables that belong together: orders and their lines, lines and a list of prices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JoinView {
    /// Field of an order list by which they do: `order_no` or `product_code`.
    pub by: String,
    /// File, and sheet where it differs, of the orders or products.
    pub giver: String,
    /// The same of the lines.
    pub taker: String,
    /// Lines whose key was found.
    pub matched: u64,
    /// Lines that have one.
    pub lines: u64,
}

/// A file of the project that belongs to a table looked at: choose both, and replace the earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CounterpartView {
    /// What they have to do with one another; words under `ui.counterpart.<kind>`.
    pub kind: CounterpartKind,
    /// Name of the file in the project.
    pub file: String,
    /// Order numbers looked up that it has.
    pub matched: u64,
    /// Order numbers looked up.
    pub of: u64,
}

/// What a table and a file of the project have to do with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CounterpartKind {
    /// The table has the lines of the project's orders, without customer and date of their own.
    Lines,
    /// The same orders once as a whole and once in lines: imported on its own, it counts twice.
    Twice,
    /// The file's lines were left out for want of their orders, which the table may have.
    LinesLeftOut,
}
