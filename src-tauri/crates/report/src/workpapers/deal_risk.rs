use assess::{
    Assessment, ContractExposure, OverdueExposure, PersonExposure, RevenueAtRisk, WallPart,
};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::exhibits::money;
use super::sheet::{COUNT, MONEY, SHARE, Sheet};
use crate::voice::Voice;

/// Sheets of the chapter on deal risk; those without data are left out.
pub(super) fn write(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let exhibits = &assessment.exhibits;
    if let Some(risk) = &exhibits.revenue_at_risk {
        ladder(book, risk, voice)?;
    }
    let deal = &exhibits.deal_risk;
    if let Some(contracts) = &deal.contracts {
        rungs(book, contracts, voice)?;
        wall(book, contracts, voice)?;
    }
    if let Some(persons) = &deal.persons {
        people(book, persons, voice)?;
    }
    if let Some(overdue) = &deal.overdue {
        receivables(book, overdue, voice)?;
    }
    Ok(())
}

/// A sum of the column above, live where amounts are shown.
fn sum(sheet: &mut Sheet<'_>, voice: &Voice<'_>, column: u16, value: f64) -> Result<(), XlsxError> {
    if voice.hides_money() {
        return Ok(());
    }
    let letter = char::from(b'A' + u8::try_from(column).unwrap_or_default());
    let formula = format!("=SUM({letter}2:{letter}{})", sheet.row);
    sheet.formula(column, &formula, Some(value), MONEY)
}

fn ladder(book: &mut Workbook, risk: &RevenueAtRisk, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.rung", 28.0),
        ("report.head.probability", 14.0),
        ("report.head.customers", 10.0),
        ("report.head.revenue", 18.0),
        ("report.head.expected", 18.0),
    ];
    let mut sheet = Sheet::new(book, voice, "deal_ladder", &columns)?;
    for rung in &risk.rungs {
        let row = sheet.row + 1;
        sheet.text(0, &voice.t(&format!("risk.{}", rung.id)))?;
        sheet.number(1, Some(rung.probability), SHARE)?;
        sheet.number(2, Some(rung.customers as f64), COUNT)?;
        money(&mut sheet, voice, 3, Some(rung.revenue))?;
        if voice.hides_money() {
            money(&mut sheet, voice, 4, Some(rung.expected))?;
        } else {
            let expected = Some(rung.expected.units());
            sheet.formula(4, &format!("=ROUND(B{row}*D{row},2)"), expected, MONEY)?;
        }
        sheet.next();
    }
    sheet.text(0, &voice.t("report.sum"))?;
    let revenue: records::Amount = risk.rungs.iter().map(|rung| rung.revenue).sum();
    sum(&mut sheet, voice, 3, revenue.units())?;
    sum(&mut sheet, voice, 4, risk.expected.units())?;
    sheet.next();
    sheet.next();
    for loss in &risk.largest {
        let name = voice.fill("report.risk.top", [("n", loss.customers.to_string())]);
        sheet.text(
            0,
            &format!("{} {name}", voice.t("report.head.lost_customers")),
        )?;
        sheet.number(1, Some(loss.share), SHARE)?;
        money(&mut sheet, voice, 3, Some(loss.revenue))?;
        money(&mut sheet, voice, 4, loss.profit)?;
        sheet.number(5, loss.margin_share, SHARE)?;
        sheet.next();
    }
    Ok(())
}

fn rungs(
    book: &mut Workbook,
    exposure: &ContractExposure,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.contract_rung", 32.0),
        ("report.head.customers", 10.0),
        ("report.head.revenue", 18.0),
        ("report.head.revenue_share", 12.0),
        ("report.head.touched", 18.0),
        ("report.head.recorded", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "deal_contracts", &columns)?;
    for rung in &exposure.rungs {
        sheet.text(0, &voice.t(&format!("contract_rung.{}", rung.id)))?;
        sheet.number(1, Some(rung.customers as f64), COUNT)?;
        money(&mut sheet, voice, 2, Some(rung.revenue))?;
        sheet.number(3, Some(rung.share), SHARE)?;
        money(&mut sheet, voice, 4, Some(rung.touched))?;
        sheet.number(5, rung.recorded, SHARE)?;
        sheet.next();
    }
    sheet.text(0, &voice.t("report.risk.contracts.unnamed"))?;
    money(&mut sheet, voice, 2, Some(exposure.unnamed))?;
    sheet.number(
        3,
        Some(exposure.unnamed.units() / exposure.revenue.units()),
        SHARE,
    )?;
    sheet.next();
    sheet.text(0, &voice.t("report.sum"))?;
    sum(&mut sheet, voice, 2, exposure.revenue.units())?;
    let formula = format!("=SUM(D2:D{})", sheet.row);
    sheet.formula(3, &formula, Some(1.0), SHARE)
}

fn wall(
    book: &mut Workbook,
    exposure: &ContractExposure,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.end_month", 20.0),
        ("report.head.customers", 10.0),
        ("report.head.revenue", 18.0),
        ("report.head.renewing", 18.0),
        ("report.head.ending_so_far", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "deal_wall", &columns)?;
    let mut line = |name: &str, part: &WallPart, so_far: Option<f64>| {
        sheet.text(0, name)?;
        sheet.number(1, Some(part.customers as f64), COUNT)?;
        money(&mut sheet, voice, 2, Some(part.revenue))?;
        money(&mut sheet, voice, 3, Some(part.renewing))?;
        sheet.number(4, so_far, SHARE)?;
        sheet.next();
        Ok::<(), XlsxError>(())
    };
    for month in &exposure.wall {
        let day = month.month;
        let name = format!("{:04}-{:02}", day.year(), day.month());
        line(&name, &month.part, Some(month.ending_so_far))?;
    }
    line(&voice.t("report.risk.wall.later"), &exposure.later, None)?;
    line(
        &voice.t("report.risk.wall.open"),
        &exposure.open_ended,
        None,
    )
}

fn people(
    book: &mut Workbook,
    exposure: &PersonExposure,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.person", 24.0),
        ("report.head.customers", 10.0),
        ("report.head.key_customers", 14.0),
        ("report.head.revenue", 18.0),
        ("report.head.share", 10.0),
        ("report.head.alone", 18.0),
        ("report.head.kpd", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "deal_persons", &columns)?;
    for person in &exposure.persons {
        let found = &person.dependency;
        let mut name = voice.person(&person.name);
        if person.leaves {
            name = voice.fill("report.risk.persons.leaves", [("name", name)]);
        }
        sheet.text(0, &name)?;
        sheet.number(1, Some(person.customers as f64), COUNT)?;
        sheet.number(2, Some(person.key_customers as f64), COUNT)?;
        money(&mut sheet, voice, 3, Some(found.revenue))?;
        sheet.number(4, Some(found.share), SHARE)?;
        money(&mut sheet, voice, 5, found.alone)?;
        sheet.number(6, found.alone_share, SHARE)?;
        sheet.next();
    }
    Ok(())
}

fn receivables(
    book: &mut Workbook,
    exposure: &OverdueExposure,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.customer", 36.0),
        ("report.head.open", 18.0),
        ("report.head.overdue", 18.0),
        ("report.head.oldest", 14.0),
        ("report.head.revenue_ltm", 18.0),
        ("report.head.dso", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "deal_overdue", &columns)?;
    for band in &exposure.ages {
        sheet.text(0, &voice.t(&format!("age.{}", band.id)))?;
        money(&mut sheet, voice, 1, Some(band.amount))?;
        sheet.next();
    }
    sheet.text(0, &voice.t("report.sum"))?;
    sum(&mut sheet, voice, 1, exposure.open.units())?;
    money(&mut sheet, voice, 2, Some(exposure.overdue))?;
    sheet.number(5, exposure.dso, "0")?;
    sheet.next();
    sheet.next();
    for one in &exposure.largest {
        let row = sheet.row + 1;
        sheet.text(0, &voice.customer(&one.name))?;
        money(&mut sheet, voice, 1, Some(one.open))?;
        money(&mut sheet, voice, 2, Some(one.overdue))?;
        sheet.number(3, one.oldest_days.map(f64::from), COUNT)?;
        money(&mut sheet, voice, 4, Some(one.revenue))?;
        if one.dso.is_some() && !voice.hides_money() {
            sheet.formula(5, &format!("=B{row}/E{row}*365"), one.dso, "0")?;
        } else {
            sheet.number(5, one.dso, "0")?;
        }
        sheet.next();
    }
    Ok(())
}
