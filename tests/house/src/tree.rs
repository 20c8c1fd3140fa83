//! The tracked files, and how a broken rule is reported.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Top of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Paths of the tracked files, relative to the top, with `/`, sorted.
/// Outside a checkout (a source archive) every file below the top counts.
pub fn files() -> Vec<String> {
    let mut files = listed_by_git().unwrap_or_else(|| {
        let mut found = Vec::new();
        walk(&root(), "", &mut found);
        found
    });
    files.retain(|file| root().join(file).is_file());
    files.sort();
    files.dedup();
    assert!(files.len() > 20, "the tree could not be read: {files:?}");
    files
}

/// Those of [`files`] with one of the extensions.
pub fn files_ending(extensions: &[&str]) -> Vec<String> {
    let ends = |file: &String| {
        let extension = file.rsplit_once('.').map(|(_, extension)| extension);
        extension.is_some_and(|extension| extensions.contains(&extension))
    };
    files().into_iter().filter(ends).collect()
}

/// The text of a file; absent when it is no UTF-8 text.
pub fn text(file: &str) -> Option<String> {
    let bytes = std::fs::read(root().join(file)).ok()?;
    if bytes.contains(&0) {
        None
    } else {
        String::from_utf8(bytes).ok()
    }
}

/// Fails with every breach, one a line, under the rule that was broken.
#[track_caller]
pub fn hold(rule: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{rule}\n  {}\n", breaches.join("\n  "));
}

fn listed_by_git() -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root())
        .output()
        .ok()?;
    let list = String::from_utf8(output.stdout).ok()?;
    let files: Vec<String> = list
        .split('\0')
        .filter(|file| !file.is_empty())
        .map(str::to_owned)
        .collect();
    (output.status.success() && !files.is_empty()).then_some(files)
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            if !is_made(&path) {
                walk(&entry.path(), &format!("{path}/"), found);
            }
        } else {
            found.push(path);
        }
    }
}

/// Folders that programs make; .gitignore names the same.
fn is_made(path: &str) -> bool {
    [
        ".git",
        "target",
        "ui/node_modules",
        "ui/dist",
        "src-tauri/gen",
        "tests/out",
        "tests/fuzz/target",
        "tests/fuzz/corpus",
        "tests/fuzz/artifacts",
        "tests/fuzz/coverage",
    ]
    .contains(&path)
}
