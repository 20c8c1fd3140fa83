//! `clientele frameworks`

use std::process::ExitCode;

use app::wire::WireError;
use app::work;

use crate::output::Terminal;

/// Arguments of `frameworks`.
#[derive(clap::Args)]
pub struct Args {
    /// One JSON document to stdout.
    #[arg(long)]
    json: bool,
}

/// Lists the frameworks with dimensions, items, measures and weights.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let frameworks = work::frameworks()?
        .iter()
        .map(|view| work::framework(&view.id))
        .collect::<Result<Vec<_>, _>>()?;
    if args.json {
        terminal.json(&frameworks)?;
        return Ok(ExitCode::SUCCESS);
    }
    let lang = terminal.texts.lang().tag();
    for framework in &frameworks {
        let word = |words: &std::collections::BTreeMap<String, String>| {
            words.get(lang).cloned().unwrap_or_default()
        };
        terminal.print(&format!("■ {} · {}", framework.id, word(&framework.name)));
        for (number, dimension) in (1..).zip(&framework.dimensions) {
            terminal.print(&format!(
                "  {number:>2} {} ({})",
                word(&dimension.name),
                dimension.weight
            ));
            for item in &dimension.items {
                terminal.print(&format!("       {} ({})", word(&item.name), item.weight));
                for measure in &item.measures {
                    let name = terminal.texts.text(&format!("measure.{}", measure.id));
                    terminal.print(&format!("         · {} {name}", measure.id));
                }
                for question in &item.questions {
                    terminal.print(&format!("         ? {}", word(&question.text)));
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
