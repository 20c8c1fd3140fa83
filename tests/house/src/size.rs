//! A file that a person can hold in the head.

use crate::tree::{files_ending, hold, text};

/// From here on a file says why it is long.
const REASON: usize = 500;
/// Here it is split.
const LIMIT: usize = 800;
const MADE: &str = "ui/src/api/generated.ts";

#[test]
fn no_source_file_outgrows_a_readers_head() {
    let mut breaches = Vec::new();
    for file in files_ending(&["rs", "ts", "tsx"]) {
        if file != MADE {
            breaches
                .extend(breach(&text(&file).unwrap_or_default()).map(|b| format!("{file}: {b}")));
        }
    }
    hold(
        "One subject a file: split it, or say why it is long.",
        &breaches,
    );
}

fn breach(text: &str) -> Option<String> {
    let lines = text.lines().count();
    let explained = text.lines().take(20).any(|line| {
        let reason = line.trim_start().trim_start_matches('/').trim_start();
        reason
            .strip_prefix("Long because: ")
            .is_some_and(|why| why.trim().len() > 10)
    });
    if lines >= LIMIT {
        Some(format!("{lines} lines; the limit is {LIMIT}"))
    } else if lines >= REASON && !explained {
        Some(format!(
            "{lines} lines without `// Long because: …` in the first 20"
        ))
    } else {
        None
    }
}

#[test]
fn a_reason_is_asked_from_500_lines_and_none_helps_at_800() {
    let long = |head: &str, lines: usize| format!("{head}\n{}", "x\n".repeat(lines - 1));
    assert_eq!(breach(&long("//! A subject.", 499)), None);
    assert!(breach(&long("//! A subject.", 500)).is_some());
    assert!(breach(&long("// Long because: ", 500)).is_some());
    assert_eq!(
        breach(&long("// Long because: one table of the standard.", 500)),
        None
    );
    assert!(breach(&long("// Long because: one table of the standard.", 800)).is_some());
}
