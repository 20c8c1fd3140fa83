use printpdf::{Color as PdfColor, DictItem, Op, PdfFontHandle, Pt, Rgb, TextItem, TextMatrix};

use super::subset::font_id;
use crate::page::{Color, Face, Item, Page, Step, Stroke, Text};

/// Graphics state that is not said twice.
#[derive(Default)]
struct State {
    fill: Option<Color>,
    font: Option<(Face, u32)>,
    spacing: f32,
}

/// The page in PDF operators; y turned upwards, coordinates to 0.01 pt.
pub(super) fn operations(page: &Page) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut state = State::default();
    for item in &page.items {
        match item {
            Item::Text(text) => show(&mut ops, &mut state, page, text),
            Item::Rect {
                x,
                y,
                width,
                height,
                fill,
            } => {
                set_fill(&mut ops, &mut state, *fill);
                raw(
                    &mut ops,
                    "re",
                    &[*x, page.height - y - height, *width, *height],
                );
                raw(&mut ops, "f", &[]);
            }
            Item::Line { from, to, stroke } => {
                set_stroke(&mut ops, *stroke);
                raw(&mut ops, "m", &[from.0, page.height - from.1]);
                raw(&mut ops, "l", &[to.0, page.height - to.1]);
                raw(&mut ops, "S", &[]);
            }
            Item::Path {
                steps,
                fill,
                stroke,
            } => path(&mut ops, &mut state, page, steps, (*fill, *stroke)),
            Item::Link { .. } => {}
        }
    }
    ops
}

fn path(
    ops: &mut Vec<Op>,
    state: &mut State,
    page: &Page,
    steps: &[Step],
    look: (Option<Color>, Option<Stroke>),
) {
    if let Some(fill) = look.0 {
        set_fill(ops, state, fill);
    }
    if let Some(stroke) = look.1 {
        set_stroke(ops, stroke);
    }
    let up = |y: f32| page.height - y;
    for step in steps {
        match *step {
            Step::Move(x, y) => raw(ops, "m", &[x, up(y)]),
            Step::Line(x, y) => raw(ops, "l", &[x, up(y)]),
            Step::Curve(a, b, c, d, x, y) => raw(ops, "c", &[a, up(b), c, up(d), x, up(y)]),
            Step::Close => raw(ops, "h", &[]),
        }
    }
    let painter = match look {
        (Some(_), Some(_)) => "B",
        (Some(_), None) => "f",
        (None, Some(_)) => "S",
        (None, None) => "n",
    };
    raw(ops, painter, &[]);
}

fn show(ops: &mut Vec<Op>, state: &mut State, page: &Page, text: &Text) {
    if text.text.is_empty() {
        return;
    }
    set_fill(ops, state, text.color);
    ops.push(Op::StartTextSection);
    let font = (text.face, (text.size * 100.0).round() as u32);
    if state.font != Some(font) {
        let handle = PdfFontHandle::External(font_id(text.face));
        ops.push(Op::SetFont {
            font: handle,
            size: Pt(round(text.size)),
        });
        state.font = Some(font);
    }
    if (state.spacing - text.spacing).abs() > 1e-4 {
        // Three decimals: the error of a hundredth adds up over a line of characters.
        ops.push(Op::SetCharacterSpacing {
            multiplier: (text.spacing * 1_000.0).round() / 1_000.0,
        });
        state.spacing = text.spacing;
    }
    let matrix = TextMatrix::Raw([
        1.0,
        0.0,
        0.0,
        1.0,
        round(text.x),
        round(page.height - text.y),
    ]);
    ops.push(Op::SetTextMatrix { matrix });
    ops.push(Op::ShowText {
        items: vec![TextItem::Text(text.text.clone())],
    });
    ops.push(Op::EndTextSection);
}

fn set_fill(ops: &mut Vec<Op>, state: &mut State, color: Color) {
    if state.fill != Some(color) {
        ops.push(Op::SetFillColor { col: rgb(color) });
        state.fill = Some(color);
    }
}

fn set_stroke(ops: &mut Vec<Op>, stroke: Stroke) {
    ops.push(Op::SetOutlineColor {
        col: rgb(stroke.color),
    });
    raw(ops, "w", &[stroke.width]);
    let dash = stroke.dash.map_or_else(Vec::new, |(on, off)| {
        vec![DictItem::Real(on), DictItem::Real(off)]
    });
    ops.push(Op::Unknown {
        key: "d".to_owned(),
        value: vec![DictItem::Array(dash), DictItem::Int(0)],
    });
}

fn raw(ops: &mut Vec<Op>, key: &str, values: &[f32]) {
    let value = values
        .iter()
        .map(|value| DictItem::Real(round(*value)))
        .collect();
    ops.push(Op::Unknown {
        key: key.to_owned(),
        value,
    });
}

fn rgb(color: Color) -> PdfColor {
    let part = |channel: u8| (f32::from(channel) / 255.0 * 1_000.0).round() / 1_000.0;
    PdfColor::Rgb(Rgb {
        r: part(color.0),
        g: part(color.1),
        b: part(color.2),
        icc_profile: None,
    })
}

fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
