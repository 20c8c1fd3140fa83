//! `clientele import PROJECT --target NAME FILE…`

use std::path::PathBuf;
use std::process::ExitCode;

use app::wire::WireError;
use app::work::{self, Job, Project};

use crate::output::{Terminal, now, reader};

/// Arguments of `import`.
#[derive(clap::Args)]
pub struct Args {
    /// The project file.
    project: PathBuf,
    /// Target firm; created when the project does not have it.
    #[arg(long)]
    target: String,
    /// Files to import.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON document to stdout.
    #[arg(long)]
    json: bool,
}

/// Imports files as they are recognised; all or nothing.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let mut project = Project::open(&args.project)?;
    let target = work::target_named(&mut project, &args.target)?;
    let mut job = Job::alone(terminal);
    let imported = work::import_files(
        &mut project,
        target,
        &args.files,
        &reader()?,
        now(),
        &mut job,
    )?;
    for (_, error) in &imported.left_out {
        terminal.error(error);
    }
    let sources = work::source_views(&project, target, &imported.sources)?;
    if args.json {
        terminal.json(&sources)?;
    } else {
        for source in &sources {
            crate::inspect::print_source(terminal, source);
        }
    }
    Ok(if imported.left_out.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
