//! Whose secret a column is (PIPL), told by its field, its header or the shape of its values, and
//! how such cells are shown where a row must be kept as it was read.

use std::borrow::Cow;

use records::{FieldSpec, Privacy};
use serde::{Deserialize, Serialize};

use crate::cell::{Cell, number_text};
use crate::dictionary::PrivacyWords;
use crate::header::Header;
use crate::parse::{is_void, unguarded};

/// Cells looked at for the shape of personal data.
const LOOKED_AT: usize = 80;
/// Fewer cells than this prove no shape.
const LEAST: usize = 3;

/// Why a column counts as personal; its sentence is `mapping.privacy.<id>` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrivacyReason {
    /// The field it serves holds personal information.
    Field,
    /// Its header says so.
    Header,
    /// Its values are identity card numbers: 18 characters with province, birthday
    /// and check digit in their places (GB 11643).
    IdNumber,
    /// Its values are bank card numbers: 16 to 19 digits with the right check digit (Luhn).
    BankCard,
    /// Its values are mobile numbers.
    Mobile,
    /// Its values are mail addresses.
    Mail,
}

impl PrivacyReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::Field,
        Self::Header,
        Self::IdNumber,
        Self::BankCard,
        Self::Mobile,
        Self::Mail,
    ];

    /// Stable name: the key of its sentence after `mapping.privacy.`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Header => "header",
            Self::IdNumber => "id_number",
            Self::BankCard => "bank_card",
            Self::Mobile => "mobile",
            Self::Mail => "mail",
        }
    }
}

/// Whose secret a column is, and why. The values speak first: they cannot be misnamed.
pub(crate) fn of_column<'c>(
    header: &Header,
    field: Option<&FieldSpec>,
    cells: impl Iterator<Item = &'c Cell>,
    words: &PrivacyWords,
) -> (Privacy, Option<PrivacyReason>) {
    let shape = shape(cells);
    if let Some(reason @ (PrivacyReason::IdNumber | PrivacyReason::BankCard)) = shape {
        return (Privacy::Sensitive, Some(reason));
    }
    let said = by_header(header, words);
    if said == Privacy::Sensitive {
        return (said, Some(PrivacyReason::Header));
    }
    if let Some(field) = field.filter(|field| field.privacy != Privacy::Plain) {
        return (field.privacy, Some(PrivacyReason::Field));
    }
    if shape.is_some() {
        return (Privacy::Personal, shape);
    }
    // A field of company information is one whatever else its header says: a region from 收货地址.
    if said == Privacy::Personal && field.is_none() {
        return (said, Some(PrivacyReason::Header));
    }
    (Privacy::Plain, None)
}

fn by_header(header: &Header, words: &PrivacyWords) -> Privacy {
    let whole = header.forms.first().map_or("", String::as_str);
    let tokens = tokens(&header.shown);
    let says = |word: &String| {
        if word.is_ascii() {
            header.forms.contains(word) || tokens.contains(word)
        } else {
            whole.contains(word.as_str())
        }
    };
    let of_a_person = ["人", "姓名", "手机", "身份证"]
        .iter()
        .any(|word| whole.contains(word));
    if !of_a_person && words.company.iter().any(says) {
        Privacy::Plain
    } else if words.sensitive.iter().any(says) {
        Privacy::Sensitive
    } else if words.personal.iter().any(says) {
        Privacy::Personal
    } else {
        Privacy::Plain
    }
}

/// `birthDate`, `birth_date` → birth, date.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    let mut lower = false;
    for character in text.chars() {
        if !character.is_ascii_alphabetic() || (lower && character.is_ascii_uppercase()) {
            tokens.push(String::new());
        }
        lower = character.is_ascii_lowercase();
        if let Some(last) = tokens
            .last_mut()
            .filter(|_| character.is_ascii_alphabetic())
        {
            last.push(character.to_ascii_lowercase());
        }
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

/// The shape that most of the values have.
fn shape<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<PrivacyReason> {
    let (mut seen, mut ids, mut cards, mut mobiles, mut mails) = (0, 0, 0, 0, 0);
    for cell in cells.filter(|cell| !is_void(cell)).take(LOOKED_AT) {
        seen += 1;
        let text: Cow<str> = match cell {
            Cell::Text(text) => Cow::Borrowed(unguarded(text)),
            Cell::Number(number) => Cow::Owned(number_text(*number)),
            _ => continue,
        };
        mails += usize::from(is_mail(&text));
        let run = longest_run(&text);
        ids += usize::from(is_id_number(&run));
        cards += usize::from(is_bank_card(&run));
        mobiles += usize::from(is_mobile(&run));
    }
    let most = |count: usize| seen >= LEAST && count * 10 >= seen * 6;
    if most(ids) {
        Some(PrivacyReason::IdNumber)
    } else if seen >= LEAST && cards * 10 >= seen * 9 {
        // One number in ten passes the check by chance.
        Some(PrivacyReason::BankCard)
    } else if most(mobiles) {
        Some(PrivacyReason::Mobile)
    } else {
        most(mails).then_some(PrivacyReason::Mail)
    }
}

/// The longest run of digits, blanks and hyphens inside it set aside, with the X of an identity
/// number; empty where a letter stands right before it, as in document numbers.
fn longest_run(text: &str) -> String {
    let (mut best, mut run) = (String::new(), String::new());
    let mut after_letter = false;
    let mut last = ' ';
    for character in text.chars().chain(['\0']) {
        let closes = matches!(character, 'X' | 'x') && run.len() == 17;
        if character.is_ascii_digit() || closes {
            if run.is_empty() {
                after_letter = last.is_ascii_alphabetic();
            }
            run.push(character.to_ascii_uppercase());
        } else if !matches!(character, ' ' | '-') || run.is_empty() {
            if run.len() > best.len() && !after_letter {
                best = std::mem::take(&mut run);
            }
            run.clear();
        }
        last = character;
    }
    best
}

/// The provinces by the first two digits (GB/T 2260).
const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "83",
];

/// A resident's identity number: region, a birthday, sequence, check digit modulo 11.
fn is_id_number(run: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let digits: Vec<char> = run.chars().collect();
    if digits.len() != 18 || !matches!(run.get(6..8), Some("18" | "19" | "20")) {
        return false;
    }
    let born = |from: usize, to: usize| run.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let (month, day) = (born(10, 12).unwrap_or(0), born(12, 14).unwrap_or(0));
    let dated = (1..=12).contains(&month) && (1..=31).contains(&day);
    let province = run.get(..2).is_some_and(|code| PROVINCES.contains(&code));
    let sum: Option<u32> = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| Some(digit.to_digit(10)? * weight))
        .sum();
    let checked = sum.is_some_and(|sum| CHECKS[(sum % 11) as usize] == digits[17]);
    // Made-up numbers have wrong check digits; of a birthday and a province together a column is
    // not full by chance either.
    dated && (checked || province)
}

/// 16 to 19 digits that pass Luhn and begin as cards of banks do.
fn is_bank_card(run: &str) -> bool {
    if !(16..=19).contains(&run.len()) || !run.starts_with(['3', '4', '5', '6', '9']) {
        return false;
    }
    let digits: Option<Vec<u32>> = run.chars().rev().map(|digit| digit.to_digit(10)).collect();
    let Some(digits) = digits else { return false };
    let luhn: u32 = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    luhn.is_multiple_of(10)
}

/// A mobile number of the mainland, with or without 86.
fn is_mobile(run: &str) -> bool {
    let number = if run.len() == 13 {
        run.strip_prefix("86").unwrap_or(run)
    } else {
        run
    };
    let second = number.as_bytes().get(1);
    number.len() == 11
        && number.starts_with('1')
        && second.is_some_and(|d| (b'3'..=b'9').contains(d))
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    })
}

/// A cell of a personal column as it may be kept: 张**, 138****8000, z***@example.com; of a sensitive
/// one the last two characters.
pub(crate) fn masked(text: &str, privacy: Privacy) -> String {
    let text = text.trim();
    let length = text.chars().count();
    let keep = |front: usize, back: usize| -> String {
        let stars = length.saturating_sub(front + back).clamp(2, 16);
        let first: String = text.chars().take(front).collect();
        let last: String = text
            .chars()
            .skip(length.saturating_sub(back).max(front))
            .collect();
        format!("{first}{}{last}", "*".repeat(stars))
    };
    let number = text
        .chars()
        .all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    match privacy {
        Privacy::Plain => text.to_owned(),
        _ if text.is_empty() => String::new(),
        Privacy::Sensitive if length > 6 => keep(0, 2),
        Privacy::Sensitive => "**".into(),
        Privacy::Personal if is_mail(text) => {
            let host = text.split_once('@').map_or("", |(_, host)| host);
            format!("{}***@{host}", text.chars().take(1).collect::<String>())
        }
        Privacy::Personal if number && length >= 10 => keep(3, 4),
        Privacy::Personal if number => keep(0, 2),
        Privacy::Personal => format!("{}**", text.chars().take(1).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[&str]) -> Option<PrivacyReason> {
        let cells: Vec<Cell> = values
            .iter()
            .map(|value| Cell::Text((*value).into()))
            .collect();
        shape(cells.iter())
    }

    #[test]
    fn values_give_personal_data_away_under_any_header() {
        // Numbers made for this test: no person's, no card's.
        let ids = [
            "110101199003071233",
            "11010119900307803X",
            "110101 19900307 0492",
        ];
        assert_eq!(column(&ids), Some(PrivacyReason::IdNumber));
        let mobiles = ["13800138000", "+86 138-0013-8001", "客户3（13800138002）"];
        assert_eq!(column(&mobiles), Some(PrivacyReason::Mobile));
        let cards = [
            "4111111111111111",
            "5500 0000 0000 0004",
            "6011000000000004",
        ];
        assert_eq!(column(&cards), Some(PrivacyReason::BankCard));
        assert_eq!(
            column(&["a@b.cn", "c@d.cn", "e@f.com"]),
            Some(PrivacyReason::Mail)
        );
    }

    #[test]
    fn documents_and_amounts_are_nobodys_secret() {
        for values in [
            ["SO13800138000", "SO13800138001", "SO13800138002"],
            ["2024010100000123", "2024010100000124", "2024010100000125"],
            ["12345678.90", "99.00", "13800.00"],
            ["20240101", "20240102", "20240103"],
        ] {
            assert_eq!(column(&values), None, "{values:?}");
        }
    }

    #[test]
    fn masked_cells_tell_rows_apart_and_no_more() {
        for (text, privacy, expected) in [
            ("张三丰", Privacy::Personal, "张**"),
            ("13800138000", Privacy::Personal, "138****8000"),
            ("zhang@example.com", Privacy::Personal, "z***@example.com"),
            ("客户1（13800138000）", Privacy::Personal, "客**"),
            (
                "11010119900307803X",
                Privacy::Sensitive,
                "****************3X",
            ),
            ("轻度抑郁", Privacy::Sensitive, "**"),
            ("", Privacy::Sensitive, ""),
            ("宁波东海", Privacy::Plain, "宁波东海"),
        ] {
            assert_eq!(masked(text, privacy), expected);
        }
    }
}
