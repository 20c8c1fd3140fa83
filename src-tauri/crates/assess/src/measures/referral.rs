//! Referrals: who refers, who comes of it, what it costs.

use std::collections::BTreeSet;

use records::{Amount, Referral, TableKind};

use super::satisfaction::promoters;
use super::selection::{
    Selection, active, matched, new_customers, ratio, revenue_of, share_of_active, two_years,
};
use super::tools::{Outcome, no_field, proportion, spec};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "referral.rate",
        Unit::Share,
        "#{active customers that referred LTM} / #active customers",
        rate,
    ),
    spec(
        "referral.new_customer_share",
        Unit::Share,
        "#{new customers referred} / #{new customers}; LTM",
        new_customer_share,
    ),
    spec(
        "referral.new_revenue_share",
        Unit::Share,
        "revenue of new customers referred / revenue of new customers; LTM",
        new_revenue_share,
    ),
    spec(
        "referral.conversion",
        Unit::Share,
        "#{won} / #{settled}; LTM",
        conversion,
    ),
    spec(
        "referral.k_factor",
        Unit::Index,
        "#referrals LTM / #active customers × #{won} / #{settled}",
        k_factor,
    ),
    spec(
        "referral.promoters_referred",
        Unit::Share,
        "#{customers with recommend ≥ 9 that referred} / #{customers with recommend ≥ 9}; 24 m",
        promoters_referred,
    ),
    spec(
        "referral.reward_cost",
        Unit::Share,
        "Σ(reward) / Σ(amount) of won; LTM",
        reward_cost,
    ),
    spec(
        "referral.reward_paid_share",
        Unit::Share,
        "#{won, reward > 0} / #{won}; LTM",
        reward_paid_share,
    ),
];

fn all<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Referral>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.referrals)?.within(ledger.ltm(d), |referral| referral.date))
}

/// Customers who referred somebody in the last twelve months.
pub(super) fn referrers(ledger: &Ledger, d: &Definitions) -> BTreeSet<CustomerId> {
    all(ledger, d)
        .map(|rows| rows.customers(ledger))
        .unwrap_or_default()
}

fn rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?;
    matched(ledger, TableKind::Referrals)?;
    let figure = share_of_active(ledger, d, &rows.customers(ledger))?;
    Ok(figure.from_rows(TableKind::Referrals, rows.places()))
}

/// Whether a customer came by referral: by the referral list or by its source.
///
/// # Errors
/// Where neither is on record.
pub(crate) fn referred_customers(
    ledger: &Ledger,
) -> Result<impl Fn(CustomerId) -> bool, AbsentReason> {
    let sourced = ledger
        .tables
        .customers
        .iter()
        .any(|row| row.record.source.is_some());
    if !ledger.has(TableKind::Referrals) && !sourced {
        return Err(AbsentReason::NoTable {
            table: TableKind::Referrals,
        });
    }
    let listed: BTreeSet<CustomerId> = ledger
        .tables
        .referrals
        .iter()
        .filter_map(|row| ledger.find(None, row.record.referred.as_deref()))
        .collect();
    Ok(move |id| {
        let by_source = || sources(ledger, id).any(|source| says(Some(source), words::REFERRAL));
        listed.contains(&id) || by_source()
    })
}

/// New customers, and those of them who came by referral.
fn referred(
    ledger: &Ledger,
    d: &Definitions,
) -> Result<(Vec<CustomerId>, Vec<CustomerId>), AbsentReason> {
    let came_by_referral = referred_customers(ledger)?;
    let new = new_customers(ledger, d)?;
    let came = new
        .iter()
        .copied()
        .filter(|id| came_by_referral(*id))
        .collect();
    Ok((new, came))
}

/// Sources of a customer in the master data.
pub(crate) fn sources(ledger: &Ledger, id: CustomerId) -> impl Iterator<Item = &str> {
    let masters = ledger
        .customers
        .get(id.index())
        .map_or(&[][..], |found| &found.master_index);
    masters
        .iter()
        .filter_map(|at| ledger.tables.customers.get(*at)?.record.source.as_deref())
}

fn new_customer_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (new, came) = referred(ledger, d)?;
    let figure = proportion(came.len(), new.len(), d)?;
    Ok(figure.from_rows(TableKind::Referrals, ledger.rows_of(TableKind::Referrals)))
}

fn new_revenue_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (new, came) = referred(ledger, d)?;
    let share = ratio(revenue_of(ledger, d, &came), revenue_of(ledger, d, &new))?;
    let figure = Figure::new(share, new.len() as u64);
    Ok(figure.from_rows(TableKind::Referrals, ledger.rows_of(TableKind::Referrals)))
}

/// Won, lost, or not settled yet.
fn outcome(referral: &Referral) -> Option<bool> {
    referral.won.or_else(|| {
        let status = referral.status.as_deref();
        if says(status, words::LOST) {
            Some(false)
        } else {
            says(status, words::WON).then_some(true)
        }
    })
}

fn conversion(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?
        .having("won", outcome)?
        .share(d, |referral| outcome(referral) == Some(true))
}

/// New customers that an active customer brings in a year: invitations by conversion.
fn k_factor(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?;
    let customers = active(ledger, d)?.len() as f64;
    let converted = conversion(ledger, d)?.value;
    Ok(rows.figure(rows.count() as f64 / customers * converted))
}

/// Promoters by their last answer, and whether they did what they said.
fn promoters_referred(ledger: &Ledger, d: &Definitions) -> Outcome {
    matched(ledger, TableKind::Referrals)?;
    let promoters = promoters(ledger, d)?;
    let referrals = Selection::of(&ledger.tables.referrals)?.within(two_years(d), |r| r.date);
    let referred = referrals.customers(ledger);
    let hits = promoters.iter().filter(|id| referred.contains(id)).count();
    Ok(proportion(hits, promoters.len(), d)?
        .from_rows(TableKind::Surveys, ledger.rows_of(TableKind::Surveys))
        .from_rows(TableKind::Referrals, referrals.places()))
}

fn won<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Referral>, AbsentReason> {
    Ok(all(ledger, d)?
        .having("won", outcome)?
        .only(|referral| outcome(referral) == Some(true)))
}

fn reward_cost(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = won(ledger, d)?
        .using("reward", |referral| referral.reward)?
        .having("amount", |referral| referral.amount)?;
    let sum = |of: fn(&Referral) -> Option<Amount>| -> f64 {
        rows.rows()
            .iter()
            .filter_map(|row| of(&row.record))
            .sum::<Amount>()
            .units()
    };
    let share = ratio(
        sum(|referral| referral.reward),
        sum(|referral| referral.amount),
    )?;
    Ok(rows.figure(share))
}

fn reward_paid_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = won(ledger, d)?;
    if ledger
        .tables
        .referrals
        .iter()
        .all(|row| row.record.reward.is_none())
    {
        return Err(no_field(TableKind::Referrals, "reward"));
    }
    rows.share(d, |referral| {
        referral.reward.is_some_and(Amount::is_positive)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, orders, rows};
    use crate::ledger::Records;

    use super::*;

    fn records() -> Records {
        Records {
            referrals: rows(
                "referrer | referred | date | status | amount | reward",
                &[
                    "甲 | 新一 | 2024-02-01 | 已成交 | 300 | 30",
                    "甲 | 未来 | 2024-03-01 | 未成交 | | ",
                    "乙 | 新二 | 2024-03-01 | 待审核 | | ",
                    "乙 | 新三 | 2024-04-01 | 已结算 | 100 | ",
                ],
            ),
            customers: rows("name | source", &["新二 | 转介绍", "新四 | 广告"]),
            orders: orders(&[
                "甲 | 2022-02-01 | 10",
                "甲 | 2024-02-01 | 10",
                "乙 | 2022-02-01 | 10",
                "新一 | 2024-03-01 | 30",
                "新二 | 2024-03-01 | 10",
                "新四 | 2024-03-01 | 40",
            ]),
            ..Records::default()
        }
    }

    #[test]
    fn referrals_are_counted_by_list_and_by_source() {
        check(
            &records(),
            &[
                // Active: 甲 and three new ones; 乙 is not.
                ("referral.rate", 0.25),
                ("referral.new_customer_share", 2.0 / 3.0),
                ("referral.new_revenue_share", 0.5),
                ("referral.conversion", 2.0 / 3.0),
                // Four invitations of four active customers.
                ("referral.k_factor", 2.0 / 3.0),
                ("referral.reward_cost", 0.075),
                ("referral.reward_paid_share", 0.5),
            ],
        );
    }

    #[test]
    fn promoters_are_held_to_their_word() {
        let mut records = records();
        records.surveys = rows(
            "customer_name | answered_at | recommend",
            &[
                "甲 | 2023-06-01T10:00 | 3",
                "甲 | 2024-06-01T10:00 | 9",
                "新一 | 2024-06-01T10:00 | 10",
                "新二 | 2024-06-01T10:00 | 8",
            ],
        );
        // Of the promoters 甲 and 新一, 甲 referred.
        check(&records, &[("referral.promoters_referred", 0.5)]);
    }

    #[test]
    fn with_a_year_of_orders_nobody_is_known_to_be_new() {
        let mut records = records();
        records.orders = orders(&["甲 | 2024-01-05 | 10", "新一 | 2024-03-01 | 30"]);
        let reason = AbsentReason::ShortHistory {
            needed: 24,
            found: 12,
        };
        assert_eq!(absent(&records, "referral.new_customer_share"), reason);
    }
}
