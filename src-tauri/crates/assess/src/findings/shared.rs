//! Customers that share what only one of them should have: a telephone, a mail address, an address,
//! a contact person, a credit code. A question to the seller: relations, or sales that are none.

use std::collections::{BTreeMap, BTreeSet};

use records::{Amount, Customer, RowRef, Severity, TableKind};

use super::Context;
use super::draft::Draft;
use crate::identity::keys::address;
use crate::ledger::{CustomerId, Ledger, duplicate_key, name_key};
use crate::measures::data::digits;

/// Accounts that collect what is nobody's: their telephone is the target's own.
const COLLECTING: [&str; 4] = ["散客", "零散客户", "内部调拨", "现金客户"];
/// Customers that may share a key: what very many share is a switchboard or a placeholder.
const MOST: usize = 5;
/// Last words of a contact that is no name: 王先生, 采购部, 前台.
const NO_NAMES: [&str; 18] = [
    "先生", "女士", "小姐", "经理", "主任", "老师", "老板", "总", "工", "某", "部", "科", "处",
    "室", "前台", "财务", "采购", "仓库",
];
/// Share of the customers with a contact from which on shared names are common names, or masked
/// ones, and relate nobody.
const COMMON: f64 = 0.1;

/// What customers may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Phone,
    Mail,
    Code,
    Address,
    Contact,
}

impl Kind {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Phone, "phones"),
        (Self::Mail, "mails"),
        (Self::Code, "codes"),
        (Self::Address, "addresses"),
        (Self::Contact, "contacts"),
    ];
}

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    related(context).into_iter().collect()
}

/// Keys of a row of master data.
fn keys_of(record: &Customer, own_people: &BTreeSet<String>) -> Vec<(Kind, String)> {
    let phone = record.phone.as_deref().map(digits);
    let mail = record.email.as_deref().map(name_key);
    let code = record.credit_code.as_deref().map(name_key);
    let mut keys = vec![
        (Kind::Phone, phone.filter(|text| text.len() >= 7)),
        (Kind::Mail, mail.filter(|text| text.contains('@'))),
        (Kind::Code, code.filter(|text| text.len() >= 15)),
        (Kind::Address, record.address.as_deref().and_then(address)),
    ];
    for name in [&record.contact, &record.second_contact] {
        let name = name.as_deref().map(name_key);
        // The firm's own salesperson entered as the contact relates nobody.
        let person = name.filter(|name| is_name(name) && !own_people.contains(name));
        keys.push((Kind::Contact, person));
    }
    keys.into_iter()
        .filter_map(|(kind, key)| Some((kind, key?)))
        .collect()
}

fn is_name(key: &str) -> bool {
    let masked = key.contains('*') || key.contains('×');
    key.chars().count() >= 2 && !masked && !NO_NAMES.iter().any(|word| key.ends_with(word))
}

/// Sets of customers that share a key, none of them merged or grouped already.
fn shared(ledger: &Ledger) -> Vec<(Kind, Vec<CustomerId>)> {
    let people = ledger.tables.customers.iter();
    let people: BTreeSet<&str> = people
        .filter_map(|row| row.record.owner.as_deref())
        .collect();
    let own_people: BTreeSet<String> = people.into_iter().map(name_key).collect();
    let mut keys: BTreeMap<(Kind, String), Vec<CustomerId>> = BTreeMap::new();
    let of_firms = ledger.counted().filter(|id| {
        !COLLECTING
            .iter()
            .any(|word| ledger.name(*id).contains(word))
    });
    for id in of_firms {
        let mut own: Vec<(Kind, String)> = ledger
            .masters(id)
            .flat_map(|record| keys_of(record, &own_people))
            .collect();
        own.sort_unstable();
        own.dedup();
        for key in own {
            keys.entry(key).or_default().push(id);
        }
    }
    // One company written twice is a duplicate, reported as such; a group is known.
    let apart = |ids: &[CustomerId]| {
        let names: BTreeSet<String> = ids
            .iter()
            .map(|id| duplicate_key(ledger.name(*id)))
            .collect();
        let groups: BTreeSet<u32> = ids
            .iter()
            .map(|id| ledger.customers[id.index()].group)
            .collect();
        names.len() > 1 && groups.len() > 1
    };
    let named = members(
        keys.iter()
            .filter(|((kind, _), _)| *kind == Kind::Contact)
            .map(|(_, ids)| ids),
    );
    let mut sets: Vec<(Kind, Vec<CustomerId>)> = keys
        .into_iter()
        .filter(|(_, ids)| (2..=MOST).contains(&ids.len()) && apart(ids))
        .map(|((kind, _), ids)| (kind, ids))
        .collect();
    let same_name = of_kind(&sets, |kind| kind == Kind::Contact);
    if same_name.len() as f64 > COMMON * named.len() as f64 && same_name.len() > MOST {
        sets.retain(|(kind, _)| *kind != Kind::Contact);
    }
    sets
}

fn of_kind(sets: &[(Kind, Vec<CustomerId>)], wanted: impl Fn(Kind) -> bool) -> Vec<CustomerId> {
    members(
        sets.iter()
            .filter(|(kind, _)| wanted(*kind))
            .map(|(_, ids)| ids),
    )
}

fn members<'a>(sets: impl Iterator<Item = &'a Vec<CustomerId>>) -> Vec<CustomerId> {
    let mut all: Vec<CustomerId> = sets.flat_map(|ids| ids.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn related(context: &Context<'_>) -> Option<Draft> {
    let ledger = context.ledger;
    let (from, to) = ledger.ltm(context.d);
    let revenue = |id: &CustomerId| ledger.revenue_in(*id, from, to);
    let sum = |ids: &[CustomerId]| -> Amount { ids.iter().map(revenue).sum() };
    let sets = shared(ledger);
    let (_, largest) = sets.iter().max_by_key(|(_, ids)| sum(ids))?;
    let mut pair: Vec<CustomerId> = largest.clone();
    pair.sort_by_key(|id| (-revenue(id).0, *id));
    let all = of_kind(&sets, |_| true);
    // Two persons may bear one name; a number is given once.
    let strong = of_kind(&sets, |kind| kind != Kind::Contact);
    let share = context.share_of_ltm(sum(&all));
    let beyond = context.share_of_ltm(sum(&strong)) > context.rules.related_party.warning;
    let severity = if beyond {
        Severity::Warning
    } else {
        Severity::Info
    };
    let rows: Vec<RowRef> = all
        .iter()
        .flat_map(|id| &ledger.customers[id.index()].masters)
        .copied()
        .collect();
    let mut draft = Draft::new("data.related_party", severity, share)
        .measured("concentration.group_top1")
        .beyond("related_party")
        .count("count", all.len())
        .customer("customer", context, *pair.first()?)
        .customer("other", context, *pair.get(1)?)
        .money("revenue", sum(&all))
        .share("share", share)
        .with_rows(TableKind::Customers, rows);
    for (kind, name) in Kind::ALL {
        draft = draft.count(name, of_kind(&sets, |one| one == kind).len());
    }
    Some(draft)
}
