//! Exact tests: probabilities without a normal approximation behind them.

use crate::comparison::Group;
use crate::special::{incomplete_beta, ln_gamma};

/// P-value of Fisher's exact test that `first` has a larger share of events than `reference`:
/// P(X ≥ a), X hypergeometric with the margins of the two groups (Fisher 1935, The Design of
/// Experiments, ch. 2).
///
/// `None` for an impossible or empty group.
#[must_use]
pub fn fisher_greater(first: Group, reference: Group) -> Option<f64> {
    first.share()?;
    reference.share()?;
    let (a, n1) = (first.events, first.n);
    let events = a + reference.events;
    let all = n1 + reference.n;
    let least = (events + n1).saturating_sub(all);
    let most = events.min(n1);
    let term = |k: u64| {
        (ln_choose(events, k) + ln_choose(all - events, n1 - k) - ln_choose(all, n1)).exp()
    };
    // P(k+1)/P(k) of the hypergeometric law.
    let up = |k: u64| {
        let above = (events - k) as f64 * (n1 - k) as f64;
        above / ((k + 1) as f64 * (all + k + 1 - events - n1) as f64)
    };
    let rising = |from: u64, to: u64| {
        let (mut sum, mut probability) = (0.0, term(from));
        for k in from..=to {
            sum += probability;
            if k == to || (probability < sum * 1e-17 && up(k) < 1.0) {
                break;
            }
            probability *= up(k);
        }
        sum
    };
    // The shorter way round: below the mode the lower tail is summed and taken off.
    let mode = (n1 as f64 + 1.0) * (events as f64 + 1.0) / (all as f64 + 2.0);
    let p = if a == least {
        1.0
    } else if (a as f64) > mode {
        rising(a, most)
    } else {
        1.0 - falling(a - 1, least, term, up)
    };
    Some(p.clamp(0.0, 1.0))
}

/// Σ P(k) from `from` down to `to`.
fn falling(from: u64, to: u64, term: impl Fn(u64) -> f64, up: impl Fn(u64) -> f64) -> f64 {
    let (mut sum, mut probability) = (0.0, term(from));
    let mut k = from;
    loop {
        sum += probability;
        if k == to || probability < sum * 1e-17 {
            return sum;
        }
        k -= 1;
        probability /= up(k);
    }
}

fn ln_choose(n: u64, k: u64) -> f64 {
    ln_gamma(n as f64 + 1.0) - ln_gamma(k as f64 + 1.0) - ln_gamma((n - k) as f64 + 1.0)
}

/// P-value of the one-sided sign test: P(X ≥ `more`), X binomial with n = `more` + `less` and
/// p = ½. Ties are left out by the caller. `None` without any sign.
#[must_use]
pub fn sign_test_greater(more: u64, less: u64) -> Option<f64> {
    match (more, less) {
        (0, 0) => None,
        (0, _) => Some(1.0),
        // P(X ≥ k) = I½(k, n − k + 1).
        _ => Some(incomplete_beta(0.5, more as f64, less as f64 + 1.0)),
    }
}

/// P-value by rank: the share of all values, `found` among them, that are at least `found`. Exact
/// where under the hypothesis each of them could as well have been the last (a permutation test).
///
/// `None` for a value that is not finite, or nothing to compare with.
#[must_use]
pub fn rank_greater(found: f64, others: &[f64]) -> Option<f64> {
    let finite = found.is_finite() && others.iter().all(|other| other.is_finite());
    let above = others.iter().filter(|other| **other >= found).count();
    (finite && !others.is_empty()).then(|| (above + 1) as f64 / (others.len() + 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(events: u64, n: u64) -> Group {
        Group { events, n }
    }

    /// P(X ≥ a) by products of fractions, without logarithms.
    fn listed(first: Group, reference: Group) -> f64 {
        let choose = |n: u64, k: u64| -> f64 {
            (0..k).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64)
        };
        let (events, all) = (first.events + reference.events, first.n + reference.n);
        (first.events..=events.min(first.n))
            .filter(|k| first.n - k <= all - events)
            .map(|k| choose(events, k) * choose(all - events, first.n - k) / choose(all, first.n))
            .sum()
    }

    #[test]
    fn the_lady_tasting_tea_has_fishers_probabilities() {
        // Eight cups, four of each: all four right 1/70, three right 16/70 + 1/70.
        let p = fisher_greater(group(4, 4), group(0, 4)).unwrap();
        assert!((p - 1.0 / 70.0).abs() < 1e-12, "{p}");
        let p = fisher_greater(group(3, 4), group(1, 4)).unwrap();
        assert!((p - 17.0 / 70.0).abs() < 1e-12, "{p}");
    }

    #[test]
    fn convictions_of_twins_have_their_published_p_value() {
        // Fisher's data in R's help of fisher.test: 2 of 17 dizygotic against 10 of 13
        // monozygotic twins convicted, alternative "less": p = 0.0004652.
        let p = fisher_greater(group(10, 13), group(2, 17)).unwrap();
        assert!((p - 0.000_465_2).abs() < 5e-8, "{p}");
    }

    #[test]
    fn every_small_table_has_its_listed_probability() {
        for n1 in 1..9 {
            for n0 in 1..9 {
                for a in 0..=n1 {
                    for b in 0..=n0 {
                        let (first, reference) = (group(a, n1), group(b, n0));
                        let (found, wanted) = (
                            fisher_greater(first, reference).unwrap(),
                            listed(first, reference),
                        );
                        assert!((found - wanted).abs() < 1e-10, "{first:?} {reference:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn large_groups_come_near_the_normal_law() {
        // 5 300 of 10 000 against 5 000 of 10 000: z = 0.03 / √(0.515·0.485·2/10 000), less the
        // correction for continuity 1/10 000.
        let p = fisher_greater(group(5_300, 10_000), group(5_000, 10_000)).unwrap();
        let z = (0.03 - 0.0001) / (0.515_f64 * 0.485 * 2.0 / 10_000.0).sqrt();
        let wanted = 1.0 - crate::distributions::normal_cumulative(z);
        assert!((p / wanted - 1.0).abs() < 0.02, "{p} {wanted}");
        let middle = fisher_greater(group(500_000, 1_000_000), group(500_000, 1_000_000)).unwrap();
        assert!((middle - 0.5).abs() < 1e-3, "{middle}");
    }

    #[test]
    fn impossible_groups_have_no_p_value() {
        assert_eq!(fisher_greater(group(1, 0), group(1, 2)), None);
        assert_eq!(fisher_greater(group(3, 2), group(1, 2)), None);
        assert_eq!(sign_test_greater(0, 0), None);
        assert_eq!(rank_greater(1.0, &[]), None);
        assert_eq!(rank_greater(f64::NAN, &[1.0]), None);
    }

    #[test]
    fn signs_are_counted_by_the_binomial_law() {
        // Σ C(10, k)/1024 for k = 8, 9, 10: 45 + 10 + 1.
        let p = sign_test_greater(8, 2).unwrap();
        assert!((p - 56.0 / 1024.0).abs() < 1e-12, "{p}");
        assert_eq!(sign_test_greater(0, 4), Some(1.0));
        assert!((sign_test_greater(5, 0).unwrap() - 1.0 / 32.0).abs() < 1e-12);
    }

    #[test]
    fn a_rank_is_the_share_of_what_lies_as_high() {
        assert_eq!(rank_greater(3.0, &[1.0, 2.0, 2.5]), Some(0.25));
        assert_eq!(rank_greater(2.0, &[1.0, 2.0, 2.5]), Some(0.75));
    }
}
