//! What is suggested about customers, and why.

use std::collections::BTreeMap;

use records::{Amount, CustomerRef, Date, Exclusion, TableKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why customers look like one, like a group, or like none; its sentence is
/// `customers.reason.<code>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// One name under two codes.
    SameName,
    /// Blanks, brackets, width, script or the place of the place differ only.
    SameWriting,
    /// The legal form is written otherwise. Args: `one`, `other`.
    LegalForm,
    /// A word on how it pays stands before the name. Args: `text`.
    PrefixStripped,
    /// A word on the card stands behind the name. Args: `text`.
    StatusStripped,
    /// A number stands behind the legal form. Args: `text`.
    CounterStripped,
    /// One of the names has no place. Args: `place`.
    PlaceMissing,
    /// One character differs. Args: `one`, `other`.
    NearName,
    /// One name is the beginning of the other. Args: `one`, `other`.
    ShortName,
    /// The codes are equal but for leading zeros. Args: `text`.
    Code,
    /// One credit code. Args: `text`.
    CreditCode,
    /// One telephone number. Args: `text`.
    Phone,
    /// One mail domain. Args: `text`.
    MailDomain,
    /// One address. Args: `text`.
    Address,
    /// One contact person. Args: `text`.
    Contact,
    /// One parent or controller. Args: `text`.
    Parent,
    /// A part of the other. Args: `text`.
    Branch,
    /// One calls itself the group of the other's name. Args: `text`.
    GroupName,
    /// The name stands for many customers that nobody wrote down. Args: `text`.
    BucketName,
    /// The name says that the goods stayed in the firm. Args: `text`.
    InternalName,
    /// It bears the name of the target itself. Args: `text`.
    OwnName,
    /// Master data says that it is related to the owners. Args: `text`.
    RelatedMark,
}

/// One reason with its placeholders.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct Reason {
    /// What.
    pub code: ReasonCode,
    /// Values for the sentence.
    pub args: BTreeMap<String, String>,
}

impl Reason {
    pub(crate) fn plain(code: ReasonCode) -> Self {
        let args = BTreeMap::new();
        Self { code, args }
    }

    pub(crate) fn text(code: ReasonCode, text: &str) -> Self {
        let args = BTreeMap::from([("text".to_owned(), text.to_owned())]);
        Self { code, args }
    }

    pub(crate) fn pair(code: ReasonCode, one: &str, other: &str) -> Self {
        let args = [("one", one), ("other", other)];
        let args = args.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            code,
            args: args.into(),
        }
    }
}

/// What a suggestion says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// The members are one customer.
    SameCustomer,
    /// The members are under common control.
    CommonControl,
    /// The one member is no customer.
    NotACustomer,
}

/// A suggestion to the adviser, who decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Suggestion {
    /// Stable while the records stay.
    pub id: String,
    /// What.
    pub kind: SuggestionKind,
    /// As what it should be left out, where it is no customer.
    pub why: Option<Exclusion>,
    /// Whom, the one to keep first.
    pub members: Vec<Member>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// How sure, 0–1.
    pub score: f64,
    /// Order lines of the members.
    pub rows: u64,
    /// Net revenue of the members, whole period.
    pub revenue: Amount,
    /// The records say so themselves: figures at group level count it already.
    pub in_force: bool,
}

/// A customer with its trade over the whole period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Member {
    /// How decisions name it.
    pub party: CustomerRef,
    /// Name.
    pub name: String,
    /// The firm's key.
    pub code: Option<String>,
    /// Order lines.
    pub rows: u64,
    /// Net revenue.
    pub revenue: Amount,
    /// First order.
    #[ts(type = "string | null")]
    pub first: Option<Date>,
    /// Last order.
    #[ts(type = "string | null")]
    pub last: Option<Date>,
}

/// A customer of the list after the decisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ListedCustomer {
    /// The customer.
    pub customer: Member,
    /// Names that were merged into it, its own left out.
    pub merged: Vec<String>,
    /// Name of its group, where it has others beside it.
    pub group: Option<String>,
    /// Why it is no customer, by decision.
    pub exclusion: Option<Exclusion>,
    /// Decisions that merged, grouped or excluded it, to be taken back here.
    pub decisions: Vec<i64>,
}

/// How a table meets the orders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MatchedTable {
    /// Table.
    pub table: TableKind,
    /// Rows.
    pub rows: u64,
    /// Rows that name a customer.
    pub named: u64,
    /// Of them, those whose customer stands in the orders.
    pub matched: u64,
    /// Share of the orders' revenue whose customers have a row in the table.
    pub revenue_share: Option<f64>,
    /// Names that the orders do not know, with their rows, most rows first.
    pub unmatched: Vec<(String, u64)>,
    /// How many such names there are, where only the first are told.
    pub unmatched_names: u64,
}
