//! Problems as the window shows them.

use std::collections::BTreeMap;

use records::{Place, ProblemCode, Severity};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Problems of one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemGroup {
    /// What.
    pub code: ProblemCode,
    /// How bad.
    pub severity: Severity,
    /// How many.
    pub count: u64,
    /// The first of them.
    pub example: ProblemView,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemView {
    /// What.
    pub code: ProblemCode,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Placeholder values.
    pub args: BTreeMap<String, String>,
    /// The rejected row as read.
    pub rejected: Option<Vec<String>>,
}

/// A page of problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemPage {
    /// By code.
    pub groups: Vec<ProblemGroup>,
    /// Of the code asked for (or all).
    pub problems: Vec<ProblemView>,
    /// How many there are of it.
    pub total: u64,
}
