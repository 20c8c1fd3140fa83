use std::io::{Cursor, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

use super::encoding;
use crate::error::{ImportError, ImportErrorCode};

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Office Open XML workbook (xlsx, xlsm).
    Xlsx,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 5–2003 workbook.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Delimited text (csv, tsv, txt).
    Text,
}

impl Format {
    /// Whether a file of this format may carry the extension (lower case).
    fn carries(self, extension: &str) -> bool {
        let usual: &[&str] = match self {
            Self::Xlsx => &["xlsx", "xlsm", "xltx", "xltm", "xlam", "et"],
            Self::Xlsb => &["xlsb"],
            Self::Xls => &["xls", "xlt", "xla", "et"],
            Self::Ods => &["ods", "ots"],
            Self::Text => &["csv", "tsv", "txt", "tab", "psv", "ssv", "dat", "log", ""],
        };
        usual.contains(&extension)
    }

    pub(crate) fn misnamed(self, extension: &str) -> bool {
        !self.carries(&extension.to_ascii_lowercase())
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
/// A workbook has some dozens of parts; a directory beyond this is judged by its end.
const LARGEST_DIRECTORY: u64 = 16 << 20;
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// First bytes of things that are neither workbook nor text, and what they are.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"SQLite format 3\0", "database"),
    (b"\x09\x00\x04\x00", "old_excel"),
    (b"\x09\x02\x06\x00", "old_excel"),
    (b"\x09\x04\x06\x00", "old_excel"),
    // BIFF5 and 8 without their container.
    (b"\x09\x08", "old_excel"),
];

/// Decides the format from the whole content; the extension is not asked.
pub(crate) fn detect(bytes: &[u8], file: &str) -> Result<Format, ImportError> {
    let unknown = |found: &str| {
        Err(ImportError::new(ImportErrorCode::UnknownFormat, file).with("found", found))
    };
    if is_blank(bytes) {
        return Err(ImportError::new(ImportErrorCode::EmptyFile, file));
    }
    if is_zip(bytes) {
        return zipped(&mut Cursor::new(bytes), file);
    }
    if bytes.starts_with(COMPOUND) {
        return compound(bytes, file);
    }
    if let Some((_, found)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return unknown(found);
    }
    match markup(bytes) {
        Some(found) => unknown(found),
        None if looks_binary(bytes) => unknown("binary"),
        None => Ok(Format::Text),
    }
}

/// Nothing, or nothing but blanks.
fn is_blank(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    text.iter().all(u8::is_ascii_whitespace)
}

/// Whether these are the first bytes of a zip.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(EMPTY_ZIP)
}

/// A zip is told by the names in its directory, which stand uncompressed.
pub(crate) fn zipped(input: &mut (impl Read + Seek), file: &str) -> Result<Format, ImportError> {
    let directory = match zip_directory(input) {
        Ok(Some(directory)) => directory,
        Ok(None) => {
            return Err(ImportError::new(ImportErrorCode::Damaged, file).with("detail", "zip"));
        }
        Err(error) => return Err(ImportError::io(&error, file)),
    };
    let names = directory.to_ascii_lowercase();
    let has = |name: &[u8]| find(&names, name).is_some();
    if has(b"workbook.bin") {
        Ok(Format::Xlsb)
    } else if has(b"workbook.xml") || has(b"worksheets/") || has(b"worksheets\\") {
        Ok(Format::Xlsx)
    } else if has(b"content.xml") {
        Ok(Format::Ods)
    } else {
        let found = if has(b"word/") { "word" } else { "archive" };
        Err(ImportError::new(ImportErrorCode::UnknownFormat, file).with("found", found))
    }
}

/// The directory at the end of a zip; `None` where the end is missing.
fn zip_directory(input: &mut (impl Read + Seek)) -> std::io::Result<Option<Vec<u8>>> {
    let length = input.seek(SeekFrom::End(0))?;
    let tail = slice(input, length.saturating_sub(66_000), 66_000)?;
    let Some(end) = tail.windows(4).rposition(|window| window == b"PK\x05\x06") else {
        return Ok(None);
    };
    let field = |at: usize| -> Option<u64> {
        let raw: [u8; 4] = tail.get(end + at..end + at + 4)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(raw)))
    };
    let (Some(size), Some(start)) = (field(12), field(16)) else {
        return Ok(None);
    };
    if size > 0 && size <= LARGEST_DIRECTORY && start + size <= length {
        return slice(input, start, size).map(Some);
    }
    Ok(Some(tail))
}

fn slice(input: &mut (impl Read + Seek), start: u64, length: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.seek(SeekFrom::Start(start))?;
    input.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Excel 97–2003 and encrypted OOXML share a container; stream names are UTF-16.
fn compound(bytes: &[u8], file: &str) -> Result<Format, ImportError> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        Err(ImportError::new(ImportErrorCode::Encrypted, file))
    } else if has("Workbook") || has("Book") || has("WORKBOOK") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(ImportError::new(ImportErrorCode::UnknownFormat, file).with("found", "word"))
    } else {
        Err(ImportError::new(ImportErrorCode::UnknownFormat, file).with("found", "binary"))
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// HTML and XML that programs like to call `.xls`.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    // Dropping the zero bytes makes UTF-16 markup readable enough to be recognised.
    let head: Vec<u8> = bytes
        .iter()
        .take(1_000)
        .copied()
        .filter(|byte| *byte != 0)
        .collect();
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let head = head
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    let html = [
        "<html",
        "<!doctype html",
        "<table",
        "<head",
        "<body",
        "<meta",
    ];
    if html.iter().any(|tag| head.starts_with(tag)) {
        Some("html")
    } else if head.starts_with("<?xml") || head.starts_with("<workbook") {
        Some("xml")
    } else {
        None
    }
}

/// Text has hardly any control characters; NUL is let through, exports of old databases have it
/// and UTF-16 is full of it.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    if encoding::utf16(head).is_some() {
        return false;
    }
    let control =
        |byte: &&u8| **byte < 0x20 && !matches!(**byte, 0 | b'\t' | b'\n' | b'\r' | 0x0c | 0x1a);
    head.iter().filter(control).count() * 100 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_foreign_files_are_named() {
        let found = |bytes: &[u8]| match detect(bytes, "x") {
            Ok(format) => format!("{format:?}"),
            Err(error) => format!("{} {:?}", error.code.id(), error.args.get("found")),
        };
        assert_eq!(found("客户,金额".as_bytes()), "Text");
        for blank in [&b""[..], b" \r\n\t ", b"\xEF\xBB\xBF", b"\xEF\xBB\xBF\n"] {
            assert_eq!(found(blank), "empty_file None", "{blank:?}");
        }
        assert_eq!(found(b" <HTML><table>"), "unknown_format Some(\"html\")");
        assert_eq!(found(b"%PDF-1.7"), "unknown_format Some(\"pdf\")");
        assert_eq!(found(b"PK\x03\x04rest is missing"), "damaged None");
        assert_eq!(found(&[3_u8; 100]), "unknown_format Some(\"binary\")");
    }
}
