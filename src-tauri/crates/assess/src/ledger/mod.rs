//! The ledger: the records of one target firm, linked to its customers and ready to be measured.
//!
//! Deliberately absent: definitions other than the customer level, the returns rule and the tax
//! basis. What is active, lost or recent is asked with the definitions at hand.

mod attributes;
mod build;
mod columns;
mod daily;
mod dates;
mod identity;
mod labels;
mod matches;
mod names;
mod parts;
mod purchase_days;
mod queries;
mod quick;
mod records;
mod sets;
mod settle;
mod shared;
mod tax;
mod timeline;

pub use self::records::{Records, Tables};
pub(crate) use build::net_amount;
pub use columns::OrderColumns;
pub use dates::{
    day_number, days_between, month_index, months_after, months_before, next_day, window,
};
pub use labels::{Labels, NO_LABEL};
pub use matches::TableMatch;
pub use names::{duplicate_key, name_key};
pub use parts::{Attribute, Part, Parts};
pub use quick::QuickMap;
pub use settle::LedgerCustomer;
pub use tax::TaxLines;
pub(crate) use tax::{TaxWay, Taxes, basis_of, said};

use ::records::{Amount, Date, RowRef};
use serde::{Deserialize, Serialize};

use crate::definitions::ReturnsRule;
use crate::reconciliation::Settled;
use daily::DailyRevenue;
pub(crate) use identity::Identity;
use purchase_days::PurchaseDays;
pub(crate) use sets::Sets;
pub(crate) use shared::{Memo, Shared};
use timeline::Timeline;

/// Position of a customer in [`Ledger::customers`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct CustomerId(pub u32);

impl CustomerId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A record with its row and the customer it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked<T> {
    /// The way back to the file.
    pub at: RowRef,
    /// The customer, where the row names one that the ledger knows.
    pub customer: Option<CustomerId>,
    /// What the row said.
    pub record: T,
}

/// A line of sales: an order line reduced to what nearly every figure needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sale {
    /// The customer; absent where the line names none.
    pub customer: Option<CustomerId>,
    /// Date of the document.
    pub date: Date,
    /// Net amount: the line less its refund; negative for returns.
    pub amount: Amount,
    /// Number of the document in [`Ledger::documents`].
    pub document: u32,
    /// Position of the full record in `tables.orders`.
    pub order: u32,
    /// The way back to the file.
    pub at: RowRef,
}

/// An order document: lines with one number, or one customer's lines of one day without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    /// The customer; absent where it names none.
    pub customer: Option<CustomerId>,
    /// Date of its first line.
    pub date: Date,
    /// Net amount of its lines.
    pub amount: Amount,
}

impl Document {
    /// Whether it is a purchase: something was left to pay. Returns and fully refunded orders
    /// are not.
    #[must_use]
    pub fn is_order(&self) -> bool {
        self.amount.is_positive()
    }
}

/// An order line that is no revenue, because its customer is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The customer, excluded as internal or related.
    pub customer: CustomerId,
    /// Date of the document.
    pub date: Date,
    /// Net amount: the line less its refund.
    pub amount: Amount,
    /// The way back to the file.
    pub at: RowRef,
}

/// The ledger of one target.
#[derive(Debug)]
pub struct Ledger {
    /// Customers; a [`CustomerId`] is a position here.
    pub customers: Vec<LedgerCustomer>,
    /// Every evidence table, its rows linked to customers.
    pub tables: Tables,
    /// Lines sorted by customer (those without first), then date.
    pub sales: Vec<Sale>,
    /// Order documents, in the order of their first line in `sales`.
    pub documents: Vec<Document>,
    /// Rows left out by decision.
    pub excluded_rows: u64,
    /// Order lines that left revenue with their customer: internal transfers, related parties.
    pub left_out: Vec<LeftOut>,
    /// What was settled about control totals, rates and checks.
    pub(crate) settled: Settled,
    /// How lines come onto the tax basis of the definitions.
    pub(crate) taxes: Taxes,
    /// For each customer, where its lines begin in `sales`; one more at the end.
    sale_starts: Vec<usize>,
    purchase_days: PurchaseDays,
    timeline: Timeline,
    /// The returns rule that the sales follow.
    pub(crate) returns: ReturnsRule,
    /// What the order lines carry beyond date and amount.
    columns: OrderColumns,
    daily: DailyRevenue,
    shared: Shared,
    identity: Identity,
}
