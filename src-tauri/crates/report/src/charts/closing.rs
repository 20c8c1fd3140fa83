use assess::OpenStep;

use crate::canvas::Canvas;
use crate::charts::{step, tick};
use crate::page::Color;
use crate::text::{Style, Typesetter};
use crate::theme::{INK, MUTED, RULE, SMALL, WIDTH};

/// Share of the cases still open, by days since their beginning.
pub(crate) struct OpenCurve<'s> {
    pub label: String,
    pub color: Color,
    pub steps: &'s [OpenStep],
}

/// Curves of open cases over one axis of days. Each ends where its last case ended.
pub(crate) fn closing<'a>(
    set: &'a Typesetter<'a>,
    curves: &[OpenCurve<'_>],
    words: (&str, &str),
) -> Canvas<'a> {
    let (left, top, width, height) = (44.0, 30.0, WIDTH - 56.0, 130.0);
    let mut canvas = Canvas::new(set, top + height + 34.0);
    let last = curves.iter().filter_map(|curve| curve.steps.last());
    let end = last.map(|step| step.days).fold(1.0_f64, f64::max);
    let x = |days: f64| left + width * (days / end) as f32;
    let y = |share: f64| top + height * (1.0 - share.clamp(0.0, 1.0) as f32);
    canvas.text(0.0, 8.0, words.0, Style::regular(SMALL, MUTED));
    for quarter in 0..=4_u8 {
        let share = f64::from(quarter) / 4.0;
        canvas.line((left, y(share)), (left + width, y(share)), RULE, 0.4);
        canvas.right(
            left - 5.0,
            y(share) + 2.4,
            &format!("{:.0}%", share * 100.0),
            Style::regular(6.6, MUTED),
        );
    }
    let grid = step(end, 7.0).max(1.0);
    for mark in 0..=(end / grid).floor() as u32 {
        let days = f64::from(mark) * grid;
        canvas.centred(
            x(days),
            top + height + 10.0,
            &tick(days),
            Style::regular(6.6, MUTED),
        );
    }
    canvas.centred(
        left + width / 2.0,
        top + height + 22.0,
        words.1,
        Style::regular(SMALL, MUTED),
    );
    let mut legend = left;
    for curve in curves {
        let mut points = vec![(x(0.0), y(1.0))];
        let mut open = 1.0;
        for step in curve.steps {
            points.push((x(step.days), y(open)));
            open = step.open;
            points.push((x(step.days), y(open)));
        }
        canvas.polyline(&points, curve.color, 1.4);
        let style = Style::regular(7.2, INK);
        canvas.rect(legend, 17.0, 12.0, 2.2, curve.color);
        canvas.text(legend + 16.0, 20.6, &curve.label, style);
        legend += 16.0 + canvas.set.width(&curve.label, style) + 18.0;
    }
    canvas
}
