//! Reading what stands on the screen.

/// Whether a text has Chinese characters.
pub fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_of_either_language_is_no_han() {
        assert!(has_han("客 A") && !has_han("“A” · 3 × 4"));
    }
}
