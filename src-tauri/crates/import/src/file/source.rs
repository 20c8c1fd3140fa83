use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::emit::{Emitter, Sink};
use super::encoding::{self, Encoding};
use super::event::{Event, Note};
use super::format::{self, Format};
use super::worker::Order;
use super::{Limits, delimited, file_name, spreadsheet};
use crate::error::{ImportError, ImportErrorCode};

/// Reads a file in this process and sends what it finds. A panic of the parsing library becomes an
/// error here; an abort does not, which is why programs use a child.
pub(crate) fn read(path: &Path, order: &Order, sink: &mut Sink) -> Result<(), ImportError> {
    let file = file_name(path);
    let work = AssertUnwindSafe(|| parse(path, &file, order, sink));
    catch_unwind(work).unwrap_or_else(|_| {
        Err(ImportError::new(ImportErrorCode::Damaged, &file).with("detail", "panic"))
    })
}

fn parse(path: &Path, file: &str, order: &Order, sink: &mut Sink) -> Result<(), ImportError> {
    let limits = &order.limits;
    let bytes = load(path, file, limits)?;
    let format = match format::detect(&bytes, file) {
        // Opening with the password is not built yet: a wrong word would send the adviser astray.
        Err(error) if error.code == ImportErrorCode::Encrypted && order.password.is_some() => {
            return Err(ImportError::new(ImportErrorCode::CannotDecrypt, file));
        }
        detected => detected?,
    };
    let extension = path
        .extension()
        .map_or_else(String::new, |e| e.to_string_lossy().into_owned());
    let misnamed = format.misnamed(&extension);
    // The emitter borrows the sink for as long as itself, hence the closure in between.
    let mut forward = |event| sink(event);
    let mut emitter = Emitter::new(&mut forward, file, limits);
    if format == Format::Text {
        let encoding = order.encoding.unwrap_or_else(|| encoding::detect(&bytes));
        let (text, replaced) = encoding::decode(&bytes, encoding);
        emitter.send(Event::Start {
            format,
            misnamed,
            encoding: Some(encoding),
        })?;
        if replaced || encoding == Encoding::Mixed {
            emitter.send(Event::Note(Note::Undecodable(encoding)))?;
        }
        let name = path
            .file_stem()
            .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        delimited::send(&text, &name, &mut emitter)?;
    } else {
        emitter.send(Event::Start {
            format,
            misnamed,
            encoding: None,
        })?;
        spreadsheet::send(&bytes, format, file, &mut emitter)?;
    }
    emitter.send(Event::End)
}

fn load(path: &Path, file: &str, limits: &Limits) -> Result<Vec<u8>, ImportError> {
    let metadata = std::fs::metadata(path).map_err(|error| ImportError::io(&error, file))?;
    if metadata.is_dir() {
        return Err(ImportError::new(ImportErrorCode::IsFolder, file));
    }
    // A pipe or a device could keep us waiting for ever.
    if !metadata.is_file() {
        return Err(ImportError::new(ImportErrorCode::UnknownFormat, file).with("found", "device"));
    }
    if metadata.len() > limits.text_bytes {
        return Err(ImportError::new(ImportErrorCode::TooLarge, file)
            .with("limit", limits.text_bytes.to_string()));
    }
    std::fs::read(path).map_err(|error| ImportError::io(&error, file))
}
