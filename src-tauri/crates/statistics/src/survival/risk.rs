//! Who is at risk when.

use super::Subject;

/// One distinct time of loss or censoring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RiskSet {
    pub time: f64,
    pub at_risk: u64,
    pub events: u64,
    pub censored: u64,
}

/// The risk sets in order of time; `None` when nobody is ever at risk or a time is impossible.
pub(super) fn risk_sets(subjects: &[Subject]) -> Option<Vec<RiskSet>> {
    if !subjects.iter().all(Subject::valid) {
        return None;
    }
    let mut leaving: Vec<&Subject> = subjects.iter().filter(|one| one.counts()).collect();
    leaving.sort_by(|a, b| a.time.total_cmp(&b.time));
    let mut entries: Vec<f64> = leaving
        .iter()
        .map(|one| one.entry.unwrap_or(f64::NEG_INFINITY))
        .collect();
    entries.sort_by(f64::total_cmp);

    let (mut entered, mut left) = (0_usize, 0_usize);
    let mut sets = Vec::new();
    for tied in leaving.chunk_by(|a, b| a.time == b.time) {
        let time = tied[0].time;
        let new = entries[entered..].iter().take_while(|entry| **entry < time);
        entered += new.count();
        let events = tied.iter().filter(|one| one.event).count() as u64;
        sets.push(RiskSet {
            time,
            at_risk: (entered - left) as u64,
            events,
            censored: tied.len() as u64 - events,
        });
        left += tied.len();
    }
    (!sets.is_empty()).then_some(sets)
}

/// Times of one group, for asking the number at risk at any time.
pub(super) struct Group {
    entries: Vec<f64>,
    leaving: Vec<(f64, bool)>,
}

impl Group {
    /// A group; those never at risk are left out.
    pub(super) fn of(subjects: &[Subject]) -> Self {
        let counted = || subjects.iter().filter(|one| one.counts());
        let mut entries: Vec<f64> = counted()
            .map(|one| one.entry.unwrap_or(f64::NEG_INFINITY))
            .collect();
        entries.sort_by(f64::total_cmp);
        let mut leaving: Vec<(f64, bool)> = counted().map(|one| (one.time, one.event)).collect();
        leaving.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { entries, leaving }
    }

    /// Number of its members that are ever at risk.
    pub(super) fn len(&self) -> usize {
        self.leaving.len()
    }

    /// Number at risk at a time, and lost at it.
    pub(super) fn at(&self, time: f64) -> (f64, f64) {
        let entered = self.entries.partition_point(|entry| *entry < time);
        let before = self.leaving.partition_point(|(left, _)| *left < time);
        let now = self.leaving[before..]
            .iter()
            .take_while(|(left, _)| *left == time);
        let lost = now.filter(|(_, event)| *event).count();
        ((entered - before) as f64, lost as f64)
    }
}
