//! `clientele new PROJECT`

use std::path::PathBuf;
use std::process::ExitCode;

use app::wire::WireError;
use app::work;

use crate::output::Terminal;

/// Arguments of `new`.
#[derive(clap::Args)]
pub struct Args {
    /// The project file to create.
    project: PathBuf,
    /// First target firm.
    #[arg(long)]
    target: Option<String>,
}

/// Creates a project file; an existing one is never overwritten.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let mut project = work::Project::create(&args.project)?;
    if let Some(target) = &args.target {
        project.add_target(target)?;
    }
    terminal.say(
        "cli.created",
        &[("file", &args.project.display().to_string())],
    );
    Ok(ExitCode::SUCCESS)
}
