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
    others: BTreeSet<String>,
}

/// The exhibit; absent where no customer with revenue has somebody responsible.
pub(crate) fn persons(ledger: &Ledger, d: &Definitions) -> Option<PersonExposure> {
    let (from, to) = ledger.ltm(d);
    let ranked = ledger.ranked(from, to);
    let all: Amount = ranked.iter().map(|(_, amount)| *amount).sum();
    let known = Known::of(ledger, (from, to));
    let tended: Vec<Tended<'_>> = ranked
        .iter()
        .enumerate()
        .filter_map(|(place, (id, revenue))| {
            let owner = ledger.owner_of(*id, d)?;
            Some(Tended {
                revenue: *revenue,
                key: place < KEY,
                owner,
                others: known.others(ledger, *id, owner),
            })
        })
        .collect();
    let revenue: Amount = tended.iter().map(|one| one.revenue).sum();
    if !revenue.is_positive() {
        return None;
    }
    let leavers: BTreeSet<String> = d.leavers.iter().map(|name| name_key(name)).collect();
    let mut persons = rows(&tended, revenue, &leavers, known.at_all);
    let more = persons.len().saturating_sub(LISTED) as u64;
    persons.truncate(LISTED);
    Some(PersonExposure {
        persons,
        more,
        revenue,
        covered: revenue.units() / all.units(),
        backup_known: known.at_all,
        leavers: (!leavers.is_empty()).then(|| {
            let left = |one: &&Tended<'_>| leavers.contains(&name_key(one.owner));
            let stays = |one: &Tended<'_>| one.others.iter().any(|name| !leavers.contains(name));
            depend(tended.iter().filter(left), stays, revenue, known.at_all)
        }),
        contacts: contacts(ledger, &ranked),
    })
}

fn rows(
    tended: &[Tended<'_>],
    revenue: Amount,
    leavers: &BTreeSet<String>,
    backup_known: bool,
) -> Vec<PersonRow> {
    let mut by_person: BTreeMap<String, Vec<&Tended<'_>>> = BTreeMap::new();
    for one in tended {
        by_person.entry(name_key(one.owner)).or_default().push(one);
    }
    let mut rows: Vec<PersonRow> = by_person
        .into_iter()
        .filter_map(|(key, theirs)| {
            Some(PersonRow {
                name: theirs.first()?.owner.to_owned(),
                leaves: leavers.contains(&key),
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
    /// Key of each salesperson on order lines, by the number of the label.
    sellers: Vec<String>,
    visitors: BTreeMap<CustomerId, BTreeSet<String>>,
    /// Whether the data name persons beside those responsible.
    at_all: bool,
}

impl Known {
    fn of(ledger: &Ledger, window: (Date, Date)) -> Self {
        let (from, to) = window;
        let mut visitors: BTreeMap<CustomerId, BTreeSet<String>> = BTreeMap::new();
        let visits = ledger.tables.contacts.iter();
        for visit in visits.filter(|visit| visit.record.done != Some(false)) {
            let person = visit.record.owner.as_deref().map(name_key);
            if let (Some(id), Some(person)) = (visit.customer, person)
                && !person.is_empty()
                && (from..=to).contains(&visit.record.date)
            {
                visitors.entry(id).or_default().insert(person);
            }
        }
        let sellers = &ledger.columns().owner;
        Self {
            window,
            at_all: !sellers.is_empty() || !visitors.is_empty(),
            sellers: sellers.names().iter().map(|name| name_key(name)).collect(),
            visitors,
        }
    }

    /// Persons other than the one responsible.
    fn others(&self, ledger: &Ledger, id: CustomerId, owner: &str) -> BTreeSet<String> {
        let mut others: BTreeSet<String> = self.visitors.get(&id).cloned().unwrap_or_default();
        let (from, to) = self.window;
        let sellers = &ledger.columns().owner;
        let mut numbers: Vec<u32> = ledger
            .sales_of_in(id, from, to)
            .iter()
            .filter(|sale| sale.amount.is_positive())
            .map(|sale| sellers.number(sale.order))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let names = numbers.into_iter().filter_map(|at| self.sellers.get(at as usize));
        others.extend(names.cloned());
        others.remove(&name_key(owner));
        others
    }
}

/// Contact persons of the largest customers; absent where the records name none at all.
fn contacts(ledger: &Ledger, ranked: &[(CustomerId, Amount)]) -> Option<ContactCover> {
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
