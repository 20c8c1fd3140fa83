//! `bench assess`: the measures beside polars, DuckDB, pandas and lifetimes, which live in an
//! environment of their own.

use std::path::PathBuf;

use crate::shell::{self, Outcome, command, finish, root, say};

/// What the peers' script needs.
const PACKAGES: [&str; 6] = [
    "polars",
    "duckdb",
    "numpy",
    "pyarrow",
    "pandas",
    "lifetimes",
];

/// Runs the bench of the measures, without Python or network alone, which it says; then the same
/// assessment from a project file beside that from memory.
pub fn assess() -> Outcome {
    let args = ["bench", "-p", "clientele-assess", "--bench", "assess"];
    let mut bench = command("cargo", &args);
    match environment() {
        Ok(python) => {
            bench.env("CLIENTELE_PEERS", python);
        }
        Err(reason) => say(&format!("the peers are not asked: {reason}")),
    }
    finish(bench, "cargo", &args)?;
    shell::run(
        "cargo",
        &["bench", "-p", "clientele-tests", "--bench", "project_file"],
    )
}

/// The Python that has the peers, under the target folder; made the first time.
fn environment() -> Result<PathBuf, String> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = target.join("bench").join("venv");
    let place = if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    };
    let python = folder.join(place);
    let program = python.to_string_lossy().into_owned();
    let has_all = || {
        shell::output(
            &program,
            &["-c", &format!("import {}", PACKAGES.join(", "))],
        )
        .is_some()
    };
    if has_all() {
        return Ok(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    shell::run(system, &["-m", "venv", &folder.to_string_lossy()])?;
    let mut install = vec!["-m", "pip", "install", "--quiet"];
    install.extend(PACKAGES);
    shell::run(&program, &install)?;
    Ok(python)
}
