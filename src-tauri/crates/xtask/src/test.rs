//! `test` and `check`: the fast ones first.

use crate::journeys;
use crate::machine::{Purpose, prepare};
use crate::shell::{Outcome, run, run_in, say};
use crate::ui;

/// Everything.
pub fn all() -> Outcome {
    prepare(Purpose::Tests)?;
    fast()?;
    run("cargo", &["test", "--no-fail-fast"])?;
    ui::build()?;
    run(
        "cargo",
        &[
            "clippy",
            "-p",
            "clientele-desktop",
            "-p",
            "clientele-journeys",
            "--all-targets",
            "--features",
            "clientele-desktop/custom-protocol,clientele-desktop/e2e",
            "--",
            "-D",
            "warnings",
        ],
    )?;
    journeys::run()?;
    say("\nAll tests passed.");
    Ok(())
}

/// Format, lints, house rules, TypeScript.
pub fn fast() -> Outcome {
    run("cargo", &["fmt", "--all", "--check"])?;
    run("cargo", &["test", "-p", "clientele-house"])?;
    ui::packages()?;
    run_in("ui", "npm", &["run", "--silent", "check"])?;
    run_in("ui", "npm", &["run", "--silent", "test"])?;
    run(
        "cargo",
        &["clippy", "--all-targets", "--", "-D", "warnings"],
    )
}
