//! `bundle`: the installer of this platform.

use crate::machine::{Purpose, prepare};
use crate::shell::{Outcome, run_in};
use crate::ui;

/// Tauri's own command, fetched when it is needed: only the person who bundles needs it.
const TAURI: &str = "@tauri-apps/cli@2.12.5";

/// deb on Debian, msi and nsis on Windows, dmg on macOS.
pub fn run() -> Outcome {
    prepare(Purpose::Window)?;
    ui::build()?;
    let bundles = if cfg!(windows) {
        "msi,nsis"
    } else if cfg!(target_os = "macos") {
        "app,dmg"
    } else {
        "deb"
    };
    let args = [
        "exec",
        "--yes",
        "--package",
        TAURI,
        "--",
        "tauri",
        "build",
        "--bundles",
        bundles,
    ];
    run_in(
        "src-tauri",
        "npm",
        &[args.as_slice(), &["--features", "custom-protocol"]].concat(),
    )
}
