//! Intervals by resampling, for figures without a formula of their own (Efron and Tibshirani
//! 1993, *An Introduction to the Bootstrap*, chapters 13 and 14).
//!
//! The seed is an argument: the same rows in the same order with the same seed give the same
//! interval. The order does matter; give rows in a fixed one.

use crate::Interval;
use crate::distributions::{normal_cumulative, normal_quantile};
use crate::quantiles::quantile;
use crate::random::Stream;

/// How often and from what seed to resample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resampling {
    /// Number of resamples: 2 000 for limits that are printed.
    pub resamples: usize,
    /// Seed of the stream.
    pub seed: u64,
    /// Confidence level, 0–1.
    pub level: f64,
}

/// A figure with its resampled precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// The figure of the rows themselves.
    pub value: f64,
    /// Standard deviation over the resamples.
    pub std_err: f64,
    /// Quantiles of the resampled figures.
    pub percentile: Interval,
    /// Bias-corrected and accelerated quantiles (Efron 1987, JASA 82:171), with the acceleration
    /// of the jackknife; `None` where that is undefined or all resamples lie on one side.
    pub bca: Option<Interval>,
}

/// Resamples rows with replacement and computes the figure of each resample.
///
/// Resamples without a figure are left out. `None` for fewer than two rows, no figure of the rows
/// themselves, fewer than half of the resamples with one, or a level outside (0, 1).
pub fn bootstrap<T: Copy>(
    rows: &[T],
    figure: impl Fn(&[T]) -> Option<f64>,
    resampling: &Resampling,
) -> Option<Bootstrap> {
    let Resampling {
        resamples, level, ..
    } = *resampling;
    let inside = level > 0.0 && level < 1.0;
    if rows.len() < 2 || resamples < 2 || !inside {
        return None;
    }
    let finite = |rows: &[T]| figure(rows).filter(|value| value.is_finite());
    let value = finite(rows)?;
    let mut figures = resampled(rows, &finite, resampling);
    if figures.len() * 2 < resamples {
        return None;
    }
    figures.sort_by(f64::total_cmp);
    let tail = (1.0 - level) / 2.0;
    let bca = corrected(rows, &finite, value, &figures, tail);
    let limits = |[low, high]: [f64; 2]| {
        Some(Interval {
            lower: quantile(&figures, low)?,
            upper: quantile(&figures, high)?,
            level,
        })
    };
    Some(Bootstrap {
        value,
        std_err: crate::variance(&figures)?.sqrt(),
        percentile: limits([tail, 1.0 - tail])?,
        bca: bca.and_then(limits),
    })
}

fn resampled<T: Copy>(
    rows: &[T],
    figure: &impl Fn(&[T]) -> Option<f64>,
    resampling: &Resampling,
) -> Vec<f64> {
    let mut stream = Stream::of(resampling.seed);
    let mut drawn = rows.to_vec();
    (0..resampling.resamples)
        .filter_map(|_| {
            for place in &mut drawn {
                *place = rows[stream.below(rows.len())];
            }
            figure(&drawn)
        })
        .collect()
}

/// The two tail probabilities of BCa: Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))).
fn corrected<T: Copy>(
    rows: &[T],
    figure: &impl Fn(&[T]) -> Option<f64>,
    value: f64,
    sorted: &[f64],
    tail: f64,
) -> Option<[f64; 2]> {
    let below = sorted.partition_point(|one| *one < value) as f64;
    let not_above = sorted.partition_point(|one| *one <= value) as f64;
    // Figures equal to the value count half on either side.
    let share = (below + not_above) / 2.0 / sorted.len() as f64;
    let bias = normal_quantile(share)?;
    let acceleration = acceleration(rows, figure)?;
    let place = |p: f64| {
        let moved = bias + normal_quantile(p)?;
        let room = 1.0 - acceleration * moved;
        (room > 0.0).then(|| normal_cumulative(bias + moved / room))
    };
    Some([place(tail)?, place(1.0 - tail)?])
}

/// Σ(θ̄ − θᵢ)³ / 6(Σ(θ̄ − θᵢ)²)^(3/2) over the figures without one row each.
fn acceleration<T: Copy>(rows: &[T], figure: &impl Fn(&[T]) -> Option<f64>) -> Option<f64> {
    let mut others = rows[1..].to_vec();
    let mut figures = Vec::with_capacity(rows.len());
    for left_out in 0..rows.len() {
        figures.push(figure(&others)?);
        if left_out < others.len() {
            others[left_out] = rows[left_out];
        }
    }
    let mean = crate::mean(&figures)?;
    let power = |exponent: i32| {
        figures
            .iter()
            .map(|x| (mean - x).powi(exponent))
            .sum::<f64>()
    };
    let spread = power(2);
    Some(if spread > 0.0 {
        power(3) / (6.0 * spread.powf(1.5))
    } else {
        0.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mean;

    const LAW: [f64; 15] = [
        576.0, 635.0, 558.0, 578.0, 666.0, 580.0, 555.0, 661.0, 651.0, 605.0, 653.0, 575.0, 545.0,
        572.0, 594.0,
    ];

    fn with(seed: u64, resamples: usize) -> Resampling {
        Resampling {
            resamples,
            seed,
            level: 0.95,
        }
    }

    #[test]
    fn a_seed_is_an_interval() {
        let at = |seed| bootstrap(&LAW, mean, &with(seed, 500)).unwrap();
        assert_eq!(at(7), at(7));
        assert_ne!(at(7).percentile, at(8).percentile);
    }

    #[test]
    fn a_mean_has_its_textbook_error() {
        let found = bootstrap(&LAW, mean, &with(1, 20_000)).unwrap();
        // √(Σ(x−x̄)²)/n, the standard error with n in the variance.
        let square: f64 = LAW.iter().map(|x| (x - found.value).powi(2)).sum();
        let exact = square.sqrt() / 15.0;
        assert!((found.std_err / exact - 1.0).abs() < 0.02, "{found:?}");
        let (low, high) = (found.percentile.lower, found.percentile.upper);
        assert!(low < found.value && found.value < high);
        assert!(((high - low) / (2.0 * 1.96 * exact) - 1.0).abs() < 0.05);
    }

    #[test]
    fn bca_moves_the_interval_towards_the_long_tail() {
        let skewed: Vec<f64> = (0..40).map(|i| (f64::from(i) / 8.0).exp()).collect();
        let found = bootstrap(&skewed, mean, &with(3, 4000)).unwrap();
        let bca = found.bca.unwrap();
        assert!(bca.lower > found.percentile.lower && bca.upper > found.percentile.upper);
    }

    #[test]
    fn what_cannot_be_resampled_has_no_interval() {
        assert_eq!(bootstrap(&[1.0], mean, &with(1, 100)), None);
        assert_eq!(bootstrap(&LAW, |_| None, &with(1, 100)), None);
        let same = bootstrap(&[2.0; 9], mean, &with(1, 100)).unwrap();
        assert_eq!((same.percentile.lower, same.percentile.upper), (2.0, 2.0));
    }
}
