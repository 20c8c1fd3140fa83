//! The manifests of the workspace, and what every one of them must say.

use toml::Table;

use crate::tree::{files, hold, text};

/// One member of the workspace.
pub struct Member {
    /// Folder, relative to the top.
    pub folder: String,
    /// Package name.
    pub name: String,
    /// Its manifest.
    pub manifest: Table,
}

/// A name in a dependency section.
pub struct Dependency {
    /// Name of the package (not of a renamed import).
    pub package: String,
    /// Only for tests and benchmarks.
    pub dev: bool,
}

/// Folders with a workspace of their own: what a fuzzer needs is in no build of the product.
pub const APART: &[&str] = &["tests/fuzz"];

/// The manifest at the top.
pub fn workspace() -> Table {
    parse("Cargo.toml")
}

/// Every member, in the order of the manifest at the top.
pub fn members() -> Vec<Member> {
    folders("members")
        .into_iter()
        .map(|folder| {
            let manifest = parse(&format!("{folder}/Cargo.toml"));
            let name = manifest["package"]["name"].as_str().unwrap().to_owned();
            Member {
                folder,
                name,
                manifest,
            }
        })
        .collect()
}

/// Everything a member depends on, all sections and platforms.
pub fn dependencies(member: &Member, workspace: &Table) -> Vec<Dependency> {
    let mut sections: Vec<&Table> = vec![&member.manifest];
    let platforms = member
        .manifest
        .get("target")
        .and_then(|target| target.as_table());
    sections.extend(
        platforms
            .into_iter()
            .flatten()
            .filter_map(|(_, on)| on.as_table()),
    );
    let mut found = Vec::new();
    for section in sections {
        for (kind, dev) in [
            ("dependencies", false),
            ("build-dependencies", false),
            ("dev-dependencies", true),
        ] {
            let listed = section.get(kind).and_then(|list| list.as_table());
            for name in listed.into_iter().flat_map(Table::keys) {
                let package = &workspace["workspace"]["dependencies"]
                    .get(name)
                    .and_then(|wanted| wanted.get("package")?.as_str())
                    .unwrap_or(name);
                found.push(Dependency {
                    package: (*package).to_owned(),
                    dev,
                });
            }
        }
    }
    found
}

fn parse(file: &str) -> Table {
    text(file)
        .unwrap_or_else(|| panic!("{file} is missing"))
        .parse()
        .unwrap()
}

fn folders(key: &str) -> Vec<String> {
    let workspace = workspace();
    let list = workspace["workspace"][key].as_array().unwrap();
    list.iter()
        .map(|folder| folder.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_member_takes_the_lints_of_the_workspace() {
    let breaches: Vec<String> = members()
        .into_iter()
        .filter(|member| {
            let lints = member
                .manifest
                .get("lints")
                .and_then(|lints| lints.get("workspace"));
            lints.and_then(|of_workspace| of_workspace.as_bool()) != Some(true)
        })
        .map(|member| format!("{}/Cargo.toml", member.folder))
        .collect();
    hold("Every manifest has `[lints] workspace = true`.", &breaches);
}

#[test]
fn the_lints_stay_strict() {
    let workspace = workspace();
    let lints = &workspace["workspace"]["lints"];
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert_eq!(lints["rust"]["missing_docs"].as_str(), Some("deny"));
    assert_eq!(lints["clippy"]["all"]["level"].as_str(), Some("deny"));
    for lint in [
        "unwrap_used",
        "expect_used",
        "panic",
        "todo",
        "print_stdout",
    ] {
        assert_eq!(lints["clippy"][lint].as_str(), Some("deny"), "{lint}");
    }
}

#[test]
fn every_manifest_in_the_tree_is_a_member_and_says_what_it_is_for() {
    let members = folders("members");
    let mut breaches = Vec::new();
    for file in files() {
        if let Some(folder) = file.strip_suffix("/Cargo.toml")
            && !members.iter().any(|member| member == folder)
            && !APART.contains(&folder)
        {
            breaches.push(format!("{file} is no member"));
        }
    }
    for member in self::members() {
        let purpose = member.manifest["package"]
            .get("description")
            .and_then(|d| d.as_str());
        if purpose.unwrap_or_default().is_empty() {
            breaches.push(format!("{}/Cargo.toml has no description", member.folder));
        }
    }
    hold("One purpose line per member.", &breaches);
}

#[test]
fn what_stands_apart_has_a_workspace_of_its_own_and_a_purpose() {
    let mut breaches = Vec::new();
    let excluded = workspace()["workspace"]["exclude"].clone();
    for folder in APART {
        let manifest = parse(&format!("{folder}/Cargo.toml"));
        let listed = excluded.as_array().unwrap();
        let named = listed.iter().any(|name| name.as_str() == Some(folder));
        if !named || !manifest.contains_key("workspace") {
            breaches.push(format!("{folder} is part of the workspace"));
        }
        if manifest["package"].get("description").is_none() {
            breaches.push(format!("{folder}/Cargo.toml has no description"));
        }
    }
    hold("What stands apart says so at both ends.", &breaches);
}

#[test]
fn the_window_and_its_tests_are_built_only_when_asked_for() {
    let by_default = folders("default-members");
    for folder in ["src-tauri", "tests/journeys"] {
        assert!(
            !by_default.iter().any(|member| member == folder),
            "{folder}"
        );
    }
    for folder in folders("members") {
        let wanted = !["src-tauri", "tests/journeys"].contains(&folder.as_str());
        assert_eq!(by_default.contains(&folder), wanted, "{folder}");
    }
}

#[test]
fn every_crate_says_at_its_top_what_it_is() {
    let members = folders("members");
    let is_top = |file: &String| {
        let (folder, path) = file.split_once("/src/").unwrap_or_default();
        let program = path.strip_prefix("bin/").unwrap_or_default();
        members.iter().any(|member| member == folder)
            && (["lib.rs", "main.rs"].contains(&path)
                || program.ends_with("/main.rs")
                || (program.ends_with(".rs") && !program.contains('/')))
    };
    let breaches: Vec<String> = files()
        .into_iter()
        .filter(is_top)
        .filter(|file| !text(file).unwrap_or_default().starts_with("//! "))
        .collect();
    hold(
        "lib.rs, main.rs and programs begin with `//! ` and what they are for.",
        &breaches,
    );
}
