//! The Kaplan–Meier curve (Kaplan and Meier 1958, JASA 53:457).

use std::cmp::Ordering;

use super::Subject;
use super::risk::{RiskSet, risk_sets};
use crate::distributions::normal_two_sided;

/// The curve from one time of loss or censoring to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Age, in the unit of the input.
    pub time: f64,
    /// Customers at risk: entry < time ≤ their own time.
    pub at_risk: u64,
    /// Customers lost at this age.
    pub events: u64,
    /// Customers last seen at this age, not lost.
    pub censored: u64,
    /// S(time) = Π(1 − dⱼ/nⱼ), 0–1.
    pub survival: f64,
    /// S·√Σ dⱼ/(nⱼ(nⱼ−dⱼ)) (Greenwood 1926); `None` once the curve is at zero.
    pub std_err: Option<f64>,
    /// Lower limit of the interval; `None` where the curve is at one or at zero.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
}

/// The scale on which an interval of S is symmetric, V = Σ dⱼ/(nⱼ(nⱼ−dⱼ)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// S^exp(±z·√V/ln S): never leaves 0–1 (Kalbfleisch and Prentice 1980; lifelines' default, R's
    /// `conf.type = "log-log"`).
    #[default]
    LogLog,
    /// S·exp(±z·√V), cut at 1 (R's default, `"log"`).
    Log,
    /// S ± z·S·√V, cut at 0 and 1 (Greenwood 1926; `"plain"`).
    Plain,
}

impl Scale {
    /// Limits of a survival strictly between 0 and 1.
    fn limits(self, survival: f64, deviation: f64) -> [f64; 2] {
        match self {
            // ln S is negative, so the plus sign gives the smaller exponent and the upper limit.
            Self::LogLog => {
                [-1.0, 1.0].map(|sign| survival.powf((sign * deviation / survival.ln()).exp()))
            }
            Self::Log => [-1.0, 1.0].map(|sign| (survival * (sign * deviation).exp()).min(1.0)),
            Self::Plain => {
                [-1.0, 1.0].map(|sign| (survival * (1.0 + sign * deviation)).clamp(0.0, 1.0))
            }
        }
    }
}

/// A Kaplan–Meier curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// One step for each distinct time of loss or censoring, ascending. Before the first, S = 1.
    pub steps: Vec<Step>,
    /// Customers ever at risk.
    pub n: u64,
    /// Customers lost.
    pub events: u64,
    /// Confidence level of the intervals, 0–1.
    pub level: f64,
    pub(super) z: f64,
}

/// The curve with Greenwood's variance and limits on the log-log scale.
///
/// `None` as for [`kaplan_meier_on`].
#[must_use]
pub fn kaplan_meier(subjects: &[Subject], level: f64) -> Option<Survival> {
    kaplan_meier_on(subjects, level, Scale::LogLog)
}

/// The curve with Greenwood's variance and limits on a scale.
///
/// Customers whose entry is not before their time are never at risk and are left out. `None` when
/// nobody remains, a time is negative or not finite, or the level is outside (0, 1).
#[must_use]
pub fn kaplan_meier_on(subjects: &[Subject], level: f64, scale: Scale) -> Option<Survival> {
    let z = normal_two_sided(level)?;
    let sets = risk_sets(subjects)?;
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let steps: Vec<Step> = sets
        .iter()
        .map(|set| {
            survival = product(survival, set.at_risk, set.events);
            greenwood += greenwood_term(set.at_risk, set.events);
            Step::new(set, survival, greenwood, z, scale)
        })
        .collect();
    Some(Survival {
        n: sets.iter().map(|set| set.events + set.censored).sum(),
        events: sets.iter().map(|set| set.events).sum(),
        steps,
        level,
        z,
    })
}

/// S·(n − d)/n, exactly zero when all at risk are lost.
fn product(survival: f64, at_risk: u64, events: u64) -> f64 {
    survival * ((at_risk - events) as f64 / at_risk as f64)
}

/// d/(n(n − d)), infinite when all at risk are lost.
pub(super) fn greenwood_term(at_risk: u64, events: u64) -> f64 {
    match events.cmp(&at_risk) {
        Ordering::Less => events as f64 / (at_risk as f64 * (at_risk - events) as f64),
        _ => f64::INFINITY,
    }
}

impl Step {
    fn new(set: &RiskSet, survival: f64, greenwood: f64, z: f64, scale: Scale) -> Self {
        let inside = survival > 0.0 && survival < 1.0;
        let limits = inside.then(|| scale.limits(survival, z * greenwood.sqrt()));
        Self {
            time: set.time,
            at_risk: set.at_risk,
            events: set.events,
            censored: set.censored,
            survival,
            std_err: (survival > 0.0).then(|| survival * greenwood.sqrt()),
            lower: limits.map(|[lower, _]| lower),
            upper: limits.map(|[_, upper]| upper),
        }
    }
}

impl Survival {
    /// S(t), 0–1; `None` beyond the last time seen, unless the curve is at zero there.
    #[must_use]
    pub fn at(&self, time: f64) -> Option<f64> {
        let last = self.steps.last()?;
        if time.is_nan() || (time > last.time && last.survival > 0.0) {
            return None;
        }
        Some(self.step_at(time).map_or(1.0, |step| step.survival))
    }

    /// The step in force at a time; `None` before the first one. Beyond the last time seen it is
    /// still the last step, with its standard error and limits.
    #[must_use]
    pub fn step_at(&self, time: f64) -> Option<&Step> {
        let after = self.steps.partition_point(|step| step.time <= time);
        self.steps[..after].last()
    }
}
