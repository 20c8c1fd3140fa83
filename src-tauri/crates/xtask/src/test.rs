//! `test` and `check`: the fast ones first.

use crate::counted;
use crate::journeys;
use crate::machine::{Purpose, prepare};
use crate::shell::{Outcome, command, print, run, run_in, say};
use crate::ui;

/// Everything.
pub fn all() -> Outcome {
    prepare(Purpose::Tests)?;
    fast()?;
    let args = ["test", "--no-fail-fast"];
    let mut count = counted::tests(command("cargo", &args), "cargo test --no-fail-fast")?;
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
    count += journeys::run()?;
    say("\nAll tests passed.");
    print(&count.line());
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
