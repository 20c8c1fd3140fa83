//! Reading a file without importing it.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use import::{ReadOptions, Workbook};
use sha2::{Digest, Sha256};

use crate::error::io_error;
use crate::files::name_of;
use crate::jobs::Job;
use crate::wire::WireError;
use crate::work::proposal::dictionary;
use crate::work::templates::Template;

/// Rows whose memory takes a while to give back.
const MANY: usize = 50_000;
/// How often somebody who waits for the fingerprint looks whether the job is to stop.
const TICK: Duration = Duration::from_millis(5);

/// How files are read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Program that reads in a child process.
    pub reader: &'a Path,
    /// Password of an encrypted workbook; used for this reading only.
    pub password: Option<&'a str>,
    /// Mappings confirmed before.
    pub templates: &'a [Template],
    /// Year of months in columns that name none.
    pub year: Option<i16>,
}

/// No password, no templates, no year.
impl<'a, P: AsRef<Path> + ?Sized> From<&'a P> for Reading<'a> {
    fn from(reader: &'a P) -> Self {
        Self {
            reader: reader.as_ref(),
            password: None,
            templates: &[],
            year: None,
        }
    }
}

/// A file that was read.
pub struct Looked {
    /// File name, never a path.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Its sheets, one for each table on them.
    pub workbook: Workbook,
}

/// Giving back the memory of a million rows takes a tenth of a second, for which nobody should wait.
impl Drop for Looked {
    fn drop(&mut self) {
        let sheets = std::mem::take(&mut self.workbook.sheets);
        if sheets.iter().any(|sheet| sheet.rows.len() > MANY) {
            // Without a thread they are dropped here.
            let _ = std::thread::Builder::new().spawn(move || drop(sheets));
        }
    }
}

/// Reads a file in a child process, and its fingerprint meanwhile.
///
/// # Errors
/// `import.*` for what cannot be read, `app.cancelled`.
pub fn look<'a>(
    path: &Path,
    reading: impl Into<Reading<'a>>,
    job: &mut Job<'_>,
) -> Result<Looked, WireError> {
    let reading = reading.into();
    let name = name_of(path);
    if job.step("reading", &name, 0.0, 0.0).is_break() {
        return Err(WireError::new("app.cancelled"));
    }
    let options = ReadOptions {
        password: reading.password.map(str::to_owned),
        ..ReadOptions::in_child(reading.reader.to_path_buf())
    };
    let unwanted = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let hashing = scope.spawn(|| fingerprint(path, &name, &unwanted));
        let workbook = tables(path, &name, &options, job).and_then(|workbook| {
            while !hashing.is_finished() {
                or_cancelled(job.step("fingerprint", &name, 0.0, 0.0))?;
                std::thread::sleep(TICK);
            }
            Ok(workbook)
        });
        unwanted.store(workbook.is_err(), Relaxed);
        let workbook = workbook?;
        let hashed = hashing
            .join()
            .map_err(|_| WireError::new("app.internal").with("detail", "fingerprint"));
        let (sha256, bytes) = hashed??;
        Ok(Looked {
            name: name.clone(),
            sha256,
            bytes,
            workbook,
        })
    })
}

/// The tables of a file, read in a child.
fn tables(
    path: &Path,
    name: &str,
    options: &ReadOptions,
    job: &mut Job<'_>,
) -> Result<Workbook, WireError> {
    let mut workbook = import::read(path, options, &mut |progress| {
        let (done, total) = (progress.bytes as f64, progress.total_bytes as f64);
        job.step("reading", name, done, total)
    })
    .map_err(cancelled_or)?;
    let sheets = std::mem::take(&mut workbook.sheets);
    let dictionary = dictionary()?;
    let tables = sheets
        .into_iter()
        .flat_map(|sheet| import::split(sheet, dictionary));
    workbook.sheets = tables.collect();
    Ok(workbook)
}

/// A reading that the user stopped is no error of the file.
fn cancelled_or(error: import::ImportError) -> WireError {
    match error.code {
        import::ImportErrorCode::Cancelled => WireError::new("app.cancelled"),
        _ => error.into(),
    }
}

/// SHA-256 in hexadecimal, and the size; given up once it is unwanted.
fn fingerprint(path: &Path, name: &str, unwanted: &AtomicBool) -> Result<(String, u64), WireError> {
    let failed = |error: std::io::Error| io_error(&error, name);
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut bytes = 0;
    loop {
        match file.read(&mut buffer).map_err(failed)? {
            0 => break,
            read => {
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
        }
        if unwanted.load(Relaxed) {
            return Err(WireError::new("app.cancelled"));
        }
    }
    let digest = hash.finalize();
    Ok((
        digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        bytes,
    ))
}

/// Turns a wish to stop into the error it is.
pub(crate) fn or_cancelled(flow: ControlFlow<()>) -> Result<(), WireError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(WireError::new("app.cancelled")),
    }
}
