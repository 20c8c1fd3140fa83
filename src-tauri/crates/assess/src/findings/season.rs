//! Revenue of the last months against the season, and how rare such an excess is.

use records::Date;
use statistics::exact::rank_greater;

use crate::definitions::Definitions;
use crate::ledger::{Ledger, window};

/// Earlier windows needed before a rank says anything.
const WINDOWS: usize = 9;
/// Earlier years at most whose season is averaged.
const YEARS: u32 = 3;

/// Revenue of the last months and what the season lets expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Against {
    /// Revenue of the months.
    pub(super) found: f64,
    /// Revenue of the other months of the twelve.
    pub(super) rest: f64,
    /// rest × usual / (1 − usual), usual being the mean share that the same months had of their
    /// twelve in earlier years.
    pub(super) expected: f64,
}

fn revenue(ledger: &Ledger, (from, to): (Date, Date)) -> f64 {
    ledger.total_revenue_in(from, to).units()
}

/// Share of the `months` that end `skip` months before the as-of date in the twelve that end there.
fn share(ledger: &Ledger, d: &Definitions, skip: u32, months: u32) -> Option<f64> {
    let part = revenue(ledger, window(d.as_of, skip, months));
    let share = part / revenue(ledger, window(d.as_of, skip, 12));
    (share.is_finite() && (0.0..1.0).contains(&share)).then_some(share)
}

/// The last months against the same months of earlier years; `None` without an earlier year.
pub(super) fn against_season(ledger: &Ledger, d: &Definitions, months: u32) -> Option<Against> {
    let years = (ledger.months_of_history(d) / 12)
        .saturating_sub(1)
        .min(YEARS);
    let earlier: Vec<f64> = (1..=years)
        .filter_map(|back| share(ledger, d, back * 12, months))
        .collect();
    let usual = statistics::mean(&earlier)?;
    let found = revenue(ledger, window(d.as_of, 0, months));
    let rest = revenue(ledger, window(d.as_of, months, 12 - months));
    Some(Against {
        found,
        rest,
        expected: rest * usual / (1.0 - usual),
    })
}

/// P-value by rank of the last window among all earlier ones of the same length, and their number:
/// each window's share of its twelve months is divided by the mean share of the same months in the
/// other years. `None` where too few windows have another year to stand against.
pub(super) fn rank_among_windows(
    ledger: &Ledger,
    d: &Definitions,
    months: u32,
) -> Option<(f64, u64)> {
    let history = ledger.months_of_history(d);
    let last = history.checked_sub(12)?;
    let shares: Vec<Option<f64>> = (0..=last)
        .map(|skip| share(ledger, d, skip, months))
        .collect();
    let odds = |share: f64| share / (1.0 - share);
    let excess = |at: usize| {
        let own = shares[at]?;
        let others: Vec<f64> = (at % 12..shares.len())
            .step_by(12)
            .filter(|other| *other != at)
            .filter_map(|other| shares[other])
            .collect();
        let usual = odds(statistics::mean(&others)?);
        (usual > 0.0).then(|| odds(own) / usual)
    };
    // Windows that overlap the last one hold part of what is tested.
    let earlier: Vec<f64> = (months as usize..shares.len()).filter_map(excess).collect();
    if earlier.len() < WINDOWS {
        return None;
    }
    let p = rank_greater(excess(0)?, &earlier)?;
    Some((p, earlier.len() as u64))
}
