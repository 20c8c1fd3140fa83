//! Single figures of a survival curve: median and other quantiles, restricted mean.

use super::curve::greenwood_term;
use super::{Step, Survival};
use crate::Interval;

/// Room for the last bits of a product that should be exactly one half.
const ROUNDING: f64 = 1e-12;

/// A time read off the curve; a part that the curve does not reach 未达到 is `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeEstimate {
    /// First time at which S(t) ≤ 1 − p.
    pub value: Option<f64>,
    /// First time at which the lower limit of S is ≤ 1 − p.
    pub lower: Option<f64>,
    /// First time at which the upper limit of S is ≤ 1 − p.
    pub upper: Option<f64>,
}

/// Mean life up to a horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestrictedMean {
    /// ∫₀^τ S(t) dt, in the unit of time.
    pub value: f64,
    /// √Σ Aⱼ² dⱼ/(nⱼ(nⱼ−dⱼ)), Aⱼ = ∫ from the j-th loss to τ of S.
    pub std_err: f64,
    /// value ± z·SE, within 0 to τ.
    pub interval: Interval,
}

impl Survival {
    /// Median life, with the interval of Brookmeyer and Crowley (1982, Biometrics 38:29) on
    /// the scale of the curve.
    #[must_use]
    pub fn median(&self) -> TimeEstimate {
        self.time_to(0.5)
    }

    /// Age by which a share `p` (0–1) of the customers is lost.
    #[must_use]
    pub fn time_to(&self, p: f64) -> TimeEstimate {
        let goal = 1.0 - p + ROUNDING;
        let first = |reached: &dyn Fn(&Step) -> bool| {
            self.steps
                .iter()
                .find(|step| reached(step))
                .map(|step| step.time)
        };
        let at_zero = |step: &Step| step.survival <= 0.0;
        TimeEstimate {
            value: first(&|step| step.survival <= goal),
            // At zero there are no limits, but nothing lies below zero either.
            lower: first(&|step| at_zero(step) || step.lower.is_some_and(|low| low <= goal)),
            upper: first(&|step| step.upper.is_some_and(|up| up <= goal)),
        }
    }

    /// Restricted mean survival time to the horizon `tau`
    /// (Royston and Parmar 2013, BMC Med Res Methodol 13:152).
    ///
    /// `None` for a horizon that is not positive, or beyond the last time seen while customers
    /// were still there.
    #[must_use]
    pub fn restricted_mean(&self, tau: f64) -> Option<RestrictedMean> {
        if tau <= 0.0 || !tau.is_finite() {
            return None;
        }
        self.at(tau)?;
        let inside = self.steps.iter().take_while(|step| step.time < tau);
        let steps: Vec<&Step> = inside.collect();
        let mut area = 0.0;
        let mut variance = 0.0;
        let mut until = tau;
        for step in steps.iter().rev() {
            area += step.survival * (until - step.time);
            until = step.time;
            // Nothing follows a step to zero: its infinite term has no area to multiply.
            if area > 0.0 {
                variance += area * area * greenwood_term(step.at_risk, step.events);
            }
        }
        let value = area + until;
        let std_err = variance.sqrt();
        let interval = Interval::around(value, self.z * std_err, self.level).within(0.0, tau);
        Some(RestrictedMean {
            value,
            std_err,
            interval,
        })
    }
}
