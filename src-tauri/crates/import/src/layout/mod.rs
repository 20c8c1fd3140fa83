//! The shapes that tables come in: several on one sheet, one amount column a month.

mod beside;
mod guess;
mod heading;
mod pairs;
mod period;
mod stacked;
mod together;
mod wide;

pub(crate) use guess::wide_guess;
pub use pairs::{Joins, Pair, PairKind, Table, names_goods, order_numbers};
pub use together::{lines_of_orders, recognise_together, recognise_together_watched};
pub use wide::{Layout, PeriodColumn, Periods, YearFrom};
pub(crate) use wide::{keeps, periods_in};

use crate::cell::{Cell, Row, Sheet};
use crate::dictionary::FieldDictionary;

/// Splits a sheet into the tables on it: below one another, and side by side.
///
/// A wrong split is worse than none: a table is only split off where it has a header of its own.
/// Rows keep their numbers and cells their columns, so that a row is found again in the file; a
/// row of tables side by side stands in each of them with its own cells. A sheet with one table
/// comes back as it is, with `part` 0.
#[must_use]
pub fn split(mut sheet: Sheet, dictionary: &FieldDictionary) -> Vec<Sheet> {
    let starts = stacked::starts(&sheet.rows, dictionary);
    let mut stacked = Vec::new();
    for start in starts.into_iter().rev().filter(|start| *start > 0) {
        stacked.push(sheet.rows.split_off(start));
    }
    stacked.push(std::mem::take(&mut sheet.rows));
    let mut parts = Vec::new();
    for rows in stacked.into_iter().rev() {
        let ranges = beside::ranges(&rows, dictionary);
        if ranges.len() < 2 {
            parts.push(rows);
        } else {
            parts.extend(ranges.iter().map(|range| beside::cut(&rows, range)));
        }
    }
    let mut sheets = Vec::new();
    for (part, rows) in parts.into_iter().enumerate() {
        let (first, last) = (rows.first(), rows.last());
        let rows_of = first.map_or(0, |row| row.number)..=last.map_or(0, |row| row.number);
        let merges = sheet.merges.iter();
        sheets.push(Sheet {
            index: sheet.index,
            part: part as u32,
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            merges: merges
                .filter(|merge| rows_of.contains(&merge.top) && rows_of.contains(&merge.bottom))
                .copied()
                .collect(),
            rows,
        });
    }
    sheets
}

/// Cells in which something can be seen.
fn shown(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// Whether a row can be a title: one or two texts and nothing else.
fn is_title(row: &Row) -> bool {
    let mut texts = 0;
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
        texts += 1;
        if texts > 2 || !matches!(cell, Cell::Text(_)) {
            return false;
        }
    }
    texts > 0
}
