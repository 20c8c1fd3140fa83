use assess::{LossOfLargest, RevenueAtRisk, RiskRung};

use super::Matter;
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::BLUE;
use crate::voice::{NONE, Voice};

/// 交易风险: the ladder, and the loss of the largest customers.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    out.chapter(&voice.t("report.risk"), "risk");
    let Some(risk) = &matter.assessment.exhibits.revenue_at_risk else {
        out.para(&voice.t("report.absent.risk"));
        return;
    };
    let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
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

fn lead(voice: &Voice<'_>, risk: &RevenueAtRisk) -> String {
    let total: f64 = risk.rungs.iter().map(|rung| rung.revenue.units()).sum();
    let money = |amount: records::Amount| voice.figure(amount.units(), assess::Unit::Money);
    let silent = if risk.silent_observed {
        "observed"
    } else {
        "assumed"
    };
    voice.fill(
        "report.risk.ladder.lead",
        [
            ("expected", money(risk.expected)),
            ("share", figures::percent(risk.expected.units() / total)),
            ("lower", money(risk.lower)),
            ("upper", money(risk.upper)),
            ("silent", voice.t(&format!("report.risk.silent.{silent}"))),
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
            left(0.23),
            right(0.13),
            right(0.10),
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
    let head = ["lost_customers", "revenue", "revenue_share", "margin_share"];
    let mut table = Table::new(
        vec![left(0.34), right(0.24), right(0.21), right(0.21)],
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
                loss.margin_share
                    .map_or_else(|| NONE.to_owned(), figures::percent),
            ),
        ])
    };
    table.rows = largest.iter().map(row).collect();
    table
}
