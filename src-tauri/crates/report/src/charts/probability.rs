use assess::{CalibrationBin, TrackingPoint};

use super::{step, tick};
use crate::canvas::Canvas;
use crate::text::{Style, Typesetter};
use crate::theme::{BLUE, FAINT, INK, MUTED, NAVY, RED, RULE, SMALL, WIDTH};

/// Predicted probability across, observed share up, each with its interval; on the dashed line
/// both agree.
pub(crate) fn calibration<'a>(
    set: &'a Typesetter<'a>,
    bins: &[CalibrationBin],
    words: (&str, &str),
) -> Canvas<'a> {
    let (high, wide) = (150.0, 230.0);
    let mut canvas = Canvas::new(set, high + 46.0);
    let (x, y) = ((WIDTH - wide) / 2.0, 18.0);
    let small = Style::regular(6.6, MUTED);
    let top = bins
        .iter()
        .map(|bin| bin.predicted.max(bin.observed.upper))
        .fold(0.0, f64::max);
    let grid = step(top.max(0.05), 4.0);
    let end = (top / grid).ceil().max(1.0) * grid;
    let end = end.min(1.0);
    let across = |share: f64| x + wide * (share / end).clamp(0.0, 1.0) as f32;
    let level = |share: f64| y + high * (1.0 - (share / end).clamp(0.0, 1.0) as f32);
    canvas.text(x - 26.0, y - 8.0, words.1, Style::regular(SMALL, MUTED));
    for line in 0..=(end / grid).round() as u32 {
        let share = f64::from(line) * grid;
        let written = format!("{}%", tick(share * 100.0));
        canvas.line((x, level(share)), (x + wide, level(share)), RULE, 0.4);
        canvas.right(x - 4.0, level(share) + 2.4, &written, small);
        canvas.centred(across(share), y + high + 10.0, &written, small);
    }
    canvas.dashed((x, y + high), (x + wide, y), FAINT, 0.8);
    for bin in bins {
        let at = across(bin.predicted);
        let (lower, upper) = (level(bin.observed.lower), level(bin.observed.upper));
        canvas.line((at, lower), (at, upper), BLUE, 0.9);
        canvas.line((at - 2.0, lower), (at + 2.0, lower), BLUE, 0.9);
        canvas.line((at - 2.0, upper), (at + 2.0, upper), BLUE, 0.9);
        canvas.dot(at, level(bin.observed.share), 2.4, Some(BLUE), None);
    }
    canvas.centred(
        x + wide / 2.0,
        y + high + 22.0,
        words.0,
        Style::regular(SMALL, MUTED),
    );
    canvas
}

/// Labels of the tracking plot.
pub(crate) struct TrackingWords {
    pub actual: String,
    pub expected: String,
    pub cut: String,
    pub axis: String,
}

/// Cumulated purchases made and expected; beyond the cut nothing was known.
pub(crate) fn tracking<'a>(
    set: &'a Typesetter<'a>,
    points: &[TrackingPoint],
    cut: records::Date,
    words: &TrackingWords,
) -> Canvas<'a> {
    let high = 150.0;
    let mut canvas = Canvas::new(set, high + 40.0);
    let (x, y, wide) = (48.0, 20.0, WIDTH - 60.0);
    let small = Style::regular(6.6, MUTED);
    let top = points
        .iter()
        .map(|point| point.expected.max(point.actual as f64))
        .fold(1.0, f64::max);
    let grid = step(top, 4.0);
    let end = (top / grid).ceil() * grid;
    let last = points.len().saturating_sub(1).max(1) as f32;
    let across = |at: usize| x + wide * at as f32 / last;
    let level = |value: f64| y + high * (1.0 - (value / end) as f32);
    canvas.text(0.0, y - 9.0, &words.axis, Style::regular(SMALL, MUTED));
    for line in 0..=(end / grid).round() as u32 {
        let value = f64::from(line) * grid;
        canvas.line((x, level(value)), (x + wide, level(value)), RULE, 0.4);
        canvas.right(x - 5.0, level(value) + 2.4, &tick(value), small);
    }
    let open = points.iter().position(|point| point.day >= cut);
    if let Some(open) = open {
        canvas.dashed((across(open), y), (across(open), y + high), RED, 0.7);
        let label = format!("{} {cut}", words.cut);
        canvas.right(
            across(open) - 4.0,
            y + 8.0,
            &label,
            Style::regular(6.8, RED),
        );
    }
    let curve = |value: &dyn Fn(&TrackingPoint) -> f64| -> Vec<(f32, f32)> {
        let points = points.iter().enumerate();
        points
            .map(|(at, point)| (across(at), level(value(point))))
            .collect()
    };
    canvas.polyline(&curve(&|point| point.actual as f64), NAVY, 1.5);
    for pair in curve(&|point| point.expected).windows(2) {
        canvas.dashed(pair[0], pair[1], BLUE, 1.2);
    }
    let every = points.len().div_ceil(8).max(1);
    for (at, point) in points.iter().enumerate().step_by(every) {
        let month = format!("{:04}-{:02}", point.day.year(), point.day.month());
        canvas.centred(across(at), y + high + 10.0, &month, small);
    }
    let mut legend = x + 8.0;
    for (word, color, dash) in [(&words.actual, NAVY, false), (&words.expected, BLUE, true)] {
        let from = (legend, y + 8.0);
        let to = (legend + 18.0, y + 8.0);
        if dash {
            canvas.dashed(from, to, color, 1.2);
        } else {
            canvas.line(from, to, color, 1.5);
        }
        let style = Style::regular(7.2, INK);
        canvas.text(legend + 22.0, y + 10.6, word, style);
        legend += 34.0 + set.width(word, style);
    }
    canvas
}
