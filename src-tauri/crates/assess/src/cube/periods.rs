//! Months and runs of months.

use std::ops::Range;

use jiff::ToSpan;
use records::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::definitions::Definitions;
use crate::ledger::{Ledger, month_index, months_before, next_day, window};

/// First and last day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Period {
    /// First day.
    #[ts(type = "string")]
    pub from: Date,
    /// Last day.
    #[ts(type = "string")]
    pub to: Date,
}

impl Period {
    /// A calendar year.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self {
            from: Date::constant(year, 1, 1),
            to: Date::constant(year, 12, 31),
        }
    }

    /// The last twelve months.
    #[must_use]
    pub fn ltm(d: &Definitions) -> Self {
        window(d.as_of, 0, 12).into()
    }

    /// The twelve months before the last twelve.
    #[must_use]
    pub fn prior(d: &Definitions) -> Self {
        window(d.as_of, 12, 12).into()
    }

    /// The same months a year earlier.
    #[must_use]
    pub fn year_before(self) -> Self {
        let back = |day: Date| {
            let moved = day.saturating_sub(12.months());
            if day == day.last_of_month() {
                moved.last_of_month()
            } else {
                moved
            }
        };
        Self {
            from: back(self.from),
            to: back(self.to),
        }
    }
}

impl Period {
    /// Whether it begins and ends with a month, and ends after it begins.
    #[must_use]
    pub fn is_whole_months(&self) -> bool {
        self.from.day() == 1 && self.to == self.to.last_of_month() && self.from < self.to
    }

    /// What the period is compared with: the same months a year earlier where it is no longer than
    /// twelve, else as many months right before it.
    #[must_use]
    pub fn compared_with(self) -> Self {
        let months = u32::try_from(month_index(self.from, next_day(self.to))).unwrap_or(0);
        if months <= 12 {
            return self.year_before();
        }
        Self {
            from: months_before(self.from, months),
            to: months_before(self.to, months),
        }
    }
}

impl From<(Date, Date)> for Period {
    fn from((from, to): (Date, Date)) -> Self {
        Self { from, to }
    }
}

/// The complete calendar years that the orders cover up to the as-of date, oldest first.
#[must_use]
pub fn full_years(ledger: &Ledger, d: &Definitions) -> Vec<i16> {
    let Some((first, _)) = ledger.order_span(d) else {
        return Vec::new();
    };
    // As for months of history: a year that began in its first ten days counts whole.
    let begun = first <= Date::constant(first.year(), 1, 10);
    let from = first.year() + i16::from(!begun);
    let ended = d.as_of == Date::constant(d.as_of.year(), 12, 31);
    let to = d.as_of.year() - i16::from(!ended);
    (from..=to).collect()
}

/// Months as the cube cuts them. Where the as-of date is no month's end, each calendar month has a
/// part up to that day of the month and a part after it, so that twelve months back from the as-of
/// date and calendar years are both whole numbers of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    first: Date,
    /// Last day of a month's first part, where months are cut.
    cut: Option<i8>,
}

impl Months {
    /// From the month of `first` on, cut for `as_of`.
    #[must_use]
    pub fn new(first: Date, as_of: Date) -> Self {
        Self {
            first: first.first_of_month(),
            cut: (as_of != as_of.last_of_month()).then(|| as_of.day()),
        }
    }

    /// First day of the first month.
    #[must_use]
    pub fn first(&self) -> Date {
        self.first
    }

    /// Number of the month, or part of a month, that holds a day; 0 for days before the first.
    #[must_use]
    pub fn index(&self, day: Date) -> u32 {
        let month = u32::try_from(month_index(self.first, day)).unwrap_or(0);
        match self.cut {
            None => month,
            Some(cut) => 2 * month + u32::from(day.day() > cut),
        }
    }

    /// Calendar month of a number, counted from the first.
    #[must_use]
    pub fn calendar_month(&self, index: u32) -> u32 {
        if self.cut.is_some() { index / 2 } else { index }
    }

    /// Numbers of a period; `None` where it does not begin and end where months are cut.
    #[must_use]
    pub fn range(&self, period: Period) -> Option<Range<u32>> {
        let begins =
            period.from.day() == 1 || self.cut.is_some_and(|cut| period.from.day() == cut + 1);
        let ends = period.to == period.to.last_of_month() || self.cut == Some(period.to.day());
        if !begins || !ends || period.to < period.from {
            return None;
        }
        if period.to < self.first {
            return Some(0..0);
        }
        // One past the last part, which the day after begins.
        Some(self.index(period.from.max(self.first))..self.index(next_day(period.to)))
    }
}
