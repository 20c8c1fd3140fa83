//! Where the bytes of a workbook come from: the file itself, or what a password opened.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use super::meter::Meter;

const BUFFER: usize = 64 * 1024;

/// A workbook that can be opened again and again.
#[derive(Clone)]
pub(crate) enum Content {
    /// A file, which is never held in memory as a whole.
    File(PathBuf),
    /// Bytes.
    Bytes(Arc<[u8]>),
}

impl Content {
    /// Opens it at its beginning; what is read is counted.
    pub(crate) fn open(&self, meter: &Arc<Meter>) -> io::Result<Input> {
        let from = match self {
            Self::File(path) => From::File(BufReader::with_capacity(BUFFER, File::open(path)?)),
            Self::Bytes(bytes) => From::Bytes(Cursor::new(Arc::clone(bytes))),
        };
        Ok(Input {
            from,
            meter: Arc::clone(meter),
        })
    }

    /// Its size in bytes.
    pub(crate) fn size(&self) -> io::Result<u64> {
        match self {
            Self::File(path) => Ok(std::fs::metadata(path)?.len()),
            Self::Bytes(bytes) => Ok(bytes.len() as u64),
        }
    }
}

/// An opened [`Content`].
pub(crate) struct Input {
    from: From,
    meter: Arc<Meter>,
}

enum From {
    File(BufReader<File>),
    Bytes(Cursor<Arc<[u8]>>),
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.from {
            From::File(file) => file.read(buffer)?,
            From::Bytes(bytes) => bytes.read(buffer)?,
        };
        self.meter.count(read as u64);
        Ok(read)
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.from {
            From::File(file) => file.seek(to),
            From::Bytes(bytes) => bytes.seek(to),
        }
    }
}
