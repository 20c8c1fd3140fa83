//! What the reconciliation says: figures, codes and the way back to the rows, no sentences.

use std::collections::BTreeMap;

use records::{Amount, ControlBasis, Date, RowRef, SourceId, TaxBasis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ledger::TaxLines;

/// The orders held against control totals, and what the set of records itself shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct Reconciliation {
    /// ISO code of the currency that is compared.
    pub currency: String,
    /// Tax in the orders, as the definitions fix it.
    pub tax: TaxBasis,
    /// Difference that still counts as tied out, share of the control total.
    pub tolerance: f64,
    /// Tax rate stated by the adviser.
    pub tax_rate: Option<f64>,
    /// How the order lines came onto the tax basis.
    #[serde(default)]
    pub tax_lines: TaxLines,
    /// The last twelve months.
    #[ts(type = "[string, string] | null")]
    pub ltm: Option<(Date, Date)>,
    /// Basis whose totals tie the last twelve months out; the orders' figures then have grade A.
    pub tied_out: Option<ControlBasis>,
    /// Orders by month, oldest first.
    pub months: Vec<MonthOrders>,
    /// Orders by source, in the order of import.
    pub sources: Vec<SourceOrders>,
    /// Control totals by currency and basis.
    pub series: Vec<ControlSeries>,
    /// Orders by currency, that of the assessment first.
    pub currencies: Vec<CurrencyOrders>,
    /// Imported control rows whose period was not understood.
    pub unread: Vec<RowRef>,
    /// Checks of the records, in a fixed order.
    pub checks: Vec<Check>,
}

/// Orders of one month in the currency compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MonthOrders {
    /// First day of the month.
    #[ts(type = "string")]
    pub month: Date,
    /// Net amount.
    pub amount: Amount,
    /// Lines.
    pub lines: u64,
    /// Net amount by source, in the order of [`Reconciliation::sources`].
    pub by_source: Vec<Amount>,
}

/// Orders of one source in the currency compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SourceOrders {
    /// The file.
    pub source: SourceId,
    /// First date.
    #[ts(type = "string")]
    pub from: Date,
    /// Last date.
    #[ts(type = "string")]
    pub to: Date,
    /// Lines.
    pub lines: u64,
    /// Net amount.
    pub amount: Amount,
}

/// Control totals of one basis in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ControlSeries {
    /// ISO code.
    pub currency: String,
    /// What they count.
    pub basis: ControlBasis,
    /// The totals, by period.
    pub lines: Vec<ControlLine>,
    /// Everything comparable that does not overlap.
    pub total: Option<Comparison>,
    /// The last twelve months, where the totals cover each day of them once.
    pub ltm: Option<Comparison>,
    /// Whether that is within the tolerance, on a known tax basis, with nothing left unconverted.
    pub tied_out: bool,
}

/// One control total beside the orders of its period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ControlLine {
    /// First day.
    #[ts(type = "string")]
    pub from: Date,
    /// Last day.
    #[ts(type = "string")]
    pub to: Date,
    /// The total as stated.
    pub stated: Amount,
    /// Tax in it.
    pub tax: TaxBasis,
    /// How it can be compared.
    pub rule: TaxRule,
    /// The total on the orders' tax basis; absent when not comparable.
    pub control: Option<Amount>,
    /// Orders of the period.
    pub orders: Amount,
    /// Orders less control.
    pub difference: Option<Amount>,
    /// Difference by control.
    pub rate: Option<f64>,
    /// Differences up to here; absent where the period overlaps one counted before.
    pub running: Option<Amount>,
    /// Document it was taken from.
    pub origin: String,
    /// Decision that entered it.
    pub decision: Option<i64>,
    /// Row that it was imported from.
    pub row: Option<RowRef>,
}

/// How totals with and without tax were made comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxRule {
    /// Both on the same basis.
    Same,
    /// The orders' own amounts without tax were compared.
    OwnNet,
    /// Converted by the rate that the adviser stated.
    Converted,
    /// One of them does not say: compared as they stand, never tied out.
    Unconfirmed,
    /// Different, and no rate stated: not compared.
    NotComparable,
}

/// Orders and control over a stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// Control.
    pub control: Amount,
    /// Orders.
    pub orders: Amount,
    /// Orders less control.
    pub difference: Amount,
    /// Difference by control; absent for a control of zero.
    pub rate: Option<f64>,
    /// Totals in it.
    pub periods: u64,
}

/// Orders of one currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CurrencyOrders {
    /// ISO code.
    pub currency: String,
    /// Lines.
    pub lines: u64,
    /// Net amount in that currency.
    pub amount: Amount,
    /// Rate stated by the adviser; absent: left out of every comparison.
    pub rate: Option<f64>,
}

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckStatus {
    /// Nothing there to check.
    Nothing,
    /// Nothing to object to.
    Ok,
    /// Worth a look.
    Look,
    /// Changes figures or has to be explained.
    Problem,
}

/// A check of the set of records; words under `check.<id>` and `check.<id>.<status>`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Check {
    /// Stable id.
    pub id: String,
    /// What it came to.
    pub status: CheckStatus,
    /// Values for the sentence.
    pub args: BTreeMap<String, CheckValue>,
    /// Examples.
    pub table: Option<CheckTable>,
    /// Index into the row sets: the rows concerned.
    pub rows: Vec<usize>,
    /// Rule by which the rows can be left out, where there is one; words under `fix.<rule>`.
    pub fix: Option<String>,
    /// The adviser accepted it as it is.
    pub accepted: bool,
    /// The seller is asked to explain it.
    pub asked: bool,
}

/// A value in a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "type", content = "value")]
pub enum CheckValue {
    /// Text from the data.
    Text(String),
    /// Plain count.
    Count(u64),
    /// Share of one.
    Share(f64),
    /// Money, minor units.
    Money(Amount),
    /// Day.
    Date(#[ts(type = "string")] Date),
    /// Month, by its first day.
    Month(#[ts(type = "string")] Date),
    /// A file.
    Source(SourceId),
}

/// Examples of a check: heads under `check.column.<id>`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckTable {
    /// Ids of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<CheckValue>>,
    /// Further ones not listed.
    pub more: u64,
}
