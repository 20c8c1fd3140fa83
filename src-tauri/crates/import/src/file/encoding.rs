use std::borrow::Cow;

use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

/// Bytes that are looked at to decide; a whole file takes seconds and tells no more.
const PREFIX: usize = 256 * 1024;

/// Encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// Big5 with the Hong Kong characters.
    Big5,
    /// Western European.
    Windows1252,
    /// Some lines UTF-8, others GB18030: pieces of two systems in one file.
    Mixed,
}

impl Encoding {
    /// Its usual name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Windows1252 => "Windows-1252",
            Self::Mixed => "UTF-8 + GB18030",
        }
    }
}

/// Guess: byte order mark; zero bytes of UTF-16; strict UTF-8; then GB18030 or Big5 by what
/// decodes and how common its characters are.
pub(crate) fn detect(bytes: &[u8]) -> Encoding {
    let prefix = &bytes[..bytes.len().min(PREFIX)];
    if prefix.starts_with(b"\xef\xbb\xbf") {
        // A mark that lies: some tools put it before GBK.
        return if is_utf8(&prefix[3..]) {
            Encoding::Utf8
        } else {
            legacy(&prefix[3..])
        };
    }
    if let Some(wide) = utf16(prefix) {
        return wide;
    }
    if is_utf8(prefix) {
        Encoding::Utf8
    } else {
        legacy(prefix)
    }
}

pub(crate) fn utf16(prefix: &[u8]) -> Option<Encoding> {
    if prefix.starts_with(b"\xff\xfe") {
        return Some(Encoding::Utf16Le);
    }
    if prefix.starts_with(b"\xfe\xff") {
        return Some(Encoding::Utf16Be);
    }
    let pairs = prefix.len() / 2;
    let zeros = |from: usize| {
        prefix
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    // Separators and digits leave every second byte zero, more than one in eight of them.
    let (high, low) = (zeros(0), zeros(1));
    if pairs < 4 || (high + low) * 8 < pairs {
        None
    } else if low > high * 4 {
        Some(Encoding::Utf16Le)
    } else if high > low * 4 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Valid UTF-8 up to a character that the prefix cuts.
fn is_utf8(prefix: &[u8]) -> bool {
    match std::str::from_utf8(prefix) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && prefix.len() - error.valid_up_to() < 4,
    }
}

/// How well a two-byte reading fits.
#[derive(Default)]
struct Fit {
    characters: usize,
    common: usize,
    errors: usize,
}

impl Fit {
    fn share(&self) -> f64 {
        self.common as f64 / self.characters.max(1) as f64
    }

    fn clean(&self) -> bool {
        self.errors * 200 <= self.characters
    }
}

fn legacy(prefix: &[u8]) -> Encoding {
    let gb = fit(prefix, gb_trail, |lead, trail| {
        // GB2312 punctuation and its 3,755 level-1 characters.
        trail >= 0xa1 && matches!(lead, 0xa1..=0xa3 | 0xb0..=0xd7)
    });
    let big5 = fit(prefix, big5_trail, |lead, _| matches!(lead, 0xa1..=0xc6));
    if gb.clean() && (gb.share() >= big5.share() || !big5.clean()) && gb.share() > 0.4 {
        Encoding::Gb18030
    } else if big5.clean() && big5.share() > 0.4 {
        Encoding::Big5
    } else if utf8_lines(prefix) {
        Encoding::Mixed
    } else if gb.share() > 0.4 {
        Encoding::Gb18030
    } else {
        Encoding::Windows1252
    }
}

fn gb_trail(trail: u8) -> bool {
    matches!(trail, 0x40..=0x7e | 0x80..=0xfe)
}

fn big5_trail(trail: u8) -> bool {
    matches!(trail, 0x40..=0x7e | 0xa1..=0xfe)
}

fn fit(bytes: &[u8], trails: fn(u8) -> bool, common: fn(u8, u8) -> bool) -> Fit {
    let mut fit = Fit::default();
    let mut at = 0;
    while at < bytes.len() {
        let lead = bytes[at];
        at += 1;
        if lead < 0x80 {
            continue;
        }
        fit.characters += 1;
        match bytes.get(at) {
            Some(trail) if trails(*trail) && lead != 0x80 && lead != 0xff => {
                fit.common += usize::from(common(lead, *trail));
                at += 1;
            }
            // Four-byte GB18030, for rare characters.
            Some(b'0'..=b'9') if bytes.get(at + 1).is_some_and(|third| *third >= 0x81) => at += 3,
            Some(_) => fit.errors += 1,
            None => {}
        }
    }
    fit
}

/// Whether a good part of the lines with high bytes is UTF-8 although the whole is not.
fn utf8_lines(prefix: &[u8]) -> bool {
    let lines = prefix.split(|byte| matches!(byte, b'\n' | b'\r'));
    let high = lines.filter(|line| !line.is_ascii());
    let (all, valid) = high.fold((0, 0), |(all, valid), line| {
        (
            all + 1,
            valid + usize::from(std::str::from_utf8(line).is_ok()),
        )
    });
    valid * 10 >= all && valid > 0
}

/// Bytes decoded at a time.
const PIECE: usize = 1 << 16;

/// Decodes the whole text and lets the bytes go; the flag says whether characters had to be
/// replaced.
pub(crate) fn into_text(bytes: Vec<u8>, encoding: Encoding) -> (String, bool) {
    if encoding != Encoding::Utf8 {
        let (text, replaced) = decode(&bytes, encoding);
        return (text.into_owned(), replaced);
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            (text, false)
        }
        Err(error) => {
            let (text, replaced) = decode(error.as_bytes(), encoding);
            (text.into_owned(), replaced)
        }
    }
}

/// Decodes the whole text; the flag says whether characters had to be replaced.
pub(crate) fn decode(bytes: &[u8], encoding: Encoding) -> (Cow<'_, str>, bool) {
    let simple = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
        Encoding::Windows1252 => WINDOWS_1252,
        Encoding::Mixed => return decode_lines(bytes),
    };
    decode_pieces(strip_utf8_mark(bytes), simple)
}

/// In pieces, because decoding at once asks for three times the bytes beforehand.
fn decode_pieces<'b>(
    bytes: &'b [u8],
    encoding: &'static encoding_rs::Encoding,
) -> (Cow<'b, str>, bool) {
    if bytes.len() <= PIECE {
        return encoding.decode_with_bom_removal(bytes);
    }
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::new();
    let mut replaced = false;
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.len().min(PIECE));
        rest = after;
        text.reserve(
            decoder
                .max_utf8_buffer_length(piece.len())
                .unwrap_or(PIECE * 4),
        );
        // There is room for all of it, so that none is left over.
        let (_, _, bad) = decoder.decode_to_string(piece, &mut text, rest.is_empty());
        replaced |= bad;
    }
    (Cow::Owned(text), replaced)
}

fn strip_utf8_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn decode_lines(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let mut text = String::with_capacity(bytes.len());
    let mut replaced = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => {
                let (line, bad) = GB18030.decode_without_bom_handling(line);
                text.push_str(&line);
                replaced |= bad;
            }
        }
    }
    (Cow::Owned(text), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn one_row_of_names_is_enough_for_gbk_and_big5() {
        let simplified = "客户名称,金额\n上海华东石化有限公司,85600";
        let traditional = "客戶名稱,金額\n臺灣積體電路股份有限公司,85600";
        assert_eq!(detect(&encoded(simplified, GB18030)), Encoding::Gb18030);
        assert_eq!(detect(&encoded(traditional, BIG5)), Encoding::Big5);
        assert_eq!(detect(simplified.as_bytes()), Encoding::Utf8);
    }

    #[test]
    fn a_prefix_cut_inside_a_character_is_still_utf8() {
        let text = "客户".repeat(PREFIX);
        assert_eq!(detect(text.as_bytes()), Encoding::Utf8);
    }

    #[test]
    fn utf16_needs_no_mark() {
        let text = "订单号,金额\r\nSO1,12\r\nSO2,13\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detect(&little), Encoding::Utf16Le);
        assert_eq!(detect(&big), Encoding::Utf16Be);
    }

    #[test]
    fn a_long_text_is_decoded_alike_in_pieces() {
        let line = "订单号,客户,金额\r\nSO1,上海华东石化有限公司,85600\r\n";
        let text = line.repeat(2 * PIECE / line.len() + 7);
        for (ours, theirs) in [
            (Encoding::Gb18030, GB18030),
            (Encoding::Utf8, encoding_rs::UTF_8),
        ] {
            let bytes = encoded(&text, theirs);
            assert_eq!(into_text(bytes, ours), (text.clone(), false));
        }
        let marked = format!("\u{feff}{text}").into_bytes();
        assert_eq!(into_text(marked, Encoding::Utf8), (text, false));
    }

    #[test]
    fn french_is_not_taken_for_chinese() {
        let text = "id;commentaire\n1;délai d'attente très long, problème réglé à l'été";
        assert_eq!(detect(&encoded(text, WINDOWS_1252)), Encoding::Windows1252);
    }
}
