//! `clientele customers PROJECT`

use std::path::PathBuf;
use std::process::ExitCode;

use app::wire::{CustomersView, WireError};
use app::work::{self, KeptRoster, Project};
use serde::Serialize;

use crate::output::Terminal;

/// Arguments of `customers`.
#[derive(clap::Args)]
pub struct Args {
    /// The project.
    project: PathBuf,
    /// One JSON document to stdout.
    #[arg(long)]
    json: bool,
}

/// A target with what is suggested about its customers.
#[derive(Serialize)]
struct OfTarget {
    target: String,
    #[serde(flatten)]
    view: CustomersView,
}

/// Lists what looks like one customer, a group, or no customer, and how the tables match. Nothing
/// is decided.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let project = Project::open(&args.project)?;
    let mut targets = Vec::new();
    for target in project.targets()? {
        let view = KeptRoster::fresh(None, &project, target.id)?.view(&project)?;
        targets.push(OfTarget {
            target: target.name,
            view,
        });
    }
    if args.json {
        terminal.json(&targets)?;
        return Ok(ExitCode::SUCCESS);
    }
    for of in &targets {
        show(of, terminal);
    }
    Ok(ExitCode::SUCCESS)
}

fn show(of: &OfTarget, terminal: &Terminal) {
    let texts = terminal.texts;
    let view = &of.view;
    terminal.print(&format!("■ {}", of.target));
    let counts = [
        ("counted", view.counted.to_string()),
        ("excluded", view.excluded.to_string()),
        ("decided", view.decided.to_string()),
    ];
    terminal.print(&texts.fill("customers.counts", counts));
    for one in &view.suggestions {
        let kind = work::word_of(&one.kind);
        let names: Vec<&str> = one
            .members
            .iter()
            .map(|member| member.name.as_str())
            .collect();
        terminal.print(&format!(
            "{:>4.0} %  {}  {}",
            one.score * 100.0,
            texts.text(&format!("customers.kind.{kind}")),
            names.join(" | ")
        ));
        for reason in &one.reasons {
            let key = format!("customers.reason.{}", work::word_of(&reason.code));
            terminal.print(&format!("          · {}", texts.fill(&key, &reason.args)));
        }
    }
    for table in &view.matches {
        let revenue = table
            .revenue_share
            .map_or_else(|| "—".to_owned(), |share| format!("{:.1} %", share * 100.0));
        terminal.print(&format!(
            "  {}  {} / {}  {}: {revenue}",
            texts.text(&format!("table.{}", table.table.id())),
            table.matched,
            table.named,
            texts.text("customers.matches.revenue"),
        ));
    }
}
