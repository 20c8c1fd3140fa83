//! How clerks write amounts and dates.

use jiff::civil::Date;

use crate::book::{Cell, yuan};
use crate::calendar::serial;
use crate::dice::Dice;

/// Thousands separators and two decimals.
pub(crate) fn grouped(cents: i64) -> String {
    let digits = (cents.abs() / 100).to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{text}.{:02}", cents.abs() % 100)
}

/// Digits, point and comma at full width.
pub(crate) fn wide(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '!'..='~' => char::from_u32(letter as u32 + 0xFEE0).unwrap_or(letter),
            other => other,
        })
        .collect()
}

/// An amount: nearly always a number, sometimes text that means the same number.
pub(crate) fn amount(cents: i64, dice: &mut Dice) -> Cell {
    match dice.between(0, 999) {
        0..=5 => Cell::Text(format!("¥{}", grouped(cents))),
        6..=8 if cents > 0 => Cell::Text(wide(&format!("{}.{:02}", cents / 100, cents % 100))),
        9..=11 if cents > 0 => Cell::Text(ten_thousands(cents)),
        12..=16 => Cell::Text(grouped(cents)),
        _ => yuan(cents).into(),
    }
}

/// The exact amount in 万.
pub(crate) fn ten_thousands(cents: i64) -> String {
    let text = format!("{}.{:06}", cents / 1_000_000, cents % 1_000_000);
    format!("{}万", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A date in one of the ways of a ledger kept by several hands.
pub(crate) fn day(day: Date, dice: &mut Dice) -> Cell {
    match dice.between(0, 9) {
        0..=2 => Cell::Text(format!("{}年{}月{}日", day.year(), day.month(), day.day())),
        3 | 4 => Cell::Text(day.strftime("%Y%m%d").to_string()),
        5 => Cell::Text(format!("{}/{}/{}", day.year(), day.month(), day.day())),
        6 => Cell::Number(serial(day) as f64),
        7 => Cell::Text(day.strftime("%Y.%m.%d").to_string()),
        _ => day.into(),
    }
}
