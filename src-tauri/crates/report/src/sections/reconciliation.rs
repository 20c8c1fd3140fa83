use std::collections::BTreeMap;

use assess::{Check, CheckStatus, CheckValue, ControlLine, ControlSeries, Reconciliation, TaxRule};
use records::{Date, TaxBasis};

use super::Matter;
use crate::compose::Composer;
use crate::figures;
use crate::page::Color;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::{AMBER, MUTED, RED, TEAL};
use crate::voice::{NONE, Voice};

/// Periods printed of one series; earlier ones stand in the workpapers.
const MOST_PERIODS: usize = 24;

/// 控制总额核对与完整性: orders beside control totals, then the checks of the records.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let found = &matter.assessment.reconciliation;
    // Kept by an older version, or without orders: nothing was held against anything.
    if found.checks.is_empty() {
        return;
    }
    let voice = out.voice;
    // No entry of its own in the contents, which stand on one page.
    out.minor(&voice.t("report.recon"));
    if found.series.is_empty() {
        out.para(&voice.t("report.recon.none"));
    } else {
        out.para(&lead(voice, found));
        out.para(&verdict(voice, found));
    }
    for series in &found.series {
        let caption = voice.fill(
            "report.recon.table",
            [("basis", title(voice, found, series))],
        );
        let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
        let source = voice.fill("report.recon.source", [("origin", origins(voice, series))]);
        out.table(&caption, &periods(voice, series), Some(unit), Some(source));
        notes(out, series);
    }
    let table = checks(voice, found);
    out.table(&voice.t("report.recon.checks"), &table, None, None);
}

fn lead(voice: &Voice<'_>, found: &Reconciliation) -> String {
    voice.fill(
        "report.recon.lead",
        [
            ("currency", found.currency.clone()),
            ("tax", voice.t(&tax_key(found.tax))),
            ("tolerance", figures::percent(found.tolerance)),
        ],
    )
}

fn verdict(voice: &Voice<'_>, found: &Reconciliation) -> String {
    match found.tied_out {
        Some(basis) => {
            let basis = voice.t(&basis_key(basis));
            voice.fill("report.recon.tied", [("basis", basis)])
        }
        None => voice.t("report.recon.untied"),
    }
}

fn title(voice: &Voice<'_>, found: &Reconciliation, series: &ControlSeries) -> String {
    let basis = voice.t(&basis_key(series.basis));
    if series.currency == found.currency {
        basis
    } else {
        format!("{basis} ({})", series.currency)
    }
}

fn origins(voice: &Voice<'_>, series: &ControlSeries) -> String {
    let mut said: Vec<&str> = series
        .lines
        .iter()
        .map(|line| line.origin.trim())
        .filter(|origin| !origin.is_empty())
        .collect();
    said.dedup();
    said.truncate(4);
    if said.is_empty() {
        return voice.t("report.recon.origin.none");
    }
    voice.data(&said.join(&voice.t("report.comma")))
}

fn periods(voice: &Voice<'_>, series: &ControlSeries) -> Table {
    let head = [
        "period",
        "orders_amount",
        "control",
        "difference",
        "rate",
        "running",
    ];
    let mut table = Table::new(
        vec![
            left(0.24),
            right(0.16),
            right(0.16),
            right(0.16),
            right(0.12),
            right(0.16),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let older = series.lines.len().saturating_sub(MOST_PERIODS);
    if older > 0 {
        let words = voice.fill("report.recon.older", [("n", older.to_string())]);
        table
            .rows
            .push(Row::body(vec![Cell::text(words).span(6).muted()]));
    }
    for line in series.lines.iter().skip(older) {
        table.rows.push(Row::body(period(voice, line)));
    }
    // Twelve months and nothing else: one sum says both.
    let total = series.total.as_ref().filter(|_| series.total != series.ltm);
    for (key, sum) in [("total", total), ("ltm", series.ltm.as_ref())] {
        let Some(sum) = sum else { continue };
        let mut cells = vec![Cell::text(voice.t(&format!("recon.{key}"))).bold()];
        for amount in [sum.orders, sum.control, sum.difference] {
            cells.push(Cell::text(voice.amount(amount)).bold());
        }
        cells.push(Cell::text(rate(sum.rate)).bold());
        cells.push(Cell::blank());
        table.rows.push(Row::total(cells));
    }
    table
}

fn period(voice: &Voice<'_>, line: &ControlLine) -> Vec<Cell> {
    let money = |amount: Option<records::Amount>| {
        Cell::text(amount.map_or_else(|| NONE.to_owned(), |amount| voice.amount(amount)))
    };
    vec![
        Cell::text(stretch(voice, line.from, line.to)),
        money(Some(line.orders)),
        money(line.control),
        money(line.difference),
        Cell::text(rate(line.rate)),
        money(line.running).muted(),
    ]
}

/// How the totals of a series were made comparable, where that was not plain.
fn notes(out: &mut Composer<'_>, series: &ControlSeries) {
    let voice = out.voice;
    let mut rules: Vec<TaxRule> = series.lines.iter().map(|line| line.rule).collect();
    rules.sort_by_key(|rule| *rule as u8);
    rules.dedup();
    let plain = |rule: &TaxRule| *rule == TaxRule::Same;
    for rule in rules.into_iter().filter(|rule| !plain(rule)) {
        out.note(&voice.t(&rule_key(rule)));
    }
}

fn checks(voice: &Voice<'_>, found: &Reconciliation) -> Table {
    let head = ["check", "status", "found"];
    let mut table = Table::new(
        vec![left(0.24), left(0.12), left(0.64)],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = found
        .checks
        .iter()
        .map(|check| {
            Row::body(vec![
                Cell::text(check_title(voice, &check.id)),
                Cell::text(voice.t(&format!("check.status.{}", status_id(check.status))))
                    .color(status_color(check.status)),
                Cell::text(check_words(voice, &check.id, check.status, &check.args)),
            ])
        })
        .collect();
    table
}

/// Name of a check.
pub(crate) fn check_title(voice: &Voice<'_>, id: &str) -> String {
    voice.t(&format!("check.{id}"))
}

/// What a check found, in words.
pub(crate) fn check_words(
    voice: &Voice<'_>,
    id: &str,
    status: CheckStatus,
    args: &BTreeMap<String, CheckValue>,
) -> String {
    let args = args
        .iter()
        .map(|(name, value)| (name.as_str(), value_words(voice, value)));
    voice.fill(&format!("check.{id}.{}", status_id(status)), args)
}

fn value_words(voice: &Voice<'_>, value: &CheckValue) -> String {
    match value {
        CheckValue::Text(text) => voice.data(text),
        CheckValue::Count(count) => figures::count(*count),
        CheckValue::Share(share) => figures::percent(*share),
        CheckValue::Money(amount) => voice.figure(amount.units(), assess::Unit::Money),
        CheckValue::Date(date) => voice.figures.day(*date),
        CheckValue::Month(date) => voice.figures.month(*date),
        CheckValue::Source(id) => id.0.to_string(),
    }
}

/// A stretch of time: a month by its name, else both days.
pub(crate) fn stretch(voice: &Voice<'_>, from: Date, to: Date) -> String {
    if from.day() == 1 && to == from.last_of_month() {
        voice.figures.month(from)
    } else {
        format!("{} – {}", figures::iso_day(from), figures::iso_day(to))
    }
}

pub(crate) fn rate(rate: Option<f64>) -> String {
    rate.map_or_else(|| NONE.to_owned(), figures::percent)
}

pub(crate) fn rule_key(rule: TaxRule) -> String {
    let id = match rule {
        TaxRule::Same => "same",
        TaxRule::OwnNet => "own_net",
        TaxRule::Converted => "converted",
        TaxRule::Unconfirmed => "unconfirmed",
        TaxRule::NotComparable => "not_comparable",
    };
    format!("control.rule.{id}")
}

pub(crate) fn basis_key(basis: records::ControlBasis) -> String {
    use records::ControlBasis as Basis;
    let id = match basis {
        Basis::Invoices => "invoices",
        Basis::Receipts => "receipts",
        Basis::Ledger => "ledger",
        Basis::Unstated => "unstated",
    };
    format!("control.basis.{id}")
}

pub(crate) fn tax_key(tax: TaxBasis) -> String {
    let id = match tax {
        TaxBasis::Gross => "gross",
        TaxBasis::Net => "net",
        TaxBasis::Unknown => "unknown",
    };
    format!("control.tax.{id}")
}

pub(crate) fn status_id(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Nothing => "nothing",
        CheckStatus::Ok => "ok",
        CheckStatus::Look => "look",
        CheckStatus::Problem => "problem",
    }
}

fn status_color(status: CheckStatus) -> Color {
    match status {
        CheckStatus::Nothing => MUTED,
        CheckStatus::Ok => TEAL,
        CheckStatus::Look => AMBER,
        CheckStatus::Problem => RED,
    }
}

/// A check with its words, for the workpapers.
pub(crate) fn check_line(voice: &Voice<'_>, check: &Check) -> [String; 3] {
    [
        check_title(voice, &check.id),
        voice.t(&format!("check.status.{}", status_id(check.status))),
        check_words(voice, &check.id, check.status, &check.args),
    ]
}
