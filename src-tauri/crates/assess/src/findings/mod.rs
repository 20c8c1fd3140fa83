//! Statements worth a buyer's attention: what crosses a threshold, with its figures and rows.
//! Words, thresholds' sources and suggested deal terms stand in the catalogue.

mod changes;
mod concentration;
mod customers;
mod data;
mod documents;
mod draft;
mod exposure;
mod hidden;
mod integrity;
mod loyalty;
mod revenue;
mod risk;
mod rules;
mod season;
mod shared;
mod significance;
mod terms;
mod voice;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use records::Grade;
use statistics::side_by_side::side_by_side;

use crate::analysis::retention::{Change, changes};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::model::{Finding, Measure};
use crate::reconciliation::Reconciliation;
use crate::rows::RowSets;

use draft::Draft;
pub use rules::{Origin, Rules, RulesError, embedded as rules};
pub use significance::Significance;

/// What the rules look at.
struct Context<'a> {
    ledger: &'a Ledger,
    d: &'a Definitions,
    rules: &'static Rules,
    measures: BTreeMap<&'a str, &'a Measure>,
    reconciliation: &'a Reconciliation,
    /// Customers in the two last twelve-month windows; empty with less than 24 months.
    changes: Vec<Change>,
}

impl Context<'_> {
    /// A measure's value, if it could be computed.
    fn value(&self, id: &str) -> Option<f64> {
        Some(self.measures.get(id)?.value)
    }
}

/// Every finding, most severe first, then by the share of the revenue it concerns.
pub fn findings(
    ledger: &Ledger,
    d: &Definitions,
    measures: &[Measure],
    reconciliation: &Reconciliation,
    rows: &mut RowSets,
) -> Vec<Finding> {
    // An embedded file that no longer fits is reported before an assessment begins.
    let Ok(cuts) = rules() else {
        return Vec::new();
    };
    let compared = ledger.months_of_history(d) >= 24;
    let context = Context {
        ledger,
        d,
        rules: cuts,
        measures: measures
            .iter()
            .map(|measure| (measure.id.as_str(), measure))
            .collect(),
        reconciliation,
        changes: if compared {
            changes(ledger, d).to_vec()
        } else {
            Vec::new()
        },
    };
    let families: [fn(&Context<'_>) -> Vec<Draft>; 14] = [
        concentration::rules,
        customers::rules,
        terms::rules,
        changes::rules,
        exposure::rules,
        voice::rules,
        revenue::rules,
        hidden::rules,
        integrity::rules,
        risk::rules,
        loyalty::rules,
        data::rules,
        documents::rules,
        shared::rules,
    ];
    let mut drafts: Vec<Draft> = side_by_side(families.len(), |at| families[at](&context))
        .into_iter()
        .flatten()
        .collect();
    drafts.sort_by(|a, b| {
        b.severity
            .cmp(&a.severity)
            .then_with(|| b.weight.total_cmp(&a.weight))
            .then_with(|| a.code.cmp(b.code))
    });
    drafts
        .into_iter()
        .map(|draft| settle(draft, &context, rows))
        .collect()
}

/// The finding with its row sets; without rows of its own it points to those of its measure.
fn settle(draft: Draft, context: &Context<'_>, rows: &mut RowSets) -> Finding {
    let measure = draft.measure.and_then(|id| context.measures.get(id));
    let mut own = rows.intern_all(draft.rows);
    own.extend(draft.sets);
    let borrowed = || measure.map_or_else(Vec::new, |measure| measure.rows.clone());
    Finding {
        code: draft.code.to_owned(),
        severity: draft.severity,
        measure: measure.map(|measure| measure.id.clone()),
        args: draft.args,
        threshold: draft.threshold.and_then(|id| context.rules.threshold(id)),
        test: draft.test,
        grade: measure.map_or(Grade::B, |measure| measure.grade),
        rows: if own.is_empty() { borrowed() } else { own },
    }
}
