use assess::Assessment;

use super::Matter;
use crate::canvas::Canvas;
use crate::charts::gauge;
use crate::compose::Composer;
use crate::figures;
use crate::page::{Color, Stroke};
use crate::text::Style;
use crate::theme::{
    FAINT, INK, MARGIN, MUTED, NAVY, PAGE_HEIGHT, PAGE_WIDTH, RULE, SKY, TEAL, WHITE, WIDTH,
};
use crate::voice::Voice;

const BAND: f32 = 496.0;

/// Cover: who, what, as of when, the score or why there is none, key figures, confidentiality.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let mut canvas = Canvas::new(out.set, PAGE_HEIGHT);
    canvas.rect(0.0, 0.0, PAGE_WIDTH, BAND, NAVY);
    rings(&mut canvas);
    title(&mut canvas, voice, matter);
    facts(&mut canvas, voice, matter);
    panel(&mut canvas, voice, matter);
    foot(&mut canvas, voice);
    let name = voice.t("report.cover");
    out.alone(canvas.items, &name, "cover");
}

fn rings(canvas: &mut Canvas<'_>) {
    let centre = (PAGE_WIDTH - 70.0, 96.0);
    for ring in 0..5_u8 {
        let radius = 46.0 + f32::from(ring) * 34.0;
        let faint = NAVY.mix(SKY, 0.26 - 0.04 * f32::from(ring));
        // Kept inside the page: the arcs end at its edges.
        for (from, to) in clipped(centre, radius) {
            canvas.arc(centre, radius, (from, to), faint, 0.7);
        }
    }
}

/// Parts of a circle that lie on the band, as angles.
fn clipped(centre: (f32, f32), radius: f32) -> Vec<(f32, f32)> {
    let steps = 180;
    let angle = |at: usize| std::f32::consts::TAU * at as f32 / steps as f32;
    let inside = |at: usize| {
        let (x, y) = crate::canvas::polar(centre, radius, angle(at));
        (0.0..=PAGE_WIDTH).contains(&x) && (0.0..=BAND).contains(&y)
    };
    let mut parts = Vec::new();
    let mut from = None;
    for at in 0..=steps {
        match (inside(at), from) {
            (true, None) => from = Some(at),
            (false, Some(first)) => {
                parts.push((angle(first), angle(at - 1)));
                from = None;
            }
            _ => {}
        }
    }
    if let Some(first) = from {
        parts.push((angle(first), angle(steps)));
    }
    parts
}

fn title(canvas: &mut Canvas<'_>, voice: &Voice<'_>, matter: &Matter<'_>) {
    canvas.text(
        MARGIN,
        72.0,
        &voice.t("report.cover.kicker"),
        Style::bold(9.0, SKY),
    );
    canvas.rect(MARGIN, 192.0, 40.0, 3.0, TEAL.mix(WHITE, 0.25));
    let used = canvas.paragraph(
        (MARGIN, 234.0),
        WIDTH,
        &voice.t("report.title"),
        Style::bold(30.0, WHITE),
        38.0,
    );
    canvas.paragraph(
        (MARGIN, 234.0 + used + 4.0),
        WIDTH,
        &matter.assessment.target,
        Style::regular(16.0, WHITE),
        24.0,
    );
}

fn facts(canvas: &mut Canvas<'_>, voice: &Voice<'_>, matter: &Matter<'_>) {
    let (assessment, options) = (matter.assessment, matter.options);
    let mut lines = vec![(
        "report.cover.as_of",
        voice.figures.day(assessment.definitions.as_of),
    )];
    if let (Some(from), Some(to)) = (assessment.data.orders_from, assessment.data.orders_to) {
        let period = [
            ("from", voice.figures.day(from)),
            ("to", voice.figures.day(to)),
        ];
        lines.push(("report.cover.period", voice.fill("report.period", period)));
    }
    lines.push((
        "report.cover.framework",
        voice.words(&assessment.framework.name),
    ));
    let given = [
        ("report.cover.client", &options.client),
        ("report.cover.issuer", &options.issuer),
        ("report.cover.report_no", &options.report_no),
    ];
    lines.extend(
        given
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (key, text.clone())),
    );
    if let Some(date) = options.report_date {
        lines.push(("report.cover.date", voice.figures.day(date)));
    }
    let top = BAND - 30.0 - 17.0 * (lines.len() as f32 - 1.0);
    for (at, (key, value)) in lines.iter().enumerate() {
        let y = top + 17.0 * at as f32;
        canvas.text(MARGIN, y, &voice.t(key), Style::regular(9.0, SKY));
        let value = canvas
            .set
            .fitted(value, Style::regular(9.0, WHITE), WIDTH - 92.0);
        canvas.text(MARGIN + 92.0, y, &value, Style::regular(9.0, WHITE));
    }
}

/// Score at the left, key figures at the right.
fn panel(canvas: &mut Canvas<'_>, voice: &Voice<'_>, matter: &Matter<'_>) {
    let top = BAND + 48.0;
    let assessment = matter.assessment;
    let (main, below) = score_words(voice, assessment);
    let dial = gauge(canvas.set, assessment.total, (&main, &below), 170.0);
    canvas.place(dial, MARGIN, top);
    let coverage = voice.fill(
        "report.cover.coverage",
        [("coverage", figures::percent(assessment.coverage))],
    );
    canvas.centred(
        MARGIN + 85.0,
        top + 108.0,
        &coverage,
        Style::regular(8.4, INK),
    );
    let grade = voice.fill(
        "report.cover.grade",
        [("grade", format!("{:?}", assessment.grade))],
    );
    canvas.centred(MARGIN + 85.0, top + 122.0, &grade, Style::regular(8.4, INK));
    let x = MARGIN + 204.0;
    canvas.line((x - 18.0, top), (x - 18.0, top + 124.0), RULE, 0.7);
    let cards = key_figures(voice, assessment);
    if cards.is_empty() {
        let words = voice.t("report.key.none");
        let at = (x, top + 40.0);
        canvas.paragraph(at, 240.0, &words, Style::regular(9.0, MUTED), 15.0);
    }
    for (at, card) in cards.into_iter().take(4).enumerate() {
        let (column, row) = (at % 2, at / 2);
        let cell = (x + 142.0 * column as f32, top + 2.0 + 66.0 * row as f32);
        canvas.text(cell.0, cell.1 + 9.0, &card.0, Style::regular(8.2, MUTED));
        canvas.text(cell.0, cell.1 + 34.0, &card.1, Style::bold(19.0, NAVY));
    }
}

fn score_words(voice: &Voice<'_>, assessment: &Assessment) -> (String, String) {
    match assessment.total {
        Some(total) => (figures::score(total), voice.t("report.cover.of_hundred")),
        None => (voice.t("report.withheld"), voice.t("report.withheld.short")),
    }
}

fn foot(canvas: &mut Canvas<'_>, voice: &Voice<'_>) {
    let y = PAGE_HEIGHT - 62.0;
    let stroke = Stroke {
        color: NAVY,
        width: 0.8,
        dash: None,
    };
    let words = voice.t("report.confidential");
    let style = Style::bold(8.0, NAVY);
    let width = canvas.set.width(&words, style) + 14.0;
    canvas.card((MARGIN, y - 10.5, width, 15.0), 2.0, None, Some(stroke));
    canvas.text(MARGIN + 7.0, y, &words, style);
    let color: Color = FAINT.mix(MUTED, 0.6);
    canvas.paragraph(
        (MARGIN, y + 20.0),
        WIDTH,
        &voice.t("report.cover.confidential"),
        Style::regular(7.6, color),
        11.4,
    );
}

/// Name and value of the figures a buyer asks for first, those that are there.
pub(super) fn key_figures(voice: &Voice<'_>, assessment: &Assessment) -> Vec<(String, String)> {
    const WANTED: &[&str] = &[
        "retention.nrr",
        "concentration.top1",
        "retention.grr",
        "retention.logo_churn",
        "concentration.top5",
        "purchase.repeat_rate",
        "satisfaction.nps",
        "concentration.hhi",
        "concentration.gini",
        "concentration.top10",
    ];
    let mut cards = Vec::new();
    // Without orders the count is unknown, not zero.
    if assessment.data.orders_from.is_some() {
        let customers = figures::count(assessment.data.customers);
        cards.push((voice.t("report.key.customers"), customers));
    }
    let found = WANTED
        .iter()
        .filter_map(|id| assessment.measures.iter().find(|measure| measure.id == *id))
        .map(|measure| {
            (
                voice.t(&format!("report.key.{}", measure.id)),
                voice.figure(measure.value, measure.unit),
            )
        });
    cards.extend(found);
    cards
}
