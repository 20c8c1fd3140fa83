use std::f32::consts::TAU;

use crate::canvas::{Canvas, polar};
use crate::page::Stroke;
use crate::text::{Style, Typesetter};
use crate::theme::{BLUE, FAINT, INK, MUTED, RULE, SKY, WHITE, WIDTH, score_color};
use crate::voice::NONE;

/// One spoke of the radar.
pub(crate) struct Spoke {
    pub name: String,
    pub score: Option<f64>,
}

/// Dimensions around a circle. A dimension without a score has a dashed spoke, a hollow mark on
/// the rim and no corner of the area: it is left out, not drawn at zero.
pub(crate) fn radar<'a>(set: &'a Typesetter<'a>, spokes: &[Spoke]) -> Canvas<'a> {
    let radius = 112.0;
    let mut canvas = Canvas::new(set, 2.0 * radius + 72.0);
    let centre = (WIDTH / 2.0, radius + 31.0);
    let angle = |at: usize| TAU * at as f32 / spokes.len() as f32;
    rings(&mut canvas, centre, radius, spokes.len());
    for (at, spoke) in spokes.iter().enumerate() {
        let rim = polar(centre, radius, angle(at));
        match spoke.score {
            Some(_) => canvas.line(centre, rim, RULE, 0.5),
            None => canvas.dashed(centre, rim, FAINT, 0.5),
        }
    }
    area(&mut canvas, centre, radius, spokes);
    for (at, spoke) in spokes.iter().enumerate() {
        label(&mut canvas, centre, radius, angle(at), spoke);
    }
    canvas
}

fn rings(canvas: &mut Canvas<'_>, centre: (f32, f32), radius: f32, count: usize) {
    for ring in 1..=5_u8 {
        let share = f32::from(ring) / 5.0;
        let corners: Vec<_> = (0..count)
            .map(|at| polar(centre, radius * share, TAU * at as f32 / count as f32))
            .collect();
        let stroke = Stroke {
            color: RULE,
            width: if ring == 5 { 0.8 } else { 0.4 },
            dash: None,
        };
        canvas.polygon(&corners, None, Some(stroke));
    }
}

fn area(canvas: &mut Canvas<'_>, centre: (f32, f32), radius: f32, spokes: &[Spoke]) {
    let corners: Vec<((f32, f32), f64)> = spokes
        .iter()
        .enumerate()
        .filter_map(|(at, spoke)| {
            let score = spoke.score?;
            let reach = radius * (score as f32 / 100.0).clamp(0.0, 1.0);
            Some((
                polar(centre, reach, TAU * at as f32 / spokes.len() as f32),
                score,
            ))
        })
        .collect();
    let points: Vec<_> = corners.iter().map(|(point, _)| *point).collect();
    if points.len() > 2 {
        canvas.polygon(&points, Some(SKY.mix(WHITE, 0.55)), None);
        // The rings are drawn again over the area: the PDF stays free of transparency.
        for ring in [0.2_f32, 0.4, 0.6, 0.8] {
            let ring: Vec<_> = (0..spokes.len())
                .map(|at| polar(centre, radius * ring, TAU * at as f32 / spokes.len() as f32))
                .collect();
            canvas.polygon(
                &ring,
                None,
                Some(Stroke {
                    color: RULE,
                    width: 0.4,
                    dash: None,
                }),
            );
        }
        canvas.polygon(
            &points,
            None,
            Some(Stroke {
                color: BLUE,
                width: 1.3,
                dash: None,
            }),
        );
    }
    for (point, score) in corners {
        let stroke = Stroke {
            color: WHITE,
            width: 0.6,
            dash: None,
        };
        canvas.dot(
            point.0,
            point.1,
            2.1,
            Some(score_color(Some(score))),
            Some(stroke),
        );
    }
    for ring in [20, 40, 60, 80, 100] {
        let y = centre.1 - radius * ring as f32 / 100.0;
        canvas.text(
            centre.0 + 2.0,
            y + 5.6,
            &ring.to_string(),
            Style::regular(5.4, MUTED),
        );
    }
}

fn label(canvas: &mut Canvas<'_>, centre: (f32, f32), radius: f32, angle: f32, spoke: &Spoke) {
    if spoke.score.is_none() {
        let rim = polar(centre, radius, angle);
        canvas.dot(
            rim.0,
            rim.1,
            2.1,
            Some(WHITE),
            Some(Stroke {
                color: FAINT,
                width: 0.8,
                dash: None,
            }),
        );
    }
    let at = polar(centre, radius + 12.0, angle);
    let name_color = if spoke.score.is_some() { INK } else { MUTED };
    let name_style = Style::regular(7.2, name_color);
    let score_style = Style::bold(7.2, score_color(spoke.score));
    let score = spoke
        .score
        .map_or_else(|| NONE.to_owned(), crate::figures::score);
    let side = angle.sin();
    let room = if side.abs() < 0.12 {
        120.0
    } else {
        (WIDTH / 2.0 - (radius + 12.0) * side.abs()).max(40.0)
    };
    let name = canvas.set.fitted(&spoke.name, name_style, room);
    let up = at.1 - 1.0;
    if side > 0.12 {
        canvas.text(at.0, up, &name, name_style);
        canvas.text(at.0, up + 9.0, &score, score_style);
    } else if side < -0.12 {
        canvas.right(at.0, up, &name, name_style);
        canvas.right(at.0, up + 9.0, &score, score_style);
    } else {
        // Below the figures of its neighbours, which a long name would run into.
        let y = if angle.cos() > 0.0 {
            at.1 - 8.0
        } else {
            at.1 + 14.0
        };
        canvas.centred(at.0, y, &name, name_style);
        canvas.centred(at.0, y + 9.0, &score, score_style);
    }
}
