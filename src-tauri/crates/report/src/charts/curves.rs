use assess::{Concentration, SurvivalStep};

use crate::canvas::Canvas;
use crate::charts::step;
use crate::figures;
use crate::page::Stroke;
use crate::text::{Style, Typesetter};
use crate::theme::{BLUE, FAINT, INK, MUTED, NAVY, RED, RULE, SKY, SMALL, TEAL, WHITE, WIDTH};

const TICKS: Style = Style {
    face: crate::page::Face::Regular,
    size: 6.6,
    color: MUTED,
};

/// A frame with shares from 0 to 100 % on the left.
fn frame(canvas: &mut Canvas<'_>, area: (f32, f32, f32, f32), title: &str) {
    let (x, y, width, height) = area;
    canvas.text(x - 24.0, y - 8.0, title, Style::regular(SMALL, MUTED));
    for quarter in 0..=4_u8 {
        let share = f32::from(quarter) / 4.0;
        let line = y + height * (1.0 - share);
        canvas.line((x, line), (x + width, line), RULE, 0.4);
        canvas.right(
            x - 4.0,
            line + 2.4,
            &format!("{:.0}%", share * 100.0),
            TICKS,
        );
    }
    canvas.line((x, y + height), (x + width, y + height), MUTED, 0.7);
}

/// Lorenz curve at the left, share of the largest customers at the right.
pub(crate) fn concentration<'a>(
    set: &'a Typesetter<'a>,
    data: &Concentration,
    words: &ConcentrationWords,
) -> Canvas<'a> {
    let high = 160.0;
    let mut canvas = Canvas::new(set, high + 44.0);
    let half = WIDTH / 2.0;
    let left = (30.0, 20.0, half - 48.0, high);
    frame(&mut canvas, left, &words.lorenz_y);
    lorenz(&mut canvas, left, data, words);
    let right = (half + 30.0, 20.0, half - 32.0, high);
    frame(&mut canvas, right, &words.top_y);
    cumulative(&mut canvas, right, data, words);
    canvas
}

/// Labels of the concentration figure.
pub(crate) struct ConcentrationWords {
    pub lorenz_x: String,
    pub lorenz_y: String,
    pub equality: String,
    pub gini: String,
    pub top_x: String,
    pub top_y: String,
}

fn lorenz(
    canvas: &mut Canvas<'_>,
    area: (f32, f32, f32, f32),
    data: &Concentration,
    words: &ConcentrationWords,
) {
    let (x, y, width, height) = area;
    let point = |share: &(f64, f64)| {
        (
            x + width * share.0 as f32,
            y + height * (1.0 - share.1 as f32),
        )
    };
    let curve: Vec<_> = data.lorenz.iter().map(point).collect();
    let mut lens = curve.clone();
    lens.push((x + width, y));
    lens.push((x, y + height));
    if curve.len() > 1 {
        canvas.polygon(&lens, Some(SKY.mix(WHITE, 0.6)), None);
    }
    canvas.dashed((x, y + height), (x + width, y), FAINT, 0.8);
    canvas.polyline(&curve, BLUE, 1.4);
    for quarter in 0..=4_u8 {
        let share = f32::from(quarter) / 4.0;
        canvas.centred(
            x + width * share,
            y + height + 9.0,
            &format!("{:.0}%", share * 100.0),
            TICKS,
        );
    }
    canvas.centred(
        x + width / 2.0,
        y + height + 19.0,
        &words.lorenz_x,
        Style::regular(SMALL, MUTED),
    );
    canvas.text(x + 8.0, y + 14.0, &words.gini, Style::bold(8.0, NAVY));
    canvas.text(
        x + 8.0,
        y + 25.0,
        &words.equality,
        Style::regular(6.6, MUTED),
    );
}

fn cumulative(
    canvas: &mut Canvas<'_>,
    area: (f32, f32, f32, f32),
    data: &Concentration,
    words: &ConcentrationWords,
) {
    let (x, y, width, height) = area;
    let count = data.cumulative.len().max(1);
    let pitch = width / count as f32;
    let level = |share: f64| y + height * (1.0 - (share as f32).clamp(0.0, 1.0));
    let mut before = 0.0;
    for (at, share) in data.cumulative.iter().enumerate() {
        let own = share - before;
        before = *share;
        let head = level(own);
        canvas.rect(
            x + pitch * (at as f32 + 0.18),
            head,
            pitch * 0.64,
            y + height - head,
            SKY,
        );
    }
    let curve: Vec<_> = data
        .cumulative
        .iter()
        .enumerate()
        .map(|(at, share)| (x + pitch * (at as f32 + 0.5), level(*share)))
        .collect();
    canvas.polyline(&curve, NAVY, 1.3);
    for mark in [1_usize, 5, 10, 20, 50] {
        let Some(share) = data.cumulative.get(mark - 1) else {
            continue;
        };
        let at = (x + pitch * (mark as f32 - 0.5), level(*share));
        canvas.centred(at.0, y + height + 9.0, &mark.to_string(), TICKS);
        canvas.dot(
            at.0,
            at.1,
            2.0,
            Some(RED),
            Some(Stroke {
                color: WHITE,
                width: 0.6,
                dash: None,
            }),
        );
        let words = figures::percent(*share);
        let style = Style::bold(6.8, INK);
        // Below the curve, which only rises: the label never crosses it.
        let far = x + width - canvas.set.width(&words, style);
        canvas.text((at.0 + 4.0).min(far), at.1 + 8.6, &words, style);
    }
    canvas.centred(
        x + width / 2.0,
        y + height + 19.0,
        &words.top_x,
        Style::regular(SMALL, MUTED),
    );
}

/// Kaplan–Meier curve with its band and the customers still observed.
pub(crate) fn survival<'a>(
    set: &'a Typesetter<'a>,
    steps: &[SurvivalStep],
    words: (&str, &str, &str),
) -> Canvas<'a> {
    let high = 150.0;
    let mut canvas = Canvas::new(set, high + 56.0);
    let area = (48.0, 20.0, WIDTH - 60.0, high);
    let (x, y, width, height) = area;
    frame(&mut canvas, area, words.0);
    let end = steps.last().map_or(1.0, |step| step.months).max(1.0);
    let across = |months: f64| x + width * (months / end) as f32;
    let level = |share: f64| y + height * (1.0 - (share as f32).clamp(0.0, 1.0));
    let stair = |value: &dyn Fn(&SurvivalStep) -> f64| {
        let mut points = vec![(x, level(1.0))];
        let mut last = 1.0;
        for step in steps {
            points.push((across(step.months), level(last)));
            last = value(step);
            points.push((across(step.months), level(last)));
        }
        points
    };
    let mut band = stair(&|step| step.upper);
    band.extend(stair(&|step| step.lower).into_iter().rev());
    canvas.polygon(&band, Some(TEAL.mix(WHITE, 0.82)), None);
    canvas.polyline(&stair(&|step| step.survival), TEAL, 1.4);
    let grid = step(end, 6.0).max(1.0);
    canvas.text(0.0, y + height + 33.0, words.2, Style::regular(6.6, MUTED));
    for mark in 0..=(end / grid).floor() as u32 {
        let months = f64::from(mark) * grid;
        canvas.centred(
            across(months),
            y + height + 9.0,
            &crate::charts::tick(months),
            TICKS,
        );
        let at_risk = steps
            .iter()
            .find(|step| step.months >= months)
            .map(|step| step.at_risk);
        if let Some(at_risk) = at_risk {
            canvas.centred(
                across(months),
                y + height + 33.0,
                &figures::count(at_risk),
                TICKS,
            );
        }
    }
    canvas.centred(
        x + width / 2.0,
        y + height + 20.0,
        words.1,
        Style::regular(SMALL, MUTED),
    );
    if let Some(last) = steps.last() {
        canvas.right(
            x + width,
            level(last.upper) - 4.0,
            &figures::percent(last.survival),
            Style::bold(8.0, TEAL),
        );
    }
    canvas
}
