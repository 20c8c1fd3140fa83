use serde::{Deserialize, Serialize};

use crate::RowRef;

/// What the adviser settled. Stored beside the records, never in them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DecisionKind {
    /// Customers that are one: the others' rows count for `into`. Names as in the records.
    MergeCustomers {
        /// The name kept.
        into: String,
        /// The names that disappear into it.
        names: Vec<String>,
    },
    /// A customer left out of customer counts (散客, 内部调拨, 关联方); its revenue stays.
    ExcludeCustomer {
        /// Name as in the records.
        name: String,
    },
    /// A row left out of everything.
    ExcludeRow {
        /// The row.
        at: RowRef,
    },
    /// Definitions changed from their defaults: field name and value, as the assessment reads them.
    Define {
        /// Name of the definition.
        name: String,
        /// JSON of its value.
        value: serde_json::Value,
    },
}

/// A decision with its place in the audit trail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Id in the project file; 0 before it is stored.
    pub id: i64,
    /// What was settled.
    #[serde(flatten)]
    pub kind: DecisionKind,
    /// Why, in the adviser's words.
    pub reason: String,
    /// Seconds since 1970-01-01 UTC, given by the caller.
    pub decided_at: i64,
}
