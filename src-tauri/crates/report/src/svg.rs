//! The SVG writer: the same pages on screen, with text as text.

use crate::fonts::Fonts;
use crate::page::{Face, Item, Page, Step, Stroke, Target, Text};

/// One page as a stand-alone SVG. Each run has its own length, so that it looks as in the PDF
/// even when the screen's font has other advances.
#[must_use]
pub fn write(page: &Page, _fonts: &Fonts) -> String {
    let mut svg = format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" "#,
            r#"font-family="'Noto Sans SC Variable','Noto Sans SC',sans-serif">"#,
            r##"<rect width="{w}" height="{h}" fill="#ffffff"/>"##
        ),
        w = number(page.width),
        h = number(page.height)
    );
    for item in &page.items {
        svg.push_str(&element(item));
    }
    svg.push_str("</svg>");
    svg
}

fn element(item: &Item) -> String {
    match item {
        Item::Text(text) => run(text),
        Item::Rect {
            x,
            y,
            width,
            height,
            fill,
        } => format!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>"#,
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            fill.hex()
        ),
        Item::Line { from, to, stroke } => format!(
            r#"<path d="M{} {}L{} {}" fill="none"{}/>"#,
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            look(*stroke)
        ),
        Item::Path {
            steps,
            fill,
            stroke,
        } => format!(
            r#"<path d="{}" fill="{}"{}/>"#,
            steps.iter().map(step).collect::<String>(),
            fill.map_or_else(|| "none".to_owned(), crate::page::Color::hex),
            stroke.map(look).unwrap_or_default()
        ),
        Item::Link {
            x,
            y,
            width,
            height,
            to,
        } => {
            let Target::Anchor(anchor) = to;
            format!(
                r##"<a href="#{}" data-anchor="{}"><rect x="{}" y="{}" width="{}" height="{}" fill="transparent"/></a>"##,
                escape(anchor),
                escape(anchor),
                number(*x),
                number(*y),
                number(*width),
                number(*height)
            )
        }
    }
}

fn run(text: &Text) -> String {
    let weight = match text.face {
        Face::Regular => "400",
        Face::Bold => "700",
    };
    let spacing = if text.spacing.abs() > 1e-4 {
        format!(r#" letter-spacing="{}""#, number(text.spacing))
    } else {
        String::new()
    };
    format!(
        r#"<text x="{}" y="{}" font-size="{}" font-weight="{weight}" fill="{}" textLength="{}" lengthAdjust="spacing" xml:space="preserve"{spacing}>{}</text>"#,
        number(text.x),
        number(text.y),
        number(text.size),
        text.color.hex(),
        number(text.width.max(0.01)),
        escape(&text.text)
    )
}

fn look(stroke: Stroke) -> String {
    let dash = stroke
        .dash
        .map(|(on, off)| format!(r#" stroke-dasharray="{} {}""#, number(on), number(off)))
        .unwrap_or_default();
    format!(
        r#" stroke="{}" stroke-width="{}"{dash}"#,
        stroke.color.hex(),
        number(stroke.width)
    )
}

fn step(step: &Step) -> String {
    match *step {
        Step::Move(x, y) => format!("M{} {}", number(x), number(y)),
        Step::Line(x, y) => format!("L{} {}", number(x), number(y)),
        Step::Curve(a, b, c, d, x, y) => format!(
            "C{} {} {} {} {} {}",
            number(a),
            number(b),
            number(c),
            number(d),
            number(x),
            number(y)
        ),
        Step::Close => "Z".to_owned(),
    }
}

fn number(value: f32) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
