//! Every customer with its index and components, the rules they come from, and RFM.

use assess::{Assessment, CustomerTable, LoyaltyExhibits, LoyaltyRules};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::exhibits::money;
use super::sheet::{COUNT, MONEY, SCORE, SHARE, Sheet};
use crate::figures;
use crate::sections::{curve, part_id, signal_rule, tier_rule};
use crate::voice::Voice;

/// Rows that a sheet holds besides its head.
const MOST_ROWS: usize = 1_048_575;
/// First column of the components.
const SCORES: u16 = 7;

pub(super) fn write(
    book: &mut Workbook,
    assessment: &Assessment,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    rfm(book, assessment, voice)?;
    let loyalty = &assessment.exhibits.loyalty;
    let Some(rules) = &loyalty.rules else {
        return Ok(());
    };
    customers(book, &loyalty.table, rules, voice)?;
    self::rules(book, loyalty, rules, voice)
}

fn customers(
    book: &mut Workbook,
    table: &CustomerTable,
    rules: &LoyaltyRules,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let names: Vec<String> = rules
        .components
        .iter()
        .map(|rule| format!("loyalty.component.{}", part_id(rule.id)))
        .collect();
    let mut columns = vec![
        ("report.head.rank", 7.0),
        ("report.head.customer", 38.0),
        ("report.head.revenue_ltm", 18.0),
        ("workpapers.loyalty.tier", 10.0),
        ("workpapers.loyalty.index", 9.0),
        ("workpapers.loyalty.check", 11.0),
        ("workpapers.loyalty.coverage", 10.0),
    ];
    columns.extend(names.iter().map(|name| (name.as_str(), 9.0)));
    columns.extend([
        ("workpapers.loyalty.days", 10.0),
        ("report.head.last_order", 13.0),
        ("workpapers.loyalty.signals", 24.0),
        ("report.loyalty.head.alive", 10.0),
        ("report.loyalty.head.silent_year", 12.0),
        ("workpapers.loyalty.orders", 12.0),
        ("workpapers.loyalty.value", 18.0),
    ]);
    let mut sheet = Sheet::new(book, voice, "loyalty", &columns)?;
    let after = SCORES + u16::try_from(rules.components.len()).unwrap_or(0);
    let recompute = Recompute::of(rules, after);
    for at in 0..table.names.len().min(MOST_ROWS) {
        sheet.number(0, Some((at + 1) as f64), "0")?;
        sheet.text(1, &voice.customer(&table.names[at]))?;
        money(&mut sheet, voice, 2, table.revenue.get(at).copied())?;
        let tier = table.tiers.get(at).map_or("", String::as_str);
        sheet.text(3, &voice.t(&format!("loyalty.tier.{tier}")))?;
        let index = table.index.get(at).copied().flatten();
        sheet.number(4, index, SCORE)?;
        if index.is_some() {
            let row = sheet.row + 1;
            sheet.formula(5, &recompute.formula(row), index, SCORE)?;
        }
        if tier != "gone" {
            sheet.number(6, table.coverage.get(at).copied(), SHARE)?;
        }
        for (column, scores) in (SCORES..).zip(&table.scores) {
            sheet.number(column, scores.get(at).copied().flatten(), SCORE)?;
        }
        outlook(&mut sheet, table, at, after, voice)?;
        sheet.next();
    }
    Ok(())
}

fn outlook(
    sheet: &mut Sheet<'_>,
    table: &CustomerTable,
    at: usize,
    from: u16,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let days = table.days.get(at).map(|days| f64::from(*days));
    sheet.number(from, days, COUNT)?;
    let last = table.last_order.get(at).copied();
    sheet.text(from + 1, &last.map(figures::iso_day).unwrap_or_default())?;
    let signals: Vec<String> = table
        .signals
        .get(at)
        .into_iter()
        .flatten()
        .map(|id| voice.t(&format!("loyalty.signal.{id}")))
        .collect();
    sheet.text(from + 2, &signals.join(&voice.t("report.comma")))?;
    let one = |column: &[Option<f64>]| column.get(at).copied().flatten();
    sheet.number(from + 3, one(&table.alive), SHARE)?;
    sheet.number(from + 4, one(&table.silent_year), SHARE)?;
    sheet.number(from + 5, one(&table.orders_year), "0.00")?;
    let value = table.value.get(at).copied().flatten();
    money(sheet, voice, from + 6, value)
}

/// The index once more from the scores of its row: Σ weight × score / Σ weight of what is there.
struct Recompute {
    weights: String,
    last: String,
}

impl Recompute {
    fn of(rules: &LoyaltyRules, after: u16) -> Self {
        let weights: Vec<String> = rules
            .components
            .iter()
            .map(|rule| rule.weight.to_string())
            .collect();
        Self {
            weights: format!("{{{}}}", weights.join(",")),
            last: rust_xlsxwriter::column_number_to_name(after.saturating_sub(1)),
        }
    }

    fn formula(&self, row: u32) -> String {
        let first = rust_xlsxwriter::column_number_to_name(SCORES);
        let cells = format!("{first}{row}:{}{row}", self.last);
        let weights = &self.weights;
        format!("=SUMPRODUCT({cells},{weights})/SUMPRODUCT(({cells}<>\"\")*{weights})")
    }
}

fn rules(
    book: &mut Workbook,
    loyalty: &LoyaltyExhibits,
    rules: &LoyaltyRules,
    voice: &Voice<'_>,
) -> Result<(), XlsxError> {
    let columns = [
        ("report.loyalty.head.component", 18.0),
        ("report.loyalty.head.rule", 66.0),
        ("report.head.weight", 10.0),
        ("report.loyalty.head.curve", 44.0),
        ("report.loyalty.head.known", 12.0),
        ("report.loyalty.head.mean", 10.0),
    ];
    let mut sheet = Sheet::new(book, voice, "loyalty_rules", &columns)?;
    for (rule, used) in rules.components.iter().zip(&loyalty.components) {
        let id = part_id(rule.id);
        sheet.text(0, &voice.t(&format!("loyalty.component.{id}")))?;
        sheet.text(1, &voice.t(&format!("loyalty.component.{id}.text")))?;
        sheet.number(2, Some(rule.weight), "0")?;
        sheet.text(3, &curve(rule))?;
        sheet.number(4, Some(used.customers as f64), COUNT)?;
        sheet.number(5, used.mean, SCORE)?;
        sheet.next();
    }
    sheet.next();
    for tier in &loyalty.tiers {
        sheet.text(0, &voice.t(&format!("loyalty.tier.{}", tier.tier)))?;
        sheet.text(1, &tier_rule(voice, &tier.tier, rules))?;
        sheet.next();
    }
    sheet.next();
    for sign in &loyalty.signals {
        sheet.text(0, &voice.t(&format!("loyalty.signal.{}", sign.signal)))?;
        sheet.text(1, &signal_rule(voice, &sign.signal, rules))?;
        sheet.next();
    }
    Ok(())
}

/// Segments with their pattern, below them the cut points.
fn rfm(book: &mut Workbook, assessment: &Assessment, voice: &Voice<'_>) -> Result<(), XlsxError> {
    let segments = &assessment.exhibits.rfm;
    let (Some(cuts), false) = (&assessment.exhibits.rfm_cuts, segments.is_empty()) else {
        return Ok(());
    };
    let columns = [
        ("report.head.pattern", 10.0),
        ("report.head.segment", 44.0),
        ("report.head.customers", 12.0),
        ("report.head.revenue", 18.0),
        ("report.head.revenue_share", 12.0),
    ];
    let mut sheet = Sheet::new(book, voice, "rfm", &columns)?;
    for segment in segments {
        sheet.text(0, &segment.pattern)?;
        sheet.text(1, &voice.t(&format!("rfm.{}", segment.pattern)))?;
        sheet.number(2, Some(segment.customers as f64), COUNT)?;
        money(&mut sheet, voice, 3, Some(segment.revenue))?;
        sheet.number(4, Some(segment.share), SHARE)?;
        sheet.next();
    }
    let last = sheet.row;
    let customers: u64 = segments.iter().map(|segment| segment.customers).sum();
    sheet.text(1, &voice.t("report.sum"))?;
    sheet.formula(
        2,
        &format!("=SUM(C2:C{last})"),
        Some(customers as f64),
        COUNT,
    )?;
    if !voice.hides_money() {
        let revenue: records::Amount = segments.iter().map(|segment| segment.revenue).sum();
        sheet.formula(
            3,
            &format!("=SUM(D2:D{last})"),
            Some(revenue.units()),
            MONEY,
        )?;
    }
    sheet.next();
    sheet.next();
    sheet.text(1, &voice.t("workpapers.rfm.rule"))?;
    sheet.next();
    let amount = voice.figure(cuts.monetary.units(), assess::Unit::Money);
    for (key, name, value) in [
        (
            "workpapers.rfm.r",
            "days",
            figures::grouped(cuts.recency_days, 1),
        ),
        (
            "workpapers.rfm.f",
            "count",
            figures::grouped(cuts.frequency, 1),
        ),
        ("workpapers.rfm.m", "amount", amount),
        (
            "workpapers.rfm.window",
            "months",
            cuts.window_months.to_string(),
        ),
    ] {
        sheet.text(1, &voice.fill(key, [(name, value)]))?;
        sheet.next();
    }
    Ok(())
}
