//! Control totals: what invoices, receipts or the books say, to hold the orders against.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Amount, RowRef};

/// Whether amounts contain tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxBasis {
    /// 含税
    Gross,
    /// 不含税
    Net,
    /// Not said by the data.
    #[default]
    Unknown,
}

/// What a control total counts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ControlBasis {
    /// 开票
    Invoices,
    /// 回款
    Receipts,
    /// 账面收入: ledger, tax return.
    Ledger,
    /// The file does not say.
    #[default]
    Unstated,
}

/// A control total that the adviser entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ControlTotal {
    /// First day of the period.
    #[ts(type = "string")]
    pub from: Date,
    /// Last day of the period.
    #[ts(type = "string")]
    pub to: Date,
    /// What it counts.
    pub basis: ControlBasis,
    /// Tax in the amount.
    pub tax: TaxBasis,
    /// ISO code of the currency; absent: that of the assessment.
    pub currency: Option<String>,
    /// The total, minor units.
    pub amount: Amount,
    /// Document it was taken from.
    pub origin: String,
}

/// Consecutive rows of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowSpan {
    /// First row.
    pub first: RowRef,
    /// Last row number in the same sheet, inclusive.
    pub last_row: u32,
}

impl RowSpan {
    /// Whether the row lies in it.
    #[must_use]
    pub fn contains(&self, at: RowRef) -> bool {
        (at.source, at.sheet) == (self.first.source, self.first.sheet)
            && (self.first.row..=self.last_row).contains(&at.row)
    }
}
