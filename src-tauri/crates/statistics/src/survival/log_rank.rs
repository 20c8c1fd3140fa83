//! Do groups stay equally long? The log-rank test and its weighted kin (Mantel 1966; Fleming and
//! Harrington 1991, *Counting Processes and Survival Analysis*, chapter 7).

use super::Subject;
use super::risk::{Group, risk_sets};
use crate::matrix::solve;
use crate::special::incomplete_gamma;

/// How much a loss at time t counts; n at risk, S(t−) the pooled curve just before.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Weighting {
    /// 1: best when hazards are proportional.
    #[default]
    LogRank,
    /// n: early losses count most (Gehan 1965, Breslow 1970).
    Gehan,
    /// √n (Tarone and Ware 1977).
    TaroneWare,
    /// S(t−)^ρ·(1 − S(t−))^γ (Fleming and Harrington).
    FlemingHarrington {
        /// Weight of early losses.
        rho: f64,
        /// Weight of late losses.
        gamma: f64,
    },
}

impl Weighting {
    fn weight(self, at_risk: f64, survival: f64) -> f64 {
        match self {
            Self::LogRank => 1.0,
            Self::Gehan => at_risk,
            Self::TaroneWare => at_risk.sqrt(),
            Self::FlemingHarrington { rho, gamma } => {
                survival.powf(rho) * (1.0 - survival).powf(gamma)
            }
        }
    }
}

/// A test of equal survival.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRank {
    /// χ² = Zᵀ V⁻¹ Z, Z the weighted observed less expected losses of all groups but one.
    pub statistic: f64,
    /// Degrees of freedom: groups less one.
    pub freedom: u64,
    /// P(χ² at least so large) if the groups stay equally long.
    pub p: f64,
    /// Losses of each group (weighted).
    pub observed: Vec<f64>,
    /// Losses expected of each group if all were alike (weighted): Σ w·d·nⱼ/n.
    pub expected: Vec<f64>,
    /// Variance of the first group's observed less expected losses.
    pub variance: f64,
}

/// Compares two or more groups. Ties have the hypergeometric variance
/// Σ w²·d(n−d)/(n−1)·nⱼ/n·(δⱼₖ − nₖ/n).
///
/// `None` for fewer than two groups, a group that is never at risk, times that are impossible, no
/// losses, or groups that are never at risk together.
#[must_use]
pub fn log_rank(groups: &[&[Subject]], weighting: Weighting) -> Option<LogRank> {
    let pooled: Vec<Subject> = groups
        .iter()
        .flat_map(|group| group.iter().copied())
        .collect();
    let sets = risk_sets(&pooled)?;
    let groups: Vec<Group> = groups.iter().map(|group| Group::of(group)).collect();
    if groups.len() < 2 || groups.iter().any(|group| group.len() == 0) {
        return None;
    }
    let k = groups.len();
    let mut sums = Sums {
        observed: vec![0.0; k],
        expected: vec![0.0; k],
        covariance: vec![vec![0.0; k]; k],
    };
    let mut survival = 1.0;
    for set in sets.iter().filter(|set| set.events > 0) {
        let counts: Vec<(f64, f64)> = groups.iter().map(|group| group.at(set.time)).collect();
        let (n, d) = (set.at_risk as f64, set.events as f64);
        sums.add(&counts, n, d, weighting.weight(n, survival));
        survival *= (n - d) / n;
    }
    sums.test()
}

struct Sums {
    observed: Vec<f64>,
    expected: Vec<f64>,
    covariance: Vec<Vec<f64>>,
}

impl Sums {
    fn add(&mut self, counts: &[(f64, f64)], n: f64, d: f64, weight: f64) {
        // One customer alone at risk has no variance.
        let spread = if n > 1.0 {
            d * (n - d) / (n - 1.0)
        } else {
            0.0
        };
        for (j, (here, lost)) in counts.iter().enumerate() {
            self.observed[j] += weight * lost;
            self.expected[j] += weight * d * here / n;
            for (k, (there, _)) in counts.iter().enumerate() {
                let same = f64::from(u8::from(j == k));
                self.covariance[j][k] += weight * weight * spread * here / n * (same - there / n);
            }
        }
    }

    fn test(self) -> Option<LogRank> {
        let freedom = self.observed.len() - 1;
        let difference: Vec<f64> = (0..freedom)
            .map(|j| self.observed[j] - self.expected[j])
            .collect();
        let matrix: Vec<Vec<f64>> = self.covariance[..freedom]
            .iter()
            .map(|row| row[..freedom].to_vec())
            .collect();
        let solved = solve(&matrix, &difference)?;
        let statistic: f64 = solved.iter().zip(&difference).map(|(a, b)| a * b).sum();
        let statistic = statistic.max(0.0);
        Some(LogRank {
            statistic,
            freedom: freedom as u64,
            p: incomplete_gamma(freedom as f64 / 2.0, statistic / 2.0),
            observed: self.observed,
            expected: self.expected,
            variance: self.covariance[0][0],
        })
    }
}
