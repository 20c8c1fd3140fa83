//! Orders in the weeks of holiday promotions against the weeks around them.

use std::collections::BTreeSet;

use records::{Date, TableKind};

use super::model::HolidayOrders;
use crate::definitions::Definitions;
use crate::ledger::{Ledger, days_between, next_day};
use crate::measures::selection::Selection;
use crate::measures::words::{self, says};
use crate::model::AbsentReason;

/// Days of a promotion, from its day on.
const WEEK: i64 = 7;
/// Days before and after that are compared with.
const AROUND: i64 = 28;

/// Orders of the last twelve months in the week from each holiday promotion on, and in the four
/// weeks before and after.
///
/// # Errors
/// Without activities, without a holiday promotion in the last twelve months, or without orders.
pub(crate) fn orders_around(
    ledger: &Ledger,
    d: &Definitions,
) -> Result<HolidayOrders, AbsentReason> {
    let (from, to) = ledger.ltm(d);
    let promotions = Selection::of(&ledger.tables.campaigns)?
        .having("date", |campaign| campaign.date)?
        .within((from, to), |campaign| campaign.date)
        .only(|campaign| campaign.done != Some(false))
        .only(|campaign| {
            says(campaign.occasion.as_deref(), words::FESTIVAL)
                || says(Some(&campaign.name), words::FESTIVAL)
        });
    if !ledger.has(TableKind::Orders) {
        return Err(AbsentReason::NoTable {
            table: TableKind::Orders,
        });
    }
    let days: BTreeSet<Date> = promotions
        .rows()
        .iter()
        .filter_map(|row| row.record.date)
        .collect();
    if days.is_empty() {
        return Err(AbsentReason::NothingToCount);
    }
    let first = ledger.order_span(d).map_or(from, |(first, _)| first);
    let kinds = kinds_of_days(&days, first, d.as_of);
    let mut found = HolidayOrders {
        promotions: days.len() as u64,
        days: kinds.iter().filter(|kind| **kind == Kind::Week).count() as u64,
        orders: 0,
        other_days: kinds.iter().filter(|kind| **kind == Kind::Around).count() as u64,
        other_orders: 0,
    };
    // No day before this is compared with; most documents lie before it.
    let begin = from.saturating_sub(jiff::Span::new().days(AROUND));
    let orders = ledger.documents.iter().filter(|doc| doc.is_order());
    for document in orders.filter(|doc| doc.date >= begin) {
        let at = usize::try_from(days_between(first, document.date)).ok();
        match at.and_then(|at| kinds.get(at)) {
            Some(Kind::Week) => found.orders += 1,
            Some(Kind::Around) => found.other_orders += 1,
            _ => {}
        }
    }
    Ok(found)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Other,
    Around,
    Week,
}

/// Each day from the first order to the as-of date: in the week of a promotion, around one, or
/// neither.
fn kinds_of_days(promotions: &BTreeSet<Date>, first: Date, last: Date) -> Vec<Kind> {
    let length = usize::try_from(days_between(first, next_day(last))).unwrap_or(0);
    let mut kinds = vec![Kind::Other; length];
    let mut mark = |from: i64, to: i64, kind: Kind| {
        for at in from.max(0)..to {
            if let Some(day) = usize::try_from(at).ok().and_then(|at| kinds.get_mut(at)) {
                *day = kind;
            }
        }
    };
    let begins: Vec<i64> = promotions
        .iter()
        .map(|day| days_between(first, *day))
        .collect();
    for begin in &begins {
        mark(begin - AROUND, begin + WEEK + AROUND, Kind::Around);
    }
    for begin in begins {
        mark(begin, begin + WEEK, Kind::Week);
    }
    kinds
}
