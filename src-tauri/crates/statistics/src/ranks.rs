//! Tests and figures that only look at ranks: do groups differ, does a score tell two kinds apart.

use crate::Interval;
use crate::association::ranks;
use crate::distributions::normal_two_sided;
use crate::special::incomplete_gamma;

/// A test of equal distributions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KruskalWallis {
    /// H, corrected for ties.
    pub statistic: f64,
    /// Degrees of freedom: groups less one.
    pub freedom: u64,
    /// P(χ² at least so large) if the groups are alike.
    pub p: f64,
}

/// Kruskal–Wallis H = [12/(N(N+1))·Σ Rⱼ²/nⱼ − 3(N+1)] / [1 − Σ(t³−t)/(N³−N)] (Kruskal and Wallis
/// 1952, JASA 47:583), with its χ² approximation.
///
/// `None` for fewer than two groups, an empty group, values that are not finite or all equal.
#[must_use]
pub fn kruskal_wallis(groups: &[&[f64]]) -> Option<KruskalWallis> {
    let pooled: Vec<f64> = groups
        .iter()
        .flat_map(|group| group.iter().copied())
        .collect();
    let usable = groups.len() > 1 && groups.iter().all(|group| !group.is_empty());
    if !usable || pooled.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let n = pooled.len() as f64;
    let ranked = ranks(&pooled);
    let (mut start, mut sum) = (0, 0.0);
    for group in groups {
        let rank_sum: f64 = ranked[start..start + group.len()].iter().sum();
        sum += rank_sum * rank_sum / group.len() as f64;
        start += group.len();
    }
    let ties = 1.0 - tie_sum(&pooled) / (n * n * n - n);
    let statistic = (12.0 / (n * (n + 1.0)) * sum - 3.0 * (n + 1.0)) / ties;
    let freedom = (groups.len() - 1) as u64;
    (ties > 0.0).then(|| KruskalWallis {
        statistic: statistic.max(0.0),
        freedom,
        p: incomplete_gamma(freedom as f64 / 2.0, statistic / 2.0),
    })
}

/// Σ(t³ − t) over the sizes of ties.
fn tie_sum(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let sizes = sorted.chunk_by(|a, b| a == b).map(|ties| ties.len() as f64);
    sizes.map(|t| t * t * t - t).sum()
}

/// How well a score tells two kinds apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Auc {
    /// P(score of a positive > that of a negative) + ½P(equal), 0–1; ½ is no better than a coin.
    pub value: f64,
    /// Standard error (DeLong).
    pub std_err: f64,
    /// value ± z·SE, within 0–1.
    pub interval: Interval,
}

/// Area under the ROC curve with the interval of DeLong, DeLong and Clarke-Pearson (1988,
/// Biometrics 44:837), in the form by mid-ranks of Sun and Xu (2014).
///
/// `None` for fewer than two scores on a side, scores that are not finite, or a level outside
/// (0, 1).
#[must_use]
pub fn auc(positives: &[f64], negatives: &[f64], level: f64) -> Option<Auc> {
    let (m, n) = (positives.len(), negatives.len());
    let pooled: Vec<f64> = positives.iter().chain(negatives).copied().collect();
    if m < 2 || n < 2 || pooled.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let z = normal_two_sided(level)?;
    let (all, above, below) = (ranks(&pooled), ranks(positives), ranks(negatives));
    // Share of the other side that each score beats.
    let wins: Vec<f64> = (0..m).map(|i| (all[i] - above[i]) / n as f64).collect();
    let losses: Vec<f64> = (0..n)
        .map(|j| 1.0 - (all[m + j] - below[j]) / m as f64)
        .collect();
    let value = crate::mean(&wins)?;
    let variance = crate::variance(&wins)? / m as f64 + crate::variance(&losses)? / n as f64;
    let std_err = variance.sqrt();
    Some(Auc {
        value,
        std_err,
        interval: Interval::around(value, z * std_err, level).within(0.0, 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_groups_have_no_difference_and_constant_ones_no_test() {
        let group = [1.0, 2.0, 5.0];
        let found = kruskal_wallis(&[&group, &group]).unwrap();
        assert!(found.statistic.abs() < 1e-12 && (found.p - 1.0).abs() < 1e-6);
        assert_eq!(kruskal_wallis(&[&[1.0, 1.0], &[1.0]]), None);
        assert_eq!(kruskal_wallis(&[&group]), None);
        assert_eq!(kruskal_wallis(&[&group, &[]]), None);
    }

    #[test]
    fn a_perfect_score_is_one_and_a_constant_one_is_a_coin() {
        let perfect = auc(&[5.0, 6.0], &[1.0, 2.0, 3.0], 0.95).unwrap();
        assert_eq!((perfect.value, perfect.interval.upper), (1.0, 1.0));
        assert_eq!(auc(&[1.0, 1.0], &[1.0, 1.0], 0.95).unwrap().value, 0.5);
        assert_eq!(auc(&[1.0], &[1.0, 2.0], 0.95), None);
    }

    #[test]
    fn a_score_turned_round_tells_as_much_the_other_way() {
        let (a, b) = ([0.2, 0.7, 0.7, 0.9], [0.1, 0.4, 0.7]);
        let minus = |values: &[f64]| values.iter().map(|x| -x).collect::<Vec<_>>();
        let (right, wrong) = (
            auc(&a, &b, 0.9).unwrap(),
            auc(&minus(&a), &minus(&b), 0.9).unwrap(),
        );
        assert!((right.value + wrong.value - 1.0).abs() < 1e-12);
        assert!((right.std_err - wrong.std_err).abs() < 1e-12);
    }
}
