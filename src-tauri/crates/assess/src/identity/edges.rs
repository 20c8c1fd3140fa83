//! Which companies look like one, or like a group: pairs with a score and the reasons.
//!
//! Nobody is compared with everybody: companies meet in lists of one key, of one credit code, of
//! one telephone, or of names with one character taken away. Precision comes before recall. Firms
//! that differ in place or number are never one, nor are two with different valid credit codes; a
//! name that is merely near needs something else that is equal, or a difference that is a clerk's.

use std::collections::{BTreeMap, HashMap};

use super::keys::plain_code;
use super::likeness::{akin, is_loose_difference, is_one_slip, same_writing};
use super::model::{Reason, ReasonCode as Why};
use super::name::{Name, Part};
use super::roster::Roster;
use super::words::Form;
use crate::ledger::name_key;

/// Companies that may share a telephone before it is a switchboard or a placeholder.
const PHONE_SHARED: usize = 4;
/// The same for a mail domain.
const DOMAIN_SHARED: usize = 5;
/// Names in a list of near names before the list says nothing.
const NEAR_LISTED: usize = 24;
/// Lengths of a core, in characters, that are compared with near ones.
const NEAR_LENGTH: std::ops::RangeInclusive<usize> = 4..=30;

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

    /// What else is equal: telephone, own mail domain, credit code.
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
        pairs
            .into_iter()
            .filter_map(|(why, text)| Some(Reason::text(why, text?)))
            .collect()
    }

    /// One key: the same firm written otherwise.
    fn by_key(&mut self) {
        let keys: Vec<String> = self.roster.names.iter().map(Name::key).collect();
        let lists = self.roster.by(|at| vec![keys[at].as_str()]);
        for (_, members) in lists {
            let first = members[0];
            if self.name(first).length() < 2 {
                continue;
            }
            if self.name(first).person {
                self.persons(&members);
                continue;
            }
            for other in &members[1..] {
                let (score, reasons) = self.writing(first, *other);
                self.add(Bond::Same, first, *other, score, reasons);
            }
        }
    }

    /// People of one name are one only with something else equal.
    fn persons(&mut self, members: &[usize]) {
        let members: Vec<usize> = members.to_vec();
        let mut by_phone: BTreeMap<&str, usize> = BTreeMap::new();
        let mut pairs = Vec::new();
        for at in members {
            for phone in &self.roster.facts[at].phones {
                match by_phone.get(phone.as_str()) {
                    Some(first) => pairs.push((*first, at, phone.clone())),
                    None => {
                        by_phone.insert(phone, at);
                    }
                }
            }
        }
        for (one, other, phone) in pairs {
            let reasons = vec![
                Reason::plain(Why::SameWriting),
                Reason::text(Why::Phone, &phone),
            ];
            self.add(Bond::Same, one, other, 0.95, reasons);
        }
    }

    /// How two names of one key differ in writing, and how sure that makes.
    fn writing(&self, one: usize, other: usize) -> (f64, Vec<Reason>) {
        let (a, b) = (self.name(one), self.name(other));
        let mut reasons = Vec::new();
        let mut score: f64 = 0.97;
        if a.group != b.group {
            score = score.min(0.6);
            reasons.push(Reason::text(
                Why::GroupName,
                self.label(if a.group { one } else { other }),
            ));
        }
        if a.form != b.form {
            // 有限公司 and 有限责任公司 are one form; from 有限 to 股份 a firm may have been converted.
            score = score.min(match (a.form, b.form) {
                (Form::Stock, Form::Limited) | (Form::Limited, Form::Stock) => 0.86,
                _ => 0.9,
            });
        }
        if same_writing(self.label(one), self.label(other)) {
            reasons.push(Reason::plain(Why::SameWriting));
        }
        for (part, text) in a.stripped.iter().chain(&b.stripped) {
            let (why, at_most) = match part {
                Part::Prefix => (Why::PrefixStripped, 0.96),
                Part::Status => (Why::StatusStripped, 0.95),
                Part::Counter => (Why::CounterStripped, 0.93),
            };
            score = score.min(at_most);
            reasons.push(Reason::text(why, text));
        }
        if reasons.is_empty() {
            reasons.push(Reason::pair(
                Why::LegalForm,
                self.label(one),
                self.label(other),
            ));
        }
        // A short brand without a place is borne by many.
        if a.length() <= 3 && a.places.is_empty() && a.is_han() && a.form == Form::None {
            score = score.min(0.7);
        }
        let shared = self.shared(one, other);
        if !shared.is_empty() {
            score = (score + 0.03).min(0.99);
            reasons.extend(shared);
        }
        (score, reasons)
    }

    /// One core, and only one place among its bearers: who has none is likely the same.
    fn by_place(&mut self) {
        let cores: Vec<&str> = self
            .roster
            .names
            .iter()
            .map(|name| name.core.as_str())
            .collect();
        let lists = self.roster.by(|at| vec![cores[at]]);
        for (_, members) in lists {
            let (without, with): (Vec<usize>, Vec<usize>) = members
                .into_iter()
                .filter(|at| !self.name(*at).person && self.name(*at).branch.is_none())
                .partition(|at| self.name(*at).places.is_empty());
            let (Some(placed), Some(_)) = (with.first().copied(), without.first()) else {
                continue;
            };
            let places = &self.name(placed).places;
            if with.iter().any(|at| self.name(*at).places != *places) {
                continue;
            }
            let (place, length) = (places.join(" "), self.name(placed).length());
            for bare in without {
                let shared = self.shared(placed, bare);
                let score = match (length, shared.is_empty()) {
                    (4.., true) => 0.8,
                    (_, true) => continue,
                    (_, false) => 0.93,
                };
                let mut reasons = vec![Reason {
                    code: Why::PlaceMissing,
                    args: BTreeMap::from([("place".to_owned(), place.clone())]),
                }];
                reasons.extend(shared);
                self.add(Bond::Same, placed, bare, score, reasons);
            }
        }
    }

    /// Names one slip apart: they meet where one character is taken away from both.
    fn by_near_name(&mut self) {
        let mut firsts: HashMap<String, usize> = HashMap::new();
        let mut lists: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in self.roster.names.iter().enumerate() {
            let new = !firsts.contains_key(&name.key());
            if name.person || name.branch.is_some() || !NEAR_LENGTH.contains(&name.length()) || !new
            {
                continue;
            }
            firsts.insert(name.key(), at);
            let letters: Vec<char> = name.core.chars().collect();
            let places = name.places.join(" ");
            for gone in 0..=letters.len() {
                let left = letters
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| *place != gone);
                let left: String = left.map(|(_, letter)| *letter).collect();
                let list = lists.entry(format!("{places}|{left}")).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        let mut pairs: Vec<(usize, usize)> = lists
            .into_values()
            .filter(|list| (2..=NEAR_LISTED).contains(&list.len()))
            .flat_map(|list| {
                let pairs = |(place, one): (usize, &usize)| {
                    let one = *one;
                    list[place + 1..]
                        .iter()
                        .map(move |other| (one, *other))
                        .collect::<Vec<_>>()
                };
                list.iter().enumerate().flat_map(pairs).collect::<Vec<_>>()
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        for (one, other) in pairs {
            self.near(one, other);
        }
    }

    fn near(&mut self, one: usize, other: usize) {
        let (a, b) = (&self.name(one).core, &self.name(other).core);
        if a == b || !is_one_slip(a, b) {
            return;
        }
        let shared = self.shared(one, other);
        let score = match (shared.is_empty(), is_loose_difference(a, b)) {
            (false, _) => 0.9,
            (true, true) => 0.78,
            (true, false) => return,
        };
        let mut reasons = vec![Reason::pair(
            Why::NearName,
            self.label(one),
            self.label(other),
        )];
        reasons.extend(shared);
        self.add(Bond::Same, one, other, score, reasons);
    }

    /// A short name without legal form that only one firm's name goes on from.
    fn by_short_name(&mut self) {
        let start = |core: &str| core.chars().take(3).collect::<String>();
        let mut starts: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in self.roster.names.iter().enumerate() {
            if name.is_han() && name.length() >= 3 && name.branch.is_none() {
                starts.entry(start(&name.core)).or_default().push(at);
            }
        }
        for at in 0..self.roster.names.len() {
            let name = self.name(at);
            let short =
                name.form == Form::None && name.is_han() && (3..=6).contains(&name.length());
            if !short || name.branch.is_some() {
                continue;
            }
            let Some(list) = starts.get(&start(&name.core)) else {
                continue;
            };
            let goes_on = |other: &&usize| {
                let longer = self.name(**other);
                longer.length() > name.length()
                    && longer.form != Form::None
                    && longer.core.starts_with(&name.core)
                    && !places_conflict(name, longer)
            };
            let longer: Vec<usize> = list.iter().filter(goes_on).copied().collect();
            let Some(first) = longer.first().copied() else {
                continue;
            };
            if longer
                .iter()
                .any(|other| self.name(*other).key() != self.name(first).key())
            {
                continue;
            }
            let shared = self.shared(at, first);
            let score = if shared.is_empty() { 0.65 } else { 0.92 };
            let mut reasons = vec![Reason::pair(
                Why::ShortName,
                self.label(at),
                self.label(first),
            )];
            reasons.extend(shared);
            self.add(Bond::Same, first, at, score, reasons);
        }
    }

    /// Codes equal but for leading zeros, with names that do not speak against it.
    fn by_code(&mut self) {
        let codes: Vec<String> = self
            .roster
            .identity
            .companies
            .iter()
            .map(|company| company.code.as_deref().map(plain_code).unwrap_or_default())
            .collect();
        let lists = self.roster.by(|at| match codes[at].as_str() {
            "" => Vec::new(),
            code => vec![code],
        });
        for (code, members) in lists {
            for other in &members[1..] {
                let first = members[0];
                let nameless = |at: usize| plain_code(self.label(at)) == code;
                let like = akin(self.name(first), self.name(*other));
                if like || nameless(first) || nameless(*other) {
                    let reasons = vec![Reason::text(Why::Code, code)];
                    self.add(Bond::Same, first, *other, 0.92, reasons);
                }
            }
        }
    }

    /// One credit code is one legal person. Where the names have nothing in common one of them was
    /// copied wrong, or the group's code was written for all.
    fn by_credit_code(&mut self) {
        let lists = self
            .roster
            .by(|at| texts(&self.roster.facts[at].credit_codes));
        for (code, members) in lists {
            self.pairs(&members, Why::CreditCode, code, 0.95, 0.85);
        }
    }

    fn by_phone(&mut self) {
        let lists = self.roster.by(|at| texts(&self.roster.facts[at].phones));
        for (phone, members) in lists {
            if members.len() <= PHONE_SHARED {
                self.pairs(&members, Why::Phone, phone, 0.86, 0.6);
            }
        }
    }

    fn by_domain(&mut self) {
        let lists = self.roster.by(|at| texts(&self.roster.facts[at].domains));
        for (domain, members) in lists {
            if members.len() <= DOMAIN_SHARED {
                self.pairs(&members, Why::MailDomain, domain, 0.84, 0.65);
            }
        }
    }

    /// Companies with something equal: one customer where the names are akin, else a group.
    fn pairs(&mut self, members: &[usize], why: Why, text: &str, same: f64, group: f64) {
        let firms: Vec<usize> = members
            .iter()
            .copied()
            .filter(|at| !super::none::collects(self.label(*at)))
            .take(NEAR_LISTED)
            .collect();
        for (place, one) in firms.iter().enumerate() {
            for other in &firms[place + 1..] {
                let mut reasons = vec![Reason::text(why, text)];
                reasons.extend(self.common_contact(*one, *other));
                let (a, b) = (self.name(*one), self.name(*other));
                let known = (Bond::Same, (*one).min(*other), (*one).max(*other));
                if self.edges.contains_key(&known) {
                    // Found by its name, where what is shared was counted.
                } else if akin(a, b) && !self.contradicted(*one, *other) {
                    reasons.push(Reason::pair(
                        Why::NearName,
                        self.label(*one),
                        self.label(*other),
                    ));
                    self.add(Bond::Same, *one, *other, same, reasons);
                } else {
                    let score = if reasons.len() > 1 {
                        group + 0.15
                    } else {
                        group
                    };
                    self.add(Bond::Control, *one, *other, score, reasons);
                }
            }
        }
    }

    fn common_contact(&self, one: usize, other: usize) -> Option<Reason> {
        let (a, b) = (&self.roster.facts[one], &self.roster.facts[other]);
        let name = a.contacts.intersection(&b.contacts).next()?;
        Some(Reason::text(Why::Contact, name))
    }

    fn by_parent(&mut self) {
        let heads: Vec<Vec<String>> = (0..self.roster.facts.len())
            .map(|at| {
                let parents = self.roster.facts[at].parents.iter();
                let named = parents.map(|parent| name_key(parent));
                // The parent itself stands in its own list.
                named.chain([name_key(self.label(at))]).collect()
            })
            .collect();
        let lists = self
            .roster
            .by(|at| heads[at].iter().map(String::as_str).collect());
        for (key, members) in lists {
            let text = members.iter().find_map(|at| {
                let parents = &self.roster.facts[*at].parents;
                parents.iter().find(|parent| name_key(parent) == key)
            });
            let Some(text) = text.cloned() else {
                continue;
            };
            for other in &members[1..] {
                let reasons = vec![Reason::text(Why::Parent, &text)];
                self.add(Bond::Control, members[0], *other, 0.95, reasons);
            }
        }
    }

    fn by_branch(&mut self) {
        let bases: Vec<String> = self
            .roster
            .names
            .iter()
            .map(|name| format!("{}|{}", name.core, name.places.join(" ")))
            .collect();
        let lists = self.roster.by(|at| vec![bases[at].as_str()]);
        for (_, members) in lists {
            let head = members
                .iter()
                .position(|at| self.name(*at).branch.is_none());
            let head = members[head.unwrap_or(0)];
            for other in &members {
                let Some(branch) = self.name(*other).branch.clone() else {
                    continue;
                };
                if *other != head && self.name(head).branch.as_deref() != Some(branch.as_str()) {
                    let reasons = vec![Reason::text(Why::Branch, &branch)];
                    self.add(Bond::Control, head, *other, 0.95, reasons);
                }
            }
        }
    }

    /// 甲集团 and 甲有限公司.
    fn by_group_name(&mut self) {
        let cores: Vec<&str> = self
            .roster
            .names
            .iter()
            .map(|name| name.core.as_str())
            .collect();
        let lists = self.roster.by(|at| vec![cores[at]]);
        for (core, members) in lists {
            let head = members.iter().find(|at| self.name(**at).group).copied();
            let Some(head) = head.filter(|_| core.chars().count() >= 2) else {
                continue;
            };
            for other in members {
                let (a, b) = (self.name(head), self.name(other));
                if !b.group && !b.person && !places_conflict(a, b) {
                    let reasons = vec![Reason::text(Why::GroupName, self.label(head))];
                    self.edges
                        .remove(&(Bond::Same, head.min(other), head.max(other)));
                    self.add(Bond::Control, head, other, 0.85, reasons);
                }
            }
        }
    }
}

/// Whether both have places, and different ones.
fn places_conflict(one: &Name, other: &Name) -> bool {
    !one.places.is_empty() && !other.places.is_empty() && one.places != other.places
}

fn texts(set: &std::collections::BTreeSet<String>) -> Vec<&str> {
    set.iter().map(String::as_str).collect()
}
