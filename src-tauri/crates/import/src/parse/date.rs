use jiff::civil::{Date, Time};
use records::DateTime;

use super::number::ascii;
use super::unguarded;
use crate::cell::Cell;

/// Years in which business is done; a date outside is a slip of the pen or a placeholder.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Whether the day stands before the month in dates such as 3/4/2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    MonthFirst,
    DayFirst,
}

/// Decides by the whole column; a text is an example where nothing in it decides.
pub(crate) fn date_order<'c>(cells: impl Iterator<Item = &'c Cell>) -> (DayOrder, Option<String>) {
    let mut seen: Option<&str> = None;
    for text in cells.filter_map(Cell::text) {
        if let Some((first, second)) = leading_pair(text) {
            if first > 12 {
                return (DayOrder::DayFirst, None);
            }
            if second > 12 {
                return (DayOrder::MonthFirst, None);
            }
            // 5/5 is the same day either way.
            if first != second {
                seen.get_or_insert(text);
            }
        }
    }
    (
        DayOrder::MonthFirst,
        seen.map(|text| text.trim().to_owned()),
    )
}

/// The first two numbers of a date that ends with its year.
fn leading_pair(text: &str) -> Option<(i64, i64)> {
    let text = unguarded(text);
    // A year in front: no pair of day and month.
    if text.len() >= 3 && text.as_bytes()[..3].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let text = ascii(text);
    let numbers = numbers(date_part(&text));
    match numbers.as_slice() {
        [first, second, year] if first.1 <= 2 && second.1 <= 2 && year.1 == 4 => {
            Some((first.0, second.0))
        }
        _ => None,
    }
}

/// A moment; midnight where only a date is given, the first day where only a month is.
pub(crate) fn parse_moment(cell: &Cell, order: DayOrder) -> Option<DateTime> {
    match cell {
        Cell::DateTime(at) => YEARS.contains(&at.year()).then_some(*at),
        Cell::Number(number) => from_number(*number),
        Cell::Text(text) => from_text(unguarded(text), order),
        _ => None,
    }
}

/// 20190101, an Excel serial, or 2024.03 that a spreadsheet took for a number.
fn from_number(number: f64) -> Option<DateTime> {
    let whole = number.trunc();
    if number.fract() == 0.0 && (19_000_101.0..=21_001_231.0).contains(&number) {
        let number = number as i64;
        return midnight(number / 10_000, number / 100 % 100, number % 100);
    }
    if (1900.0..=2100.0).contains(&whole) && number.fract() > 0.0 {
        let month = (number.fract() * 100.0).round() as i64;
        return midnight(whole as i64, month, 1);
    }
    // 1927-05-18 to 2119-01-10: outside that, a number is no date.
    if !(10_000.0..80_000.0).contains(&number) {
        return None;
    }
    let epoch = jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0);
    let seconds = (number * 86_400.0).round() as i64;
    epoch
        .checked_add(jiff::Span::new().try_seconds(seconds).ok()?)
        .ok()
}

fn from_text(text: &str, order: DayOrder) -> Option<DateTime> {
    if let Some(date) = usual(text) {
        return YEARS
            .contains(&date.year())
            .then(|| date.to_datetime(Time::midnight()));
    }
    let text = ascii(text);
    let text = text.trim();
    if text.is_empty() || text.len() > 60 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let part = date_part(text);
    let date = date(part, order)?;
    let time = time(text[part.len()..].trim_matches(|c: char| c.is_whitespace() || c == 'T'));
    let at = date.to_datetime(time.unwrap_or(Time::midnight()));
    YEARS.contains(&at.year()).then_some(at)
}

/// `2024-03-05`, as most systems write it, or with `/` or `.` between; what is no such date is for
/// the long way.
fn usual(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_i16, |number, byte| {
            byte.is_ascii_digit()
                .then(|| number * 10 + i16::from(byte - b'0'))
        })
    };
    let parted = bytes[4] == bytes[7] && matches!(bytes[4], b'-' | b'/' | b'.');
    let part = |from: usize| i8::try_from(number(from, from + 2)?).ok();
    Date::new(number(0, 4).filter(|_| parted)?, part(5)?, part(8)?).ok()
}

/// The text before the time of day and the weekday.
fn date_part(text: &str) -> &str {
    if text.len() > 10 && text.is_char_boundary(10) && text.as_bytes()[10] == b'T' {
        return &text[..10];
    }
    let end = text
        .find(['星', '周', '礼', '('])
        .or_else(|| {
            text.find(':').map(|colon| {
                text[..colon]
                    .trim_end_matches(|c: char| c.is_ascii_digit())
                    .len()
            })
        })
        .unwrap_or(text.len());
    let part = text[..end].trim_end();
    part.strip_suffix("上午")
        .or(part.strip_suffix("下午"))
        .unwrap_or(part)
        .trim_end()
}

fn date(part: &str, order: DayOrder) -> Option<Date> {
    let numbers = numbers(part);
    if let Some(month) = english_month(part) {
        return match numbers.as_slice() {
            [day, year] if day.1 <= 2 => civil(full_year(*year)?, month, day.0),
            [year] if year.1 == 4 => civil(year.0, month, 1),
            _ => None,
        };
    }
    // Anything but figures and the marks between them is no date.
    let allowed = |c: char| c.is_ascii_digit() || "-/. \\_,年月日号號T".contains(c);
    if !part.chars().all(allowed) {
        return None;
    }
    match numbers.as_slice() {
        [whole] if whole.1 == 8 => civil(whole.0 / 10_000, whole.0 / 100 % 100, whole.0 % 100),
        [whole] if whole.1 == 6 && part.len() == 6 => civil(whole.0 / 100, whole.0 % 100, 1),
        [year] if year.1 == 5 && part.len() == 5 => from_number(year.0 as f64).map(DateTime::date),
        [whole] if whole.1 == 14 => {
            let day = whole.0 / 1_000_000;
            civil(day / 10_000, day / 100 % 100, day % 100)
        }
        [year, month] if year.1 == 4 => civil(year.0, month.0, 1),
        [month, year] if year.1 == 4 && month.1 <= 2 => civil(year.0, month.0, 1),
        [year, month, day] if year.1 == 4 => civil(year.0, month.0, day.0),
        [first, second, year] if year.1 == 4 => match order {
            DayOrder::MonthFirst => {
                civil(year.0, first.0, second.0).or(civil(year.0, second.0, first.0))
            }
            DayOrder::DayFirst => civil(year.0, second.0, first.0),
        },
        // 21年1月1日, 21-1-1: years of two digits stand first in China.
        [year, month, day] if year.1 == 2 && (part.contains('年') || year.0 > 12) => {
            civil(full_year(*year)?, month.0, day.0)
        }
        [first, second, year] if year.1 == 2 => match order {
            DayOrder::MonthFirst => civil(full_year(*year)?, first.0, second.0),
            DayOrder::DayFirst => civil(full_year(*year)?, second.0, first.0),
        },
        _ => None,
    }
}

/// Runs of digits with their lengths.
fn numbers(text: &str) -> Vec<(i64, usize)> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .filter_map(|run| Some((run.parse().ok()?, run.len())))
        .collect()
}

fn full_year((year, digits): (i64, usize)) -> Option<i64> {
    match digits {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn english_month(part: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let lower = part.to_ascii_lowercase();
    let word = lower
        .split(|c: char| !c.is_ascii_alphabetic())
        .find(|word| word.len() >= 3)?;
    MONTHS
        .iter()
        .position(|month| word.starts_with(month))
        .map(|at| at as i64 + 1)
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    let part = |number: i64| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()
}

fn midnight(year: i64, month: i64, day: i64) -> Option<DateTime> {
    civil(year, month, day).map(|date| date.to_datetime(Time::midnight()))
}

/// `12:30`, `12:30:05.000`, `3:04 PM`, `下午3:04`, `星期五 12:30`.
fn time(text: &str) -> Option<Time> {
    if !text.contains(':') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let afternoon = lower.contains("pm") || lower.contains("下午") || lower.contains("晚上");
    let morning = lower.contains("am") || lower.contains("上午");
    let clock = lower.split('+').next()?.split('.').next()?;
    let parts = numbers(clock);
    let part = |at: usize| {
        parts
            .get(at)
            .and_then(|(number, _)| i8::try_from(*number).ok())
    };
    let hour = part(0)?;
    let hour = match (afternoon, morning) {
        (true, _) if hour < 12 => hour + 12,
        (_, true) if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, part(1)?, part(2).unwrap_or(0), 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse_moment(&Cell::Text(text.into()), DayOrder::MonthFirst)
            .map(|at| at.strftime("%Y-%m-%d %H:%M").to_string())
    }

    #[test]
    fn dates_as_firms_write_them() {
        for (text, expected) in [
            ("20190101", "2019-01-01 00:00"),
            ("2026/09/03 12:00:00", "2026-09-03 12:00"),
            ("2024年3月5日", "2024-03-05 00:00"),
            ("2021年01月01日 星期五", "2021-01-01 00:00"),
            ("２０２１－１－７", "2021-01-07 00:00"),
            ("21年1月8日", "2021-01-08 00:00"),
            ("2024.03", "2024-03-01 00:00"),
            ("2024年3月", "2024-03-01 00:00"),
            ("2021.1.1", "2021-01-01 00:00"),
            ("1996-07-04 00:00:00.000", "1996-07-04 00:00"),
            ("2024-03-05T08:30:00Z", "2024-03-05 08:30"),
            ("7/29/2013", "2013-07-29 00:00"),
            ("29/7/2013", "2013-07-29 00:00"),
            ("5-Mar-24", "2024-03-05 00:00"),
            ("Mar 5, 2024 3:04 PM", "2024-03-05 15:04"),
            ("45356", "2024-03-05 00:00"),
            ("202403", "2024-03-01 00:00"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "-",
            "昨天",
            "2024-13-45",
            "1234",
            "SO20240101",
            "13800138000",
            "1,200.50",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn the_short_way_says_what_the_long_way_says() {
        for year in ["1899", "1900", "2024", "2100", "2101", "0000", "9999"] {
            for month in 0..14 {
                for day in 0..33 {
                    for mark in ["-", "/", "."] {
                        let text = format!("{year}{mark}{month:02}{mark}{day:02}");
                        // A blank in front leads past the short way.
                        let long = from_text(&format!(" {text}"), DayOrder::MonthFirst);
                        assert_eq!(from_text(&text, DayOrder::MonthFirst), long, "{text}");
                    }
                }
            }
        }
        for text in ["2024-03/05", "2024-3-055", "202４-3-5", "2024-03-0５"] {
            assert_eq!(usual(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_dates_only_where_they_can_be() {
        let shown = |number| {
            parse_moment(&Cell::Number(number), DayOrder::MonthFirst).map(|at| at.to_string())
        };
        assert_eq!(shown(45356.0).as_deref(), Some("2024-03-05T00:00:00"));
        assert_eq!(shown(45356.5).as_deref(), Some("2024-03-05T12:00:00"));
        assert_eq!(shown(20190101.0).as_deref(), Some("2019-01-01T00:00:00"));
        assert_eq!(shown(2024.03).as_deref(), Some("2024-03-01T00:00:00"));
        assert_eq!(shown(2_958_466.0), None);
        assert_eq!(shown(-1.0), None);
    }

    #[test]
    fn the_column_decides_whether_the_day_stands_first() {
        let column = |texts: &[&str]| -> Vec<Cell> {
            texts.iter().map(|t| Cell::Text((*t).into())).collect()
        };
        assert_eq!(
            date_order(column(&["3/4/2024", "25/4/2024"]).iter()),
            (DayOrder::DayFirst, None)
        );
        assert_eq!(
            date_order(column(&["3/4/2024", "3/25/2024"]).iter()),
            (DayOrder::MonthFirst, None)
        );
        assert_eq!(
            date_order(column(&["3/4/2024"]).iter()),
            (DayOrder::MonthFirst, Some("3/4/2024".to_owned()))
        );
        assert_eq!(
            date_order(column(&["2024-03-04"]).iter()),
            (DayOrder::MonthFirst, None)
        );
    }
}
