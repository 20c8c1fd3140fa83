//! Who is who: rows that name a customer by code or name become one customer.
//!
//! Code first: two codes are two customers. Without a code the name decides. Merges and exclusions
//! are the adviser's decisions; groups follow from a common parent or credit code.

use std::collections::{BTreeMap, HashMap};

use records::{Customer, Decision, DecisionKind, Located, RowRef};

use super::CustomerId;
use super::names::name_key;
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
    /// Left out of customer counts by decision (散客, 内部调拨, 关联方); its revenue stays.
    pub excluded: bool,
    /// Number of the group under common control that it belongs to; equal for its members.
    pub group: u32,
}

/// A company before merges.
#[derive(Debug, Default)]
struct Company {
    name: String,
    code: Option<String>,
    masters: Vec<(usize, RowRef)>,
    parents: Vec<String>,
    credit_codes: Vec<String>,
}

/// Gathers companies from master data and orders, then settles customers.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    companies: Vec<Company>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    raw_names: HashMap<String, usize>,
    settled: Vec<CustomerId>,
}

impl Identity {
    /// Companies of the customer table.
    pub(crate) fn add_masters(&mut self, rows: &[Located<Customer>]) {
        for (index, row) in rows.iter().enumerate() {
            let record = &row.record;
            let Some(at) = self.add(record.code.as_deref(), Some(&record.name)) else {
                continue;
            };
            let company = &mut self.companies[at];
            company.masters.push((index, row.at));
            company
                .parents
                .extend(record.parent.clone().filter(|text| !text.trim().is_empty()));
            company
                .credit_codes
                .extend(record.credit_code.as_deref().and_then(valid_credit_code));
        }
    }

    /// The company that goes by this code or name, new if need be.
    pub(crate) fn add(&mut self, code: Option<&str>, name: Option<&str>) -> Option<usize> {
        let code = code.map(str::trim).filter(|text| !text.is_empty());
        let name = name.map(str::trim).filter(|text| !text.is_empty());
        if let Some(found) = self.lookup(code, name) {
            let company = &mut self.companies[found];
            if let (None, Some(code)) = (&company.code, code) {
                company.code = Some(code.to_owned());
                self.by_code.insert(name_key(code), found);
            }
            return Some(found);
        }
        let label = name.or(code)?;
        let new = self.companies.len();
        self.companies.push(Company {
            name: label.to_owned(),
            code: code.map(str::to_owned),
            ..Company::default()
        });
        if let Some(code) = code {
            self.by_code.insert(name_key(code), new);
        }
        if let Some(name) = name {
            self.by_name.entry(name_key(name)).or_insert(new);
        }
        Some(new)
    }

    /// Code first; a name counts when the row has no code, or the named company has none.
    fn lookup(&mut self, code: Option<&str>, name: Option<&str>) -> Option<usize> {
        if let Some(code) = code {
            if let Some(found) = self
                .by_code
                .get(code)
                .or_else(|| self.by_code.get(&name_key(code)))
            {
                return Some(*found);
            }
            let named = *self.by_name.get(&name_key(name?))?;
            return self.companies[named].code.is_none().then_some(named);
        }
        let name = name?;
        if let Some(found) = self.raw_names.get(name) {
            return Some(*found);
        }
        let found = *self.by_name.get(&name_key(name))?;
        self.raw_names.insert(name.to_owned(), found);
        Some(found)
    }

    /// Customers at `level` after the adviser's merges and exclusions.
    pub(crate) fn settle(
        &mut self,
        decisions: &[Decision],
        level: CustomerLevel,
    ) -> Vec<LedgerCustomer> {
        let mut merged = Sets::new(self.companies.len());
        for decision in decisions {
            if let DecisionKind::MergeCustomers { into, names } = &decision.kind {
                let Some(keep) = self.named(into) else {
                    continue;
                };
                for other in names.iter().filter_map(|name| self.named(name)) {
                    merged.join(keep, other);
                }
            }
        }
        let mut grouped = merged.clone();
        self.join_groups(&mut grouped);
        let level_sets = if level == CustomerLevel::Group {
            &grouped
        } else {
            &merged
        };
        let customers = self.collect(level_sets, &grouped, level);
        self.exclude(customers, decisions)
    }

    fn named(&self, name: &str) -> Option<usize> {
        let key = name_key(name);
        self.by_name
            .get(&key)
            .or_else(|| self.by_code.get(&key))
            .copied()
    }

    fn join_groups(&self, sets: &mut Sets) {
        let mut heads: HashMap<String, usize> = HashMap::new();
        for (at, company) in self.companies.iter().enumerate() {
            for parent in &company.parents {
                let head = self.named(parent);
                let first = *heads.entry(name_key(parent)).or_insert(head.unwrap_or(at));
                sets.join(first, at);
            }
            for code in &company.credit_codes {
                let first = *heads.entry(format!("credit {code}")).or_insert(at);
                sets.join(first, at);
            }
        }
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

    fn exclude(
        &self,
        mut customers: Vec<LedgerCustomer>,
        decisions: &[Decision],
    ) -> Vec<LedgerCustomer> {
        for decision in decisions {
            if let DecisionKind::ExcludeCustomer { name } = &decision.kind
                && let Some(company) = self.named(name)
            {
                customers[self.settled[company].index()].excluded = true;
            }
        }
        customers
    }

    /// The customer that goes by this code or name.
    pub(crate) fn find(&mut self, code: Option<&str>, name: Option<&str>) -> Option<CustomerId> {
        let code = code.map(str::trim).filter(|text| !text.is_empty());
        let name = name.map(str::trim).filter(|text| !text.is_empty());
        // A foreign code must not hide a known name: other tables often have keys of their own.
        let found = self
            .lookup(code, name)
            .or_else(|| self.lookup(None, name))?;
        self.settled.get(found).copied()
    }

    /// The same without remembering the spelling.
    pub(crate) fn peek(&self, code: Option<&str>, name: Option<&str>) -> Option<CustomerId> {
        let by_code = code.and_then(|code| self.by_code.get(&name_key(code)));
        let by_name = || name.and_then(|name| self.by_name.get(&name_key(name)));
        self.settled.get(*by_code.or_else(by_name)?).copied()
    }
}

/// A credit code or tax number worth comparing: 15 to 20 letters and digits, not one digit repeated.
fn valid_credit_code(text: &str) -> Option<String> {
    let code = name_key(text);
    let alike = code.chars().all(|c| code.starts_with(c));
    ((15..=20).contains(&code.len()) && code.is_ascii() && !alike).then_some(code)
}

/// Disjoint sets; the root of a set is the element first joined into.
#[derive(Debug, Clone)]
struct Sets(Vec<usize>);

impl Sets {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, keep: usize, other: usize) {
        let (keep, other) = (self.root(keep), self.root(other));
        self.0[other] = keep;
    }
}
