//! What the program remembers between starts: settings and recent projects.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::wire::Settings;

/// Recent projects kept.
const RECENT: usize = 12;

/// A project opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// The file.
    pub path: PathBuf,
    /// Seconds since 1970-01-01 UTC.
    pub opened_at: i64,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Remembered {
    settings: Settings,
    recent: Vec<Recent>,
}

/// The remembered things, kept in one small file. A file that cannot be read or written costs the
/// memory, never the work.
pub struct Memory {
    file: PathBuf,
    remembered: Mutex<Remembered>,
}

impl Memory {
    /// Memory kept in this folder.
    pub fn at(folder: &Path) -> Self {
        let file = folder.join("settings.json");
        let remembered = std::fs::read_to_string(&file)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        Self {
            file,
            remembered: Mutex::new(remembered),
        }
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.lock().settings.clone()
    }

    /// Remembers settings.
    pub fn set_settings(&self, settings: Settings) {
        self.change(|remembered| remembered.settings = settings);
    }

    /// Recent projects, newest first.
    pub fn recent(&self) -> Vec<Recent> {
        self.lock().recent.clone()
    }

    /// Puts a project at the top of the recent ones.
    pub fn opened(&self, path: &Path, opened_at: i64) {
        self.change(|remembered| {
            remembered.recent.retain(|recent| recent.path != path);
            remembered.recent.insert(
                0,
                Recent {
                    path: path.to_path_buf(),
                    opened_at,
                },
            );
            remembered.recent.truncate(RECENT);
        });
    }

    /// Takes a project off the recent ones.
    pub fn forget(&self, path: &Path) {
        self.change(|remembered| remembered.recent.retain(|recent| recent.path != path));
    }

    fn change(&self, change: impl FnOnce(&mut Remembered)) {
        let mut remembered = self.lock();
        change(&mut remembered);
        if let Ok(text) = serde_json::to_string_pretty(&*remembered)
            && let Some(folder) = self.file.parent()
            && std::fs::create_dir_all(folder).is_ok()
        {
            let _ = std::fs::write(&self.file, text);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Remembered> {
        self.remembered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_recent_projects_outlive_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::at(folder.path());
        memory.set_settings(Settings {
            issuer: "某某咨询".into(),
            ..Settings::default()
        });
        memory.opened(Path::new("a.clientele"), 1);
        memory.opened(Path::new("b.clientele"), 2);
        memory.opened(Path::new("a.clientele"), 3);
        let again = Memory::at(folder.path());
        assert_eq!(again.settings().issuer, "某某咨询");
        let names: Vec<_> = again
            .recent()
            .into_iter()
            .map(|recent| recent.opened_at)
            .collect();
        assert_eq!(names, [3, 2]);
    }

    #[test]
    fn a_broken_settings_file_costs_the_memory_not_the_start() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.json"), "{").unwrap();
        assert_eq!(Memory::at(folder.path()).settings(), Settings::default());
    }
}
