//! Suggestions on names that a person has judged, on decisions taken, and on very many customers.

mod decided;
mod many;
mod pairs;

use records::{Customer, Decision, DecisionKind, Located};

use super::{Roster, Suggestion, SuggestionKind};
use crate::ledger::Records;

/// A roster of master data alone.
fn roster_of(customers: Vec<Located<Customer>>) -> Roster {
    let records = Records {
        customers,
        ..Records::default()
    };
    Roster::of(&records, &[])
}

fn decide(kind: DecisionKind) -> Decision {
    Decision {
        id: 0,
        kind,
        reason: String::new(),
        decided_at: 0,
    }
}

fn names(suggestion: &Suggestion) -> Vec<&str> {
    suggestion
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect()
}

fn of_kind(found: &[Suggestion], kind: SuggestionKind) -> Vec<&Suggestion> {
    found.iter().filter(|one| one.kind == kind).collect()
}
