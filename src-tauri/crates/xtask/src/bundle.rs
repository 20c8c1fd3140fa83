//! `bundle`: the installer of this platform.

use crate::machine::{Purpose, prepare};
use crate::shell::{Outcome, run_in};
use crate::ui;

/// Tauri's own command, as the UI's packages bring it, seen from `src-tauri`.
const TAURI: &str = "../ui/node_modules/@tauri-apps/cli/tauri.js";

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
    run_in(
        "src-tauri",
        "node",
        &[
            TAURI,
            "build",
            "--bundles",
            bundles,
            "--features",
            "custom-protocol",
        ],
    )
}
