use std::f32::consts::PI;

use crate::canvas::{Canvas, polar};
use crate::text::{Style, Typesetter};
use crate::theme::{MUTED, NAVY, RULE, TRACK, score_color};

/// Half a dial from 0 to 100 with the score inside, or the words that withhold it.
pub(crate) fn gauge<'a>(
    set: &'a Typesetter<'a>,
    score: Option<f64>,
    words: (&str, &str),
    width: f32,
) -> Canvas<'a> {
    let radius = width * 0.40;
    let thick = radius * 0.20;
    let mut canvas = Canvas::new(set, radius + 46.0);
    let centre = (width / 2.0, radius + thick / 2.0 + 2.0);
    canvas.arc(centre, radius, (-PI / 2.0, PI / 2.0), TRACK, thick);
    if let Some(score) = score {
        let end = -PI / 2.0 + PI * (score as f32 / 100.0).clamp(0.0, 1.0);
        canvas.arc(
            centre,
            radius,
            (-PI / 2.0, end),
            score_color(Some(score)),
            thick,
        );
    }
    for mark in [0.4_f32, 0.6, 0.75] {
        let angle = -PI / 2.0 + PI * mark;
        let (from, to) = (
            polar(centre, radius + thick / 2.0 + 1.0, angle),
            polar(centre, radius + thick / 2.0 + 3.5, angle),
        );
        canvas.line(from, to, RULE, 0.8);
    }
    let (main, below) = words;
    if score.is_some() {
        canvas.centred(
            centre.0,
            centre.1 - 4.0,
            main,
            Style::bold(radius * 0.46, NAVY),
        );
        canvas.centred(centre.0, centre.1 + 12.0, below, Style::regular(8.0, MUTED));
    } else {
        canvas.centred(
            centre.0,
            centre.1 - 6.0,
            main,
            Style::bold(radius * 0.22, NAVY),
        );
        canvas.centred(centre.0, centre.1 + 12.0, below, Style::regular(8.0, MUTED));
    }
    canvas
}
