use assess::Assessment;
use records::Severity;

use super::{Matter, cover, dimension_anchor};
use crate::charts::{Spoke, gauge, radar};
use crate::compose::Composer;
use crate::figures;
use crate::page::Stroke;
use crate::table::{Cell, Row, Table, centre, left, right};
use crate::text::Style;
use crate::theme::{INK, MUTED, NAVY, RULE, SMALL, WIDTH};
use crate::voice::{NONE, Voice};

/// 评估总览: total or why none, coverage, radar, key figures, scores.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let assessment = matter.assessment;
    out.chapter(&voice.t("report.summary"), "summary");
    out.section(&voice.t("report.summary.conclusion"), "summary.conclusion");
    out.para(&conclusion(voice, assessment));
    if assessment.total.is_none() {
        let args = [
            ("coverage", figures::percent(assessment.coverage)),
            (
                "minimum",
                figures::percent(assessment.framework.minimum_coverage),
            ),
        ];
        out.para(&voice.fill("report.withheld.reason", args));
    }
    out.para(&extremes(voice, assessment));
    panel(out, assessment);
    out.section(&voice.t("report.summary.scores"), "summary.scores");
    out.para(&voice.t("report.summary.scores.lead"));
    if assessment.dimensions.len() > 2 {
        let spokes: Vec<Spoke> = assessment
            .dimensions
            .iter()
            .map(|dimension| Spoke {
                name: voice.words(&dimension.name),
                score: dimension.score,
            })
            .collect();
        let drawing = radar(out.set, &spokes);
        out.figure(
            &voice.t("report.summary.radar"),
            drawing,
            Some(voice.t("report.source.radar")),
        );
    }
    let table = scores(voice, assessment);
    out.table(
        &voice.t("report.summary.scores"),
        &table,
        None,
        Some(voice.t("report.source.scores")),
    );
    let table = bands(voice, assessment);
    out.table(&voice.t("report.summary.bands"), &table, None, None);
}

fn conclusion(voice: &Voice<'_>, assessment: &Assessment) -> String {
    let count = |severity| {
        assessment
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let scored = assessment
        .dimensions
        .iter()
        .filter(|dimension| dimension.score.is_some())
        .count();
    let key = if assessment.total.is_some() {
        "report.conclusion"
    } else {
        "report.conclusion.withheld"
    };
    voice.fill(
        key,
        [
            ("target", assessment.target.clone()),
            ("as_of", voice.figures.day(assessment.definitions.as_of)),
            ("framework", voice.words(&assessment.framework.name)),
            ("total", voice.score(assessment.total)),
            ("coverage", figures::percent(assessment.coverage)),
            ("grade", format!("{:?}", assessment.grade)),
            ("dimensions", assessment.dimensions.len().to_string()),
            ("scored", scored.to_string()),
            ("critical", count(Severity::Critical).to_string()),
            ("warning", count(Severity::Warning).to_string()),
        ],
    )
}

/// The strongest and weakest dimensions in words, and those without evidence.
fn extremes(voice: &Voice<'_>, assessment: &Assessment) -> String {
    let mut scored: Vec<_> = assessment
        .dimensions
        .iter()
        .filter_map(|dimension| Some((dimension, dimension.score?)))
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.number.cmp(&b.0.number)));
    let name = |(dimension, score): &(&assess::DimensionResult, f64)| {
        let args = [
            ("name", voice.words(&dimension.name)),
            ("score", figures::score(*score)),
        ];
        voice.fill("report.conclusion.scored", args)
    };
    let comma = voice.t("report.comma");
    let missing: Vec<String> = assessment
        .dimensions
        .iter()
        .filter(|dimension| dimension.score.is_none())
        .map(|dimension| voice.words(&dimension.name))
        .collect();
    let mut words = String::new();
    if scored.len() >= 6 {
        let best: Vec<String> = scored.iter().take(3).map(name).collect();
        let worst: Vec<String> = scored.iter().rev().take(3).map(name).collect();
        words += &voice.fill(
            "report.conclusion.extremes",
            [("best", best.join(&comma)), ("worst", worst.join(&comma))],
        );
    }
    if !missing.is_empty() {
        let args = [
            ("count", missing.len().to_string()),
            ("names", missing.join(&comma)),
        ];
        words += &voice.fill("report.conclusion.missing", args);
    }
    words
}

/// Dial at the left, cards at the right.
fn panel(out: &mut Composer<'_>, assessment: &Assessment) {
    let voice = out.voice;
    let mut canvas = out.canvas(132.0);
    let stroke = Stroke {
        color: RULE,
        width: 0.7,
        dash: None,
    };
    canvas.card((0.0, 0.0, 152.0, 132.0), 4.0, None, Some(stroke));
    let words = match assessment.total {
        Some(total) => (figures::score(total), voice.t("report.cover.of_hundred")),
        None => (voice.t("report.withheld"), voice.t("report.withheld.short")),
    };
    let dial = gauge(out.set, assessment.total, (&words.0, &words.1), 132.0);
    canvas.place(dial, 10.0, 14.0);
    let coverage = voice.fill(
        "report.cover.coverage",
        [("coverage", figures::percent(assessment.coverage))],
    );
    canvas.centred(76.0, 104.0, &coverage, Style::regular(7.8, INK));
    let grade = voice.fill(
        "report.cover.grade",
        [("grade", format!("{:?}", assessment.grade))],
    );
    canvas.centred(76.0, 117.0, &grade, Style::regular(7.8, INK));
    let (left, gap) = (162.0, 8.0);
    let wide = (WIDTH - left - 2.0 * gap) / 3.0;
    let cards = cover::key_figures(voice, assessment);
    if cards.is_empty() {
        let words = voice.t("report.key.none");
        let at = (left + 14.0, 60.0);
        canvas.paragraph(
            at,
            WIDTH - left - 28.0,
            &words,
            Style::regular(9.0, MUTED),
            15.0,
        );
    }
    for (at, (name, value)) in cards.into_iter().take(6).enumerate() {
        let x = left + (wide + gap) * (at % 3) as f32;
        let y = 70.0 * (at / 3) as f32;
        canvas.card((x, y, wide, 62.0), 4.0, None, Some(stroke));
        let style = Style::regular(SMALL, MUTED);
        let name = canvas.set.fitted(&name, style, wide - 18.0);
        canvas.text(x + 9.0, y + 18.0, &name, style);
        canvas.text(x + 9.0, y + 44.0, &value, Style::bold(16.0, NAVY));
    }
    out.drawing(canvas, 10.0, false);
}

/// Dimensions by how they scored, with their names.
fn bands(voice: &Voice<'_>, assessment: &Assessment) -> Table {
    const BANDS: [(&str, f64, f64); 4] = [
        ("good", 75.0, f64::INFINITY),
        ("fair", 60.0, 75.0),
        ("weak", 40.0, 60.0),
        ("poor", f64::NEG_INFINITY, 40.0),
    ];
    let mut table = Table::new(
        vec![left(0.22), centre(0.12), left(0.66)],
        ["band", "count", "dimensions"]
            .iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let comma = voice.t("report.comma");
    let mut row = |id: &str, color, wanted: &dyn Fn(Option<f64>) -> bool| {
        let names: Vec<String> = assessment
            .dimensions
            .iter()
            .filter(|dimension| wanted(dimension.score))
            .map(|dimension| voice.words(&dimension.name))
            .collect();
        table.rows.push(Row::body(vec![
            Cell::text(voice.t(&format!("report.band.{id}")))
                .bold()
                .color(color),
            Cell::text(names.len().to_string()),
            Cell::text(if names.is_empty() {
                NONE.to_owned()
            } else {
                names.join(&comma)
            }),
        ]));
    };
    for (id, from, to) in BANDS {
        let within = |score: Option<f64>| score.is_some_and(|score| from <= score && score < to);
        row(id, crate::theme::score_color(Some(from.max(0.0))), &within);
    }
    row("none", MUTED, &|score| score.is_none());
    table
}

fn scores(voice: &Voice<'_>, assessment: &Assessment) -> Table {
    let head = [
        "number",
        "dimension",
        "weight",
        "coverage",
        "grade",
        "score",
    ];
    let mut table = Table::new(
        vec![
            centre(0.07),
            left(0.33),
            right(0.11),
            right(0.12),
            centre(0.11),
            left(0.30),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    // Weights of a framework file need not add up to one.
    let whole: f64 = assessment
        .dimensions
        .iter()
        .map(|dimension| dimension.weight)
        .sum();
    table.rows = assessment
        .dimensions
        .iter()
        .map(|dimension| {
            let coverage = if dimension.coverage > 0.0 {
                figures::percent(dimension.coverage)
            } else {
                NONE.to_owned()
            };
            let grade = if dimension.score.is_some() {
                format!("{:?}", dimension.grade)
            } else {
                voice.t("report.no_evidence")
            };
            Row::body(vec![
                Cell::text(dimension.number.to_string()).muted(),
                Cell::text(voice.words(&dimension.name)).link(dimension_anchor(dimension.number)),
                Cell::text(figures::percent(dimension.weight / whole)),
                Cell::text(coverage),
                Cell::text(grade),
                Cell::score(dimension.score),
            ])
        })
        .collect();
    let scored = assessment.total.is_some();
    table.rows.push(Row::total(vec![
        Cell::blank(),
        Cell::text(voice.t("report.total")).bold(),
        Cell::text(figures::percent(1.0)).bold(),
        Cell::text(figures::percent(assessment.coverage)).bold(),
        Cell::text(format!("{:?}", assessment.grade)).bold(),
        if scored {
            Cell::score(assessment.total)
        } else {
            Cell::text(voice.t("report.withheld")).bold()
        },
    ]));
    table
}
