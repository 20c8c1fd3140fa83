use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Month,
    Quarter,
    Half,
    Year,
}

/// A stretch of time that a header names: `2024-01`, `1月`, `2024年一季度`, `Q1`, `2023年`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub step: Step,
    /// Absent where only the month or quarter is named.
    pub year: Option<i16>,
    /// 1-based month, quarter or half; 1 for a year.
    pub number: i8,
}

impl Step {
    /// Months it is long.
    fn months(self) -> i8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

impl Period {
    /// Its last day in a year.
    pub(crate) fn end(self, year: i16) -> Option<Date> {
        let month = self.number * self.step.months();
        Some(Date::new(year, month, 1).ok()?.last_of_month())
    }
}

/// The period that a header names, and what else it says: `1月销售额` is January and `销售额`. Of
/// two header rows, joined by `/`, one may name the year or the measure.
pub(crate) fn period(header: &str) -> Option<(Period, String)> {
    let plain: String = header.nfkc().flat_map(char::to_lowercase).collect();
    let plain = plain.trim();
    if let Some(found) = leading(plain) {
        return Some(found);
    }
    let (group, own) = plain.split_once('/')?;
    match (leading(group), leading(own)) {
        (Some((year, rest)), Some((part, own))) if year.step == Step::Year && rest.is_empty() => {
            let year = part.year.or(year.year);
            Some((Period { year, ..part }, own))
        }
        (Some((found, rest)), None) => Some((found, format!("{rest}{own}"))),
        (None, Some((found, rest))) => Some((found, format!("{group}{rest}"))),
        _ => None,
    }
}

/// A period at the beginning of a text.
fn leading(text: &str) -> Option<(Period, String)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, named, rest) = year(&text);
    let found = part(rest, year.is_some())
        .map(|(step, number, rest)| (Period { step, year, number }, rest))
        .or_else(|| {
            let alone = Period {
                step: Step::Year,
                year,
                number: 1,
            };
            let plain = named || rest.is_empty();
            (year.is_some() && plain).then_some((alone, rest))
        });
    let (found, rest) = found?;
    let marks = |c: char| "-_:/,.、()的".contains(c);
    Some((found, rest.trim_matches(marks).to_owned()))
}

/// A year at the beginning, whether it is called one (`年`), and the rest.
fn year(text: &str) -> (Option<i16>, bool, &str) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let named = rest.strip_prefix("年度").or(rest.strip_prefix('年'));
    match (digits, named) {
        (2, Some(rest)) => (number.parse().ok().map(|n: i16| n + 2000), true, rest),
        (4 | 6, _) => {
            let (year, month) = number.split_at(4);
            let year = year.parse().ok().filter(|y| (1990..=2100).contains(y));
            match (year, named) {
                (Some(year), Some(rest)) if digits == 4 => (Some(year), true, rest),
                (Some(year), _) if digits == 4 => (Some(year), false, rest),
                (Some(year), None) if rest.is_empty() => {
                    (Some(year), false, &text[text.len() - month.len()..])
                }
                _ => (None, false, text),
            }
        }
        _ => (None, false, text),
    }
}

/// A month, quarter or half; a bare number only after a year.
fn part(text: &str, dated: bool) -> Option<(Step, i8, &str)> {
    let open = text.trim_start_matches(['-', '/', '.', '_']);
    for (number, word) in (1..).zip(["十二月", "十一月", "十月"]) {
        if let Some(rest) = open.strip_prefix(word) {
            return Some((Step::Month, 13 - number, rest));
        }
    }
    for (number, word) in (1..).zip(["一", "二", "三", "四", "五", "六", "七", "八", "九"])
    {
        let Some(rest) = open.strip_prefix('第').unwrap_or(open).strip_prefix(word) else {
            continue;
        };
        if let Some(rest) = rest.strip_prefix('月') {
            return Some((Step::Month, number, rest));
        }
        let season = rest.strip_prefix("季度").or(rest.strip_prefix('季'));
        if let Some(rest) = season.filter(|_| number <= 4) {
            return Some((Step::Quarter, number, rest));
        }
    }
    for (word, step, number) in [
        ("上半年", Step::Half, 1),
        ("下半年", Step::Half, 2),
        ("h1", Step::Half, 1),
        ("h2", Step::Half, 2),
        ("q1", Step::Quarter, 1),
        ("q2", Step::Quarter, 2),
        ("q3", Step::Quarter, 3),
        ("q4", Step::Quarter, 4),
    ] {
        if let Some(rest) = open.strip_prefix(word) {
            return Some((step, number, rest));
        }
    }
    numbered(open, dated).or_else(|| english(open))
}

/// `1月`, `01`, `1季度`, and `01-01` or `1-31`: a month told by a day of it.
fn numbered(text: &str, dated: bool) -> Option<(Step, i8, &str)> {
    let text = text.strip_prefix('第').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: i8 = (1..=2)
        .contains(&digits)
        .then(|| text[..digits].parse().ok())??;
    let rest = &text[digits..];
    let season = rest.strip_prefix("季度").or(rest.strip_prefix('季'));
    if let Some(rest) = season {
        return (1..=4)
            .contains(&number)
            .then_some((Step::Quarter, number, rest));
    }
    if !(1..=12).contains(&number) {
        return None;
    }
    if let Some(rest) = rest.strip_prefix('月') {
        // 1月5日 is a day.
        let rest = rest.strip_prefix('份').unwrap_or(rest);
        let day = rest.starts_with(|c: char| c.is_ascii_digit());
        return (!day).then_some((Step::Month, number, rest));
    }
    let ends = matches!(rest, "" | "-01" | "-1" | "-28" | "-29" | "-30" | "-31");
    (dated && ends).then_some((Step::Month, number, ""))
}

/// `jan`, `january`, `jan-24` (its year is dropped when not of four digits).
fn english(text: &str) -> Option<(Step, i8, &str)> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text.get(..letters).filter(|word| word.len() >= 3)?;
    let at = MONTHS.iter().position(|month| month.starts_with(word))?;
    Some((Step::Month, at as i8 + 1, &text[letters..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(header: &str) -> Option<String> {
        let (found, rest) = period(header)?;
        let end = found.end(found.year.unwrap_or(2000))?;
        let year = if found.year.is_some() { "" } else { "?" };
        Some(format!("{year}{end}{rest}"))
    }

    #[test]
    fn periods_as_headers_name_them() {
        for (header, expected) in [
            ("2024-01", "2024-01-31"),
            ("2024/2", "2024-02-29"),
            ("202403", "2024-03-31"),
            ("2024.04", "2024-04-30"),
            ("2024年1月", "2024-01-31"),
            ("24年1月份", "2024-01-31"),
            ("2024-01-01", "2024-01-31"),
            ("2024年/3月", "2024-03-31"),
            ("１月", "?2000-01-31"),
            ("十二月", "?2000-12-31"),
            ("1月销售额", "?2000-01-31销售额"),
            ("1月/实际", "?2000-01-31实际"),
            ("销售额/2024-05", "2024-05-31销售额"),
            ("Q1", "?2000-03-31"),
            ("2024Q2", "2024-06-30"),
            ("2024年三季度", "2024-09-30"),
            ("第四季度", "?2000-12-31"),
            ("上半年", "?2000-06-30"),
            ("2023年", "2023-12-31"),
            ("2023年度", "2023-12-31"),
            ("Jan", "?2000-01-31"),
        ] {
            assert_eq!(shown(header).as_deref(), Some(expected), "{header}");
        }
        for header in [
            "客户名称",
            "1月5日",
            "13月",
            "金额",
            "2024-13",
            "SO202401",
            "12",
            "mark",
        ] {
            assert_eq!(shown(header), None, "{header}");
        }
    }
}
