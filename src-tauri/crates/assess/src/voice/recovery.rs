//! How long customers take to buy as much as before after a complaint (对质量事故的承受力), against
//! customers without one followed from the same days.
//!
//! The level is that of the twelve months up to the complaint, so that no season stands in it twice.
//! A customer is back at the end of the first three months, all after the complaint, whose net
//! revenue is at least a quarter of that year's; three months is the shortest time there is, and
//! means that no fall is seen. Who is not back is followed to the as-of date and censored there, the
//! lost too. Three months say nothing of a customer that buys once a year: who did not buy in at
//! least three of the four quarters before the complaint has no such level and is left out.

use std::sync::Arc;

use records::{Date, RowRef, TableKind};
use statistics::survival::{Subject, Survival, kaplan_meier};

use super::after::{First, REACH, SMALLEST, first_complaints};
use super::model::{Recovery, RecoveryMark};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, months_after, months_before, next_day};
use crate::measures::selection::matched;
use crate::measures::tools::need_months;
use crate::model::AbsentReason;

/// Months whose revenue is held against the level, and shortest time that can be seen.
const SPAN: u32 = 3;
/// Months that make the level.
const BEFORE: u32 = 12;
/// Quarters before the complaint in which a customer with a level bought.
const QUARTERS: usize = 3;
/// Months at which the share of customers that are back is told.
const MARKS: [u32; 5] = [3, 6, 9, 12, 15];

/// Customers after their first complaint, until they are back.
#[derive(Debug)]
pub(crate) struct Recovered {
    /// Share not yet back by months since the complaint.
    pub(crate) curve: Survival,
    /// Complaining customers without a level, left out.
    pub(crate) no_level: u64,
    /// The same of customers without a complaint, each followed from the day of one of the
    /// complaints; absent where none of them has a level.
    pub(crate) others: Option<Survival>,
    /// Where the complaints stand.
    pub(crate) rows: Vec<RowRef>,
}

/// Months until customers are back; worked out once an as-of date and confidence.
pub(crate) fn recovery(ledger: &Ledger, d: &Definitions) -> Arc<Result<Recovered, AbsentReason>> {
    let key = (d.as_of, d.confidence.to_bits());
    let make = || Arc::new(work_out(ledger, d));
    ledger.shared().recovery.get(key, make)
}

fn work_out(ledger: &Ledger, d: &Definitions) -> Result<Recovered, AbsentReason> {
    matched(ledger, TableKind::Complaints)?;
    need_months(ledger, d, REACH + BEFORE)?;
    let first = first_complaints(ledger, d);
    let last_day = months_before(d.as_of, SPAN);
    let (mut subjects, mut days, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut no_level = 0;
    for (id, first) in customers(&first) {
        let Some(first) = first.filter(|first| first.day <= last_day) else {
            continue;
        };
        match followed(ledger, id, first.day, d.as_of) {
            Some(subject) => {
                subjects.push(subject);
                days.push(first.day);
                rows.push(first.at);
            }
            None => no_level += 1,
        }
    }
    let found = subjects.len() as u64;
    if found < SMALLEST {
        return Err(AbsentReason::TooFew {
            needed: SMALLEST,
            found,
        });
    }
    days.sort_unstable();
    let others: Vec<Subject> = ledger
        .counted()
        .filter(|id| first[id.index()].is_none())
        .zip(days.iter().cycle())
        .filter_map(|(id, day)| followed(ledger, id, *day, d.as_of))
        .collect();
    Ok(Recovered {
        curve: kaplan_meier(&subjects, d.confidence).ok_or(AbsentReason::NothingToCount)?,
        no_level,
        others: kaplan_meier(&others, d.confidence),
        rows,
    })
}

fn customers(first: &[Option<First>]) -> impl Iterator<Item = (CustomerId, Option<First>)> + '_ {
    (0u32..).map(CustomerId).zip(first.iter().copied())
}

/// Months from a day until the customer is back at its level, or until the as-of date; `None`
/// without a level.
fn followed(ledger: &Ledger, id: CustomerId, day: Date, as_of: Date) -> Option<Subject> {
    let quarters = [0, SPAN, 2 * SPAN, 3 * SPAN].map(|skip| {
        let from = next_day(months_before(day, skip + SPAN));
        ledger.revenue_in(id, from, months_before(day, skip))
    });
    if quarters.iter().filter(|of| of.is_positive()).count() < QUARTERS {
        return None;
    }
    let level: i128 = quarters.iter().map(|of| i128::from(of.0)).sum();
    if level <= 0 {
        return None;
    }
    let mut seen = 0;
    for months in SPAN.. {
        let until = months_after(day, months);
        if until > as_of {
            break;
        }
        let from = next_day(months_after(day, months - SPAN));
        let revenue = i128::from(ledger.revenue_in(id, from, until).0);
        if revenue * i128::from(BEFORE / SPAN) >= level {
            return Some(Subject::new(f64::from(months), true));
        }
        seen = months;
    }
    Some(Subject::new(f64::from(seen), false))
}

/// For screen, report and workpapers.
pub(super) fn exhibit(ledger: &Ledger, d: &Definitions) -> Option<Recovery> {
    let found = recovery(ledger, d);
    let found = found.as_ref().as_ref().ok()?;
    let median = found.curve.median();
    let others = found.others.as_ref();
    let marks = MARKS
        .into_iter()
        .filter_map(|months| mark(&found.curve, others, months))
        .collect();
    Some(Recovery {
        customers: found.curve.n,
        back: found.curve.events,
        no_level: found.no_level,
        median: median.value,
        median_lower: median.lower,
        median_upper: median.upper,
        others: others.map_or(0, |others| others.n),
        others_median: others.and_then(|others| others.median().value),
        marks,
    })
}

fn mark(curve: &Survival, others: Option<&Survival>, months: u32) -> Option<RecoveryMark> {
    let time = f64::from(months);
    let left = curve.at(time)?;
    let step = curve.step_at(time);
    let gone: u64 = curve
        .steps
        .iter()
        .take_while(|step| step.time < time)
        .map(|step| step.events + step.censored)
        .sum();
    Some(RecoveryMark {
        months,
        followed: curve.n - gone,
        back: 1.0 - left,
        lower: step.and_then(|step| step.upper).map(|upper| 1.0 - upper),
        upper: step.and_then(|step| step.lower).map(|lower| 1.0 - lower),
        others: others
            .and_then(|others| others.at(time))
            .map(|left| 1.0 - left),
    })
}
