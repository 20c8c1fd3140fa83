use crate::canvas::Canvas;
use crate::charts::{step, tick};
use crate::text::{Style, Typesetter};
use crate::theme::{BLUE, FAINT, INK, MUTED, NAVY, RED, RULE, SMALL, TEAL, WIDTH};

/// A step of the bridge: a level, or a change that starts where the last one ended.
pub(crate) struct Bar {
    pub label: String,
    pub value: f64,
    pub words: String,
    pub level: bool,
}

/// From the earlier window's revenue to the later one's.
pub(crate) fn waterfall<'a>(set: &'a Typesetter<'a>, bars: &[Bar], axis: &str) -> Canvas<'a> {
    let height = 190.0;
    let mut canvas = Canvas::new(set, height);
    let (left, top, bottom) = (44.0, 22.0, height - 18.0);
    let spans = spans(bars);
    let high = spans
        .iter()
        .fold(0.0_f64, |high, (from, to)| high.max(*from).max(*to));
    let low = spans
        .iter()
        .fold(0.0_f64, |low, (from, to)| low.min(*from).min(*to));
    let grid = step((high - low).max(1e-9), 4.0);
    let (ceiling, floor) = (
        (high / grid).ceil().max(1.0) * grid,
        (low / grid).floor() * grid,
    );
    let y = |value: f64| bottom - ((value - floor) / (ceiling - floor)) as f32 * (bottom - top);
    canvas.text(0.0, 8.0, axis, Style::regular(SMALL, MUTED));
    for line in 0..=((ceiling - floor) / grid).round() as i32 {
        let value = floor + f64::from(line) * grid;
        canvas.line((left, y(value)), (WIDTH, y(value)), RULE, 0.4);
        canvas.right(
            left - 5.0,
            y(value) + 2.6,
            &tick(value),
            Style::regular(6.6, MUTED),
        );
    }
    let pitch = (WIDTH - left) / bars.len().max(1) as f32;
    let thick = pitch * 0.58;
    for (at, (bar, (from, to))) in bars.iter().zip(&spans).enumerate() {
        let x = left + pitch * (at as f32 + 0.5);
        let (head, foot) = (y(from.max(*to)), y(from.min(*to)));
        let color = match (bar.level, bar.value < 0.0) {
            (true, _) if at == 0 => NAVY,
            (true, _) => BLUE,
            (false, true) => RED,
            (false, false) => TEAL,
        };
        canvas.rect(x - thick / 2.0, head, thick, (foot - head).max(0.6), color);
        canvas.centred(x, head - 3.4, &bar.words, Style::bold(7.0, INK));
        canvas.centred(x, height - 5.0, &bar.label, Style::regular(7.2, INK));
        if at + 1 < bars.len() {
            canvas.dashed(
                (x + thick / 2.0, y(*to)),
                (x + pitch - thick / 2.0, y(*to)),
                FAINT,
                0.6,
            );
        }
    }
    canvas.line((left, y(0.0)), (WIDTH, y(0.0)), MUTED, 0.7);
    canvas
}

fn spans(bars: &[Bar]) -> Vec<(f64, f64)> {
    let mut at = 0.0;
    bars.iter()
        .map(|bar| {
            let from = if bar.level { 0.0 } else { at };
            at = from + bar.value;
            (from, at)
        })
        .collect()
}
