//! Everybody whom the records name, with what tells them apart: counted once, asked after every
//! decision.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use records::{Amount, Customer, CustomerRef, Date, Decision, TableKind};

use super::edges::{Edge, edges};
use super::keys;
use super::model::Member;
use super::name::Name;
use super::places::Places;
use crate::ledger::{Identity, Records};
use crate::reconciliation::ExcludedRows;

/// What master data and orders say of a company.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) phones: BTreeSet<String>,
    pub(crate) domains: BTreeSet<String>,
    /// Addresses as they are compared, with how they are written.
    pub(crate) addresses: BTreeMap<String, String>,
    pub(crate) contacts: BTreeSet<String>,
    pub(crate) credit_codes: BTreeSet<String>,
    pub(crate) parents: Vec<String>,
    pub(crate) categories: Vec<String>,
    rows: u64,
    revenue: Amount,
    first: Option<Date>,
    last: Option<Date>,
}

/// The rows of a table by the company they name.
#[derive(Debug, Clone)]
pub(crate) struct Parties {
    pub(crate) table: TableKind,
    pub(crate) rows: u64,
    pub(crate) named: u64,
    pub(crate) known: BTreeMap<usize, u64>,
    pub(crate) unknown: BTreeMap<String, u64>,
}

/// The companies of one target's records.
#[derive(Debug)]
pub struct Roster {
    pub(crate) identity: Identity,
    pub(crate) facts: Vec<Facts>,
    pub(crate) names: Vec<Name>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) tables: Vec<Parties>,
}

impl Roster {
    /// From the records, without the rows that decisions leave out. Other decisions are applied
    /// when the roster is asked.
    #[must_use]
    pub fn of(records: &Records, decisions: &[Decision]) -> Self {
        let left_out = ExcludedRows::from(decisions);
        let mut roster = Self {
            identity: Identity::default(),
            facts: Vec::new(),
            names: Vec::new(),
            edges: Vec::new(),
            tables: Vec::new(),
        };
        roster.add_masters(records, &left_out);
        roster.add_orders(records, &left_out);
        roster.add_tables(records);
        let companies = &roster.identity.companies;
        let places = Places::of(companies.iter().map(|company| company.name.as_str()));
        roster.names = companies
            .iter()
            .map(|company| Name::of(&company.name, &places))
            .collect();
        roster.edges = edges(&roster);
        roster
    }

    fn add_masters(&mut self, records: &Records, left_out: &ExcludedRows) {
        let kept: Vec<_> = records
            .customers
            .iter()
            .filter(|row| !left_out.contains(row.at))
            .cloned()
            .collect();
        self.identity.add_masters(&kept);
        self.facts
            .resize_with(self.identity.companies.len(), Facts::default);
        for (at, company) in self.identity.companies.iter().enumerate() {
            for (index, _) in &company.masters {
                self.facts[at].note(&kept[*index].record);
            }
        }
    }

    fn add_orders(&mut self, records: &Records, left_out: &ExcludedRows) {
        for row in &records.orders {
            if left_out.contains(row.at) {
                continue;
            }
            let order = &row.record;
            let found = self.identity.add(
                order.customer_code.as_deref(),
                order.customer_name.as_deref(),
            );
            let Some(at) = found else {
                continue;
            };
            if at >= self.facts.len() {
                self.facts.push(Facts::default());
            }
            let facts = &mut self.facts[at];
            facts.rows += 1;
            facts.revenue += order.amount - order.refund.unwrap_or(Amount::ZERO);
            facts.first = facts.first.into_iter().chain([order.date]).min();
            facts.last = facts.last.into_iter().chain([order.date]).max();
        }
    }

    fn add_tables(&mut self, records: &Records) {
        for kind in TableKind::ALL {
            if *kind == TableKind::Orders {
                continue;
            }
            let mut parties = Parties {
                table: *kind,
                rows: records.count(*kind) as u64,
                named: 0,
                known: BTreeMap::new(),
                unknown: BTreeMap::new(),
            };
            let identity = &mut self.identity;
            records.each_party(*kind, |code, name| {
                parties.named += 1;
                match identity.known(code, name) {
                    Some(at) => *parties.known.entry(at).or_default() += 1,
                    None => {
                        let label = name.or(code).unwrap_or_default().trim().to_owned();
                        *parties.unknown.entry(label).or_default() += 1;
                    }
                }
            });
            if parties.named > 0 {
                self.tables.push(parties);
            }
        }
    }

    /// How decisions name a company.
    pub(crate) fn party(&self, at: usize) -> CustomerRef {
        let company = &self.identity.companies[at];
        CustomerRef::new(company.code.as_deref(), &company.name)
    }

    /// Companies with their trade, added up under the first.
    pub(crate) fn member(&self, companies: &[usize]) -> Member {
        let head = companies.first().copied().unwrap_or_default();
        let company = &self.identity.companies[head];
        let facts = || companies.iter().map(|at| &self.facts[*at]);
        Member {
            party: self.party(head),
            name: company.name.clone(),
            code: company.code.clone(),
            rows: facts().map(|facts| facts.rows).sum(),
            revenue: facts().map(|facts| facts.revenue).sum(),
            first: facts().filter_map(|facts| facts.first).min(),
            last: facts().filter_map(|facts| facts.last).max(),
        }
    }

    /// Whether anybody bought under this company.
    pub(crate) fn ordered(&self, at: usize) -> bool {
        self.facts[at].rows > 0
    }

    /// Net revenue of a company over the whole period.
    pub(crate) fn revenue(&self, at: usize) -> Amount {
        self.facts[at].revenue
    }

    /// Companies by what `keys` finds on them, in the order of their first company.
    pub(crate) fn by<'a>(
        &'a self,
        keys: impl Fn(usize) -> Vec<&'a str>,
    ) -> Vec<(&'a str, Vec<usize>)> {
        let mut order = Vec::new();
        let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in 0..self.facts.len() {
            for key in keys(at) {
                let members = found.entry(key).or_default();
                if members.is_empty() {
                    order.push(key);
                }
                members.push(at);
            }
        }
        order
            .into_iter()
            .filter_map(|key| Some((key, found.remove(key)?)))
            .filter(|(_, members)| members.len() > 1)
            .collect()
    }
}

impl Facts {
    fn note(&mut self, record: &Customer) {
        let filled = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        self.phones
            .extend(record.phone.as_deref().and_then(keys::phone));
        self.domains
            .extend(record.email.as_deref().and_then(keys::mail_domain));
        if let Some(text) = filled(&record.address)
            && let Some(key) = keys::address(&text)
        {
            self.addresses.entry(key).or_insert(text);
        }
        self.credit_codes
            .extend(record.credit_code.as_deref().and_then(keys::credit_code));
        self.contacts.extend(filled(&record.contact));
        self.parents.extend(filled(&record.parent));
        self.categories.extend(filled(&record.category));
    }
}
