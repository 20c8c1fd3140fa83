use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfkc_quick};

use crate::file::plain_number;

/// Full-width digits and signs as ASCII; plain text is not copied.
pub(crate) fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfkc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}

/// A number and what follows it.
struct Figure<'t> {
    value: f64,
    tail: &'t str,
}

/// `¥1,234.00`, `1.2万`, `(1,234)`, `1234-`, `1,234元`: value in units of the currency. The flag
/// says that the text named its own multiple (万), so that the header's does not count again.
pub(crate) fn parse_amount(text: &str) -> Option<(f64, bool)> {
    if let Some(number) = plain_number(text.as_bytes()) {
        return Some((number, false));
    }
    let text = ascii(text);
    let figure = figure(&text)?;
    let tail = figure.tail.trim_end_matches(['整', '正']);
    let tail = tail.strip_suffix("人民币").unwrap_or(tail);
    let tail = ["元", "圆", "块", "圓", "rmb", "cny", "usd", "eur", "$", "€"]
        .iter()
        .find_map(|unit| tail.strip_suffix(unit))
        .unwrap_or(tail);
    let scale = match tail.trim() {
        "" => return Some((figure.value, false)),
        "万" | "w" | "萬" => 1e4,
        "亿" | "億" => 1e8,
        "千" | "仟" | "k" => 1e3,
        "百万" | "m" => 1e6,
        _ => return None,
    };
    Some((figure.value * scale, true))
}

/// A number with up to three characters of unit behind it: `12件`, `30 天`, `5%`. The flag says
/// that it was a percentage, which is already divided by a hundred.
pub(crate) fn parse_number(text: &str) -> Option<(f64, bool)> {
    if let Some(number) = plain_number(text.as_bytes()) {
        return Some((number, false));
    }
    let text = ascii(text);
    let figure = figure(&text)?;
    let tail = figure.tail.trim();
    if matches!(tail, "%" | "pct") {
        return Some((figure.value / 100.0, true));
    }
    if tail == "‰" {
        return Some((figure.value / 1000.0, true));
    }
    // 8.5折 is a discount of 15 %.
    if tail == "折" {
        let paid = if figure.value > 10.0 {
            figure.value / 100.0
        } else {
            figure.value / 10.0
        };
        return Some((1.0 - paid, true));
    }
    if let Some((amount, _)) = parse_amount(&text) {
        return Some((amount, false));
    }
    let unit = tail.chars().count() <= 5
        && !tail
            .chars()
            .any(|c| c.is_ascii_digit() || "-/:.".contains(c));
    unit.then_some((figure.value, false))
}

/// Minutes of `30分钟`, `1天2小时`, `00:30:00`, `1.5h`; a bare number is none.
pub(crate) fn parse_duration(text: &str) -> Option<f64> {
    let text = ascii(text).to_lowercase();
    let text = text.trim();
    if text.contains(':') {
        let parts: Option<Vec<f64>> = text
            .split(':')
            .map(|part| part.trim().parse().ok())
            .collect();
        return match parts?.as_slice() {
            [hours, minutes] => Some(hours * 60.0 + minutes),
            [hours, minutes, seconds] => Some(hours * 60.0 + minutes + seconds / 60.0),
            _ => None,
        };
    }
    let mut total = 0.0;
    let mut rest = text;
    while !rest.is_empty() {
        let figure = figure(rest)?;
        let tail = figure.tail.trim_start();
        let unit_end = tail
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(tail.len());
        let minutes = match tail[..unit_end].trim() {
            "天" | "日" | "d" | "day" | "days" => 1440.0,
            "个工作日" | "工作日" => 1440.0,
            "小时" | "时" | "个小时" | "h" | "hr" | "hour" | "hours" => 60.0,
            "分钟" | "分" | "min" | "m" | "mins" | "minutes" => 1.0,
            "秒" | "秒钟" | "s" | "sec" | "seconds" => 1.0 / 60.0,
            _ => return None,
        };
        total += figure.value * minutes;
        rest = &tail[unit_end..];
    }
    Some(total)
}

/// The leading figure of an ASCII-folded text.
fn figure(text: &str) -> Option<Figure<'_>> {
    let text = text.trim();
    let (text, mut negative) = match text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let mut text = text;
    loop {
        text = text.trim_start();
        if let Some(rest) = text.strip_prefix(['-', '−', '–', '△', '▲', '负']) {
            negative = !negative;
            text = rest;
        } else if let Some(rest) = text.strip_prefix(['+', '¥', '￥', '$', '€', '£', '约']) {
            text = rest;
        } else if let Some(rest) = currency_code(text) {
            text = rest;
        } else {
            break;
        }
    }
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '\u{a0}')))
        .unwrap_or(text.len());
    let (digits, tail) = scientific(text, end);
    let value = decimal(digits)?;
    let mut tail = tail.trim();
    if let Some(rest) = tail
        .strip_suffix(['-', '−'])
        .filter(|rest| !rest.ends_with('-'))
    {
        negative = !negative;
        tail = rest.trim();
    }
    Some(Figure {
        value: if negative { -value } else { value },
        tail,
    })
}

fn currency_code(text: &str) -> Option<&str> {
    [
        "RMB",
        "CNY",
        "USD",
        "EUR",
        "HKD",
        "NTD",
        "TWD",
        "NT$",
        "US$",
        "HK$",
        "人民币",
    ]
    .iter()
    .find_map(|code| {
        text.get(..code.len())
            .filter(|t| t.eq_ignore_ascii_case(code))
            .map(|_| &text[code.len()..])
    })
}

/// Keeps `6.92E+18` together.
fn scientific(text: &str, end: usize) -> (&str, &str) {
    let rest = &text[end..];
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        let digits = exponent[sign..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(exponent.len() - sign);
        if digits > 0 {
            return text.split_at(end + 1 + sign + digits);
        }
    }
    text.split_at(end)
}

/// Thousands separators and decimal commas. A comma before exactly three digits groups; before
/// any other number of final digits it is the decimal mark (`11,50`, `1.234,56`).
fn decimal(digits: &str) -> Option<f64> {
    let digits = digits.trim().trim_end_matches(',');
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return digits.parse().ok();
    }
    if digits.contains(['e', 'E']) {
        return digits.parse().ok();
    }
    let plain: String = digits
        .chars()
        .filter(|c| !matches!(c, ' ' | '\'' | '\u{a0}'))
        .collect();
    let decimal_comma = match (plain.rfind(','), plain.rfind('.')) {
        (Some(comma), Some(dot)) => comma > dot,
        (Some(comma), None) => plain.matches(',').count() == 1 && plain.len() - comma - 1 != 3,
        _ => false,
    };
    let plain = if decimal_comma {
        plain.replace('.', "").replace(',', ".")
    } else {
        plain.replace(',', "")
    };
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_firms_write_them() {
        for (text, expected) in [
            ("¥1,234.00", 1234.0),
            ("1.2万", 12000.0),
            ("11,50万元", 115_000.0),
            ("1052,75元", 1052.75),
            ("１２３．５", 123.5),
            ("(1,234)", -1234.0),
            ("1234-", -1234.0),
            ("-¥50", -50.0),
            ("RMB 3 500.5", 3500.5),
            ("1.234,56", 1234.56),
            ("2亿", 2e8),
            ("6.92E+18", 6.92e18),
        ] {
            assert_eq!(
                parse_amount(text).map(|(value, _)| value),
                Some(expected),
                "{text}"
            );
        }
        for text in ["", "abc", "2024-01-05", "1.2.3", "12件", "面议"] {
            assert_eq!(parse_amount(text), None, "{text}");
        }
    }

    #[test]
    fn plain_numbers_need_no_long_way() {
        for text in [
            "0",
            "-0",
            "12",
            "-12.50",
            "007",
            "0.1",
            "1E-3",
            "6.92E+18",
            "1e999",
            "123456789.123",
        ] {
            // A blank in front leads past the short way.
            let long = format!(" {text}");
            assert_eq!(parse_amount(text), parse_amount(&long), "{text}");
            assert_eq!(parse_number(text), parse_number(&long), "{text}");
        }
    }

    #[test]
    fn numbers_percentages_and_discounts() {
        for (text, expected) in [
            ("12件", 12.0),
            ("35%", 0.35),
            ("8.5折", 0.15),
            ("30 天", 30.0),
        ] {
            let (value, _) = parse_number(text).unwrap();
            assert!((value - expected).abs() < 1e-12, "{text} {value}");
        }
        assert_eq!(parse_number("2024-03-05"), None);
    }

    #[test]
    fn durations_in_minutes() {
        for (text, minutes) in [
            ("30分钟", 30.0),
            ("1天2小时", 1560.0),
            ("00:30:00", 30.0),
            ("1.5h", 90.0),
        ] {
            assert_eq!(parse_duration(text), Some(minutes), "{text}");
        }
        assert_eq!(parse_duration("45"), None);
    }
}
