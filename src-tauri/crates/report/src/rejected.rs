//! Rejected rows as a workbook: beside each the reason, so that the seller can correct it.
//!
//! Cells stay texts, whatever they begin with: what a stranger wrote must not become a formula.

use records::Catalogue;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::error::ReportError;

/// Rows of a worksheet below its head.
const MOST_ROWS: usize = 1_000_000;
/// Columns before the cells as read.
const OWN_COLUMNS: u16 = 5;

/// Rejected rows of one sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedSheet {
    /// File name.
    pub file: String,
    /// Sheet name; empty for text files.
    pub sheet: String,
    /// Headers by column; empty where a column has none.
    pub headers: Vec<String>,
    /// The rows.
    pub rows: Vec<RejectedRow>,
}

/// A rejected row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// 1-based row; absent for a reason that concerns the whole sheet.
    pub row: Option<u32>,
    /// Why, as a sentence.
    pub reason: String,
    /// Name of the field concerned; empty where it is none.
    pub field: String,
    /// The cells as read.
    pub cells: Vec<String>,
}

/// The workbook as bytes: one sheet for each source sheet.
///
/// # Errors
/// [`ReportError::Workbook`] when the workbook cannot be put together.
pub fn rejected_rows(sheets: &[RejectedSheet], texts: &Catalogue) -> Result<Vec<u8>, ReportError> {
    build(sheets, texts).map_err(|error| ReportError::Workbook(error.to_string()))
}

fn build(sheets: &[RejectedSheet], texts: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Fixed: the clock would make each workbook different.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    if sheets.is_empty() {
        book.add_worksheet()
            .write_string(0, 0, texts.text("rejected.none"))?;
    }
    let mut names = Vec::new();
    for sheet in sheets {
        let name = unique_name(&sheet_name(sheet, texts), &names);
        write(book.add_worksheet(), &name, sheet, texts)?;
        names.push(name.to_lowercase());
    }
    book.save_to_buffer()
}

fn write(
    page: &mut Worksheet,
    name: &str,
    sheet: &RejectedSheet,
    texts: &Catalogue,
) -> Result<(), XlsxError> {
    page.set_name(name)?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xF3_F6_F9));
    let widths = [28.0, 18.0, 8.0, 48.0, 16.0];
    for ((at, id), width) in (0_u16..)
        .zip(["file", "sheet", "row", "reason", "field"])
        .zip(widths)
    {
        page.write_string_with_format(0, at, texts.text(&format!("rejected.{id}")), &head)?;
        page.set_column_width(at, width)?;
    }
    let columns = sheet.rows.iter().map(|row| row.cells.len()).max();
    let columns = columns.unwrap_or(0).max(sheet.headers.len());
    for (at, column) in (OWN_COLUMNS..16_384).zip(0..columns) {
        let header = sheet.headers.get(column).map_or("", String::as_str);
        let header = if header.is_empty() {
            texts.fill("rejected.column", [("column", (column + 1).to_string())])
        } else {
            cut(header)
        };
        page.write_string_with_format(0, at, header, &head)?;
    }
    for (at, row) in (1_u32..).zip(sheet.rows.iter().take(MOST_ROWS)) {
        page.write_string(at, 0, cut(&sheet.file))?;
        page.write_string(at, 1, cut(&sheet.sheet))?;
        if let Some(number) = row.row {
            page.write_number(at, 2, f64::from(number))?;
        }
        page.write_string(at, 3, cut(&row.reason))?;
        page.write_string(at, 4, cut(&row.field))?;
        for (column, cell) in (OWN_COLUMNS..16_384).zip(&row.cells) {
            if !cell.is_empty() {
                page.write_string(at, column, cut(cell))?;
            }
        }
    }
    page.set_freeze_panes(1, OWN_COLUMNS)?;
    Ok(())
}

/// A cell holds 32,767 characters at most.
fn cut(text: &str) -> String {
    text.chars().take(32_000).collect()
}

/// A name that a spreadsheet program takes: 31 characters, none of `[]:*?/\`.
fn sheet_name(sheet: &RejectedSheet, texts: &Catalogue) -> String {
    let stem = sheet
        .file
        .rsplit_once('.')
        .map_or(&*sheet.file, |(stem, _)| stem);
    let whole = match sheet.sheet.as_str() {
        "" => stem.to_owned(),
        name => format!("{stem}_{name}"),
    };
    let clean: String = whole
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .take(31)
        .collect();
    let clean = clean.trim().trim_matches('\'').to_owned();
    if clean.is_empty() {
        texts.text("rejected.name")
    } else {
        clean
    }
}

/// The name with a number where it is taken; names differ by more than their case.
fn unique_name(name: &str, taken: &[String]) -> String {
    let free = |candidate: &str| !taken.contains(&candidate.to_lowercase());
    if free(name) {
        return name.to_owned();
    }
    let stem: String = name.chars().take(25).collect();
    let numbered = (2_u32..).map(|n| format!("{stem} {n}"));
    numbered
        .into_iter()
        .find(|candidate| free(candidate))
        .unwrap_or_default()
}
