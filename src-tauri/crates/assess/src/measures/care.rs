//! Relationship care: who is contacted how often, on which occasions, by how many people.

use std::collections::{BTreeMap, BTreeSet};

use records::{Contact, Date, TableKind};
use statistics::tiers::SizeClass;

use super::selection::{
    Selection, active, last_days, matched, ratio, revenue_of, share_of_active, total_revenue,
    two_years,
};
use super::tools::{Outcome, no_field, proportion, spec};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, month_index};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};
use crate::voice::members;

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "care.contacts_per_customer_quarter",
        Unit::PerCustomerQuarter,
        "#contacts of active customers LTM / #active customers / 4",
        contacts_per_quarter,
    ),
    spec(
        "care.active_contacted_90d",
        Unit::Share,
        "#{active customers contacted within 90 d} / #active customers",
        active_contacted,
    ),
    spec(
        "care.a_contacted_30d",
        Unit::Share,
        "#{A customers contacted within 30 d} / #A customers; A: 80 % of revenue LTM",
        |ledger, d| a_contacted(ledger, d, 30),
    ),
    spec(
        "care.a_contacted_60d",
        Unit::Share,
        "#{A customers contacted within 60 d} / #A customers; A: 80 % of revenue LTM",
        |ledger, d| a_contacted(ledger, d, 60),
    ),
    spec(
        "care.a_contacted_90d",
        Unit::Share,
        "#{A customers contacted within 90 d} / #A customers; A: 80 % of revenue LTM",
        |ledger, d| a_contacted(ledger, d, 90),
    ),
    spec(
        "care.visits_per_million",
        Unit::PerMillion,
        "#{contacts in person LTM} / revenue LTM × 10⁶",
        visits_per_million,
    ),
    spec(
        "care.occasions_done",
        Unit::Share,
        "#{birthday and festival contacts and activities carried out} / #{planned}; LTM",
        occasions_done,
    ),
    spec(
        "care.birthday_actions",
        Unit::Share,
        "#{active customers with a birthday action LTM} / #active customers",
        birthday_actions,
    ),
    spec(
        "care.festival_actions",
        Unit::Count,
        "#distinct months with a festival action LTM",
        festival_actions,
    ),
    spec(
        "care.single_owner_dependency",
        Unit::Share,
        "revenue LTM of customers known to one person / revenue LTM of customers with known persons",
        single_owner_dependency,
    ),
    spec(
        "care.planned_done",
        Unit::Share,
        "#{done} / #{planned_date}; LTM",
        planned_done,
    ),
];

/// Contacts that took place.
fn held<'a>(
    ledger: &'a Ledger,
    window: (Date, Date),
) -> Result<Selection<'a, Contact>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.contacts)?
        .within(window, |contact| Some(contact.date))
        .only(|contact| contact.done != Some(false)))
}

fn contacts_per_quarter(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = held(ledger, ledger.ltm(d))?;
    matched(ledger, TableKind::Contacts)?;
    let active: BTreeSet<CustomerId> = active(ledger, d)?.into_iter().collect();
    let contacts = rows
        .rows()
        .iter()
        .filter(|row| row.customer.is_some_and(|id| active.contains(&id)))
        .count();
    let mut figure = rows.figure(contacts as f64 / active.len() as f64 / 4.0);
    figure.n = Some(active.len() as u64);
    Ok(figure)
}

/// Customers contacted within the last so many days.
pub(crate) fn contacted(ledger: &Ledger, d: &Definitions, days: i32) -> BTreeSet<CustomerId> {
    held(ledger, last_days(d, days))
        .map(|rows| rows.customers(ledger))
        .unwrap_or_default()
}

fn active_contacted(ledger: &Ledger, d: &Definitions) -> Outcome {
    matched(ledger, TableKind::Contacts)?;
    let rows = held(ledger, last_days(d, 90))?;
    let figure = share_of_active(ledger, d, &rows.customers(ledger))?;
    Ok(figure.from_rows(TableKind::Contacts, rows.places()))
}

fn a_contacted(ledger: &Ledger, d: &Definitions, days: i32) -> Outcome {
    matched(ledger, TableKind::Contacts)?;
    let rows = held(ledger, last_days(d, days))?;
    total_revenue(ledger, d)?;
    let (a, touched) = (members(ledger, d, SizeClass::A), rows.customers(ledger));
    let hits = a.iter().filter(|id| touched.contains(id)).count();
    let figure = proportion(hits, a.len(), d)?;
    Ok(figure.from_rows(TableKind::Contacts, rows.places()))
}

/// Birthdays are cared for by contacts, by coupons of the programme, or by activities.
fn birthday_actions(ledger: &Ledger, d: &Definitions) -> Outcome {
    let window = ledger.ltm(d);
    let mut touched = BTreeSet::new();
    let mut rows = Vec::new();
    if let Ok(contacts) = held(ledger, window) {
        let contacts = contacts
            .using("purpose", |contact| contact.purpose.as_ref().map(drop))?
            .only(|contact| says(contact.purpose.as_deref(), words::BIRTHDAY));
        touched.extend(contacts.customers(ledger));
        rows.push((TableKind::Contacts, contacts.places()));
    }
    if let Ok(members) = Selection::of(&ledger.tables.programme) {
        let sent = members.only(|member| member.birthday_sent.is_some_and(|count| count > 0.0));
        touched.extend(sent.customers(ledger));
        rows.push((TableKind::Programme, sent.places()));
    }
    if let Ok(campaigns) = Selection::of(&ledger.tables.campaigns) {
        let birthday = campaigns
            .within(window, |campaign| campaign.date)
            .only(|campaign| says(campaign.occasion.as_deref(), words::BIRTHDAY));
        touched.extend(birthday.customers(ledger));
        rows.push((TableKind::Campaigns, birthday.places()));
    }
    if rows.is_empty() {
        return Err(AbsentReason::NoTable {
            table: TableKind::Contacts,
        });
    }
    let figure = share_of_active(ledger, d, &touched)?;
    Ok(rows.into_iter().fold(figure, |figure, (table, places)| {
        figure.from_rows(table, places)
    }))
}

fn festival_actions(ledger: &Ledger, d: &Definitions) -> Outcome {
    let window = ledger.ltm(d);
    let mut months: BTreeSet<i32> = BTreeSet::new();
    let mut rows = Vec::new();
    let contacts = held(ledger, window).and_then(|contacts| {
        contacts.using("purpose", |contact| contact.purpose.as_ref().map(drop))
    });
    if let Ok(contacts) = contacts {
        let festive = contacts.only(|contact| says(contact.purpose.as_deref(), words::FESTIVAL));
        months.extend(
            festive
                .rows()
                .iter()
                .map(|row| month_index(d.as_of, row.record.date)),
        );
        rows.push((TableKind::Contacts, festive.places()));
    }
    if let Ok(campaigns) = Selection::of(&ledger.tables.campaigns) {
        let festive = campaigns
            .within(window, |campaign| campaign.date)
            .only(|campaign| campaign.done != Some(false))
            .only(|campaign| {
                says(campaign.occasion.as_deref(), words::FESTIVAL)
                    || says(Some(&campaign.name), words::FESTIVAL)
            });
        let dates = festive.rows().iter().filter_map(|row| row.record.date);
        months.extend(dates.map(|day| month_index(d.as_of, day)));
        rows.push((TableKind::Campaigns, festive.places()));
    }
    if rows.is_empty() {
        return Err(match ledger.has(TableKind::Contacts) {
            true => no_field(TableKind::Contacts, "purpose"),
            false => AbsentReason::NoTable {
                table: TableKind::Campaigns,
            },
        });
    }
    let actions = rows.iter().map(|(_, places)| places.len() as u64).sum();
    let figure = Figure::new(months.len() as f64, actions);
    Ok(rows.into_iter().fold(figure, |figure, (table, places)| {
        figure.from_rows(table, places)
    }))
}

/// People of the firm who know a customer: in charge by the master data, or in contact.
fn persons(ledger: &Ledger, d: &Definitions) -> BTreeMap<CustomerId, BTreeSet<String>> {
    let mut persons: BTreeMap<CustomerId, BTreeSet<String>> = BTreeMap::new();
    let mut add = |id: Option<CustomerId>, name: Option<&str>| {
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        if let (Some(id), Some(name)) = (id.filter(|id| ledger.counts(*id)), name) {
            persons.entry(id).or_default().insert(name.to_owned());
        }
    };
    for row in &ledger.tables.customers {
        add(row.customer, row.record.owner.as_deref());
    }
    if let Ok(contacts) = held(ledger, two_years(d)) {
        for row in contacts.rows() {
            add(row.customer, row.record.owner.as_deref());
        }
    }
    persons
}

fn single_owner_dependency(ledger: &Ledger, d: &Definitions) -> Outcome {
    matched(ledger, TableKind::Contacts)?;
    if ledger
        .tables
        .contacts
        .iter()
        .all(|row| row.record.owner.is_none())
    {
        return Err(no_field(TableKind::Contacts, "owner"));
    }
    let persons = persons(ledger, d);
    let alone = persons
        .iter()
        .filter(|(_, names)| names.len() == 1)
        .map(|(id, _)| id);
    let known = revenue_of(ledger, d, persons.keys());
    let share = ratio(revenue_of(ledger, d, alone), known)?;
    let covered = known / total_revenue(ledger, d)?;
    Ok(Figure::new(share, persons.len() as u64)
        .covering(covered.min(1.0))
        .from_rows(TableKind::Contacts, ledger.rows_of(TableKind::Contacts)))
}

fn visits_per_million(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (from, to) = ledger.ltm(d);
    let rows = held(ledger, (from, to))?
        .using("channel", |contact| contact.channel.as_ref().map(drop))?
        .only(|contact| says(contact.channel.as_deref(), words::VISIT));
    let millions = total_revenue(ledger, d)? / 1e6;
    let figure = rows.figure(rows.count() as f64 / millions);
    Ok(figure.from_rows(TableKind::Orders, ledger.order_rows_in(from, to)))
}

/// Of the birthday and festival actions that a row says were planned, the share carried out.
fn occasions_done(ledger: &Ledger, d: &Definitions) -> Outcome {
    let window = ledger.ltm(d);
    let occasion = |text: Option<&str>| says(text, words::BIRTHDAY) || says(text, words::FESTIVAL);
    let (mut planned, mut done) = (0, 0);
    let mut rows = Vec::new();
    if let Ok(contacts) = Selection::of(&ledger.tables.contacts) {
        let contacts = contacts
            .within(window, |contact| {
                contact.planned_date.or(Some(contact.date))
            })
            .only(|contact| contact.done.is_some() && occasion(contact.purpose.as_deref()));
        planned += contacts.rows().len();
        done += contacts
            .values(|c| c.done.filter(|done| *done).map(|_| 1.0))
            .len();
        rows.push((TableKind::Contacts, contacts.places()));
    }
    if let Ok(campaigns) = Selection::of(&ledger.tables.campaigns) {
        let campaigns = campaigns
            .within(window, |campaign| campaign.date)
            .only(|c| {
                c.done.is_some() && (occasion(c.occasion.as_deref()) || occasion(Some(&c.name)))
            });
        planned += campaigns.rows().len();
        done += campaigns
            .values(|c| c.done.filter(|done| *done).map(|_| 1.0))
            .len();
        rows.push((TableKind::Campaigns, campaigns.places()));
    }
    if rows.is_empty() {
        return Err(AbsentReason::NoTable {
            table: TableKind::Contacts,
        });
    }
    let figure = proportion(done, planned, d)?;
    Ok(rows.into_iter().fold(figure, |figure, (table, places)| {
        figure.from_rows(table, places)
    }))
}

fn planned_done(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (from, to) = ledger.ltm(d);
    Selection::of(&ledger.tables.contacts)?
        .using("done", |contact| contact.done)?
        .having("planned_date", |contact| contact.planned_date)?
        .only(|contact| {
            contact
                .planned_date
                .is_some_and(|day| from <= day && day <= to)
        })
        .share(d, |contact| contact.done == Some(true))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, no_table, orders, rows};
    use crate::ledger::Records;

    use super::*;

    #[test]
    fn contacts_are_counted_by_customer_occasion_and_person() {
        let records = Records {
            contacts: rows(
                "customer_name | date | channel | purpose | owner | planned_date | done",
                &[
                    "甲 | 2024-12-01 | 电话 | 日常回访 | 张三 | 2024-12-01 | true",
                    "甲 | 2024-06-01 | 微信 | 生日祝福 | 李四 | | ",
                    "乙 | 2024-02-05 | 上门拜访 | 春节拜访 | 张三 | 2024-02-05 | true",
                    "乙 | 2024-12-05 | 上门拜访 | 日常回访 | 张三 | 2024-12-05 | false",
                    "乙 | 2024-06-10 | 电话 | 端午问候 | 张三 | 2024-06-10 | false",
                ],
            ),
            campaigns: rows("name | date | occasion", &["中秋礼盒 | 2024-09-10 | 中秋"]),
            orders: orders(&[
                "甲 | 2024-02-01 | 60",
                "乙 | 2024-02-01 | 30",
                "丙 | 2024-02-01 | 10",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                // Three held, one did not take place.
                ("care.contacts_per_customer_quarter", 0.25),
                ("care.active_contacted_90d", 1.0 / 3.0),
                ("care.a_contacted_30d", 0.0),
                ("care.a_contacted_60d", 0.5),
                ("care.a_contacted_90d", 0.5),
                // One visit on a revenue of 100.
                ("care.visits_per_million", 1e4),
                // Of two planned for a festival one took place.
                ("care.occasions_done", 0.5),
                ("care.birthday_actions", 1.0 / 3.0),
                ("care.festival_actions", 2.0),
                ("care.single_owner_dependency", 1.0 / 3.0),
                ("care.planned_done", 0.5),
            ],
        );
    }

    #[test]
    fn without_records_nobody_is_said_to_be_neglected() {
        let records = Records {
            orders: orders(&["甲 | 2024-02-01 | 60"]),
            ..Records::default()
        };
        for id in ["care.active_contacted_90d", "care.birthday_actions"] {
            assert_eq!(absent(&records, id), no_table(TableKind::Contacts), "{id}");
        }
        let reason = no_table(TableKind::Campaigns);
        assert_eq!(absent(&records, "care.festival_actions"), reason);
    }
}
