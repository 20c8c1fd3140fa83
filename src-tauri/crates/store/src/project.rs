use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::{Fault, StoreError, StoreErrorCode, file_name};
use crate::schema::{self, APPLICATION_ID, STEPS};

/// How long another program may hold the file before a call gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Page cache in KiB: an import of a million rows stays in memory until its commit.
const CACHE_KIB: i64 = 192 * 1024;
/// Prepared statements kept: one insert a table and the small ones.
const STATEMENTS: usize = 64;

/// An open project file. It may move to a worker thread, but is used by one at a time.
///
/// Every method fails with the codes that the file system and SQLite can give (`DiskFull`,
/// `ReadOnly`, `NoPermission`, `Busy`, `Io`, `Damaged`, `Database`); the methods name only what
/// comes on top. A call that fails leaves the project as it was.
#[derive(Debug)]
pub struct Project {
    pub(crate) conn: Connection,
    file: String,
}

impl Project {
    /// New, empty project in a file that must not exist yet.
    ///
    /// # Errors
    /// `AlreadyExists`, `IsFolder`, `NoFolder`.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let file = file_name(path);
        if path.is_dir() {
            return Err(Fault::from(StoreErrorCode::IsFolder).of(&file));
        }
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|error| {
                let mut fault = Fault::from(error);
                if fault.code == StoreErrorCode::NotFound {
                    fault.code = StoreErrorCode::NoFolder;
                }
                fault.of(&file)
            })?;
        connect(path, STEPS)
            .map(|conn| Self {
                conn,
                file: file.clone(),
            })
            .map_err(|fault| {
                // The empty file is ours; what cannot become a project shall not stay behind.
                let _ = std::fs::remove_file(path);
                fault.of(&file)
            })
    }

    /// Opens a project; one of an older version is brought to this one.
    ///
    /// # Errors
    /// `NotFound`, `IsFolder`, `NotAProject`, `NewerVersion`.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = file_name(path);
        check_header(path)
            .and_then(|()| connect(path, STEPS))
            .map(|conn| Self {
                conn,
                file: file.clone(),
            })
            .map_err(|fault| fault.of(&file))
    }

    /// Name of the file, without its folder.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Whether the file can only be read: every change would fail with `ReadOnly`.
    ///
    /// # Errors
    /// Only the common ones.
    pub fn is_read_only(&self) -> Result<bool, StoreError> {
        self.read(|conn| Ok(conn.is_readonly(rusqlite::MAIN_DB)?))
    }

    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        work(&self.conn).map_err(|fault| fault.of(&self.file))
    }

    /// One change: a transaction that is rolled back when the work fails.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        change(&mut self.conn, work).map_err(|fault| fault.of(&self.file))
    }
}

fn change<T>(
    conn: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let result = work(&tx)?;
    tx.commit()?;
    Ok(result)
}

/// Looks at the first bytes before SQLite may touch the file.
fn check_header(path: &Path) -> Result<(), Fault> {
    if path.is_dir() {
        return Err(StoreErrorCode::IsFolder.into());
    }
    let mut header = [0; 100];
    let mut file = File::open(path)?;
    let mut filled = 0;
    while filled < header.len() {
        match file.read(&mut header[filled..])? {
            0 => return Err(StoreErrorCode::NotAProject.into()),
            count => filled += count,
        }
    }
    // https://www.sqlite.org/fileformat.html: magic at 0, application id at 68, big-endian.
    let is_ours =
        header.starts_with(b"SQLite format 3\0") && header[68..72] == APPLICATION_ID.to_be_bytes();
    if is_ours {
        Ok(())
    } else {
        Err(StoreErrorCode::NotAProject.into())
    }
}

pub(crate) fn connect(path: &Path, steps: &[&str]) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // A project file may come from a stranger: its schema must not be able to run anything.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // What an adviser removes shall not be left in the file's free pages.
    conn.pragma_update(None, "secure_delete", true)?;
    schema::migrate(&mut conn, steps)?;
    // Rollback journal, deleted at each commit: a closed project is one file, fit to be copied.
    if !conn.is_readonly(rusqlite::MAIN_DB)? {
        conn.pragma_update(None, "journal_mode", "DELETE")?;
    }
    Ok(conn)
}
