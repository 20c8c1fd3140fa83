//! Cells on their way from the process that reads to the one that wants them: a byte that says what
//! comes, then what it takes. A general format asks itself at each of the millions of cells anew
//! what a cell is.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::event::{Raw, Stamp};
use super::short::{ROOM, Short};

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

impl Iterator for Cells<'_> {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        let [kind] = self.take()?;
        Some(match kind {
            EMPTY => Raw::Empty,
            TEXT => Raw::Text(u32::from_le_bytes(self.take()?)),
            NUMBER => Raw::Number(f64::from_bits(u64::from_le_bytes(self.take()?))),
            MOMENT => Raw::DateTime(Stamp::from_bytes(self.take()?)),
            NO => Raw::Bool(false),
            YES => Raw::Bool(true),
            ERROR => Raw::Error(u32::from_le_bytes(self.take()?)),
            length => {
                let (text, rest) = self.rest.split_at_checked(usize::from(length))?;
                self.rest = rest;
                Raw::Short(Short::from_bytes(text)?)
            }
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
    use super::*;

    fn cells() -> Vec<Raw> {
        let at = records::DateTime::constant(1999, 12, 31, 23, 59, 58, 0);
        let short = |text| Short::new(text).map(Raw::Short);
        [
            Some(Raw::Empty),
            short(""),
            short("客户零一"),
            short("12345678901234"),
            Some(Raw::Text(7)),
            Some(Raw::Text(u32::MAX)),
            Some(Raw::Number(-0.0)),
            Some(Raw::Number(f64::MAX)),
            Some(Raw::DateTime(Stamp::new(at))),
            Some(Raw::Bool(false)),
            Some(Raw::Bool(true)),
            Some(Raw::Error(3)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    #[test]
    fn every_kind_of_cell_comes_back_as_it_was() {
        let mut packed = Packed::default();
        cells().into_iter().for_each(|cell| packed.push(cell));
        let sent = postcard::to_stdvec(&packed).unwrap();
        let come: Packed = postcard::from_bytes(&sent).unwrap();
        let shown = |cells: Vec<Raw>| format!("{cells:?}");
        assert_eq!(shown(come.cells().collect()), shown(cells()));
        assert_eq!(cells().len(), 12);
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
