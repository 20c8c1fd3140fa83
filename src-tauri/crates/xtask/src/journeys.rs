//! Browser and window journeys: a display of their own, one at a time.

use crate::counted::{self, Count};
use crate::shell::{command, output, say};

/// Builds the programs the journeys drive, then runs the journeys.
pub fn run() -> Result<Count, String> {
    crate::shell::run(
        "cargo",
        &[
            "build",
            "-p",
            "clientele-cli",
            "-p",
            "clientele-tests",
            "--bins",
        ],
    )?;
    crate::shell::run(
        "cargo",
        &[
            "build",
            "-p",
            "clientele-desktop",
            "--features",
            "custom-protocol,e2e",
        ],
    )?;
    // No doc tests here: the last line of the runner is the journeys' own.
    let args = [
        "test",
        "-p",
        "clientele-journeys",
        "--tests",
        "--",
        "--test-threads=1",
    ];
    let shown = format!("cargo {}", args.join(" "));
    if !cfg!(target_os = "linux") {
        return counted::tests(command("cargo", &args), &shown);
    }
    if output("which", &["xvfb-run"]).is_none() {
        return Err("xvfb-run is missing (Debian package xvfb)".into());
    }
    say("The window opens on a display of its own.");
    let under = [
        &["-a", "-s", "-screen 0 1440x960x24", "cargo"],
        args.as_slice(),
    ]
    .concat();
    counted::tests(command("xvfb-run", &under), &shown)
}
