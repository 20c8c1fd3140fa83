use assess::{Assessment, DimensionResult, EvidenceLine, ItemResult};

use super::{Matter, dimension_anchor, finding_anchor};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Align, Cell, Row, Table, centre, left, right};
use crate::text::Style;
use crate::theme::{INK, MUTED, PALE, SMALL, TRACK, WIDTH, score_color};
use crate::voice::{NONE, Voice};

/// One block a dimension: score, coverage, grade; items with their figures and answers.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let assessment = matter.assessment;
    let count = assessment.dimensions.len().to_string();
    out.chapter(
        &voice.fill("report.dimensions", [("count", count)]),
        "dimensions",
    );
    out.para(&voice.t("report.dimensions.lead"));
    let whole: f64 = assessment
        .dimensions
        .iter()
        .map(|dimension| dimension.weight)
        .sum();
    for dimension in &assessment.dimensions {
        out.section(
            &voice.words(&dimension.name),
            &dimension_anchor(dimension.number),
        );
        strip(
            out,
            dimension,
            dimension.weight / whole.max(f64::MIN_POSITIVE),
        );
        let name = [("name", voice.words(&dimension.name))];
        let table = items(voice, assessment, dimension);
        out.table(
            &voice.fill("report.dimensions.table", name),
            &table,
            None,
            None,
        );
        related(out, assessment, dimension);
    }
}

/// Score bar, coverage, grade and weight in one line.
fn strip(out: &mut Composer<'_>, dimension: &DimensionResult, weight: f64) {
    let voice = out.voice;
    let mut canvas = out.canvas(34.0);
    canvas.rect(0.0, 0.0, WIDTH, 34.0, PALE);
    let color = score_color(dimension.score);
    let label = Style::regular(SMALL, MUTED);
    canvas.text(10.0, 12.5, &voice.t("report.head.score"), label);
    let words = dimension
        .score
        .map_or_else(|| voice.t("report.no_score"), figures::score);
    let size = if dimension.score.is_some() { 13.0 } else { 9.0 };
    canvas.text(10.0, 27.5, &words, Style::bold(size, color));
    if let Some(score) = dimension.score {
        canvas.rect(70.0, 20.6, 150.0, 6.0, TRACK);
        canvas.rect(
            70.0,
            20.6,
            150.0 * (score as f32 / 100.0).clamp(0.0, 1.0),
            6.0,
            color,
        );
    }
    let evidence = dimension.score.is_some();
    let facts = [
        (
            "coverage",
            if evidence {
                figures::percent(dimension.coverage)
            } else {
                NONE.to_owned()
            },
        ),
        (
            "grade_full",
            if evidence {
                format!("{:?}  {}", dimension.grade, voice.grade(dimension.grade))
            } else {
                voice.t("report.no_evidence")
            },
        ),
        ("weight", figures::percent(weight)),
    ];
    for ((id, value), x) in facts.into_iter().zip([244.0, 312.0, 428.0]) {
        canvas.text(x, 12.5, &voice.t(&format!("report.head.{id}")), label);
        canvas.text(x, 27.0, &value, Style::bold(9.0, INK));
    }
    out.drawing(canvas, 4.0, true);
}

fn items(voice: &Voice<'_>, assessment: &Assessment, dimension: &DimensionResult) -> Table {
    let head = ["item", "figure", "n", "interval", "evidence", "score"];
    let mut table = Table::new(
        vec![
            left(0.35),
            right(0.17),
            right(0.09),
            right(0.18),
            centre(0.08),
            right(0.13),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let whole: f64 = dimension.items.iter().map(|item| item.weight).sum();
    for (at, item) in dimension.items.iter().enumerate() {
        table.rows.push(item_row(
            voice,
            at,
            item,
            item.weight / whole.max(f64::MIN_POSITIVE),
        ));
        table
            .rows
            .extend(item.evidence.iter().map(|line| match line {
                EvidenceLine::Measure { measure, score, .. } => {
                    measure_row(voice, assessment, measure, *score)
                }
                EvidenceLine::Question { .. } => question_row(voice, line),
            }));
    }
    table
}

fn item_row(voice: &Voice<'_>, at: usize, item: &ItemResult, weight: f64) -> Row {
    let coverage = if item.coverage > 0.0 {
        figures::percent(item.coverage)
    } else {
        NONE.to_owned()
    };
    let facts = voice.fill(
        "report.item.facts",
        [("weight", figures::percent(weight)), ("coverage", coverage)],
    );
    let grade = if item.score.is_some() {
        format!("{:?}", item.grade)
    } else {
        NONE.to_owned()
    };
    Row::group(vec![
        Cell::text(format!("{}. {}", at + 1, voice.words(&item.name)))
            .bold()
            .span(2),
        Cell::text(facts).muted().span(2).align(Align::Right),
        Cell::text(grade).bold(),
        Cell::text(voice.score(item.score))
            .bold()
            .color(score_color(item.score)),
    ])
}

fn measure_row(voice: &Voice<'_>, assessment: &Assessment, id: &str, score: Option<f64>) -> Row {
    let name = Cell::text(voice.measure_name(id)).indent(8.0);
    if let Some(measure) = assessment.measures.iter().find(|measure| measure.id == id) {
        let interval = measure.interval.as_ref();
        let interval = interval.filter(|_| !(voice.hides_money() && measure.unit.tells_money()));
        let interval = interval.map_or_else(
            || NONE.to_owned(),
            |interval| voice.figures.interval(interval, measure.unit),
        );
        let score = score.map_or_else(|| voice.t("report.unscored"), figures::score);
        return Row::body(vec![
            name,
            Cell::text(voice.figure(measure.value, measure.unit)),
            Cell::text(measure.n.map_or_else(|| NONE.to_owned(), figures::count)),
            Cell::text(interval),
            Cell::text(format!("{:?}", measure.grade)),
            Cell::text(score),
        ]);
    }
    let reason = assessment.absent.iter().find(|absent| absent.id == id);
    let reason = reason.map_or_else(
        || voice.t("absent.unknown"),
        |absent| voice.absent(&absent.reason),
    );
    absent_row(name.muted(), reason)
}

fn absent_row(name: Cell, reason: String) -> Row {
    Row::body(vec![
        name,
        Cell::text(reason).muted().span(3).align(Align::Left),
        Cell::text("E").muted(),
        Cell::text(NONE).muted(),
    ])
}

fn question_row(voice: &Voice<'_>, line: &EvidenceLine) -> Row {
    let EvidenceLine::Question {
        text,
        evidence_wanted,
        choice,
        evidence,
        score,
        grade,
        ..
    } = line
    else {
        return Row::default();
    };
    let name = Cell::text(voice.fill("report.question", [("text", voice.words(text))])).indent(8.0);
    let Some(choice) = choice else {
        return absent_row(
            name.muted(),
            voice.fill(
                "report.unanswered",
                [("wanted", voice.words(evidence_wanted))],
            ),
        );
    };
    let shown = evidence
        .as_deref()
        .map(str::trim)
        .filter(|shown| !shown.is_empty());
    let shown = shown.map_or_else(
        || voice.t("report.answer.no_document"),
        |shown| voice.data(shown),
    );
    let answer = voice.fill(
        "report.answer",
        [("choice", voice.choice(*choice)), ("evidence", shown)],
    );
    Row::body(vec![
        name,
        Cell::text(answer).span(3).align(Align::Left),
        Cell::text(format!("{grade:?}")),
        Cell::text(score.map_or_else(|| voice.t("report.unscored"), figures::score)),
    ])
}

/// Findings whose figure this dimension looks at.
fn related(out: &mut Composer<'_>, assessment: &Assessment, dimension: &DimensionResult) {
    let voice = out.voice;
    let found = assessment
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| {
            let number = finding
                .measure
                .as_deref()
                .and_then(|id| super::dimension_of(assessment, id));
            number == Some(dimension.number)
        });
    for (at, finding) in found {
        let page = out.page_of(&finding_anchor(at));
        out.keep();
        let line = voice.fill(
            "report.related",
            [("title", voice.finding(finding, "title")), ("page", page)],
        );
        out.linked_note(&line, &finding_anchor(at));
    }
}
