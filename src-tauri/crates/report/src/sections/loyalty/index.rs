use assess::{LoyaltyExhibits, LoyaltyRules, MatrixCell};
use records::Amount;

use super::rules::{curve, part_id, plain, tier_rule};
use super::{customers, part, percent, table, unit};
use crate::charts::{self, Field};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::TEAL;
use crate::voice::Voice;

pub(super) fn write(out: &mut Composer<'_>, exhibits: &LoyaltyExhibits, rules: &LoyaltyRules) {
    let voice = out.voice;
    out.section(&voice.t("report.loyalty.index"), "loyalty.index");
    match exhibits.index_mean {
        Some(mean) => out.para(&voice.fill(
            "report.loyalty.index.lead",
            [
                ("coverage", figures::percent(rules.index.minimum_coverage)),
                ("mean", figures::score(mean)),
            ],
        )),
        None => out.para(&voice.t("report.loyalty.index.no_mean")),
    }
    let rows = tiers(voice, exhibits, rules);
    out.table(
        &voice.t("report.loyalty.tiers"),
        &rows,
        unit(voice),
        Some(voice.t("report.source.orders")),
    );
    let rows = components(voice, exhibits, rules);
    out.table(
        &voice.t("report.loyalty.components"),
        &rows,
        None,
        Some(voice.t("report.loyalty.source.index")),
    );
}

fn tiers(voice: &Voice<'_>, exhibits: &LoyaltyExhibits, rules: &LoyaltyRules) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.1),
            left(0.29),
            right(0.11),
            right(0.11),
            right(0.14),
            right(0.1),
            left(0.15),
        ],
        &[
            "report.loyalty.head.tier",
            "report.loyalty.head.rule",
            "report.head.customers",
            "report.head.customer_share",
            "report.head.revenue_ltm",
            "report.head.revenue_share",
            "report.head.bar",
        ],
    );
    let all: u64 = exhibits.tiers.iter().map(|tier| tier.customers).sum();
    let revenue: Amount = exhibits.tiers.iter().map(|tier| tier.revenue).sum();
    rows.rows = exhibits
        .tiers
        .iter()
        .map(|tier| {
            let share = part(tier.revenue, revenue);
            Row::body(vec![
                Cell::text(voice.t(&format!("loyalty.tier.{}", tier.tier))).bold(),
                Cell::text(tier_rule(voice, &tier.tier, rules)).muted(),
                Cell::text(figures::count(tier.customers)),
                Cell::text(figures::percent(tier.customers as f64 / all.max(1) as f64)),
                Cell::text(voice.amount(tier.revenue)),
                Cell::text(percent(share)),
                Cell::share(share.unwrap_or(0.0), TEAL),
            ])
        })
        .collect();
    rows.rows.push(Row::total(vec![
        Cell::text(voice.t("report.sum")).bold(),
        Cell::blank(),
        Cell::text(figures::count(all)).bold(),
        Cell::text(figures::percent(1.0)).bold(),
        Cell::text(voice.amount(revenue)).bold(),
        Cell::text(percent(part(revenue, revenue))).bold(),
        Cell::blank(),
    ]));
    rows
}

fn components(voice: &Voice<'_>, exhibits: &LoyaltyExhibits, rules: &LoyaltyRules) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.12),
            left(0.3),
            right(0.085),
            left(0.265),
            right(0.11),
            left(0.12),
        ],
        &[
            "report.loyalty.head.component",
            "report.loyalty.head.measured",
            "report.head.weight",
            "report.loyalty.head.curve",
            "report.loyalty.head.known",
            "report.loyalty.head.mean",
        ],
    );
    rows.rows = rules
        .components
        .iter()
        .zip(&exhibits.components)
        .map(|(rule, used)| {
            let id = part_id(rule.id);
            Row::body(vec![
                Cell::text(voice.t(&format!("loyalty.component.{id}"))).bold(),
                Cell::text(voice.t(&format!("loyalty.component.{id}.text"))).muted(),
                Cell::text(plain(rule.weight)),
                Cell::text(curve(rule)).muted(),
                Cell::text(figures::count(used.customers)),
                Cell::score(used.mean),
            ])
        })
        .collect();
    rows
}

pub(super) fn matrix(out: &mut Composer<'_>, exhibits: &LoyaltyExhibits) {
    let voice = out.voice;
    let title = voice.t("report.loyalty.matrix");
    out.section(&title, "loyalty.matrix");
    out.para(&voice.t("report.loyalty.matrix.lead"));
    let [keep, risk, grow, simple, unrated] = exhibits.matrix.as_slice() else {
        return;
    };
    let fields = [keep, risk, grow, simple].map(|cell| field(voice, cell));
    let axes = (
        voice.t("report.loyalty.matrix.value"),
        voice.t("report.loyalty.matrix.loyalty"),
    );
    let ends = (
        voice.t("report.loyalty.matrix.high"),
        voice.t("report.loyalty.matrix.low"),
    );
    let drawing = charts::matrix(out.set, &fields, (&axes.0, &axes.1), (&ends.0, &ends.1));
    out.figure(&title, drawing, Some(voice.t("report.source.orders")));
    if unrated.customers > 0 {
        out.para(&voice.fill(
            "report.loyalty.matrix.unrated",
            [
                ("n", figures::count(unrated.customers)),
                ("share", percent(unrated.share)),
            ],
        ));
    }
    if exhibits.endangered.is_empty() {
        out.para(&voice.t("report.loyalty.endangered.none"));
        return;
    }
    let rows = customers(voice, &exhibits.endangered);
    out.table(
        &voice.t("report.loyalty.endangered"),
        &rows,
        unit(voice),
        Some(voice.t("report.loyalty.source.list")),
    );
}

fn field(voice: &Voice<'_>, cell: &MatrixCell) -> Field {
    let money = voice.figure(cell.revenue.units(), assess::Unit::Money);
    let customers = voice.fill(
        "report.loyalty.matrix.customers",
        [("n", figures::count(cell.customers))],
    );
    Field {
        name: voice.t(&format!("loyalty.cell.{}", cell.cell)),
        meaning: voice.t(&format!("loyalty.cell.{}.text", cell.cell)),
        share: percent(cell.share),
        line: format!("{customers} · {money}"),
    }
}
