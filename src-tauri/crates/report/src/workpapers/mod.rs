//! Workpapers: the workbook beside the report, every figure with its rows and live formulas
//! where a spreadsheet can recompute it.
//!
//! The same assessment gives the same bytes: the creation date is fixed. Text from the data is
//! always written as text, so that a cell beginning with `=`, `+`, `-` or `@` is no formula.

mod cube;
mod deal_risk;
mod exhibits;
mod figures;
mod loyalty;
mod opinion;
mod periods;
mod products;
mod reconciliation;
mod scores;
mod sheet;
mod warning;

use assess::Assessment;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::error::ReportError;
use crate::options::ReportOptions;
use crate::voice::Voice;

/// The workbook as bytes.
///
/// # Errors
/// [`ReportError::Workbook`] when the workbook cannot be put together.
pub fn workpapers(
    assessment: &Assessment,
    options: &ReportOptions<'_>,
) -> Result<Vec<u8>, ReportError> {
    let voice = Voice::new(assessment, options);
    build(assessment, &voice).map_err(|error| ReportError::Workbook(error.to_string()))
}

fn build(assessment: &Assessment, voice: &Voice<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Fixed: the clock would make each workbook different.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = voice.fill(
        "report.meta.title",
        [
            ("title", voice.t("workpapers.title")),
            ("target", assessment.target.clone()),
        ],
    );
    book.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&created)
            .set_title(title),
    );
    let rows = scores::write(&mut book, assessment, voice)?;
    scores::items(&mut book, assessment, voice, &rows)?;
    figures::measures(&mut book, assessment, voice)?;
    figures::rows(&mut book, assessment, voice)?;
    exhibits::findings(&mut book, assessment, voice)?;
    exhibits::requests(&mut book, assessment, voice)?;
    exhibits::customers(&mut book, assessment, voice)?;
    exhibits::bridge(&mut book, assessment, voice)?;
    deal_risk::write(&mut book, assessment, voice)?;
    reconciliation::write(&mut book, assessment, voice)?;
    loyalty::write(&mut book, assessment, voice)?;
    warning::write(&mut book, assessment, voice)?;
    cube::write(&mut book, assessment, voice)?;
    opinion::write(&mut book, assessment, voice)?;
    book.save_to_buffer()
}
