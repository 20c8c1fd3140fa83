//! Revenue at risk: the distribution of a sum of amounts that are each lost or kept.

use crate::Interval;
use crate::special::incomplete_gamma;

/// One amount and the probability of losing it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Risk {
    /// Amount, not negative.
    pub amount: f64,
    /// Probability of its loss, 0–1.
    pub probability: f64,
}

/// What may be lost together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LossBand {
    /// Expected loss Σ pᵢ·aᵢ.
    pub expected: f64,
    /// Equal-tailed band of the loss.
    pub band: Interval,
}

/// Steps of the grid on which the large amounts are added exactly.
const STEPS: usize = 4_000;
/// Amounts below this many steps of the grid are many and small: their sum is taken as normal.
const SMALL: f64 = 4.0;

/// Expected loss and its equal-tailed band when each amount is lost independently: the
/// Poisson-binomial law with weights. Amounts of at least a thousandth of the total are convolved
/// on a grid of 4,000 steps (a band is right to a four-thousandth of the total); the sum of the
/// smaller ones, many where they matter, enters as normal with its own mean and variance
/// (Hong 2013, Comput Stat Data Anal 59:41, for the unweighted law).
///
/// `None` without a positive total, for an amount or probability out of range, or a level outside
/// (0, 1).
#[must_use]
pub fn loss_band(risks: &[Risk], level: f64) -> Option<LossBand> {
    let valid = |risk: &Risk| {
        risk.amount.is_finite() && risk.amount >= 0.0 && (0.0..=1.0).contains(&risk.probability)
    };
    let total: f64 = risks.iter().map(|risk| risk.amount).sum();
    if !(total > 0.0 && level > 0.0 && level < 1.0 && risks.iter().all(valid)) {
        return None;
    }
    let step = total / STEPS as f64;
    let (large, small): (Vec<Risk>, Vec<Risk>) =
        risks.iter().partition(|risk| risk.amount >= SMALL * step);
    let mean: f64 = small.iter().map(|r| r.amount * r.probability).sum();
    let variance: f64 = small
        .iter()
        .map(|r| r.amount * r.amount * r.probability * (1.0 - r.probability))
        .sum();
    let sum = Sum {
        grid: convolved(&large, step),
        step,
        mean,
        deviation: variance.sqrt(),
    };
    let tail = (1.0 - level) / 2.0;
    Some(LossBand {
        expected: risks.iter().map(|r| r.amount * r.probability).sum(),
        band: Interval {
            lower: sum.quantile(tail, total),
            upper: sum.quantile(1.0 - tail, total),
            level,
        },
    })
}

/// Probability of each number of steps lost.
fn convolved(risks: &[Risk], step: f64) -> Vec<f64> {
    let mut grid = vec![0.0; STEPS + risks.len() + 1];
    grid[0] = 1.0;
    let mut reached = 0;
    for risk in risks {
        let width = (risk.amount / step).round() as usize;
        reached = (reached + width).min(grid.len() - 1);
        for at in (0..=reached).rev() {
            let lost = at.checked_sub(width).map_or(0.0, |before| grid[before]);
            grid[at] = grid[at] * (1.0 - risk.probability) + lost * risk.probability;
        }
    }
    grid
}

struct Sum {
    grid: Vec<f64>,
    step: f64,
    mean: f64,
    deviation: f64,
}

impl Sum {
    fn at_most(&self, loss: f64) -> f64 {
        let cells = self.grid.iter().enumerate().filter(|(_, p)| **p > 0.0);
        cells
            .map(|(at, probability)| {
                let rest = loss - at as f64 * self.step - self.mean;
                // A hair's width keeps rounding from cutting off a step that is reached exactly.
                let part = if self.deviation > 0.0 {
                    normal_cdf(rest / self.deviation)
                } else {
                    f64::from(u8::from(rest >= -self.step * 1e-6))
                };
                probability * part
            })
            .sum()
    }

    fn quantile(&self, probability: f64, total: f64) -> f64 {
        if self.at_most(0.0) >= probability {
            return 0.0;
        }
        let (mut low, mut high) = (0.0, total);
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if self.at_most(middle) >= probability {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }
}

/// Φ(z) = 1 − Q(½, z²/2)/2 for z ≥ 0.
fn normal_cdf(z: f64) -> f64 {
    let tail = incomplete_gamma(0.5, z * z / 2.0) / 2.0;
    if z < 0.0 { tail } else { 1.0 - tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn risks(of: &[(f64, f64)]) -> Vec<Risk> {
        let risk = |&(amount, probability): &(f64, f64)| Risk {
            amount,
            probability,
        };
        of.iter().map(risk).collect()
    }

    /// Quantile by listing every outcome.
    fn listed(risks: &[Risk], probability: f64) -> f64 {
        let outcomes = 0..1_u32 << risks.len();
        let mut all: Vec<(f64, f64)> = outcomes
            .map(|mask| {
                let each = risks.iter().enumerate();
                each.fold((0.0, 1.0), |(loss, p), (at, risk)| {
                    if mask >> at & 1 == 1 {
                        (loss + risk.amount, p * risk.probability)
                    } else {
                        (loss, p * (1.0 - risk.probability))
                    }
                })
            })
            .collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sum = 0.0;
        for (loss, p) in all {
            sum += p;
            if sum >= probability {
                return loss;
            }
        }
        f64::NAN
    }

    #[test]
    fn a_few_large_customers_give_the_listed_distribution() {
        let of = [
            (400.0, 0.3),
            (250.0, 0.5),
            (130.0, 0.05),
            (90.0, 1.0),
            (60.0, 0.2),
            (40.0, 0.2),
            (20.0, 0.1),
            (10.0, 0.3),
        ];
        let risks = risks(&of);
        let found = loss_band(&risks, 0.9).unwrap();
        assert!((found.expected - 366.5).abs() < 1e-9, "{}", found.expected);
        assert!(
            (found.band.lower - listed(&risks, 0.05)).abs() < 0.5,
            "{:?}",
            found.band
        );
        assert!(
            (found.band.upper - listed(&risks, 0.95)).abs() < 0.5,
            "{:?}",
            found.band
        );
    }

    #[test]
    fn very_many_small_customers_give_the_normal_band() {
        let risks = risks(&vec![(1.0, 0.1); 10_000]);
        let found = loss_band(&risks, 0.9).unwrap();
        // 1000 ± 1.6449 × √(10 000 × 0.09)
        assert!((found.band.lower - 950.65).abs() < 0.2, "{:?}", found.band);
        assert!((found.band.upper - 1049.35).abs() < 0.2, "{:?}", found.band);
    }

    #[test]
    fn certain_and_impossible_losses_leave_no_band() {
        let found = loss_band(&risks(&[(300.0, 1.0), (700.0, 0.0)]), 0.9).unwrap();
        assert!((found.band.lower - 300.0).abs() < 0.5 && (found.band.upper - 300.0).abs() < 0.5);
        assert_eq!(loss_band(&risks(&[(0.0, 0.5)]), 0.9), None);
        assert_eq!(loss_band(&risks(&[(1.0, 1.5)]), 0.9), None);
    }
}
