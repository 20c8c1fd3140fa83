//! Findings and problems in words, for whoever has no page to lay out.

use assess::{Assessment, Finding, FindingArg};
use records::Catalogue;
use report::figures::Figures;

use crate::wire::{PeriodsView, ProblemView};

/// The headline of a finding.
#[must_use]
pub fn finding_title(finding: &Finding, assessment: &Assessment, texts: &Catalogue) -> String {
    let figures = Figures::new(texts, &assessment.definitions.currency);
    let args = finding.args.iter().map(|(name, arg)| {
        let text = match arg {
            FindingArg::Text(text) | FindingArg::Customer(text) | FindingArg::Person(text) => {
                text.clone()
            }
            FindingArg::Date(date) => figures.day(*date),
            FindingArg::Figure(value, unit) => figures.with_unit(*value, *unit),
        };
        (name.clone(), text)
    });
    texts.fill(&format!("finding.{}.title", finding.code), args)
}

/// The sentence of a problem; fields are named as people name them.
#[must_use]
pub fn problem_sentence(problem: &ProblemView, texts: &Catalogue) -> String {
    let table = problem.args.get("table");
    let args = problem.args.iter().map(|(name, value)| {
        let key = match (name.as_str(), table) {
            ("field", Some(table)) => format!("field.{table}.{value}"),
            ("table", _) => format!("table.{value}"),
            _ => String::new(),
        };
        (name, texts.get(&key).unwrap_or(value).to_owned())
    });
    texts.fill(&format!("problem.{}", problem.code.id()), args)
}

/// What is made of months in columns.
#[must_use]
pub fn periods_sentence(periods: &PeriodsView, texts: &Catalogue) -> String {
    let ends = (periods.columns.first(), periods.columns.last());
    match ends {
        _ if !periods.split => texts.text("periods.as_they_stand"),
        (Some(first), Some(last)) => {
            let count = periods.columns.len().to_string();
            let words = [
                ("count", count),
                ("from", first.end.clone()),
                ("to", last.end.clone()),
            ];
            texts.fill("periods.split", words)
        }
        _ => texts.text("periods.no_year"),
    }
}
