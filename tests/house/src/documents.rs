//! What a newcomer types stands where a newcomer looks.

use crate::tree::text;

const RUN: &str = "cargo xtask run";
const TEST: &str = "cargo xtask test";

#[test]
fn the_readme_names_its_two_commands_near_the_top() {
    let readme = text("README.md").expect("README.md is missing");
    let top: Vec<&str> = readme.lines().take(40).collect();
    for command in [RUN, TEST] {
        assert!(
            top.iter().any(|line| line.contains(command)),
            "`{command}` in the first 40 lines"
        );
    }
}

#[test]
fn continuous_integration_runs_the_readmes_test_command() {
    let script = text(".ci/run").expect(".ci/run is missing");
    let run = script
        .lines()
        .any(|line| line.trim_start_matches("exec ").trim() == TEST);
    assert!(run, ".ci/run calls `{TEST}`");
}

#[test]
fn the_commands_are_known_to_cargo() {
    let config = text(".cargo/config.toml").expect(".cargo/config.toml is missing");
    let config: toml::Table = config.parse().unwrap();
    assert!(
        config["alias"]["xtask"]
            .as_str()
            .unwrap()
            .contains("clientele-xtask")
    );
}
