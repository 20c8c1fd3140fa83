//! Two groups compared: customers with a problem against customers without.

use crate::distributions::{normal_two_sided, student_two_sided};
use crate::intervals::wilson;
use crate::{Interval, mean, variance};

/// Events among the members of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Members with the event.
    pub events: u64,
    /// Members.
    pub n: u64,
}

/// A comparison with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// Ratio or difference.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

impl Group {
    /// Share with the event; `None` for an impossible or empty group.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.n > 0 && self.events <= self.n).then(|| self.events as f64 / self.n as f64)
    }
}

/// Risk ratio p₁/p₀ with the interval exp(ln RR ± z√(1/a − 1/n₁ + 1/b − 1/n₀))
/// (Katz et al. 1978, Biometrics 34:469).
///
/// `None` when a group is empty or without events, or the level is outside (0, 1).
#[must_use]
pub fn risk_ratio(exposed: Group, reference: Group, level: f64) -> Option<Comparison> {
    if exposed.events == 0 || reference.events == 0 {
        return None;
    }
    let value = exposed.share()? / reference.share()?;
    let part = |group: Group| 1.0 / group.events as f64 - 1.0 / group.n as f64;
    let std_err = (part(exposed) + part(reference)).max(0.0).sqrt();
    let margin = normal_two_sided(level)? * std_err;
    let log = Interval::around(value.ln(), margin, level);
    let interval = Interval {
        lower: log.lower.exp(),
        upper: log.upper.exp(),
        level,
    };
    Some(Comparison { value, interval })
}

/// p₁ − p₀ with Newcombe's hybrid score interval (Newcombe 1998, Stat Med 17:873, method 10):
/// d − √((p₁−l₁)² + (u₀−p₀)²) to d + √((u₁−p₁)² + (p₀−l₀)²), l and u being Wilson limits.
///
/// `None` when a group is empty or the level is outside (0, 1).
#[must_use]
pub fn proportion_difference(first: Group, reference: Group, level: f64) -> Option<Comparison> {
    let (p1, p0) = (first.share()?, reference.share()?);
    let w1 = wilson(first.events, first.n, level)?;
    let w0 = wilson(reference.events, reference.n, level)?;
    let value = p1 - p0;
    let interval = Interval {
        lower: value - (p1 - w1.lower).hypot(w0.upper - p0),
        upper: value + (w1.upper - p1).hypot(p0 - w0.lower),
        level,
    };
    Some(Comparison {
        value,
        interval: interval.within(-1.0, 1.0),
    })
}

/// x̄₁ − x̄₀ with Welch's interval: ± t·√(s₁²/n₁ + s₀²/n₀) at
/// (s₁²/n₁ + s₀²/n₀)² / ((s₁²/n₁)²/(n₁−1) + (s₀²/n₀)²/(n₀−1)) degrees of freedom (Welch 1947,
/// Biometrika 34:28).
///
/// `None` for fewer than two values in a group, values that are not finite, or a level outside
/// (0, 1). Groups without any variation have an interval of no width.
#[must_use]
pub fn mean_difference(first: &[f64], reference: &[f64], level: f64) -> Option<Comparison> {
    let value = mean(first)? - mean(reference)?;
    let part = |values: &[f64]| Some(variance(values)? / values.len() as f64);
    let (a, b) = (part(first)?, part(reference)?);
    let tail = |part: f64, n: usize| part * part / (n as f64 - 1.0);
    let spread = tail(a, first.len()) + tail(b, reference.len());
    let margin = if spread > 0.0 {
        // At least one by the formula; rounding may say a hair less.
        let freedom = ((a + b) * (a + b) / spread).max(1.0);
        student_two_sided(level, freedom)? * (a + b).sqrt()
    } else {
        0.0 * normal_two_sided(level)?
    };
    let interval = Interval::around(value, margin, level);
    Some(Comparison { value, interval })
}

/// Occurrences over the time in which they were looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Occurrences.
    pub events: u64,
    /// Time at risk, any unit, the same for both rates.
    pub time: f64,
}

/// (a/t₁)/(b/t₀) of two Poisson counts with the interval exp(ln ratio ± z√(1/a + 1/b)) (Rothman,
/// *Modern Epidemiology*, chapter 14).
///
/// `None` when a rate is without events or time, or the level is outside (0, 1).
#[must_use]
pub fn rate_ratio(first: Rate, reference: Rate, level: f64) -> Option<Comparison> {
    let usable = |rate: Rate| rate.events > 0 && rate.time > 0.0 && rate.time.is_finite();
    if !usable(first) || !usable(reference) {
        return None;
    }
    let per_time = |rate: Rate| rate.events as f64 / rate.time;
    let value = per_time(first) / per_time(reference);
    let std_err = (1.0 / first.events as f64 + 1.0 / reference.events as f64).sqrt();
    let log = Interval::around(value.ln(), normal_two_sided(level)? * std_err, level);
    let interval = Interval {
        lower: log.lower.exp(),
        upper: log.upper.exp(),
        level,
    };
    Some(Comparison { value, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(comparison: Comparison, expected: [f64; 3], tolerance: f64) {
        let got = [
            comparison.value,
            comparison.interval.lower,
            comparison.interval.upper,
        ];
        for (value, wanted) in got.into_iter().zip(expected) {
            assert!(
                (value - wanted).abs() < tolerance,
                "{got:?} is not {expected:?}"
            );
        }
    }

    #[test]
    fn the_aspirin_trial_has_its_published_risk_ratio() {
        // Physicians' Health Study in Agresti, Categorical Data Analysis: 1.82 [1.43, 2.31].
        let (placebo, aspirin) = (
            Group {
                events: 189,
                n: 11034,
            },
            Group {
                events: 104,
                n: 11037,
            },
        );
        close(
            risk_ratio(placebo, aspirin, 0.95).unwrap(),
            [1.818, 1.433, 2.306],
            1e-3,
        );
    }

    #[test]
    fn newcombes_example_has_his_limits() {
        // Newcombe 1998, table II (a): 56/70 − 48/80 → 0.0524 to 0.3339.
        let (first, second) = (Group { events: 56, n: 70 }, Group { events: 48, n: 80 });
        let difference = proportion_difference(first, second, 0.95).unwrap();
        close(difference, [0.2, 0.0524, 0.3339], 5e-5);
    }

    #[test]
    fn a_group_without_events_has_a_difference_but_no_ratio() {
        let (none, some) = (Group { events: 0, n: 10 }, Group { events: 5, n: 10 });
        assert_eq!(risk_ratio(none, some, 0.95), None);
        assert_eq!(risk_ratio(some, none, 0.95), None);
        assert!(
            proportion_difference(none, some, 0.95)
                .unwrap()
                .interval
                .upper
                < 0.0
        );
    }

    #[test]
    fn an_empty_or_impossible_group_compares_with_nothing() {
        let some = Group { events: 5, n: 10 };
        for group in [Group { events: 0, n: 0 }, Group { events: 3, n: 2 }] {
            assert_eq!(risk_ratio(group, some, 0.95), None);
            assert_eq!(proportion_difference(group, some, 0.95), None);
        }
    }

    #[test]
    fn the_sleep_of_student_has_welchs_limits() {
        // Student 1908, the data set `sleep` of R: t.test(extra ~ group) gives −1.58 with
        // −3.3654832 to 0.2054832.
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let difference = mean_difference(&first, &second, 0.95).unwrap();
        close(difference, [-1.58, -3.365_483_2, 0.205_483_2], 1e-6);
        assert_eq!(mean_difference(&first, &[1.0], 0.95), None);
        let flat = mean_difference(&[4.0, 4.0], &[3.0, 3.0], 0.95).unwrap();
        close(flat, [1.0, 1.0, 1.0], 1e-12);
    }

    #[test]
    fn rates_over_unequal_times_have_the_ratio_of_r() {
        // R, example of poisson.test: 11 in 800 against 21 in 3011 has the ratio 1.971488.
        let (first, second) = (
            Rate {
                events: 11,
                time: 800.0,
            },
            Rate {
                events: 21,
                time: 3011.0,
            },
        );
        let found = rate_ratio(first, second, 0.95).unwrap();
        let factor = (1.959_964 * (1.0_f64 / 11.0 + 1.0 / 21.0).sqrt()).exp();
        close(
            found,
            [1.971_488, 1.971_488 / factor, 1.971_488 * factor],
            1e-5,
        );
        let none = Rate {
            events: 0,
            time: 1.0,
        };
        assert_eq!(rate_ratio(none, second, 0.95), None);
    }
}
