mod contracts;
mod overdue;
mod persons;

use assess::{LossOfLargest, RevenueAtRisk, RiskRung, Threshold};

use super::Matter;
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::BLUE;
use crate::voice::{NONE, Voice};

/// 交易风险: the ladder, the loss of the largest customers, and what contracts, persons and
/// receivables expose.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let exhibits = &matter.assessment.exhibits;
    out.chapter(&voice.t("report.risk"), "risk");
    match &exhibits.revenue_at_risk {
        Some(risk) => at_risk(out, risk),
        None => out.para(&voice.t("report.absent.risk")),
    }
    let deal = &exhibits.deal_risk;
    contracts::write(
        out,
        deal.contracts.as_ref(),
        matter.assessment.definitions.as_of,
    );
    persons::write(out, deal.persons.as_ref());
    overdue::write(out, deal.overdue.as_ref());
    thresholds(out, &deal.thresholds);
}

fn at_risk(out: &mut Composer<'_>, risk: &RevenueAtRisk) {
    let voice = out.voice;
    let unit = unit(voice);
    let source = Some(voice.t("report.source.risk"));
    out.section(&voice.t("report.risk.ladder"), "risk.ladder");
    out.para(&lead(voice, risk));
    let title = voice.t("report.risk.ladder");
    out.table(
        &title,
        &ladder(voice, risk),
        Some(unit.clone()),
        source.clone(),
    );
    if !risk.largest.is_empty() {
        out.section(&voice.t("report.risk.stress"), "risk.stress");
        let title = voice.t("report.risk.stress");
        out.table(&title, &stress(voice, &risk.largest), Some(unit), source);
    }
}

/// What amounts of a table are counted in.
fn unit(voice: &Voice<'_>) -> String {
    voice.fill("report.unit", [("unit", voice.figures.money_unit())])
}

/// Money in a sentence.
fn money(voice: &Voice<'_>, amount: records::Amount) -> String {
    voice.figure(amount.units(), assess::Unit::Money)
}

fn share(value: Option<f64>) -> Cell {
    Cell::text(value.map_or_else(|| NONE.to_owned(), figures::percent))
}

/// Cut points that the tables are read against, and whose practice they are.
fn thresholds(out: &mut Composer<'_>, all: &[Threshold]) {
    let voice = out.voice;
    if all.is_empty() {
        return;
    }
    out.section(&voice.t("report.risk.thresholds"), "risk.thresholds");
    out.para(&voice.t("report.risk.thresholds.lead"));
    let mut table = Table::new(
        vec![left(0.16), left(0.52), left(0.32)],
        ["subject", "threshold", "origin"]
            .iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = all
        .iter()
        .map(|one| {
            let (text, origin) = voice.threshold_parts(one);
            Row::body(vec![
                Cell::text(voice.t(&format!("report.risk.subject.{}", one.id))).bold(),
                Cell::text(text),
                Cell::text(origin).muted(),
            ])
        })
        .collect();
    out.table(&voice.t("report.risk.thresholds"), &table, None, None);
}

fn lead(voice: &Voice<'_>, risk: &RevenueAtRisk) -> String {
    let total: f64 = risk.rungs.iter().map(|rung| rung.revenue.units()).sum();
    let money = |amount| money(voice, amount);
    let silent = if risk.silent_observed {
        "observed"
    } else {
        "assumed"
    };
    let once = if risk.rungs.iter().any(|rung| rung.id == "once") {
        voice.t("report.risk.once")
    } else {
        String::new()
    };
    voice.fill(
        "report.risk.ladder.lead",
        [
            ("expected", money(risk.expected)),
            ("share", figures::percent(risk.expected.units() / total)),
            ("lower", money(risk.lower)),
            ("upper", money(risk.upper)),
            ("silent", voice.t(&format!("report.risk.silent.{silent}"))),
            ("once", once),
        ],
    )
}

fn ladder(voice: &Voice<'_>, risk: &RevenueAtRisk) -> Table {
    let head = [
        "rung",
        "probability",
        "customers",
        "revenue",
        "revenue_share",
        "expected",
        "bar",
    ];
    let mut table = Table::new(
        vec![
            left(0.22),
            right(0.13),
            right(0.11),
            right(0.15),
            right(0.11),
            right(0.13),
            left(0.15),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let total: f64 = risk.rungs.iter().map(|rung| rung.revenue.units()).sum();
    let row = |rung: &RiskRung| {
        let share = rung.revenue.units() / total;
        Row::body(vec![
            Cell::text(voice.t(&format!("risk.{}", rung.id))).bold(),
            Cell::text(figures::percent(rung.probability)),
            Cell::text(figures::count(rung.customers)),
            Cell::text(voice.amount(rung.revenue)),
            Cell::text(figures::percent(share)),
            Cell::text(voice.amount(rung.expected)),
            Cell::share(share, BLUE),
        ])
    };
    table.rows = risk.rungs.iter().map(row).collect();
    table.rows.push(Row::total(vec![
        Cell::text(voice.t("report.sum")).bold(),
        Cell::blank(),
        Cell::text(figures::count(
            risk.rungs.iter().map(|rung| rung.customers).sum(),
        ))
        .bold(),
        Cell::text(voice.amount(risk.rungs.iter().map(|rung| rung.revenue).sum())).bold(),
        Cell::text(figures::percent(1.0)).bold(),
        Cell::text(voice.amount(risk.expected)).bold(),
        Cell::blank(),
    ]));
    table
}

fn stress(voice: &Voice<'_>, largest: &[LossOfLargest]) -> Table {
    let head = [
        "lost_customers",
        "revenue",
        "revenue_share",
        "profit_lost",
        "margin_share",
    ];
    let mut table = Table::new(
        vec![
            left(0.28),
            right(0.18),
            right(0.18),
            right(0.18),
            right(0.18),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let row = |loss: &LossOfLargest| {
        Row::body(vec![
            Cell::text(voice.fill("report.risk.top", [("n", loss.customers.to_string())])),
            Cell::text(voice.amount(loss.revenue)),
            Cell::text(figures::percent(loss.share)),
            Cell::text(
                loss.profit
                    .map_or_else(|| NONE.to_owned(), |profit| voice.amount(profit)),
            ),
            share(loss.margin_share),
        ])
    };
    table.rows = largest.iter().map(row).collect();
    table
}
