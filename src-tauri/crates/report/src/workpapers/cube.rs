//! The projections of the customer cube, their sums and rates as live formulas.

use assess::{Assessment, BridgeLine, BridgeStep, CubeExhibits, Period};
use records::Amount;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::exhibits::money;
use super::sheet::{COUNT, MONEY, SHARE, Sheet};
use crate::figures::iso_day;
use crate::voice::Voice;

/// Every sheet that has something to show.
pub(super) fn write(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let cube = &assessment.exhibits.cube;
    if !cube.steps.is_empty() || !cube.custom.is_empty() {
        steps(book, cube, voice)?;
        tiers(book, cube, voice)?;
    }
    super::products::write(book, cube, voice)?;
    super::periods::write(book, cube, voice)
}

fn span(period: Period) -> String {
    format!("{} – {}", iso_day(period.from), iso_day(period.to))
}

/// Bridges by period and level; the last column is what is left when the parts are added up.
fn steps(book: &mut Workbook, cube: &CubeExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("workpapers.counted", 10.0),
        ("report.cube.head.period", 24.0),
        ("report.bridge.begin", 16.0),
        ("report.bridge.new", 16.0),
        ("report.bridge.reactivated", 16.0),
        ("report.bridge.expansion", 16.0),
        ("report.bridge.contraction", 16.0),
        ("report.bridge.churn", 16.0),
        ("report.bridge.end", 16.0),
        ("report.cube.head.nrr", 10.0),
        ("report.cube.head.nrr_r", 12.0),
        ("report.cube.head.grr", 10.0),
        ("report.head.customers", 10.0),
        ("report.cube.head.lost", 10.0),
        ("report.cube.head.churn", 10.0),
        ("workpapers.check", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "cube_steps", &columns)?;
    let custom = || cube.custom.iter();
    let customers: Vec<&BridgeStep> = custom().filter_map(|one| one.step.as_ref()).collect();
    let groups: Vec<&BridgeStep> = custom().filter_map(|one| one.group_step.as_ref()).collect();
    for (level, steps, chosen) in [
        ("customer", &cube.steps, customers),
        ("group", &cube.group_steps, groups),
    ] {
        for step in steps.iter().chain(chosen) {
            sheet.text(0, &voice.t(&format!("workpapers.counted.{level}")))?;
            sheet.text(1, &span(step.later))?;
            amounts(&mut sheet, voice, &step.all)?;
            rates(&mut sheet, voice, &step.all)?;
            if !voice.hides_money() {
                let row = sheet.row + 1;
                let formula = format!("=ROUND(C{row}+D{row}+E{row}+F{row}+G{row}+H{row}-I{row},2)");
                sheet.formula(15, &formula, Some(0.0), MONEY)?;
            }
            sheet.next();
        }
    }
    Ok(())
}

fn amounts(sheet: &mut Sheet<'_>, voice: &Voice<'_>, line: &BridgeLine) -> Result<(), XlsxError> {
    let parts = [
        line.begin,
        line.new,
        line.reactivated,
        line.expansion,
        -line.contraction,
        -line.churn,
        line.end,
    ];
    for (column, amount) in (2..).zip(parts) {
        money(sheet, voice, column, Some(amount))?;
    }
    Ok(())
}

/// Rates from the amounts of the same row, fixed where amounts are hidden.
fn rates(sheet: &mut Sheet<'_>, voice: &Voice<'_>, line: &BridgeLine) -> Result<(), XlsxError> {
    let row = sheet.row + 1;
    let formulas = [
        (
            9,
            format!("=(C{row}+F{row}+G{row}+H{row})/C{row}"),
            line.nrr,
        ),
        (
            10,
            format!("=(C{row}+E{row}+F{row}+G{row}+H{row})/C{row}"),
            line.nrr_with_reactivation,
        ),
        (11, format!("=(C{row}+G{row}+H{row})/C{row}"), line.grr),
    ];
    for (column, formula, value) in formulas {
        match value {
            Some(_) if !voice.hides_money() => sheet.formula(column, &formula, value, SHARE)?,
            _ => sheet.number(column, value, SHARE)?,
        }
    }
    sheet.number(12, Some(line.customers as f64), COUNT)?;
    sheet.number(13, Some(line.lost as f64), COUNT)?;
    if line.logo_churn.is_some() {
        sheet.formula(14, &format!("=N{row}/M{row}"), line.logo_churn, SHARE)?;
    }
    Ok(())
}

/// Tiers of each period, and their sum against the whole.
fn tiers(book: &mut Workbook, cube: &CubeExhibits, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.cube.head.period", 24.0),
        ("report.cube.head.tier", 22.0),
        ("report.cube.head.begin", 16.0),
        ("report.bridge.expansion", 16.0),
        ("report.bridge.contraction", 16.0),
        ("report.bridge.churn", 16.0),
        ("report.cube.head.nrr", 10.0),
        ("report.cube.head.grr", 10.0),
        ("report.head.customers", 10.0),
        ("report.cube.head.lost", 10.0),
        ("report.cube.head.churn", 10.0),
    ];
    let mut sheet = Sheet::new(book, voice, "cube_tiers", &columns)?;
    let chosen = cube.custom.iter().filter_map(|one| one.step.as_ref());
    for step in cube.steps.iter().chain(chosen) {
        tiers_of(&mut sheet, voice, step)?;
    }
    Ok(())
}

fn tiers_of(sheet: &mut Sheet<'_>, voice: &Voice<'_>, step: &BridgeStep) -> Result<(), XlsxError> {
    for tier in &step.tiers {
        let (row, line) = (sheet.row + 1, &tier.line);
        sheet.text(0, &span(step.later))?;
        sheet.text(1, &voice.t(&format!("tier.{}", tier.tier)))?;
        let parts: [Amount; 4] = [line.begin, line.expansion, -line.contraction, -line.churn];
        for (column, amount) in (2..).zip(parts) {
            money(sheet, voice, column, Some(amount))?;
        }
        for (column, formula, value) in [
            (
                6,
                format!("=(C{row}+D{row}+E{row}+F{row})/C{row}"),
                line.nrr,
            ),
            (7, format!("=(C{row}+E{row}+F{row})/C{row}"), line.grr),
        ] {
            match value {
                Some(_) if !voice.hides_money() => sheet.formula(column, &formula, value, SHARE)?,
                _ => sheet.number(column, value, SHARE)?,
            }
        }
        sheet.number(8, Some(line.customers as f64), COUNT)?;
        sheet.number(9, Some(line.lost as f64), COUNT)?;
        if line.logo_churn.is_some() {
            sheet.formula(10, &format!("=J{row}/I{row}"), line.logo_churn, SHARE)?;
        }
        sheet.next();
    }
    Ok(())
}
