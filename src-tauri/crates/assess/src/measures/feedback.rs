//! Suggestions and other feedback of the last twelve months.

use records::{Feedback, TableKind};

use statistics::survival::Survival;

use super::durations::{Clock, Span, closing, time_to};
use super::selection::{Selection, matched, share_of_active};
use super::tools::{Outcome, no_field, spec};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "feedback.per_100_active",
        Unit::PerHundredCustomers,
        "#feedback LTM / #active customers × 100",
        per_100_active,
    ),
    spec(
        "feedback.customer_coverage",
        Unit::Share,
        "#{active customers with feedback LTM} / #active customers",
        customer_coverage,
    ),
    spec(
        "feedback.adoption",
        Unit::Share,
        "#{adopted or adopted_date} / #{settled}; LTM",
        adoption,
    ),
    spec(
        "feedback.reply_days",
        Unit::Days,
        "KM median(reply_date − date), unanswered ones censored; LTM",
        reply_days,
    ),
    spec(
        "feedback.negative_share",
        Unit::Share,
        "#{category is criticism} / #{category}; LTM",
        negative_share,
    ),
];

fn all<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Feedback>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.feedback)?.within(ledger.ltm(d), |f| Some(f.date)))
}

fn per_100_active(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?.per_100_active(ledger, d)
}

fn customer_coverage(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?;
    matched(ledger, TableKind::Feedback)?;
    let figure = share_of_active(ledger, d, &rows.customers(ledger))?;
    Ok(figure.from_rows(TableKind::Feedback, rows.places()))
}

/// Adopted by flag or date; a blank where others are filled is not adopted yet.
fn adopted(feedback: &Feedback) -> Option<bool> {
    feedback.adopted.or(feedback.adopted_date.map(|_| true))
}

fn adoption(ledger: &Ledger, d: &Definitions) -> Outcome {
    let flagged = ledger
        .tables
        .feedback
        .iter()
        .any(|row| row.record.adopted.is_some());
    let rows = all(ledger, d)?.using("adopted", adopted)?;
    // With a flag, a blank is still open; with dates only, a blank means no.
    let rows = rows.only(|f| !flagged || adopted(f).is_some());
    rows.share(d, |f| adopted(f) == Some(true))
}

/// Feedback and how long it waits for a reply, in days.
pub(crate) fn until_reply<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<(Selection<'a, Feedback>, Survival), AbsentReason> {
    let rows = all(ledger, d)?.using("reply_date", |f| f.reply_date)?;
    let curve = closing(&rows, d, Clock::Days, |f| {
        Some(Span::of_days(f.date, f.reply_date))
    })?;
    Ok((rows, curve))
}

fn reply_days(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_reply(ledger, d)?;
    time_to(&rows, &curve, d, 0.5)
}

fn negative_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = all(ledger, d)?.having("category", |f| f.category.as_ref().map(drop))?;
    if rows.count() == 0 {
        return Err(no_field(TableKind::Feedback, "category"));
    }
    rows.share(d, |f| says(f.category.as_deref(), words::NEGATIVE))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, orders, rows};
    use crate::ledger::Records;

    #[test]
    fn feedback_is_counted_against_active_customers() {
        let records = Records {
            feedback: rows(
                "customer_name | date | category | adopted | reply_date",
                &[
                    "甲 | 2024-03-01 | 建议 | true | 2024-03-03",
                    "甲 | 2024-04-01 | 批评 | false | 2024-04-08",
                    "乙 | 2024-12-30 | 建议 | | ",
                ],
            ),
            orders: orders(&[
                "甲 | 2024-02-01 | 10",
                "乙 | 2022-02-01 | 10",
                "丙 | 2024-02-01 | 10",
                "丁 | 2024-02-01 | 10",
                "戊 | 2024-02-01 | 10",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("feedback.per_100_active", 75.0),
                ("feedback.customer_coverage", 0.25),
                ("feedback.adoption", 0.5),
                // 2 and 7 days; one open since a day.
                ("feedback.reply_days", 2.0),
                ("feedback.negative_share", 1.0 / 3.0),
            ],
        );
    }
}
