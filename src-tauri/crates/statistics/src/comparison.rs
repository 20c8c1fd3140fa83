//! Two groups compared: customers with a problem against customers without.

use crate::Interval;
use crate::distributions::normal_two_sided;
use crate::intervals::wilson;

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
}
