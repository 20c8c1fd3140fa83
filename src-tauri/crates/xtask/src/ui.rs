//! The UI's packages and build.

use std::time::SystemTime;

use crate::shell::{Outcome, root, run_in};

/// Installs the UI's packages if the lock file is newer than what is installed.
pub fn packages() -> Outcome {
    let ui = root().join("ui");
    let changed = |path: &str| -> Option<SystemTime> {
        std::fs::metadata(ui.join(path))
            .and_then(|meta| meta.modified())
            .ok()
    };
    let fresh = match (
        changed("node_modules/.package-lock.json"),
        changed("package-lock.json"),
    ) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    };
    if fresh {
        Ok(())
    } else {
        run_in("ui", "npm", &["ci", "--no-audit", "--no-fund"])
    }
}

/// Builds `ui/dist`, which the shell embeds.
pub fn build() -> Outcome {
    packages()?;
    run_in("ui", "npm", &["run", "--silent", "build"])
}
