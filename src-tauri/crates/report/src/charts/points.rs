use crate::canvas::Canvas;
use crate::charts::{step, tick};
use crate::page::Stroke;
use crate::text::{Style, Typesetter};
use crate::theme::{BLUE, FAINT, INK, MUTED, PALE, RED, RULE, SMALL, WHITE, WIDTH};

const TICKS: f32 = 6.6;

/// A point with its name.
pub(crate) struct Spot {
    pub label: String,
    pub x: f64,
    pub y: f64,
    /// In the quadrant that asks for action.
    pub stands_out: bool,
}

/// Words and divides of a quadrant chart.
pub(crate) struct Quadrants {
    pub x: String,
    pub y: String,
    /// Upper left, upper right, lower left, lower right.
    pub corners: [String; 4],
    /// Where the quadrants meet.
    pub divides: (f64, f64),
}

/// Lower and upper end of an axis that shows every value with some air.
fn ends(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    let air = ((high - low) * 0.3).max(high.abs() * 0.02).max(0.02);
    (low - air, high + air)
}

/// Points in four quadrants.
pub(crate) fn quadrants<'a>(
    set: &'a Typesetter<'a>,
    spots: &[Spot],
    words: &Quadrants,
) -> Canvas<'a> {
    let (left, top, width, height) = (44.0, 16.0, WIDTH - 60.0, 160.0);
    let mut canvas = Canvas::new(set, top + height + 34.0);
    let across = ends(spots.iter().map(|spot| spot.x).chain([words.divides.0]));
    let along = ends(spots.iter().map(|spot| spot.y).chain([words.divides.1]));
    let x = |value: f64| left + width * ((value - across.0) / (across.1 - across.0)) as f32;
    let y = |value: f64| top + height * (1.0 - ((value - along.0) / (along.1 - along.0)) as f32);
    let (middle_x, middle_y) = (x(words.divides.0), y(words.divides.1));
    // The quadrant to act on first.
    canvas.rect(
        middle_x,
        middle_y,
        left + width - middle_x,
        top + height - middle_y,
        PALE,
    );
    canvas.line((left, top), (left, top + height), RULE, 0.6);
    canvas.line(
        (left, top + height),
        (left + width, top + height),
        RULE,
        0.6,
    );
    canvas.dashed((middle_x, top), (middle_x, top + height), FAINT, 0.7);
    canvas.dashed((left, middle_y), (left + width, middle_y), FAINT, 0.7);
    axes(&mut canvas, (left, top, width, height), across, along);
    canvas.text(0.0, 8.0, &words.y, Style::regular(SMALL, MUTED));
    canvas.centred(
        left + width / 2.0,
        top + height + 22.0,
        &words.x,
        Style::regular(SMALL, MUTED),
    );
    let quiet = Style::bold(7.2, FAINT);
    let (right, bottom) = (left + width - 5.0, top + height - 5.0);
    canvas.text(left + 5.0, top + 10.0, &words.corners[0], quiet);
    canvas.right(right, top + 10.0, &words.corners[1], quiet);
    canvas.text(left + 5.0, bottom, &words.corners[2], quiet);
    canvas.right(right, bottom, &words.corners[3], quiet);
    for spot in spots {
        let color = if spot.stands_out { RED } else { BLUE };
        let edge = Stroke {
            color: WHITE,
            width: 0.6,
            dash: None,
        };
        canvas.dot(x(spot.x), y(spot.y), 3.4, Some(color), Some(edge));
        canvas.centred(
            x(spot.x),
            y(spot.y) - 6.0,
            &spot.label,
            Style::bold(7.6, INK),
        );
    }
    canvas
}

fn axes(
    canvas: &mut Canvas<'_>,
    (left, top, width, height): (f32, f32, f32, f32),
    across: (f64, f64),
    along: (f64, f64),
) {
    let style = Style::regular(TICKS, MUTED);
    for value in marks(across) {
        let at = left + width * ((value - across.0) / (across.1 - across.0)) as f32;
        canvas.centred(
            at,
            top + height + 10.0,
            &crate::figures::grouped(value, 2),
            style,
        );
    }
    for value in marks(along) {
        let at = top + height * (1.0 - ((value - along.0) / (along.1 - along.0)) as f32);
        canvas.right(left - 5.0, at + 2.4, &tick(value), style);
    }
}

/// Round values between two ends.
fn marks((low, high): (f64, f64)) -> impl Iterator<Item = f64> {
    let grid = step(high - low, 5.0);
    let first = (low / grid).ceil();
    (0..8)
        .map(move |at| (first + f64::from(at)) * grid)
        .take_while(move |value| *value <= high)
}

/// A figure with its interval on a line of its own.
pub(crate) struct Whisker {
    pub label: String,
    pub value: f64,
    pub lower: f64,
    pub upper: f64,
    pub words: String,
}

/// Figures with their intervals over one axis.
pub(crate) fn whiskers<'a>(
    set: &'a Typesetter<'a>,
    rows: &[Whisker],
    (low, high): (f64, f64),
) -> Canvas<'a> {
    let (left, pitch, top) = (150.0, 20.0, 6.0);
    let width = WIDTH - left - 12.0;
    let bottom = top + pitch * rows.len() as f32;
    let mut canvas = Canvas::new(set, bottom + 16.0);
    let x = |value: f64| left + width * ((value - low) / (high - low)) as f32;
    let grid = step(high - low, 8.0);
    for at in 0..=((high - low) / grid).round() as u32 {
        let value = low + f64::from(at) * grid;
        let color = if value == 0.0 { MUTED } else { RULE };
        canvas.line((x(value), top), (x(value), bottom), color, 0.5);
        canvas.centred(
            x(value),
            bottom + 10.0,
            &format!("{value:.0}").replace('-', "−"),
            Style::regular(TICKS, MUTED),
        );
    }
    for (at, row) in rows.iter().enumerate() {
        let y = top + pitch * (at as f32 + 0.5);
        let name = canvas
            .set
            .fitted(&row.label, Style::regular(7.6, INK), left - 12.0);
        canvas.text(0.0, y + 2.6, &name, Style::regular(7.6, INK));
        canvas.line((x(row.lower), y), (x(row.upper), y), BLUE, 1.6);
        for end in [row.lower, row.upper] {
            canvas.line((x(end), y - 3.0), (x(end), y + 3.0), BLUE, 1.0);
        }
        canvas.dot(x(row.value), y, 3.0, Some(BLUE), None);
        canvas.centred(x(row.value), y - 5.0, &row.words, Style::bold(6.8, INK));
    }
    canvas
}
