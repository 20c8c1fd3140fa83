//! What must not stand in the tree. Patterns are put together from pieces, so that this file
//! does not match itself.

use crate::tree::{files, files_ending, hold, root, text};

#[test]
fn nothing_is_left_to_do() {
    let marks = [
        ["to", "do!("],
        ["unimpl", "emented!("],
        ["TO", "DO"],
        ["FIX", "ME"],
    ];
    let marks = marks.map(|parts| parts.concat());
    let found = search(
        &["rs", "ts", "tsx", "toml", "css", "html", "yml", "sh"],
        |line| marks.iter().find(|mark| has_word(line, mark)).cloned(),
    );
    hold("Unfinished work is an issue, not a comment.", &found);
}

#[test]
fn no_path_of_a_machine_stands_in_the_tree() {
    let folders = ["work", "tmp", "root", "Users"].map(|folder| format!("/{folder}/"));
    let found = search_all(|line| {
        let fixed = folders.iter().find(|folder| begins_path(line, folder));
        fixed.cloned().or_else(|| somebodys_home(line))
    });
    hold("Paths are relative, or come from the environment.", &found);
}

#[test]
fn the_makers_tools_are_not_mentioned() {
    let words = [
        ["cla", "ude"],
        ["g", "pt"],
        ["cop", "ilot"],
        ["as an", " ai"],
        ["chatg", "pt"],
        ["anth", "ropic"],
    ];
    let words = words.map(|parts| parts.concat());
    let found = search_all(|line| {
        let line = line.to_lowercase();
        words.iter().find(|word| has_word(&line, word)).cloned()
    });
    hold("The tree speaks of the product.", &found);
}

#[test]
fn lock_files_name_no_host() {
    let npm = text("ui/package-lock.json").unwrap_or_default();
    assert!(
        !npm.contains("\"resolved\": \"http"),
        "ui/package-lock.json: npm with omit-lockfile-registry-resolved"
    );
    let registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let locks = ["Cargo.lock", "tests/fuzz/Cargo.lock"].map(|lock| text(lock).unwrap());
    let foreign: Vec<String> = locks
        .iter()
        .flat_map(|lock| lock.lines())
        .filter(|line| line.starts_with("source = ") && *line != registry)
        .map(str::to_owned)
        .collect();
    hold("Packages come from the public registry.", &foreign);
}

#[test]
fn the_top_holds_what_the_architecture_names() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "clippy.toml",
        "rustfmt.toml",
        "src-tauri",
        "ui",
        "tests",
        "assets",
    ];
    let mut breaches: Vec<String> = files()
        .iter()
        .map(|file| {
            let top = file.split('/').next().unwrap_or(file);
            (top.to_owned(), file.contains('/'))
        })
        .filter(|(top, is_folder)| {
            let document = !is_folder && (top.ends_with(".md") || top.starts_with("LICENSE"));
            !allowed.contains(&top.as_str()) && !document && !top.starts_with('.')
        })
        .map(|(top, _)| top)
        .collect();
    breaches.dedup();
    hold("No other file or folder at the top.", &breaches);
}

/// Every line of every text file, lock files apart (their checksums spell anything).
fn search_all(find: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let searched = files().into_iter().filter(|file| !is_lock(file));
    searched.flat_map(|file| hits(&file, &find)).collect()
}

fn search(extensions: &[&str], find: impl Fn(&str) -> Option<String>) -> Vec<String> {
    files_ending(extensions)
        .iter()
        .flat_map(|file| hits(file, &find))
        .collect()
}

fn is_lock(file: &str) -> bool {
    file.ends_with("Cargo.lock") || file.ends_with("package-lock.json")
}

fn hits(file: &str, find: &impl Fn(&str) -> Option<String>) -> Vec<String> {
    let text = text(file).unwrap_or_default();
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(at, line)| Some(format!("{file}:{}: {}", at + 1, find(line)?)))
        .collect()
}

/// The word with no letter or digit on either side.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let open = |side: Option<char>| !side.is_some_and(char::is_alphanumeric);
        open(before) && (word.ends_with('(') || open(after))
    })
}

/// The folder at the beginning of a path, not in the middle of one.
fn begins_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-})".contains(c))
    })
}

/// A home folder followed by somebody's name.
fn somebodys_home(line: &str) -> Option<String> {
    let home = ["/ho", "me/"].concat();
    let (before, after) = line.split_once(&home)?;
    let of_a_person = after.starts_with(|c: char| c.is_ascii_alphanumeric());
    let begins = !before.ends_with(|c: char| c.is_alphanumeric() || "._-})".contains(c));
    (of_a_person && begins).then_some(home)
}

#[test]
fn the_patterns_find_what_they_are_for_and_nothing_else() {
    assert!(has_word("a TO-DO; now", "now") && !has_word("known", "now"));
    let folder = ["/wo", "rk/"].concat();
    assert!(begins_path(&format!("\"{folder}main\""), &folder));
    assert!(!begins_path(&format!("assets{folder}x"), &folder));
    assert!(somebodys_home(&format!("at {}ann", ["/ho", "me/"].concat())).is_some());
    assert!(somebodys_home(&format!("ui/src{}Home.tsx", ["/ho", "me/"].concat())).is_none());
    assert!(root().join("Cargo.toml").is_file());
}
