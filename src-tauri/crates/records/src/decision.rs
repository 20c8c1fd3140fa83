use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ControlTotal, RowRef, RowSpan};

/// A customer as a decision names it. Decisions of earlier versions have the bare text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum CustomerRef {
    /// With its code: two cards of one name are told apart by it.
    Card {
        /// The firm's key.
        code: String,
        /// Name as in the records, for people to read in the audit trail.
        name: String,
    },
    /// Name, or code, as in the records.
    Named(String),
}

impl CustomerRef {
    /// The customer that goes by this code and name.
    #[must_use]
    pub fn new(code: Option<&str>, name: &str) -> Self {
        match code {
            Some(code) => Self::Card {
                code: code.to_owned(),
                name: name.to_owned(),
            },
            None => Self::Named(name.to_owned()),
        }
    }

    /// Name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Card { name, .. } | Self::Named(name) => name,
        }
    }
}

impl From<&str> for CustomerRef {
    fn from(name: &str) -> Self {
        Self::Named(name.to_owned())
    }
}

impl From<String> for CustomerRef {
    fn from(name: String) -> Self {
        Self::Named(name)
    }
}

/// Why somebody in the list is no customer.
///
/// All three leave customer counts, retention and every list of customers. A bucket's sales are
/// real sales to customers that nobody wrote down: they stay in revenue and in the denominator of
/// concentration. Sales to oneself and to related parties are no revenue a buyer pays for: they
/// leave revenue too, and what they were is shown as an adjustment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// 散客, 零售客户: an account that collects what is nobody's. Revenue stays.
    #[default]
    Bucket,
    /// 内部调拨: the firm itself, its branches and warehouses. Revenue goes.
    Internal,
    /// 关联方: a party related to the owners. Revenue goes.
    Related,
}

impl Exclusion {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Bucket, Self::Internal, Self::Related];

    /// Whether its sales stay in revenue.
    #[must_use]
    pub fn keeps_revenue(self) -> bool {
        self == Self::Bucket
    }
}

/// As what customers are kept apart.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// They are not one customer.
    #[default]
    Customers,
    /// They are not under common control, whatever parent or credit code say.
    Groups,
}

/// What the adviser settled. Stored beside the records, never in them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DecisionKind {
    /// Customers that are one: the others' rows count for `into`.
    MergeCustomers {
        /// The one kept.
        into: CustomerRef,
        /// Those that disappear into it.
        names: Vec<CustomerRef>,
    },
    /// Customers under common control: one at group level, each its own at company level.
    GroupCustomers {
        /// Name of the group.
        name: String,
        /// Its members.
        members: Vec<CustomerRef>,
    },
    /// Customers that look like one, or like a group, and are not; the suggestion is not made again.
    KeepApart {
        /// Who.
        members: Vec<CustomerRef>,
        /// As what.
        #[serde(default)]
        what: Apart,
    },
    /// Somebody who is no customer, and why.
    ExcludeCustomer {
        /// Who.
        name: CustomerRef,
        /// Why. Decisions of earlier versions left revenue where it was.
        #[serde(default)]
        why: Exclusion,
    },
    /// A customer indeed, whatever its name looks like; the suggestion is not made again.
    KeepCustomer {
        /// Who.
        name: CustomerRef,
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
    /// A total to hold the orders against.
    ControlTotal(ControlTotal),
    /// Difference to a control total that still counts as tied out, share of the total.
    Tolerance {
        /// The share, e.g. 0.01.
        share: f64,
    },
    /// Tax rate by which totals with and without tax are made comparable.
    TaxRate {
        /// The rate, e.g. 0.13.
        rate: f64,
    },
    /// Rate by which amounts of another currency count in that of the assessment.
    ExchangeRate {
        /// ISO code of the other currency.
        currency: String,
        /// Units of the assessment's currency for one of the other.
        rate: f64,
    },
    /// A group of problems, or a check of the records, accepted as it is.
    Accept {
        /// `problem.<code>` or `check.<id>`.
        topic: String,
    },
    /// A group of problems, or a check of the records, that the seller is to explain.
    AskSeller {
        /// `problem.<code>` or `check.<id>`.
        topic: String,
    },
    /// Rows left out of everything at once.
    ExcludeRows {
        /// What it was about: `problem.<code>` or `check.<id>`.
        topic: String,
        /// Rule by which they were found.
        rule: String,
        /// The rows.
        rows: Vec<RowSpan>,
    },
}

impl DecisionKind {
    /// Whether it settles who is who among the customers.
    #[must_use]
    pub fn is_about_customers(&self) -> bool {
        matches!(
            self,
            Self::MergeCustomers { .. }
                | Self::GroupCustomers { .. }
                | Self::KeepApart { .. }
                | Self::ExcludeCustomer { .. }
                | Self::KeepCustomer { .. }
        )
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> DecisionKind {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn decisions_of_earlier_versions_still_read() {
        assert_eq!(
            read(r#"{"kind":"merge_customers","into":"甲","names":["乙"]}"#),
            DecisionKind::MergeCustomers {
                into: "甲".into(),
                names: vec!["乙".into()]
            }
        );
        assert_eq!(
            read(r#"{"kind":"exclude_customer","name":"散客"}"#),
            DecisionKind::ExcludeCustomer {
                name: "散客".into(),
                why: Exclusion::Bucket
            }
        );
    }

    #[test]
    fn a_card_is_written_with_its_code_and_read_back() {
        let kind = DecisionKind::KeepApart {
            members: vec![CustomerRef::new(Some("KH1"), "甲"), "乙".into()],
            what: Apart::Groups,
        };
        let text = serde_json::to_string(&kind).unwrap();
        assert!(
            text.contains(r#"{"code":"KH1","name":"甲"},"乙""#),
            "{text}"
        );
        assert_eq!(read(&text), kind);
    }
}
