//! Windows of whole months counted back from a day.

use jiff::ToSpan;
use records::Date;

/// The day `months` before `day`; the last day of a month stays a last day.
#[must_use]
pub fn months_before(day: Date, months: u32) -> Date {
    // A century is more than any ledger holds, and a span must not overflow.
    let moved = day.saturating_sub(i64::from(months.min(1_200)).months());
    if day == day.last_of_month() {
        moved.last_of_month()
    } else {
        moved
    }
}

/// The day `months` after `day`; the last day of a month stays a last day.
#[must_use]
pub fn months_after(day: Date, months: u32) -> Date {
    let moved = day.saturating_add(i64::from(months.min(1_200)).months());
    if day == day.last_of_month() {
        moved.last_of_month()
    } else {
        moved
    }
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
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
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
    fn days_and_months_count_over_year_ends() {
        assert_eq!(days_between(date(2023, 12, 31), date(2024, 3, 1)), 61);
        assert_eq!(month_index(date(2023, 11, 30), date(2024, 1, 1)), 2);
    }
}
