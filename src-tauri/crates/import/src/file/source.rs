use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use super::emit::{Emitter, Sink};
use super::encoding;
use super::event::{Event, Note};
use super::format::{self, Format};
use super::input::Content;
use super::meter::Meter;
use super::worker::Order;
use super::{crypt, delimited, file_name, scan, spreadsheet};
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
    let meter = Arc::new(Meter::default());
    // The emitter borrows the sink for as long as itself, hence the closure in between.
    let mut forward = |event| sink(event);
    let mut emitter = Emitter::new(&mut forward, file, &order.limits, Arc::clone(&meter));
    let work = Work {
        path,
        file,
        order,
        meter,
    };
    if format::is_zip(&work.head()?) {
        work.workbook(&Content::File(path.to_owned()), &mut emitter)?;
    } else {
        work.whole(&mut emitter)?;
    }
    emitter.send(Event::End)
}

/// One file being read.
struct Work<'a> {
    path: &'a Path,
    file: &'a str,
    order: &'a Order,
    meter: Arc<Meter>,
}

impl Work<'_> {
    fn failed(&self, error: &std::io::Error) -> ImportError {
        ImportError::io(error, self.file)
    }

    /// The first bytes, after the file has been found to be one that can be read.
    fn head(&self) -> Result<Vec<u8>, ImportError> {
        let metadata = std::fs::metadata(self.path).map_err(|error| self.failed(&error))?;
        if metadata.is_dir() {
            return Err(ImportError::new(ImportErrorCode::IsFolder, self.file));
        }
        // A pipe or a device could keep us waiting for ever.
        if !metadata.is_file() {
            return Err(
                ImportError::new(ImportErrorCode::UnknownFormat, self.file).with("found", "device")
            );
        }
        let limit = self.order.limits.text_bytes;
        if metadata.len() > limit {
            return Err(ImportError::new(ImportErrorCode::TooLarge, self.file)
                .with("limit", limit.to_string()));
        }
        let mut head = Vec::new();
        File::open(self.path)
            .and_then(|file| file.take(8).read_to_end(&mut head))
            .map_err(|error| self.failed(&error))?;
        Ok(head)
    }

    /// Files that are read into memory as a whole: text, and the old binary formats.
    fn whole(&self, emitter: &mut Emitter) -> Result<(), ImportError> {
        let bytes = std::fs::read(self.path).map_err(|error| self.failed(&error))?;
        match format::detect(&bytes, self.file) {
            Ok(Format::Text) => self.text(bytes, emitter),
            Ok(Format::Xls) if crypt::is_sealed_xls(&bytes) => {
                Err(ImportError::new(ImportErrorCode::CannotDecrypt, self.file))
            }
            Ok(format) => self.book(format, &Content::Bytes(bytes.into()), emitter),
            Err(error) if error.code == ImportErrorCode::Encrypted => {
                let opened = crypt::open(&bytes, self.order.password.as_deref(), self.file)?;
                drop(bytes);
                self.workbook(&Content::Bytes(opened.into()), emitter)
            }
            Err(error) => Err(error),
        }
    }

    fn text(&self, bytes: Vec<u8>, emitter: &mut Emitter) -> Result<(), ImportError> {
        let size = bytes.len();
        let encoding = self
            .order
            .encoding
            .unwrap_or_else(|| encoding::detect(&bytes));
        let (text, replaced) = encoding::into_text(bytes, encoding);
        self.meter.expect(size as u64);
        self.meter.begin(size as u64);
        self.start(Format::Text, Some(encoding), emitter)?;
        if replaced || encoding == encoding::Encoding::Mixed {
            emitter.send(Event::Note(Note::Undecodable(encoding)))?;
        }
        let name = self
            .path
            .file_stem()
            .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        let share = size as f64 / text.len().max(1) as f64;
        delimited::send(&text, &name, emitter, &|at| {
            self.meter.set((at as f64 * share) as u64);
        })
    }

    /// A zip.
    fn workbook(&self, content: &Content, emitter: &mut Emitter) -> Result<(), ImportError> {
        let mut input = content
            .open(&self.meter)
            .map_err(|error| self.failed(&error))?;
        let format = format::zipped(&mut input, self.file)?;
        drop(input);
        self.book(format, content, emitter)
    }

    fn book(
        &self,
        format: Format,
        content: &Content,
        emitter: &mut Emitter,
    ) -> Result<(), ImportError> {
        self.start(format, None, emitter)?;
        if format == Format::Xlsx
            && self.order.scan
            && scan::send(content, self.file, &self.meter, emitter)?
        {
            return Ok(());
        }
        let size = content.size().map_err(|error| self.failed(&error))?;
        self.meter.expect(size);
        self.meter.begin(size);
        spreadsheet::send(content, &self.meter, format, self.file, emitter)
    }

    fn start(
        &self,
        format: Format,
        encoding: Option<encoding::Encoding>,
        emitter: &mut Emitter,
    ) -> Result<(), ImportError> {
        let extension = self
            .path
            .extension()
            .map_or_else(String::new, |e| e.to_string_lossy().into_owned());
        emitter.send(Event::Start {
            format,
            misnamed: format.misnamed(&extension),
            encoding,
        })
    }
}
