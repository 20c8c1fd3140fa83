use std::io::{Read, Seek};
use std::sync::Arc;

use calamine::{
    CellType, Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader, SheetType,
    SheetVisible, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};
use jiff::ToSpan;
use records::DateTime;

use super::emit::{Emitter, Seen};
use super::event::{Event, Note};
use super::format::Format;
use super::input::{Content, Input};
use super::meter::Meter;
use crate::cell::Merge;
use crate::error::{ImportError, ImportErrorCode};

/// Merged regions of xlsx stand behind the cells and need a second pass over the sheet, so only
/// sheets of a size that people make by hand are asked for them.
const MERGE_ROWS: u32 = 20_000;
/// Cells that may be refused one after another before the sheet counts as broken.
const REFUSED_CELLS: u32 = 100_000;

/// Sends every worksheet of a workbook.
pub(crate) fn send(
    content: &Content,
    meter: &Arc<Meter>,
    format: Format,
    file: &str,
    emitter: &mut Emitter,
) -> Result<(), ImportError> {
    let input = open(content, meter, file)?;
    match format {
        Format::Xlsb => xlsb(Xlsb::new(input).map_err(|e| e.coded(file))?, file, emitter),
        Format::Xls => {
            let book = Xls::new(input).map_err(|e| e.coded(file))?;
            ranges(book, file, emitter, |book, at| {
                book.merge_cells_by_sheet_id(at).unwrap_or_default()
            })
        }
        Format::Ods => ranges(
            Ods::new(input).map_err(|e| e.coded(file))?,
            file,
            emitter,
            |_, _| Vec::new(),
        ),
        Format::Xlsx | Format::Text => {
            xlsx(Xlsx::new(input).map_err(|e| e.coded(file))?, file, emitter)
        }
    }
}

fn open(content: &Content, meter: &Arc<Meter>, file: &str) -> Result<Input, ImportError> {
    content
        .open(meter)
        .map_err(|error| ImportError::io(&error, file))
}

/// calamine over an xlsx whose other sheets our own scanner reads.
pub(crate) struct Fallback(Xlsx<Input>);

impl Fallback {
    pub(crate) fn open(
        content: &Content,
        meter: &Arc<Meter>,
        file: &str,
    ) -> Result<Self, ImportError> {
        let book = Xlsx::new(open(content, meter, file)?).map_err(|e| e.coded(file))?;
        Ok(Self(book))
    }

    /// Sends the cells of a sheet that has been begun.
    pub(crate) fn sheet(
        &mut self,
        name: &str,
        file: &str,
        emitter: &mut Emitter,
    ) -> Result<(), ImportError> {
        xlsx_sheet(&mut self.0, name, file, emitter)
    }
}

/// The worksheets: position, name, hidden.
fn worksheets<R: Reader<RS>, RS: Read + Seek>(book: &R) -> Vec<(usize, String, bool)> {
    let sheets = book.sheets_metadata().iter().enumerate();
    sheets
        .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
        .map(|(at, sheet)| {
            (
                at,
                sheet.name.clone(),
                sheet.visible != SheetVisible::Visible,
            )
        })
        .collect()
}

fn xlsx<RS: Read + Seek>(
    mut book: Xlsx<RS>,
    file: &str,
    emitter: &mut Emitter,
) -> Result<(), ImportError> {
    for (index, name, hidden) in worksheets(&book) {
        emitter.begin_sheet(index as u32, &name, hidden)?;
        xlsx_sheet(&mut book, &name, file, emitter)?;
    }
    Ok(())
}

fn xlsx_sheet<RS: Read + Seek>(
    book: &mut Xlsx<RS>,
    name: &str,
    file: &str,
    emitter: &mut Emitter,
) -> Result<(), ImportError> {
    let (refused, last_row) = xlsx_cells(book, name, file, emitter)?;
    if refused > 0 {
        let note = Note::SkippedCells {
            sheet: name.to_owned(),
            count: refused,
        };
        emitter.send(Event::Note(note))?;
    }
    let merges = if last_row < MERGE_ROWS {
        book.merge_cells_by_sheet_name(name).unwrap_or_default()
    } else {
        Vec::new()
    };
    emitter.end_sheet(merged(&merges))
}

/// Sends the cells; how many were refused, and the last row.
fn xlsx_cells<RS: Read + Seek>(
    book: &mut Xlsx<RS>,
    name: &str,
    file: &str,
    emitter: &mut Emitter,
) -> Result<(u32, u32), ImportError> {
    let mut refused = 0;
    let mut last_row = 0;
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|e| e.coded(file))?;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                last_row = row;
                send_ref(row, column, cell.get_value(), emitter)?;
            }
            Ok(None) => break,
            // An error value newer than calamine (#SPILL!) costs its own cell only.
            Err(XlsxError::CellError(_) | XlsxError::ParseFloat(_)) if refused < REFUSED_CELLS => {
                refused += 1;
            }
            Err(error) => return Err(error.coded(file)),
        }
        if emitter.is_full() {
            break;
        }
    }
    Ok((refused, last_row))
}

fn xlsb<RS: Read + Seek>(
    mut book: Xlsb<RS>,
    file: &str,
    emitter: &mut Emitter,
) -> Result<(), ImportError> {
    for (index, name, hidden) in worksheets(&book) {
        emitter.begin_sheet(index as u32, &name, hidden)?;
        let mut cells = book
            .worksheet_cells_reader(&name)
            .map_err(|e| e.coded(file))?;
        while let Some(cell) = cells.next_cell().map_err(|e| e.coded(file))? {
            let (row, column) = cell.get_position();
            send_ref(row, column, cell.get_value(), emitter)?;
            if emitter.is_full() {
                break;
            }
        }
        drop(cells);
        emitter.end_sheet(Vec::new())?;
    }
    Ok(())
}

/// Formats that calamine reads only a sheet at a time. One broken sheet does not cost the others.
fn ranges<R, RS>(
    mut book: R,
    file: &str,
    emitter: &mut Emitter,
    merges: impl Fn(&R, usize) -> Vec<Dimensions>,
) -> Result<(), ImportError>
where
    R: Reader<RS>,
    RS: Read + Seek,
    R::Error: Coded,
{
    let sheets = worksheets(&book);
    let mut lost = 0;
    for (index, name, hidden) in &sheets {
        match book.worksheet_range(name) {
            Ok(range) => {
                emitter.begin_sheet(*index as u32, name, *hidden)?;
                send_range(&range, emitter)?;
                emitter.end_sheet(merged(&merges(&book, *index)))?;
            }
            Err(error) => {
                lost += 1;
                if lost == sheets.len() {
                    return Err(error.coded(file));
                }
                emitter.send(Event::Note(Note::LostSheet {
                    sheet: name.clone(),
                }))?;
            }
        }
    }
    Ok(())
}

fn send_range(range: &Range<Data>, emitter: &mut Emitter) -> Result<(), ImportError> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let (row, column) = (top + row as u32, left + column as u32);
        send_ref(row, column, &DataRef::from_data(data), emitter)?;
        if emitter.is_full() {
            break;
        }
    }
    Ok(())
}

/// A borrowed view of owned data, so that one function serves both.
trait FromData<'a> {
    fn from_data(data: &'a Data) -> Self;
}

impl<'a> FromData<'a> for DataRef<'a>
where
    DataRef<'a>: CellType,
{
    fn from_data(data: &'a Data) -> Self {
        match data {
            Data::Int(number) => DataRef::Int(*number),
            Data::Float(number) => DataRef::Float(*number),
            Data::String(text) => DataRef::SharedString(text),
            Data::Bool(flag) => DataRef::Bool(*flag),
            Data::DateTime(at) => DataRef::DateTime(*at),
            Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
            Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
            Data::Error(error) => DataRef::Error(error.clone()),
            _ => DataRef::Empty,
        }
    }
}

fn send_ref(
    row: u32,
    column: u32,
    data: &DataRef,
    emitter: &mut Emitter,
) -> Result<(), ImportError> {
    let row = row + 1;
    match data {
        DataRef::Int(number) => emitter.cell(row, column, Seen::Number(*number as f64)),
        DataRef::Float(number) => emitter.cell(row, column, Seen::Number(*number)),
        DataRef::String(text) => emitter.cell(row, column, Seen::Text(text)),
        DataRef::SharedString(text) => emitter.cell(row, column, Seen::Text(text)),
        DataRef::Bool(flag) => emitter.cell(row, column, Seen::Bool(*flag)),
        DataRef::DateTime(at) => emitter.cell(row, column, moment(*at)),
        DataRef::DateTimeIso(text) => match text.parse::<DateTime>() {
            Ok(at) => emitter.cell(row, column, Seen::DateTime(at)),
            Err(_) => emitter.cell(row, column, Seen::Text(text)),
        },
        DataRef::DurationIso(text) => emitter.cell(row, column, Seen::Text(text)),
        DataRef::Error(error) => emitter.cell(row, column, Seen::Error(&error.to_string())),
        _ => Ok(()),
    }
}

/// Durations stay numbers (days); moments are rounded to the second, below which spreadsheets
/// only hold the noise of floating point.
pub(crate) fn moment(at: ExcelDateTime) -> Seen<'static> {
    if at.is_duration() || !(0.0..2_958_466.0).contains(&at.as_f64()) {
        return Seen::Number(at.as_f64());
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let civil = i16::try_from(year).ok().and_then(|year| {
        let [month, day, hour, minute, second] =
            [month, day, hour, minute, second].map(|part| part as i8);
        DateTime::new(year, month, day, hour, minute, second, 0).ok()
    });
    let rounded = civil.and_then(|at| {
        if milli < 500 {
            Some(at)
        } else {
            at.checked_add(1.second()).ok()
        }
    });
    rounded.map_or(Seen::Number(at.as_f64()), Seen::DateTime)
}

fn merged(regions: &[Dimensions]) -> Vec<Merge> {
    let merge = |region: &Dimensions| Merge {
        top: region.start.0 + 1,
        left: region.start.1,
        bottom: region.end.0 + 1,
        right: region.end.1,
    };
    regions.iter().map(merge).collect()
}

/// calamine's errors as ours.
trait Coded: std::fmt::Debug {
    fn is_password(&self) -> bool;

    fn coded(&self, file: &str) -> ImportError {
        if self.is_password() {
            return ImportError::new(ImportErrorCode::CannotDecrypt, file);
        }
        let detail: String = format!("{self:?}").chars().take(120).collect();
        ImportError::new(ImportErrorCode::Damaged, file).with("detail", detail)
    }
}

impl Coded for XlsxError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

impl Coded for XlsbError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

impl Coded for XlsError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

impl Coded for OdsError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}
