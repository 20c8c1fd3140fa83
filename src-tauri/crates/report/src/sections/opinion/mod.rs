//! What customers say and how they are served: 满意度、投诉与服务, 口碑、推荐与参与.

mod care;
mod complaints;
mod recovery;
mod reputation;
mod service;
mod survey;

use assess::{Assessment, ConfidenceInterval, OutcomeTable, Unit};
use records::Lang;

use super::Matter;
use super::cube::table;
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{NONE, Voice};

/// 满意度、投诉与服务.
pub(super) fn satisfaction(out: &mut Composer<'_>, matter: &Matter<'_>) {
    out.chapter(&out.voice.t("report.satisfaction"), "satisfaction");
    survey::write(out, matter.assessment);
    complaints::write(out, matter.assessment);
    service::write(out, matter.assessment);
}

/// 口碑、推荐与参与.
pub(super) fn reputation(out: &mut Composer<'_>, matter: &Matter<'_>) {
    out.chapter(&out.voice.t("report.reputation"), "reputation");
    reputation::write(out, matter.assessment);
    care::write(out, matter.assessment);
}

/// Figures by name, each with n, interval and grade; those that are absent stand in the chapter of
/// the dimensions with their reasons. False when none is there.
fn figures(out: &mut Composer<'_>, assessment: &Assessment, key: &str, ids: &[&str]) -> bool {
    let voice = out.voice;
    let mut rows = table(
        voice,
        vec![left(0.4), right(0.2), right(0.12), right(0.2), right(0.08)],
        &[
            "report.head.measure",
            "report.head.figure",
            "report.head.n",
            "report.head.interval",
            "report.head.evidence",
        ],
    );
    let found = ids
        .iter()
        .filter_map(|id| assessment.measures.iter().find(|measure| measure.id == *id));
    rows.rows = found
        .map(|measure| {
            let hidden = voice.hides_money() && measure.unit.tells_money();
            let interval = measure.interval.as_ref().filter(|_| !hidden);
            Row::body(vec![
                Cell::text(voice.measure_name(&measure.id)),
                Cell::text(voice.figure(measure.value, measure.unit)),
                Cell::text(measure.n.map_or_else(|| NONE.to_owned(), figures::count)),
                interval_cell(voice, interval, measure.unit),
                Cell::text(format!("{:?}", measure.grade)),
            ])
        })
        .collect();
    let any = !rows.rows.is_empty();
    out.table(&voice.t(key), &rows, None, None);
    any
}

fn interval_cell(voice: &Voice<'_>, interval: Option<&ConfidenceInterval>, unit: Unit) -> Cell {
    Cell::text(interval.map_or_else(
        || NONE.to_owned(),
        |interval| voice.figures.interval(interval, unit),
    ))
}

/// Customers with a trait against those without: counts, risk ratio and difference, each with its
/// interval. Nothing where there is no comparison of these kinds.
fn outcomes(out: &mut Composer<'_>, assessment: &Assessment, ids: &[&str]) {
    let voice = out.voice;
    let all = &assessment.exhibits.voice.outcomes;
    let found: Vec<&OutcomeTable> = all
        .iter()
        .filter(|table| ids.contains(&table.id.as_str()))
        .collect();
    if found.is_empty() {
        return;
    }
    let mut rows = table(
        voice,
        vec![
            left(0.22),
            right(0.17),
            right(0.17),
            right(0.2),
            right(0.24),
        ],
        &[
            "report.voice.head.groups",
            "report.voice.head.exposed",
            "report.voice.head.others",
            "report.voice.head.ratio",
            "report.voice.head.difference",
        ],
    );
    rows.rows = found
        .into_iter()
        .map(|table| outcome(voice, table))
        .collect();
    let key = "report.voice.outcomes";
    noted(out, key, &rows, "report.voice.source.orders");
}

fn outcome(voice: &Voice<'_>, table: &OutcomeTable) -> Row {
    let group = |lost: u64, of: u64| {
        let share = figures::percent(lost as f64 / of.max(1) as f64);
        Cell::text(format!(
            "{share}{}",
            voice.fill(
                "report.voice.of",
                [
                    ("part", figures::count(lost)),
                    ("whole", figures::count(of))
                ],
            )
        ))
    };
    let with = |value: String, interval: Option<&ConfidenceInterval>, unit: Unit| match interval {
        Some(interval) => format!("{value} {}", voice.figures.interval(interval, unit)),
        None => value,
    };
    let ratio = table.ratio.map_or_else(
        || NONE.to_owned(),
        |ratio| {
            with(
                figures::grouped(ratio, 2),
                table.ratio_interval.as_ref(),
                Unit::Stars,
            )
        },
    );
    let difference = with(
        figures::percent(table.difference),
        Some(&table.difference_interval),
        Unit::Share,
    );
    Row::body(vec![
        Cell::text(voice.t(&format!("voice.outcome.{}", table.id))),
        group(table.exposed_lost, table.exposed),
        group(table.others_lost, table.others),
        Cell::text(ratio),
        Cell::text(difference),
    ])
}

/// A table with its source and a note on how to read it.
fn noted(out: &mut Composer<'_>, key: &str, rows: &Table, source: &str) {
    let voice = out.voice;
    let note = note(voice, key, source);
    out.table(&voice.t(key), rows, None, Some(note));
}

fn note(voice: &Voice<'_>, key: &str, source: &str) -> String {
    let gap = if voice.lang == Lang::ZhCn { "" } else { " " };
    format!(
        "{}{gap}{}",
        voice.t(source),
        voice.t(&format!("{key}.note"))
    )
}

/// A share or a difference of shares in a sentence: parentheses would be read as an aside.
fn signed(share: f64) -> String {
    let magnitude = figures::percent(share.abs());
    match share < 0.0 {
        true => format!("−{magnitude}"),
        false => magnitude,
    }
}

/// A difference of shares in a sentence, in points of a hundred.
fn points(difference: f64) -> String {
    let magnitude = figures::grouped(difference.abs() * 100.0, 1);
    match difference < 0.0 {
        true => format!("−{magnitude}"),
        false => magnitude,
    }
}

/// Days in a sentence or cell; hours below two days.
fn duration(voice: &Voice<'_>, days: f64) -> String {
    match days < 2.0 {
        true => voice.figure(days * 24.0, Unit::Hours),
        false => voice.figure(days, Unit::Days),
    }
}
