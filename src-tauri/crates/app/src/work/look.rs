//! Reading a file without importing it.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use import::{ReadOptions, Workbook};
use sha2::{Digest, Sha256};

use crate::error::io_error;
use crate::files::name_of;
use crate::jobs::Job;
use crate::wire::WireError;
use crate::work::proposal::dictionary;

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

/// Reads a file in a child of `reader`.
///
/// # Errors
/// `import.*` for what cannot be read, `app.cancelled`.
pub fn look(path: &Path, reader: &Path, job: &mut Job<'_>) -> Result<Looked, WireError> {
    let name = name_of(path);
    if job.step("reading", &name, 0.0, 0.0).is_break() {
        return Err(WireError::new("app.cancelled"));
    }
    let options = ReadOptions::in_child(reader.to_path_buf());
    let mut workbook = import::read(path, &options, &mut |progress| {
        job.step("reading", &name, progress.rows as f64, 0.0)
    })
    .map_err(cancelled_or)?;
    let sheets = std::mem::take(&mut workbook.sheets);
    let dictionary = dictionary()?;
    let tables = sheets
        .into_iter()
        .flat_map(|sheet| import::split(sheet, dictionary));
    workbook.sheets = tables.collect();
    let (sha256, bytes) = fingerprint(path).map_err(|error| io_error(&error, &name))?;
    Ok(Looked {
        name,
        sha256,
        bytes,
        workbook,
    })
}

/// A reading that the user stopped is no error of the file.
fn cancelled_or(error: import::ImportError) -> WireError {
    match error.code {
        import::ImportErrorCode::Cancelled => WireError::new("app.cancelled"),
        _ => error.into(),
    }
}

/// SHA-256 in hexadecimal, and the size.
fn fingerprint(path: &Path) -> std::io::Result<(String, u64)> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => {
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
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
