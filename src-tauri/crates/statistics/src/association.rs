//! Whether answers belong together: reliability of a scale, correlation of ranks.

use crate::distributions::{fisher_quantile, student_outside};
use crate::{Interval, mean, variance};

/// Cronbach's α = k/(k−1)·(1 − Σσᵢ²/σ²) of a scale of k items (Cronbach 1951, Psychometrika
/// 16:297); one slice a respondent, one value an item.
///
/// `None` for fewer than two items or respondents, respondents of unequal length, values that are
/// not finite, or totals that do not vary.
#[must_use]
pub fn cronbach_alpha<R: AsRef<[f64]>>(respondents: &[R]) -> Option<f64> {
    let items = respondents.first()?.as_ref().len();
    if items < 2 || respondents.iter().any(|row| row.as_ref().len() != items) {
        return None;
    }
    let totals: Vec<f64> = respondents
        .iter()
        .map(|row| row.as_ref().iter().sum())
        .collect();
    let whole = variance(&totals)?;
    let parts: f64 = (0..items)
        .map(|item| {
            let column: Vec<f64> = respondents.iter().map(|row| row.as_ref()[item]).collect();
            variance(&column)
        })
        .sum::<Option<f64>>()?;
    let k = items as f64;
    (whole > 0.0).then(|| k / (k - 1.0) * (1.0 - parts / whole))
}

/// Interval of Cronbach's α of `items` items and `respondents` respondents: 1 − (1−α)·F at both
/// tails, F with n−1 and (n−1)(k−1) degrees of freedom (Feldt 1965, Psychometrika 30:357).
///
/// `None` for fewer than two items or respondents, α above 1, or a level outside (0, 1).
#[must_use]
pub fn cronbach_interval(
    alpha: f64,
    items: usize,
    respondents: usize,
    level: f64,
) -> Option<Interval> {
    let usable = items > 1 && respondents > 1 && alpha <= 1.0 && level > 0.0 && level < 1.0;
    if !usable {
        return None;
    }
    let freedom = (respondents - 1) as f64;
    let tail = (1.0 - level) / 2.0;
    let limit = |p: f64| {
        let quantile = fisher_quantile(p, freedom, freedom * (items - 1) as f64)?;
        Some(1.0 - (1.0 - alpha) * quantile)
    };
    Some(Interval {
        lower: limit(1.0 - tail)?,
        upper: limit(tail)?,
        level,
    })
}

/// P of a Spearman's ρ at least so far from zero among `pairs` unrelated pairs, by
/// t = ρ√((n−2)/(1−ρ²)) with n−2 degrees of freedom (Kendall and Stuart, 31.19; SciPy's and R's
/// for ties).
///
/// `None` for fewer than three pairs or ρ outside −1 to 1.
#[must_use]
pub fn spearman_p(rho: f64, pairs: usize) -> Option<f64> {
    if pairs < 3 || !(-1.0..=1.0).contains(&rho) {
        return None;
    }
    let freedom = (pairs - 2) as f64;
    let rest = 1.0 - rho * rho;
    Some(if rest > 0.0 {
        student_outside(rho * (freedom / rest).sqrt(), freedom)
    } else {
        0.0
    })
}

/// Spearman's ρ, the correlation of ranks, ties sharing their mean rank (Spearman 1904),
/// −1 to 1.
///
/// `None` for fewer than two pairs, unequal lengths, values that are not finite, or a side that
/// does not vary.
#[must_use]
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() || x.iter().chain(y).any(|value| !value.is_finite()) {
        return None;
    }
    pearson(&ranks(x), &ranks(y))
}

/// Pearson's r = Σ(x−x̄)(y−ȳ)/√(Σ(x−x̄)²Σ(y−ȳ)²), −1 to 1; `None` as for [`spearman`].
#[must_use]
pub fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() {
        return None;
    }
    let (mx, my) = (mean(x)?, mean(y)?);
    let product: f64 = x.iter().zip(y).map(|(a, b)| (a - mx) * (b - my)).sum();
    let square = |values: &[f64], centre: f64| -> f64 {
        values.iter().map(|value| (value - centre).powi(2)).sum()
    };
    let scale = (square(x, mx) * square(y, my)).sqrt();
    (scale > 0.0).then(|| (product / scale).clamp(-1.0, 1.0))
}

/// Ranks from 1, ties sharing their mean.
pub(crate) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for ties in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let shared = start as f64 + (ties.len() as f64 + 1.0) / 2.0;
        for index in ties {
            ranks[*index] = shared;
        }
        start += ties.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_television_have_their_published_rho() {
        // IQ against hours of television, the worked example of Wikipedia: ρ = −29/165.
        let iq = [
            106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0,
        ];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        assert!((spearman(&iq, &hours).unwrap() + 29.0 / 165.0).abs() < 1e-12);
    }

    #[test]
    fn ties_share_their_mean_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(
            spearman(&[1.0, 2.0, 2.0, 3.0], &[10.0, 20.0, 20.0, 99.0]),
            Some(1.0)
        );
    }

    #[test]
    fn correlation_needs_variation_on_both_sides() {
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(spearman(&[1.0], &[1.0]), None);
        assert_eq!(spearman(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(spearman(&[1.0, f64::NAN], &[1.0, 2.0]), None);
    }

    #[test]
    fn items_that_agree_are_reliable_and_items_that_cancel_are_not_measured() {
        let agree = [[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [5.0, 5.0, 5.0]];
        assert!((cronbach_alpha(&agree).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(cronbach_alpha(&[[1.0, 2.0], [2.0, 1.0]]), None);
    }

    #[test]
    fn a_mixed_scale_has_the_alpha_worked_by_hand() {
        // Items vary by 5/3, 1, 5/3; the totals 4, 6, 9, 11 by 29/3.
        let rows = [
            [1.0, 1.0, 2.0],
            [2.0, 3.0, 1.0],
            [3.0, 3.0, 3.0],
            [4.0, 3.0, 4.0],
        ];
        assert!((cronbach_alpha(&rows).unwrap() - 24.0 / 29.0).abs() < 1e-12);
    }

    #[test]
    fn a_scale_needs_items_and_respondents() {
        assert_eq!(cronbach_alpha::<Vec<f64>>(&[]), None);
        assert_eq!(cronbach_alpha(&[[1.0, 2.0]]), None);
        assert_eq!(cronbach_alpha(&[vec![1.0], vec![2.0]]), None);
        assert_eq!(cronbach_alpha(&[vec![1.0, 2.0], vec![2.0]]), None);
    }
}
