//! From companies to customers: the adviser's merges, groups and exclusions, and the groups that
//! a common parent or credit code makes.

use std::collections::{BTreeMap, HashMap};

use records::{Apart, CustomerRef, Decision, DecisionKind, Exclusion, RowRef};

use super::CustomerId;
use super::identity::Identity;
use super::names::name_key;
use super::sets::Sets;
use crate::definitions::CustomerLevel;

/// A customer of the ledger, at the level the definitions fix.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LedgerCustomer {
    /// Name kept: the group's or the company's.
    pub name: String,
    /// The firm's key, where there is one.
    pub code: Option<String>,
    /// Company names in it, in order of appearance; one where it is a single company.
    pub members: Vec<String>,
    /// Rows of the customer table that describe it.
    pub masters: Vec<RowRef>,
    /// Positions of those rows in the customer table.
    pub master_index: Vec<usize>,
    /// Why it is no customer, by decision; what follows from it is said at [`Exclusion`].
    pub exclusion: Option<Exclusion>,
    /// Number of the group under common control that it belongs to; equal for its members.
    pub group: u32,
}

/// Companies by what the adviser decided of them.
struct Decided {
    merged: Sets,
    /// Company → why it is none; by the root of its merge.
    excluded: HashMap<usize, Exclusion>,
    /// Companies kept out of each other's groups.
    apart: Vec<Vec<usize>>,
}

impl Identity {
    /// Customers at `level` after the adviser's decisions.
    pub(crate) fn settle(
        &mut self,
        decisions: &[Decision],
        level: CustomerLevel,
    ) -> Vec<LedgerCustomer> {
        let decided = self.decided(decisions);
        let mut grouped = decided.merged.clone();
        self.join_recorded(&mut grouped, &decided);
        let names = self.join_decided(&mut grouped, &decided, decisions);
        let sets = match level {
            CustomerLevel::Group => &grouped,
            CustomerLevel::Company => &decided.merged,
        };
        let mut customers = self.collect(sets, &grouped, level);
        for (company, why) in &decided.excluded {
            customers[self.settled[*company].index()].exclusion = Some(*why);
        }
        if level == CustomerLevel::Group {
            for (company, name) in names {
                customers[self.settled[company].index()].name = name;
            }
        }
        customers
    }

    fn decided(&self, decisions: &[Decision]) -> Decided {
        let mut merged = Sets::new(self.companies.len());
        for decision in decisions {
            if let DecisionKind::MergeCustomers { into, names } = &decision.kind
                && let Some(keep) = self.referred(into)
            {
                for other in self.all_referred(names) {
                    merged.join(keep, other);
                }
            }
        }
        let mut excluded = HashMap::new();
        let mut apart = Vec::new();
        for decision in decisions {
            match &decision.kind {
                DecisionKind::ExcludeCustomer { name, why } => {
                    if let Some(company) = self.referred(name) {
                        excluded.insert(merged.root(company), *why);
                    }
                }
                DecisionKind::KeepApart {
                    members,
                    what: Apart::Groups,
                } => apart.push(
                    self.all_referred(members)
                        .map(|at| merged.root(at))
                        .collect(),
                ),
                _ => {}
            }
        }
        Decided {
            merged,
            excluded,
            apart,
        }
    }

    fn all_referred<'a>(&'a self, parties: &'a [CustomerRef]) -> impl Iterator<Item = usize> + 'a {
        parties.iter().filter_map(|party| self.referred(party))
    }

    /// Groups that the records themselves show: one parent, or one credit code.
    fn join_recorded(&self, sets: &mut Sets, decided: &Decided) {
        let mut heads: HashMap<String, Vec<usize>> = HashMap::new();
        let mut order = Vec::new();
        let mut note = |key: String, at: usize| {
            let members = heads.entry(key.clone()).or_default();
            if members.is_empty() {
                order.push(key);
            }
            members.push(at);
        };
        for (at, company) in self.companies.iter().enumerate() {
            for parent in &company.parents {
                let key = name_key(parent);
                if let Some(head) = self.named(parent) {
                    note(key.clone(), head);
                }
                note(key, at);
            }
            for code in &company.credit_codes {
                note(format!("credit {code}"), at);
            }
        }
        for key in order {
            let members = heads.remove(&key).unwrap_or_default();
            let mut joined: Vec<usize> = Vec::new();
            for at in members {
                if !decided.may_join(at, &joined) {
                    continue;
                }
                if let Some(first) = joined.first() {
                    sets.join(*first, at);
                }
                joined.push(at);
            }
        }
    }

    /// Groups by decision; the names given, each at a member.
    fn join_decided(
        &self,
        sets: &mut Sets,
        decided: &Decided,
        decisions: &[Decision],
    ) -> Vec<(usize, String)> {
        let mut names = Vec::new();
        for decision in decisions {
            let DecisionKind::GroupCustomers { name, members } = &decision.kind else {
                continue;
            };
            let members: Vec<usize> = self
                .all_referred(members)
                .filter(|at| !decided.is_excluded(*at))
                .collect();
            let Some((first, others)) = members.split_first() else {
                continue;
            };
            for other in others {
                sets.join(*first, *other);
            }
            if !name.trim().is_empty() {
                names.push((*first, name.trim().to_owned()));
            }
        }
        names
    }

    fn collect(&mut self, sets: &Sets, groups: &Sets, level: CustomerLevel) -> Vec<LedgerCustomer> {
        let mut ids: BTreeMap<usize, CustomerId> = BTreeMap::new();
        let mut customers: Vec<LedgerCustomer> = Vec::new();
        self.settled.clear();
        for (at, company) in self.companies.iter().enumerate() {
            let root = sets.root(at);
            let id = *ids.entry(root).or_insert_with(|| {
                // The root is the company kept by a merge, or the group's head.
                let head = &self.companies[root];
                customers.push(LedgerCustomer {
                    name: head.name.clone(),
                    code: head.code.clone(),
                    group: u32::try_from(groups.root(root)).unwrap_or(u32::MAX),
                    ..LedgerCustomer::default()
                });
                CustomerId(u32::try_from(customers.len() - 1).unwrap_or(u32::MAX))
            });
            self.settled.push(id);
            let customer = &mut customers[id.index()];
            customer.members.push(company.name.clone());
            customer
                .masters
                .extend(company.masters.iter().map(|(_, row)| *row));
            customer
                .master_index
                .extend(company.masters.iter().map(|(index, _)| *index));
            let group = level == CustomerLevel::Group && customer.members.len() > 1;
            if let Some(parent) = company.parents.first().filter(|_| group) {
                customer.name.clone_from(parent);
            }
        }
        customers
    }
}

impl Decided {
    fn is_excluded(&self, company: usize) -> bool {
        self.excluded.contains_key(&self.merged.root(company))
    }

    /// Whether records may join a company to those joined before: nobody who is no customer, and
    /// none whom the adviser keeps apart.
    fn may_join(&self, company: usize, joined: &[usize]) -> bool {
        let root = self.merged.root(company);
        let kept_apart = |other: &usize| {
            let other = self.merged.root(*other);
            other != root
                && self
                    .apart
                    .iter()
                    .any(|set| set.contains(&root) && set.contains(&other))
        };
        !self.is_excluded(company) && !joined.iter().any(kept_apart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Ledger, Records};
    use crate::measures::testing::{orders, rows};

    fn decide(kind: DecisionKind) -> Decision {
        Decision {
            id: 0,
            kind,
            reason: String::new(),
            decided_at: 0,
        }
    }

    fn built(kinds: &[DecisionKind], level: CustomerLevel) -> Ledger {
        let records = Records {
            customers: rows(
                "code | name | parent",
                &[
                    "K1 | 甲厂 | 集团",
                    "K2 | 乙厂 | 集团",
                    "K3 | 丙厂 | ",
                    "K4 | 甲厂 | ",
                ],
            ),
            orders: orders(&["丙厂 | 2024-01-05 | 5"]),
            ..Records::default()
        };
        let decisions: Vec<Decision> = kinds.iter().cloned().map(decide).collect();
        Ledger::build(records, &decisions, level)
    }

    fn names(ledger: &Ledger) -> Vec<&str> {
        ledger.customers.iter().map(|c| c.name.as_str()).collect()
    }

    fn card(code: &str) -> CustomerRef {
        CustomerRef::new(Some(code), "")
    }

    #[test]
    fn a_card_means_its_code_even_where_two_bear_one_name() {
        let merge = DecisionKind::MergeCustomers {
            into: card("K1"),
            names: vec![card("K4")],
        };
        let ledger = built(&[merge], CustomerLevel::Company);
        assert_eq!(names(&ledger), ["甲厂", "乙厂", "丙厂"]);
        assert_eq!(ledger.customers[0].members.len(), 2);
    }

    #[test]
    fn records_and_decisions_make_groups_and_a_decision_undoes_those_of_the_records() {
        assert_eq!(
            names(&built(&[], CustomerLevel::Group)),
            ["集团", "丙厂", "甲厂"]
        );
        let apart = DecisionKind::KeepApart {
            members: vec![card("K1"), card("K2")],
            what: Apart::Groups,
        };
        let group = DecisionKind::GroupCustomers {
            name: "丙系".into(),
            members: vec![card("K3"), card("K4")],
        };
        let ledger = built(&[apart, group.clone()], CustomerLevel::Group);
        assert_eq!(names(&ledger), ["甲厂", "乙厂", "丙系"]);
        let ledger = built(&[group], CustomerLevel::Company);
        assert_eq!(ledger.customers.len(), 4, "a group is not a merge");
        assert_eq!(ledger.customers[2].group, ledger.customers[3].group);
    }

    #[test]
    fn who_is_no_customer_takes_no_group_along() {
        let internal = DecisionKind::ExcludeCustomer {
            name: card("K1"),
            why: Exclusion::Internal,
        };
        let ledger = built(&[internal], CustomerLevel::Group);
        let excluded: Vec<_> = ledger.customers.iter().map(|c| c.exclusion).collect();
        assert_eq!(excluded, [Some(Exclusion::Internal), None, None, None]);
    }
}
