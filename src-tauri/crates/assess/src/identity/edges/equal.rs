//! Pairs by something equal beside the name: code, credit code, telephone, mail, address, parent;
//! and parts of one firm.

use super::{Bond, Found, NEAR_LISTED, places_conflict};
use crate::identity::keys::plain_code;
use crate::identity::likeness::akin;
use crate::identity::model::{Reason, ReasonCode as Why};
use crate::identity::none::collects;
use crate::ledger::name_key;

/// Companies that may share a telephone before it is a switchboard or a placeholder.
const PHONE_SHARED: usize = 4;
/// The same for a mail domain.
const DOMAIN_SHARED: usize = 5;
/// The same for an address, before it is a business park's.
const ADDRESS_SHARED: usize = 3;

impl Found<'_> {
    /// Codes equal but for leading zeros, with names that do not speak against it.
    pub(super) fn by_code(&mut self) {
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
    pub(super) fn by_credit_code(&mut self) {
        let lists = self
            .roster
            .by(|at| texts(&self.roster.facts[at].credit_codes));
        for (code, members) in lists {
            self.pairs(&members, Why::CreditCode, code, 0.95, 0.85);
        }
    }

    pub(super) fn by_phone(&mut self) {
        let lists = self.roster.by(|at| texts(&self.roster.facts[at].phones));
        for (phone, members) in lists {
            if members.len() <= PHONE_SHARED {
                self.pairs(&members, Why::Phone, phone, 0.86, 0.6);
            }
        }
    }

    pub(super) fn by_domain(&mut self) {
        let lists = self.roster.by(|at| texts(&self.roster.facts[at].domains));
        for (domain, members) in lists {
            if members.len() <= DOMAIN_SHARED {
                self.pairs(&members, Why::MailDomain, domain, 0.84, 0.65);
            }
        }
    }

    /// An address alone says little: an office tower, a warehouse, an agent who registers firms.
    pub(super) fn by_address(&mut self) {
        let lists = self.roster.by(|at| {
            let addresses = self.roster.facts[at].addresses.keys();
            addresses.map(String::as_str).collect()
        });
        for (key, members) in lists {
            let written = &self.roster.facts[members[0]].addresses;
            let text = written.get(key).map_or(key, String::as_str);
            if members.len() <= ADDRESS_SHARED {
                self.pairs(&members, Why::Address, text, 0.7, 0.4);
            }
        }
    }

    /// Companies with something equal: one customer where the names are akin, else a group.
    fn pairs(&mut self, members: &[usize], why: Why, text: &str, same: f64, group: f64) {
        let firms: Vec<usize> = members
            .iter()
            .copied()
            .filter(|at| !collects(self.label(*at)))
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

    pub(super) fn by_parent(&mut self) {
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

    pub(super) fn by_branch(&mut self) {
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
    pub(super) fn by_group_name(&mut self) {
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

fn texts(set: &std::collections::BTreeSet<String>) -> Vec<&str> {
    set.iter().map(String::as_str).collect()
}
