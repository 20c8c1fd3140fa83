//! What is said of a column, and mappings remembered from earlier imports.

use import::{TaxBasis, Unit};
use records::{FieldType, TableKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field a column could serve instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AlternativeView {
    /// Field id.
    pub field: String,
    /// How sure, 0–1.
    pub confidence: f64,
}

/// Whether a column or field holds personal information (PIPL, Art. 4 and 28).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum PrivacyMark {
    /// Company information.
    #[default]
    Plain,
    /// Personal information: names, phones, addresses of natural persons.
    Personal,
    /// Sensitive personal information: identity card, bank account, health, minors.
    Sensitive,
}

/// Whether amounts contain value added tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxView {
    /// Tax included.
    Gross,
    /// Tax excluded.
    Net,
}

/// What the numbers of a column stand for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct UnitView {
    /// Numbers are multiplied by this: 10,000 for 万元.
    pub scale: f64,
    /// Numbers are hundredths.
    pub percent: bool,
    /// Tax basis, where known.
    pub tax: Option<TaxView>,
    /// Minutes that one unit of a duration stands for, where known.
    pub minutes: Option<f64>,
    /// Of dates such as 3/4/2024, whether the day stands first, where the adviser says.
    #[serde(default)]
    pub day_first: Option<bool>,
}

impl Default for UnitView {
    fn default() -> Self {
        Unit::default().into()
    }
}

impl From<Unit> for UnitView {
    fn from(unit: Unit) -> Self {
        Self {
            scale: unit.scale,
            percent: unit.percent,
            tax: unit.tax.map(|tax| match tax {
                TaxBasis::Gross => TaxView::Gross,
                TaxBasis::Net => TaxView::Net,
            }),
            minutes: unit.minutes,
            day_first: unit.day_first,
        }
    }
}

impl From<UnitView> for Unit {
    fn from(unit: UnitView) -> Self {
        Self {
            // A scale of zero or less would wipe out a column.
            scale: if unit.scale > 0.0 { unit.scale } else { 1.0 },
            percent: unit.percent,
            tax: unit.tax.map(|tax| match tax {
                TaxView::Gross => TaxBasis::Gross,
                TaxView::Net => TaxBasis::Net,
            }),
            minutes: unit.minutes.filter(|minutes| *minutes > 0.0),
            day_first: unit.day_first,
        }
    }
}

/// A field of an evidence table, as the mapping table needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldView {
    /// Field id.
    pub id: String,
    /// What it holds.
    pub kind: FieldType,
    /// A row without it is rejected.
    pub required: bool,
    /// What can stand for it: any of these, each one or several fields together.
    pub instead: Vec<Vec<String>>,
    /// Holds personal information.
    pub privacy: PrivacyMark,
    /// Personal information that no figure uses: left out unless the adviser wants it.
    pub dispensable: bool,
}

/// The fields of an evidence table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableView {
    /// The table.
    pub table: TableKind,
    /// Its fields, in the order of its records.
    pub fields: Vec<FieldView>,
}

/// A mapping confirmed before that fits a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateOffer {
    /// Its id.
    pub template: String,
    /// When it was confirmed: seconds since 1970-01-01 UTC.
    pub confirmed_at: i64,
    /// The headers are the same and it has been applied; otherwise it is only suggested.
    pub applied: bool,
    /// Headers of the sheet that it does not know.
    pub added: Vec<String>,
    /// Headers it knows that the sheet does not have.
    pub gone: Vec<String>,
}

/// A mapping remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateView {
    /// Its id.
    pub template: String,
    /// Evidence table.
    pub table: TableKind,
    /// The headers, in order.
    pub headers: Vec<String>,
    /// How many of them serve a field.
    pub mapped: u32,
    /// When it was confirmed: seconds since 1970-01-01 UTC.
    pub confirmed_at: i64,
}
