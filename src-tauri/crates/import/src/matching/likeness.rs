//! How much a header is like a known one: the same, containing it, or nearly the same.

use super::{ACCEPTED, Reason};
use crate::header::Header;

/// Exact, then contained, then similar. `anywhere`: questions name their subject in the middle.
pub(super) fn likeness(header: &Header, alias: &str, anywhere: bool) -> (f64, Reason) {
    let mut best = (0.0, Reason::Unknown);
    for (at, form) in header.forms.iter().enumerate() {
        let found = if form == alias {
            if at == 0 {
                (1.0, Reason::Exact)
            } else {
                (0.97, Reason::Stripped)
            }
        } else if let Some(score) = contained(form, alias, anywhere) {
            (score, Reason::Contains)
        } else {
            (similar(form, alias), Reason::Similar)
        };
        if found.0 > best.0 {
            best = found;
        }
    }
    best
}

fn contained(form: &str, alias: &str, anywhere: bool) -> Option<f64> {
    let latin = alias.is_ascii();
    let least = if latin { 6 } else { 2 };
    if alias.len() >= form.len() || !form.contains(alias) {
        return None;
    }
    let length = alias.chars().count();
    if length < least {
        return None;
    }
    let score = (0.72 + length as f64 / 40.0).min(0.95);
    // The head of a Chinese or English noun stands last: 客户等级 is a level, not a customer.
    let place = if form.ends_with(alias) {
        1.0
    } else if anywhere {
        0.95
    } else if latin {
        0.55
    } else {
        0.66
    };
    Some(score * place)
}

/// A word of four characters with three in common is usually another word (产品编号, 产品型号), so
/// the bar is higher than in the method's source; Latin words must be long and may differ by a slip
/// of the pen only (discount_amt is no discount_rate, a contract no contact).
fn similar(form: &str, alias: &str) -> f64 {
    let latin = alias.is_ascii();
    let least = if latin { 0.85 } else { 0.78 };
    let (likeness, apart) = similarity(form, alias);
    if likeness < least || (latin && (apart > 2 || form.len() < 9)) {
        0.0
    } else {
        likeness * 0.72
    }
}

/// Twice the longest common subsequence over both lengths, and how many characters are not in it.
fn similarity(a: &str, b: &str) -> (f64, usize) {
    // Cannot reach the threshold, or too short to mean anything; first by bytes, without counting.
    if a.len() > b.len() * 3 || b.len() > a.len() * 3 || a.len().max(b.len()) > 160 {
        return (0.0, usize::MAX);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < 3 || long * 2 > short * 3 || long > 40 {
        return (0.0, usize::MAX);
    }
    let mut row = vec![0_usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    let common = row[b.len()];
    let both = a.len() + b.len();
    (2.0 * common as f64 / both as f64, both - 2 * common)
}

/// Whether a likeness counts as a match at all.
pub(super) fn accepted(score: f64) -> bool {
    score >= ACCEPTED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Fold;

    #[test]
    fn the_head_of_the_noun_decides() {
        let level = Header::new("本公司客户等级", &Fold::default());
        let (name, _) = likeness(&level, "客户", false);
        let (grade, _) = likeness(&level, "客户等级", false);
        assert!(name < ACCEPTED && grade > 0.8, "{name} {grade}");
    }

    #[test]
    fn near_misses_are_similar() {
        assert!(accepted(similar("买家实际支付的金额", "买家实际支付金额")));
        for (form, alias) in [
            ("产品编号", "产品型号"),
            ("商品", "商号"),
            ("dishescount", "discount"),
            ("discountamt", "discountrate"),
            ("contract", "contact"),
        ] {
            assert!(!accepted(similar(form, alias)), "{form}");
        }
    }
}
