//! Paths stay in the backend; the window knows ids.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::wire::{FileId, PickedFile, WireError};

/// The paths the user has shown.
#[derive(Default)]
pub struct Files {
    known: Mutex<BTreeMap<u64, PathBuf>>,
}

impl Files {
    /// The id of a path; the same path keeps its id.
    pub fn register(&self, path: &Path) -> PickedFile {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known
            .iter()
            .find(|(_, kept)| kept.as_path() == path)
            .map(|(id, _)| *id);
        let id = found.unwrap_or(known.len() as u64 + 1);
        known.insert(id, path.to_path_buf());
        PickedFile {
            file: FileId(id),
            name: name_of(path),
            bytes: std::fs::metadata(path).map_or(0, |meta| meta.len()),
        }
    }

    /// The path of an id.
    ///
    /// # Errors
    /// `file.unknown` for an id never given out.
    pub fn path(&self, file: FileId) -> Result<PathBuf, WireError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(&file.0)
            .cloned()
            .ok_or_else(|| WireError::new("file.unknown"))
    }
}

/// Last part of a path, for people.
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
