use records::TableKind;

use super::wide::{Layout, find, is_total, keeps};
use crate::header::Header;
use crate::matching::Reason;
use crate::parse::Profile;
use crate::recognise::{ColumnGuess, TableGuess};

/// How sure a table with a column a period is.
const CONFIDENCE: f64 = 0.9;

/// A table with a column a month is an order list in another shape. `columns` are what they would
/// be in an order list; the header rows are the caller's to fill in.
pub(crate) fn wide_guess(
    headers: &[Header],
    mut columns: Vec<ColumnGuess>,
    profiles: &[Profile],
    titles: &[&str],
    year: Option<i16>,
) -> Option<TableGuess> {
    let mut fields = vec![None; headers.len()];
    for column in &columns {
        if let Some(place) = fields.get_mut(column.index as usize) {
            *place = column.field.as_deref();
        }
    }
    let (periods, found) = find(headers, profiles, &fields, titles, year)?;
    for column in &mut columns {
        let period = found.contains(&column.index);
        let lost = column.field.as_deref().is_some_and(|field| !keeps(field));
        if period || lost || is_total(&column.header) {
            column.field = None;
            column.keep = false;
            column.alternatives.clear();
            column.confidence = f64::from(u8::from(period));
            column.reason = match (period, is_total(&column.header)) {
                (true, _) => Reason::Period,
                (_, true) => Reason::Total,
                _ => Reason::Unknown,
            };
        }
    }
    Some(TableGuess {
        header_rows: Vec::new(),
        kind: Some(TableKind::Orders),
        confidence: CONFIDENCE,
        others: Vec::new(),
        columns,
        layout: Layout::Periods(periods),
        problem: None,
    })
}
