//! Quantiles of type 7 (Hyndman and Fan 1996, The American Statistician 50:361), the default of
//! R, NumPy and Excel's `PERCENTILE.INC`: x₍ⱼ₎ + (h − j)(x₍ⱼ₊₁₎ − x₍ⱼ₎), h = (n−1)p + 1, j = ⌊h⌋.

/// Quantile at `p` (0–1), in the unit of the values.
///
/// `None` for no values, one that is not finite, or `p` outside 0–1.
#[must_use]
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    quantile_of(&mut values.to_vec(), p)
}

/// The same from values whose order does not matter any more: selects instead of sorting, without
/// memory of its own.
#[must_use]
pub fn quantile_of(values: &mut [f64], p: f64) -> Option<f64> {
    if values.is_empty() || !(0.0..=1.0).contains(&p) || values.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let place = (values.len() - 1) as f64 * p;
    let below = place.floor() as usize;
    let (_, lower, after) = values.select_nth_unstable_by(below, f64::total_cmp);
    let lower = *lower;
    let upper = after
        .iter()
        .copied()
        .min_by(f64::total_cmp)
        .unwrap_or(lower);
    Some(lower + (place - below as f64) * (upper - lower))
}

/// Several quantiles, sorting once; `None` as for [`quantile`].
#[must_use]
pub fn quantiles(values: &[f64], ps: &[f64]) -> Option<Vec<f64>> {
    let possible = ps.iter().all(|p| (0.0..=1.0).contains(p));
    if values.is_empty() || !possible || values.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    Some(ps.iter().map(|p| of_sorted(&sorted, *p)).collect())
}

/// Median, the quantile at 0.5.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// P90, the quantile at 0.9.
#[must_use]
pub fn p90(values: &[f64]) -> Option<f64> {
    quantile(values, 0.9)
}

fn of_sorted(sorted: &[f64], p: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * p;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_to_ten_has_the_quantiles_of_r() {
        let values: Vec<f64> = (1..=10).rev().map(f64::from).collect();
        let found = quantiles(&values, &[0.0, 0.25, 0.5, 0.9, 1.0]).unwrap();
        for (value, expected) in found.iter().zip([1.0, 3.25, 5.5, 9.1, 10.0]) {
            assert!((value - expected).abs() < 1e-12, "{found:?}");
        }
        assert_eq!(p90(&values), Some(found[3]));
        for (p, sorted) in [0.0, 0.25, 0.5, 0.9, 1.0].iter().zip(&found) {
            assert_eq!(quantile(&values, *p), Some(*sorted), "by selection at {p}");
        }
    }

    #[test]
    fn a_single_value_is_all_its_quantiles() {
        assert_eq!((median(&[4.0]), p90(&[4.0])), (Some(4.0), Some(4.0)));
    }

    #[test]
    fn nothing_has_no_quantile() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[1.0, f64::NAN]), None);
        assert_eq!(quantile(&[1.0], 1.1), None);
    }
}
