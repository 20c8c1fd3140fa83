use assess::{Definitions, NoCustomer, Reconciliation, TableSummary, Unit};
use records::{Amount, Exclusion, TaxBasis};

use super::Matter;
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{NONE, Voice};

/// 释义与口径: what was fixed before anything was counted, what was looked at, what words mean.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    out.chapter(&voice.t("report.definitions"), "definitions");
    out.section(&voice.t("report.definitions.basis"), "definitions.basis");
    out.para(&voice.t("report.definitions.lead"));
    let mut table = basis(voice, &matter.assessment.definitions);
    let rule = tax_rule(voice, &matter.assessment.reconciliation);
    if let Some(row) = table.rows.get_mut(TAX_ROW).filter(|_| !rule.is_empty()) {
        let text = voice.t("definition.tax_basis.text");
        row.cells[2] = Cell::text(format!("{text}{rule}")).muted();
    }
    out.table(&voice.t("report.definitions.basis"), &table, None, None);
    out.section(&voice.t("report.definitions.data"), "definitions.data");
    data(out, matter);
    out.section(&voice.t("report.definitions.terms"), "definitions.terms");
    let terms = terms(voice);
    out.table(&voice.t("report.definitions.terms"), &terms, None, None);
}

/// Row of the tax basis among the definitions.
const TAX_ROW: usize = 2;

/// How lines of the other tax basis were counted; empty where there are none.
fn tax_rule(voice: &Voice<'_>, found: &Reconciliation) -> String {
    let lines = found.tax_lines;
    let count = |name: &'static str, lines: u64| (name, figures::count(lines));
    let mut rule = String::new();
    if lines.converted() > 0 {
        let rate = found
            .tax_rate
            .map_or_else(|| NONE.to_owned(), figures::percent);
        let words = [
            count("converted", lines.converted()),
            count("own", lines.own),
            count("tax", lines.tax),
            count("row_rate", lines.row_rate),
            count("stated", lines.stated),
            ("rate", rate),
        ];
        rule += &voice.fill("definition.tax_basis.converted", words);
    }
    if lines.open > 0 {
        rule += &voice.fill("definition.tax_basis.open", [count("open", lines.open)]);
    }
    if lines.unsaid > 0 && found.tax != TaxBasis::Unknown {
        rule += &voice.fill(
            "definition.tax_basis.unsaid",
            [count("unsaid", lines.unsaid)],
        );
    }
    rule
}

fn basis(voice: &Voice<'_>, definitions: &Definitions) -> Table {
    let mut table = Table::new(
        vec![left(0.2), left(0.26), left(0.54)],
        vec![
            voice.t("report.head.item"),
            voice.t("report.head.setting"),
            voice.t("report.head.meaning"),
        ],
    );
    let months = |count: u32| voice.fill("definition.months", [("months", count.to_string())]);
    let margin = definitions
        .margin_rate
        .map_or_else(|| voice.t("definition.margin_rate.none"), figures::percent);
    let rows = [
        ("as_of", voice.figures.day(definitions.as_of)),
        (
            "revenue_basis",
            choice(voice, "revenue_basis", &definitions.revenue_basis),
        ),
        (
            "tax_basis",
            choice(voice, "tax_basis", &definitions.tax_basis),
        ),
        ("currency", voice.figures.money_unit()),
        ("returns", choice(voice, "returns", &definitions.returns)),
        (
            "customer_level",
            choice(voice, "customer_level", &definitions.customer_level),
        ),
        ("activity_months", months(definitions.activity_months)),
        ("grace_months", months(definitions.grace_months)),
        ("rfm_months", months(definitions.rfm_months)),
        ("discount_rate", figures::percent(definitions.discount_rate)),
        ("margin_rate", margin),
        ("confidence", figures::percent(definitions.confidence)),
        ("periods", periods(voice, definitions)),
        ("leavers", leavers(voice, definitions)),
    ];
    for (id, value) in rows {
        table.rows.push(Row::body(vec![
            Cell::text(voice.t(&format!("definition.{id}"))).bold(),
            Cell::text(value),
            Cell::text(voice.t(&format!("definition.{id}.text"))).muted(),
        ]));
    }
    table
}

fn periods(voice: &Voice<'_>, definitions: &Definitions) -> String {
    if definitions.periods.is_empty() {
        return voice.t("definition.periods.none");
    }
    let month = |day: records::Date| format!("{:04}-{:02}", day.year(), day.month());
    let all = definitions.periods.iter();
    let names: Vec<String> = all
        .map(|period| format!("{}–{}", month(period.from), month(period.to)))
        .collect();
    names.join(&voice.t("report.comma"))
}

fn leavers(voice: &Voice<'_>, definitions: &Definitions) -> String {
    if definitions.leavers.is_empty() {
        return voice.t("definition.leavers.none");
    }
    let names = definitions.leavers.iter().map(|name| voice.person(name));
    names.collect::<Vec<_>>().join(&voice.t("report.comma"))
}

/// Words of a definition's value, by its name on the wire.
fn choice<T: serde::Serialize>(voice: &Voice<'_>, name: &str, value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(id)) => voice.t(&format!("definition.{name}.{id}")),
        _ => NONE.to_owned(),
    }
}

fn data(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let data = &matter.assessment.data;
    out.para(&lead(voice, matter));
    let mut table = Table::new(
        vec![left(0.4), right(0.2), right(0.2), right(0.2)],
        ["table", "rows", "matched", "matched_revenue"]
            .iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = data
        .tables
        .iter()
        .map(|summary| table_row(voice, summary))
        .collect();
    out.table(
        &voice.t("report.data.tables"),
        &table,
        None,
        Some(voice.t("report.source.matched")),
    );
    if !data.no_customers.is_empty() {
        out.para(&voice.t("report.no_customers.lead"));
        let table = no_customers(voice, &data.no_customers);
        out.table(&voice.t("report.no_customers"), &table, None, None);
    }
}

/// Who is no customer by decision; of those whose sales left revenue this is the adjustment.
fn no_customers(voice: &Voice<'_>, parties: &[NoCustomer]) -> Table {
    let head = ["party", "why", "rows", "whole_amount", "ltm_amount"];
    let mut table = Table::new(
        vec![
            left(0.27),
            left(0.23),
            right(0.08),
            right(0.21),
            right(0.21),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = parties
        .iter()
        .map(|party| {
            let why = match party.why {
                Exclusion::Bucket => "bucket",
                Exclusion::Internal => "internal",
                Exclusion::Related => "related",
            };
            let money = |amount: Amount| Cell::text(voice.figure(amount.units(), Unit::Money));
            Row::body(vec![
                Cell::text(voice.customer(&party.name)),
                Cell::text(voice.t(&format!("report.why.{why}"))),
                Cell::text(figures::count(party.rows)),
                money(party.amount),
                money(party.ltm),
            ])
        })
        .collect();
    table
}

/// Period, revenue and customers; that there are none where no orders were given.
fn lead(voice: &Voice<'_>, matter: &Matter<'_>) -> String {
    let data = &matter.assessment.data;
    let (Some(from), Some(to)) = (data.orders_from, data.orders_to) else {
        return voice.t("report.data.none");
    };
    let days = [
        ("from", voice.figures.day(from)),
        ("to", voice.figures.day(to)),
    ];
    let identified = data
        .identified_revenue
        .map_or_else(|| NONE.to_owned(), figures::percent);
    let mut lead = voice.fill(
        "report.data.lead",
        [
            ("period", voice.fill("report.period", days)),
            (
                "revenue",
                voice.figure(data.revenue.units(), assess::Unit::Money),
            ),
            ("customers", figures::count(data.customers)),
            ("identified", identified),
        ],
    );
    if data.excluded_rows > 0 {
        let rows = figures::count(data.excluded_rows);
        lead += &voice.fill("report.data.excluded", [("excluded", rows)]);
    }
    lead
}

fn table_row(voice: &Voice<'_>, summary: &TableSummary) -> Row {
    let share = |per_mille: Option<u32>| {
        let share = per_mille.map(|share| f64::from(share) / 1_000.0);
        Cell::text(share.map_or_else(|| NONE.to_owned(), figures::percent))
    };
    Row::body(vec![
        Cell::text(voice.table(summary.table)),
        Cell::text(figures::count(summary.rows)),
        share(summary.matched_per_mille),
        share(summary.matched_revenue_per_mille),
    ])
}

fn terms(voice: &Voice<'_>) -> Table {
    const TERMS: &[&str] = &[
        "period",
        "ltm",
        "customer",
        "active",
        "lost",
        "nrr",
        "grr",
        "logo_churn",
        "bridge",
        "cohort",
        "survival",
        "hhi",
        "gini",
        "rfm",
        "nps",
        "clv",
        "n",
        "interval",
        "coverage",
        "grade",
    ];
    let mut table = Table::new(
        vec![left(0.22), left(0.78)],
        vec![voice.t("report.head.term"), voice.t("report.head.meaning")],
    );
    table.rows = TERMS
        .iter()
        .map(|term| {
            Row::body(vec![
                Cell::text(voice.t(&format!("report.term.{term}"))).bold(),
                Cell::text(voice.t(&format!("report.term.{term}.text"))),
            ])
        })
        .collect();
    table
}
