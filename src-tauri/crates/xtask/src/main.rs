//! The commands README names, without any dependency so that a fresh machine starts at once.

mod bench;
mod bench_import;
mod bench_measure;
mod bench_peers;
mod bundle;
mod counted;
mod fuzz;
mod generated;
mod journeys;
mod machine;
mod peers;
mod run;
mod shell;
mod test;
mod ui;

use std::process::ExitCode;

use shell::{Outcome, say};

const USAGE: &str = "\
cargo xtask <verb>

  run       install what is missing and open the app on the embedded sample;
            without a display, make the sample report from the terminal
  test      install what is missing and run every test
  check     format, lints, house rules and the fast tests only
  bench     time import, assessment and report on generated orders;
            bench import: reading a million rows beside other readers;
            bench cancel: how long jobs take to return once they are cancelled;
            bench fits: BG/NBD beside lifetimes
            bench assess: the measures beside polars and DuckDB
  fuzz      workbook, text or recognise: the import crate under damaged input,
            for so many seconds (600)
  bindings  write ui/src/api/generated.ts from the wire types
  sample    write assets/samples from its generator
  bundle    build the installer of this platform (deb on Debian)
";

fn main() -> ExitCode {
    let verb = std::env::args().nth(1).unwrap_or_default();
    let rest: Vec<String> = std::env::args().skip(2).collect();
    let outcome: Outcome = match verb.as_str() {
        "run" => run::run(),
        "test" => test::all(),
        "check" => test::fast(),
        "bench" => bench::run(&rest),
        "fuzz" => fuzz::target(&rest),
        "bindings" => generated::bindings(),
        "sample" => generated::sample(),
        "bundle" => bundle::run(),
        _ => {
            say(USAGE);
            return if verb.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(2)
            };
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            say(&format!("\nxtask {verb}: {reason}"));
            ExitCode::FAILURE
        }
    }
}
