//! What the adviser settled about control totals, rates and rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use records::{ControlTotal, Decision, DecisionKind, RowRef};

/// Difference that counts as tied out unless the adviser says otherwise.
pub const TOLERANCE: f64 = 0.01;

/// Decisions about the reconciliation, the latest of a kind in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// Totals entered, with the decision's id.
    pub controls: Vec<(i64, ControlTotal)>,
    /// Tolerance, share.
    pub tolerance: f64,
    /// Tax rate.
    pub tax_rate: Option<f64>,
    /// Rates into the assessment's currency by ISO code.
    pub rates: BTreeMap<String, f64>,
    /// Topics accepted as they are.
    pub accepted: BTreeSet<String>,
    /// Topics the seller is asked about.
    pub asked: BTreeSet<String>,
}

impl Settled {
    /// From the decisions in force, oldest first. Rates that make no sense are passed over.
    #[must_use]
    pub fn from(decisions: &[Decision]) -> Self {
        let mut settled = Self {
            controls: Vec::new(),
            tolerance: TOLERANCE,
            tax_rate: None,
            rates: BTreeMap::new(),
            accepted: BTreeSet::new(),
            asked: BTreeSet::new(),
        };
        for decision in decisions {
            settled.take(decision);
        }
        settled
    }

    fn take(&mut self, decision: &Decision) {
        match &decision.kind {
            DecisionKind::ControlTotal(total) => self.controls.push((decision.id, total.clone())),
            DecisionKind::Tolerance { share } if (0.0..=0.5).contains(share) => {
                self.tolerance = *share;
            }
            DecisionKind::TaxRate { rate } if *rate >= 0.0 && *rate < 1.0 => {
                self.tax_rate = Some(*rate);
            }
            DecisionKind::ExchangeRate { currency, rate } if rate.is_finite() && *rate > 0.0 => {
                self.rates.insert(currency.clone(), *rate);
            }
            DecisionKind::Accept { topic } => {
                self.accepted.insert(topic.clone());
            }
            DecisionKind::AskSeller { topic } => {
                self.asked.insert(topic.clone());
            }
            _ => {}
        }
    }
}

/// Rows left out by decision, one by one or in spans.
#[derive(Debug, Default)]
pub(crate) struct ExcludedRows {
    sheets: HashMap<(i64, u32), Vec<(u32, u32)>>,
}

impl ExcludedRows {
    pub(crate) fn from(decisions: &[Decision]) -> Self {
        let mut out = Self::default();
        for decision in decisions {
            match &decision.kind {
                DecisionKind::ExcludeRow { at } => out.add(*at, at.row),
                DecisionKind::ExcludeRows { rows, .. } => {
                    for span in rows {
                        out.add(span.first, span.last_row);
                    }
                }
                _ => {}
            }
        }
        for spans in out.sheets.values_mut() {
            spans.sort_unstable();
            // Joined, so that the last span that begins before a row decides.
            let mut joined: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
            for (first, last) in spans.drain(..) {
                match joined.last_mut() {
                    Some(before) if first <= before.1 => before.1 = before.1.max(last),
                    _ => joined.push((first, last)),
                }
            }
            *spans = joined;
        }
        out
    }

    fn add(&mut self, first: RowRef, last: u32) {
        let key = (first.source.0, first.sheet);
        self.sheets.entry(key).or_default().push((first.row, last));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    pub(crate) fn contains(&self, at: RowRef) -> bool {
        let Some(spans) = self.sheets.get(&(at.source.0, at.sheet)) else {
            return false;
        };
        let after = spans.partition_point(|(first, _)| *first <= at.row);
        after > 0 && at.row <= spans[after - 1].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::{RowSpan, SourceId};

    fn at(source: i64, row: u32) -> RowRef {
        RowRef {
            source: SourceId(source),
            sheet: 0,
            row,
        }
    }

    #[test]
    fn overlapping_spans_leave_out_each_row_they_name_and_no_other() {
        let rows = [(5, 9), (2, 12), (20, 20)];
        let kind = DecisionKind::ExcludeRows {
            topic: "check.documents_twice".into(),
            rule: "later_files".into(),
            rows: rows
                .iter()
                .map(|(first, last)| RowSpan {
                    first: at(1, *first),
                    last_row: *last,
                })
                .collect(),
        };
        let decision = Decision {
            id: 1,
            kind,
            reason: String::new(),
            decided_at: 0,
        };
        let out = ExcludedRows::from(&[decision]);
        for row in 0..30 {
            let expected = (2..=12).contains(&row) || row == 20;
            assert_eq!(out.contains(at(1, row)), expected, "{row}");
            assert!(!out.contains(at(2, row)));
        }
    }
}
