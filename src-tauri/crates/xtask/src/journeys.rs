//! Browser and window journeys: a display of their own, one at a time.

use crate::shell::{Outcome, command, finish, output, say};

/// Builds the programs the journeys drive, then runs the journeys.
pub fn run() -> Outcome {
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
    let args = ["test", "-p", "clientele-journeys", "--", "--test-threads=1"];
    if !cfg!(target_os = "linux") {
        return finish(command("cargo", &args), "cargo", &args);
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
    finish(command("xvfb-run", &under), "xvfb-run", &under)
}
