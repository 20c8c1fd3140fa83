//! The two readers on the same bytes.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use zip::ZipArchive;

use crate::cell::{Cell, Row, Sheet};
use crate::error::{ImportError, ImportErrorCode};
use crate::file::assemble::Assembler;
use crate::file::emit::Emitter;
use crate::file::event::Event;
use crate::file::format::Format;
use crate::file::input::Content;
use crate::file::meter::Meter;
use crate::file::{Limits, Workbook, spreadsheet};

/// Merged regions behind longer sheets are known to the scanner only.
const MERGE_ROWS: u32 = 20_000;
/// More strings than a small workbook has: calamine reserves memory for what is announced.
const ANNOUNCED_DIGITS: usize = 6;
/// Bytes of a part among which an announcement is looked for.
const HEAD: u64 = 4096;

/// How the two readers compare on a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likeness {
    /// Ours hands it to calamine.
    Declined,
    /// The same cells.
    Identical,
    /// Only ours reads it.
    OnlyOurs,
    /// calamine panics, which the child that it runs in contains.
    TheirsPanics,
    /// calamine was not asked: it aborts on what the workbook announces.
    NotAsked,
    /// Other cells, which must not be: the first that differ.
    Different(String),
}

/// Reads a workbook with both, unless ours declines it.
#[must_use]
pub fn compare(bytes: &[u8]) -> Likeness {
    let content = Content::Bytes(bytes.into());
    let Some(ours) = read(&content, true) else {
        return Likeness::Declined;
    };
    if announces_too_much(bytes) {
        return Likeness::NotAsked;
    }
    match catch_unwind(AssertUnwindSafe(|| read(&content, false))) {
        Ok(Some(theirs)) => {
            difference(&ours, &theirs).map_or(Likeness::Identical, Likeness::Different)
        }
        Ok(None) => Likeness::OnlyOurs,
        Err(_) => Likeness::TheirsPanics,
    }
}

/// Reads with the scanner alone, or with calamine alone; `None` where it declines or fails.
fn read(content: &Content, scan: bool) -> Option<Workbook> {
    let meter = Arc::new(Meter::default());
    let mut assembler = Assembler::new("x");
    let mut sink = |event| match event {
        // A sheet is declined: what calamine makes of it is not asked here.
        Event::Again => Err(ImportError::new(ImportErrorCode::Cancelled, "x")),
        event => assembler.take(event),
    };
    let mut emitter = Emitter::new(&mut sink, "x", &Limits::default(), Arc::clone(&meter));
    let start = Event::Start {
        format: Format::Xlsx,
        misnamed: false,
        encoding: None,
    };
    emitter.send(start).ok()?;
    let read = if scan {
        super::send(content, "x", &meter, &mut emitter)
    } else {
        spreadsheet::send(content, &meter, Format::Xlsx, "x", &mut emitter).map(|()| true)
    };
    emitter.send(Event::End).ok()?;
    (read == Ok(true)).then(|| assembler.finish().ok())?
}

fn announces_too_much(bytes: &[u8]) -> bool {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    (0..zip.len()).any(|at| {
        let mut head = Vec::new();
        let Ok(part) = zip.by_index(at) else {
            return false;
        };
        // What is inflated up to an error counts.
        let _ = part.take(HEAD).read_to_end(&mut head);
        let head = String::from_utf8_lossy(&head);
        let mut claims = head.split("uniqueCount").skip(1);
        claims.any(|claim| {
            let figures = claim.chars().take(24).filter(char::is_ascii_digit);
            figures.count() > ANNOUNCED_DIGITS
        })
    })
}

/// The first difference between two readings.
fn difference(ours: &Workbook, theirs: &Workbook) -> Option<String> {
    if ours.sheets.len() != theirs.sheets.len() {
        let (a, b) = (ours.sheets.len(), theirs.sheets.len());
        return Some(format!("{a} and {b} sheets"));
    }
    let mut pairs = ours.sheets.iter().zip(&theirs.sheets);
    let (a, b) = pairs.find(|(a, b)| a.name != b.name || !same(a, b))?;
    let first = a.rows.iter().zip(&b.rows).find(|(a, b)| !same_row(a, b));
    Some(format!(
        "{:?} {:?}, {} and {} rows, {:?} {:?}, {first:?}",
        a.name,
        b.name,
        a.rows.len(),
        b.rows.len(),
        a.merges,
        b.merges
    ))
}

/// Whether two readings of a sheet hold the same rows, as far as both readers know them.
pub(super) fn same(ours: &Sheet, theirs: &Sheet) -> bool {
    let rows = ours.rows.len() == theirs.rows.len()
        && ours
            .rows
            .iter()
            .zip(&theirs.rows)
            .all(|(a, b)| same_row(a, b));
    let long = theirs
        .rows
        .last()
        .is_some_and(|row| row.number >= MERGE_ROWS);
    let mut merges = [ours.merges.clone(), theirs.merges.clone()];
    for list in &mut merges {
        list.sort_by_key(|merge| (merge.top, merge.left));
    }
    rows && ours.hidden == theirs.hidden && (long || merges[0] == merges[1])
}

/// Numbers by their bits, so that not-a-number equals itself.
fn same_row(ours: &Row, theirs: &Row) -> bool {
    let equal = |(a, b): (&Cell, &Cell)| match (a, b) {
        (Cell::Number(a), Cell::Number(b)) => a.to_bits() == b.to_bits(),
        _ => a == b,
    };
    ours.number == theirs.number
        && ours.cells.len() == theirs.cells.len()
        && ours.cells.iter().zip(&theirs.cells).all(equal)
}
