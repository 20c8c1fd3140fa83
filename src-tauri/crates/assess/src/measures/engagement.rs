//! Engagement: activities, interactions, and how many ways customers take part.

use std::collections::{BTreeMap, BTreeSet};

use records::{Campaign, Date, TableKind};

use super::referral::referrers;
use super::satisfaction::respondents;
use super::selection::{Selection, active, matched, ratio, revenue_of};
use super::tools::{Outcome, proportion, spec};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "engagement.participation",
        Unit::Share,
        "Σ(attended) / Σ(invited), else #{present} / #{invited customers}; LTM",
        participation,
    ),
    spec(
        "engagement.participation_revenue",
        Unit::Share,
        "revenue LTM of customers present / revenue LTM of customers invited; guest lists LTM",
        participation_revenue,
    ),
    spec(
        "engagement.two_ways",
        Unit::Share,
        "#{active customers in ≥ 2 of activity, feedback, survey, referral, review} / #active",
        two_ways,
    ),
    spec(
        "engagement.interactions",
        Unit::PerCustomerYear,
        "Σ(interactions) LTM / #active customers",
        interactions,
    ),
    spec(
        "engagement.events_per_year",
        Unit::Count,
        "#distinct (name, date); LTM",
        events_per_year,
    ),
    spec(
        "engagement.online_share",
        Unit::Share,
        "#{activities online} / #{activities with channel}; LTM",
        online_share,
    ),
];

fn all<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Campaign>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.campaigns)?
        .within(ledger.ltm(d), |campaign| campaign.date)
        .only(|campaign| campaign.done != Some(false)))
}

fn participation(ledger: &Ledger, d: &Definitions) -> Outcome {
    let counted = |c: &Campaign| c.invited.zip(c.attended);
    let rows = all(ledger, d)?;
    // An activity's own counts go before its guest list: both together would count twice.
    if rows.rows().iter().any(|row| counted(&row.record).is_some()) {
        let rows = rows.having("attended", counted)?;
        let sum = |values: Vec<f64>| values.iter().sum::<f64>();
        let (came, asked) = (
            sum(rows.values(|c| c.attended)),
            sum(rows.values(|c| c.invited)),
        );
        let mut figure = rows.figure(ratio(came, asked)?);
        figure.n = Some(asked as u64);
        return Ok(figure);
    }
    rows.having("present", |c| c.present)?
        .share(d, |c| c.present == Some(true))
}

fn participation_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    matched(ledger, TableKind::Campaigns)?;
    let invited = all(ledger, d)?.having("present", |c| c.present)?;
    let figure = |value| invited.figure(value);
    let asked = revenue_of(ledger, d, &invited.customers(ledger));
    let came = all(ledger, d)?.only(|c| c.present == Some(true));
    let share = ratio(revenue_of(ledger, d, &came.customers(ledger)), asked)?;
    Ok(figure(share))
}

/// The ways of taking part of which the firm has tables that name customers of the orders, and who
/// took part in the last twelve months: reviews under screen names tell of nobody.
pub(crate) fn ways(ledger: &Ledger, d: &Definitions) -> Vec<(TableKind, BTreeSet<CustomerId>)> {
    let window = ledger.ltm(d);
    let all = [
        (TableKind::Campaigns, present(ledger, d)),
        (
            TableKind::Feedback,
            voices(&ledger.tables.feedback, ledger, |f| Some(f.date), window),
        ),
        (TableKind::Surveys, respondents(ledger, window)),
        (TableKind::Referrals, referrers(ledger, d)),
        (
            TableKind::Reviews,
            voices(&ledger.tables.reviews, ledger, |review| review.date, window),
        ),
    ];
    all.into_iter()
        .filter(|(table, _)| ledger.has(*table) && ledger.matches(*table).matched > 0)
        .collect()
}

fn two_ways(ledger: &Ledger, d: &Definitions) -> Outcome {
    let tables = [
        TableKind::Campaigns,
        TableKind::Feedback,
        TableKind::Surveys,
        TableKind::Referrals,
        TableKind::Reviews,
    ];
    let there = ways(ledger, d);
    if there.len() < 2 {
        let missing = tables.into_iter().find(|table| !ledger.has(*table));
        return Err(AbsentReason::NoTable {
            table: missing.unwrap_or(TableKind::Campaigns),
        });
    }
    let mut counts: BTreeMap<CustomerId, usize> = BTreeMap::new();
    for id in there.iter().flat_map(|(_, who)| who) {
        *counts.entry(*id).or_default() += 1;
    }
    let active = active(ledger, d)?;
    let hits = active
        .iter()
        .filter(|id| counts.get(id).is_some_and(|ways| *ways >= 2))
        .count();
    let figure = proportion(hits, active.len(), d)?;
    Ok(there.into_iter().fold(figure, |figure, (table, _)| {
        figure.from_rows(table, ledger.rows_of(table))
    }))
}

/// Customers who came to an activity.
fn present(ledger: &Ledger, d: &Definitions) -> BTreeSet<CustomerId> {
    all(ledger, d)
        .map(|rows| rows.only(|c| c.present != Some(false)).customers(ledger))
        .unwrap_or_default()
}

fn voices<T: records::Evidence>(
    table: &[crate::ledger::Linked<T>],
    ledger: &Ledger,
    date: impl Fn(&T) -> Option<Date>,
    window: (Date, Date),
) -> BTreeSet<CustomerId> {
    Selection::of(table)
        .map(|rows| rows.within(window, date).customers(ledger))
        .unwrap_or_default()
}

fn interactions(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?.having("interactions", |c| c.interactions)?;
    let customers = active(ledger, d)?.len();
    let total: f64 = rows.values(|c| c.interactions).iter().sum();
    let mut figure = rows.figure(total / customers as f64);
    figure.n = Some(customers as u64);
    Ok(figure)
}

/// Activities, one however many rows tell of it.
fn events<'a>(rows: &Selection<'a, Campaign>) -> BTreeMap<(&'a str, Option<Date>), &'a Campaign> {
    let campaigns = rows.rows().iter().map(|row| &row.record);
    campaigns.map(|c| ((c.name.trim(), c.date), c)).collect()
}

fn events_per_year(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?;
    Ok(rows.figure(events(&rows).len() as f64))
}

fn online_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?.having("channel", |c| c.channel.as_ref().map(drop))?;
    let events = events(&rows);
    let online = events
        .values()
        .filter(|c| says(c.channel.as_deref(), words::ONLINE))
        .count();
    let figure = proportion(online, events.len(), d)?;
    Ok(figure.from_rows(TableKind::Campaigns, rows.places()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, no_table, orders, rows};
    use crate::ledger::Records;

    use super::*;

    #[test]
    fn guest_lists_give_participation_events_and_ways() {
        let records = Records {
            campaigns: rows(
                "name | date | channel | customer_name | present | interactions",
                &[
                    "答谢会 | 2024-11-01 | 线下 | 甲 | true | 3",
                    "答谢会 | 2024-11-01 | 线下 | 乙 | false | ",
                    "新品直播 | 2024-06-01 | 线上直播 | 甲 | true | 5",
                    "新品直播 | 2024-06-01 | 线上直播 | 丙 | true | ",
                ],
            ),
            feedback: rows(
                "customer_name | date",
                &["甲 | 2024-05-01", "乙 | 2024-05-01"],
            ),
            orders: orders(&[
                "甲 | 2024-02-01 | 10",
                "乙 | 2024-02-01 | 10",
                "丙 | 2024-02-01 | 10",
                "丁 | 2024-02-01 | 10",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("engagement.participation", 0.75),
                ("engagement.participation_revenue", 2.0 / 3.0),
                ("engagement.two_ways", 0.25),
                ("engagement.interactions", 2.0),
                ("engagement.events_per_year", 2.0),
                ("engagement.online_share", 0.5),
            ],
        );
        let one_table = Records {
            feedback: Vec::new(),
            ..records
        };
        let reason = no_table(TableKind::Feedback);
        assert_eq!(absent(&one_table, "engagement.two_ways"), reason);
    }

    #[test]
    fn an_activity_with_its_own_counts_is_not_counted_twice() {
        let records = Records {
            campaigns: rows(
                "name | invited | attended | present",
                &["答谢会 | 50 | 20 | ", "答谢会 | | | true"],
            ),
            ..Records::default()
        };
        check(&records, &[("engagement.participation", 0.4)]);
    }
}
