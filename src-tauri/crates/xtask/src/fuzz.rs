//! `fuzz`: the import crate under bytes that nobody thought of.

use crate::shell::{Outcome, finish, output, root, run};

const TARGETS: [&str; 3] = ["workbook", "text", "recognise"];
const USUAL_SECONDS: &str = "600";

/// Runs one of the targets for some seconds. What it finds on the way stays in `tests/fuzz/corpus`,
/// an input that breaks something in `tests/fuzz/artifacts`.
pub fn target(rest: &[String]) -> Outcome {
    let name = rest.first().map_or("", String::as_str);
    if !TARGETS.contains(&name) {
        return Err(format!("one of {}", TARGETS.join(", ")));
    }
    let seconds = rest.get(1).map_or(USUAL_SECONDS, String::as_str);
    if output("cargo", &["fuzz", "--version"]).is_none() {
        run("cargo", &["install", "cargo-fuzz", "--locked"])?;
    }
    let [found, seeds] = ["corpus", "seeds"].map(|kind| format!("tests/fuzz/{kind}/{name}"));
    std::fs::create_dir_all(root().join(&found)).map_err(|error| error.to_string())?;
    let time = format!("-max_total_time={seconds}");
    // A sanitizer finds nothing in code without `unsafe` and needs a nightly compiler.
    let args = [
        &["fuzz", "run", "--fuzz-dir", "tests/fuzz", "-s", "none"][..],
        &[name, &found, &seeds, "--"],
        &[
            &time,
            "-timeout=20",
            "-max_len=65536",
            "-print_final_stats=1",
        ],
    ]
    .concat();
    finish(crate::shell::command("cargo", &args), "cargo", &args)
}
