//! Running the terminal program and reading what it says.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::program;

/// What a run said.
#[derive(Debug)]
pub struct Said {
    /// Exit code.
    pub code: i32,
    /// Results.
    pub out: String,
    /// Messages.
    pub err: String,
}

impl Said {
    /// The one JSON document on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The value of a measure.
    pub fn measure(&self, id: &str) -> f64 {
        let document = self.json();
        let all = document["measures"].as_array().unwrap().iter();
        let found = all.filter(|one| one["id"] == id).collect::<Vec<_>>();
        found[0]["value"].as_f64().unwrap()
    }
}

/// A folder to run in.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A file in it.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Names of what lies in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Runs the program in it.
    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Said {
        said(
            Command::new(program())
                .args(args)
                // What this machine's window remembers is no part of a test.
                .env("XDG_DATA_HOME", self.0.path())
                .current_dir(self.0.path()),
        )
    }

    /// Runs a line of words with something to read.
    #[cfg(target_os = "linux")]
    pub fn line_reading(&self, line: &str, input: &str) -> Said {
        self.file(".input", input);
        let file = std::fs::File::open(self.path(".input")).unwrap();
        said(
            Command::new(program())
                .args(line.split(' '))
                .env("XDG_DATA_HOME", self.0.path())
                .stdin(file)
                .current_dir(self.0.path()),
        )
    }

    /// Runs a line of words.
    pub fn line(&self, line: &str) -> Said {
        self.run(line.split(' '))
    }

    /// The folder itself.
    pub fn home(&self) -> &Path {
        self.0.path()
    }
}

/// Runs a command to its end.
pub fn said(command: &mut Command) -> Said {
    let done = command.output().unwrap();
    Said {
        code: done.status.code().unwrap_or(-1),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}
