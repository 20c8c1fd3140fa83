//! Findings in words, for whoever has no page to lay out.

use assess::{Assessment, Finding, FindingArg};
use records::Catalogue;
use report::figures::Figures;

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
