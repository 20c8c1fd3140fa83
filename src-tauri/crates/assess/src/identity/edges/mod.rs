//! Which companies look like one, or like a group: pairs with a score and the reasons.
//!
//! Nobody is compared with everybody: companies meet in lists of one key, of one credit code, of
//! one telephone, or of names with one character taken away. Precision comes before recall. Firms
//! that differ in place or number are never one, nor are two with different valid credit codes; a
//! name that is merely near needs something else that is equal, or a difference that is a clerk's.

mod equal;
mod names;

use std::collections::BTreeMap;

use crate::identity::model::{Reason, ReasonCode as Why};
use crate::identity::name::Name;
use crate::identity::roster::Roster;

/// Companies in a list of near ones before the list says nothing.
const NEAR_LISTED: usize = 24;

/// What two companies look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Bond {
    /// One customer.
    Same,
    /// Under common control.
    Control,
}

/// Two companies that look like something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edge {
    pub(crate) bond: Bond,
    pub(crate) one: usize,
    pub(crate) other: usize,
    pub(crate) score: f64,
    pub(crate) reasons: Vec<Reason>,
}

/// Pairs found so far; a pair found twice is surer.
struct Found<'a> {
    roster: &'a Roster,
    edges: BTreeMap<(Bond, usize, usize), (f64, Vec<Reason>)>,
}

/// Every pair of a roster that looks like something.
pub(crate) fn edges(roster: &Roster) -> Vec<Edge> {
    let mut found = Found {
        roster,
        edges: BTreeMap::new(),
    };
    found.by_key();
    found.by_place();
    found.by_near_name();
    found.by_short_name();
    found.by_code();
    found.by_credit_code();
    found.by_phone();
    found.by_domain();
    found.by_address();
    found.by_parent();
    found.by_branch();
    found.by_group_name();
    let edges = found.edges.into_iter();
    edges
        .map(|((bond, one, other), (score, reasons))| Edge {
            bond,
            one,
            other,
            score,
            reasons,
        })
        .collect()
}

impl Found<'_> {
    fn name(&self, at: usize) -> &Name {
        &self.roster.names[at]
    }

    fn label(&self, at: usize) -> &str {
        &self.roster.identity.companies[at].name
    }

    fn add(&mut self, bond: Bond, one: usize, other: usize, score: f64, reasons: Vec<Reason>) {
        if one == other || (bond == Bond::Same && self.contradicted(one, other)) {
            return;
        }
        let pair = (bond, one.min(other), one.max(other));
        let (before, all) = self.edges.entry(pair).or_insert((0.0, Vec::new()));
        // Reasons of different kinds are taken for independent, and none makes certain.
        let sum = if all.is_empty() {
            score
        } else {
            1.0 - (1.0 - *before) * (1.0 - score)
        };
        *before = sum.min(0.99);
        for reason in reasons {
            if !all.contains(&reason) {
                all.push(reason);
            }
        }
    }

    /// Two legal persons, or two parts of one.
    fn contradicted(&self, one: usize, other: usize) -> bool {
        let (a, b) = (&self.roster.facts[one], &self.roster.facts[other]);
        let two_codes = !a.credit_codes.is_empty()
            && !b.credit_codes.is_empty()
            && a.credit_codes.is_disjoint(&b.credit_codes);
        let (a, b) = (self.name(one), self.name(other));
        two_codes || a.numbers != b.numbers || a.branch != b.branch || places_conflict(a, b)
    }

    /// What else is equal: telephone, own mail domain, credit code, address.
    fn shared(&self, one: usize, other: usize) -> Vec<Reason> {
        let (a, b) = (&self.roster.facts[one], &self.roster.facts[other]);
        let pairs = [
            (
                Why::CreditCode,
                a.credit_codes.intersection(&b.credit_codes).next(),
            ),
            (Why::Phone, a.phones.intersection(&b.phones).next()),
            (Why::MailDomain, a.domains.intersection(&b.domains).next()),
        ];
        let address = a
            .addresses
            .iter()
            .find(|(key, _)| b.addresses.contains_key(*key));
        pairs
            .into_iter()
            .filter_map(|(why, text)| Some(Reason::text(why, text?)))
            .chain(address.map(|(_, text)| Reason::text(Why::Address, text)))
            .collect()
    }
}

/// Whether both have places, and different ones.
fn places_conflict(one: &Name, other: &Name) -> bool {
    !one.places.is_empty() && !other.places.is_empty() && one.places != other.places
}
