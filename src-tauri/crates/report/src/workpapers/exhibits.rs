use assess::Assessment;
use records::Amount;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{MONEY, SHARE, Sheet};
use crate::figures::iso_day;
use crate::sections::ask_words;
use crate::voice::{HIDDEN, Voice};

pub(super) fn findings(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.rank", 6.0),
        ("report.head.severity", 10.0),
        ("workpapers.finding", 34.0),
        ("workpapers.text", 70.0),
        ("workpapers.term", 60.0),
        ("workpapers.id", 28.0),
        ("report.head.figure", 16.0),
        ("report.head.grade", 10.0),
        ("workpapers.row_sets", 14.0),
        ("workpapers.threshold", 60.0),
        ("workpapers.test", 40.0),
    ];
    let mut sheet = Sheet::new(book, voice, "findings", &columns)?;
    for (at, finding) in assessment.findings.iter().enumerate() {
        sheet.number(0, Some((at + 1) as f64), "0")?;
        sheet.text(1, &voice.severity(finding.severity))?;
        sheet.text(2, &voice.finding(finding, "title"))?;
        sheet.text(3, &voice.finding(finding, "text"))?;
        sheet.text(4, &voice.finding(finding, "term"))?;
        if let Some(id) = &finding.measure {
            sheet.text(5, id)?;
            sheet.text(6, &voice.measure(assessment, id))?;
        }
        sheet.text(7, &format!("{:?}", finding.grade))?;
        let sets: Vec<String> = finding.rows.iter().map(|at| (at + 1).to_string()).collect();
        sheet.text(8, &sets.join(", "))?;
        if let Some(threshold) = &finding.threshold {
            sheet.text(9, &voice.threshold(threshold))?;
        }
        if let Some(test) = &finding.test {
            sheet.text(10, &voice.test(test))?;
        }
        sheet.next();
    }
    Ok(())
}

pub(super) fn requests(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.rank", 6.0),
        ("report.head.ask", 70.0),
        ("report.head.dimensions", 16.0),
        ("report.head.gain", 12.0),
        ("report.head.unlocks", 60.0),
    ];
    let mut sheet = Sheet::new(book, voice, "requests", &columns)?;
    let comma = voice.t("report.comma");
    for (at, request) in assessment.requests.iter().enumerate() {
        let dimensions: Vec<String> = request.dimensions.iter().map(u32::to_string).collect();
        let unlocks: Vec<String> = request
            .unlocks
            .iter()
            .map(|id| voice.measure_name(id))
            .collect();
        sheet.number(0, Some((at + 1) as f64), "0")?;
        sheet.text(1, &ask_words(voice, &request.ask))?;
        sheet.text(2, &dimensions.join(&comma))?;
        sheet.number(3, Some(request.weight), SHARE)?;
        sheet.text(4, &unlocks.join(&comma))?;
        sheet.next();
    }
    Ok(())
}

pub(super) fn customers(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.rank", 6.0),
        ("report.head.customer", 40.0),
        ("workpapers.members", 40.0),
        ("report.head.revenue_ltm", 18.0),
        ("report.head.share", 10.0),
        ("workpapers.before", 18.0),
        ("report.head.change", 10.0),
        ("report.head.first_order", 13.0),
        ("report.head.last_order", 13.0),
        ("workpapers.owner", 14.0),
        ("report.head.stage", 12.0),
        ("report.head.contract_end", 13.0),
    ];
    let mut sheet = Sheet::new(book, voice, "customers", &columns)?;
    let all = &assessment.exhibits.top_customers;
    for (at, customer) in all.iter().enumerate() {
        let row = sheet.row + 1;
        let members: Vec<String> = customer
            .members
            .iter()
            .map(|member| voice.customer(member))
            .collect();
        sheet.number(0, Some((at + 1) as f64), "0")?;
        sheet.text(1, &voice.customer(&customer.name))?;
        sheet.text(2, &members.join(&voice.t("report.comma")))?;
        money(&mut sheet, voice, 3, Some(customer.revenue))?;
        sheet.number(4, Some(customer.share), SHARE)?;
        money(&mut sheet, voice, 5, customer.before)?;
        let before = customer
            .before
            .filter(|before| before.is_positive() && !voice.hides_money());
        if let Some(before) = before {
            let change = customer.revenue.units() / before.units() - 1.0;
            sheet.formula(6, &format!("=D{row}/F{row}-1"), Some(change), SHARE)?;
        }
        sheet.text(7, &iso_day(customer.first_order))?;
        sheet.text(8, &iso_day(customer.last_order))?;
        sheet.text(
            9,
            &customer
                .owner
                .as_deref()
                .map(|owner| voice.person(owner))
                .unwrap_or_default(),
        )?;
        sheet.text(10, &voice.t(&format!("stage.{}", customer.stage)))?;
        sheet.text(11, &customer.contract_end.map(iso_day).unwrap_or_default())?;
        sheet.next();
    }
    if all.is_empty() {
        return Ok(());
    }
    let last = sheet.row;
    sheet.text(1, &voice.t("report.sum"))?;
    if !voice.hides_money() {
        let revenue: Amount = all.iter().map(|customer| customer.revenue).sum();
        sheet.formula(
            3,
            &format!("=SUM(D2:D{last})"),
            Some(revenue.units()),
            MONEY,
        )?;
    }
    let share = all.iter().map(|customer| customer.share).sum();
    sheet.formula(4, &format!("=SUM(E2:E{last})"), Some(share), SHARE)
}

pub(super) fn money(
    sheet: &mut Sheet<'_>,
    voice: &Voice<'_>,
    column: u16,
    amount: Option<Amount>,
) -> Result<(), XlsxError> {
    if voice.hides_money() && amount.is_some() {
        return sheet.text(column, HIDDEN);
    }
    sheet.number(column, amount.map(Amount::units), MONEY)
}

/// The bridge with its end as a live sum, and the difference to the end as measured.
pub(super) fn bridge(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.head.step", 34.0),
        ("report.head.amount", 20.0),
        ("report.head.of_begin", 16.0),
    ];
    let mut sheet = Sheet::new(book, voice, "bridge", &columns)?;
    let Some(bridge) = &assessment.exhibits.bridge else {
        return sheet.text(0, &voice.t("report.absent.bridge"));
    };
    let steps = [
        ("begin", bridge.begin),
        ("new", bridge.new),
        ("reactivated", bridge.reactivated),
        ("expansion", bridge.expansion),
        ("contraction", -bridge.contraction),
        ("churn", -bridge.churn),
    ];
    let begin = bridge.begin.units();
    for (id, amount) in steps {
        let row = sheet.row + 1;
        sheet.text(0, &voice.t(&format!("report.bridge.{id}.long")))?;
        money(&mut sheet, voice, 1, Some(amount))?;
        share(&mut sheet, voice, row, amount.units() / begin)?;
        sheet.next();
    }
    let row = sheet.row + 1;
    sheet.text(0, &voice.t("report.bridge.end.long"))?;
    if voice.hides_money() {
        sheet.text(1, HIDDEN)?;
        return share(&mut sheet, voice, row, bridge.end.units() / begin);
    }
    let sum: Amount = steps.iter().map(|(_, amount)| *amount).sum();
    sheet.formula(1, "=SUM(B2:B7)", Some(sum.units()), MONEY)?;
    share(&mut sheet, voice, row, bridge.end.units() / begin)?;
    sheet.next();
    sheet.text(0, &voice.t("workpapers.measured_end"))?;
    sheet.number(1, Some(bridge.end.units()), MONEY)?;
    sheet.next();
    sheet.text(0, &voice.t("workpapers.difference"))?;
    sheet.formula(
        1,
        "=ROUND(B8-B9,2)",
        Some((sum - bridge.end).units()),
        MONEY,
    )
}

/// Live where the amounts are there, fixed where they are hidden.
fn share(sheet: &mut Sheet<'_>, voice: &Voice<'_>, row: u32, value: f64) -> Result<(), XlsxError> {
    if voice.hides_money() {
        return sheet.number(2, Some(value), SHARE);
    }
    if !value.is_finite() {
        return Ok(());
    }
    sheet.formula(2, &format!("=B{row}/$B$2"), Some(value), SHARE)
}
