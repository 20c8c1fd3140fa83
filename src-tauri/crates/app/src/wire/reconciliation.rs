//! Reconciliation and problems on the wire.

use std::collections::BTreeMap;

use assess::{Reconciliation, RowSet};
use records::{ControlTotal, Lang, ProblemCode, Severity};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FileId, ProblemView};

/// The orders beside control totals, with what was settled about them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReconciliationView {
    /// The reconciliation; empty months where there are no orders.
    pub reconciliation: Reconciliation,
    /// Rows that its checks name by index.
    pub row_sets: Vec<RowSet>,
    /// File names by source id.
    pub files: BTreeMap<i64, String>,
    /// Decisions in force about it, oldest first.
    pub settled: Vec<SettledView>,
}

/// A decision in force that can be taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SettledView {
    /// Id of the decision.
    pub id: i64,
    /// What was settled.
    pub what: SettledWhat,
    /// Why, in the adviser's words.
    pub reason: String,
    /// Seconds since 1970-01-01 UTC.
    pub decided_at: i64,
}

/// What was settled, as the screen says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SettledWhat {
    /// A control total entered.
    Control {
        /// It.
        total: ControlTotal,
    },
    /// Tolerance.
    Tolerance {
        /// Share.
        share: f64,
    },
    /// Tax rate.
    TaxRate {
        /// Rate.
        rate: f64,
    },
    /// Exchange rate.
    ExchangeRate {
        /// ISO code.
        currency: String,
        /// Units of the assessment's currency for one of it.
        rate: f64,
    },
    /// Accepted as it is.
    Accept {
        /// `problem.<code>` or `check.<id>`.
        topic: String,
    },
    /// The seller is to explain it.
    Ask {
        /// `problem.<code>` or `check.<id>`.
        topic: String,
    },
    /// Rows left out.
    Exclude {
        /// `problem.<code>` or `check.<id>`.
        topic: String,
        /// Rule; words under `fix.<rule>`.
        rule: String,
        /// How many.
        rows: u64,
    },
}

/// Something to settle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Settlement {
    /// Tolerance.
    Tolerance {
        /// Share.
        share: f64,
    },
    /// Tax rate.
    TaxRate {
        /// Rate.
        rate: f64,
    },
    /// Exchange rate.
    ExchangeRate {
        /// ISO code.
        currency: String,
        /// Units of the assessment's currency for one of it.
        rate: f64,
    },
    /// Accept as it is.
    Accept {
        /// `problem.<code>` or `check.<id>`.
        topic: String,
    },
    /// Ask the seller.
    Ask {
        /// `problem.<code>` or `check.<id>`.
        topic: String,
    },
    /// Leave out the rows of a check.
    ExcludeRows {
        /// `check.<id>`.
        topic: String,
        /// Rule.
        rule: String,
        /// The rows.
        set: RowSet,
    },
    /// Leave out the rows that a kind of problem names.
    ExcludeProblems {
        /// The kind.
        code: ProblemCode,
    },
}

/// Kinds of problems of a target, and what became of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ProblemOverview {
    /// By kind, worst and most frequent first.
    pub kinds: Vec<ProblemKind>,
    /// Rejected rows that can be exported.
    pub rejected: u64,
    /// Decisions in force about problems, oldest first.
    pub settled: Vec<SettledView>,
}

/// Problems of one code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ProblemKind {
    /// What.
    pub code: ProblemCode,
    /// The worst of them.
    pub severity: Severity,
    /// How many, those not listed one by one included.
    pub count: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Accepted rows that could be left out; 0 where not every one of them is listed.
    pub rows: u64,
    /// Rule by which they would be left out; words under `fix.<rule>`.
    pub rule: String,
    /// The first of them.
    pub example: ProblemView,
    /// Decisions about it, in force.
    pub decisions: Vec<i64>,
}

macro_rules! arguments {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $arg:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
        pub struct $name { $($(#[$field])* pub $arg: $type,)* }
    )*};
}

arguments! {
    /// Control totals to enter.
    EnterControlsArgs {
        /// Target.
        target: i64,
        /// The totals; each takes the place of an earlier one of its period and basis.
        totals: Vec<ControlTotal>,
    }
    /// Something to settle.
    SettleArgs {
        /// Target.
        target: i64,
        /// What.
        what: Settlement,
        /// Why; may be empty.
        reason: String,
    }
    /// Decisions to take back.
    WithdrawArgs {
        /// Target.
        target: i64,
        /// Their ids.
        ids: Vec<i64>,
    }
    /// Where to write the rejected rows.
    SaveRejectedArgs {
        /// Target.
        target: i64,
        /// File picked.
        file: FileId,
        /// Language of the reasons.
        lang: Lang,
    }
}
