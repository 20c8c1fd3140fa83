use assess::{BridgeLine, BridgeStep, CohortRow, Cohorts, CubeExhibits, RevenueCohorts};

use super::{count, money, note, noted, period, share, table, unit};
use crate::charts::{self, ColumnBar};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::{BLUE, WIDTH};
use crate::voice::Voice;

/// Years that a table of steps shows at most.
const MOST_STEPS: usize = 6;

/// Bridges by period, at both levels; tiers and migration of the last twelve months.
pub(in crate::sections) fn after_bridge(out: &mut Composer<'_>, cube: &CubeExhibits) {
    let voice = out.voice;
    if cube.steps.is_empty() {
        return;
    }
    let table = steps(voice, &cube.steps);
    noted(out, "report.cube.steps", &table, unit(voice));
    if !cube.group_steps.is_empty() {
        let table = steps(voice, &cube.group_steps);
        out.table(
            &voice.t("report.cube.steps.group"),
            &table,
            unit(voice),
            Some(voice.t("report.source.bridge")),
        );
    }
    if let Some(step) = cube.steps.last().filter(|step| !step.tiers.is_empty()) {
        let table = tiers(voice, step);
        noted(out, "report.cube.tiers", &table, unit(voice));
    }
    if let Some(migration) = &cube.migration {
        let table = moves(voice, &migration.customers);
        noted(out, "report.cube.migration", &table, None);
    }
    super::custom::write(out, &cube.custom);
}

fn steps(voice: &Voice<'_>, steps: &[BridgeStep]) -> Table {
    let mut rows = step_table(voice);
    let shown = steps.iter().skip(steps.len().saturating_sub(MOST_STEPS));
    rows.rows = shown
        .map(|step| step_row(voice, period(voice, step.later, step.ltm), &step.all))
        .collect();
    rows
}

/// A table of bridges without its rows.
pub(super) fn step_table(voice: &Voice<'_>) -> Table {
    let mut columns = vec![left(0.1)];
    columns.extend([right(0.0845); 7]);
    columns.extend([right(0.077); 4]);
    table(
        voice,
        columns,
        &[
            "report.cube.head.period",
            "report.cube.short.begin",
            "report.cube.short.new",
            "report.cube.short.reactivated",
            "report.cube.short.expansion",
            "report.cube.short.contraction",
            "report.cube.short.churn",
            "report.cube.short.end",
            "report.cube.head.nrr",
            "report.cube.short.nrr_r",
            "report.cube.head.grr",
            "report.cube.head.churn",
        ],
    )
}

/// The row of a bridge.
pub(super) fn step_row(voice: &Voice<'_>, name: String, line: &BridgeLine) -> Row {
    Row::body(vec![
        Cell::text(name).bold(),
        money(voice, line.begin),
        money(voice, line.new),
        money(voice, line.reactivated),
        money(voice, line.expansion),
        money(voice, -line.contraction),
        money(voice, -line.churn),
        money(voice, line.end),
        share(line.nrr),
        share(line.nrr_with_reactivation),
        share(line.grr),
        share(line.logo_churn),
    ])
}

fn tiers(voice: &Voice<'_>, step: &BridgeStep) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.22),
            right(0.09),
            right(0.14),
            right(0.1),
            right(0.1),
            right(0.1),
            right(0.11),
            right(0.14),
        ],
        &[
            "report.cube.head.tier",
            "report.head.customers",
            "report.cube.head.begin",
            "report.cube.head.nrr",
            "report.cube.head.grr",
            "report.cube.head.churn",
            "report.cube.head.lost",
            "report.cube.head.churned",
        ],
    );
    let cells = |name: String, line: &BridgeLine| {
        vec![
            Cell::text(name),
            count(line.customers),
            money(voice, line.begin),
            share(line.nrr),
            share(line.grr),
            share(line.logo_churn),
            count(line.lost),
            money(voice, line.churn),
        ]
    };
    rows.rows = step
        .tiers
        .iter()
        .map(|tier| Row::body(cells(voice.t(&format!("tier.{}", tier.tier)), &tier.line)))
        .collect();
    let all = cells(voice.t("report.sum"), &step.all)
        .into_iter()
        .map(Cell::bold)
        .collect();
    rows.rows.push(Row::total(all));
    rows
}

fn moves(voice: &Voice<'_>, customers: &[Vec<u64>]) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.28),
            right(0.15),
            right(0.15),
            right(0.15),
            right(0.27),
        ],
        &[
            "report.cube.head.before_after",
            "report.cube.class.a",
            "report.cube.class.b",
            "report.cube.class.c",
            "report.cube.class.none_after",
        ],
    );
    let names = ["a", "b", "c", "none_before"];
    rows.rows = customers
        .iter()
        .zip(names)
        .enumerate()
        .map(|(from, (row, name))| {
            let mut cells = vec![Cell::text(voice.t(&format!("report.cube.class.{name}"))).bold()];
            cells.extend(row.iter().enumerate().map(|(to, customers)| {
                let cell = if from == 3 && to == 3 {
                    Cell::blank()
                } else {
                    count(*customers)
                };
                // Those who stayed stand on the diagonal.
                if from == to { cell.bold() } else { cell }
            }));
            Row::body(cells)
        })
        .collect();
    rows
}

/// The triangle by revenue.
pub(in crate::sections) fn after_cohorts(
    out: &mut Composer<'_>,
    cohorts: &RevenueCohorts,
    most: usize,
    label: &dyn Fn(&CohortRow) -> String,
) {
    let voice = out.voice;
    let rows: Vec<CohortRow> = cohorts
        .rows
        .iter()
        .filter_map(|row| {
            let first = row
                .revenue
                .first()
                .filter(|first| first.is_positive())?
                .units();
            Some(CohortRow {
                start: row.start,
                size: row.size,
                retained: row
                    .revenue
                    .iter()
                    .map(|amount| amount.units() / first)
                    .collect(),
            })
        })
        .collect();
    if rows.len() < 2 {
        return;
    }
    let shown = Cohorts {
        months_per_period: cohorts.months_per_period,
        rows,
    };
    let words = (
        voice.t("report.chart.cohort"),
        voice.t("report.chart.cohort_size"),
    );
    let drawing = charts::cohorts(
        out.set,
        &shown,
        shown.rows.len().saturating_sub(most)..shown.rows.len(),
        (&words.0, &words.1),
        label,
    );
    out.figure(
        &voice.t("report.cube.revenue_cohorts"),
        drawing,
        Some(note(voice, "report.cube.revenue_cohorts")),
    );
}

/// Share of customers active at an age or later, by age.
pub(in crate::sections) fn rolling(out: &mut Composer<'_>, cube: &CubeExhibits) {
    let voice = out.voice;
    // Everybody is active at age 0 or later.
    let points = cube.rolling.get(1..).unwrap_or_default();
    if points.len() < 3 {
        return;
    }
    let bars: Vec<ColumnBar> = points
        .iter()
        .map(|point| ColumnBar {
            label: format!("+{}", point.months),
            value: point.share * 100.0,
            words: if points.len() <= 14 {
                figures::percent(point.share)
            } else {
                String::new()
            },
            color: BLUE,
        })
        .collect();
    let axis = voice.t("report.chart.months") + " → %";
    let drawing = charts::columns(
        out.set,
        &bars,
        &axis,
        (WIDTH, 120.0),
        bars.len().div_ceil(14),
    );
    out.figure(
        &voice.t("report.cube.rolling"),
        drawing,
        Some(note(voice, "report.cube.rolling")),
    );
}

/// Churn at other grace periods.
pub(in crate::sections) fn grace(out: &mut Composer<'_>, cube: &CubeExhibits) {
    let voice = out.voice;
    if cube.grace.len() < 2 {
        return;
    }
    let mut rows = table(
        voice,
        vec![
            left(0.24),
            right(0.19),
            right(0.19),
            right(0.19),
            right(0.19),
        ],
        &[
            "report.cube.head.grace",
            "report.cube.head.base",
            "report.cube.head.gone",
            "report.cube.head.churn",
            "report.cube.head.gone_revenue",
        ],
    );
    rows.rows = cube
        .grace
        .iter()
        .map(|point| {
            Row::body(vec![
                Cell::text(voice.fill("report.cube.months", [("n", point.months.to_string())])),
                count(point.customers),
                count(point.lost),
                share(Some(point.lost as f64 / point.customers.max(1) as f64)),
                share(point.revenue_share),
            ])
        })
        .collect();
    noted(out, "report.cube.grace", &rows, None);
}
