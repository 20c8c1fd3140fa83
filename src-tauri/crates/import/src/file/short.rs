/// Longest text that travels inside its cell.
pub(crate) const ROOM: usize = 14;

/// A text of a few bytes that needs no entry in the dictionary of texts: order numbers, codes and
/// figures typed as text, of which nearly every one is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Short {
    length: u8,
    bytes: [u8; ROOM],
}

impl Short {
    /// `None` when the text is too long.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; ROOM];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(Self {
            length: text.len() as u8,
            bytes,
        })
    }

    pub(crate) fn text(&self) -> &str {
        // Only ever filled from a str.
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_comes_back_and_a_long_one_is_refused() {
        for text in ["", "SO00000001", "客户零一", "12345678901234"] {
            assert_eq!(
                Short::new(text).map(|short| short.text().to_owned()),
                Some(text.to_owned())
            );
        }
        assert_eq!(Short::new("123456789012345"), None);
    }
}
