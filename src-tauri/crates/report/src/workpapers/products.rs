//! Price, volume and mix; hidden concentration.

use assess::{CubeExhibits, HiddenPart, PvmView};
use records::Amount;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::exhibits::money;
use super::sheet::{COUNT, MONEY, SHARE, Sheet};
use crate::voice::Voice;

pub(super) fn write(
    book: &mut Workbook,
    cube: &CubeExhibits,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    if let Some(view) = &cube.price_volume_mix {
        price_volume_mix(book, view, voice)?;
    }
    if !cube.hidden.is_empty() {
        hidden(book, &cube.hidden, voice)?;
    }
    Ok(())
}

fn price_volume_mix(
    book: &mut Workbook,
    view: &PvmView,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.cube.head.product", 40.0),
        ("report.cube.head.q0", 14.0),
        ("report.cube.head.q1", 14.0),
        ("report.cube.head.r0", 18.0),
        ("report.cube.head.r1", 18.0),
        ("report.cube.head.change", 18.0),
        ("report.cube.head.price_effect", 18.0),
    ];
    let mut sheet = Sheet::new(book, voice, "cube_pvm", &columns)?;
    let parts: [(&str, Amount); 7] = [
        ("before", view.before),
        ("volume", view.volume),
        ("mix", view.mix),
        ("price", view.price),
        ("new", view.new),
        ("lost", view.lost),
        ("other", view.other),
    ];
    for (id, amount) in parts {
        sheet.text(0, &voice.t(&format!("report.cube.pvm.{id}")))?;
        money(&mut sheet, voice, 4, Some(amount))?;
        sheet.next();
    }
    sheet.text(0, &voice.t("report.cube.pvm.after"))?;
    if voice.hides_money() {
        money(&mut sheet, voice, 4, Some(view.after))?;
    } else {
        sheet.formula(4, "=SUM(E2:E8)", Some(view.after.units()), MONEY)?;
        sheet.next();
        sheet.text(0, &voice.t("workpapers.check"))?;
        let formula = format!("=ROUND(E9-{:.2},2)", view.after.units());
        sheet.formula(4, &formula, Some(0.0), MONEY)?;
    }
    sheet.next();
    sheet.next();
    for product in &view.products {
        let row = sheet.row + 1;
        sheet.text(0, &voice.data(&product.label))?;
        sheet.number(1, Some(product.quantity_before), COUNT)?;
        sheet.number(2, Some(product.quantity_after), COUNT)?;
        money(&mut sheet, voice, 3, Some(product.before))?;
        money(&mut sheet, voice, 4, Some(product.after))?;
        if !voice.hides_money() {
            let change = (product.after - product.before).units();
            sheet.formula(5, &format!("=E{row}-D{row}"), Some(change), MONEY)?;
            if let Some(effect) = product.price_effect {
                let formula = format!("=E{row}-D{row}/B{row}*C{row}");
                sheet.formula(6, &formula, Some(effect.units()), MONEY)?;
            }
        }
        sheet.next();
    }
    Ok(())
}

fn hidden(book: &mut Workbook, parts: &[HiddenPart], voice: &Voice<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("report.cube.head.axis", 20.0),
        ("report.cube.head.largest", 34.0),
        ("report.head.revenue", 18.0),
        ("report.head.share", 10.0),
        ("report.cube.head.behind", 12.0),
        ("report.cube.head.hhi", 10.0),
        ("report.cube.head.parts", 10.0),
        ("report.cube.head.covered", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "cube_hidden", &columns)?;
    for part in parts {
        sheet.text(0, &voice.t(&format!("axis.{}", part.axis)))?;
        sheet.text(
            1,
            &match part.axis.as_str() {
                "owner" => voice.person(&part.label),
                "group" => voice.customer(&part.label),
                _ => voice.data(&part.label),
            },
        )?;
        money(&mut sheet, voice, 2, Some(part.revenue))?;
        sheet.number(3, Some(part.share), SHARE)?;
        sheet.number(4, Some(part.customers as f64), COUNT)?;
        sheet.number(5, Some(part.hhi), "0.0000")?;
        sheet.number(6, Some(part.parts as f64), COUNT)?;
        sheet.number(7, Some(part.covered), SHARE)?;
        sheet.next();
    }
    Ok(())
}
