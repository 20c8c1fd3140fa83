//! How long customers stay: Kaplan–Meier and Nelson–Aalen with late entry, what follows from the
//! curve, and whether groups differ.
//!
//! A customer counts at risk at time t when entry < t ≤ time. Late entry (left truncation) is a
//! customer who was already old when the data begin: it says nothing of earlier ages. With late
//! entry an early age may have a small risk set; a step to zero there pulls the whole curve down,
//! so show the numbers at risk beside it.

mod curve;
mod hazard;
mod log_rank;
mod risk;
mod summary;

pub use curve::{Scale, Step, Survival, kaplan_meier, kaplan_meier_on};
pub use hazard::{Hazard, HazardStep, nelson_aalen};
pub use log_rank::{LogRank, Weighting, log_rank};
pub use summary::{RestrictedMean, TimeEstimate};

/// One customer's tenure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject {
    /// Age at which observation begins; `None` when observed from the start.
    pub entry: Option<f64>,
    /// Age at the event or at the end of observation.
    pub time: f64,
    /// Whether the customer was lost at `time`; otherwise still there (censored).
    pub event: bool,
}

impl Subject {
    /// Observed from the start.
    #[must_use]
    pub fn new(time: f64, event: bool) -> Self {
        Self {
            entry: None,
            time,
            event,
        }
    }

    /// Observed from age `entry` on.
    #[must_use]
    pub fn entering(entry: f64, time: f64, event: bool) -> Self {
        Self {
            entry: Some(entry),
            time,
            event,
        }
    }

    fn valid(&self) -> bool {
        self.time.is_finite() && self.time >= 0.0 && self.entry.is_none_or(f64::is_finite)
    }

    /// Whether the customer is at risk at all.
    fn counts(&self) -> bool {
        self.entry.is_none_or(|entry| entry < self.time)
    }
}

/// Median follow-up by reverse Kaplan–Meier (Schemper and Smith 1996): events and censoring
/// exchanged, so that it tells how long the data could have seen a customer stay.
///
/// `None` as for [`kaplan_meier`].
#[must_use]
pub fn median_follow_up(subjects: &[Subject], level: f64) -> Option<TimeEstimate> {
    let reversed: Vec<Subject> = subjects
        .iter()
        .map(|one| Subject {
            event: !one.event,
            ..*one
        })
        .collect();
    Some(kaplan_meier(&reversed, level)?.median())
}
