use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::number::{ascii, parse_number};
use super::unguarded;
use crate::cell::{Cell, number_text};

/// Text of a cell: trimmed, without guards, ids without `.0`; in NFKC with single spaces where it
/// may be a key, because 上海（一）厂 and 上海(一)厂 are one customer.
pub(crate) fn plain_text(cell: &Cell, key: bool) -> String {
    let text: Cow<str> = match cell {
        Cell::Text(text) => Cow::Borrowed(unguarded(text)),
        Cell::Number(number) => Cow::Owned(number_text(*number)),
        other => Cow::Owned(other.shown()),
    };
    if !key || is_folded(&text) {
        return text.into_owned();
    }
    let folded: String = text.nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing but ASCII that can be seen, single spaces and common Chinese characters: NFKC changes
/// none of them, and no table has to be looked up to know that.
fn is_usual(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|character| {
        let usual = match character {
            ' ' => before != ' ',
            '!'..='~' | '\u{4e00}'..='\u{9fff}' => true,
            _ => false,
        };
        before = character;
        usual
    })
}

/// Already in NFKC with single spaces, as nearly all texts are.
fn is_folded(text: &str) -> bool {
    if is_usual(text) {
        return true;
    }
    let normal = text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes;
    normal && !text.contains("  ") && !text.contains(|c: char| c.is_whitespace() && c != ' ')
}

const YES: &[&str] = &[
    "是",
    "有",
    "y",
    "yes",
    "true",
    "t",
    "1",
    "√",
    "✓",
    "✔",
    "对",
    "通过",
    "合格",
    "出席",
    "到场",
    "到",
    "成交",
    "won",
    "win",
    "完成",
    "续签",
    "续约",
    "采纳",
    "部分采纳",
    "解决",
    "满足",
    "done",
    "签到",
    "参加",
    "赢单",
    "ok",
    "准时",
    "按时",
    "正常",
    "执行",
    "発",
    "v",
    "●",
];
const NO: &[&str] = &[
    "否",
    "无",
    "n",
    "no",
    "false",
    "f",
    "0",
    "×",
    "✗",
    "✘",
    "x",
    "错",
    "缺席",
    "lost",
    "lose",
    "进行中",
    "待定",
    "输单",
    "没有",
    "拒绝",
    "失败",
    "流失",
    "無",
    "取消",
    "○",
];

/// Yes or no; `None` for anything else.
pub(crate) fn parse_flag(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Bool(flag) => Some(*flag),
        Cell::Number(number) if *number == 1.0 => Some(true),
        Cell::Number(number) if *number == 0.0 => Some(false),
        Cell::Text(text) => flag_word(&ascii(unguarded(text)).to_lowercase()),
        _ => None,
    }
}

/// Whether prices contain tax, where the cell says so in words: 含税, 不含税.
pub(crate) fn parse_taxed(cell: &Cell) -> Option<bool> {
    let text = cell.text()?.trim().to_lowercase();
    let without = ["不含税", "未税", "无税", "不含稅", "excl", "net"];
    if without.iter().any(|word| text.contains(word)) {
        return Some(false);
    }
    let with = ["含税", "含稅", "价税", "incl", "gross"];
    with.iter().any(|word| text.contains(word)).then_some(true)
}

fn flag_word(word: &str) -> Option<bool> {
    let word = word.trim();
    if YES.contains(&word) {
        return Some(true);
    }
    if NO.contains(&word) {
        return Some(false);
    }
    if word.chars().count() > 8 {
        return None;
    }
    if word.starts_with(['未', '不', '没', '否', '待', '无']) {
        Some(false)
    } else if word.starts_with(['已', '是', '有']) {
        Some(true)
    } else {
        None
    }
}

/// Words of a score and its place on the scale 1–5; longer words first.
const SCORES: &[(&str, f64)] = &[
    ("很不满意", 1.0),
    ("非常不满意", 1.0),
    ("极不满意", 1.0),
    ("不太满意", 2.0),
    ("较不满意", 2.0),
    ("比较不满意", 2.0),
    ("不满意", 2.0),
    ("基本满意", 3.0),
    ("非常满意", 5.0),
    ("十分满意", 5.0),
    ("很满意", 5.0),
    ("比较满意", 4.0),
    ("较满意", 4.0),
    ("满意", 4.0),
    ("一般", 3.0),
    ("中立", 3.0),
    ("verydissatisfied", 1.0),
    ("verysatisfied", 5.0),
    ("dissatisfied", 2.0),
    ("unsatisfied", 2.0),
    ("satisfied", 4.0),
    ("neutral", 3.0),
    ("非常不同意", 1.0),
    ("不同意", 2.0),
    ("非常同意", 5.0),
    ("同意", 4.0),
    ("非常不愿意", 1.0),
    ("很不愿意", 1.0),
    ("不太愿意", 2.0),
    ("不愿意", 2.0),
    ("比较愿意", 4.0),
    ("非常愿意", 5.0),
    ("很愿意", 5.0),
    ("愿意", 4.0),
    ("一定不会", 1.0),
    ("可能不会", 2.0),
    ("不确定", 3.0),
    ("可能会", 4.0),
    ("一定会", 5.0),
    ("好评", 5.0),
    ("中评", 3.0),
    ("差评", 1.0),
    ("五星", 5.0),
    ("四星", 4.0),
    ("三星", 3.0),
    ("二星", 2.0),
    ("两星", 2.0),
    ("一星", 1.0),
    ("优秀", 5.0),
    ("良好", 4.0),
    ("合格", 3.0),
    ("较差", 2.0),
    ("很差", 1.0),
    ("差", 1.0),
    ("优", 5.0),
    ("良", 4.0),
    ("中", 3.0),
    ("excellent", 5.0),
    ("good", 4.0),
    ("fair", 3.0),
    ("poor", 2.0),
];

/// A score on the source's scale: numbers as they are, words and stars on 1–5.
pub(crate) fn parse_score(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => score_text(unguarded(text)),
        _ => None,
    }
}

fn score_text(text: &str) -> Option<f64> {
    let stars = text.chars().filter(|c| *c == '★').count();
    if stars > 0 && text.chars().all(|c| "★☆ ".contains(c)) {
        return Some(stars as f64);
    }
    if let Some((value, _)) = parse_number(text) {
        return Some(value);
    }
    let plain: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect();
    // Survey tools put the option before the word: `A. 非常满意`, `10 非常愿意`.
    let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
    let word = plain.trim_start_matches(|c: char| c.is_ascii_alphanumeric() && !plain.is_ascii());
    let word = if word.is_empty() {
        plain.as_str()
    } else {
        word
    };
    let known = SCORES
        .iter()
        .find(|(known, _)| *known == word || plain == *known);
    known
        .map(|(_, score)| *score)
        .or_else(|| digits.parse().ok().filter(|score| *score <= 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn scores_in_words_stars_and_numbers() {
        for (shown, expected) in [
            ("很满意", 5.0),
            ("很不满意", 1.0),
            ("A. 非常满意", 5.0),
            ("5分", 5.0),
            ("4.5", 4.5),
            ("★★★★☆", 4.0),
            ("中评", 3.0),
            ("10 非常愿意", 10.0),
            ("Very satisfied", 5.0),
        ] {
            assert_eq!(parse_score(&text(shown)), Some(expected), "{shown}");
        }
        assert_eq!(parse_score(&text("质量有问题")), None);
    }

    #[test]
    fn yes_and_no_in_many_words() {
        for (shown, expected) in [
            ("是", true),
            ("已采纳", true),
            ("未采纳", false),
            ("√", true),
            ("无", false),
            ("N", false),
            ("ＹＥＳ", true),
        ] {
            assert_eq!(parse_flag(&text(shown)), Some(expected), "{shown}");
        }
        assert_eq!(parse_flag(&text("另议")), None);
        assert_eq!(parse_flag(&Cell::Number(1.0)), Some(true));
    }

    #[test]
    fn what_counts_as_usual_is_what_folding_leaves_alone() {
        for code in (0..0x3000).chain(0x4e00..0xa000) {
            let Some(character) = char::from_u32(code) else {
                continue;
            };
            let text = format!("甲{character}A b");
            if is_usual(&text) {
                let folded: String = text.nfkc().collect();
                assert_eq!(folded, text);
                assert!(character == ' ' || !character.is_whitespace(), "{code:x}");
            }
        }
        for text in [" a", "a  b", "上海（一）厂", "ﾊﾝｶｸ", "a\tb"] {
            assert!(!is_usual(text), "{text}");
        }
        assert!(is_usual("上海00017密封件 MG1-003"));
    }

    #[test]
    fn ids_lose_guards_and_keys_are_folded() {
        assert_eq!(plain_text(&text("\t9001"), true), "9001");
        assert_eq!(plain_text(&text("=\"0012\""), true), "0012");
        assert_eq!(plain_text(&text("'9001"), true), "9001");
        assert_eq!(plain_text(&Cell::Number(12346.0), true), "12346");
        assert_eq!(
            plain_text(&text("客户０２５（上海） 公司"), true),
            "客户025(上海) 公司"
        );
    }
}
