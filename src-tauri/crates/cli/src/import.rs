//! `clientele import PROJECT --target NAME FILE…`

use std::path::PathBuf;
use std::process::ExitCode;

use app::wire::{JoinView, SourceView, WireError};
use app::work::templates::Shelf;
use app::work::{self, Job, Project, Reading};
use serde::Serialize;

use crate::months::Months;
use crate::output::{Terminal, now, reader};
use crate::password::Password;

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
    /// Do not use the mappings confirmed in the window on this machine.
    #[arg(long)]
    no_templates: bool,
    #[command(flatten)]
    password: Password,
    #[command(flatten)]
    months: Months,
    /// Write the target's rejected rows beside their reasons here.
    #[arg(long, value_name = "XLSX")]
    rejected: Option<PathBuf>,
    /// One JSON document to stdout.
    #[arg(long)]
    json: bool,
}

/// An imported file, and how its tables were joined.
#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    source: SourceView,
    joins: Vec<JoinView>,
}

/// The joins that a file has part in.
fn of_file(joins: &[JoinView], file: &str) -> Vec<JoinView> {
    let part = |join: &&JoinView| join.giver.starts_with(file) || join.taker.starts_with(file);
    joins.iter().filter(part).cloned().collect()
}

/// Imports files as they are recognised; all or nothing.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let mut project = Project::open(&args.project)?;
    let target = work::target_named(&mut project, &args.target)?;
    let mut job = Job::alone(terminal);
    let templates = if args.no_templates {
        Vec::new()
    } else {
        app::data_folder().map_or_else(Vec::new, |folder| Shelf::at(&folder).all())
    };
    let (reader, password) = (reader()?, args.password.read(terminal)?);
    let reading = Reading {
        reader: &reader,
        password: password.as_deref(),
        templates: &templates,
        year: args.months.year,
    };
    let files = &args.files;
    let imported = work::import_files(&mut project, target, files, reading, now(), &mut job)?;
    for (_, error) in &imported.left_out {
        terminal.error(error);
    }
    if let Some(path) = &args.rejected {
        let rejected = work::rejected_of_project(&project, target, terminal.texts)?;
        crate::inspect::write_rejected(path, &rejected, terminal)?;
    }
    let sources = work::source_views(&project, target, &imported.sources)?;
    if args.json {
        let with_joins = sources.into_iter().map(|source| Report {
            joins: of_file(&imported.joins, &source.file),
            source,
        });
        terminal.json(&with_joins.collect::<Vec<_>>())?;
    } else {
        for source in &sources {
            crate::inspect::print_source(terminal, source);
        }
        for join in &imported.joins {
            terminal.print(&work::join_sentence(join, terminal.texts));
        }
    }
    Ok(if imported.left_out.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
