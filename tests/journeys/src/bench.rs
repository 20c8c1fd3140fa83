//! A place to work: temporary folders, and the answers of dialogs.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::{Outcome, places};

/// Temporary folders of a journey. They go when it ends.
pub struct Bench {
    folder: TempDir,
}

impl Bench {
    /// Fresh folders; no dialog has an answer yet.
    pub fn new() -> Outcome<Self> {
        let bench = Self {
            folder: tempfile::tempdir()?,
        };
        bench.answer_dialog(&[] as &[PathBuf])?;
        Ok(bench)
    }

    /// A path in the journey's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A folder of the journey's own.
    pub fn folder(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.path(name);
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The file that dialogs are answered from.
    pub fn pick_list(&self) -> PathBuf {
        self.path("picks.txt")
    }

    /// Lays out what the next dialog answers; nothing means that it is cancelled.
    pub fn answer_dialog(&self, paths: &[impl AsRef<Path>]) -> Outcome {
        let lines: Vec<_> = paths
            .iter()
            .map(|path| path.as_ref().to_string_lossy())
            .collect();
        Ok(std::fs::write(self.pick_list(), lines.join("\n"))?)
    }

    /// The sample's files, read where they lie.
    pub fn sample_files(&self) -> Outcome<Vec<PathBuf>> {
        places::sample_files()
    }

    /// Writes a file into the journey's folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome<PathBuf> {
        let path = self.path(name);
        std::fs::write(&path, content)?;
        Ok(path)
    }
}
