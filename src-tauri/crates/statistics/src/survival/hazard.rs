//! The Nelson–Aalen estimate of the cumulated hazard (Nelson 1972, Technometrics 14:945; Aalen
//! 1978, Annals of Statistics 6:701).

use super::Subject;
use super::risk::risk_sets;
use crate::distributions::normal_two_sided;

/// The hazard cumulated to one time of loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HazardStep {
    /// Age, in the unit of the input.
    pub time: f64,
    /// Customers at risk.
    pub at_risk: u64,
    /// Customers lost at this age.
    pub events: u64,
    /// H(time) = Σ dⱼ/nⱼ.
    pub hazard: f64,
    /// Σ dⱼ/nⱼ² (Aalen).
    pub variance: f64,
    /// H·exp(−z·√Var/H), the lower limit on the log scale.
    pub lower: f64,
    /// H·exp(z·√Var/H).
    pub upper: f64,
}

/// A cumulated hazard.
#[derive(Debug, Clone, PartialEq)]
pub struct Hazard {
    /// One step for each distinct time of loss, ascending. Before the first, H = 0.
    pub steps: Vec<HazardStep>,
    /// Confidence level of the limits, 0–1.
    pub level: f64,
}

/// The cumulated hazard with its variance and limits on the log scale.
///
/// `None` when nobody is ever at risk, a time is impossible, or the level is outside (0, 1).
#[must_use]
pub fn nelson_aalen(subjects: &[Subject], level: f64) -> Option<Hazard> {
    let z = normal_two_sided(level)?;
    let (mut hazard, mut variance) = (0.0_f64, 0.0_f64);
    let lossy = risk_sets(subjects)?
        .into_iter()
        .filter(|set| set.events > 0);
    let steps = lossy
        .map(|set| {
            let (n, d) = (set.at_risk as f64, set.events as f64);
            hazard += d / n;
            variance += d / (n * n);
            let factor = (z * variance.sqrt() / hazard).exp();
            HazardStep {
                time: set.time,
                at_risk: set.at_risk,
                events: set.events,
                hazard,
                variance,
                lower: hazard / factor,
                upper: hazard * factor,
            }
        })
        .collect();
    Some(Hazard { steps, level })
}

impl Hazard {
    /// H(t); 0 before the first loss.
    #[must_use]
    pub fn at(&self, time: f64) -> f64 {
        let after = self.steps.partition_point(|step| step.time <= time);
        self.steps[..after].last().map_or(0.0, |step| step.hazard)
    }
}
