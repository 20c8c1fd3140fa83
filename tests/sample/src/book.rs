//! Cells, sheets and the files they become.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::calendar::serial;

/// A finished file of the sample.
pub struct SampleFile {
    /// File name without folder.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// One cell as the clerk left it.
#[derive(Clone)]
pub(crate) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Day(Date),
    Moment(DateTime),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<DateTime> for Cell {
    fn from(moment: DateTime) -> Self {
        Self::Moment(moment)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Blank, Into::into)
    }
}

/// A row from anything that can be a cell.
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::book::Cell::from($cell)),*] };
}
pub(crate) use row;

/// Rows of one sheet, from its first line.
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// Money of the ledger (cents) as a spreadsheet number.
pub(crate) fn yuan(cents: i64) -> f64 {
    cents as f64 / 100.0
}

/// The sheets as a workbook whose bytes depend on nothing but them.
pub(crate) fn workbook(name: &'static str, sheets: &[Sheet]) -> Result<SampleFile, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 9, 19)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        let target = book.add_worksheet();
        target.set_name(sheet.name)?;
        fill(target, sheet)?;
    }
    Ok(SampleFile {
        name,
        bytes: book.save_to_buffer()?,
    })
}

fn fill(target: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let day_format = Format::new().set_num_format("yyyy-mm-dd");
    let moment_format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for column in 0..sheet.rows.iter().map(Vec::len).max().unwrap_or(0) {
        target.set_column_width(column as u16, 14)?;
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            match cell {
                Cell::Blank => continue,
                Cell::Text(text) => target.write_string(row, column, text)?,
                Cell::Number(number) => target.write_number(row, column, *number)?,
                Cell::Day(day) => target.write_number_with_format(
                    row,
                    column,
                    serial(*day) as f64,
                    &day_format,
                )?,
                Cell::Moment(at) => {
                    let minutes = i64::from(at.hour()) * 60 + i64::from(at.minute());
                    let number = serial(at.date()) as f64 + minutes as f64 / 1440.0;
                    target.write_number_with_format(row, column, number, &moment_format)?
                }
            };
        }
    }
    Ok(())
}

/// The rows as comma-separated text with the line ends of Windows.
pub(crate) fn csv(rows: &[Vec<Cell>]) -> String {
    let mut text = String::new();
    for cells in rows {
        let fields: Vec<String> = cells.iter().map(|cell| quoted(&written(cell))).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

fn quoted(field: &str) -> String {
    // ="…" guards a key against the spreadsheet program and stands unquoted in such exports.
    if field.contains([',', '\n']) || (field.contains('"') && !field.starts_with("=\"")) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
