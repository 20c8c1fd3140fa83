//! Definitions (口径): fixed once an assessment, printed in the report.

use records::Date;
pub use records::TaxBasis;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::cube::Period;

/// What revenue is counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RevenueBasis {
    /// Orders.
    Orders,
    /// Deliveries.
    Deliveries,
    /// Invoices.
    Invoices,
    /// Receipts.
    Receipts,
}

/// What becomes of returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReturnsRule {
    /// Negative lines and refunds reduce revenue at their own date.
    NetAtReturnDate,
    /// Returns are left out.
    Ignore,
}

/// Who counts as one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerLevel {
    /// Each company on its own.
    Company,
    /// Companies under common control are one.
    Group,
}

/// The definitions of one assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Definitions {
    /// Day the assessment looks back from: the end of the last complete month of the data.
    #[ts(type = "string")]
    pub as_of: Date,
    /// What revenue is counted on.
    pub revenue_basis: RevenueBasis,
    /// Tax in the amounts.
    pub tax_basis: TaxBasis,
    /// ISO code of the currency.
    pub currency: String,
    /// Treatment of returns.
    pub returns: ReturnsRule,
    /// Who counts as one customer.
    pub customer_level: CustomerLevel,
    /// A customer is active when it bought within this many months before the as-of date.
    pub activity_months: u32,
    /// A customer is lost when silent for longer than this many months.
    pub grace_months: u32,
    /// Window of RFM, months.
    pub rfm_months: u32,
    /// Discount rate a year, for lifetime value.
    pub discount_rate: f64,
    /// Margin assumed where the data have no cost; absent: lifetime value is on revenue.
    pub margin_rate: Option<f64>,
    /// Confidence level of intervals.
    pub confidence: f64,
    /// Periods of the adviser's own beside the last twelve months and calendar years, such as
    /// business years: whole months.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// Persons of the firm who leave with the deal, the seller among them: their customers may.
    #[serde(default)]
    pub leavers: Vec<String>,
}
