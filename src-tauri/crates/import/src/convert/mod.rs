//! Rows under a mapping → typed records, problems, and a tally in which every row is accounted for.

mod column;
mod currency;
mod discount;
mod future;
mod given;
mod hints;
mod once;
mod plan;
mod problems;
mod signs;
mod tally;
mod twins;
mod unpivot;
mod work;

use std::ops::ControlFlow;

use jiff::civil::Date;
use records::{Amount, Problem, RowRef, SourceId, TableKind, Value};

use crate::cell::{Row, Sheet};
use crate::mapping::Mapping;
use crate::watch::Watch;
pub(crate) use column::Outcome;
pub(crate) use given::{Giver, Role, key_of};
pub(crate) use plan::Plan;
pub use signs::{DocumentSigns, SignReason};
pub use tally::Tally;
use work::Work;

/// Where the rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// Id of the file in its project.
    pub source: SourceId,
    /// Its name, for messages.
    pub file: &'a str,
    /// The day of the import: documents of later days cannot be true.
    pub today: Date,
}

/// A sheet as records.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// The table.
    pub kind: TableKind,
    /// Values in the order of [`TableKind::fields`], with the row they came from.
    pub records: Vec<(RowRef, Vec<Value>)>,
    /// What was wrong: with the table, its columns, its rejected rows, its optional cells.
    pub problems: Vec<Problem>,
    /// What became of the rows.
    pub tally: Tally,
    /// Of an order list: its types of documents, and how their amounts are signed.
    pub documents: Vec<DocumentSigns>,
}

/// What is told of a table beside its records.
pub(crate) struct Told {
    pub problems: Vec<Problem>,
    pub tally: Tally,
    pub documents: Vec<DocumentSigns>,
}

/// Types the rows of a sheet.
#[must_use]
pub fn convert(sheet: &Sheet, mapping: &Mapping, origin: Origin) -> Converted {
    gathered(mapping.kind, |take| {
        let (role, watch) = (Role::default(), Watch::nobody());
        convert_as(sheet, mapping, origin, role, &watch, take)
    })
}

/// A conversion with its records in memory.
pub(crate) fn gathered(
    kind: TableKind,
    run: impl FnOnce(&mut dyn FnMut(RowRef, Vec<Value>) -> ControlFlow<()>) -> Told,
) -> Converted {
    let mut records = Vec::new();
    let told = run(&mut |at, values| {
        records.push((at, values));
        ControlFlow::Continue(())
    });
    Converted {
        kind,
        records,
        problems: told.problems,
        tally: told.tally,
        documents: told.documents,
    }
}

/// The same, record by record, for tables that should not stand in memory twice. Once `take` wants
/// no more, the rest of the rows is not looked at and the tally ends there.
#[must_use = "the problems say what is missing from the records"]
pub fn convert_each(
    sheet: &Sheet,
    mapping: &Mapping,
    origin: Origin,
    take: &mut dyn FnMut(RowRef, Vec<Value>) -> ControlFlow<()>,
) -> (Vec<Problem>, Tally) {
    let (role, watch) = (Role::default(), Watch::nobody());
    let told = convert_as(sheet, mapping, origin, role, &watch, take);
    (told.problems, told.tally)
}

/// The same for a table that takes from others, or gives to them, while somebody may want to hear
/// no more.
pub(crate) fn convert_as(
    sheet: &Sheet,
    mapping: &Mapping,
    origin: Origin,
    role: Role,
    watch: &Watch<'_>,
    take: &mut dyn FnMut(RowRef, Vec<Value>) -> ControlFlow<()>,
) -> Told {
    let rows = body(sheet, mapping);
    let mut work = Work::new(sheet, mapping, rows, role, origin, watch);
    for row in watch.rows(rows) {
        let at = RowRef {
            source: origin.source,
            sheet: sheet.index,
            row: row.number,
        };
        let mut flow = ControlFlow::Continue(());
        work.take(row, &mut |values| {
            if flow.is_continue() {
                flow = take(at, values);
            }
        });
        if flow.is_break() {
            break;
        }
    }
    work.finish()
}

/// The rows below the header.
pub(crate) fn body<'s>(sheet: &'s Sheet, mapping: &Mapping) -> &'s [Row] {
    let last = mapping.header_rows.iter().max().copied().unwrap_or(0);
    let from = sheet.rows.partition_point(|row| row.number <= last);
    &sheet.rows[from..]
}

/// Quantity × price in the currency's unit, as money.
fn product(quantity: f64, price: f64) -> Option<Amount> {
    Amount::from_units(quantity * price)
}
