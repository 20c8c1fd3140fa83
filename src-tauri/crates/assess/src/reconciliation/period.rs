//! Periods as bookkeepers write them: 2024-03, 2024年3月, 202403, 2024Q1, 2024年上半年, 2024年1-6月.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// First and last day of a period; absent when the text names none.
#[must_use]
pub fn period(text: &str) -> Option<(Date, Date)> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let text = text.trim();
    if let Some((a, b)) = ends(text) {
        let (first, last) = (one(a)?, one(b)?);
        return (first.0 <= last.1).then_some((first.0, last.1));
    }
    one(text)
}

/// Both ends where the text names two.
fn ends(text: &str) -> Option<(&str, &str)> {
    ["~", "至", "—", "–", " - ", " to "]
        .iter()
        .find_map(|mark| text.split_once(mark))
}

fn one(text: &str) -> Option<(Date, Date)> {
    // A date that a spreadsheet wrote with its midnight.
    let text = text.trim();
    let text = match text.find([' ', 't']) {
        Some(at) if text[at + 1..].contains(':') => &text[..at],
        _ => text,
    };
    let numbers = numbers(text);
    if let Some(month) = named_month(text) {
        return month_of(year(*numbers.last()?)?, month);
    }
    if let Some(quarter) = quarter(text, &numbers) {
        let first = month_of(year(*numbers.first()?)?, quarter * 3 - 2)?;
        let last = month_of(year(*numbers.first()?)?, quarter * 3)?;
        return Some((first.0, last.1));
    }
    match *numbers.as_slice() {
        [y] if text.contains("上半年") => half(y, 1),
        [y] if text.contains("下半年") => half(y, 7),
        [y] => single(y),
        [y, m] => month_of(year(y)?, m),
        [y, a, b] if text.contains('年') && text.contains('月') && !text.contains('日') => {
            let (first, last) = (month_of(year(y)?, a)?, month_of(year(y)?, b)?);
            (first.0 <= last.0).then_some((first.0, last.1))
        }
        [y, m, d] => day(year(y)?, m, d),
        _ => None,
    }
}

fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect()
}

fn named_month(text: &str) -> Option<u32> {
    let word: String = text
        .chars()
        .filter(char::is_ascii_alphabetic)
        .take(3)
        .collect();
    let at = MONTHS.iter().position(|name| *name == word)?;
    u32::try_from(at + 1).ok()
}

fn quarter(text: &str, numbers: &[u32]) -> Option<u32> {
    if !text.contains('季') && !text.contains('q') {
        return None;
    }
    let spelled = ["一", "二", "三", "四"]
        .iter()
        .position(|word| text.contains(word))
        .and_then(|at| u32::try_from(at + 1).ok());
    spelled
        .or(numbers.get(1).copied())
        .filter(|quarter| (1..=4).contains(quarter))
}

fn half(y: u32, first: u32) -> Option<(Date, Date)> {
    Some((
        month_of(year(y)?, first)?.0,
        month_of(year(y)?, first + 5)?.1,
    ))
}

/// A lone number: 2024, 202403, 20240331.
fn single(number: u32) -> Option<(Date, Date)> {
    match number {
        1_900..=2_200 => Some((month_of(number, 1)?.0, month_of(number, 12)?.1)),
        190_001..=220_012 => month_of(number / 100, number % 100),
        19_000_101..=22_001_231 => day(number / 10_000, number / 100 % 100, number % 100),
        _ => None,
    }
}

/// A day at either end of its month means the month: so a spreadsheet writes months.
fn day(y: u32, m: u32, d: u32) -> Option<(Date, Date)> {
    let date = date(y, m, d)?;
    if date.day() == 1 || date == date.last_of_month() {
        return Some((date.first_of_month(), date.last_of_month()));
    }
    Some((date, date))
}

fn month_of(y: u32, m: u32) -> Option<(Date, Date)> {
    let first = date(y, m, 1)?;
    Some((first, first.last_of_month()))
}

fn date(y: u32, m: u32, d: u32) -> Option<Date> {
    Date::new(
        i16::try_from(y).ok()?,
        i8::try_from(m).ok()?,
        i8::try_from(d).ok()?,
    )
    .ok()
}

fn year(number: u32) -> Option<u32> {
    match number {
        0..=79 => Some(2_000 + number),
        1_900..=2_200 => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn periods_are_read_as_bookkeepers_write_them() {
        for (text, expected) in [
            ("2024-03", "2024-03-01 2024-03-31"),
            ("2024年3月", "2024-03-01 2024-03-31"),
            ("２０２４年０３月", "2024-03-01 2024-03-31"),
            ("202402", "2024-02-01 2024-02-29"),
            ("2024/3/1", "2024-03-01 2024-03-31"),
            ("2024-03-31 00:00:00", "2024-03-01 2024-03-31"),
            ("2024-03-15", "2024-03-15 2024-03-15"),
            ("Mar-24", "2024-03-01 2024-03-31"),
            ("2024Q2", "2024-04-01 2024-06-30"),
            ("2024年第三季度", "2024-07-01 2024-09-30"),
            ("2024年上半年", "2024-01-01 2024-06-30"),
            ("2024年1-6月", "2024-01-01 2024-06-30"),
            ("2024-01 至 2024-12", "2024-01-01 2024-12-31"),
            ("2023年度", "2023-01-01 2023-12-31"),
        ] {
            let found = period(text).map(|(from, to)| format!("{from} {to}"));
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in ["合计", "", "2024年13月", "第3期", "2024-06 至 2024-01"] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
