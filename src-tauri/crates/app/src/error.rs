//! Every error becomes a code with arguments; the sentences stand in the catalogue.

use std::collections::BTreeMap;

use import::ImportError;
use records::Catalogue;
use store::StoreError;

use crate::wire::WireError;

impl WireError {
    /// An error without arguments.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            args: BTreeMap::new(),
        }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// Sentence of what went wrong.
    #[must_use]
    pub fn sentence(&self, catalogue: &Catalogue) -> String {
        catalogue.fill(&format!("error.{}", self.code), &self.args)
    }

    /// Sentence of what to do next, where there is one.
    #[must_use]
    pub fn hint(&self, catalogue: &Catalogue) -> Option<String> {
        let key = format!("error.{}.hint", self.code);
        catalogue
            .get(&key)
            .map(|_| catalogue.fill(&key, &self.args))
    }
}

impl From<ImportError> for WireError {
    fn from(error: ImportError) -> Self {
        Self {
            code: format!("import.{}", error.code.id()),
            args: error.args,
        }
    }
}

impl From<StoreError> for WireError {
    fn from(error: StoreError) -> Self {
        let wire = Self::new(&format!("store.{}", error.code.id())).with("file", error.file);
        match error.detail {
            Some(detail) => wire.with("detail", detail),
            None => wire,
        }
    }
}

/// An error of the file system, at a file named without its folders.
pub(crate) fn io_error(error: &std::io::Error, file: &str) -> WireError {
    use std::io::ErrorKind as Kind;
    let code = match error.kind() {
        Kind::NotFound => "file.not_found",
        Kind::PermissionDenied => "file.no_permission",
        Kind::ReadOnlyFilesystem => "file.read_only",
        Kind::StorageFull | Kind::QuotaExceeded => "file.disk_full",
        Kind::IsADirectory => "file.is_folder",
        _ => "file.failed",
    };
    WireError::new(code)
        .with("file", file)
        .with("detail", error.to_string())
}
