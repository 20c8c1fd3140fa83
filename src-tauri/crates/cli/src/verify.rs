//! `clientele verify REPORT PROJECT`

use std::path::PathBuf;
use std::process::ExitCode;

use app::wire::WireError;
use app::work::{self, Job, Project, Verdict};

use crate::output::Terminal;

/// Arguments of `verify`.
#[derive(clap::Args)]
pub struct Args {
    /// The report.
    report: PathBuf,
    /// The project it was made from.
    project: PathBuf,
    /// One JSON document to stdout.
    #[arg(long)]
    json: bool,
}

/// Makes the report again from the project and compares the bytes.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let project = Project::open(&args.project)?;
    let bytes = work::read_file(&args.report)?;
    let mut job = Job::alone(terminal);
    let verdict = work::verify(&project, &bytes, &mut job)?;
    if args.json {
        terminal.json(&verdict)?;
    } else {
        terminal.print(
            &terminal
                .texts
                .text(&format!("cli.verdict.{}", verdict.id())),
        );
    }
    Ok(if verdict == Verdict::Same {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
