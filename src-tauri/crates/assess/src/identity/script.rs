//! One script for all names: compatibility forms, small letters, simplified characters, one kind
//! of bracket.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Traditional characters with one simplified form, from Unihan.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let table = include_str!("../../../../../assets/names/simplified.txt");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .filter_map(|pair| {
            let mut letters = pair.chars();
            Some((letters.next()?, letters.next()?))
        })
        .collect()
});

/// The text in one script: full width to half width, lower case, traditional to simplified,
/// every kind of bracket to `()`, dashes to `-`, blanks to one.
pub(crate) fn one_script(text: &str) -> String {
    let folded = text.nfkc().flat_map(char::to_lowercase).map(|c| match c {
        '【' | '[' | '〔' | '{' | '《' | '「' | '<' => '(',
        '】' | ']' | '〕' | '}' | '》' | '」' | '>' => ')',
        '—' | '–' | '―' | '‐' | '－' | '_' => '-',
        '\u{200b}' | '\u{feff}' | '\u{200e}' => ' ',
        other => *SIMPLIFIED.get(&other).unwrap_or(&other),
    });
    let mut plain = String::with_capacity(text.len());
    for c in folded {
        if c.is_whitespace() {
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else {
            plain.push(c);
        }
    }
    plain.trim().to_owned()
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Letters, digits and Chinese characters only.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_script_and_brackets_do_not_tell_names_apart() {
        for (text, plain) in [
            ("ＡＢＣ　貿易【上海】", "abc 贸易(上海)"),
            ("寧波東海密封件有限責任公司", "宁波东海密封件有限责任公司"),
            ("廣東華聯閥門廠", "广东华联阀门厂"),
            ("东海—密封", "东海-密封"),
        ] {
            assert_eq!(one_script(text), plain);
        }
        assert_eq!(bare("a-b (c)·东海"), "abc东海");
    }
}
