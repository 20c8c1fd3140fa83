use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::voice::Voice;

/// A sheet with a head row, written row by row.
pub(super) struct Sheet<'b> {
    pub sheet: &'b mut Worksheet,
    pub row: u32,
}

impl<'b> Sheet<'b> {
    /// Sheet `workpapers.<name>` with the columns `columns` (catalogue keys) and their widths.
    pub fn new(
        book: &'b mut Workbook,
        voice: &Voice<'_>,
        name: &str,
        columns: &[(&str, f64)],
    ) -> Result<Self, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(voice.t(&format!("workpapers.{name}")))?;
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0xF3_F6_F9))
            .set_border_bottom(FormatBorder::Thin);
        for (at, (key, width)) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, at, voice.t(key), &head)?;
            sheet.set_column_width(at, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(Self { sheet, row: 1 })
    }

    pub fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        // A cell holds 32,767 characters at most.
        let plain = text.replace(crate::voice::BOLD, "");
        let cut: String = plain.chars().take(32_000).collect();
        self.sheet.write_string(self.row, column, cut).map(|_| ())
    }

    pub fn number(
        &mut self,
        column: u16,
        value: Option<f64>,
        format: &str,
    ) -> Result<(), XlsxError> {
        match value.filter(|value| value.is_finite()) {
            Some(value) => {
                let format = Format::new().set_num_format(format);
                self.sheet
                    .write_number_with_format(self.row, column, value, &format)
                    .map(|_| ())
            }
            None => Ok(()),
        }
    }

    /// A live formula with the value that is shown until it is recomputed.
    pub fn formula(
        &mut self,
        column: u16,
        formula: &str,
        result: Option<f64>,
        format: &str,
    ) -> Result<(), XlsxError> {
        let format = Format::new().set_num_format(format);
        let shown = result.map_or_else(|| "—".to_owned(), |result| result.to_string());
        let formula = rust_xlsxwriter::Formula::new(formula).set_result(shown);
        self.sheet
            .write_formula_with_format(self.row, column, formula, &format)
            .map(|_| ())
    }

    pub fn next(&mut self) {
        self.row += 1;
    }
}

/// A sheet name as a formula writes it.
pub(super) fn quoted(voice: &Voice<'_>, name: &str) -> String {
    format!(
        "'{}'",
        voice.t(&format!("workpapers.{name}")).replace('\'', "''")
    )
}

pub(super) const SCORE: &str = "0.0";
pub(super) const SHARE: &str = "0.0%";
pub(super) const MONEY: &str = "#,##0.00;(#,##0.00)";
pub(super) const COUNT: &str = "#,##0";
