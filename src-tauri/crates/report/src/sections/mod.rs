//! The sections of the report, in its order.

mod appendix;
mod cover;
mod cube;
mod definitions;
mod dimensions;
mod findings;
mod front;
mod handover;
mod loyalty;
mod opinion;
pub(crate) mod reconciliation;
mod retention;
mod risk;
mod segments;
mod sources;
mod structure;
mod summary;

pub(crate) use findings::ask_words;
pub(crate) use loyalty::{curve, part_id, signal_rule, tier_rule};

use assess::Assessment;

use crate::compose::Composer;
use crate::flow::Start;
use crate::options::ReportOptions;

/// What every section writes from.
pub(crate) struct Matter<'a> {
    pub assessment: &'a Assessment,
    pub options: &'a ReportOptions<'a>,
}

/// The whole report.
pub(crate) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    cover::write(out, matter);
    front::statement(out, matter);
    front::red_flags(out, matter);
    let contents = out.voice.t("report.contents");
    out.part("", &contents, "contents", Start::Page);
    out.contents();
    definitions::write(out, matter);
    summary::write(out, matter);
    structure::write(out, matter);
    retention::write(out, matter);
    segments::write(out, matter);
    loyalty::write(out, matter);
    opinion::satisfaction(out, matter);
    opinion::reputation(out, matter);
    dimensions::write(out, matter);
    risk::write(out, matter);
    findings::write(out, matter);
    findings::requests(out, matter);
    sources::write(out, matter);
    appendix::write(out, matter);
}

/// Anchor of a dimension.
pub(crate) fn dimension_anchor(number: u32) -> String {
    format!("dimension.{number}")
}

/// Anchor of a finding in full, by its place in the list.
pub(crate) fn finding_anchor(at: usize) -> String {
    format!("finding.{at}")
}

/// Number of the first dimension that looks at a measure.
pub(crate) fn dimension_of(assessment: &Assessment, measure: &str) -> Option<u32> {
    let looks = |line: &assess::EvidenceLine| matches!(line, assess::EvidenceLine::Measure { measure: id, .. } if id == measure);
    assessment
        .dimensions
        .iter()
        .find(|dimension| {
            dimension
                .items
                .iter()
                .any(|item| item.evidence.iter().any(looks))
        })
        .map(|dimension| dimension.number)
}
