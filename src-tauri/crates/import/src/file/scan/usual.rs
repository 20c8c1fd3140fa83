//! The few forms in which nearly every cell and row is written, read in one go: a third of the time
//! of reading attribute by attribute. `None` for anything else, which [`super::cells`] then reads
//! or finds odd; what is accepted here means the same there.

use std::borrow::Cow;

use super::cells::{Place, Step, Value};
use super::values;

/// The step at the front, and how many bytes it takes.
pub(super) fn step(bytes: &[u8]) -> Option<(Step<'_>, usize)> {
    let mut at = At { bytes, used: 0 };
    let step = match bytes {
        [b'<', b'c', ..] => at.cell()?,
        [b'<', b'/', b'r', ..] => {
            at.pass(b"</row>")?;
            Step::RowEnd
        }
        _ => at.row()?,
    };
    Some((step, at.used))
}

/// The shared string at the front, `<si><t>text</t></si>`, and how many bytes it takes.
pub(super) fn string(bytes: &[u8]) -> Option<(&str, usize)> {
    let mut at = At { bytes, used: 0 };
    at.pass(b"<si><t>")?;
    let text = at.text()?;
    at.pass(b"</t></si>")?;
    Some((text, at.used))
}

/// A place in the bytes.
struct At<'b> {
    bytes: &'b [u8],
    used: usize,
}

impl<'b> At<'b> {
    fn rest(&self) -> &'b [u8] {
        &self.bytes[self.used..]
    }

    fn pass<const N: usize>(&mut self, expected: &[u8; N]) -> Option<()> {
        let found = self.rest().first_chunk::<N>()?;
        (found == expected).then(|| self.used += N)
    }

    /// A whole number of one to nine digits, the first of which is no zero unless it is the only one.
    fn whole(&mut self) -> Option<u32> {
        let rest = self.rest();
        let mut value = 0_u32;
        let mut length = 0;
        while let Some(digit @ b'0'..=b'9') = rest.get(length) {
            value = value.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'));
            length += 1;
        }
        self.used += length;
        let leading_zero = length > 1 && rest[0] == b'0';
        ((1..=9).contains(&length) && !leading_zero).then_some(value)
    }

    /// `<row r="2" spans="1:8">`, with or without the spans.
    fn row(&mut self) -> Option<Step<'b>> {
        self.pass(b"<row r=\"")?;
        let number = self.whole()?;
        if self.pass(b"\" spans=\"").is_some() {
            self.whole()?;
            self.pass(b":")?;
            self.whole()?;
        }
        self.pass(b"\">")?;
        (1..=1_048_576)
            .contains(&number)
            .then_some(Step::Row(Some(number), false))
    }

    /// `<c r="B2" s="1" t="s"><v>7</v></c>`, with or without style and type.
    fn cell(&mut self) -> Option<Step<'b>> {
        self.pass(b"<c r=\"")?;
        let column = self.letters()?;
        let row = self.whole()?;
        if !(1..=1_048_576).contains(&row) || column > 16_384 {
            return None;
        }
        self.pass(b"\"")?;
        let style = match self.pass(b" s=\"") {
            Some(()) => {
                let style = self.whole()?;
                self.pass(b"\"")?;
                Some(style)
            }
            None => None,
        };
        let place = Place {
            at: Some((row, column - 1)),
            style,
        };
        let value = if self.pass(b"><v>").is_some() {
            Value::Number(self.number()?)
        } else if self.pass(b" t=\"s\"><v>").is_some() {
            Value::Shared(self.whole()?)
        } else if self.pass(b" t=\"inlineStr\"><is><t>").is_some() {
            let text = self.text()?;
            self.pass(b"</t></is></c>")?;
            return Some(Step::Cell(place, Value::Inline(Cow::Borrowed(text))));
        } else {
            self.pass(b"/>")?;
            return Some(Step::Cell(place, Value::Nothing));
        };
        self.pass(b"</v></c>")?;
        Some(Step::Cell(place, value))
    }

    /// Number of a column: A is 1.
    fn letters(&mut self) -> Option<u32> {
        let rest = self.rest();
        let mut column = 0;
        let mut length = 0;
        while let Some(letter @ b'A'..=b'Z') = rest.get(length) {
            column = column * 26 + u32::from(letter - b'A') + 1;
            length += 1;
            if length == 3 {
                break;
            }
        }
        self.used += length;
        (length > 0).then_some(column)
    }

    fn number(&mut self) -> Option<f64> {
        let rest = self.rest();
        let length = memchr::memchr(b'<', &rest[..rest.len().min(32)])?;
        self.used += length;
        values::number(&rest[..length])
    }

    /// Text that means what it says: no references, escapes, line ends, blanks at its ends.
    fn text(&mut self) -> Option<&'b str> {
        let rest = self.rest();
        let length = memchr::memchr(b'<', rest)?;
        self.used += length;
        let text = &rest[..length];
        let edge = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t' | b'\n' | b'\r'));
        if memchr::memchr3(b'&', b'\r', b'_', text).is_some()
            || edge(text.first())
            || edge(text.last())
        {
            return None;
        }
        std::str::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells;
    use super::*;

    const CELLS: &[&str] = &[
        "<c r=\"A1\" t=\"s\"><v>7</v></c>",
        "<c r=\"XFD1048576\" s=\"3\"><v>-12.50</v></c>",
        "<c r=\"AB12\" s=\"11\" t=\"s\"><v>0</v></c>",
        "<c r=\"B2\" s=\"1\"/>",
        "<c r=\"B2\"/>",
        "<c r=\"B2\"><v>1E-3</v></c>",
        "<c r=\"B2\" t=\"inlineStr\"><is><t>杭州 阀门</t></is></c>",
        "<row r=\"2\" spans=\"1:8\">",
        "<row r=\"2\">",
        "</row>",
    ];

    #[test]
    fn the_usual_forms_are_read_as_the_general_way_reads_them() {
        for xml in CELLS {
            let usual = step(xml.as_bytes()).unwrap_or_else(|| panic!("{xml}"));
            assert_eq!(cells::general(xml.as_bytes()), Ok(usual), "{xml}");
        }
    }

    #[test]
    fn whatever_differs_by_a_byte_is_left_to_the_general_way_or_means_the_same() {
        let bytes = [
            &b"<>/\"'=&;._x 0123456789AZaz\r\n"[..],
            "é中".as_bytes(),
            b"\xff\0",
        ]
        .concat();
        for xml in CELLS {
            for at in 0..xml.len() {
                for byte in &bytes {
                    let mut other = xml.as_bytes().to_vec();
                    other[at] = *byte;
                    same(&other);
                    other = xml.as_bytes().to_vec();
                    other.insert(at, *byte);
                    same(&other);
                }
                same(&xml.as_bytes()[..at]);
            }
        }
    }

    fn same(xml: &[u8]) {
        if let Some(usual) = step(xml) {
            let shown = String::from_utf8_lossy(xml);
            assert_eq!(cells::general(xml), Ok(usual), "{shown}");
        }
    }
}
