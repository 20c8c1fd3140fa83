//! `bench`: how long the whole way takes; compare as ratios within one run.

use crate::shell::{self, Outcome};

/// Runs the benchmarks with the arguments given; `fits` times the models of buying alone, `import`
/// the reading of files beside other readers, `cancel` how long jobs take to return once they are
/// cancelled, `assess` the measures beside polars, DuckDB, pandas and lifetimes, and the assessment
/// from a project file beside that from memory.
pub fn run(rest: &[String]) -> Outcome {
    match rest.split_first() {
        Some((what, _)) if what == "fits" => shell::run(
            "cargo",
            &["bench", "-p", "clientele-statistics", "--bench", "fits"],
        ),
        Some((what, rest)) if what == "import" => crate::bench_import::run(rest),
        Some((what, _)) if what == "cancel" => crate::bench_import::cancel(),
        Some((what, _)) if what == "assess" => crate::peers::assess(),
        _ => {
            let mut args = vec![
                "bench",
                "-p",
                "clientele-tests",
                "--bench",
                "pipeline",
                "--",
            ];
            args.extend(rest.iter().map(String::as_str));
            shell::run("cargo", &args)
        }
    }
}
