//! Files → sheets. The parsing itself ([`source`]) speaks in [`event::Event`]s, which either stay
//! in this process or cross the pipe from a child.

mod assemble;
mod child;
mod crypt;
mod delimited;
mod emit;
mod encoding;
mod event;
mod format;
#[cfg(any(test, feature = "fuzz"))]
pub(crate) mod fuzz;
mod input;
mod last_words;
mod meter;
mod pack;
mod scan;
mod separator;
mod short;
mod source;
mod spreadsheet;
mod texts;
mod watch;
pub mod worker;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use records::Problem;
use serde::{Deserialize, Serialize};

use crate::cell::Sheet;
use crate::error::{ImportError, ImportErrorCode};
use assemble::Assembler;
pub use encoding::Encoding;
pub use format::Format;
pub(crate) use scan::plain_number;
use worker::Order;

/// Where the parsing happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadMode {
    /// In this process: for tests, and inside the child itself.
    InProcess,
    /// In a child: the program to start, which must call [`worker::run_if_worker`] first thing.
    Child(PathBuf),
}

/// What reading one file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a text file, or of all the texts of a workbook.
    pub text_bytes: u64,
    /// Rows of a sheet.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: u32,
    /// Cells of a file.
    pub cells: u64,
    /// Bytes of memory that the child may take. It watches itself, on every platform.
    pub memory_bytes: u64,
    /// Bytes of address space of the child, which the kernel holds it to (Linux): behind the watch,
    /// for what is asked for at once. [`u64::MAX`] for none.
    pub address_bytes: u64,
    /// Processor seconds of the child, which the kernel holds it to (unix).
    pub cpu_seconds: u64,
    /// Seconds on the clock, after which the parent kills the child; without a parent the child
    /// ends itself.
    pub wall_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 1 << 30,
            rows: 2_000_000,
            columns: 2_000,
            cells: 60_000_000,
            memory_bytes: 4 << 30,
            // A growing list asks for as much again before it lets the old one go, and most of
            // what is reserved is never touched.
            address_bytes: 16 << 30,
            cpu_seconds: 300,
            wall_seconds: 600,
        }
    }
}

impl Limits {
    fn wall(&self) -> Duration {
        Duration::from_secs(self.wall_seconds)
    }
}

/// How to read a file.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// In this process or in a child.
    pub mode: ReadMode,
    /// Encoding of a text file, where the adviser overrules the guess.
    pub encoding: Option<Encoding>,
    /// Password of an encrypted workbook. It reaches a child over its standard input, never on a
    /// command line, and is not kept.
    pub password: Option<String>,
    /// What it may cost.
    pub limits: Limits,
}

impl ReadOptions {
    /// Parsing in this process, with default limits.
    #[must_use]
    pub fn in_process() -> Self {
        Self {
            mode: ReadMode::InProcess,
            encoding: None,
            password: None,
            limits: Limits::default(),
        }
    }

    /// Parsing in a child of this program, with default limits.
    #[must_use]
    pub fn in_child(program: PathBuf) -> Self {
        Self {
            mode: ReadMode::Child(program),
            ..Self::in_process()
        }
    }
}

// By hand, so that no log ever shows the password.
impl std::fmt::Debug for ReadOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadOptions")
            .field("mode", &self.mode)
            .field("encoding", &self.encoding)
            .field("password", &self.password.as_ref().map(|_| "…"))
            .field("limits", &self.limits)
            .finish()
    }
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Sheets begun.
    pub sheets: u32,
    /// Rows read.
    pub rows: u64,
    /// Bytes of the file worked through …
    pub bytes: u64,
    /// … of how many; 0 as long as that is not known.
    pub total_bytes: u64,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// File name, never a path.
    pub file: String,
    /// What its content is.
    pub format: Format,
    /// Its extension says something else.
    pub misnamed: bool,
    /// Encoding, for text.
    pub encoding: Option<Encoding>,
    /// Its sheets, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// What was wrong with the file as a whole.
    pub problems: Vec<Problem>,
}

/// Reads a file. `progress` is asked between batches; on [`ControlFlow::Break`] the reading stops
/// and a child is killed.
///
/// # Errors
/// When nothing can be read, with a code; see [`ImportErrorCode`].
pub fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Workbook, ImportError> {
    let file = file_name(path);
    let mut assembler = Assembler::new(&file);
    match &options.mode {
        ReadMode::InProcess => {
            source::read(path, &Order::of(options), &mut |event| {
                assembler.take(event)?;
                proceed(progress, &assembler, &file)
            })?;
        }
        ReadMode::Child(program) => {
            child::read(program, path, options, &mut |event| {
                if let Some(event) = event {
                    assembler.take(event)?;
                }
                proceed(progress, &assembler, &file)
            })?;
        }
    }
    assembler.finish()
}

fn proceed(
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    assembler: &Assembler,
    file: &str,
) -> Result<(), ImportError> {
    match progress(assembler.progress()) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ImportError::new(ImportErrorCode::Cancelled, file)),
    }
}

/// The last part of a path; the sentence for the user never shows the folders.
fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
