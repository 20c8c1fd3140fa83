use crate::canvas::Canvas;
use crate::charts::{step, tick};
use crate::page::Color;
use crate::text::{Style, Typesetter};
use crate::theme::{INK, MUTED, RED, RULE, SMALL};

/// One column.
pub(crate) struct ColumnBar {
    pub label: String,
    pub value: f64,
    /// Written above the column where there is room.
    pub words: String,
    pub color: Color,
}

/// Columns over an axis. `every` n-th label is written.
pub(crate) fn columns<'a>(
    set: &'a Typesetter<'a>,
    bars: &[ColumnBar],
    axis: &str,
    size: (f32, f32),
    every: usize,
) -> Canvas<'a> {
    let (width, height) = size;
    let mut canvas = Canvas::new(set, height);
    let (left, top, bottom) = (44.0, 18.0, height - 16.0);
    let high = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let low = bars.iter().map(|bar| bar.value).fold(0.0, f64::min);
    let grid = step((high - low).max(1e-9), 4.0);
    let (ceiling, floor) = (
        (high / grid).ceil().max(1.0) * grid,
        (low / grid).floor() * grid,
    );
    let y = |value: f64| bottom - ((value - floor) / (ceiling - floor)) as f32 * (bottom - top);
    canvas.text(0.0, 8.0, axis, Style::regular(SMALL, MUTED));
    let lines = ((ceiling - floor) / grid).round() as i32;
    for line in 0..=lines {
        let value = floor + f64::from(line) * grid;
        canvas.line((left, y(value)), (width, y(value)), RULE, 0.4);
        canvas.right(
            left - 5.0,
            y(value) + 2.6,
            &tick(value),
            Style::regular(6.6, MUTED),
        );
    }
    let pitch = (width - left) / bars.len().max(1) as f32;
    let thick = (pitch * 0.66).min(46.0);
    for (at, bar) in bars.iter().enumerate() {
        let x = left + pitch * (at as f32 + 0.5);
        let (head, foot) = (y(bar.value.max(0.0)), y(bar.value.min(0.0)));
        let color = if bar.value < 0.0 { RED } else { bar.color };
        canvas.rect(x - thick / 2.0, head, thick, (foot - head).max(0.4), color);
        if !bar.words.is_empty() {
            canvas.centred(x, head - 3.0, &bar.words, Style::bold(6.8, INK));
        }
        if at % every.max(1) == 0 {
            canvas.centred(x, height - 4.0, &bar.label, Style::regular(6.6, MUTED));
        }
    }
    canvas.line((left, y(0.0)), (width, y(0.0)), MUTED, 0.7);
    canvas
}
