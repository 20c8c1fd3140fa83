//! Service before, during and after the sale, over the last twelve months.

use records::{DateTime, Order, Quote, Ticket};

use super::durations::{Span, hours, repeated, time_to_end};
use super::scale::Scale;
use super::selection::Selection;
use super::tools::{Outcome, spec};
use super::words;
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "service.quote_hours",
        Unit::Hours,
        "median(quoted_at − enquired_at); LTM",
        quote_hours,
    ),
    spec(
        "service.on_time_delivery",
        Unit::Share,
        "#{delivered_date ≤ promised_date} / #{lines with both}; LTM",
        on_time_delivery,
    ),
    spec(
        "service.first_response_hours",
        Unit::Hours,
        "median(first_response_at − created_at); LTM",
        first_response_hours,
    ),
    spec(
        "service.resolution_hours",
        Unit::Hours,
        "KM median(resolved_at − created_at), open ones censored; LTM",
        resolution_hours,
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

/// Hours from enquiry to quote.
pub(super) fn hours_to_quote(quote: &Quote) -> Option<f64> {
    hours(quote.enquired_at?, quote.quoted_at?)
}

fn quote_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    Selection::of(&ledger.tables.quotes)?
        .within(ledger.ltm(d), |q| q.enquired_at.map(DateTime::date))
        .having("quoted_at", hours_to_quote)?
        .median(hours_to_quote)
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

fn first_response(ticket: &Ticket) -> Option<f64> {
    match ticket.first_response_minutes {
        Some(minutes) if minutes >= 0.0 => Some(minutes / 60.0),
        _ => hours(ticket.created_at, ticket.first_response_at?),
    }
}

fn first_response_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = tickets(ledger, d)?;
    let asked = rows.count();
    let rows = rows.having("first_response_at", first_response)?;
    let covered = rows.count() as f64 / asked.max(1) as f64;
    Ok(rows.median(first_response)?.covering(covered))
}

fn resolution_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = tickets(ledger, d)?.using("resolved_at", |t| t.resolved_at)?;
    time_to_end(&rows, d, 0.5, 1.0, |t| {
        // Over at an unknown time: neither a time nor an open case.
        let unknown = t.resolved_at.is_none() && words::closed(t.status.as_deref());
        (!unknown).then_some(Span {
            from: t.created_at,
            to: t.resolved_at,
        })
    })
}

fn sla(ledger: &Ledger, d: &Definitions) -> Outcome {
    let end = d.as_of.at(23, 59, 59, 0);
    let over = |t: &Ticket| t.resolved_at.is_some_and(|at| at <= end);
    tickets(ledger, d)?
        .using("resolved_at", |t| t.resolved_at)?
        .having("due_at", |t| t.due_at)?
        .only(|t| t.resolved_at.is_some() || !words::closed(t.status.as_deref()))
        .only(|t| over(t) || t.due_at.is_some_and(|due| due <= end))
        .share(d, |t| over(t) && t.resolved_at <= t.due_at)
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
                ("service.quote_hours", 14.0),
                ("quotes.response_hours", 22.0),
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
