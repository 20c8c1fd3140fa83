//! How long cases take, kind by kind, in days.

use statistics::survival::Survival;

use super::model::{CaseTimes, OpenStep};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measures::durations::Clock;
use crate::measures::{complaints, feedback, quotes, reviews, service};
use crate::model::AbsentReason;

/// Steps of a curve at most.
const STEPS: usize = 120;

/// Every kind that has cases.
pub(super) fn all(ledger: &Ledger, d: &Definitions) -> Vec<CaseTimes> {
    type Curve = fn(&Ledger, &Definitions) -> Result<Survival, AbsentReason>;
    let kinds: [(&str, Clock, Curve); 6] = [
        ("quote", Clock::Hours, |ledger, d| {
            quotes::until_quoted(ledger, d).map(|(_, curve)| curve)
        }),
        ("first_response", Clock::Hours, |ledger, d| {
            service::until_response(ledger, d).map(|(_, curve)| curve)
        }),
        ("resolution", Clock::Hours, |ledger, d| {
            service::until_resolved(ledger, d).map(|(_, curve)| curve)
        }),
        ("complaint", Clock::Days, |ledger, d| {
            complaints::until_resolved(ledger, d).map(|(_, curve)| curve)
        }),
        ("feedback", Clock::Days, |ledger, d| {
            feedback::until_reply(ledger, d).map(|(_, curve)| curve)
        }),
        ("review", Clock::Hours, |ledger, d| {
            reviews::until_reply(ledger, d).map(|(_, curve)| curve)
        }),
    ];
    kinds
        .into_iter()
        .filter_map(|(id, clock, curve)| Some(times(id, clock, &curve(ledger, d).ok()?)))
        .collect()
}

fn times(id: &str, clock: Clock, curve: &Survival) -> CaseTimes {
    let days = clock.days();
    let median = curve.time_to(0.5);
    let steps: Vec<OpenStep> = curve
        .steps
        .iter()
        // Censoring alone does not move the curve.
        .filter(|step| step.events > 0)
        .map(|step| OpenStep {
            days: step.time * days,
            at_risk: step.at_risk,
            open: step.survival,
            lower: step.lower.unwrap_or(step.survival),
            upper: step.upper.unwrap_or(step.survival),
        })
        .collect();
    CaseTimes {
        id: id.to_owned(),
        n: curve.n,
        ended: curve.events,
        median: median.value.map(|time| time * days),
        median_lower: median.lower.map(|time| time * days),
        median_upper: median.upper.map(|time| time * days),
        p90: curve.time_to(0.9).value.map(|time| time * days),
        steps: thinned(steps),
    }
}

/// So many steps at most, the first and the last among them.
fn thinned(steps: Vec<OpenStep>) -> Vec<OpenStep> {
    let last = steps.len().saturating_sub(1);
    if last < STEPS {
        return steps;
    }
    (0..STEPS)
        .map(|at| steps[at * last / (STEPS - 1)])
        .collect()
}
