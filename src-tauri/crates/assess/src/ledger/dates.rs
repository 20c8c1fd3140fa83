//! Windows of whole months counted back from a day.

use jiff::ToSpan;
use records::Date;

/// The day `months` before `day`; the last day of a month stays a last day.
#[must_use]
pub fn months_before(day: Date, months: u32) -> Date {
    moved(day, -(months.min(1_200) as i32))
}

/// The day `months` after `day`; the last day of a month stays a last day.
#[must_use]
pub fn months_after(day: Date, months: u32) -> Date {
    moved(day, months.min(1_200) as i32)
}

/// A century is more than any ledger holds, and a span must not overflow.
fn moved(day: Date, months: i32) -> Date {
    let count = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
    let first = Date::new(
        i16::try_from(count.div_euclid(12)).unwrap_or(i16::MAX),
        i8::try_from(count.rem_euclid(12) + 1).unwrap_or(1),
        1,
    );
    let Ok(first) = first else {
        return if months < 0 { Date::MIN } else { Date::MAX };
    };
    let last = first.last_of_month();
    if day == day.last_of_month() {
        return last;
    }
    let of_month = day.day().min(last.day());
    Date::new(first.year(), first.month(), of_month).unwrap_or(last)
}

/// The day after.
#[must_use]
pub fn next_day(day: Date) -> Date {
    day.saturating_add(1.day())
}

/// First and last day of the window of `months` that ends `skip` months before `as_of`.
#[must_use]
pub fn window(as_of: Date, skip: u32, months: u32) -> (Date, Date) {
    (
        next_day(months_before(as_of, skip + months)),
        months_before(as_of, skip),
    )
}

/// Days from `from` to `to`; negative when `to` comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(day_number(to)) - i64::from(day_number(from))
}

/// Days since 1970-01-01, by the calendar's 400-year cycle counted from 1 March of year 0: a span
/// between two civil dates costs ten times as much, and figures ask for millions of them.
#[must_use]
pub fn day_number(day: Date) -> i32 {
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    // Years that begin in March end with the leap day.
    let year = year - i32::from(month <= 2);
    let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year =
        (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + i32::from(day.day()) - 1;
    cycle * 146_097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - 719_468
}

/// Whole months from the month of `from` to the month of `to`.
#[must_use]
pub fn month_index(from: Date, to: Date) -> i32 {
    (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn twelve_months_are_whole_months_even_around_leap_days() {
        for (as_of, from) in [
            (date(2024, 2, 29), date(2023, 3, 1)),
            (date(2025, 2, 28), date(2024, 3, 1)),
            (date(2024, 12, 31), date(2024, 1, 1)),
            (date(2024, 6, 15), date(2023, 6, 16)),
        ] {
            assert_eq!(window(as_of, 0, 12), (from, as_of), "{as_of}");
        }
        assert_eq!(
            window(date(2024, 12, 31), 12, 12),
            (date(2023, 1, 1), date(2023, 12, 31))
        );
    }

    #[test]
    fn months_are_moved_as_the_calendar_does() {
        let mut day = date(1999, 1, 1);
        while day < date(2004, 3, 5) {
            for months in [0, 1, 2, 11, 12, 13, 24, 36, 1_200, 5_000] {
                let span = i64::from(months.min(1_200)).months();
                let ends = |moved: Date| {
                    if day == day.last_of_month() {
                        moved.last_of_month()
                    } else {
                        moved
                    }
                };
                let (back, on) = (day.saturating_sub(span), day.saturating_add(span));
                assert_eq!(months_before(day, months), ends(back), "{day} − {months}");
                assert_eq!(months_after(day, months), ends(on), "{day} + {months}");
            }
            day = next_day(day);
        }
        assert_eq!(months_before(date(-9_999, 2, 3), 12), Date::MIN);
        assert_eq!(months_after(date(9_999, 2, 3), 12), Date::MAX);
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        let epoch = date(1970, 1, 1);
        let mut day = date(-9_999, 1, 1);
        while let Ok(next) = day.checked_add(13.days()) {
            let counted = epoch.until(day).unwrap().get_days();
            assert_eq!(day_number(day), counted, "{day}");
            day = next;
        }
        for day in [Date::MIN, Date::MAX, date(2000, 2, 29), date(1900, 3, 1)] {
            assert_eq!(day_number(day), epoch.until(day).unwrap().get_days());
        }
    }

    #[test]
    fn days_and_months_count_over_year_ends() {
        assert_eq!(days_between(date(2023, 12, 31), date(2024, 3, 1)), 61);
        assert_eq!(month_index(date(2023, 11, 30), date(2024, 1, 1)), 2);
    }
}
