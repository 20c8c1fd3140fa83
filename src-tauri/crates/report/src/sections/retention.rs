use assess::{Bridge, Cohorts, LostCustomer};
use records::Amount;

use super::structure::{LOST_REASONS, axis, breakdown, money_scale};
use super::{Matter, cube};
use crate::charts;
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{HIDDEN, NONE, Voice};

/// Cohort rows in one figure.
const MOST_COHORTS: usize = 24;

/// 客户留存与流失.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let exhibits = &matter.assessment.exhibits;
    out.chapter(&voice.t("report.retention"), "retention");
    out.section(&voice.t("report.retention.bridge"), "retention.bridge");
    match &exhibits.bridge {
        Some(bridge) => self::bridge(out, matter, bridge),
        None => out.para(&voice.t("report.absent.bridge")),
    }
    cube::after_bridge(out, &exhibits.cube);
    out.section(&voice.t("report.retention.cohorts"), "retention.cohorts");
    match &exhibits.cohorts {
        Some(cohorts) if !cohorts.rows.is_empty() => self::cohorts(out, cohorts),
        _ => out.para(&voice.t("report.absent.cohorts")),
    }
    if let Some(cohorts) = &exhibits.cube.revenue_cohorts {
        let label = |row: &assess::CohortRow| cohort_label(voice, cohorts.months_per_period, row);
        cube::after_cohorts(out, cohorts, MOST_COHORTS, &label);
    }
    cube::rolling(out, &exhibits.cube);
    out.section(&voice.t("report.retention.survival"), "retention.survival");
    if exhibits.survival.is_empty() {
        out.para(&voice.t("report.absent.survival"));
    } else {
        out.para(&voice.t("report.retention.survival.lead"));
        out.keep();
        let words = [
            voice.t("report.chart.survival_y"),
            voice.t("report.chart.months"),
            voice.t("report.chart.at_risk"),
        ];
        let drawing = charts::survival(
            out.set,
            &exhibits.survival,
            (&words[0], &words[1], &words[2]),
        );
        out.figure(
            &voice.t("report.retention.survival"),
            drawing,
            Some(voice.t("report.source.survival")),
        );
    }
    out.section(&voice.t("report.retention.lost"), "retention.lost");
    if exhibits.lost_customers.is_empty() {
        out.para(&voice.t("report.absent.lost"));
    } else {
        let table = lost(voice, &exhibits.lost_customers);
        let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
        out.table(
            &voice.t("report.retention.lost"),
            &table,
            Some(unit),
            Some(voice.t("report.source.lost")),
        );
    }
    if let Some(rows) = exhibits
        .breakdowns
        .get(LOST_REASONS)
        .filter(|rows| !rows.is_empty())
    {
        breakdown(out, LOST_REASONS, rows);
    }
    cube::grace(out, &exhibits.cube);
}

fn steps(bridge: &Bridge) -> [(&'static str, Amount, bool); 7] {
    [
        ("begin", bridge.begin, true),
        ("new", bridge.new, false),
        ("reactivated", bridge.reactivated, false),
        ("expansion", bridge.expansion, false),
        ("contraction", -bridge.contraction, false),
        ("churn", -bridge.churn, false),
        ("end", bridge.end, true),
    ]
}

fn bridge(out: &mut Composer<'_>, matter: &Matter<'_>, bridge: &Bridge) {
    let voice = out.voice;
    let assessment = matter.assessment;
    let window = |(from, to)| {
        voice.fill(
            "report.period",
            [
                ("from", voice.figures.day(from)),
                ("to", voice.figures.day(to)),
            ],
        )
    };
    out.para(&voice.fill(
        "report.retention.lead",
        [
            ("earlier", window(bridge.earlier)),
            ("later", window(bridge.later)),
            ("nrr", voice.measure(assessment, "retention.nrr")),
            ("grr", voice.measure(assessment, "retention.grr")),
            ("churn", voice.measure(assessment, "retention.logo_churn")),
        ],
    ));
    let begin = bridge.begin.units();
    let scale = if voice.hides_money() {
        100.0 / begin.max(1.0)
    } else {
        1.0 / money_scale(voice)
    };
    let bars: Vec<charts::Bar> = steps(bridge)
        .into_iter()
        .map(|(id, amount, level)| charts::Bar {
            label: voice.t(&format!("report.bridge.{id}")),
            value: amount.units() * scale,
            words: figures::grouped(
                amount.units() * scale,
                if voice.hides_money() { 1 } else { 0 },
            ),
            level,
        })
        .collect();
    let drawing = charts::waterfall(out.set, &bars, &axis(voice, "report.chart.index_begin"));
    out.figure(
        &voice.t("report.retention.bridge"),
        drawing,
        Some(voice.t("report.source.bridge")),
    );
    let mut table = Table::new(
        vec![left(0.4), right(0.3), right(0.3)],
        ["step", "amount", "of_begin"]
            .iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    for (id, amount, level) in steps(bridge) {
        let share = if begin > 0.0 {
            figures::percent(amount.units() / begin)
        } else {
            NONE.to_owned()
        };
        let shown = if voice.hides_money() {
            HIDDEN.to_owned()
        } else {
            voice.amount(amount)
        };
        let cells = vec![
            Cell::text(voice.t(&format!("report.bridge.{id}.long"))),
            Cell::text(shown),
            Cell::text(share),
        ];
        let cells = if level {
            cells.into_iter().map(Cell::bold).collect()
        } else {
            cells
        };
        table.rows.push(if id == "end" {
            Row::total(cells)
        } else {
            Row::body(cells)
        });
    }
    let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
    out.table(
        &voice.t("report.retention.bridge_table"),
        &table,
        Some(unit),
        Some(voice.t("report.source.rounding")),
    );
}

/// The months of a cohort: they end with the as-of month, and are seldom those of the calendar.
fn cohort_label(voice: &Voice<'_>, months: u32, row: &assess::CohortRow) -> String {
    if months == 1 {
        return voice.figures.month(row.start);
    }
    let last = row.start.month().unsigned_abs() as u32 - 1 + months - 1;
    let (years, month) = (last / 12, last % 12 + 1);
    let from = format!("{:04}-{:02}", row.start.year(), row.start.month());
    if years == 0 {
        format!("{from}…{month:02}")
    } else {
        let year = (row.start.year().unsigned_abs() as u32 + years) % 100;
        format!("{from}…{year:02}-{month:02}")
    }
}

fn cohorts(out: &mut Composer<'_>, cohorts: &Cohorts) {
    let voice = out.voice;
    out.para(&voice.fill(
        "report.retention.cohorts.lead",
        [("months", cohorts.months_per_period.to_string())],
    ));
    let first = cohorts.rows.len().saturating_sub(MOST_COHORTS);
    let words = (
        voice.t("report.chart.cohort"),
        voice.t("report.chart.cohort_size"),
    );
    let label = |row: &assess::CohortRow| cohort_label(voice, cohorts.months_per_period, row);
    let drawing = charts::cohorts(
        out.set,
        cohorts,
        first..cohorts.rows.len(),
        (&words.0, &words.1),
        &label,
    );
    out.figure(
        &voice.t("report.retention.cohorts"),
        drawing,
        Some(voice.t("report.source.cohorts")),
    );
}

fn lost(voice: &Voice<'_>, customers: &[LostCustomer]) -> Table {
    let head = ["rank", "customer", "last_order", "revenue_before", "reason"];
    let mut table = Table::new(
        vec![
            right(0.06),
            left(0.34),
            right(0.16),
            right(0.18),
            left(0.26),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = customers
        .iter()
        .enumerate()
        .map(|(at, customer)| {
            let reason = customer
                .reason
                .as_deref()
                .filter(|reason| !reason.is_empty());
            Row::body(vec![
                Cell::text((at + 1).to_string()).muted(),
                Cell::text(voice.customer(&customer.name)),
                Cell::text(figures::iso_day(customer.last_order)),
                Cell::text(voice.amount(customer.revenue_before)),
                Cell::text(reason.map_or_else(
                    || voice.t("report.not_recorded"),
                    |reason| voice.data(reason),
                )),
            ])
        })
        .collect();
    table
}
