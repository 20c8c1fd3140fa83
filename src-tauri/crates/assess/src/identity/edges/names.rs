//! Pairs by name: written otherwise, without its place, one slip apart, cut short.

use std::collections::{BTreeMap, HashMap};

use super::{Bond, Found, NEAR_LISTED, places_conflict};
use crate::identity::likeness::{is_loose_difference, is_one_slip, same_writing};
use crate::identity::model::{Reason, ReasonCode as Why};
use crate::identity::name::{Name, Part};
use crate::identity::words::Form;

/// Lengths of a core, in characters, that are compared with near ones.
const NEAR_LENGTH: std::ops::RangeInclusive<usize> = 4..=30;

impl Found<'_> {
    /// One key: the same firm written otherwise.
    pub(super) fn by_key(&mut self) {
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
        if self.label(one) == self.label(other) {
            reasons.push(Reason::plain(Why::SameName));
        } else if same_writing(self.label(one), self.label(other)) {
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
        // A registered name is one firm's; a shop's name without form or place may be several's.
        if a.form == Form::None && b.form == Form::None && a.places.is_empty() {
            score = score.min(0.85);
        }
        let shared = self.shared(one, other);
        if !shared.is_empty() {
            score = (score + 0.03).clamp(0.95, 0.99);
            reasons.extend(shared);
        }
        (score, reasons)
    }

    /// One core, and only one place among its bearers: who has none is likely the same.
    pub(super) fn by_place(&mut self) {
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
    pub(super) fn by_near_name(&mut self) {
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
    pub(super) fn by_short_name(&mut self) {
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
}
