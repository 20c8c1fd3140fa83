//! Who may use whom: the table of the architecture, held against the manifests.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::manifests::{Member, dependencies, members, workspace};
use crate::tree::{files_ending, hold, text};

/// A crate of the product: what it may use of ours, and what it never sees.
struct Rule {
    name: &'static str,
    ours: &'static [&'static str],
    never: &'static [&'static [&'static str]],
}

const SQL: &[&str] = &["rusqlite", "libsqlite3-sys", "sqlx", "duckdb"];
const SPREADSHEETS: &[&str] = &["calamine", "csv", "encoding_rs", "rust_xlsxwriter", "zip"];
const READERS: &[&str] = &["calamine"];
const PDF: &[&str] = &["printpdf", "lopdf", "pdf-writer", "subsetter"];
const TAURI: &[&str] = &["tauri", "tauri-build", "tauri-plugin-dialog", "wry", "tao"];
const TERMINAL: &[&str] = &["clap", "indicatif"];
const SERVER: &[&str] = &[
    "tiny_http",
    "thirtyfour",
    "tokio",
    "reqwest",
    "ureq",
    "hyper",
];
const RANDOM: &[&str] = &["rand", "rand_chacha", "getrandom", "fastrand"];
const FILES: &[&str] = &["tempfile", "walkdir", "dirs", "memmap2"];

const PURE: &[&[&str]] = &[
    SQL,
    SPREADSHEETS,
    PDF,
    TAURI,
    TERMINAL,
    SERVER,
    RANDOM,
    FILES,
];

const RULES: &[Rule] = &[
    Rule {
        name: "clientele-records",
        ours: &[],
        never: PURE,
    },
    Rule {
        name: "clientele-statistics",
        ours: &[],
        never: PURE,
    },
    Rule {
        name: "clientele-import",
        ours: &["clientele-records"],
        never: &[SQL, PDF, TAURI, TERMINAL, SERVER, RANDOM],
    },
    Rule {
        name: "clientele-store",
        ours: &["clientele-records"],
        never: &[SPREADSHEETS, PDF, TAURI, TERMINAL, SERVER, RANDOM],
    },
    Rule {
        name: "clientele-assess",
        ours: &["clientele-records", "clientele-statistics"],
        never: PURE,
    },
    Rule {
        name: "clientele-report",
        ours: &["clientele-records", "clientele-assess"],
        never: &[SQL, READERS, TAURI, TERMINAL, SERVER, RANDOM],
    },
    Rule {
        name: "clientele-app",
        ours: &[
            "clientele-records",
            "clientele-statistics",
            "clientele-import",
            "clientele-store",
            "clientele-assess",
            "clientele-report",
        ],
        never: &[TAURI, TERMINAL, SERVER],
    },
    Rule {
        name: "clientele-cli",
        ours: &["clientele-app", "clientele-records"],
        never: &[SQL, SPREADSHEETS, PDF, TAURI, SERVER],
    },
    Rule {
        name: "clientele-desktop",
        ours: &["clientele-app", "clientele-records"],
        never: &[SQL, SPREADSHEETS, PDF, TERMINAL, SERVER],
    },
    Rule {
        name: "clientele-xtask",
        ours: &[],
        never: &[],
    },
];

#[test]
fn crates_use_only_what_the_architecture_allows() {
    let workspace = workspace();
    let mut breaches = Vec::new();
    for member in product() {
        match RULES.iter().find(|rule| rule.name == member.name) {
            Some(rule) => breaches.extend(broken(rule, &member, &workspace)),
            None => breaches.push(format!("{} has no rule in {}", member.name, file!())),
        }
    }
    hold("The layers of the architecture.", &breaches);
}

#[test]
fn the_rules_notice_a_crate_that_reaches_too_far() {
    let manifest = "[package]\nname = 'clientele-assess'\n[dependencies]\nstore = {}\n\
        [target.'cfg(unix)'.dependencies]\nrusqlite = '1'\n[dev-dependencies]\ntempfile = '3'";
    let member = Member {
        folder: String::new(),
        name: "clientele-assess".into(),
        manifest: manifest.parse().unwrap(),
    };
    let rule = RULES.iter().find(|rule| rule.name == member.name).unwrap();
    assert_eq!(
        broken(rule, &member, &workspace()),
        [
            "clientele-assess uses clientele-store",
            "clientele-assess sees rusqlite"
        ]
    );
}

/// Outside code may stand in tests of a crate, ours may not.
fn broken(rule: &Rule, member: &Member, workspace: &Table) -> Vec<String> {
    let mut breaches = Vec::new();
    for dependency in dependencies(member, workspace) {
        let package = dependency.package.as_str();
        let ours = package.starts_with("clientele-");
        if ours && !rule.ours.contains(&package) {
            breaches.push(format!("{} uses {package}", rule.name));
        }
        let unseen = rule.never.iter().any(|family| family.contains(&package));
        if unseen && !dependency.dev {
            breaches.push(format!("{} sees {package}", rule.name));
        }
    }
    breaches
}

fn product() -> Vec<Member> {
    members()
        .into_iter()
        .filter(|member| member.folder.starts_with("src-tauri"))
        .collect()
}

/// Files, clock and environment are arguments here, so that equal input gives equal output.
#[test]
fn what_computes_opens_no_file_and_asks_no_clock() {
    let world = [
        "std::fs",
        "std::env::",
        "std::process",
        "std::net",
        "SystemTime",
        "Instant::now",
    ];
    let mut breaches = Vec::new();
    for file in files_ending(&["rs"]) {
        let computes = ["records", "statistics", "assess"]
            .iter()
            .any(|name| file.starts_with(&format!("src-tauri/crates/{name}/src/")));
        if !computes || file.ends_with("tests.rs") || file.contains("/tests/") {
            continue;
        }
        let text = text(&file).unwrap_or_default();
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        let found = world.iter().filter(|word| product.contains(**word));
        breaches.extend(found.map(|word| format!("{file}: {word}")));
    }
    hold(
        "records, statistics and assess see no files, no clock, no environment.",
        &breaches,
    );
}

#[test]
fn the_terminal_needs_no_webkit() {
    let lock: Table = text("Cargo.lock").unwrap().parse().unwrap();
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let listed = package
            .get("dependencies")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        // An entry is `name` or `name version`.
        let names = listed.filter_map(|entry| entry.as_str()?.split(' ').next());
        uses.entry(package["name"].as_str().unwrap())
            .or_default()
            .extend(names);
    }
    let mut reached = BTreeSet::new();
    let mut open = vec!["clientele-cli"];
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(uses.get(name).into_iter().flatten());
        }
    }
    assert!(reached.len() > 10, "Cargo.lock could not be read");
    let window = |name: &&&str| TAURI.contains(name) || name.starts_with("webkit2gtk");
    assert_eq!(
        reached.iter().filter(window).collect::<Vec<_>>(),
        Vec::<&&str>::new()
    );
}
