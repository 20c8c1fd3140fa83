//! Key-person dependency: KPD = Σ sᵢ·1{owner of i leaves}·(1 − backupᵢ).
//!
//! sᵢ is a customer's share of the revenue with somebody responsible; backupᵢ is 1 where another
//! person of the firm has sold to the customer or visited it in the last twelve months, else 0.

use std::collections::{BTreeMap, BTreeSet};

use records::{Amount, Date};

use super::model::{ContactCover, Dependency, PersonExposure, PersonRow};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, name_key};
use crate::measures::data::contact_persons;

/// Persons listed at most.
const LISTED: usize = 15;
/// Largest customers counted as key.
const KEY: usize = 20;
/// Largest customers whose contact persons are counted.
const CONTACTS: usize = 10;

/// A customer, what it buys, who looks after it and who else knows it.
struct Tended<'a> {
    revenue: Amount,
    key: bool,
    owner: &'a str,
    person: Person,
    others: BTreeSet<Person>,
}

/// Number of a person: names that differ in writing only are one.
type Person = usize;

/// Persons of the firm by name.
#[derive(Default)]
struct People<'a> {
    written: BTreeMap<&'a str, Person>,
    keys: BTreeMap<String, Person>,
}

impl<'a> People<'a> {
    fn number(&mut self, name: &'a str) -> Person {
        if let Some(known) = self.written.get(name) {
            return *known;
        }
        let next = self.keys.len();
        let number = *self.keys.entry(name_key(name)).or_insert(next);
        self.written.insert(name, number);
        number
    }
}

/// The exhibit; absent where no customer with revenue has somebody responsible.
pub(crate) fn persons(ledger: &Ledger, d: &Definitions) -> Option<PersonExposure> {
    let window = ledger.ltm(d);
    let ranked = ledger.ranked(window.0, window.1);
    let all: Amount = ranked.iter().map(|(_, amount)| *amount).sum();
    let mut people = People::default();
    let known = Known::of(ledger, window, &mut people);
    let tended: Vec<Tended<'_>> = ranked
        .iter()
        .enumerate()
        .filter_map(|(place, (id, revenue))| {
            let owner = ledger.owner_of(*id, d)?;
            let person = people.number(owner);
            Some(Tended {
                revenue: *revenue,
                key: place < KEY,
                owner,
                person,
                others: known.others(ledger, *id, person),
            })
        })
        .collect();
    let revenue: Amount = tended.iter().map(|one| one.revenue).sum();
    if !revenue.is_positive() {
        return None;
    }
    let leaving = |name: &String| people.keys.get(&name_key(name)).copied();
    let leavers: BTreeSet<Person> = d.leavers.iter().filter_map(leaving).collect();
    let responsible: BTreeSet<Person> = tended.iter().map(|one| one.person).collect();
    let found = |name: &&String| leaving(name).is_some_and(|one| responsible.contains(&one));
    let mut persons = rows(&tended, revenue, &leavers, known.at_all);
    let more = persons.len().saturating_sub(LISTED) as u64;
    persons.truncate(LISTED);
    Some(PersonExposure {
        persons,
        more,
        revenue,
        covered: revenue.units() / all.units(),
        backup_known: known.at_all,
        leavers: (!d.leavers.is_empty()).then(|| {
            let left = |one: &&Tended<'_>| leavers.contains(&one.person);
            let stays = |one: &Tended<'_>| !one.others.is_subset(&leavers);
            depend(tended.iter().filter(left), stays, revenue, known.at_all)
        }),
        not_found: d
            .leavers
            .iter()
            .filter(|name| !found(name))
            .cloned()
            .collect(),
        contacts: contacts(ledger, d),
    })
}

fn rows(
    tended: &[Tended<'_>],
    revenue: Amount,
    leavers: &BTreeSet<Person>,
    backup_known: bool,
) -> Vec<PersonRow> {
    let mut by_person: BTreeMap<Person, Vec<&Tended<'_>>> = BTreeMap::new();
    for one in tended {
        by_person.entry(one.person).or_default().push(one);
    }
    let mut rows: Vec<PersonRow> = by_person
        .into_iter()
        .filter_map(|(person, theirs)| {
            Some(PersonRow {
                name: theirs.first()?.owner.to_owned(),
                leaves: leavers.contains(&person),
                customers: theirs.len() as u64,
                key_customers: theirs.iter().filter(|one| one.key).count() as u64,
                dependency: depend(
                    theirs.into_iter(),
                    |one| !one.others.is_empty(),
                    revenue,
                    backup_known,
                ),
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        let size = |row: &PersonRow| -row.dependency.revenue.0;
        size(a).cmp(&size(b)).then_with(|| a.name.cmp(&b.name))
    });
    rows
}

fn depend<'t, 'a: 't>(
    tended: impl Iterator<Item = &'t Tended<'a>>,
    backed: impl Fn(&Tended<'_>) -> bool,
    all: Amount,
    backup_known: bool,
) -> Dependency {
    let (mut revenue, mut alone) = (Amount::ZERO, Amount::ZERO);
    for one in tended {
        revenue += one.revenue;
        if !backed(one) {
            alone += one.revenue;
        }
    }
    Dependency {
        revenue,
        share: revenue.units() / all.units(),
        alone: backup_known.then_some(alone),
        alone_share: backup_known.then(|| alone.units() / all.units()),
    }
}

/// Who of the firm has dealt with which customer.
struct Known {
    window: (Date, Date),
    /// Each salesperson on order lines, by the number of the label.
    sellers: Vec<Person>,
    visitors: BTreeMap<CustomerId, BTreeSet<Person>>,
    /// Whether the data name persons beside those responsible.
    at_all: bool,
}

impl Known {
    fn of<'a>(ledger: &'a Ledger, window: (Date, Date), people: &mut People<'a>) -> Self {
        let (from, to) = window;
        let mut visitors: BTreeMap<CustomerId, BTreeSet<Person>> = BTreeMap::new();
        let visits = ledger.tables.contacts.iter();
        for visit in visits.filter(|visit| visit.record.done != Some(false)) {
            let name = visit.record.owner.as_deref().map(str::trim);
            if let (Some(id), Some(name)) = (visit.customer, name)
                && !name.is_empty()
                && (from..=to).contains(&visit.record.date)
            {
                visitors.entry(id).or_default().insert(people.number(name));
            }
        }
        let sellers = ledger.columns().owner.names().iter();
        let sellers: Vec<Person> = sellers.map(|name| people.number(name)).collect();
        Self {
            window,
            at_all: !sellers.is_empty() || !visitors.is_empty(),
            sellers,
            visitors,
        }
    }

    /// Persons other than the one responsible.
    fn others(&self, ledger: &Ledger, id: CustomerId, person: Person) -> BTreeSet<Person> {
        let mut others = self.visitors.get(&id).cloned().unwrap_or_default();
        let (from, to) = self.window;
        let sellers = &ledger.columns().owner;
        let sales = ledger.sales_of_in(id, from, to).iter();
        for sale in sales.filter(|sale| sale.amount.is_positive()) {
            let at = sellers.number(sale.order) as usize;
            if let Some(seller) = self.sellers.get(at).filter(|seller| **seller != person) {
                others.insert(*seller);
            }
        }
        others.remove(&person);
        others
    }
}

/// Contact persons of the largest customers; absent where the records name none at all.
pub(crate) fn contacts(ledger: &Ledger, d: &Definitions) -> Option<ContactCover> {
    let (from, to) = ledger.ltm(d);
    let ranked = ledger.ranked(from, to);
    if ranked.is_empty() {
        return None;
    }
    if !ledger.any_master(|record| record.contact.is_some()) {
        return None;
    }
    let mut cover = ContactCover {
        customers: 0,
        none: 0,
        one: 0,
        several: 0,
        one_revenue: Amount::ZERO,
    };
    for (id, revenue) in ranked.iter().take(CONTACTS) {
        cover.customers += 1;
        match contact_persons(ledger, *id) {
            0 => cover.none += 1,
            1 => {
                cover.one += 1;
                cover.one_revenue += *revenue;
            }
            _ => cover.several += 1,
        }
    }
    Some(cover)
}
