//! 客鉴 · Clientele from a terminal: the use cases of the window, for batches, for experts, and for
//! checking figures by hand.
//!
//! Exit codes: 0 done · 1 the work failed · 2 wrong use · 3 done, but with findings that `--strict`
//! forbids. With `--json` one document goes to stdout and nothing else; progress and messages go
//! to stderr.

mod assess;
mod create;
mod customers;
mod frameworks;
mod import;
mod inspect;
mod months;
mod output;
mod password;
mod stat;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use records::Lang;

use output::Terminal;

/// 客鉴 · Clientele: customer due diligence for the transfer of businesses.
#[derive(Parser)]
#[command(name = "clientele", version, arg_required_else_help = true)]
struct Line {
    /// Language of messages and reports: zh-CN or en.
    #[arg(long, global = true, default_value = "zh-CN", value_parser = lang)]
    lang: Lang,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Files straight to an assessment and its report.
    Assess(assess::Args),
    /// Create a project file.
    New(create::Args),
    /// Import files into a project.
    Import(import::Args),
    /// What looks like one customer, a group, or none; how the tables match.
    Customers(customers::Args),
    /// Tables recognised, mapping with confidence, rows read, accepted, rejected, dropped.
    Inspect(inspect::Args),
    /// Check that a report is what its project says.
    Verify(verify::Args),
    /// The frameworks: dimensions, items, measures, weights.
    Frameworks(frameworks::Args),
    /// The statistics by themselves, on a small table: survival, buying, intervals, concentration.
    Stat(stat::Args),
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "zh-CN | en".to_owned())
}

fn main() -> ExitCode {
    // The same program reads files in a child process of its own.
    if let Some(code) = app::run_if_worker(std::env::args_os()) {
        return code;
    }
    let line = Line::parse();
    let terminal = Terminal::new(line.lang);
    let outcome = match line.verb {
        Verb::Assess(args) => assess::run(&args, &terminal),
        Verb::New(args) => create::run(&args, &terminal),
        Verb::Import(args) => import::run(&args, &terminal),
        Verb::Customers(args) => customers::run(&args, &terminal),
        Verb::Inspect(args) => inspect::run(&args, &terminal),
        Verb::Verify(args) => verify::run(&args, &terminal),
        Verb::Frameworks(args) => frameworks::run(&args, &terminal),
        Verb::Stat(args) => stat::run(&args, &terminal),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            terminal.error(&error);
            ExitCode::FAILURE
        }
    }
}
