//! How near two names are.

use std::collections::HashMap;

use super::name::Name;
use super::script::is_han;
use super::words::LOOSE;
use crate::ledger::name_key;

/// Common bigrams of two cores from which on the names are akin, where something else is equal.
const AKIN: f64 = 0.5;

/// Whether two names are one when blanks, brackets, width, script and case are left out.
pub(crate) fn same_writing(one: &str, other: &str) -> bool {
    let plain = |text: &str| super::script::bare(&super::script::one_script(text));
    name_key(one) == name_key(other) || plain(one) == plain(other)
}

/// Whether the cores have most of their letters in common, or one holds the other.
pub(crate) fn akin(one: &Name, other: &Name) -> bool {
    let (a, b) = (one.core.as_str(), other.core.as_str());
    if a.chars().count() < 2 || b.chars().count() < 2 {
        return false;
    }
    a.contains(b) || b.contains(a) || bigrams_in_common(a, b) >= AKIN
}

/// Dice's coefficient of the character bigrams: 2 × common / all.
fn bigrams_in_common(one: &str, other: &str) -> f64 {
    let bigrams = |text: &str| -> Vec<(char, char)> {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (a, b) = (bigrams(one), bigrams(other));
    let all = a.len() + b.len();
    let mut counts: HashMap<(char, char), usize> = HashMap::new();
    for pair in a {
        *counts.entry(pair).or_default() += 1;
    }
    let common = b.into_iter().filter(|pair| {
        counts.get_mut(pair).is_some_and(|left| {
            let has = *left > 0;
            *left = left.saturating_sub(1);
            has
        })
    });
    2.0 * common.count() as f64 / all.max(1) as f64
}

/// Whether one letter was added, left out, replaced, or two neighbours changed places.
pub(crate) fn is_one_slip(one: &str, other: &str) -> bool {
    let (a, b) = differing(one, other);
    match (a.len(), b.len()) {
        (0, 1) | (1, 0) | (1, 1) => true,
        (2, 2) => a[0] == b[1] && a[1] == b[0],
        _ => false,
    }
}

/// Whether the slip is one that clerks make and that tells no firms apart: a loose character of
/// the trade added (密封 and 密封件), or one letter of a long Latin word.
pub(crate) fn is_loose_difference(one: &str, other: &str) -> bool {
    let (a, b) = differing(one, other);
    let length = one.chars().count().min(other.chars().count());
    let latin = !one.chars().chain(other.chars()).any(is_han);
    let digits = a.iter().chain(&b).any(char::is_ascii_digit);
    if digits {
        return false;
    }
    if latin {
        let letters = one.chars().filter(|c| c.is_ascii_alphabetic()).count();
        return length >= 9 && letters >= 9;
    }
    match (a.as_slice(), b.as_slice()) {
        ([extra], []) | ([], [extra]) => length >= 4 && LOOSE.contains(extra),
        _ => false,
    }
}

/// What is left of both when the common beginning and end are taken away.
fn differing(one: &str, other: &str) -> (Vec<char>, Vec<char>) {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let shorter = a.len().min(b.len()) - front;
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take(shorter)
        .take_while(|(x, y)| x == y)
        .count();
    (
        a[front..a.len() - back].to_vec(),
        b[front..b.len() - back].to_vec(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter_or_two_neighbours() {
        for (one, other, slip) in [
            ("东海密封", "东海密封件", true),
            ("东海密封", "冬海密封", true),
            ("东海密封", "东密海封", true),
            ("东海密封", "东海阀门", false),
            ("miller", "muller", true),
        ] {
            assert_eq!(is_one_slip(one, other), slip, "{one} {other}");
        }
    }

    #[test]
    fn a_brand_that_differs_is_no_loose_difference() {
        assert!(is_loose_difference("东海密封", "东海密封件"));
        assert!(!is_loose_difference("东海密封", "冬海密封"));
        assert!(!is_loose_difference("store112", "store113"));
        assert!(is_loose_difference("donghaiseals", "donghaiseal"));
    }

    #[test]
    fn bigrams_in_common_are_a_share_of_all() {
        assert!((bigrams_in_common("东海密封", "东海密封件") - 6.0 / 7.0).abs() < 1e-12);
        assert_eq!(bigrams_in_common("甲", "乙"), 0.0);
    }
}
