//! What the data can bear: completeness, keys, duplicates, contacts, coverage of time and revenue.

use std::collections::{BTreeSet, HashSet};

use records::{Amount, Customer, Date, TableKind};

use super::tools::{
    Outcome, need_buyers, need_master_field, need_table, proportion, quotient, share_of, spec,
    with_all_orders, with_ltm_rows, with_masters,
};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, duplicate_key, month_index, name_key};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "data.completeness",
        Unit::Share,
        "Σ filled / (rows × 9): name, code, contact, phone, first date, region, industry, level, owner",
        completeness,
    ),
    spec(
        "data.unique_keys",
        Unit::Share,
        "# distinct customer codes / # customer rows",
        unique_keys,
    ),
    spec(
        "data.duplicate_rate",
        Unit::Share,
        "1 − # distinct (name without legal form, prefix, trailing digit) / # customers in master data; personal names only with equal phone",
        duplicate_rate,
    ),
    spec(
        "data.contactable",
        Unit::Share,
        "# customer rows with valid phone or mail / # customer rows",
        contactable,
    ),
    spec(
        "data.reachable_revenue",
        Unit::Share,
        "LTM revenue of contactable customers / LTM revenue",
        reachable_revenue,
    ),
    spec(
        "data.multi_contact",
        Unit::Share,
        "# customers with ≥ 2 contact persons / # customers in master data",
        multi_contact,
    ),
    spec(
        "data.linked_history",
        Unit::Share,
        "# active customers with master data / # active customers",
        linked_history,
    ),
    spec(
        "data.identified_revenue",
        Unit::Share,
        "revenue of lines that name a customer / revenue",
        identified_revenue,
    ),
    spec(
        "data.months_covered",
        Unit::Months,
        "months from the first order to the as-of date",
        months_covered,
    ),
    spec(
        "data.month_gaps",
        Unit::Share,
        "# months without any order / # months from the first order to the as-of date",
        month_gaps,
    ),
    spec(
        "data.key_match",
        Unit::Share,
        "# rows whose customer stands in the orders / # rows that name a customer, all tables but orders",
        key_match,
    ),
    spec(
        "data.owner_filled",
        Unit::Share,
        "# active customers with a named salesperson / # active customers",
        owner_filled,
    ),
    spec(
        "data.tables_provided",
        Unit::Share,
        "# evidence tables with rows / 18",
        tables_provided,
    ),
];

fn completeness(ledger: &Ledger, _: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Customers)?;
    let rows = &ledger.tables.customers;
    let filled: usize = rows.iter().map(|row| filled_fields(&row.record)).sum();
    let figure = Figure::new(filled as f64 / (rows.len() * 9) as f64, rows.len() as u64);
    Ok(with_masters(figure, ledger))
}

fn filled_fields(record: &Customer) -> usize {
    let texts = [
        &record.code,
        &record.contact,
        &record.phone,
        &record.region,
        &record.industry,
        &record.level,
        &record.owner,
    ];
    let filled = texts
        .into_iter()
        .filter(|text| is_filled(text.as_deref()))
        .count();
    filled + usize::from(is_filled(Some(&record.name))) + usize::from(record.first_date.is_some())
}

fn is_filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

fn unique_keys(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_master_field(ledger, "code", |record| is_filled(record.code.as_deref()))?;
    let rows = &ledger.tables.customers;
    let codes: HashSet<String> = rows
        .iter()
        .filter_map(|row| row.record.code.as_deref())
        .map(name_key)
        .filter(|code| !code.is_empty())
        .collect();
    Ok(with_masters(
        proportion(codes.len(), rows.len(), d)?,
        ledger,
    ))
}

fn duplicate_rate(ledger: &Ledger, _: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Customers)?;
    let (customers, distinct) = duplicate_counts(ledger);
    if customers == 0 {
        return Err(AbsentReason::NothingToCount);
    }
    let figure = Figure::new(1.0 - distinct as f64 / customers as f64, customers as u64);
    Ok(with_masters(figure, ledger))
}

/// Customers in master data, and how many remain when names that look like one company are one.
pub(crate) fn duplicate_counts(ledger: &Ledger) -> (usize, usize) {
    let masters: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| ledger.masters(*id).next().is_some())
        .collect();
    let keys: HashSet<String> = masters.iter().map(|id| likeness(ledger, *id)).collect();
    (masters.len(), keys.len())
}

/// Key under which customers look like one. Personal names repeat by chance: they need the same
/// phone, and without one they are like nobody.
pub(crate) fn likeness(ledger: &Ledger, id: CustomerId) -> String {
    let key = duplicate_key(ledger.name(id));
    if is_company(ledger.name(id)) {
        return key;
    }
    match ledger.master_text(id, |record| record.phone.as_deref()) {
        Some(phone) => format!("{key} {}", digits(phone)),
        None => format!("{key} #{}", id.0),
    }
}

fn is_company(name: &str) -> bool {
    const MARKS: [&str; 22] = [
        "公司", "厂", "店", "部", "行", "社", "院", "集团", "中心", "商贸", "贸易", "科技", "机械",
        "密封", "阀", "ltd", "inc", "gmbh", "llc", "corp", "company", "limited",
    ];
    let key = name_key(name);
    MARKS.iter().any(|mark| key.contains(mark))
}

pub(crate) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn is_contactable(record: &Customer) -> bool {
    let phone = record
        .phone
        .as_deref()
        .is_some_and(|text| (7..=20).contains(&digits(text).len()));
    let mail = record.email.as_deref().is_some_and(|text| {
        text.trim().split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !host.ends_with('.')
        })
    });
    phone || mail
}

fn need_contacts(ledger: &Ledger) -> Result<(), AbsentReason> {
    need_master_field(ledger, "phone", |r| {
        is_filled(r.phone.as_deref()) || is_filled(r.email.as_deref())
    })
}

fn contactable(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_contacts(ledger)?;
    let rows = &ledger.tables.customers;
    let reached = rows
        .iter()
        .filter(|row| is_contactable(&row.record))
        .count();
    Ok(with_masters(proportion(reached, rows.len(), d)?, ledger))
}

fn reachable_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_contacts(ledger)?;
    need_buyers(ledger)?;
    let (from, to) = ledger.ltm(d);
    let reached: Vec<(CustomerId, Amount)> = ledger
        .revenue_by_customer(from, to)
        .into_iter()
        .filter(|(id, _)| ledger.masters(*id).any(is_contactable))
        .collect();
    let revenue: Amount = reached.iter().map(|(_, amount)| *amount).sum();
    let share = quotient(revenue, ledger.total_revenue_in(from, to))?;
    let figure = with_masters(Figure::new(share, reached.len() as u64), ledger);
    Ok(with_ltm_rows(figure, ledger, d))
}

fn multi_contact(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_master_field(ledger, "contact", |r| is_filled(r.contact.as_deref()))?;
    let masters: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| ledger.masters(*id).next().is_some())
        .collect();
    let figure = share_of(&masters, d, |id| contact_persons(ledger, id) >= 2)?;
    Ok(with_masters(figure, ledger))
}

/// Distinct contact persons of a customer in its master data.
pub(crate) fn contact_persons(ledger: &Ledger, id: CustomerId) -> usize {
    let persons: BTreeSet<String> = ledger
        .masters(id)
        .flat_map(|record| [&record.contact, &record.second_contact])
        .flatten()
        .map(|name| name_key(name))
        .filter(|name| !name.is_empty())
        .collect();
    persons.len()
}

fn linked_history(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Customers)?;
    need_buyers(ledger)?;
    let figure = share_of(&ledger.active(d), d, |id| {
        ledger.masters(id).next().is_some()
    })?;
    Ok(with_ltm_rows(with_masters(figure, ledger), ledger, d))
}

/// Share of the revenue up to the as-of date whose lines name a customer.
pub(crate) fn identified_share(ledger: &Ledger, d: &Definitions) -> Option<f64> {
    identified_within(ledger, Date::MIN, d.as_of)
}

/// Share of the revenue of a window whose lines name a customer.
pub(crate) fn identified_within(ledger: &Ledger, from: Date, to: Date) -> Option<f64> {
    let total = ledger.total_revenue_in(from, to);
    quotient(total - ledger.unnamed_revenue_in(from, to), total).ok()
}

fn identified_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Orders)?;
    let share = identified_share(ledger, d).ok_or(AbsentReason::NothingToCount)?;
    let lines = ledger.sales_in(Date::MIN, d.as_of).count();
    Ok(with_all_orders(Figure::new(share, lines as u64), ledger, d))
}

fn months_covered(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Orders)?;
    let months = ledger.months_of_history(d);
    Ok(with_all_orders(
        Figure::new(f64::from(months), u64::from(months)),
        ledger,
        d,
    ))
}

fn month_gaps(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Orders)?;
    let (first, _) = ledger.order_span(d).ok_or(AbsentReason::NothingToCount)?;
    let span = usize::try_from(month_index(first, d.as_of) + 1).unwrap_or(0);
    let months: BTreeSet<i32> = ledger
        .days_in(first, d.as_of)
        .map(|day| month_index(first, day))
        .collect();
    if span == 0 {
        return Err(AbsentReason::NothingToCount);
    }
    let gaps = span.saturating_sub(months.len());
    let figure = Figure::new(gaps as f64 / span as f64, span as u64);
    Ok(with_all_orders(figure, ledger, d))
}

fn key_match(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let mut rows = Vec::new();
    let (mut named, mut matched) = (0, 0);
    for kind in TableKind::ALL
        .iter()
        .filter(|kind| **kind != TableKind::Orders)
    {
        let parties = ledger.tables.parties_of(*kind);
        if parties.is_empty() {
            continue;
        }
        named += parties.len();
        matched += parties
            .into_iter()
            .flatten()
            .filter(|id| !ledger.sales_of(*id).is_empty())
            .count();
        rows.push((*kind, ledger.rows_of(*kind)));
    }
    if named == 0 {
        return Err(AbsentReason::NoTable {
            table: TableKind::Customers,
        });
    }
    let mut figure = proportion(matched, named, d)?;
    // A complete table, not a sample: an interval would claim a chance that is not there.
    figure.interval = None;
    figure.rows = rows;
    Ok(figure)
}

fn owner_filled(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let somewhere = !ledger.columns().owner.is_empty();
    if !somewhere {
        need_master_field(ledger, "owner", |r| is_filled(r.owner.as_deref()))?;
    }
    let figure = share_of(&ledger.active(d), d, |id| ledger.owner_of(id, d).is_some())?;
    let figure = if ledger.has(TableKind::Customers) {
        with_masters(figure, ledger)
    } else {
        figure
    };
    Ok(with_ltm_rows(figure, ledger, d))
}

fn tables_provided(ledger: &Ledger, _: &Definitions) -> Outcome {
    // Control totals hold the evidence to account; they are none themselves.
    let kinds = || {
        TableKind::ALL
            .iter()
            .filter(|kind| **kind != TableKind::ControlTotals)
    };
    let there = kinds().filter(|kind| ledger.has(**kind)).count();
    let all = kinds().count();
    Ok(Figure::new(there as f64 / all as f64, all as u64))
}
