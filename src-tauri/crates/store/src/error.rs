use std::fmt;
use std::io;
use std::path::Path;

use rusqlite::ErrorCode;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $id:literal,)*) => {
        /// Why a project file could not be read or written; its sentence is
        /// `error.store.<id>` in the catalogue, with the placeholders `file` and `detail`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum StoreErrorCode { $($(#[$doc])* $code,)* }

        impl StoreErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// Stable name.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$code => $id,)* }
            }
        }
    };
}

codes! {
    /// There is no such file.
    NotFound = "not_found",
    /// The folder that should hold the file does not exist.
    NoFolder = "no_folder",
    /// The path is a folder.
    IsFolder = "is_folder",
    /// A new project would overwrite an existing file.
    AlreadyExists = "already_exists",
    /// Not a project file: text, another program's database, an empty file.
    NotAProject = "not_a_project",
    /// Written by a newer version of the program. Detail: version of the file.
    NewerVersion = "newer_version",
    /// The account may not read or write here.
    NoPermission = "no_permission",
    /// The file or its place is write-protected.
    ReadOnly = "read_only",
    /// No room left on the disk.
    DiskFull = "disk_full",
    /// Another program holds the file.
    Busy = "busy",
    /// The medium failed. Detail: what the system said.
    Io = "io",
    /// The file is a project, but its contents are broken. Detail: where.
    Damaged = "damaged",
    /// No target with this id. Detail: the id.
    UnknownTarget = "unknown_target",
    /// No source with this id in the target. Detail: the id.
    UnknownSource = "unknown_source",
    /// No decision in force with this id. Detail: the id.
    UnknownDecision = "unknown_decision",
    /// No assessment with this id. Detail: the id.
    UnknownAssessment = "unknown_assessment",
    /// A target of this name is in the project already. Detail: the name.
    TargetExists = "target_exists",
    /// A target needs a name.
    EmptyName = "empty_name",
    /// A value does not fit its field. Detail: table and field.
    WrongValue = "wrong_value",
    /// Anything else the database reported. Detail: its message.
    Database = "database",
}

/// Why a project file could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// What happened.
    pub code: StoreErrorCode,
    /// Name of the project file, never its path.
    pub file: String,
    /// What the code's documentation says, where it says so.
    pub detail: Option<String>,
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "store.{} {}", self.code.id(), self.file)?;
        self.detail
            .as_ref()
            .map_or(Ok(()), |detail| write!(out, ": {detail}"))
    }
}

impl std::error::Error for StoreError {}

/// A failure that does not yet know which file it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) code: StoreErrorCode,
    pub(crate) detail: Option<String>,
}

impl Fault {
    pub(crate) fn new(code: StoreErrorCode, detail: impl fmt::Display) -> Self {
        Self {
            code,
            detail: Some(detail.to_string()),
        }
    }

    pub(crate) fn damaged(place: impl fmt::Display) -> Self {
        Self::new(StoreErrorCode::Damaged, place)
    }

    pub(crate) fn of(self, file: &str) -> StoreError {
        StoreError {
            code: self.code,
            file: file.to_owned(),
            detail: self.detail,
        }
    }
}

impl From<StoreErrorCode> for Fault {
    fn from(code: StoreErrorCode) -> Self {
        Self { code, detail: None }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use StoreErrorCode as Code;
        let code = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Code::DiskFull,
                ErrorCode::ReadOnly => Code::ReadOnly,
                // After the checks on opening, what cannot be opened is the journal beside
                // the file: the folder does not allow writing.
                ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::AuthorizationForStatementDenied => Code::NoPermission,
                ErrorCode::SystemIoFailure => Code::Io,
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed => Code::Busy,
                ErrorCode::DatabaseCorrupt => Code::Damaged,
                ErrorCode::NotADatabase => Code::NotAProject,
                _ => Code::Database,
            },
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Code::Damaged,
            _ => Code::Database,
        };
        Self::new(code, error)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        use StoreErrorCode as Code;
        let code = match error.kind() {
            io::ErrorKind::NotFound => Code::NotFound,
            io::ErrorKind::AlreadyExists => Code::AlreadyExists,
            io::ErrorKind::PermissionDenied => Code::NoPermission,
            io::ErrorKind::ReadOnlyFilesystem => Code::ReadOnly,
            io::ErrorKind::IsADirectory => Code::IsFolder,
            io::ErrorKind::NotADirectory => Code::NoFolder,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
            _ => Code::Io,
        };
        Self::new(code, error)
    }
}

/// The name a person sees: the last part of the path.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
