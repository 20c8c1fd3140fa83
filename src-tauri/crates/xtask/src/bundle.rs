//! `bundle`: the installer of this platform.

use crate::machine::{Purpose, prepare};
use crate::shell::{Outcome, run_in};
use crate::ui;

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
        "npx",
        &[
            "--prefix",
            "../ui",
            "tauri",
            "build",
            "--bundles",
            bundles,
            "--features",
            "custom-protocol",
        ],
    )
}
