use assess::{Assessment, ItemMatrix, TierOpinion, Unit, WaveOpinion};

use super::{figures as key_figures, interval_cell, note, noted};
use crate::charts::{self, Quadrants, Spot, Whisker};
use crate::compose::Composer;
use crate::figures;
use crate::sections::cube::{count, share, table};
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{NONE, Voice};

/// The figures that stand first.
const FIGURES: [&str; 11] = [
    "satisfaction.csat",
    "satisfaction.mean_100",
    "satisfaction.change",
    "satisfaction.nps",
    "satisfaction.effort",
    "satisfaction.repurchase",
    "satisfaction.dual_sourcing",
    "satisfaction.response_rate",
    "satisfaction.respondents",
    "satisfaction.revenue_coverage",
    "satisfaction.alpha",
];

/// 满意度调查: the figures, importance and performance, opinions by size class and by wave.
pub(super) fn write(out: &mut Composer<'_>, assessment: &Assessment) {
    let voice = out.voice;
    let exhibits = &assessment.exhibits.voice;
    out.section(&voice.t("report.voice.survey"), "satisfaction.survey");
    if !key_figures(out, assessment, "report.voice.survey.figures", &FIGURES) {
        out.para(&voice.t("report.voice.absent.survey"));
    }
    if let Some(matrix) = &exhibits.items {
        items(out, matrix);
    }
    if !exhibits.tiers.is_empty() {
        tiers(out, &exhibits.tiers);
    }
    if exhibits.waves.len() > 1 {
        let table = waves(voice, &exhibits.waves);
        noted(
            out,
            "report.voice.waves",
            &table,
            "report.voice.source.surveys",
        );
    }
}

fn items(out: &mut Composer<'_>, matrix: &ItemMatrix) {
    let voice = out.voice;
    let spots: Vec<Spot> = matrix
        .items
        .iter()
        .map(|item| Spot {
            label: voice.t(&format!("voice.item.{}", item.item)),
            x: item.importance,
            y: item.performance,
            stands_out: item.quadrant == "improve",
        })
        .collect();
    let corner = |id: &str| voice.t(&format!("voice.quadrant.{id}"));
    let words = Quadrants {
        x: voice.t("report.voice.items.x"),
        y: voice.t("report.voice.items.y"),
        corners: [
            corner("spare"),
            corner("keep"),
            corner("watch"),
            corner("improve"),
        ],
        divides: (matrix.importance, matrix.performance),
    };
    let drawing = charts::quadrants(out.set, &spots, &words);
    let key = "report.voice.items";
    let source = note(voice, key, "report.voice.source.surveys");
    out.figure(&voice.t(key), drawing, Some(source));
    let mut rows = table(
        voice,
        vec![
            left(0.2),
            right(0.1),
            right(0.14),
            right(0.14),
            right(0.14),
            right(0.12),
            left(0.16),
        ],
        &[
            "report.voice.head.item",
            "report.head.n",
            "report.voice.head.performance",
            "report.voice.head.gap",
            "report.voice.head.importance",
            "report.voice.head.p",
            "report.voice.head.quadrant",
        ],
    );
    rows.rows = matrix
        .items
        .iter()
        .map(|item| {
            Row::body(vec![
                Cell::text(voice.t(&format!("voice.item.{}", item.item))),
                count(item.n),
                Cell::text(figures::grouped(item.performance, 1)),
                Cell::text(figures::grouped(item.gap, 1)),
                Cell::text(figures::grouped(item.importance, 2)),
                Cell::text(figures::thousandths(item.p)),
                Cell::text(corner(&item.quadrant)),
            ])
        })
        .collect();
    out.table(&voice.t("report.voice.items.table"), &rows, None, None);
}

fn tiers(out: &mut Composer<'_>, all: &[TierOpinion]) {
    let voice = out.voice;
    let whiskers: Vec<Whisker> = all
        .iter()
        .filter_map(|tier| {
            let interval = tier.nps_interval.as_ref()?;
            Some(Whisker {
                label: voice.t(&format!("tier.{}", tier.tier)),
                value: tier.nps?,
                lower: interval.lower,
                upper: interval.upper,
                words: figures::grouped(tier.nps?, 1),
            })
        })
        .collect();
    if !whiskers.is_empty() {
        let drawing = charts::whiskers(out.set, &whiskers, (-100.0, 100.0));
        let key = "report.voice.tiers.figure";
        out.figure(
            &voice.t(key),
            drawing,
            Some(voice.t("report.voice.source.surveys")),
        );
    }
    let mut rows = table(
        voice,
        vec![
            left(0.25),
            right(0.13),
            right(0.11),
            right(0.1),
            right(0.15),
            right(0.1),
            right(0.16),
        ],
        &[
            "report.voice.head.class",
            "report.voice.head.answered",
            "report.voice.head.revenue_answered",
            "report.voice.head.nps",
            "report.head.interval",
            "report.voice.head.csat",
            "report.head.interval",
        ],
    );
    rows.rows = all.iter().map(|tier| tier_row(voice, tier)).collect();
    noted(
        out,
        "report.voice.tiers",
        &rows,
        "report.voice.source.surveys",
    );
}

fn tier_row(voice: &Voice<'_>, tier: &TierOpinion) -> Row {
    let revenue = tier.revenue.units();
    let of = [
        ("part", figures::count(tier.respondents)),
        ("whole", figures::count(tier.customers)),
    ];
    Row::body(vec![
        Cell::text(voice.t(&format!("tier.{}", tier.tier))),
        Cell::text(voice.fill("report.voice.parts", of)),
        share((revenue > 0.0).then(|| tier.answered_revenue.units() / revenue)),
        Cell::text(
            tier.nps
                .map_or_else(|| NONE.to_owned(), |nps| figures::grouped(nps, 1)),
        ),
        interval_cell(voice, tier.nps_interval.as_ref(), Unit::Points),
        share(tier.csat),
        interval_cell(voice, tier.csat_interval.as_ref(), Unit::Share),
    ])
}

fn waves(voice: &Voice<'_>, all: &[WaveOpinion]) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.28),
            right(0.1),
            right(0.12),
            right(0.2),
            right(0.1),
            right(0.2),
        ],
        &[
            "report.voice.head.wave",
            "report.voice.head.sheets",
            "report.voice.head.mean",
            "report.head.interval",
            "report.voice.head.nps",
            "report.head.interval",
        ],
    );
    let number = |value: Option<f64>| {
        Cell::text(value.map_or_else(|| NONE.to_owned(), |value| figures::grouped(value, 1)))
    };
    rows.rows = all
        .iter()
        .map(|wave| {
            let name = match wave.wave.is_empty() {
                true => format!(
                    "{} – {}",
                    figures::iso_day(wave.from),
                    figures::iso_day(wave.to)
                ),
                false => voice.data(&wave.wave),
            };
            Row::body(vec![
                Cell::text(name),
                count(wave.n),
                number(wave.mean),
                interval_cell(voice, wave.mean_interval.as_ref(), Unit::Points),
                number(wave.nps),
                interval_cell(voice, wave.nps_interval.as_ref(), Unit::Points),
            ])
        })
        .collect();
    rows
}
