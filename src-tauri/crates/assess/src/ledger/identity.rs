//! Who is who: rows that name a customer by code or name become one customer.
//!
//! Code first: two codes are two customers. Without a code the name decides. What the adviser
//! decided about them is applied in `settle`.

use records::{Customer, CustomerRef, Located, RowRef};

use super::CustomerId;
use super::names::name_key;
use super::quick::QuickMap;

/// A company before merges.
#[derive(Debug, Default, Clone)]
pub(crate) struct Company {
    pub(crate) name: String,
    pub(crate) code: Option<String>,
    pub(crate) masters: Vec<(usize, RowRef)>,
    pub(crate) parents: Vec<String>,
    pub(crate) credit_codes: Vec<String>,
}

/// Gathers companies from master data and orders, then settles customers.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    pub(crate) companies: Vec<Company>,
    by_code: QuickMap<String, usize>,
    by_name: QuickMap<String, usize>,
    /// Spellings met before. What a key means never changes once it is known.
    raw_codes: QuickMap<String, usize>,
    raw_names: QuickMap<String, usize>,
    pub(super) settled: Vec<CustomerId>,
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
            if let Some(found) = self.raw_codes.get(code) {
                return Some(*found);
            }
            let known = self.by_code.get(code).copied();
            if let Some(found) = known.or_else(|| self.by_code.get(&name_key(code)).copied()) {
                self.raw_codes.insert(code.to_owned(), found);
                return Some(found);
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

    /// The company that goes by this name or code.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        let key = name_key(name);
        self.by_name
            .get(&key)
            .or_else(|| self.by_code.get(&key))
            .copied()
    }

    /// The company that a decision means. Only a card whose code is gone is looked up by name.
    pub(crate) fn referred(&self, party: &CustomerRef) -> Option<usize> {
        match party {
            CustomerRef::Named(name) => self.named(name),
            CustomerRef::Card { code, name } => self
                .by_code
                .get(&name_key(code))
                .copied()
                .or_else(|| self.named(name)),
        }
    }

    /// Position of each company's customer, as settled last.
    pub(crate) fn of_companies(&self) -> Vec<usize> {
        self.settled.iter().map(|id| id.index()).collect()
    }

    /// The company that a row of another table names, if any.
    pub(crate) fn known(&mut self, code: Option<&str>, name: Option<&str>) -> Option<usize> {
        let code = code.map(str::trim).filter(|text| !text.is_empty());
        let name = name.map(str::trim).filter(|text| !text.is_empty());
        // A foreign code must not hide a known name: other tables often have keys of their own.
        self.lookup(code, name).or_else(|| self.lookup(None, name))
    }

    /// The customer that goes by this code or name.
    pub(crate) fn find(&mut self, code: Option<&str>, name: Option<&str>) -> Option<CustomerId> {
        let found = self.known(code, name)?;
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
