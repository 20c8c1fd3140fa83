//! The reconciliation of a target, and what the adviser settles about it.

use std::collections::BTreeSet;

use assess::{Ask, AssessError, Reconciliation, Records, Request};
use records::{ControlTotal, Decision, DecisionKind, ProblemCode, RowSpan};
use store::{Project, TargetId};

use crate::wire::{ReconciliationView, SettledView, SettledWhat, Settlement, WireError};
use crate::work::problems::{kind_of_topic, listed_rows};

/// The orders of a target beside its control totals. Without orders there is nothing in it.
///
/// # Errors
/// `store.*`, `app.bad_definition`.
pub fn reconciled(project: &Project, target: TargetId) -> Result<ReconciliationView, WireError> {
    let decisions = project.decisions(target)?;
    let records = Records {
        customers: project.records(target)?,
        orders: project.records(target)?,
        control_totals: project.records(target)?,
        ..Records::default()
    };
    let (reconciliation, row_sets) = if records.orders.is_empty() {
        (Reconciliation::default(), Vec::new())
    } else {
        let definitions = assess::default_definitions(&records, &decisions).map_err(wire)?;
        let ledger = super::evaluation::build(records, &decisions, &definitions);
        assess::reconciliation(&ledger, &definitions)
    };
    let sources = project.sources(target)?.into_iter();
    Ok(ReconciliationView {
        reconciliation,
        row_sets,
        files: sources
            .map(|source| (source.id.0, source.about.file))
            .collect(),
        settled: settled(&decisions, |topic| topic.starts_with("check.")),
    })
}

fn wire(error: AssessError) -> WireError {
    match error {
        AssessError::NoDates => WireError::new("app.nothing_to_assess"),
        AssessError::BadDefinition(name) => WireError::new("app.bad_definition").with("name", name),
    }
}

/// The decisions about a kind of topic, and those about control totals and rates with checks.
pub(crate) fn settled(decisions: &[Decision], about: impl Fn(&str) -> bool) -> Vec<SettledView> {
    let checks = about("check.");
    decisions
        .iter()
        .filter_map(|decision| {
            let what = settled_what(&decision.kind)?;
            let wanted = match &what {
                SettledWhat::Accept { topic }
                | SettledWhat::Ask { topic }
                | SettledWhat::Exclude { topic, .. } => about(topic),
                _ => checks,
            };
            wanted.then(|| SettledView {
                id: decision.id,
                what,
                reason: decision.reason.clone(),
                decided_at: decision.decided_at,
            })
        })
        .collect()
}

fn settled_what(kind: &DecisionKind) -> Option<SettledWhat> {
    Some(match kind {
        DecisionKind::ControlTotal(total) => SettledWhat::Control {
            total: total.clone(),
        },
        DecisionKind::Tolerance { share } => SettledWhat::Tolerance { share: *share },
        DecisionKind::TaxRate { rate } => SettledWhat::TaxRate { rate: *rate },
        DecisionKind::ExchangeRate { currency, rate } => SettledWhat::ExchangeRate {
            currency: currency.clone(),
            rate: *rate,
        },
        DecisionKind::Accept { topic } => SettledWhat::Accept {
            topic: topic.clone(),
        },
        DecisionKind::AskSeller { topic } => SettledWhat::Ask {
            topic: topic.clone(),
        },
        DecisionKind::ExcludeRows { topic, rule, rows } => SettledWhat::Exclude {
            topic: topic.clone(),
            rule: rule.clone(),
            rows: rows.iter().map(length).sum(),
        },
        _ => return None,
    })
}

fn length(span: &RowSpan) -> u64 {
    u64::from(span.last_row.saturating_sub(span.first.row)) + 1
}

/// Kind, detail and value of a decision about control totals, rates, checks or problems in the
/// audit trail; the kind's words are `customers.decision.<kind>`. Detail of a topic is its
/// catalogue key.
pub(crate) fn trail_words(kind: &DecisionKind) -> (&'static str, String, String) {
    let percent = |share: f64| format!("{:.2} %", share * 100.0);
    match kind {
        DecisionKind::ControlTotal(total) => {
            let period = format!("{} – {}", total.from, total.to);
            (
                "control_total",
                period,
                format!("{:.2}", total.amount.units()),
            )
        }
        DecisionKind::Tolerance { share } => ("tolerance", String::new(), percent(*share)),
        DecisionKind::TaxRate { rate } => ("tax_rate", String::new(), percent(*rate)),
        DecisionKind::ExchangeRate { currency, rate } => {
            ("exchange_rate", currency.clone(), rate.to_string())
        }
        DecisionKind::Accept { topic } => ("accept", topic.clone(), String::new()),
        DecisionKind::AskSeller { topic } => ("ask", topic.clone(), String::new()),
        DecisionKind::ExcludeRows { topic, rows, .. } => {
            let count: u64 = rows.iter().map(length).sum();
            ("exclude_rows", topic.clone(), count.to_string())
        }
        _ => ("other", String::new(), String::new()),
    }
}

/// Enters control totals; each takes the place of one entered before for its period and basis.
///
/// # Errors
/// `store.*`, `app.bad_control`.
pub fn enter_controls(
    project: &mut Project,
    target: TargetId,
    totals: &[ControlTotal],
    now: i64,
) -> Result<Vec<i64>, WireError> {
    if let Some(bad) = totals.iter().find(|total| total.from > total.to) {
        return Err(WireError::new("app.bad_control")
            .with("from", bad.from.to_string())
            .with("to", bad.to.to_string()));
    }
    let before = project.decisions(target)?;
    let mut entered = Vec::new();
    for total in totals {
        for decision in &before {
            if let DecisionKind::ControlTotal(earlier) = &decision.kind
                && same_place(earlier, total)
            {
                // The same period may stand twice in what is entered now.
                let _ = project.revoke(decision.id, now);
            }
        }
        let kind = DecisionKind::ControlTotal(total.clone());
        entered.push(project.decide(target, &kind, &total.origin, now)?);
    }
    Ok(entered)
}

fn same_place(a: &ControlTotal, b: &ControlTotal) -> bool {
    (a.basis, &a.currency, a.from, a.to) == (b.basis, &b.currency, b.from, b.to)
}

/// Settles something; the id of the decision.
///
/// # Errors
/// `store.*`, `app.bad_rate`, `app.nothing_to_exclude`.
pub fn settle(
    project: &mut Project,
    target: TargetId,
    what: &Settlement,
    reason: &str,
    now: i64,
) -> Result<i64, WireError> {
    let bad = |value: f64| WireError::new("app.bad_rate").with("value", value.to_string());
    let kind = match what {
        Settlement::Tolerance { share } if !(0.0..=0.5).contains(share) => {
            return Err(bad(*share));
        }
        Settlement::TaxRate { rate } if !(0.0..1.0).contains(rate) => return Err(bad(*rate)),
        Settlement::ExchangeRate { rate, .. } if !(rate.is_finite() && *rate > 0.0) => {
            return Err(bad(*rate));
        }
        Settlement::Tolerance { share } => DecisionKind::Tolerance { share: *share },
        Settlement::TaxRate { rate } => DecisionKind::TaxRate { rate: *rate },
        Settlement::ExchangeRate { currency, rate } => DecisionKind::ExchangeRate {
            currency: currency.clone(),
            rate: *rate,
        },
        Settlement::Accept { topic } => DecisionKind::Accept {
            topic: topic.clone(),
        },
        Settlement::Ask { topic } => DecisionKind::AskSeller {
            topic: topic.clone(),
        },
        Settlement::ExcludeRows { topic, rule, set } => DecisionKind::ExcludeRows {
            topic: topic.clone(),
            rule: rule.clone(),
            rows: set
                .ranges
                .iter()
                .map(|range| RowSpan {
                    first: range.first,
                    last_row: range.last_row,
                })
                .collect(),
        },
        Settlement::ExcludeProblems { code } => DecisionKind::ExcludeRows {
            topic: format!("problem.{}", code.id()),
            rule: super::problems::rule_of(*code).to_owned(),
            rows: listed_rows(project, target, *code)?,
        },
    };
    if matches!(&kind, DecisionKind::ExcludeRows { rows, .. } if rows.is_empty()) {
        return Err(WireError::new("app.nothing_to_exclude"));
    }
    Ok(project.decide(target, &kind, reason, now)?)
}

/// Takes decisions back.
///
/// # Errors
/// `store.*`; `store.unknown_decision` when one is not of this target or was taken back before.
pub fn withdraw(
    project: &mut Project,
    target: TargetId,
    ids: &[i64],
    now: i64,
) -> Result<(), WireError> {
    let known: BTreeSet<i64> = project
        .decisions(target)?
        .iter()
        .map(|one| one.id)
        .collect();
    if let Some(unknown) = ids.iter().find(|id| !known.contains(id)) {
        return Err(WireError::new("store.unknown_decision")
            .with("file", project.file())
            .with("detail", unknown.to_string()));
    }
    for id in ids {
        project.revoke(*id, now)?;
    }
    Ok(())
}

/// Requests for the problems that the seller is asked about, as many as there still are.
pub(crate) fn asked_problems(
    project: &Project,
    target: TargetId,
    decisions: &[Decision],
) -> Result<Vec<Request>, WireError> {
    let codes: BTreeSet<ProblemCode> = decisions
        .iter()
        .filter_map(|decision| match &decision.kind {
            DecisionKind::AskSeller { topic } => kind_of_topic(topic),
            _ => None,
        })
        .collect();
    let mut requests = Vec::new();
    if codes.is_empty() {
        return Ok(requests);
    }
    for shape in project.problem_shapes(target)? {
        if !codes.contains(&shape.code) {
            continue;
        }
        if let Some(example) = super::first_problem(project, target, shape.code)? {
            requests.push(Request {
                ask: Ask::Problem {
                    problem: shape.code,
                    count: shape.count,
                    place: example.place,
                    args: example.args,
                },
                dimensions: Vec::new(),
                weight: 0.0,
                unlocks: Vec::new(),
            });
        }
    }
    Ok(requests)
}
