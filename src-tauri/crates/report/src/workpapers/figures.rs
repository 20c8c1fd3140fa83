use assess::{Assessment, Unit};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{COUNT, MONEY, SHARE, Sheet};
use crate::voice::{HIDDEN, Voice};

/// Every figure, and every one that is absent with the reason.
pub(super) fn measures(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("workpapers.id", 30.0),
        ("report.head.measure", 30.0),
        ("report.head.figure", 16.0),
        ("report.head.unit", 16.0),
        ("report.head.n", 10.0),
        ("workpapers.lower", 12.0),
        ("workpapers.upper", 12.0),
        ("workpapers.level", 10.0),
        ("workpapers.method", 16.0),
        ("report.head.coverage", 10.0),
        ("report.head.grade", 10.0),
        ("report.head.formula", 60.0),
        ("workpapers.row_sets", 14.0),
        ("workpapers.reason", 40.0),
    ];
    let mut sheet = Sheet::new(book, voice, "measures", &columns)?;
    for measure in &assessment.measures {
        let format = format(measure.unit);
        let hidden = voice.hides_money() && measure.unit.tells_money();
        sheet.text(0, &measure.id)?;
        sheet.text(1, &voice.measure_name(&measure.id))?;
        if hidden {
            sheet.text(2, HIDDEN)?;
        } else {
            sheet.number(2, Some(measure.value), format)?;
        }
        sheet.text(3, &unit(voice, assessment, measure.unit))?;
        sheet.number(4, measure.n.map(|n| n as f64), COUNT)?;
        if let Some(interval) = measure.interval.as_ref().filter(|_| !hidden) {
            sheet.number(5, Some(interval.lower), format)?;
            sheet.number(6, Some(interval.upper), format)?;
            sheet.number(7, Some(interval.level), SHARE)?;
            sheet.text(8, &voice.t(&format!("method.{}", interval.method)))?;
        }
        sheet.number(9, measure.coverage, SHARE)?;
        sheet.text(10, &format!("{:?}", measure.grade))?;
        sheet.text(11, &measure.formula)?;
        let sets: Vec<String> = measure.rows.iter().map(|at| (at + 1).to_string()).collect();
        sheet.text(12, &sets.join(", "))?;
        sheet.next();
    }
    for absent in &assessment.absent {
        sheet.text(0, &absent.id)?;
        sheet.text(1, &voice.measure_name(&absent.id))?;
        sheet.text(10, "E")?;
        sheet.text(13, &voice.absent(&absent.reason))?;
        sheet.next();
    }
    Ok(())
}

/// Money stands in units of the currency here, not in ten thousands: it is to be recomputed.
fn unit(voice: &Voice<'_>, assessment: &Assessment, unit: Unit) -> String {
    if unit == Unit::Money {
        assessment.definitions.currency.clone()
    } else {
        voice.figures.unit_name(unit)
    }
}

fn format(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => SHARE,
        Unit::Money => MONEY,
        Unit::Count => COUNT,
        Unit::Index => "0.0000",
        _ => "#,##0.00",
    }
}

/// The way back: rows behind the figures, by set.
pub(super) fn rows(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    const MOST_RANGES: usize = 20_000;
    let columns = [
        ("workpapers.row_set", 10.0),
        ("report.head.table", 20.0),
        ("workpapers.source", 10.0),
        ("workpapers.sheet", 10.0),
        ("workpapers.first_row", 12.0),
        ("workpapers.last_row", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "rows", &columns)?;
    for (at, set) in assessment.row_sets.iter().enumerate() {
        for range in set.ranges.iter().take(MOST_RANGES) {
            sheet.number(0, Some((at + 1) as f64), "0")?;
            sheet.text(1, &voice.table(set.table))?;
            sheet.number(2, Some(range.first.source.0 as f64), "0")?;
            // People count sheets from one.
            sheet.number(3, Some(f64::from(range.first.sheet) + 1.0), "0")?;
            sheet.number(4, Some(f64::from(range.first.row)), "0")?;
            sheet.number(5, Some(f64::from(range.last_row)), "0")?;
            sheet.next();
            // A worksheet ends at row 1,048,576.
            if sheet.row > 1_000_000 {
                return Ok(());
            }
        }
    }
    Ok(())
}
