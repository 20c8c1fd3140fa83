//! Customer names as keys: what may differ in writing without meaning another customer.

use unicode_normalization::UnicodeNormalization;

/// Key of a name: compatibility form (full width to half width, `（上海）` to `(上海)`), lower case,
/// without blanks and separating marks. Legal forms stay: 有限公司 and 有限责任公司 are candidates
/// for a merge, which the adviser decides, not one key.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '【' | '[' | '〔' => '(',
            '】' | ']' | '〕' => ')',
            other => other,
        })
        .filter(|c| !c.is_whitespace() && !matches!(c, '·' | '.' | ',' | '。' | '、' | '\'' | '"'))
        .collect()
}

/// Looser key under which two master rows are taken for one company written twice: legal form,
/// brackets, settlement prefixes (现结-/月结-) and a trailing digit dropped.
#[must_use]
pub fn duplicate_key(name: &str) -> String {
    let mut key = name_key(name);
    for prefix in ["现结-", "月结-", "现结", "月结"] {
        if let Some(rest) = key.strip_prefix(prefix) {
            key = rest.to_owned();
        }
    }
    let key: String = key
        .chars()
        .filter(|c| !matches!(c, '(' | ')' | '-' | '_'))
        .collect();
    let stem = key.trim_end_matches(|c: char| c.is_ascii_digit());
    // Latin names may end in a number that tells shops apart (Store 12); Chinese firms do not.
    let stem = if stem.is_ascii() { key.as_str() } else { stem };
    for form in ["股份有限公司", "有限责任公司", "有限公司", "公司"] {
        if let Some(rest) = stem.strip_suffix(form)
            && rest.chars().count() >= 2
        {
            return rest.to_owned();
        }
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_does_not_make_another_customer() {
        for (left, right) in [
            ("宁波东海（上海）有限公司", "宁波东海(上海) 有限公司"),
            ("ＡＢＣ贸易", "abc 贸易"),
            ("Miller, Inc.", "MILLER INC"),
        ] {
            assert_eq!(name_key(left), name_key(right), "{left}");
        }
        assert_ne!(name_key("东海有限公司"), name_key("东海有限责任公司"));
    }

    #[test]
    fn duplicates_differ_in_legal_form_prefix_or_trailing_digit_only() {
        let key = duplicate_key("宁波东海密封有限公司");
        for same in [
            "宁波东海密封有限责任公司",
            "月结-宁波东海密封有限公司",
            "宁波东海密封有限公司1",
        ] {
            assert_eq!(duplicate_key(same), key, "{same}");
        }
        assert_ne!(duplicate_key("宁波东海阀门有限公司"), key);
        assert_ne!(duplicate_key("Store 12"), duplicate_key("Store 13"));
    }
}
