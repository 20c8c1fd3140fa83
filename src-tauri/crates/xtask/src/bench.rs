//! `bench`: how long the whole way takes; compare as ratios within one run.

use crate::shell::{self, Outcome};

/// Runs the benchmarks with the arguments given.
pub fn run(rest: &[String]) -> Outcome {
    let mut args = vec!["bench", "-p", "clientele-tests", "--"];
    args.extend(rest.iter().map(String::as_str));
    shell::run("cargo", &args)
}
