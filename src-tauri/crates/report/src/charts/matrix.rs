use crate::canvas::Canvas;
use crate::page::Color;
use crate::text::{Style, Typesetter};
use crate::theme::{AMBER, INK, MUTED, NAVY, RED, RULE, TEAL, WHITE, WIDTH};

/// A cell of the four-field matrix: its name, what it means, a large share and figures.
pub(crate) struct Field {
    pub name: String,
    pub meaning: String,
    pub share: String,
    pub line: String,
}

/// Value upwards, loyalty to the right: keep, secure, grow, simplify in the order keep (top
/// right), risk (top left), grow (bottom right), simple (bottom left).
pub(crate) fn matrix<'a>(
    set: &'a Typesetter<'a>,
    fields: &[Field; 4],
    axes: (&str, &str),
    ends: (&str, &str),
) -> Canvas<'a> {
    let (left, high, gap) = (58.0, 66.0, 6.0);
    let wide = (WIDTH - left - gap) / 2.0;
    let mut canvas = Canvas::new(set, 2.0 * high + gap + 30.0);
    let colors: [Color; 4] = [TEAL, RED, Color(0x1F, 0x5A, 0xA6), AMBER];
    let places = [(1.0, 0.0), (0.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    for ((field, (column, row)), color) in fields.iter().zip(places).zip(colors) {
        let (x, y) = (left + column * (wide + gap), row * (high + gap));
        canvas.rect(x, y, wide, high, color.mix(WHITE, 0.9));
        canvas.rect(x, y, 3.0, high, color);
        let name = Style::bold(17.0, color);
        canvas.text(x + 14.0, y + 26.0, &field.name, name);
        canvas.text(
            x + 14.0,
            y + 41.0,
            &field.meaning,
            Style::regular(7.6, MUTED),
        );
        canvas.right(
            x + wide - 12.0,
            y + 27.0,
            &field.share,
            Style::bold(15.0, NAVY),
        );
        canvas.text(x + 14.0, y + 57.0, &field.line, Style::regular(8.6, INK));
    }
    let small = Style::regular(7.4, MUTED);
    let label = Style::bold(8.0, NAVY);
    canvas.text(0.0, high + gap / 2.0 + 3.0, axes.0, label);
    canvas.right(left - 10.0, high / 2.0 + 3.0, ends.0, small);
    canvas.right(left - 10.0, high * 1.5 + gap + 3.0, ends.1, small);
    let foot = 2.0 * high + gap + 12.0;
    canvas.centred(left + wide / 2.0, foot, ends.1, small);
    canvas.centred(left + wide * 1.5 + gap, foot, ends.0, small);
    canvas.centred(left + wide + gap / 2.0, foot + 12.0, axes.1, label);
    canvas.line((left - 5.0, 0.0), (left - 5.0, 2.0 * high + gap), RULE, 0.6);
    canvas
}
