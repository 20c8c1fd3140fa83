//! Tiers, matrix and signs; the back-test of the warning; how stages changed.

use assess::{Assessment, BackTest, LoyaltyExhibits, Rate, Transitions};
use records::Amount;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::exhibits::money;
use super::sheet::{COUNT, SHARE, Sheet};
use crate::figures::iso_day;
use crate::voice::Voice;

pub(super) fn write(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let loyalty = &assessment.exhibits.loyalty;
    if loyalty.rules.is_none() {
        return Ok(());
    }
    groups(book, loyalty, voice)?;
    if let Some(test) = &loyalty.backtest {
        backtest(book, test, voice)?;
    }
    match &loyalty.transitions {
        Some(transitions) => stages(book, transitions, voice),
        None => Ok(()),
    }
}

/// Customers and revenue by tier, cell and sign.
fn groups(
    book: &mut Workbook,
    loyalty: &LoyaltyExhibits,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("workpapers.loyalty.group", 26.0),
        ("report.head.label", 26.0),
        ("report.head.customers", 12.0),
        ("report.head.revenue_ltm", 20.0),
        ("report.loyalty.head.judged", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "loyalty_matrix", &columns)?;
    let tiers = loyalty.tiers.iter().map(|tier| {
        let key = format!("loyalty.tier.{}", tier.tier);
        (
            "report.loyalty.tiers",
            key,
            tier.customers,
            tier.revenue,
            None,
        )
    });
    let cells = loyalty.matrix.iter().map(|cell| {
        let key = format!("loyalty.cell.{}", cell.cell);
        (
            "report.loyalty.matrix",
            key,
            cell.customers,
            cell.revenue,
            None,
        )
    });
    let signals = loyalty.signals.iter().map(|sign| {
        let key = format!("loyalty.signal.{}", sign.signal);
        let judged = Some(sign.judged as f64);
        (
            "report.loyalty.signals",
            key,
            sign.flagged,
            sign.revenue,
            judged,
        )
    });
    for (group, key, customers, revenue, judged) in tiers.chain(cells).chain(signals) {
        sheet.text(0, &voice.t(group))?;
        sheet.text(1, &voice.t(&key))?;
        sheet.number(2, Some(customers as f64), COUNT)?;
        money(&mut sheet, voice, 3, Some(revenue))?;
        sheet.number(4, judged, COUNT)?;
        sheet.next();
    }
    Ok(())
}

/// Hits and customers with the share as a live formula, and its interval.
fn rate(sheet: &mut Sheet<'_>, from: u16, rate: Option<Rate>) -> Result<(), XlsxError> {
    let Some(rate) = rate else { return Ok(()) };
    let row = sheet.row + 1;
    let name = rust_xlsxwriter::column_number_to_name;
    sheet.number(from, Some(rate.hits as f64), COUNT)?;
    sheet.number(from + 1, Some(rate.n as f64), COUNT)?;
    let formula = format!("={}{row}/{}{row}", name(from), name(from + 1));
    sheet.formula(from + 2, &formula, Some(rate.share), SHARE)?;
    sheet.number(from + 3, Some(rate.lower), SHARE)?;
    sheet.number(from + 4, Some(rate.upper), SHARE)
}

fn backtest(book: &mut Workbook, test: &BackTest, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("workpapers.loyalty.group", 36.0),
        ("report.head.label", 24.0),
        ("workpapers.loyalty.predicted", 14.0),
        ("workpapers.loyalty.observed", 12.0),
        ("workpapers.loyalty.n", 12.0),
        ("report.head.share", 12.0),
        ("workpapers.lower", 12.0),
        ("workpapers.upper", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "loyalty_test", &columns)?;
    for sign in &test.signals {
        let name = voice.t(&format!("loyalty.signal.{}", sign.signal));
        for (key, found) in [
            ("report.loyalty.head.base", Some(sign.base)),
            ("report.loyalty.head.precision", sign.precision),
            ("report.loyalty.head.recall", sign.recall),
        ] {
            sheet.text(0, &voice.t(key))?;
            sheet.text(1, &name)?;
            rate(&mut sheet, 3, found)?;
            sheet.next();
        }
    }
    for tier in &test.tiers {
        sheet.text(0, &voice.t("report.loyalty.backtest.tiers"))?;
        sheet.text(1, &voice.t(&format!("loyalty.tier.{}", tier.tier)))?;
        rate(&mut sheet, 3, Some(tier.gone))?;
        sheet.next();
    }
    for (at, bin) in test.calibration.iter().enumerate() {
        sheet.text(0, &voice.t("report.loyalty.calibration"))?;
        sheet.number(1, Some((at + 1) as f64), "0")?;
        sheet.number(2, Some(bin.predicted), SHARE)?;
        rate(&mut sheet, 3, Some(bin.observed))?;
        sheet.next();
    }
    for point in &test.tracking {
        sheet.text(0, &voice.t("report.loyalty.tracking"))?;
        sheet.text(1, &iso_day(point.day))?;
        sheet.number(2, Some(point.expected), "#,##0.0")?;
        sheet.number(3, Some(point.actual as f64), COUNT)?;
        sheet.next();
    }
    Ok(())
}

/// One line for each pair of stages that customers went between.
fn stages(book: &mut Workbook, data: &Transitions, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.loyalty.transitions.then", 16.0),
        ("workpapers.loyalty.now", 16.0),
        ("report.head.customers", 12.0),
        ("workpapers.loyalty.before", 20.0),
        ("workpapers.loyalty.after", 20.0),
    ];
    let mut sheet = Sheet::new(book, voice, "loyalty_stages", &columns)?;
    for (row, from) in data.from.iter().enumerate() {
        for (column, to) in data.to.iter().enumerate() {
            let count = data.customers[row][column];
            if count == 0 {
                continue;
            }
            sheet.text(0, &voice.t(&format!("stage.{from}")))?;
            sheet.text(1, &voice.t(&format!("stage.{to}")))?;
            sheet.number(2, Some(count as f64), COUNT)?;
            let amounts: [Amount; 2] = [data.before[row][column], data.after[row][column]];
            for (column, amount) in (3..).zip(amounts) {
                money(&mut sheet, voice, column, Some(amount))?;
            }
            sheet.next();
        }
    }
    Ok(())
}
