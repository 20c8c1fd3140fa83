//! The Kaplan–Meier curve (Kaplan and Meier 1958, JASA 53:457).

use std::cmp::Ordering;

use super::Subject;
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
    /// Lower limit of the log-log interval; `None` where the curve is at one or at zero.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
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

/// The curve with Greenwood's variance and log-log limits S^exp(±z·√V/ln S), V = Σ dⱼ/(nⱼ(nⱼ−dⱼ))
/// (Kalbfleisch and Prentice; R's `conf.type = "log-log"`).
///
/// Customers whose entry is not before their time are never at risk and are left out. `None` when
/// nobody remains, a time is negative or not finite, or the level is outside (0, 1).
#[must_use]
pub fn kaplan_meier(subjects: &[Subject], level: f64) -> Option<Survival> {
    if !subjects.iter().all(Subject::valid) {
        return None;
    }
    let z = normal_two_sided(level)?;
    let mut leaving: Vec<&Subject> = subjects.iter().filter(|one| one.counts()).collect();
    leaving.sort_by(|a, b| a.time.total_cmp(&b.time));
    let mut entries: Vec<f64> = leaving
        .iter()
        .map(|one| one.entry.unwrap_or(f64::NEG_INFINITY))
        .collect();
    entries.sort_by(f64::total_cmp);

    let mut steps: Vec<Step> = Vec::new();
    let (mut entered, mut left, mut survival, mut greenwood) = (0_usize, 0_usize, 1.0, 0.0);
    for tied in leaving.chunk_by(|a, b| a.time == b.time) {
        let time = tied[0].time;
        entered += entries[entered..]
            .iter()
            .take_while(|entry| **entry < time)
            .count();
        let at_risk = (entered - left) as u64;
        let events = tied.iter().filter(|one| one.event).count() as u64;
        survival = product(survival, at_risk, events);
        greenwood += greenwood_term(at_risk, events);
        let censored = tied.len() as u64 - events;
        steps.push(Step::new(
            [at_risk, events, censored],
            time,
            survival,
            greenwood,
            z,
        ));
        left += tied.len();
    }
    let events = steps.iter().map(|step| step.events).sum();
    (!steps.is_empty()).then_some(Survival {
        steps,
        n: left as u64,
        events,
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
    fn new(counts: [u64; 3], time: f64, survival: f64, greenwood: f64, z: f64) -> Self {
        let [at_risk, events, censored] = counts;
        let std_err = (survival > 0.0).then(|| survival * greenwood.sqrt());
        let inside = survival > 0.0 && survival < 1.0;
        let limit = |sign: f64| {
            inside.then(|| survival.powf((sign * z * greenwood.sqrt() / survival.ln()).exp()))
        };
        // ln S is negative, so the plus sign gives the smaller exponent and the upper limit.
        let (lower, upper) = (limit(-1.0), limit(1.0));
        Self {
            time,
            at_risk,
            events,
            censored,
            survival,
            std_err,
            lower,
            upper,
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
