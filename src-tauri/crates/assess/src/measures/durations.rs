//! Times from a beginning to an end that may not have come yet.
//!
//! What is still open on the as-of date is censored there, not left out: the mean of the closed
//! ones alone flatters whoever leaves the hard cases open.

use std::collections::{BTreeMap, BTreeSet};

use records::{Date, DateTime, Evidence, RowRef};
use statistics::survival::{Subject, Survival, kaplan_meier};

use super::selection::Selection;
use super::tools::{Outcome, proportion};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Linked, days_between};
use crate::model::AbsentReason;

/// When something began and, if it did, ended.
pub(crate) struct Span {
    /// Begun.
    pub(crate) from: DateTime,
    /// Ended, absent while open.
    pub(crate) to: Option<DateTime>,
}

impl Span {
    /// A span of whole days.
    pub(crate) fn of_days(from: Date, to: Option<Date>) -> Self {
        Self {
            from: midnight(from),
            to: to.map(midnight),
        }
    }
}

/// Hours from one moment to another; absent when the second comes first.
pub(crate) fn hours(from: DateTime, to: DateTime) -> Option<f64> {
    let hours = from.duration_until(to).as_secs_f64() / 3600.0;
    (hours >= 0.0).then_some(hours)
}

/// What times are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Hours: the beginning and the end are moments.
    Hours,
    /// Days: both are dates.
    Days,
}

impl Clock {
    /// Hours of the unit.
    fn hours(self) -> f64 {
        match self {
            Self::Hours => 1.0,
            Self::Days => 24.0,
        }
    }

    /// The unit in days.
    pub(crate) fn days(self) -> f64 {
        self.hours() / 24.0
    }

    /// When open cases are censored. Counted in days, today's open case is as old as one closed
    /// today.
    fn end(self, d: &Definitions) -> DateTime {
        match self {
            Self::Hours => d.as_of.at(23, 59, 59, 0),
            Self::Days => midnight(d.as_of),
        }
    }
}

/// How long cases stay open: the Kaplan–Meier curve of the selected rows, the open ones censored
/// on the as-of date.
pub(crate) fn closing<T: Evidence>(
    rows: &Selection<'_, T>,
    d: &Definitions,
    clock: Clock,
    span: impl Fn(&T) -> Option<Span>,
) -> Result<Survival, AbsentReason> {
    let end = clock.end(d);
    let subjects: Vec<Subject> = rows
        .rows()
        .iter()
        .filter_map(|row| span(&row.record))
        .filter_map(|span| {
            let closed = span.to.filter(|to| *to <= end);
            let time = hours(span.from, closed.unwrap_or(end))? / clock.hours();
            Some(Subject::new(time, closed.is_some()))
        })
        .collect();
    kaplan_meier(&subjects, d.confidence).ok_or(AbsentReason::NothingToCount)
}

/// Time within which a share `p` of the cases was over, in the unit of the curve.
pub(crate) fn time_to<T: Evidence>(
    rows: &Selection<'_, T>,
    curve: &Survival,
    d: &Definitions,
    p: f64,
) -> Outcome {
    let found = curve.time_to(p);
    // The curve does not come down that far: too many are still open.
    let Some(value) = found.value else {
        return Err(AbsentReason::NotReached {
            cases: curve.n,
            ended: curve.events,
        });
    };
    let mut figure = rows.figure(value);
    figure.n = Some(curve.n);
    Ok(match (found.lower, found.upper) {
        (Some(lower), Some(upper)) => figure.between(lower, upper, d.confidence, "km_log_log"),
        _ => figure,
    })
}

/// Share of the selected cases with a customer that follow another of the same customer and kind
/// within so many days: the same trouble again.
pub(crate) fn repeated<T: Evidence>(
    all: &[Linked<T>],
    rows: &Selection<'_, T>,
    d: &Definitions,
    days: i64,
    case: impl Fn(&T) -> (Option<&str>, DateTime),
) -> Outcome {
    type Kind<'a> = (CustomerId, Option<&'a str>);
    let mut cases: BTreeMap<Kind<'_>, Vec<(DateTime, RowRef)>> = BTreeMap::new();
    for row in all {
        let (kind, moment) = case(&row.record);
        if let Some(customer) = row.customer {
            cases
                .entry((customer, kind))
                .or_default()
                .push((moment, row.at));
        }
    }
    let mut again = BTreeSet::new();
    for moments in cases.values_mut() {
        moments.sort_unstable();
        let close =
            |pair: &&[(DateTime, RowRef)]| days_between(pair[0].0.date(), pair[1].0.date()) <= days;
        again.extend(moments.windows(2).filter(close).map(|pair| pair[1].1));
    }
    let known = rows
        .rows()
        .iter()
        .filter(|row| row.customer.is_some())
        .count();
    let hits = rows
        .rows()
        .iter()
        .filter(|row| again.contains(&row.at))
        .count();
    Ok(proportion(hits, known, d)?.from_rows(T::KIND, rows.places()))
}

fn midnight(day: Date) -> DateTime {
    day.at(0, 0, 0, 0)
}
