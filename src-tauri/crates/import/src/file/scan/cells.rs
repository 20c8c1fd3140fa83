//! One step through the rows: a row's beginning or end, or a whole cell.

use std::borrow::Cow;

use super::rich::{self, content_end, short_of};
use super::xml::{self, Pause, next_attribute, skip_blank};
use super::{usual, values};

/// What stands at the front of the bytes.
#[derive(Debug, PartialEq)]
pub(super) enum Step<'b> {
    /// A row begins, with its 1-based number where it says it; `true` when it ends at once.
    Row(Option<u32>, bool),
    RowEnd,
    /// The end of all rows.
    End,
    Cell(Place, Value<'b>),
}

/// Where a cell stands and how it looks.
#[derive(Debug, PartialEq, Default, Clone, Copy)]
pub(super) struct Place {
    /// Row and column, where the cell says them.
    pub at: Option<(u32, u32)>,
    pub style: Option<u32>,
}

/// What a cell holds.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'b> {
    Nothing,
    /// Index of a shared string.
    Shared(u32),
    Number(f64),
    Bool(bool),
    Error(&'b str),
    /// Text as it is written, references and escapes unresolved: the result of a formula.
    Text(&'b [u8]),
    /// Text that stands in the cell.
    Inline(Cow<'b, str>),
}

/// Error values that every reader knows.
const ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// The step at the front, and how many bytes it takes.
pub(super) fn step(bytes: &[u8]) -> Result<(Step<'_>, usize), Pause> {
    match usual::step(bytes) {
        Some(found) => Ok(found),
        None => general(bytes),
    }
}

/// The same of whatever is written as it may be.
pub(super) fn general(bytes: &[u8]) -> Result<(Step<'_>, usize), Pause> {
    let at = skip_blank(bytes, 0);
    let rest = &bytes[at..];
    match rest {
        [b'<', b'c', b' ' | b'>' | b'/' | b'\n' | b'\r' | b'\t', ..] => cell(bytes, at + 2),
        [b'<', b'/', b'r', b'o', b'w', b'>', ..] => Ok((Step::RowEnd, at + 6)),
        [
            b'<',
            b'r',
            b'o',
            b'w',
            b' ' | b'>' | b'/' | b'\n' | b'\r' | b'\t',
            ..,
        ] => row(bytes, at + 4),
        _ if rest.starts_with(b"</sheetData>") => Ok((Step::End, at + 12)),
        _ if rest.len() < 12 => Err(Pause::More),
        _ => Err(Pause::Odd("no row or cell")),
    }
}

/// Attributes of an opening tag from `from` on: each is shown to `visit`. Where the bytes after
/// the tag begin, and whether it closes at once.
fn attributes<'b>(
    bytes: &'b [u8],
    from: usize,
    mut visit: impl FnMut(&'b [u8], &'b [u8]) -> Result<(), Pause>,
) -> Result<(usize, bool), Pause> {
    let mut at = from;
    loop {
        at = skip_blank(bytes, at);
        match bytes.get(at) {
            Some(b'>') => return Ok((at + 1, false)),
            Some(b'/') => {
                return match bytes.get(at + 1) {
                    Some(b'>') => Ok((at + 2, true)),
                    Some(_) => Err(Pause::Odd("tag")),
                    None => Err(Pause::More),
                };
            }
            Some(_) => {
                let (name, value, next) = next_attribute(bytes, at)?;
                visit(name, value)?;
                at = next;
            }
            None => return Err(Pause::More),
        }
    }
}

fn row(bytes: &[u8], from: usize) -> Result<(Step<'_>, usize), Pause> {
    let mut number = None;
    let (end, empty) = attributes(bytes, from, |name, value| {
        if name == b"r" {
            let row = values::whole(value).filter(|row| (1..=1_048_576).contains(row));
            if row.is_none() || number.is_some() {
                return Err(Pause::Odd("row number"));
            }
            number = row;
        }
        Ok(())
    })?;
    Ok((Step::Row(number, empty), end))
}

fn cell(bytes: &[u8], from: usize) -> Result<(Step<'_>, usize), Pause> {
    let mut place = Place::default();
    let mut kind = None;
    let (end, empty) = attributes(bytes, from, |name, value| {
        let fresh = match name {
            b"r" => {
                let at = values::reference(value).ok_or(Pause::Odd("cell reference"))?;
                place.at.replace(at).is_none()
            }
            b"s" => {
                let style = values::whole(value).ok_or(Pause::Odd("style"))?;
                place.style.replace(style).is_none()
            }
            b"t" => kind.replace(value).is_none(),
            _ => true,
        };
        if fresh {
            Ok(())
        } else {
            Err(Pause::Odd("attribute twice"))
        }
    })?;
    if empty {
        return Ok((Step::Cell(place, Value::Nothing), end));
    }
    let (value, end) = inside(bytes, end, kind)?;
    Ok((Step::Cell(place, value), end))
}

/// What stands between `<c>` and `</c>`: a formula or not, then a value or not.
fn inside<'b>(
    bytes: &'b [u8],
    from: usize,
    kind: Option<&[u8]>,
) -> Result<(Value<'b>, usize), Pause> {
    let mut at = skip_blank(bytes, from);
    if let [b'<', b'f', b' ' | b'>' | b'/', ..] = &bytes[at..] {
        at = skip_blank(bytes, formula(bytes, at + 2)?);
    }
    let rest = &bytes[at..];
    let value = match rest {
        [b'<', b'v', b'>', ..] => {
            let end = content_end(bytes, at + 3)?;
            let raw = &bytes[at + 3..end];
            at = past(bytes, end, b"</v>")?;
            of_kind(raw, kind)?
        }
        [b'<', b'v', b'/', b'>', ..] => {
            at += 4;
            of_kind(b"", kind)?
        }
        [b'<', b'i', b's', b'>', ..] if kind == Some(b"inlineStr") => {
            let mut text = String::new();
            at = rich::inside(bytes, at + 4, b"is", &mut text)?;
            Value::Inline(Cow::Owned(text))
        }
        [b'<', b'/', ..] => Value::Nothing,
        _ if rest.len() < 4 => return Err(Pause::More),
        _ => return Err(Pause::Odd("inside of a cell")),
    };
    let at = past(bytes, skip_blank(bytes, at), b"</c>")?;
    Ok((value, at))
}

fn past(bytes: &[u8], at: usize, expected: &[u8]) -> Result<usize, Pause> {
    let rest = &bytes[at..];
    if rest.starts_with(expected) {
        Ok(at + expected.len())
    } else {
        Err(short_of(rest, expected))
    }
}

/// Passes over a formula whose name has been read.
fn formula(bytes: &[u8], from: usize) -> Result<usize, Pause> {
    let (end, empty) = attributes(bytes, from, |_, _| Ok(()))?;
    if empty {
        return Ok(end);
    }
    past(bytes, content_end(bytes, end)?, b"</f>")
}

fn of_kind<'b>(raw: &'b [u8], kind: Option<&[u8]>) -> Result<Value<'b>, Pause> {
    let odd = Pause::Odd("value");
    match kind {
        Some(b"str") => return Ok(Value::Text(raw)),
        // Dates in words, and whatever comes after this was written.
        Some(kind) if !matches!(kind, b"n" | b"s" | b"b" | b"e") => return Err(odd),
        _ if raw.is_empty() => return Ok(Value::Nothing),
        _ => {}
    }
    match kind {
        Some(b"s") => values::whole(raw).map(Value::Shared).ok_or(odd),
        Some(b"b") => match raw {
            b"0" => Ok(Value::Bool(false)),
            b"1" => Ok(Value::Bool(true)),
            _ => Err(odd),
        },
        Some(b"e") => {
            let name = xml::utf8(raw)?;
            ERRORS
                .contains(&name)
                .then_some(Value::Error(name))
                .ok_or(odd)
        }
        _ => values::number(raw).map(Value::Number).ok_or(odd),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(xml: &str) -> Result<Value<'_>, Pause> {
        match step(xml.as_bytes())? {
            (Step::Cell(_, value), used) if used == xml.len() => Ok(value),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn cells_of_every_kind_are_read() {
        assert_eq!(
            value("<c r=\"A1\" t=\"s\"><v>7</v></c>"),
            Ok(Value::Shared(7))
        );
        assert_eq!(value("<c><v>1.5</v></c>"), Ok(Value::Number(1.5)));
        assert_eq!(value("<c t='n' s='3'/>"), Ok(Value::Nothing));
        assert_eq!(value("<c t=\"b\"><v>1</v></c>"), Ok(Value::Bool(true)));
        assert_eq!(
            value("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"),
            Ok(Value::Error("#DIV/0!"))
        );
        assert_eq!(
            value("<c t=\"str\"><f t=\"shared\" si=\"0\"/><v>a&amp;b</v></c>"),
            Ok(Value::Text(b"a&amp;b"))
        );
        assert_eq!(
            value("<c t=\"inlineStr\"><is><t>甲</t></is></c>"),
            Ok(Value::Inline("甲".into()))
        );
        assert_eq!(value("<c><f>A1</f></c>"), Ok(Value::Nothing));
        assert_eq!(value("<c t=\"s\"><v></v></c>"), Ok(Value::Nothing));
    }

    #[test]
    fn every_cut_of_a_cell_waits_for_the_rest() {
        let whole = "<c r=\"AB12\" s=\"4\" t=\"str\"><f>SUM(A1)</f><v>1</v></c>";
        for end in 0..whole.len() {
            assert_eq!(
                value(&whole[..end]).err(),
                Some(Pause::More),
                "{}",
                &whole[..end]
            );
        }
        let inline = "<c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>";
        for end in 0..inline.len() {
            assert_eq!(
                value(&inline[..end]).err(),
                Some(Pause::More),
                "{}",
                &inline[..end]
            );
        }
    }

    #[test]
    fn what_is_not_usual_is_odd() {
        for odd in [
            "<c r=\"A1\" r=\"B1\"><v>1</v></c>",
            "<c t=\"s\"><v>x</v></c>",
            "<c t=\"d\"><v>2024-01-01</v></c>",
            "<c><v> 1</v></c>",
            "<c><v>abc</v></c>",
            "<c><v>1</v><f>A1</f></c>",
            "<c><v>1</v><v>2</v></c>",
            "<c><is><t>x</t></is></c>",
            "<c><!-- x --><v>1</v></c>",
            "<c t=\"e\"><v>#SPILL!</v></c>",
            "<x:c><x:v>1</x:v></x:c>",
            "<extLst></extLst></row>",
        ] {
            assert!(matches!(step(odd.as_bytes()), Err(Pause::Odd(_))), "{odd}");
        }
    }
}
