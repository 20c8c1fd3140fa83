//! Confidence intervals of proportions and means.

use crate::distributions::{normal_two_sided, student_two_sided};
use crate::{mean, variance};

/// A confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower limit, in the unit of the figure.
    pub lower: f64,
    /// Upper limit, in the unit of the figure.
    pub upper: f64,
    /// Confidence level, 0–1.
    pub level: f64,
}

impl Interval {
    /// `centre` ± `margin`.
    pub(crate) fn around(centre: f64, margin: f64, level: f64) -> Self {
        Self {
            lower: centre - margin,
            upper: centre + margin,
            level,
        }
    }

    /// Cut to the range a figure can have.
    pub(crate) fn within(self, least: f64, most: f64) -> Self {
        Self {
            lower: self.lower.max(least),
            upper: self.upper.min(most),
            level: self.level,
        }
    }
}

/// Distribution behind the interval of a mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeanMethod {
    /// Student's t with n − 1 degrees of freedom: the honest one for small n.
    Student,
    /// Normal approximation.
    Normal,
}

/// Wilson score interval of `successes` out of `trials`, 0–1 (Wilson 1927, JASA 22:209):
/// (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n).
///
/// `None` for no trials, more successes than trials, or a level outside (0, 1).
#[must_use]
pub fn wilson(successes: u64, trials: u64, level: f64) -> Option<Interval> {
    if trials == 0 || successes > trials {
        return None;
    }
    let z2 = normal_two_sided(level)?.powi(2);
    let n = trials as f64;
    let p = successes as f64 / n;
    let scale = 1.0 + z2 / n;
    let margin = (z2 * (p * (1.0 - p) / n + z2 / (4.0 * n * n))).sqrt() / scale;
    let mut interval = Interval::around((p + z2 / (2.0 * n)) / scale, margin, level);
    // Exact at the ends, where cancellation leaves a residue.
    if successes == 0 {
        interval.lower = 0.0;
    }
    if successes == trials {
        interval.upper = 1.0;
    }
    Some(interval)
}

/// Interval of a mean, x̄ ± q·s/√n, s² = Σ(x−x̄)²/(n−1), q the quantile of `method`.
///
/// `None` for fewer than two values, one that is not finite, or a level outside (0, 1).
#[must_use]
pub fn mean_interval(values: &[f64], level: f64, method: MeanMethod) -> Option<Interval> {
    let spread = variance(values)?;
    let quantile = match method {
        MeanMethod::Student => student_two_sided(level, (values.len() - 1) as f64)?,
        MeanMethod::Normal => normal_two_sided(level)?,
    };
    let margin = quantile * (spread / values.len() as f64).sqrt();
    Some(Interval::around(mean(values)?, margin, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(interval: Interval, lower: f64, upper: f64) {
        assert!((interval.lower - lower).abs() < 5e-7, "{interval:?}");
        assert!((interval.upper - upper).abs() < 5e-7, "{interval:?}");
    }

    #[test]
    fn wilson_gives_the_published_limits() {
        close(wilson(8, 10, 0.95).unwrap(), 0.490162, 0.943318);
        close(wilson(45, 50, 0.95).unwrap(), 0.786398, 0.956524);
    }

    #[test]
    fn wilson_never_leaves_the_possible_and_never_shrinks_to_a_point() {
        let (none, all) = (wilson(0, 10, 0.95).unwrap(), wilson(10, 10, 0.95).unwrap());
        assert_eq!((none.lower, all.upper), (0.0, 1.0));
        assert!(none.upper > 0.2 && all.lower < 0.8);
    }

    #[test]
    fn impossible_proportions_have_no_interval() {
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(11, 10, 0.95), None);
        assert_eq!(wilson(1, 10, 1.0), None);
        assert_eq!(wilson(1, 10, f64::NAN), None);
    }

    #[test]
    fn a_mean_uses_student_or_normal() {
        // Mean 3, s² = 2.5: t(4) = 2.776445, z = 1.959964.
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        close(
            mean_interval(&values, 0.95, MeanMethod::Student).unwrap(),
            1.036757,
            4.963243,
        );
        close(
            mean_interval(&values, 0.95, MeanMethod::Normal).unwrap(),
            1.614096,
            4.385904,
        );
        assert_eq!(mean_interval(&[1.0], 0.95, MeanMethod::Student), None);
    }
}
