//! Complaints of the last twelve months: how many, how fast, how they ended.

use records::{Amount, Complaint, TableKind};

use statistics::survival::Survival;

use super::durations::{Clock, Span, closing, repeated, time_to};
use super::scale::Scale;
use super::selection::{Selection, days, ratio, total_revenue};
use super::tools::{Outcome, spec};
use super::words;
use crate::definitions::Definitions;
use crate::ledger::{Ledger, days_between};
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "complaints.rate_per_100_orders",
        Unit::PerHundredOrders,
        "#complaints LTM / #orders LTM × 100",
        rate_per_100_orders,
    ),
    spec(
        "complaints.per_100_active",
        Unit::PerHundredCustomers,
        "#complaints LTM / #active customers × 100",
        per_100_active,
    ),
    spec(
        "complaints.per_million",
        Unit::PerMillion,
        "#complaints LTM / revenue LTM × 10⁶",
        per_million,
    ),
    spec(
        "complaints.resolution_rate",
        Unit::Share,
        "#{resolved} / #complaints, those open within their due_date left out; LTM",
        resolution_rate,
    ),
    spec(
        "complaints.median_days",
        Unit::Days,
        "KM median(resolved_date − date), open ones censored; LTM",
        median_days,
    ),
    spec(
        "complaints.p90_days",
        Unit::Days,
        "KM P90(resolved_date − date), open ones censored; LTM",
        p90_days,
    ),
    spec(
        "complaints.ack_24h",
        Unit::Share,
        "#{acknowledged_at ≤ date + 1 d} / #complaints older than 1 d; LTM",
        ack_24h,
    ),
    spec(
        "complaints.on_time",
        Unit::Share,
        "#{resolved_date ≤ due_date} / #{due_date, resolved or past due}; LTM",
        on_time,
    ),
    spec(
        "complaints.reply_rate",
        Unit::Share,
        "#{reply_date} / #{resolved}; LTM",
        reply_rate,
    ),
    spec(
        "complaints.channels",
        Unit::Count,
        "#distinct channel; LTM",
        channels,
    ),
    spec(
        "complaints.satisfied_after",
        Unit::Share,
        "#{satisfaction in top 2 of 5} / #{satisfaction}; LTM",
        satisfied_after,
    ),
    spec(
        "complaints.repeat_rate",
        Unit::Share,
        "#{same customer and category within 90 d before} / #{customer}; LTM",
        repeat_rate,
    ),
    spec(
        "complaints.unresolved_amount",
        Unit::Money,
        "Σ(amount) of complaints not resolved as of",
        unresolved_amount,
    ),
];

/// Days within which a complaint of the same kind is the same trouble again.
const REPEAT_DAYS: i64 = 90;

fn all<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Complaint>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.complaints)?.within(ledger.ltm(d), |c| Some(c.date)))
}

/// Resolved by the as-of date: by date, or by status where no date is given.
fn resolved(complaint: &Complaint, d: &Definitions) -> bool {
    match complaint.resolved_date {
        Some(day) => day <= d.as_of,
        None => words::closed(complaint.status.as_deref()),
    }
}

fn says_how_it_ended(complaint: &Complaint) -> Option<()> {
    (complaint.resolved_date.is_some() || complaint.status.is_some()).then_some(())
}

fn rate_per_100_orders(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?;
    if !ledger.has(TableKind::Orders) {
        return Err(AbsentReason::NoTable {
            table: TableKind::Orders,
        });
    }
    let (from, to) = ledger.ltm(d);
    let orders = ledger.order_count_in(from, to);
    let rate = ratio(100.0 * rows.count() as f64, orders as f64)?;
    let mut figure = rows.figure(rate);
    figure.n = Some(orders);
    Ok(figure.from_rows(TableKind::Orders, ledger.order_rows_in(from, to)))
}

fn per_100_active(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?.per_100_active(ledger, d)
}

fn per_million(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?;
    let millions = total_revenue(ledger, d)? / 1e6;
    let (from, to) = ledger.ltm(d);
    let figure = rows.figure(rows.count() as f64 / millions);
    Ok(figure.from_rows(TableKind::Orders, ledger.order_rows_in(from, to)))
}

fn resolution_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?
        .using("resolved_date", says_how_it_ended)?
        .only(|c| resolved(c, d) || c.due_date.is_none_or(|due| due <= d.as_of))
        .share(d, |c| resolved(c, d))
}

/// Complaints and how long they stay open, in days.
pub(crate) fn until_resolved<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<(Selection<'a, Complaint>, Survival), AbsentReason> {
    let rows = all(ledger, d)?.using("resolved_date", |c| c.resolved_date)?;
    let curve = closing(&rows, d, Clock::Days, |c| {
        // Over on an unknown day: neither a time nor an open case.
        let unknown = c.resolved_date.is_none() && words::closed(c.status.as_deref());
        (!unknown).then(|| Span::of_days(c.date, c.resolved_date))
    })?;
    Ok((rows, curve))
}

fn median_days(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_resolved(ledger, d)?;
    time_to(&rows, &curve, d, 0.5)
}

fn p90_days(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_resolved(ledger, d)?;
    time_to(&rows, &curve, d, 0.9)
}

fn ack_24h(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?
        .using("acknowledged_at", |c| c.acknowledged_at)?
        .only(|c| c.acknowledged_at.is_some() || c.date < d.as_of)
        .share(d, |c| {
            c.acknowledged_at
                .is_some_and(|at| (0..=1).contains(&days_between(c.date, at.date())))
        })
}

fn on_time(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?
        .using("resolved_date", |c| c.resolved_date)?
        .having("due_date", |c| c.due_date)?
        // Closed on an unknown day can be neither.
        .only(|c| c.resolved_date.is_some() || !words::closed(c.status.as_deref()))
        .only(|c| resolved(c, d) || c.due_date.is_some_and(|due| due < d.as_of))
        .share(d, |c| resolved(c, d) && c.resolved_date <= c.due_date)
}

fn reply_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?
        .using("reply_date", |c| c.reply_date)?
        .only(|c| resolved(c, d))
        .share(d, |c| c.reply_date.is_some_and(|day| day <= d.as_of))
}

fn channels(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?.having("channel", |c| c.channel.as_ref().map(drop))?;
    Ok(rows.figure(rows.texts(|c| c.channel.as_deref()).len() as f64))
}

fn satisfied_after(ledger: &Ledger, d: &Definitions) -> Outcome {
    let answers = ledger
        .tables
        .complaints
        .iter()
        .filter_map(|row| row.record.satisfaction);
    let scale = Scale::of(answers);
    all(ledger, d)?
        .having("satisfaction", |c| c.satisfaction)?
        .share(d, |c| {
            c.satisfaction.is_some_and(|answer| scale.satisfied(answer))
        })
}

fn repeat_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?.using("customer_name", |c| {
        c.customer_name
            .as_ref()
            .or(c.customer_code.as_ref())
            .map(drop)
    })?;
    repeated(&ledger.tables.complaints, &rows, d, REPEAT_DAYS, |c| {
        (c.category.as_deref(), c.date.at(0, 0, 0, 0))
    })
}

fn unresolved_amount(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.complaints)?
        .only(|c| days(c.date, d.as_of).is_some())
        .using("amount", |c| c.amount)?
        .using("resolved_date", says_how_it_ended)?
        .only(|c| !resolved(c, d));
    let total: Amount = rows.rows().iter().filter_map(|row| row.record.amount).sum();
    Ok(rows.figure(total.units()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, no_table, orders, rows};
    use crate::ledger::Records;

    use super::*;

    fn register() -> Records {
        Records {
            complaints: rows(
                "customer_name | date | category | channel | acknowledged_at | due_date | resolved_date | reply_date | status | satisfaction | amount",
                &[
                    "甲 | 2024-03-01 | 质量 | 电话 | 2024-03-01T09:00 | 2024-03-10 | 2024-03-03 | 2024-03-04 | 已关闭 | 5 | 100",
                    "甲 | 2024-04-01 | 质量 | 微信 | 2024-04-02T09:00 | 2024-04-10 | 2024-04-11 | 2024-04-12 | 已关闭 | 3 | 200",
                    "乙 | 2024-05-01 | 交期 | 电话 | 2024-05-09T09:00 | 2024-05-10 | 2024-05-05 | | 已解决 | 4 | ",
                    "乙 | 2024-12-01 | 质量 | 电话 | | 2024-12-10 | | | 处理中 | | 400",
                    "丙 | 2024-12-20 | 质量 | | | 2025-01-10 | | | 未解决 | | 800",
                    "丙 | 2022-01-01 | 质量 | 传真 | | | 2022-06-01 | | 已关闭 | | 999",
                ],
            ),
            orders: orders(&[
                "甲 | 2024-02-01 | 10",
                "乙 | 2024-02-01 | 10",
                "丙 | 2024-02-01 | 10",
            ]),
            ..Records::default()
        }
    }

    #[test]
    fn the_register_gives_the_hand_counted_shares() {
        check(
            &register(),
            &[
                ("complaints.rate_per_100_orders", 500.0 / 3.0),
                ("complaints.per_100_active", 500.0 / 3.0),
                // Five on a revenue of 30.
                ("complaints.per_million", 5e6 / 30.0),
                // Three of four: the fifth is open within its deadline.
                ("complaints.resolution_rate", 0.75),
                ("complaints.on_time", 0.5),
                // Of five older than a day, two were answered within one.
                ("complaints.ack_24h", 0.4),
                ("complaints.reply_rate", 2.0 / 3.0),
                ("complaints.channels", 2.0),
                ("complaints.satisfied_after", 2.0 / 3.0),
                ("complaints.repeat_rate", 0.2),
                ("complaints.unresolved_amount", 1200.0),
            ],
        );
    }

    #[test]
    fn open_complaints_are_censored_not_forgotten() {
        // Days 2, 4, 10; open since 11 and 30. Of the closed alone the median would be 4.
        check(&register(), &[("complaints.median_days", 10.0)]);
        let reason = AbsentReason::NotReached { cases: 5, ended: 3 };
        assert_eq!(absent(&register(), "complaints.p90_days"), reason);
    }

    #[test]
    fn without_a_register_there_is_no_rate() {
        let reason = no_table(TableKind::Complaints);
        assert_eq!(
            absent(&Records::default(), "complaints.rate_per_100_orders"),
            reason
        );
    }
}
