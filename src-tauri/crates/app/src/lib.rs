//! Use cases, jobs with progress and cancel, wire types, error codes and the text catalogue.
//!
//! Two doors lead in: [`commands::dispatch`] for a window, and the functions of [`work`] for the
//! terminal. Both run the same way: look → import → assess → report.
//!
//! Deliberately absent: Tauri, the command line, SQL, spreadsheet cells and PDF operators.

pub mod bindings;
mod catalogues;
pub mod commands;
mod error;
mod files;
mod folders;
mod jobs;
mod session;
mod settings;
pub mod wire;
pub mod work;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

pub use catalogues::catalogue;
pub use folders::data_folder;

use files::Files;
use jobs::Jobs;
use session::Session;
use settings::Memory;
use wire::{PickKind, PickedFile};
use work::templates::Shelf;

/// Native dialogs, opened by whoever has a window.
pub trait Dialogs: Send + Sync {
    /// What the user picked; empty when cancelled.
    fn pick(&self, kind: PickKind, suggested: Option<&str>) -> Vec<PathBuf>;
}

/// What the program is started with.
pub struct AppConfig {
    /// Folder for settings, the list of recent projects and the copy of the sample.
    pub data_folder: PathBuf,
    /// Program that reads files in a child process; it must call [`run_if_worker`] first thing.
    pub reader: PathBuf,
    /// Dialogs.
    pub dialogs: Box<dyn Dialogs>,
    /// Open the embedded sample at the start.
    pub start_with_sample: bool,
}

/// The backend of a window: one open project and what goes with it.
pub struct App {
    pub(crate) config: AppConfig,
    pub(crate) memory: Memory,
    pub(crate) shelf: Shelf,
    pub(crate) files: Files,
    pub(crate) jobs: Jobs,
    pub(crate) session: Mutex<Session>,
}

impl App {
    /// A backend without an open project.
    #[must_use]
    pub fn new(config: AppConfig) -> Self {
        Self {
            memory: Memory::at(&config.data_folder),
            shelf: Shelf::at(&config.data_folder),
            files: Files::default(),
            jobs: Jobs::default(),
            session: Mutex::default(),
            config,
        }
    }

    /// Ids for paths that the user picked or dropped.
    pub fn register_files(&self, paths: &[PathBuf]) -> Vec<PickedFile> {
        paths.iter().map(|path| self.files.register(path)).collect()
    }
}

/// Reads one file for a parent process if the program was started for that; to be called first
/// thing in `main`. `None` at an ordinary start.
pub fn run_if_worker(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    import::worker::run_if_worker(arguments)
        .map(|code| ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
