//! Mappings remembered by their headers, so that the same export is not explained twice. A
//! template holds headers, fields and the types of documents whose sign was chosen, never a value of
//! a customer or of an order.

mod applying;
mod fitting;
mod shelf;

use records::TableKind;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::wire::{MappingView, PeriodsView, SignView, TemplateView, UnitView, YearSource};

pub use applying::{remembered, under};
pub use fitting::{Fit, best, overlay};
pub use shelf::Shelf;

/// Reason of a column mapped as a template says; its words are `mapping.reason.template`.
pub const REASON: &str = "template";

/// A mapping the adviser confirmed by importing under it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// Digest of the headers and the table's shape.
    pub id: String,
    /// Evidence table.
    pub table: TableKind,
    /// Rows of the header: 1, or 2 where a group row stands above.
    pub header_span: u32,
    /// The columns with a header, in order.
    pub columns: Vec<TemplateColumn>,
    /// What was said of months in columns, where there were any.
    #[serde(default)]
    pub periods: Option<KeptPeriods>,
    /// Signs chosen for types of documents.
    #[serde(default)]
    pub signs: Vec<SignView>,
    /// When it was confirmed: seconds since 1970-01-01 UTC.
    pub confirmed_at: i64,
}

/// What a template keeps of months in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPeriods {
    /// They were split into records.
    pub split: bool,
    /// The year that the adviser said. Where the next file names one itself, that one holds.
    pub year: Option<i16>,
}

/// A column of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateColumn {
    /// Header as read.
    pub header: String,
    /// Field it serves; absent: left out.
    pub field: Option<String>,
    /// What its numbers stand for.
    pub unit: UnitView,
}

impl Template {
    /// The template of a mapping; absent for a sheet that was left out or has no headers.
    #[must_use]
    pub fn of(mapping: &MappingView, confirmed_at: i64) -> Option<Self> {
        let table = mapping.table?;
        let columns: Vec<_> = mapping
            .columns
            .iter()
            .map(|column| TemplateColumn {
                header: column.header.clone(),
                field: column.field.clone(),
                unit: column.unit,
            })
            .collect();
        if columns.iter().all(|column| column.field.is_none()) {
            return None;
        }
        let headers: Vec<&str> = columns.iter().map(|one| one.header.as_str()).collect();
        Some(Self {
            id: signature(&headers, mapping.header_span),
            table,
            header_span: mapping.header_span,
            columns,
            periods: mapping.periods.as_ref().map(KeptPeriods::of),
            signs: mapping.signs.clone(),
            confirmed_at,
        })
    }

    /// As the window lists it.
    #[must_use]
    pub fn view(&self) -> TemplateView {
        let mapped = self.columns.iter().filter(|one| one.field.is_some());
        TemplateView {
            template: self.id.clone(),
            table: self.table,
            headers: self.columns.iter().map(|one| one.header.clone()).collect(),
            mapped: mapped.count() as u32,
            confirmed_at: self.confirmed_at,
        }
    }
}

impl KeptPeriods {
    fn of(periods: &PeriodsView) -> Self {
        let said = matches!(periods.year_from, None | Some(YearSource::Template));
        Self {
            split: periods.split,
            year: periods.year.filter(|_| said && periods.asks_year),
        }
    }
}

/// Digest of headers in order and of the header's height.
fn signature(headers: &[&str], span: u32) -> String {
    let mut hash = Sha256::new();
    hash.update(span.to_le_bytes());
    for header in headers {
        hash.update(normal(header).as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A header as it is compared: half-width, lower case, letters and digits only.
pub(crate) fn normal(header: &str) -> String {
    let narrow = header.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    });
    narrow
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}
