//! Files in the repository that are made by programs; the tests check that they have not drifted.

use crate::shell::{Outcome, run};

/// TypeScript of the wire types.
pub fn bindings() -> Outcome {
    run(
        "cargo",
        &[
            "run",
            "-q",
            "-p",
            "clientele-app",
            "--example",
            "bindings",
            "ui/src/api/generated.ts",
        ],
    )
}

/// The embedded sample.
pub fn sample() -> Outcome {
    run(
        "cargo",
        &[
            "run",
            "-q",
            "-p",
            "clientele-sample",
            "--bin",
            "make-sample",
        ],
    )
}
