//! `clientele stat …`: the statistics by themselves, on a small table of one's own.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::wire::WireError;
use app::work::Job;
use app::work::statistic::{self, BuyingFit, BuyingModel, Table};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::output::{Terminal, reader};

/// Arguments of `stat`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    figure: Figure,
    /// One JSON document to stdout.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Figure {
    /// Kaplan–Meier: columns time, event[, entry].
    Km { file: PathBuf },
    /// BG/NBD: columns frequency, recency, T[, weight].
    BgNbd { file: PathBuf },
    /// MBG/NBD: columns frequency, recency, T[, weight].
    MbgNbd { file: PathBuf },
    /// Pareto/NBD: columns frequency, recency, T[, weight].
    ParetoNbd { file: PathBuf },
    /// Gamma-Gamma: columns frequency, monetary_value[, weight].
    GammaGamma { file: PathBuf },
    /// Shifted beta-geometric: columns period, survivors.
    Sbg { file: PathBuf },
    /// Share K of N with its Wilson interval.
    Proportion { k: u64, n: u64 },
    /// Net promoter score of so many answers.
    Nps {
        promoters: u64,
        passives: u64,
        detractors: u64,
        /// Customers that could have answered.
        #[arg(long)]
        population: Option<u64>,
    },
    /// Shares of the largest, HHI, Gini: columns customer, amount.
    Concentration { file: PathBuf },
    /// Revenue bridge from period to period: columns customer, period, amount.
    Bridge { file: PathBuf },
}

/// Computes one of them.
pub fn run(args: &Args, terminal: &Terminal) -> Result<ExitCode, WireError> {
    let shown = Shown {
        json: args.json,
        terminal,
    };
    let table = |path: &Path| Table::read(path, &reader()?, &mut Job::alone(terminal));
    let buying = |path: &Path, model| statistic::fit_buying(&table(path)?, model);
    match &args.figure {
        Figure::Km { file } => shown.figures(&statistic::kaplan_meier(&table(file)?)?),
        Figure::BgNbd { file } => shown.fit(&buying(file, BuyingModel::BgNbd)?),
        Figure::MbgNbd { file } => shown.fit(&buying(file, BuyingModel::MbgNbd)?),
        Figure::ParetoNbd { file } => shown.fit(&buying(file, BuyingModel::ParetoNbd)?),
        Figure::GammaGamma { file } => shown.fit(&statistic::fit_gamma_gamma(&table(file)?)?),
        Figure::Sbg { file } => shown.fit(&statistic::fit_sbg(&table(file)?)?),
        Figure::Proportion { k, n } => shown.figures(&statistic::proportion(*k, *n)?),
        Figure::Nps {
            promoters,
            passives,
            detractors,
            population,
        } => {
            let counts = [*promoters, *passives, *detractors];
            shown.figures(&statistic::net_promoter(counts, *population)?)
        }
        Figure::Concentration { file } => shown.figures(&statistic::concentration(&table(file)?)?),
        Figure::Bridge { file } => shown.figures(&statistic::bridge(&table(file)?)?),
    }
}

/// How results are shown.
struct Shown<'a> {
    json: bool,
    terminal: &'a Terminal,
}

impl Shown<'_> {
    fn figures(&self, document: &impl Serialize) -> Result<ExitCode, WireError> {
        if self.json {
            self.terminal.json(document)?;
        } else {
            let internal = |error: serde_json::Error| {
                WireError::new("app.internal").with("detail", error.to_string())
            };
            let text = serde_json::to_string(document).map_err(internal)?;
            let value = serde_json::to_value(document).map_err(internal)?;
            self.print("", &value, &text);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// A fit without a peak is shown, and said to be one: the work failed.
    fn fit(&self, fit: &BuyingFit) -> Result<ExitCode, WireError> {
        let done = self.figures(fit)?;
        if !fit.converged {
            self.terminal.say("cli.stat.not_converged", &[]);
            return Ok(ExitCode::FAILURE);
        }
        if !fit.identified {
            self.terminal.say("cli.stat.not_identified", &[]);
        }
        Ok(done)
    }

    /// Figures one a line, lists of records as a table; `text` knows the order of the fields.
    fn print(&self, name: &str, value: &Value, text: &str) {
        match value {
            Value::Object(fields) => {
                for (field, value) in in_order(fields, text) {
                    let dot = if name.is_empty() { "" } else { "." };
                    self.print(&format!("{name}{dot}{field}"), value, text);
                }
            }
            Value::Array(rows) if rows.iter().all(Value::is_object) => self.print_rows(rows, text),
            Value::Array(values) => {
                let cells: Vec<String> = values.iter().map(cell).collect();
                self.terminal
                    .print(&format!("{name}\t{}", cells.join("\t")));
            }
            value => self.terminal.print(&format!("{name}\t{}", cell(value))),
        }
    }

    fn print_rows(&self, rows: &[Value], text: &str) {
        let objects = rows.iter().filter_map(Value::as_object);
        for (number, object) in objects.enumerate() {
            let fields = in_order(object, text);
            if number == 0 {
                let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
                self.terminal.print(&names.join("\t"));
            }
            let cells: Vec<String> = fields.iter().map(|(_, value)| cell(value)).collect();
            self.terminal.print(&cells.join("\t"));
        }
    }
}

/// Fields in the order in which the document writes them.
fn in_order<'a>(fields: &'a Map<String, Value>, text: &str) -> Vec<(&'a str, &'a Value)> {
    let mut ordered: Vec<(&str, &Value)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    ordered.sort_by_key(|(name, _)| text.find(&format!("\"{name}\":")));
    ordered
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Number(number) => match (number.as_u64(), number.as_f64()) {
            (None, Some(float)) => format!("{float:.6}"),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}
