use assess::{Assessment, ControlLine, Reconciliation};
use records::Amount;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{MONEY, SHARE, Sheet};
use crate::figures::iso_day;
use crate::sections::reconciliation::{basis_key, check_line, rule_key, tax_key};
use crate::voice::{HIDDEN, Voice};

/// Orders beside control totals, live where the amounts are there; then the checks.
pub(super) fn write(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let found = &assessment.reconciliation;
    if !found.series.is_empty() {
        totals(book, found, voice)?;
    }
    if !found.checks.is_empty() {
        checks(book, found, voice)?;
    }
    Ok(())
}

fn totals(book: &mut Workbook, found: &Reconciliation, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("workpapers.basis", 16.0),
        ("workpapers.currency", 10.0),
        ("recon.enter.from", 13.0),
        ("recon.enter.to", 13.0),
        ("report.head.orders_amount", 18.0),
        ("report.head.control", 18.0),
        ("report.head.difference", 18.0),
        ("report.head.rate", 10.0),
        ("report.head.running", 18.0),
        ("workpapers.stated", 18.0),
        ("workpapers.tax", 12.0),
        ("workpapers.rule", 40.0),
        ("workpapers.origin", 40.0),
    ];
    let mut sheet = Sheet::new(book, voice, "reconciliation", &columns)?;
    for series in &found.series {
        for line in &series.lines {
            sheet.text(0, &voice.t(&basis_key(series.basis)))?;
            sheet.text(1, &series.currency)?;
            sheet.text(2, &iso_day(line.from))?;
            sheet.text(3, &iso_day(line.to))?;
            amounts(&mut sheet, voice, line)?;
            sheet.text(10, &voice.t(&tax_key(line.tax)))?;
            sheet.text(11, &voice.t(&rule_key(line.rule)))?;
            sheet.text(12, &voice.data(&line.origin))?;
            sheet.next();
        }
    }
    Ok(())
}

fn amounts(sheet: &mut Sheet<'_>, voice: &Voice<'_>, line: &ControlLine) -> Result<(), XlsxError> {
    if voice.hides_money() {
        for column in [4, 5, 6, 8, 9] {
            sheet.text(column, HIDDEN)?;
        }
        return sheet.number(7, line.rate, SHARE);
    }
    let row = sheet.row + 1;
    sheet.number(4, Some(line.orders.units()), MONEY)?;
    sheet.number(9, Some(line.stated.units()), MONEY)?;
    sheet.number(8, line.running.map(Amount::units), MONEY)?;
    let (Some(control), Some(difference)) = (line.control, line.difference) else {
        return Ok(());
    };
    sheet.number(5, Some(control.units()), MONEY)?;
    sheet.formula(
        6,
        &format!("=E{row}-F{row}"),
        Some(difference.units()),
        MONEY,
    )?;
    match line.rate {
        Some(rate) => sheet.formula(7, &format!("=G{row}/ABS(F{row})"), Some(rate), SHARE),
        None => Ok(()),
    }
}

fn checks(book: &mut Workbook, found: &Reconciliation, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("workpapers.id", 22.0),
        ("report.head.check", 30.0),
        ("report.head.status", 12.0),
        ("report.head.found", 90.0),
        ("recon.todo", 70.0),
        ("workpapers.row_sets", 14.0),
    ];
    let mut sheet = Sheet::new(book, voice, "checks", &columns)?;
    for check in &found.checks {
        let [title, status, words] = check_line(voice, check);
        sheet.text(0, &check.id)?;
        sheet.text(1, &title)?;
        sheet.text(2, &status)?;
        sheet.text(3, &words)?;
        sheet.text(4, &voice.t(&format!("check.{}.todo", check.id)))?;
        let sets: Vec<String> = check.rows.iter().map(|at| (at + 1).to_string()).collect();
        sheet.text(5, &sets.join(", "))?;
        sheet.next();
    }
    Ok(())
}
