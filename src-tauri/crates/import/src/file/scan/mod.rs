//! A streaming reader of ours for the sheets of xlsx workbooks, several times as fast as an XML
//! library: the bytes are inflated on a thread of their own and walked over once.
//!
//! It declines and never guesses. Whatever is not written as spreadsheet programs usually write it
//! (comments, prefixes, unknown elements, cells out of order, doubtful values) hands the sheet, or
//! the workbook, to calamine. A sheet declined half-way is begun anew: [`Event::Again`] makes the
//! receiver forget its rows. A differential test holds the two readers to the same cells.
//!
//! [`Event::Again`]: super::event::Event::Again

#[cfg(any(test, feature = "fuzz"))]
pub(crate) mod alike;
mod cells;
#[cfg(test)]
mod differential;
#[cfg(test)]
mod mutants;
mod package;
mod rich;
mod sheet;
mod strings;
mod styles;
mod usual;
mod values;
mod window;
mod xml;

use std::sync::Arc;

use super::emit::Emitter;
use super::input::Content;
use super::meter::Meter;
use super::spreadsheet::Fallback;
use crate::error::ImportError;
use package::Package;
pub(crate) use values::number as plain_number;

/// Why a reading ends early.
#[derive(Debug)]
enum Trouble {
    /// Not written as expected: calamine shall read it.
    Odd(
        #[cfg_attr(not(test), expect(dead_code, reason = "told by the differential test"))]
        &'static str,
    ),
    /// The receiver wants no more, or a limit is reached.
    Stop(ImportError),
}

impl From<ImportError> for Trouble {
    fn from(error: ImportError) -> Self {
        Self::Stop(error)
    }
}

/// Sends every worksheet of a workbook, those it declines by way of calamine. False when it
/// declines the workbook as a whole; nothing but texts has been sent then.
pub(crate) fn send(
    content: &Content,
    file: &str,
    meter: &Arc<Meter>,
    emitter: &mut Emitter,
) -> Result<bool, ImportError> {
    match begin(content, meter, emitter) {
        Ok((package, book)) => sheets(package, &book, content, file, meter, emitter).map(|()| true),
        Err(Trouble::Odd(_)) => Ok(false),
        Err(Trouble::Stop(error)) => Err(error),
    }
}

/// What the cells of every sheet refer to.
struct Book {
    sheets: Vec<package::SheetPart>,
    styles: styles::Styles,
    texts: strings::Shared,
    is_1904: bool,
}

fn begin(
    content: &Content,
    meter: &Arc<Meter>,
    emitter: &mut Emitter,
) -> Result<(Package, Book), Trouble> {
    let mut package = Package::open(content, meter)?;
    let outline = package.outline()?;
    let styles = match package.find(&outline.beside("styles.xml"))? {
        Some(part) => styles::read(&package.small(part)?)?,
        None => styles::Styles::default(),
    };
    let strings = package.find(&outline.beside("sharedStrings.xml"))?;
    let sheets = outline
        .sheets
        .iter()
        .map(|sheet| package.weight(sheet.part));
    meter.expect(strings.map_or(0, |part| package.weight(part)) + sheets.sum::<u64>());
    let texts = match strings {
        Some(part) => {
            meter.begin(package.weight(part));
            package.streamed(part, |window| strings::send(window, emitter))?
        }
        None => strings::Shared::default(),
    };
    let book = Book {
        sheets: outline.sheets,
        styles,
        texts,
        is_1904: outline.is_1904,
    };
    Ok((package, book))
}

fn sheets(
    mut package: Package,
    book: &Book,
    content: &Content,
    file: &str,
    meter: &Arc<Meter>,
    emitter: &mut Emitter,
) -> Result<(), ImportError> {
    let mut fallback = None;
    for sheet in &book.sheets {
        meter.begin(package.weight(sheet.part));
        emitter.begin_sheet(sheet.index, &sheet.name, sheet.hidden)?;
        let read = package.streamed(sheet.part, |window| sheet::send(window, book, emitter));
        match read {
            Ok(merges) => emitter.end_sheet(merges)?,
            Err(Trouble::Stop(error)) => return Err(error),
            Err(Trouble::Odd(_)) => {
                emitter.restart()?;
                if fallback.is_none() {
                    fallback = Some(Fallback::open(content, meter, file)?);
                }
                if let Some(calamine) = &mut fallback {
                    calamine.sheet(&sheet.name, file, emitter)?;
                }
            }
        }
    }
    Ok(())
}
