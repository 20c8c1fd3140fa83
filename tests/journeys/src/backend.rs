//! The loopback backend behind a browser journey.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::Process;
use crate::{Bench, Outcome, places};

/// The running backend.
pub struct Backend {
    address: String,
    _process: Process,
}

impl Backend {
    /// Starts it with its data and its dialogs on the bench.
    pub fn start(bench: &Bench, log: &Path) -> Outcome<Self> {
        let mut command = Command::new(places::program("loopback")?);
        command
            .arg("--ui")
            .arg(places::built_window()?)
            .arg("--data")
            .arg(bench.folder("data")?)
            .arg("--pick-list")
            .arg(bench.pick_list())
            .args(["--token", "journey"])
            .stdout(Stdio::piped());
        let mut process = Process::start(&mut command, log)?;
        let address = process.first_line()?;
        Ok(Self {
            address,
            _process: process,
        })
    }

    /// Address of the window, token included.
    pub fn address(&self) -> &str {
        &self.address
    }
}
