use std::sync::Arc;

use super::assemble::Assembler;
use super::emit::Emitter;
use super::event::Event;
use super::format::Format;
use super::meter::Meter;
pub use super::scan::alike::Likeness;
use super::scan::alike::compare;
use super::{Limits, Workbook, delimited, encoding};
use crate::error::{ImportError, ImportErrorCode};

/// The bytes as an xlsx workbook: our reader gives the cells that calamine gives, or declines.
///
/// # Errors
/// The first cells that differ.
pub fn workbook(bytes: &[u8]) -> Result<Likeness, String> {
    match compare(bytes) {
        Likeness::Different(what) => Err(what),
        likeness => Ok(likeness),
    }
}

/// The bytes as delimited text in an unknown encoding: every letter and digit stands in a cell, in
/// its turn, and the rows are lines of the text, in their order.
///
/// # Errors
/// What was lost.
pub fn text(bytes: &[u8]) -> Result<(), String> {
    let (text, _) = encoding::into_text(bytes.to_vec(), encoding::detect(bytes));
    let book = match cut(&text) {
        Ok(book) => book,
        Err(error) if error.code == ImportErrorCode::EmptyFile => {
            return whole(&text, "");
        }
        Err(error) => return Err(error.to_string()),
    };
    let rows = &book.sheets[0].rows;
    let mut numbers = rows.iter().map(|row| row.number);
    if !numbers.clone().is_sorted_by(|one, next| one < next) {
        return Err("rows out of order".into());
    }
    let lines = text.split(['\r', '\n']).count();
    if numbers
        .next_back()
        .is_some_and(|last| last as usize > lines)
    {
        return Err(format!("more rows than the {lines} lines"));
    }
    // A line that names the separator is no row, and the separator may be a letter. Cells beyond
    // the widest table are cut off, with a problem.
    if text.starts_with("sep=") || !book.problems.is_empty() {
        return Ok(());
    }
    let cells = rows.iter().flat_map(|row| &row.cells);
    let read: String = cells.filter_map(|cell| cell.text()).collect();
    whole(&text, &read)
}

fn cut(text: &str) -> Result<Workbook, ImportError> {
    let mut assembler = Assembler::new("x");
    let mut sink = |event| assembler.take(event);
    let mut emitter = Emitter::new(&mut sink, "x", &Limits::default(), Arc::<Meter>::default());
    emitter.send(Event::Start {
        format: Format::Text,
        misnamed: false,
        encoding: None,
    })?;
    delimited::send(text, "x", &mut emitter, &|_| {})?;
    emitter.send(Event::End)?;
    assembler.finish()
}

/// Separators, quotes and blanks are not content.
fn whole(text: &str, read: &str) -> Result<(), String> {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let (wanted, got) = (letters(text), letters(read));
    if wanted == got {
        Ok(())
    } else {
        let same = wanted.chars().zip(got.chars()).take_while(|(a, b)| a == b);
        Err(format!(
            "letter {} of {} differs",
            same.count(),
            wanted.len()
        ))
    }
}
