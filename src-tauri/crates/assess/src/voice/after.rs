//! Whether customers go on buying after a complaint (对质量事故的承受力, one of the five signs of
//! loyalty): those who complained against others of the same month and the same frequency.

use std::sync::Arc;

use records::{Date, RowRef, TableKind};

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, months_after, months_before, window};
use crate::measures::selection::matched;
use crate::measures::tools::need_months;
use crate::model::AbsentReason;

/// Months within which a purchase after a complaint counts.
const AFTER: u32 = 6;
/// Months of complaints looked at; they end when six months can be followed.
const MONTHS: usize = 12;
/// First month of complaints looked at, counted back from the as-of date.
pub(super) const REACH: u32 = AFTER + MONTHS as u32;
/// Fewest complaining customers.
pub(super) const SMALLEST: u64 = 5;
/// Purchase days of the twelve months before from which the classes of frequency begin.
const CLASSES: [usize; 4] = [1, 2, 4, 12];

/// Customers who complained and what was to be expected of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matched {
    /// Customers who complained, each by its first complaint in the window, that have somebody to
    /// be compared with.
    pub(crate) customers: u64,
    /// Of them, those who bought within six months.
    pub(crate) bought: u64,
    /// Mean over them of the share of the others of the same month and frequency that bought.
    pub(crate) expected: f64,
    /// Others compared with.
    pub(crate) others: u64,
}

/// Others at risk and those who bought, by month of the index and class of frequency.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    n: u64,
    bought: u64,
}

/// Purchases within six months of a complaint; worked out once an as-of date.
pub(crate) fn after_complaint(
    ledger: &Ledger,
    d: &Definitions,
) -> Arc<Result<Matched, AbsentReason>> {
    let make = || Arc::new(work_out(ledger, d));
    ledger.shared().after_complaint.get(d.as_of, make)
}

fn work_out(ledger: &Ledger, d: &Definitions) -> Result<Matched, AbsentReason> {
    matched(ledger, TableKind::Complaints)?;
    need_months(ledger, d, AFTER + 24)?;
    let first = first_complaints(ledger, d);
    let cells = others(ledger, d, &first);
    let mut found = Matched {
        customers: 0,
        bought: 0,
        expected: 0.0,
        others: cells.1,
    };
    for (at, complained) in first.iter().enumerate() {
        let Some((month, day)) = complained.and_then(|at| Some((at.month?, at.day))) else {
            continue;
        };
        let id = CustomerId(u32::try_from(at).unwrap_or(u32::MAX));
        let Some((class, bought)) = followed(ledger.purchase_days(id), day) else {
            continue;
        };
        let cell = cells.0[month][class];
        if cell.n == 0 {
            continue;
        }
        found.customers += 1;
        found.bought += u64::from(bought);
        found.expected += cell.bought as f64 / cell.n as f64;
    }
    if found.customers < SMALLEST {
        return Err(AbsentReason::TooFew {
            needed: SMALLEST,
            found: found.customers,
        });
    }
    found.expected /= found.customers as f64;
    Ok(found)
}

/// The first complaint of a customer in the whole time looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct First {
    pub(super) day: Date,
    /// Where it stands.
    pub(super) at: RowRef,
    /// Month of the window, the latest first; none for complaints that cannot be followed.
    month: Option<usize>,
}

fn month_window(d: &Definitions, month: usize) -> (Date, Date) {
    window(d.as_of, AFTER + u32::try_from(month).unwrap_or(0), 1)
}

/// By customer, the first complaint from the beginning of the window to the as-of date.
pub(super) fn first_complaints(ledger: &Ledger, d: &Definitions) -> Vec<Option<First>> {
    let months: Vec<(Date, Date)> = (0..MONTHS).map(|month| month_window(d, month)).collect();
    let begin = months.last().map_or(d.as_of, |(from, _)| *from);
    let mut first: Vec<Option<First>> = vec![None; ledger.customers.len()];
    for row in &ledger.tables.complaints {
        let day = row.record.date;
        let Some(id) = row.customer.filter(|id| ledger.counts(*id)) else {
            continue;
        };
        if day < begin || day > d.as_of {
            continue;
        }
        let known = &mut first[id.index()];
        if known.is_none_or(|known| day < known.day) {
            let month = months
                .iter()
                .position(|(from, to)| *from <= day && day <= *to);
            *known = Some(First {
                day,
                at: row.at,
                month,
            });
        }
    }
    first
}

/// Class of frequency before a day, and whether a purchase followed within six months; `None`
/// without a purchase in the twelve months before.
fn followed(days: &[Date], day: Date) -> Option<(usize, bool)> {
    let until = |day: Date| days.partition_point(|date| *date <= day);
    let (before, at) = (until(months_before(day, 12)), until(day));
    let class = CLASSES.iter().rposition(|least| at - before >= *least)?;
    Some((class, until(months_after(day, AFTER)) > at))
}

/// Customers without a complaint, in the middle of each month that has complaints.
fn others(
    ledger: &Ledger,
    d: &Definitions,
    first: &[Option<First>],
) -> ([[Cell; CLASSES.len()]; MONTHS], u64) {
    let mut wanted = [false; MONTHS];
    for month in first.iter().flatten().filter_map(|first| first.month) {
        wanted[month] = true;
    }
    let middles: Vec<(usize, Date)> = (0..MONTHS)
        .filter(|month| wanted[*month])
        .map(|month| {
            let (from, _) = month_window(d, month);
            (month, from.saturating_add(jiff::Span::new().days(14)))
        })
        .collect();
    let mut cells = [[Cell::default(); CLASSES.len()]; MONTHS];
    let mut compared = 0;
    for id in ledger.counted().filter(|id| first[id.index()].is_none()) {
        let days = ledger.purchase_days(id);
        let mut any = false;
        for (month, middle) in &middles {
            if let Some((class, bought)) = followed(days, *middle) {
                let cell = &mut cells[*month][class];
                cell.n += 1;
                cell.bought += u64::from(bought);
                any = true;
            }
        }
        compared += u64::from(any);
    }
    (cells, compared)
}
