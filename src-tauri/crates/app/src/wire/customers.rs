//! Who is who among the customers: suggestions, the list, decisions and their trail.

use assess::identity::{ListedCustomer, MatchedTable, Suggestion};
use records::{Apart, CustomerRef, Exclusion, Place};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the adviser should settle about the customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomersView {
    /// Suggestions, largest revenue first.
    pub suggestions: Vec<Suggestion>,
    /// How each table that names customers meets the orders; at most 200 unmatched names each.
    pub matches: Vec<MatchedTable>,
    /// Customers that count.
    pub counted: u64,
    /// Accounts that are no customers, by decision.
    pub excluded: u64,
    /// Decisions about customers in force.
    pub decided: u64,
}

/// Which customers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerFilter {
    /// Every one.
    All,
    /// Those that a decision merged, grouped or excluded.
    Settled,
}

/// A page of the list of customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomerPage {
    /// Largest first.
    pub customers: Vec<ListedCustomer>,
    /// How many there are of what was asked for.
    pub total: u64,
}

/// Something settled about customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum CustomerDecision {
    /// They are one.
    Merge {
        /// The one kept, and the others.
        members: Vec<CustomerRef>,
    },
    /// They are under common control.
    Group {
        /// Name of the group; empty: that of its first member.
        name: String,
        /// Its members.
        members: Vec<CustomerRef>,
    },
    /// They are neither one nor a group.
    KeepApart {
        /// Who.
        members: Vec<CustomerRef>,
        /// As what.
        what: Apart,
    },
    /// They are no customers.
    Exclude {
        /// Who.
        members: Vec<CustomerRef>,
        /// Why.
        why: Exclusion,
    },
    /// They are customers indeed.
    Keep {
        /// Who.
        members: Vec<CustomerRef>,
    },
}

/// Decisions taken, to be undone together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Decided {
    /// Their ids.
    pub ids: Vec<i64>,
}

/// A decision in the audit trail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DecisionView {
    /// Its id.
    pub id: i64,
    /// What kind; words under `customers.decision.<kind>`.
    pub kind: String,
    /// Whom it is about, the one kept first.
    pub members: Vec<String>,
    /// Name of the group, of the definition, or reason of an exclusion.
    pub detail: String,
    /// Value of a definition.
    pub value: String,
    /// The row it is about.
    pub place: Option<Place>,
    /// Why, in the adviser's words.
    pub reason: String,
    /// Who; empty where nobody put a name to it.
    pub decided_by: String,
    /// Seconds since 1970-01-01 UTC.
    pub decided_at: i64,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
}
