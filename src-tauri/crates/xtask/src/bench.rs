//! `bench`: how long the whole way takes; compare as ratios within one run.

use crate::shell::{self, Outcome};

/// Runs the benchmarks with the arguments given; `fits` times the models of buying alone.
pub fn run(rest: &[String]) -> Outcome {
    if rest.first().is_some_and(|what| what == "fits") {
        return shell::run(
            "cargo",
            &["bench", "-p", "clientele-statistics", "--bench", "fits"],
        );
    }
    let mut args = vec!["bench", "-p", "clientele-tests", "--"];
    args.extend(rest.iter().map(String::as_str));
    shell::run("cargo", &args)
}
