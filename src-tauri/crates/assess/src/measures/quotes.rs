//! Enquiries and quotes of the last twelve months.

use records::{Date, DateTime, Quote};
use statistics::survival::Survival;

use super::durations::{Clock, Span, closing, time_to};
use super::selection::{Selection, days};
use super::tools::{Outcome, spec};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, days_between};
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "quotes.response_hours",
        Unit::Hours,
        "KM P90(quoted_at − enquired_at), unquoted ones censored; LTM",
        response_hours,
    ),
    spec(
        "quotes.conversion",
        Unit::Share,
        "#{won} / #{settled, or older than 90 d}; LTM",
        conversion,
    ),
    spec(
        "quotes.days_to_order",
        Unit::Days,
        "median(ordered_date − quoted_at) of won; LTM",
        days_to_order,
    ),
];

/// Days after which a quote without an answer is lost.
pub(super) const PENDING_DAYS: i64 = 90;

/// When the quote was made, else when it was asked for.
pub(super) fn begun(quote: &Quote) -> Option<Date> {
    quote.quoted_at.or(quote.enquired_at).map(DateTime::date)
}

fn all<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Quote>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.quotes)?.within(ledger.ltm(d), begun))
}

/// Enquiries and how long they wait for a quote, in hours. One that is settled without a quote
/// waits no longer and was never answered: it is left out.
pub(crate) fn until_quoted<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<(Selection<'a, Quote>, Survival), AbsentReason> {
    let rows = Selection::of(&ledger.tables.quotes)?
        .using("quoted_at", |quote| quote.enquired_at.zip(quote.quoted_at))?
        .within(ledger.ltm(d), |quote| quote.enquired_at.map(DateTime::date));
    let curve = closing(&rows, d, Clock::Hours, |quote| {
        let waits = quote.quoted_at.is_some() || said(quote).is_none();
        let from = quote.enquired_at.filter(|_| waits)?;
        Some(Span {
            from,
            to: quote.quoted_at,
        })
    })?;
    Ok((rows, curve))
}

fn response_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (rows, curve) = until_quoted(ledger, d)?;
    time_to(&rows, &curve, d, 0.9)
}

/// What the row itself says of its outcome.
pub(super) fn said(quote: &Quote) -> Option<bool> {
    let status = quote.status.as_deref();
    if let Some(won) = quote.won {
        return Some(won);
    }
    if quote.ordered_date.is_some() {
        return Some(true);
    }
    if quote.lost_reason.is_some() || says(status, words::LOST) {
        return Some(false);
    }
    says(status, words::WON).then_some(true)
}

fn outcome(quote: &Quote, d: &Definitions) -> Option<bool> {
    let old = begun(quote).is_some_and(|day| days_between(day, d.as_of) > PENDING_DAYS);
    said(quote).or(old.then_some(false))
}

fn conversion(ledger: &Ledger, d: &Definitions) -> Outcome {
    all(ledger, d)?
        .using("won", said)?
        .only(|quote| outcome(quote, d).is_some())
        .share(d, |quote| outcome(quote, d) == Some(true))
}

fn days_to_order(ledger: &Ledger, d: &Definitions) -> Outcome {
    let wait = |quote: &Quote| days(begun(quote)?, quote.ordered_date?);
    all(ledger, d)?.having("ordered_date", wait)?.median(wait)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, rows};
    use crate::ledger::Records;

    #[test]
    fn a_fresh_quote_is_pending_and_an_old_silent_one_lost() {
        let records = Records {
            quotes: rows(
                "quoted_at | ordered_date | lost_reason",
                &[
                    "2024-03-01T09:00 | 2024-03-08 | ",
                    "2024-04-01T09:00 | 2024-04-04 | ",
                    "2024-05-01T09:00 | | 价格高",
                    "2024-06-01T09:00 | | ",
                    "2024-12-20T09:00 | | ",
                ],
            ),
            ..Records::default()
        };
        check(
            &records,
            &[("quotes.conversion", 0.5), ("quotes.days_to_order", 5.0)],
        );
    }
}
