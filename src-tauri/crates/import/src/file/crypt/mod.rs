//! Workbooks behind a password: what Excel 2007 and later, and WPS, write (ECMA-376 "standard" and
//! "agile" encryption, [MS-OFFCRYPTO] 2.3.4). The older schemes of xls are only recognised.
//!
//! [MS-OFFCRYPTO]: https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto

mod agile;
mod cipher;
mod standard;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::error::{ImportError, ImportErrorCode};

/// Excel's own password for workbooks that are protected against changes only: it opens them
/// without asking.
const WITHOUT_ASKING: &str = "VelvetSweatshop";

/// Why an encrypted package stays closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closed {
    WrongPassword,
    /// A scheme that is not known here.
    Unknown,
    Damaged,
}

/// Opens an encrypted package.
///
/// # Errors
/// `Encrypted` without a password, `WrongPassword`, `CannotDecrypt`, `Damaged`.
pub(crate) fn open(
    bytes: &[u8],
    password: Option<&str>,
    file: &str,
) -> Result<Vec<u8>, ImportError> {
    let opened = package(bytes, password.unwrap_or(WITHOUT_ASKING));
    opened.map_err(|closed| {
        let code = match (closed, password) {
            (Closed::Unknown, _) => ImportErrorCode::CannotDecrypt,
            (_, None) => ImportErrorCode::Encrypted,
            (Closed::WrongPassword, _) => ImportErrorCode::WrongPassword,
            (Closed::Damaged, _) => ImportErrorCode::Damaged,
        };
        let error = ImportError::new(code, file);
        if code == ImportErrorCode::Damaged {
            error.with("detail", "encryption")
        } else {
            error
        }
    })
}

fn package(bytes: &[u8], password: &str) -> Result<Vec<u8>, Closed> {
    let mut container = container(bytes).ok_or(Closed::Damaged)?;
    let info = stream(&mut container, "EncryptionInfo", bytes.len())?;
    let sealed = stream(&mut container, "EncryptedPackage", bytes.len())?;
    drop(container);
    let (size, sealed) = sealed.split_first_chunk().ok_or(Closed::Damaged)?;
    let size = usize::try_from(u64::from_le_bytes(*size)).map_err(|_| Closed::Damaged)?;
    // Blocks are padded to 16 bytes, never missing.
    if size > sealed.len() {
        return Err(Closed::Damaged);
    }
    let mut package = match info.get(..4) {
        Some([4, 0, 4, 0]) => agile::open(&info, sealed, password)?,
        Some([2..=4, 0, 2, 0]) => standard::open(&info, sealed, password)?,
        Some(_) => return Err(Closed::Unknown),
        None => return Err(Closed::Damaged),
    };
    package.truncate(size);
    Ok(package)
}

type Container<'b> = CompoundFile<Cursor<Cow<'b, [u8]>>>;

/// Some writers count sectors that they did not write; with blank ones behind the others their
/// table of sectors is right.
fn container(bytes: &[u8]) -> Option<Container<'_>> {
    const HEADER: usize = 512;
    const TABLE: usize = 128 * 512;
    if let Ok(container) = CompoundFile::open(Cursor::new(Cow::Borrowed(bytes))) {
        return Some(container);
    }
    let sectors = bytes.len().checked_sub(HEADER)?;
    let mut filled = bytes.to_vec();
    filled.resize(HEADER + sectors.next_multiple_of(TABLE), 0);
    CompoundFile::open(Cursor::new(Cow::Owned(filled))).ok()
}

fn stream(container: &mut Container<'_>, name: &str, at_most: usize) -> Result<Vec<u8>, Closed> {
    let stream = container.open_stream(name).map_err(|_| Closed::Damaged)?;
    let mut bytes = Vec::new();
    stream
        .take(at_most as u64)
        .read_to_end(&mut bytes)
        .map_err(|_| Closed::Damaged)?;
    Ok(bytes)
}

/// Whether an Excel 5–2003 workbook is behind a password: its first records say so.
pub(crate) fn is_sealed_xls(bytes: &[u8]) -> bool {
    const FILEPASS: u16 = 0x002F;
    const END: u16 = 0x000A;
    let Some(mut container) = container(bytes) else {
        return false;
    };
    let Some(book) = ["Workbook", "Book", "WORKBOOK", "BOOK"]
        .iter()
        .find_map(|name| stream_head(&mut container, name))
    else {
        return false;
    };
    let mut rest = book.as_slice();
    while let Some(([a, b, c, d], body)) = rest.split_first_chunk() {
        match u16::from_le_bytes([*a, *b]) {
            FILEPASS => return true,
            END => return false,
            _ => {}
        }
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        rest = body.get(length..).unwrap_or_default();
    }
    false
}

/// The password record stands among the first.
fn stream_head(container: &mut Container<'_>, name: &str) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    let stream = container.open_stream(name).ok()?;
    stream.take(4_096).read_to_end(&mut head).ok()?;
    Some(head)
}
