//! The years of the sample, its working days and its seasons.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday, date};

/// First day of the orders.
pub(crate) const START: Date = date(2023, 9, 1);
/// End of the last complete month.
pub(crate) const AS_OF: Date = date(2026, 8, 31);
/// Last day of the orders, in the middle of a month.
pub(crate) const END: Date = date(2026, 9, 18);

/// Spring festivals: the plants stand still from five days before to nine days after.
const FESTIVALS: [Date; 3] = [date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17)];

/// Demand by month: dip around spring festival, peaks in March and before the year's end.
const DEMAND: [f64; 12] = [
    0.92, 0.58, 1.18, 1.12, 1.06, 0.96, 0.88, 0.92, 1.08, 0.98, 1.12, 1.20,
];

/// A year of the assessment: 0 and 1 before the last twelve months, 2 those, 3 the stub after.
pub(crate) fn year_of(day: Date) -> usize {
    [date(2024, 9, 1), date(2025, 9, 1), date(2026, 9, 1)]
        .iter()
        .filter(|start| day >= **start)
        .count()
}

pub(crate) fn demand(day: Date) -> f64 {
    DEMAND[(day.month() - 1) as usize]
}

pub(crate) fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// Days from one date to another; negative when `to` is earlier.
pub(crate) fn days(from: Date, to: Date) -> i64 {
    serial(to) - serial(from)
}

/// Day number of the 1900 system of spreadsheets.
pub(crate) fn serial(day: Date) -> i64 {
    let zero = date(1899, 12, 30);
    zero.duration_until(day).as_hours() / 24
}

/// The day itself or the next one on which anybody works.
pub(crate) fn workday(mut day: Date) -> Date {
    while rests(day) {
        day = plus(day, 1);
    }
    day
}

fn rests(day: Date) -> bool {
    let holiday = matches!((day.month(), day.day()), (10, 1..=7) | (5, 1..=5) | (1, 1));
    holiday
        || day.weekday() == Weekday::Sunday
        || FESTIVALS
            .iter()
            .any(|eve| (-5..=9).contains(&days(*eve, day)))
}

/// A moment of a working day.
pub(crate) fn moment(day: Date, minute: i64) -> DateTime {
    let minute = minute.clamp(0, 24 * 60 - 1);
    day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)
}
