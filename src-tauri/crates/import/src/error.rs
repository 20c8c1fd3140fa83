use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Why a file could not be read; its sentence is `error.import.<id>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportErrorCode {
    /// There is no such file.
    NotFound,
    /// It is a folder.
    IsFolder,
    /// The user may not read it.
    NoPermission,
    /// The disk or the network share failed. Args: `detail`.
    Unreadable,
    /// Zero bytes, or nothing but blanks.
    EmptyFile,
    /// Neither a workbook nor delimited text. Args: `found` (`html`, `xml`, `pdf`, `binary` …).
    UnknownFormat,
    /// Protected by a password that opens it once it is given.
    Encrypted,
    /// The password given is not the file's.
    WrongPassword,
    /// Protected by a password in a way that cannot be opened here.
    CannotDecrypt,
    /// A workbook by its first bytes, but broken. Args: `detail`.
    Damaged,
    /// More bytes, rows or cells than can be taken. Args: `limit`.
    TooLarge,
    /// Not read within the time allowed. Args: `seconds`.
    TooSlow,
    /// Reading it takes more memory than a reader is given. Args: `megabytes`.
    OutOfMemory,
    /// The reading process ended without a word. Args: `detail`.
    ReaderDied,
    /// The reading process could not be started. Args: `detail`.
    NoReader,
    /// The user stopped it.
    Cancelled,
}

impl ImportErrorCode {
    /// Every code.
    pub const ALL: [Self; 16] = [
        Self::NotFound,
        Self::IsFolder,
        Self::NoPermission,
        Self::Unreadable,
        Self::EmptyFile,
        Self::UnknownFormat,
        Self::Encrypted,
        Self::WrongPassword,
        Self::CannotDecrypt,
        Self::Damaged,
        Self::TooLarge,
        Self::TooSlow,
        Self::OutOfMemory,
        Self::ReaderDied,
        Self::NoReader,
        Self::Cancelled,
    ];

    /// Stable name: the key of its sentence after `error.import.`.
    #[must_use]
    pub fn id(self) -> String {
        // A unit variant always serialises to its snake_case name.
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(id)) => id,
            _ => String::new(),
        }
    }
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportError {
    /// Why.
    pub code: ImportErrorCode,
    /// File name, never a path.
    pub file: String,
    /// Values for the sentence's placeholders; `file` is always among them.
    pub args: BTreeMap<String, String>,
}

impl ImportError {
    pub(crate) fn new(code: ImportErrorCode, file: &str) -> Self {
        let args = BTreeMap::from([("file".to_owned(), file.to_owned())]);
        Self {
            code,
            file: file.to_owned(),
            args,
        }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.into(), value.into());
        self
    }

    pub(crate) fn io(error: &std::io::Error, file: &str) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => Self::new(ImportErrorCode::NotFound, file),
            Kind::PermissionDenied => Self::new(ImportErrorCode::NoPermission, file),
            Kind::IsADirectory => Self::new(ImportErrorCode::IsFolder, file),
            _ => Self::new(ImportErrorCode::Unreadable, file).with("detail", error.to_string()),
        }
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code.id(), self.file)
    }
}

impl std::error::Error for ImportError {}
