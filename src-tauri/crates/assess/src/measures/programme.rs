//! The loyalty programme: who is in it, what they use, what they buy.

use std::collections::BTreeSet;

use records::{Amount, Date, Grade, Programme, TableKind};
use statistics::comparison::{Group, proportion_difference};
use statistics::tiers::size_classes;

use super::selection::{Selection, matched, ratio, revenue_of, share_of_active, total_revenue};
use super::tools::{Outcome, compared, need_months, proportion, spec};
use crate::analysis::retention::{Change, changes};
use crate::cube::CUTS;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};
use crate::voice::members_and_others;

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "programme.enrolment",
        Unit::Share,
        "#{active customers that are members} / #active customers",
        enrolment,
    ),
    spec(
        "programme.active_members",
        Unit::Share,
        "#{members with last_active_date or purchase within 12 m} / #members",
        active_members,
    ),
    spec(
        "programme.member_revenue",
        Unit::Share,
        "revenue LTM of members / revenue LTM",
        member_revenue,
    ),
    spec(
        "programme.redemption",
        Unit::Share,
        "Σ(points_redeemed) / Σ(points_issued)",
        redemption,
    ),
    spec(
        "programme.points_outstanding",
        Unit::Count,
        "Σ(points_balance), else Σ(points_issued − points_redeemed)",
        points_outstanding,
    ),
    spec(
        "programme.points_liability",
        Unit::Money,
        "points outstanding × Σ(reward_cost) / Σ(points_redeemed), rows with both",
        points_liability,
    ),
    spec(
        "programme.discount_rate",
        Unit::Share,
        "Σ(reward_cost) / Σ(total_spent), rows with both",
        discount_rate,
    ),
    spec(
        "programme.member_upgrades",
        Unit::Share,
        "#{members in a higher class A, B, C than the 12 m before} / #{members with a class before}; LTM",
        member_upgrades,
    ),
    spec(
        "programme.member_downgrades",
        Unit::Share,
        "#{members in a lower class A, B, C than the 12 m before, or gone} / #{members with a class before}; LTM",
        member_downgrades,
    ),
    spec(
        "programme.birthday_use",
        Unit::Share,
        "Σ(birthday_used) / Σ(birthday_sent)",
        birthday_use,
    ),
    spec(
        "programme.coupon_use",
        Unit::Share,
        "Σ(coupons_used) / Σ(coupons_sent)",
        coupon_use,
    ),
    spec("programme.levels", Unit::Count, "#distinct level", levels),
    spec(
        "programme.retention_difference",
        Unit::Share,
        "retention of members − retention of others; kept: revenue LTM > 0, of revenue > 0 in the 12 m before",
        retention_difference,
    ),
];

/// Members who had joined by a day; those without a date count.
fn members(ledger: &Ledger, day: Date) -> Result<Selection<'_, Programme>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.programme)?
        .only(|member| member.joined_date.is_none_or(|joined| joined <= day)))
}

/// Members known as customers.
pub(crate) fn member_customers(
    ledger: &Ledger,
    day: Date,
) -> Result<BTreeSet<CustomerId>, AbsentReason> {
    let rows = members(ledger, day)?;
    matched(ledger, TableKind::Programme)?;
    Ok(rows.customers(ledger))
}

fn enrolment(ledger: &Ledger, d: &Definitions) -> Outcome {
    let figure = share_of_active(ledger, d, &member_customers(ledger, d.as_of)?)?;
    Ok(figure.from_rows(TableKind::Programme, ledger.rows_of(TableKind::Programme)))
}

fn active_members(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = members(ledger, d.as_of)?;
    let (from, to) = ledger.ltm(d);
    let seen = |day: Option<Date>| day.is_some_and(|day| from <= day && day <= to);
    let linked = rows.rows().iter().any(|row| row.customer.is_some());
    if !linked {
        return rows
            .having("last_active_date", |member| member.last_active_date)?
            .share(d, |member| seen(member.last_active_date));
    }
    let bought = |id: Option<CustomerId>| id.is_some_and(|id| ledger.bought_in(id, from, to));
    let hits = rows
        .rows()
        .iter()
        .filter(|row| seen(row.record.last_active_date) || bought(row.customer))
        .count();
    let figure = proportion(hits, rows.rows().len(), d)?;
    Ok(figure.from_rows(TableKind::Programme, rows.places()))
}

fn member_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    let members = member_customers(ledger, d.as_of)?;
    let share = revenue_of(ledger, d, &members) / total_revenue(ledger, d)?;
    let figure = Figure::new(share, members.len() as u64);
    Ok(figure.from_rows(TableKind::Programme, ledger.rows_of(TableKind::Programme)))
}

/// Used of what was issued, over rows that say what was issued.
fn used(
    ledger: &Ledger,
    field: &str,
    issued: fn(&Programme) -> Option<f64>,
    used: fn(&Programme) -> Option<f64>,
) -> Outcome {
    let rows = Selection::of(&ledger.tables.programme)?
        .using(field, used)?
        .having(field, issued)?;
    let sum = |values: Vec<f64>| values.iter().sum::<f64>();
    let share = ratio(sum(rows.values(used)), sum(rows.values(issued)))?;
    Ok(rows.figure(share))
}

fn redemption(ledger: &Ledger, _: &Definitions) -> Outcome {
    used(
        ledger,
        "points_redeemed",
        |m| m.points_issued,
        |m| m.points_redeemed,
    )
}

fn birthday_use(ledger: &Ledger, _: &Definitions) -> Outcome {
    used(
        ledger,
        "birthday_used",
        |m| m.birthday_sent,
        |m| m.birthday_used,
    )
}

fn coupon_use(ledger: &Ledger, _: &Definitions) -> Outcome {
    used(
        ledger,
        "coupons_used",
        |m| m.coupons_sent,
        |m| m.coupons_used,
    )
}

fn points_outstanding(ledger: &Ledger, _: &Definitions) -> Outcome {
    let left = |m: &Programme| {
        m.points_balance
            .or_else(|| Some(m.points_issued? - m.points_redeemed.unwrap_or(0.0)))
    };
    let rows = Selection::of(&ledger.tables.programme)?.having("points_balance", left)?;
    Ok(rows.figure(rows.values(left).iter().sum()))
}

/// What the outstanding points cost if they cost what the redeemed ones did. Coupons and discounts
/// in the reward cost make it an upper bound, so the grade is C.
fn points_liability(ledger: &Ledger, d: &Definitions) -> Outcome {
    let outstanding = points_outstanding(ledger, d)?.value;
    let rows = Selection::of(&ledger.tables.programme)?
        .using("points_redeemed", |m| m.points_redeemed)?
        .having("reward_cost", |m| m.reward_cost.zip(m.points_redeemed))?;
    let a_point = ratio(
        sum_of(&rows, |m| m.reward_cost),
        rows.values(|m| m.points_redeemed).iter().sum(),
    )?;
    let mut figure = rows.figure(outstanding * a_point);
    figure.grade = Grade::C;
    Ok(figure)
}

fn sum_of(rows: &Selection<'_, Programme>, amount: fn(&Programme) -> Option<Amount>) -> f64 {
    let amounts = rows.rows().iter().filter_map(|row| amount(&row.record));
    amounts.sum::<Amount>().units()
}

fn discount_rate(ledger: &Ledger, _: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.programme)?
        .using("total_spent", |m| m.total_spent)?
        .having("reward_cost", |m| m.reward_cost.zip(m.total_spent))?;
    let share = ratio(
        sum_of(&rows, |m| m.reward_cost),
        sum_of(&rows, |m| m.total_spent),
    )?;
    Ok(rows.figure(share))
}

/// Members that moved between the size classes, up and down, of those with a class before. The
/// firm's own levels stand in its list as they are today, so their history is not known.
fn moved(ledger: &Ledger, d: &Definitions) -> Result<(usize, usize, usize), AbsentReason> {
    let members = member_customers(ledger, ledger.prior(d).1)?;
    need_months(ledger, d, 24)?;
    let all = changes(ledger, d);
    let class = |amount: fn(&Change) -> Amount| {
        let amounts: Vec<i64> = all.iter().map(|change| amount(change).0).collect();
        size_classes(&amounts, CUTS)
    };
    let (before, after) = (class(|c| c.before), class(|c| c.after));
    let (mut up, mut down, mut of) = (0, 0, 0);
    for (change, (before, after)) in all.iter().zip(before.into_iter().zip(after)) {
        let Some(before) = before.filter(|_| members.contains(&change.customer)) else {
            continue;
        };
        of += 1;
        up += usize::from(after.is_some_and(|after| after < before));
        down += usize::from(after.is_none_or(|after| after > before));
    }
    Ok((up, down, of))
}

fn member_upgrades(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (up, _, of) = moved(ledger, d)?;
    Ok(of_members(ledger, proportion(up, of, d)?))
}

fn member_downgrades(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (_, down, of) = moved(ledger, d)?;
    Ok(of_members(ledger, proportion(down, of, d)?))
}

fn of_members(ledger: &Ledger, figure: Figure) -> Figure {
    figure.from_rows(TableKind::Programme, ledger.rows_of(TableKind::Programme))
}

fn levels(ledger: &Ledger, _: &Definitions) -> Outcome {
    let rows =
        Selection::of(&ledger.tables.programme)?.having("level", |m| m.level.as_ref().map(drop))?;
    Ok(rows.figure(rows.texts(|m| m.level.as_deref()).len() as f64))
}

/// Members may be loyal because they joined, or have joined because they are loyal: an
/// association, not an effect.
fn retention_difference(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = members_and_others(ledger, d)?;
    let kept = |group: Group| Group {
        events: group.n - group.events,
        n: group.n,
    };
    let n = found.exposed.n + found.others.n;
    let difference = proportion_difference(kept(found.exposed), kept(found.others), d.confidence)
        .ok_or(AbsentReason::NothingToCount)?;
    Ok(of_members(ledger, compared(difference, n, "newcombe")))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, orders, rows};
    use crate::ledger::Records;

    use super::*;

    #[test]
    fn members_are_counted_weighed_and_compared() {
        let records = Records {
            programme: rows(
                "customer_name | level | joined_date | last_active_date | points_issued | points_redeemed | birthday_sent | birthday_used | coupons_sent | coupons_used",
                &[
                    "甲 | 金卡 | 2022-05-01 | | 1000 | 400 | 1 | 1 | 10 | 4",
                    "乙 | 银卡 | 2022-05-01 | | 1000 | | 1 | 0 | 10 | 1",
                    "丙 | 银卡 | 2022-05-01 | 2024-11-01 | 500 | 100 | | | | ",
                ],
            ),
            orders: orders(&[
                "甲 | 2023-01-02 | 10",
                "乙 | 2023-01-02 | 10",
                "丁 | 2023-01-02 | 10",
                "戊 | 2023-01-02 | 10",
                "甲 | 2024-05-02 | 30",
                "乙 | 2024-05-02 | 30",
                "丁 | 2024-05-02 | 20",
                "丙 | 2022-05-02 | 1",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("programme.enrolment", 2.0 / 3.0),
                ("programme.active_members", 1.0),
                ("programme.member_revenue", 0.75),
                ("programme.redemption", 0.2),
                ("programme.points_outstanding", 2000.0),
                ("programme.birthday_use", 0.5),
                ("programme.coupon_use", 0.25),
                ("programme.levels", 2.0),
                // Members 2 of 2 stayed, others 1 of 2.
                ("programme.retention_difference", 0.5),
            ],
        );
        let figure = measure(&records, "programme.retention_difference").unwrap();
        let interval = figure.interval.unwrap();
        assert!(
            interval.lower < 0.0 && interval.method == "newcombe",
            "{interval:?}"
        );
    }

    #[test]
    fn points_cost_what_the_redeemed_ones_did_and_members_move_between_classes() {
        let records = Records {
            programme: rows(
                "customer_name | points_issued | points_redeemed | reward_cost | total_spent",
                &["甲 | 1000 | 400 | 20 | 500", "乙 | 500 | 100 | 5 | 500"],
            ),
            orders: orders(&[
                "甲 | 2023-01-02 | 900",
                "乙 | 2023-01-02 | 60",
                "丙 | 2023-01-02 | 40",
                "甲 | 2024-05-02 | 100",
                "丙 | 2024-05-02 | 900",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                // 1000 points left at 25 for 500.
                ("programme.points_liability", 50.0),
                ("programme.discount_rate", 0.025),
                // 甲 fell from A to B, 乙 is gone.
                ("programme.member_upgrades", 0.0),
                ("programme.member_downgrades", 1.0),
            ],
        );
    }

    #[test]
    fn a_list_without_customers_still_tells_of_points() {
        let records = Records {
            programme: rows("points_issued | points_redeemed", &["10 | 5"]),
            orders: orders(&["甲 | 2024-05-02 | 30"]),
            ..Records::default()
        };
        check(&records, &[("programme.redemption", 0.5)]);
        let reason = super::super::tools::no_field(TableKind::Programme, "customer_name");
        assert_eq!(absent(&records, "programme.enrolment"), reason);
    }
}
