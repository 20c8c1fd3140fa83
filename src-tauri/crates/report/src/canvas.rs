//! A drawing with its own origin: charts, cards, bars.

use crate::page::{Color, Item, Step, Stroke};
use crate::text::{Style, Typesetter};

/// Items relative to the drawing's top left corner.
pub(crate) struct Canvas<'a> {
    pub set: &'a Typesetter<'a>,
    pub height: f32,
    pub items: Vec<Item>,
}

impl<'a> Canvas<'a> {
    pub fn new(set: &'a Typesetter<'a>, height: f32) -> Self {
        Self {
            set,
            height,
            items: Vec::new(),
        }
    }

    pub fn text(&mut self, x: f32, y: f32, text: &str, style: Style) {
        self.items.push(self.set.run(x, y, text, style));
    }

    pub fn centred(&mut self, x: f32, y: f32, text: &str, style: Style) {
        let width = self.set.width(&self.set.clean(text), style);
        self.text(x - width / 2.0, y, text, style);
    }

    pub fn right(&mut self, x: f32, y: f32, text: &str, style: Style) {
        let width = self.set.width(&self.set.clean(text), style);
        self.text(x - width, y, text, style);
    }

    /// A paragraph; returns the height used.
    pub fn paragraph(
        &mut self,
        at: (f32, f32),
        width: f32,
        text: &str,
        style: Style,
        leading: f32,
    ) -> f32 {
        let lines = self.set.lines(text, style, width, false);
        let height = lines.len() as f32 * leading;
        for (row, line) in lines.into_iter().enumerate() {
            let y = at.1 + row as f32 * leading;
            self.items.extend(
                line.runs
                    .into_iter()
                    .map(|run| Item::Text(run).moved(at.0, y)),
            );
        }
        height
    }

    pub fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, fill: Color) {
        self.items.push(Item::Rect {
            x,
            y,
            width,
            height,
            fill,
        });
    }

    /// A rectangle with round corners.
    pub fn card(
        &mut self,
        area: (f32, f32, f32, f32),
        radius: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        let (x, y, width, height) = area;
        let (right, bottom, r) = (
            x + width,
            y + height,
            radius.min(width / 2.0).min(height / 2.0),
        );
        // Distance of the control points that makes a cubic curve nearly a quarter circle.
        let c = r * 0.4477;
        self.items.push(Item::Path {
            steps: vec![
                Step::Move(x + r, y),
                Step::Line(right - r, y),
                Step::Curve(right - c, y, right, y + c, right, y + r),
                Step::Line(right, bottom - r),
                Step::Curve(right, bottom - c, right - c, bottom, right - r, bottom),
                Step::Line(x + r, bottom),
                Step::Curve(x + c, bottom, x, bottom - c, x, bottom - r),
                Step::Line(x, y + r),
                Step::Curve(x, y + c, x + c, y, x + r, y),
                Step::Close,
            ],
            fill,
            stroke,
        });
    }

    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), color: Color, width: f32) {
        self.items.push(Item::Line {
            from,
            to,
            stroke: Stroke {
                color,
                width,
                dash: None,
            },
        });
    }

    pub fn dashed(&mut self, from: (f32, f32), to: (f32, f32), color: Color, width: f32) {
        self.items.push(Item::Line {
            from,
            to,
            stroke: Stroke {
                color,
                width,
                dash: Some((2.4, 2.4)),
            },
        });
    }

    pub fn polyline(&mut self, points: &[(f32, f32)], color: Color, width: f32) {
        let steps = open(points);
        self.items.push(Item::Path {
            steps,
            fill: None,
            stroke: Some(Stroke {
                color,
                width,
                dash: None,
            }),
        });
    }

    pub fn polygon(&mut self, points: &[(f32, f32)], fill: Option<Color>, stroke: Option<Stroke>) {
        let mut steps = open(points);
        steps.push(Step::Close);
        self.items.push(Item::Path {
            steps,
            fill,
            stroke,
        });
    }

    pub fn dot(
        &mut self,
        x: f32,
        y: f32,
        radius: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        self.card(
            (x - radius, y - radius, 2.0 * radius, 2.0 * radius),
            radius,
            fill,
            stroke,
        );
    }

    /// Arc of a circle from one angle to another, radians clockwise from 12 o'clock.
    pub fn arc(
        &mut self,
        centre: (f32, f32),
        radius: f32,
        angles: (f32, f32),
        color: Color,
        width: f32,
    ) {
        let count = (((angles.1 - angles.0).abs() / 0.05).ceil() as usize).max(2);
        let points: Vec<_> = (0..=count)
            .map(|at| {
                let angle = angles.0 + (angles.1 - angles.0) * at as f32 / count as f32;
                polar(centre, radius, angle)
            })
            .collect();
        self.polyline(&points, color, width);
    }

    /// Takes another drawing over at a place.
    pub fn place(&mut self, other: Canvas<'_>, x: f32, y: f32) {
        self.items
            .extend(other.items.into_iter().map(|item| item.moved(x, y)));
    }
}

/// Point on a circle, angle clockwise from 12 o'clock.
pub(crate) fn polar(centre: (f32, f32), radius: f32, angle: f32) -> (f32, f32) {
    (
        centre.0 + radius * angle.sin(),
        centre.1 - radius * angle.cos(),
    )
}

fn open(points: &[(f32, f32)]) -> Vec<Step> {
    points
        .iter()
        .enumerate()
        .map(|(at, (x, y))| {
            if at == 0 {
                Step::Move(*x, *y)
            } else {
                Step::Line(*x, *y)
            }
        })
        .collect()
}
