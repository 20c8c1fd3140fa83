//! Service before, during and after the sale, over the last twelve months.

use jiff::SignedDuration;
use records::{Complaint, DateTime, Order, TableKind, Ticket};
use statistics::survival::Survival;

use super::durations::{Clock, Span, closing, repeated, time_to};
use super::quotes::until_quoted;
use super::scale::Scale;
use super::selection::Selection;
use super::tools::{Outcome, proportion, spec};
use super::words;
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "service.quote_hours",
        Unit::Hours,
        "KM median(quoted_at − enquired_at), unquoted ones censored; LTM",
        quote_hours,
    ),
    spec(
        "service.on_time_delivery",
        Unit::Share,
        "#{delivered_date ≤ promised_date} / #{lines with both}; LTM",
        on_time_delivery,
    ),
    spec(
        "service.intact_rate",
        Unit::Share,
        "1 − #{orders LTM with a complaint of damage, shortage or wrong goods} / #orders LTM; a complaint without order_no is an order",
        intact_rate,
    ),
    spec(
        "service.first_response_hours",
        Unit::Hours,
        "KM median(first_response_at − created_at), unanswered ones censored; LTM",
        first_response_hours,
    ),
    spec(
        "service.first_response_p90_hours",
        Unit::Hours,
        "KM P90(first_response_at − created_at), unanswered ones censored; LTM",
        first_response_p90,
    ),
    spec(
        "service.resolution_hours",
        Unit::Hours,
        "KM median(resolved_at − created_at), open ones censored; LTM",
        resolution_hours,
    ),
    spec(
        "service.resolution_p90_hours",
        Unit::Hours,
        "KM P90(resolved_at − created_at), open ones censored; LTM",
        resolution_p90,
    ),
    spec(
        "service.sla",
        Unit::Share,
        "#{resolved_at ≤ due_at} / #{due_at, resolved or past due}; LTM",
        sla,
    ),
    spec(
        "service.fcr",
        Unit::Share,
        "#{first_contact_resolved = true} / #{first_contact_resolved}; LTM",
        fcr,
    ),
    spec(
        "service.ticket_csat",
        Unit::Share,
        "#{satisfaction in top 2 of 5} / #{satisfaction}; LTM",
        ticket_csat,
    ),
    spec(
        "service.repeat_30d",
        Unit::Share,
        "#{same customer and category within 30 d before} / #{customer}; LTM",
        repeat_30d,
    ),
];

/// Days within which a ticket of the same kind is the same trouble again.
const REPEAT_DAYS: i64 = 30;

fn tickets<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Ticket>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.tickets)?.within(ledger.ltm(d), |t| Some(t.created_at.date())))
}

fn quote_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_quoted(ledger, d)?;
    time_to(&rows, &curve, d, 0.5)
}

/// Complaints that goods arrived damaged, short or wrong.
fn spoiled(complaint: &Complaint) -> bool {
    [&complaint.category, &complaint.cause, &complaint.content]
        .into_iter()
        .any(|text| words::says(text.as_deref(), words::SPOILED))
}

fn intact_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (from, to) = ledger.ltm(d);
    let rows = Selection::of(&ledger.tables.complaints)?
        .using("category", |c| c.category.as_ref().map(drop))?
        .within((from, to), |c| Some(c.date))
        .only(spoiled);
    if !ledger.has(TableKind::Orders) {
        return Err(AbsentReason::NoTable {
            table: TableKind::Orders,
        });
    }
    let orders = ledger.order_count_in(from, to);
    let numbered = rows.texts(|c| c.order_no.as_deref()).len();
    let without = rows
        .rows()
        .iter()
        .filter(|row| {
            row.record
                .order_no
                .as_deref()
                .is_none_or(|no| no.trim().is_empty())
        })
        .count();
    let spoiled = ((numbered + without) as u64).min(orders);
    let figure = proportion((orders - spoiled) as usize, orders as usize, d)?;
    Ok(figure
        .from_rows(TableKind::Complaints, ledger.rows_of(TableKind::Complaints))
        .from_rows(TableKind::Orders, ledger.order_rows_in(from, to)))
}

fn on_time_delivery(ledger: &Ledger, d: &Definitions) -> Outcome {
    let both = |o: &Order| o.delivered_date.zip(o.promised_date);
    let lines = Selection::of(&ledger.tables.orders)?
        .within(ledger.ltm(d), |o| Some(o.date))
        .only(|o| o.amount.is_positive());
    let due = lines.count();
    let lines = lines
        .using("promised_date", |o| o.promised_date)?
        .having("delivered_date", both)?;
    let covered = lines.count() as f64 / due.max(1) as f64;
    let figure = lines.share(d, |o| o.delivered_date <= o.promised_date)?;
    Ok(figure.covering(covered))
}

/// When the first response came: by its minutes, else by its time.
fn responded_at(ticket: &Ticket) -> Option<DateTime> {
    match ticket.first_response_minutes {
        Some(minutes) if minutes >= 0.0 && minutes.is_finite() => {
            let after = SignedDuration::try_from_secs_f64(minutes * 60.0).ok()?;
            ticket.created_at.checked_add(after).ok()
        }
        _ => ticket.first_response_at,
    }
}

/// Over by time or by status.
fn over(ticket: &Ticket) -> bool {
    ticket.resolved_at.is_some() || words::closed(ticket.status.as_deref())
}

/// Tickets and how long they wait for a response, in hours.
pub(crate) fn until_response<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<(Selection<'a, Ticket>, Survival), AbsentReason> {
    let rows = tickets(ledger, d)?.using("first_response_at", responded_at)?;
    let curve = closing(&rows, d, Clock::Hours, |t| {
        let to = responded_at(t);
        // Over without a time of response: answered at an unknown time.
        (to.is_some() || !over(t)).then_some(Span {
            from: t.created_at,
            to,
        })
    })?;
    Ok((rows, curve))
}

/// Tickets and how long they stay open, in hours.
pub(crate) fn until_resolved<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<(Selection<'a, Ticket>, Survival), AbsentReason> {
    let rows = tickets(ledger, d)?.using("resolved_at", |t| t.resolved_at)?;
    let curve = closing(&rows, d, Clock::Hours, |t| {
        // Over at an unknown time: neither a time nor an open case.
        (t.resolved_at.is_some() || !over(t)).then_some(Span {
            from: t.created_at,
            to: t.resolved_at,
        })
    })?;
    Ok((rows, curve))
}

fn first_response_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_response(ledger, d)?;
    time_to(&rows, &curve, d, 0.5)
}

fn first_response_p90(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_response(ledger, d)?;
    time_to(&rows, &curve, d, 0.9)
}

fn resolution_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_resolved(ledger, d)?;
    time_to(&rows, &curve, d, 0.5)
}

fn resolution_p90(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_resolved(ledger, d)?;
    time_to(&rows, &curve, d, 0.9)
}

fn sla(ledger: &Ledger, d: &Definitions) -> Outcome {
    let end = d.as_of.at(23, 59, 59, 0);
    let done = |t: &Ticket| t.resolved_at.is_some_and(|at| at <= end);
    tickets(ledger, d)?
        .using("resolved_at", |t| t.resolved_at)?
        .having("due_at", |t| t.due_at)?
        .only(|t| t.resolved_at.is_some() || !words::closed(t.status.as_deref()))
        .only(|t| done(t) || t.due_at.is_some_and(|due| due <= end))
        .share(d, |t| done(t) && t.resolved_at <= t.due_at)
}

fn fcr(ledger: &Ledger, d: &Definitions) -> Outcome {
    tickets(ledger, d)?
        .having("first_contact_resolved", |t| t.first_contact_resolved)?
        .share(d, |t| t.first_contact_resolved == Some(true))
}

fn ticket_csat(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = Scale::of(
        ledger
            .tables
            .tickets
            .iter()
            .filter_map(|row| row.record.satisfaction),
    );
    tickets(ledger, d)?
        .having("satisfaction", |t| t.satisfaction)?
        .share(d, |t| {
            t.satisfaction.is_some_and(|answer| scale.satisfied(answer))
        })
}

fn repeat_30d(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = tickets(ledger, d)?.using("customer_name", |t| {
        t.customer_name
            .as_ref()
            .or(t.customer_code.as_ref())
            .map(drop)
    })?;
    repeated(&ledger.tables.tickets, &rows, d, REPEAT_DAYS, |t| {
        (t.category.as_deref(), t.created_at)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, rows};
    use super::super::tools::no_field;
    use crate::ledger::Records;
    use ::records::TableKind;

    #[test]
    fn tickets_give_the_hand_counted_figures() {
        let records = Records {
            tickets: rows(
                "customer_name | category | created_at | first_response_minutes | first_response_at | resolved_at | due_at | first_contact_resolved | satisfaction",
                &[
                    "甲 | 维修 | 2024-06-01T08:00 | 30 | | 2024-06-01T18:00 | 2024-06-02T08:00 | true | 5",
                    "甲 | 维修 | 2024-06-11T08:00 | | 2024-06-11T10:00 | 2024-06-13T08:00 | 2024-06-12T08:00 | false | 2",
                    "乙 | 咨询 | 2024-06-20T08:00 | 60 | | 2024-06-21T08:00 | | true | 4",
                ],
            ),
            orders: super::super::testing::orders(&["甲 | 2024-01-01 | 1", "乙 | 2024-01-01 | 1"]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("service.first_response_hours", 1.0),
                // 10, 24 and 48 hours.
                ("service.resolution_hours", 24.0),
                ("service.sla", 0.5),
                ("service.fcr", 2.0 / 3.0),
                ("service.ticket_csat", 2.0 / 3.0),
                ("service.repeat_30d", 1.0 / 3.0),
            ],
        );
    }

    #[test]
    fn delivery_counts_lines_that_say_both_days() {
        let records = Records {
            orders: rows(
                "customer_name | date | amount | promised_date | delivered_date",
                &[
                    "甲 | 2024-05-01 | 10 | 2024-05-10 | 2024-05-10",
                    "甲 | 2024-06-01 | 10 | 2024-06-10 | 2024-06-12",
                    "甲 | 2024-07-01 | 10 | | ",
                    "甲 | 2024-07-01 | -10 | 2024-07-10 | 2024-07-20",
                ],
            ),
            ..Records::default()
        };
        let figure = measure(&records, "service.on_time_delivery").unwrap();
        assert_eq!((figure.value, figure.coverage), (0.5, Some(2.0 / 3.0)));
        assert_eq!(figure.grade, records::Grade::C);
    }

    #[test]
    fn quotes_are_timed_from_the_enquiry() {
        let timed = Records {
            quotes: rows(
                "enquired_at | quoted_at",
                &[
                    "2024-06-01T08:00 | 2024-06-01T12:00",
                    "2024-06-01T08:00 | 2024-06-02T08:00",
                ],
            ),
            ..Records::default()
        };
        check(
            &timed,
            &[
                // Half are quoted after four hours, all after a day.
                ("service.quote_hours", 4.0),
                ("quotes.response_hours", 24.0),
            ],
        );
        let untimed = Records {
            quotes: rows("quote_no", &["1"]),
            ..Records::default()
        };
        let reason = no_field(TableKind::Quotes, "quoted_at");
        assert_eq!(absent(&untimed, "service.quote_hours"), reason);
    }
}
