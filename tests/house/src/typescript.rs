//! TypeScript is checked as strictly as Rust.

use serde_json::Value;

use crate::tree::{files, files_ending, hold, text};

#[test]
fn the_compiler_is_strict() {
    let configs: Vec<String> = files()
        .into_iter()
        .filter(|file| file.starts_with("ui/tsconfig") && file.ends_with(".json"))
        .collect();
    assert!(!configs.is_empty(), "ui has no tsconfig");
    let lax: Vec<String> = configs
        .into_iter()
        .filter(|file| !is_strict(file))
        .collect();
    hold("Every tsconfig of ui has `strict: true`.", &lax);
}

#[test]
fn no_file_talks_its_way_out_of_the_types() {
    let ways_out = [
        "@ts-ignore",
        "@ts-nocheck",
        "as any",
        ": any",
        "<any>",
        "eslint-disable",
    ];
    let mut breaches = Vec::new();
    for file in files_ending(&["ts", "tsx"]) {
        let text = text(&file).unwrap_or_default();
        for (at, line) in text.lines().enumerate() {
            let code = if line.trim_start().starts_with('*') {
                ""
            } else {
                before_comment(line)
            };
            let found = |way: &&&str| {
                let searched = if way.starts_with('@') || way.starts_with("eslint") {
                    line
                } else {
                    code
                };
                searched.match_indices(**way).any(|(at, _)| {
                    !searched[at + way.len()..].starts_with(|c: char| c.is_alphanumeric())
                })
            };
            breaches.extend(
                ways_out
                    .iter()
                    .find(found)
                    .map(|way| format!("{file}:{}: {way}", at + 1)),
            );
        }
    }
    hold("Types are not switched off.", &breaches);
}

fn before_comment(line: &str) -> &str {
    let end = [line.find("//"), line.find("/*")]
        .into_iter()
        .flatten()
        .min();
    &line[..end.unwrap_or(line.len())]
}

/// Its own `strict`, or that of the file it extends, or of the files it refers to.
fn is_strict(file: &str) -> bool {
    let Some(config) = text(file).and_then(|text| parse(&text)) else {
        return false;
    };
    if let Some(strict) = config["compilerOptions"].get("strict") {
        return strict == true;
    }
    let below = |path: &str| {
        let path = path.trim_start_matches("./");
        let name = if path.ends_with(".json") {
            path.to_owned()
        } else {
            format!("{path}.json")
        };
        is_strict(&format!("ui/{name}"))
    };
    if let Some(base) = config.get("extends").and_then(Value::as_str) {
        return below(base);
    }
    let parts: Vec<&str> = config["references"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|part| part["path"].as_str())
        .collect();
    !parts.is_empty() && parts.into_iter().all(below)
}

/// JSON with whole-line comments, as tsconfig allows.
fn parse(text: &str) -> Option<Value> {
    let plain: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    serde_json::from_str(&plain.join("\n")).ok()
}
