//! From pairs of companies to suggestions about customers, after what was decided before.

use std::collections::{BTreeMap, BTreeSet};

use records::{Amount, Apart, CustomerRef, Decision, DecisionKind, Exclusion};

use super::edges::{Bond, Edge};
use super::model::{ListedCustomer, MatchedTable, Member, Reason, Suggestion, SuggestionKind};
use super::none::{no_customer, target_name};
use super::roster::Roster;
use crate::definitions::CustomerLevel;
use crate::ledger::{LedgerCustomer, Sets};

/// Members of one customer at most: longer chains are a misunderstanding.
const ONE_AT_MOST: usize = 12;
/// Members of a group at most.
const GROUP_AT_MOST: usize = 40;

/// The customers after the decisions.
struct Settled {
    customers: Vec<LedgerCustomer>,
    /// Company → customer.
    of_company: Vec<usize>,
    /// Customer → its companies, the one kept first.
    companies: Vec<Vec<usize>>,
}

/// Customers drawn together by edges.
struct Cluster {
    customers: Vec<usize>,
    score: f64,
    reasons: Vec<Reason>,
}

impl Roster {
    /// What the adviser should look at, largest revenue first. `target` is the name of the firm
    /// assessed, which may stand among its own customers.
    #[must_use]
    pub fn suggestions(&mut self, decisions: &[Decision], target: &str) -> Vec<Suggestion> {
        let settled = self.settled(decisions);
        let mut sets = Sets::new(settled.customers.len());
        let same = self.clusters(&settled, decisions, Bond::Same, &mut sets);
        let control = self.clusters(&settled, decisions, Bond::Control, &mut sets);
        let mut found: Vec<Suggestion> = same
            .into_iter()
            .map(|one| self.suggestion(&settled, SuggestionKind::SameCustomer, one))
            .collect();
        for one in control {
            let in_force = one
                .customers
                .windows(2)
                .all(|pair| settled.customers[pair[0]].group == settled.customers[pair[1]].group);
            let mut suggestion = self.suggestion(&settled, SuggestionKind::CommonControl, one);
            suggestion.in_force = in_force;
            found.push(suggestion);
        }
        found.extend(self.no_customers(&settled, decisions, target));
        found.sort_by(|a, b| {
            b.revenue
                .cmp(&a.revenue)
                .then(b.score.total_cmp(&a.score))
                .then_with(|| a.id.cmp(&b.id))
        });
        found
    }

    /// Every customer after the decisions, largest first, those left out too.
    #[must_use]
    pub fn listed(&mut self, decisions: &[Decision]) -> Vec<ListedCustomer> {
        let settled = self.settled(decisions);
        let names = self.group_names(&settled, decisions);
        let mut taken = self.decisions_about(&settled, decisions);
        let mut listed: Vec<ListedCustomer> = settled
            .customers
            .iter()
            .zip(&settled.companies)
            .enumerate()
            .map(|(at, (customer, companies))| ListedCustomer {
                customer: self.member(companies),
                merged: companies[1..]
                    .iter()
                    .map(|at| self.identity.companies[*at].name.clone())
                    .collect(),
                group: names.get(&customer.group).cloned(),
                exclusion: customer.exclusion,
                decisions: taken.remove(&at).unwrap_or_default(),
            })
            .collect();
        listed.sort_by(|a, b| {
            let (a, b) = (&a.customer, &b.customer);
            b.revenue
                .cmp(&a.revenue)
                .then_with(|| a.party.cmp(&b.party))
        });
        listed
    }

    /// How each table that names customers meets the orders, after the decisions.
    #[must_use]
    pub fn matches(&mut self, decisions: &[Decision]) -> Vec<MatchedTable> {
        let settled = self.settled(decisions);
        let companies = || 0..self.facts.len();
        let mut ordered = vec![false; settled.customers.len()];
        let mut revenue = vec![Amount::ZERO; settled.customers.len()];
        for at in companies() {
            let customer = settled.of_company[at];
            ordered[customer] |= self.ordered(at);
            let why = settled.customers[customer].exclusion;
            if why.is_none_or(Exclusion::keeps_revenue) {
                revenue[customer] += self.revenue(at);
            }
        }
        let total: Amount = revenue.iter().copied().sum();
        let any_orders = ordered.contains(&true);
        let table = |parties: &super::roster::Parties| {
            let present: BTreeSet<usize> = parties
                .known
                .keys()
                .map(|at| settled.of_company[*at])
                .collect();
            let covered: Amount = present.iter().map(|customer| revenue[*customer]).sum();
            let (with, without): (Vec<_>, Vec<_>) = parties
                .known
                .iter()
                .partition(|(at, _)| ordered[settled.of_company[**at]]);
            let names = without
                .iter()
                .map(|(at, rows)| (self.identity.companies[**at].name.clone(), **rows));
            let unknown = parties
                .unknown
                .iter()
                .map(|(name, rows)| (name.clone(), *rows));
            let mut unmatched: Vec<(String, u64)> = names.chain(unknown).collect();
            unmatched.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            MatchedTable {
                table: parties.table,
                rows: parties.rows,
                named: parties.named,
                matched: with.iter().map(|(_, rows)| **rows).sum(),
                unmatched_names: unmatched.len() as u64,
                revenue_share: (any_orders && total.is_positive())
                    .then(|| covered.units() / total.units()),
                unmatched,
            }
        };
        self.tables.iter().map(table).collect()
    }

    /// Ids of the decisions that made each customer what it is.
    fn decisions_about(
        &self,
        settled: &Settled,
        decisions: &[Decision],
    ) -> BTreeMap<usize, Vec<i64>> {
        let mut found: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        for decision in decisions {
            let parties: Vec<CustomerRef> = match &decision.kind {
                DecisionKind::MergeCustomers { into, .. } => vec![into.clone()],
                DecisionKind::GroupCustomers { members, .. } => members.clone(),
                DecisionKind::ExcludeCustomer { name, .. } => vec![name.clone()],
                _ => continue,
            };
            for customer in self.customers_of(settled, &parties) {
                found.entry(customer).or_default().push(decision.id);
            }
        }
        found
    }

    fn settled(&mut self, decisions: &[Decision]) -> Settled {
        let customers = self.identity.settle(decisions, CustomerLevel::Company);
        let of_company = self.identity.of_companies();
        let mut companies: Vec<Vec<usize>> = vec![Vec::new(); customers.len()];
        for (at, customer) in of_company.iter().enumerate() {
            companies[*customer].push(at);
        }
        for (customer, members) in customers.iter().zip(&mut companies) {
            let kept = |at: &usize| {
                let company = &self.identity.companies[*at];
                company.name != customer.name || company.code != customer.code
            };
            members.sort_by_key(kept);
        }
        Settled {
            customers,
            of_company,
            companies,
        }
    }

    /// Pairs of customers that the adviser keeps apart, as one customer or as a group.
    fn apart(
        &self,
        settled: &Settled,
        decisions: &[Decision],
        what: Apart,
    ) -> BTreeSet<(usize, usize)> {
        let mut apart = BTreeSet::new();
        for decision in decisions {
            if let DecisionKind::KeepApart {
                members,
                what: kept,
            } = &decision.kind
                && *kept == what
            {
                let members = self.customers_of(settled, members);
                for one in &members {
                    apart.extend(members.iter().map(|other| (*one, *other)));
                }
            }
        }
        apart
    }

    fn customers_of(&self, settled: &Settled, parties: &[CustomerRef]) -> BTreeSet<usize> {
        parties
            .iter()
            .filter_map(|party| self.identity.referred(party))
            .map(|company| settled.of_company[company])
            .collect()
    }

    /// Customers that edges of a bond draw together, the surest first. `sets` goes from one bond
    /// to the next: who is one customer is no group.
    fn clusters(
        &self,
        settled: &Settled,
        decisions: &[Decision],
        bond: Bond,
        sets: &mut Sets,
    ) -> Vec<Cluster> {
        let (what, at_most) = match bond {
            Bond::Same => (Apart::Customers, ONE_AT_MOST),
            Bond::Control => (Apart::Groups, GROUP_AT_MOST),
        };
        let apart = self.apart(settled, decisions, what);
        let grouped = if bond == Bond::Control {
            self.grouped(settled, decisions)
        } else {
            BTreeSet::new()
        };
        let mut edges: Vec<&Edge> = self.edges.iter().filter(|edge| edge.bond == bond).collect();
        edges.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| (a.one, a.other).cmp(&(b.one, b.other)))
        });
        let mut clusters: BTreeMap<usize, Cluster> = BTreeMap::new();
        for edge in edges {
            let pair = (settled.of_company[edge.one], settled.of_company[edge.other]);
            let none = |customer: usize| settled.customers[customer].exclusion.is_some();
            if none(pair.0) || none(pair.1) || grouped.contains(&pair) {
                continue;
            }
            let roots = (sets.root(pair.0), sets.root(pair.1));
            if roots.0 == roots.1 {
                // A second reason for what is drawn together already.
                if let Some(cluster) = clusters.get_mut(&roots.0) {
                    cluster.add_reasons(&edge.reasons);
                }
                continue;
            }
            let alone = |customer: usize| Cluster {
                customers: vec![customer],
                score: 1.0,
                reasons: Vec::new(),
            };
            let one = clusters.remove(&roots.0).unwrap_or_else(|| alone(pair.0));
            let other = clusters.remove(&roots.1).unwrap_or_else(|| alone(pair.1));
            let fits = one.customers.len() + other.customers.len() <= at_most
                && !one
                    .customers
                    .iter()
                    .any(|a| other.customers.iter().any(|b| apart.contains(&(*a, *b))))
                && (bond == Bond::Control || !self.conflict(settled, &one, &other));
            if !fits {
                for (root, cluster) in [(roots.0, one), (roots.1, other)] {
                    if cluster.customers.len() > 1 {
                        clusters.insert(root, cluster);
                    }
                }
                continue;
            }
            sets.join(roots.0, roots.1);
            clusters.insert(roots.0, one.with(other, edge));
        }
        clusters.into_values().collect()
    }

    /// Whether two clusters hold different legal persons, or firms of different places.
    fn conflict(&self, settled: &Settled, one: &Cluster, other: &Cluster) -> bool {
        let all = |cluster: &Cluster| -> Vec<usize> {
            let of = |customer: &usize| settled.companies[*customer].clone();
            cluster.customers.iter().flat_map(of).collect()
        };
        let (ones, others) = (all(one), all(other));
        ones.iter().any(|a| {
            others.iter().any(|b| {
                let codes = (&self.facts[*a].credit_codes, &self.facts[*b].credit_codes);
                let places = (&self.names[*a].places, &self.names[*b].places);
                (!codes.0.is_empty() && !codes.1.is_empty() && codes.0.is_disjoint(codes.1))
                    || (!places.0.is_empty() && !places.1.is_empty() && places.0 != places.1)
            })
        })
    }

    /// Pairs that are in one group by decision: nothing is left to suggest.
    fn grouped(&self, settled: &Settled, decisions: &[Decision]) -> BTreeSet<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for decision in decisions {
            if let DecisionKind::GroupCustomers { members, .. } = &decision.kind {
                let members = self.customers_of(settled, members);
                for one in &members {
                    pairs.extend(members.iter().map(|other| (*one, *other)));
                }
            }
        }
        pairs
    }

    fn suggestion(&self, settled: &Settled, kind: SuggestionKind, cluster: Cluster) -> Suggestion {
        let ids: BTreeSet<usize> = cluster
            .customers
            .iter()
            .filter_map(|customer| settled.companies[*customer].first().copied())
            .collect();
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let mut members: Vec<Member> = cluster
            .customers
            .iter()
            .map(|customer| self.member(&settled.companies[*customer]))
            .collect();
        members.sort_by(|a, b| {
            (a.code.is_none(), b.revenue, &a.party).cmp(&(b.code.is_none(), a.revenue, &b.party))
        });
        let tag = match kind {
            SuggestionKind::SameCustomer => "same",
            SuggestionKind::CommonControl => "control",
            SuggestionKind::NotACustomer => "none",
        };
        Suggestion {
            id: format!("{tag}-{}", ids.join("-")),
            kind,
            why: None,
            rows: members.iter().map(|member| member.rows).sum(),
            revenue: members.iter().map(|member| member.revenue).sum(),
            members,
            reasons: cluster.reasons,
            score: cluster.score,
            in_force: false,
        }
    }

    fn no_customers(
        &self,
        settled: &Settled,
        decisions: &[Decision],
        target: &str,
    ) -> Vec<Suggestion> {
        let target = target_name(target);
        let kept: Vec<CustomerRef> = decisions
            .iter()
            .filter_map(|decision| match &decision.kind {
                DecisionKind::KeepCustomer { name } => Some(name.clone()),
                _ => None,
            })
            .collect();
        let kept = self.customers_of(settled, &kept);
        let mut found = Vec::new();
        for (customer, companies) in settled.companies.iter().enumerate() {
            if settled.customers[customer].exclusion.is_some() || kept.contains(&customer) {
                continue;
            }
            let such = companies
                .iter()
                .find_map(|at| no_customer(self, *at, &target));
            let Some(such) = such else {
                continue;
            };
            let cluster = Cluster {
                customers: vec![customer],
                score: such.score,
                reasons: vec![such.reason],
            };
            let mut suggestion = self.suggestion(settled, SuggestionKind::NotACustomer, cluster);
            suggestion.why = Some(such.why);
            found.push(suggestion);
        }
        found
    }

    /// Names of the groups that have more than one customer, by their number.
    fn group_names(&self, settled: &Settled, decisions: &[Decision]) -> BTreeMap<u32, String> {
        let mut sizes: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, customer) in settled.customers.iter().enumerate() {
            sizes.entry(customer.group).or_default().push(at);
        }
        let groups = sizes.into_iter().filter(|(_, members)| members.len() > 1);
        let mut names: BTreeMap<u32, String> = groups
            .map(|(group, members)| {
                let companies = || members.iter().flat_map(|at| &settled.companies[*at]);
                let parent = companies().find_map(|at| self.facts[*at].parents.first().cloned());
                let head = || settled.customers[members[0]].name.clone();
                (group, parent.unwrap_or_else(head))
            })
            .collect();
        for decision in decisions {
            if let DecisionKind::GroupCustomers { name, members } = &decision.kind
                && let Some(first) = self.customers_of(settled, members).first()
                && let Some(shown) = names.get_mut(&settled.customers[*first].group)
                && !name.trim().is_empty()
            {
                name.trim().clone_into(shown);
            }
        }
        names
    }
}

impl Cluster {
    fn add_reasons(&mut self, reasons: &[Reason]) {
        for reason in reasons {
            if !self.reasons.contains(reason) {
                self.reasons.push(reason.clone());
            }
        }
    }

    fn with(mut self, other: Self, edge: &Edge) -> Self {
        self.customers.extend(other.customers);
        self.score = self.score.min(other.score).min(edge.score);
        self.add_reasons(&other.reasons);
        self.add_reasons(&edge.reasons);
        self
    }
}
