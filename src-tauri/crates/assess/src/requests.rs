//! 资料补充清单: what to ask the seller for, derived from what is missing.

use std::collections::{BTreeMap, BTreeSet};

use records::TableKind;

use crate::model::{AbsentMeasure, AbsentReason, Ask, DimensionResult, EvidenceLine, Request};

/// Key that keeps one request an ask, in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Table(TableKind),
    Field(TableKind, String),
    History,
    Question(String),
}

#[derive(Debug, Default)]
struct Gain {
    ask: Option<Ask>,
    dimensions: BTreeSet<u32>,
    weight: f64,
    unlocks: BTreeSet<String>,
}

/// What to ask for, most weight first.
#[must_use]
pub fn requests(dimensions: &[DimensionResult], absent: &[AbsentMeasure]) -> Vec<Request> {
    let mut gains: BTreeMap<Key, Gain> = BTreeMap::new();
    for measure in absent {
        if let Some((key, ask)) = ask_for(&measure.reason) {
            let gain = gains.entry(key).or_default();
            gain.ask = Some(longest(gain.ask.take(), ask));
            gain.unlocks.insert(measure.id.clone());
        }
    }
    let reasons: BTreeMap<&str, &AbsentReason> = absent
        .iter()
        .map(|measure| (measure.id.as_str(), &measure.reason))
        .collect();
    for (number, share, line) in lines(dimensions) {
        let (key, ask) = match line {
            EvidenceLine::Measure {
                measure,
                score: None,
                ..
            } => {
                match reasons
                    .get(measure.as_str())
                    .and_then(|reason| ask_for(reason))
                {
                    Some(found) => found,
                    None => continue,
                }
            }
            EvidenceLine::Question {
                question,
                text,
                evidence_wanted,
                choice: None,
                ..
            } => {
                let ask = Ask::Question {
                    question: question.clone(),
                    text: text.clone(),
                    evidence_wanted: evidence_wanted.clone(),
                };
                (Key::Question(question.clone()), ask)
            }
            _ => continue,
        };
        let gain = gains.entry(key).or_default();
        gain.ask = Some(longest(gain.ask.take(), ask));
        gain.dimensions.insert(number);
        gain.weight += share;
    }
    sorted(gains)
}

/// The larger of two asks for history; otherwise the newer, which says the same.
fn longest(old: Option<Ask>, new: Ask) -> Ask {
    match (old, new) {
        (Some(Ask::History { months: a }), Ask::History { months: b }) => {
            Ask::History { months: a.max(b) }
        }
        (_, new) => new,
    }
}

fn sorted(gains: BTreeMap<Key, Gain>) -> Vec<Request> {
    let mut requests: Vec<Request> = gains
        .into_values()
        .filter_map(|gain| {
            Some(Request {
                ask: gain.ask?,
                dimensions: gain.dimensions.into_iter().collect(),
                weight: gain.weight,
                unlocks: gain.unlocks.into_iter().collect(),
            })
        })
        .collect();
    // Stable: equal weights stay in the order of tables, fields, history, questions.
    requests.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    requests
}

fn ask_for(reason: &AbsentReason) -> Option<(Key, Ask)> {
    match reason {
        AbsentReason::NoTable { table } => Some((Key::Table(*table), Ask::Table { table: *table })),
        AbsentReason::NoField { table, field } => Some((
            Key::Field(*table, field.clone()),
            Ask::Field {
                table: *table,
                field: field.clone(),
            },
        )),
        AbsentReason::PoorMatch { table } => {
            let field = if *table == TableKind::Customers {
                "code"
            } else {
                "customer_code"
            }
            .to_owned();
            Some((
                Key::Field(*table, field.clone()),
                Ask::Field {
                    table: *table,
                    field,
                },
            ))
        }
        AbsentReason::ShortHistory { needed, .. } => {
            Some((Key::History, Ask::History { months: *needed }))
        }
        AbsentReason::TooFew { .. }
        | AbsentReason::NothingToCount
        | AbsentReason::NotConverged
        | AbsentReason::NotReached { .. } => None,
    }
}

/// Lines that can carry a score, with the dimension's number and the line's share of the whole
/// framework's weight.
fn lines(dimensions: &[DimensionResult]) -> Vec<(u32, f64, &EvidenceLine)> {
    let total: f64 = dimensions.iter().map(|dimension| dimension.weight).sum();
    let mut lines = Vec::new();
    for dimension in dimensions {
        let items: f64 = dimension.items.iter().map(|item| item.weight).sum();
        for item in &dimension.items {
            let weights: f64 = item.evidence.iter().map(weight_of).sum();
            let share = dimension.weight / total * item.weight / items / weights;
            for line in &item.evidence {
                lines.push((dimension.number, share * weight_of(line), line));
            }
        }
    }
    lines
}

fn weight_of(line: &EvidenceLine) -> f64 {
    match line {
        EvidenceLine::Measure { weight, .. } | EvidenceLine::Question { weight, .. } => *weight,
    }
}
