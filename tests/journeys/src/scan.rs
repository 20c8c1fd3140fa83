//! Reading what stands on the screen.

/// The first number in a text: `62.5` in `覆盖率 62.5 %`, thousands separators passed over.
pub fn figure(text: &str) -> Option<f64> {
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let number = text[begin..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || ".,".contains(*c));
    let number: String = number.filter(|c| *c != ',').collect();
    number.trim_end_matches('.').parse().ok()
}

/// Whether a text has Chinese characters.
pub fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_with_their_separators() {
        assert_eq!(figure("覆盖率 62.5%"), Some(62.5));
        assert_eq!(figure("1,203 rows."), Some(1203.0));
        assert_eq!(figure("—"), None);
    }

    #[test]
    fn punctuation_of_either_language_is_no_han() {
        assert!(has_han("客 A") && !has_han("“A” · 3 × 4"));
    }
}
