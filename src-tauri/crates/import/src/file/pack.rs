//! Cells on their way from the process that reads to the one that wants them: a byte that says what
//! comes, then what it takes. A general format asks itself at each of the millions of cells anew
//! what a cell is.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::event::{Raw, Stamp};
use super::short::ROOM;

// Up to `ROOM` it is a short text of that many bytes.
const EMPTY: u8 = 0x20;
const TEXT: u8 = 0x21;
const NUMBER: u8 = 0x22;
const MOMENT: u8 = 0x23;
const NO: u8 = 0x24;
const YES: u8 = 0x25;
const ERROR: u8 = 0x26;

// Kinds and lengths share the first byte.
const _: () = assert!(ROOM < EMPTY as usize);

/// Packed cells, one after another.
#[derive(Debug, Default)]
pub(crate) struct Packed(Vec<u8>);

impl Packed {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// Bytes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn push(&mut self, cell: Raw) {
        let bytes = &mut self.0;
        match cell {
            Raw::Empty => bytes.push(EMPTY),
            Raw::Short(short) => {
                let text = short.text().as_bytes();
                bytes.push(text.len() as u8);
                bytes.extend_from_slice(text);
            }
            Raw::Text(id) => with(bytes, TEXT, id.to_le_bytes()),
            Raw::Number(number) => with(bytes, NUMBER, number.to_bits().to_le_bytes()),
            Raw::DateTime(stamp) => with(bytes, MOMENT, stamp.bytes()),
            Raw::Bool(flag) => bytes.push(if flag { YES } else { NO }),
            Raw::Error(id) => with(bytes, ERROR, id.to_le_bytes()),
        }
    }

    /// The cells again.
    pub(crate) fn cells(&self) -> Cells<'_> {
        Cells { rest: &self.0 }
    }
}

fn with<const N: usize>(bytes: &mut Vec<u8>, kind: u8, value: [u8; N]) {
    bytes.push(kind);
    bytes.extend_from_slice(&value);
}

/// A cell that has come, as it lies among the packed ones.
#[derive(Debug, PartialEq)]
pub(crate) enum Come<'b> {
    Empty,
    Short(&'b str),
    Text(u32),
    Number(f64),
    DateTime(Stamp),
    Bool(bool),
    Error(u32),
}

/// The cells of a [`Packed`], in order; ends early where the bytes make no sense.
pub(crate) struct Cells<'b> {
    rest: &'b [u8],
}

impl Cells<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (value, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*value)
    }
}

impl<'b> Iterator for Cells<'b> {
    type Item = Come<'b>;

    fn next(&mut self) -> Option<Come<'b>> {
        let [kind] = self.take()?;
        Some(match kind {
            EMPTY => Come::Empty,
            TEXT => Come::Text(u32::from_le_bytes(self.take()?)),
            NUMBER => Come::Number(f64::from_bits(u64::from_le_bytes(self.take()?))),
            MOMENT => Come::DateTime(Stamp::from_bytes(self.take()?)),
            NO => Come::Bool(false),
            YES => Come::Bool(true),
            ERROR => Come::Error(u32::from_le_bytes(self.take()?)),
            length if usize::from(length) <= ROOM => {
                let (text, rest) = self.rest.split_at_checked(usize::from(length))?;
                self.rest = rest;
                Come::Short(std::str::from_utf8(text).ok()?)
            }
            _ => return None,
        })
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(Reader)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Packed;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("packed cells")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Packed, E> {
        Ok(Packed(bytes.to_vec()))
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Packed, E> {
        Ok(Packed(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::super::short::Short;
    use super::*;

    #[test]
    fn every_kind_of_cell_comes_back_as_it_was() {
        let at = records::DateTime::constant(1999, 12, 31, 23, 59, 58, 0);
        let stamp = Stamp::new(at);
        let mut packed = Packed::default();
        for cell in [
            Raw::Empty,
            Raw::Text(7),
            Raw::Text(u32::MAX),
            Raw::Number(-0.0),
            Raw::Number(f64::MAX),
            Raw::DateTime(stamp),
            Raw::Bool(false),
            Raw::Bool(true),
            Raw::Error(3),
        ] {
            packed.push(cell);
        }
        let texts = ["", "客户零一", "12345678901234"];
        for short in texts.iter().filter_map(|text| Short::new(text)) {
            packed.push(Raw::Short(short));
        }
        let sent = postcard::to_stdvec(&packed).unwrap();
        let come: Packed = postcard::from_bytes(&sent).unwrap();
        let expected = [
            Come::Empty,
            Come::Text(7),
            Come::Text(u32::MAX),
            Come::Number(-0.0),
            Come::Number(f64::MAX),
            Come::DateTime(stamp),
            Come::Bool(false),
            Come::Bool(true),
            Come::Error(3),
        ];
        let expected = expected.into_iter().chain(texts.map(Come::Short));
        assert_eq!(
            come.cells().collect::<Vec<_>>(),
            expected.collect::<Vec<_>>()
        );
        assert!(matches!(come.cells().nth(3), Some(Come::Number(zero)) if zero.is_sign_negative()));
    }

    #[test]
    fn bytes_without_sense_end_the_cells() {
        let ends = |bytes: &[u8]| Packed(bytes.to_vec()).cells().count();
        assert_eq!(ends(&[EMPTY, 0xff, EMPTY]), 1);
        assert_eq!(ends(&[YES, NUMBER, 1, 2, 3]), 1);
        assert_eq!(ends(&[3, b'a', b'b']), 0);
        assert_eq!(ends(&[2, 0xc3, 0x28]), 0);
        assert_eq!(ends(&[ROOM as u8 + 1; 40]), 0);
    }
}
