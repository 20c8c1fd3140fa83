//! The largest customers through the periods, cohorts by revenue, tenure and grace periods.

use assess::{CubeExhibits, RevenueCohorts, RollForward};
use rust_xlsxwriter::{Format, Workbook, XlsxError, utility};

use super::exhibits::money;
use super::sheet::{COUNT, SHARE, Sheet};
use crate::figures::iso_day;
use crate::voice::Voice;

pub(super) fn write(
    book: &mut Workbook,
    cube: &CubeExhibits,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    if let Some(roll) = &cube.roll_forward {
        roll_forward(book, roll, voice)?;
    }
    if let Some(cohorts) = &cube.revenue_cohorts {
        revenue_cohorts(book, cohorts, voice)?;
    }
    if !cube.tenure.is_empty() || !cube.grace.is_empty() {
        habits(book, cube, voice)?;
    }
    Ok(())
}

/// Name of a column: A, B …
fn column(at: usize) -> String {
    utility::column_number_to_name(u16::try_from(at).unwrap_or(u16::MAX))
}

/// A head that is no text of the catalogue.
fn head(sheet: &mut Sheet<'_>, at: usize, text: &str) -> Result<(), XlsxError> {
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    sheet.sheet.set_column_width(at, 18.0)?;
    sheet
        .sheet
        .write_string_with_format(0, at, text, &Format::new().set_bold())
        .map(|_| ())
}

/// Customers by period: revenue, then shares of the totals below as formulas, then what is known.
fn roll_forward(
    book: &mut Workbook,
    roll: &RollForward,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.customer", 40.0),
        ("report.head.first_order", 13.0),
        ("report.head.last_order", 13.0),
        ("report.head.contract_end", 13.0),
        ("workpapers.owner", 14.0),
        ("report.head.change", 10.0),
        ("report.cube.head.margin", 10.0),
    ];
    let mut sheet = Sheet::new(book, voice, "cube_roll", &columns)?;
    let (first, periods) = (columns.len(), roll.periods.len());
    for (at, period) in roll.periods.iter().enumerate() {
        let name = format!("{} – {}", iso_day(period.from), iso_day(period.to));
        head(&mut sheet, first + at, &name)?;
        let share = format!("{} {name}", voice.t("report.head.share"));
        head(&mut sheet, first + periods + at, &share)?;
        let rank = format!("{} {name}", voice.t("report.cube.head.rank_move"));
        head(&mut sheet, first + 2 * periods + at, &rank)?;
    }
    let totals = u32::try_from(roll.rows.len()).unwrap_or(0) + 2;
    for row in &roll.rows {
        sheet.text(0, &voice.customer(&row.name))?;
        let since = row.first_order.map(iso_day).unwrap_or_default();
        sheet.text(
            1,
            &if row.truncated {
                format!("≥ {since}")
            } else {
                since
            },
        )?;
        sheet.text(2, &row.last_order.map(iso_day).unwrap_or_default())?;
        sheet.text(3, &row.contract_end.map(iso_day).unwrap_or_default())?;
        sheet.text(
            4,
            &row.owner
                .as_deref()
                .map(|owner| voice.person(owner))
                .unwrap_or_default(),
        )?;
        sheet.number(5, row.growth, SHARE)?;
        sheet.number(6, row.margin, SHARE)?;
        for (at, cell) in row.cells.iter().enumerate() {
            let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
            money(&mut sheet, voice, place(first + at), Some(cell.revenue))?;
            let line = sheet.row + 1;
            let name = column(first + at);
            match cell.share {
                Some(_) if !voice.hides_money() => sheet.formula(
                    place(first + periods + at),
                    &format!("={name}{line}/{name}${totals}"),
                    cell.share,
                    SHARE,
                )?,
                _ => sheet.number(place(first + periods + at), cell.share, SHARE)?,
            }
            let rank = cell.rank.map(|rank| rank as f64);
            sheet.number(place(first + 2 * periods + at), rank, COUNT)?;
        }
        sheet.next();
    }
    sheet.text(0, &voice.t("report.sum"))?;
    for (at, total) in roll.totals.iter().enumerate() {
        money(
            &mut sheet,
            voice,
            u16::try_from(first + at).unwrap_or(u16::MAX),
            Some(*total),
        )?;
    }
    Ok(())
}

/// Revenue of cohorts by age; retention is each cell over the first of its row.
fn revenue_cohorts(
    book: &mut Workbook,
    cohorts: &RevenueCohorts,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [("workpapers.start", 13.0), ("report.head.customers", 10.0)];
    let mut sheet = Sheet::new(book, voice, "cube_cohorts", &columns)?;
    let ages = cohorts
        .rows
        .iter()
        .map(|row| row.revenue.len())
        .max()
        .unwrap_or(0);
    for age in 0..ages {
        let name = voice.fill("workpapers.age", [("n", age.to_string())]);
        head(&mut sheet, 2 + age, &name)?;
        head(&mut sheet, 3 + ages + age, &format!("{name} %"))?;
    }
    for row in &cohorts.rows {
        sheet.text(0, &iso_day(row.start))?;
        sheet.number(1, Some(row.size as f64), COUNT)?;
        let first = row.revenue.first().map_or(0.0, |first| first.units());
        for (age, amount) in row.revenue.iter().enumerate() {
            let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
            money(&mut sheet, voice, place(2 + age), Some(*amount))?;
            if first <= 0.0 {
                continue;
            }
            let share = Some(amount.units() / first);
            let line = sheet.row + 1;
            let formula = format!("={}{line}/$C{line}", column(2 + age));
            if voice.hides_money() {
                sheet.number(place(3 + ages + age), share, SHARE)?;
            } else {
                sheet.formula(place(3 + ages + age), &formula, share, SHARE)?;
            }
        }
        sheet.next();
    }
    Ok(())
}

/// Tenure with what is truncated, then churn by grace period.
fn habits(book: &mut Workbook, cube: &CubeExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.cube.head.tenure", 24.0),
        ("report.head.customers", 14.0),
        ("report.cube.head.truncated", 14.0),
        ("report.head.revenue_ltm", 18.0),
        ("report.cube.head.truncated_revenue", 18.0),
    ];
    let mut sheet = Sheet::new(book, voice, "cube_habits", &columns)?;
    for band in &cube.tenure {
        let from = ("from", band.from.to_string());
        let name = match band.to {
            Some(to) => voice.fill("report.cube.years", [from, ("to", to.to_string())]),
            None => voice.fill("report.cube.years_on", [from]),
        };
        sheet.text(0, &name)?;
        sheet.number(1, Some(band.customers as f64), COUNT)?;
        sheet.number(2, Some(band.truncated as f64), COUNT)?;
        money(&mut sheet, voice, 3, Some(band.revenue))?;
        money(&mut sheet, voice, 4, Some(band.truncated_revenue))?;
        sheet.next();
    }
    sheet.next();
    heads(
        &mut sheet,
        voice,
        ["grace", "base", "gone", "churn", "gone_revenue"],
    )?;
    for point in &cube.grace {
        let row = sheet.row + 1;
        sheet.number(0, Some(f64::from(point.months)), "0")?;
        sheet.number(1, Some(point.customers as f64), COUNT)?;
        sheet.number(2, Some(point.lost as f64), COUNT)?;
        let churn = point.lost as f64 / point.customers.max(1) as f64;
        sheet.formula(3, &format!("=C{row}/B{row}"), Some(churn), SHARE)?;
        sheet.number(4, point.revenue_share, SHARE)?;
        sheet.next();
    }
    sheet.next();
    if !cube.returns.is_empty() {
        heads(
            &mut sheet,
            voice,
            ["period", "sold", "returned", "return_rate"],
        )?;
    }
    for year in &cube.returns {
        let row = sheet.row + 1;
        sheet.text(
            0,
            &format!(
                "{} – {}",
                iso_day(year.period.from),
                iso_day(year.period.to)
            ),
        )?;
        money(&mut sheet, voice, 1, Some(year.sold))?;
        money(&mut sheet, voice, 2, Some(year.returned))?;
        if year.sold.is_positive() && !voice.hides_money() {
            let rate = year.returned.units() / year.sold.units();
            sheet.formula(3, &format!("=C{row}/B{row}"), Some(rate), SHARE)?;
        }
        sheet.next();
    }
    sheet.next();
    if cube.margin.is_some() {
        heads(&mut sheet, voice, ["period", "costed", "profit", "margin"])?;
    }
    let margins = cube
        .margin
        .as_ref()
        .map_or(&[][..], |margin| &margin.periods);
    for margin in margins {
        let row = sheet.row + 1;
        let period = margin.period;
        sheet.text(
            0,
            &format!("{} – {}", iso_day(period.from), iso_day(period.to)),
        )?;
        money(&mut sheet, voice, 1, Some(margin.revenue))?;
        money(&mut sheet, voice, 2, Some(margin.profit))?;
        if margin.revenue.is_positive() && !voice.hides_money() {
            let rate = margin.profit.units() / margin.revenue.units();
            sheet.formula(3, &format!("=C{row}/B{row}"), Some(rate), SHARE)?;
        }
        sheet.next();
    }
    Ok(())
}

/// Heads of a further table on the sheet.
fn heads<const N: usize>(
    sheet: &mut Sheet<'_>,
    voice: &Voice<'_>,
    ids: [&str; N],
) -> Result<(), XlsxError> {
    for (at, id) in (0..).zip(ids) {
        sheet.text(at, &voice.t(&format!("report.cube.head.{id}")))?;
    }
    sheet.next();
    Ok(())
}
