//! The tracking plot: repeat purchases cumulated over time, made and expected.

use jiff::ToSpan;
use records::Date;

use super::buying::Buying;
use super::model::TrackingPoint;
use super::people::{People, day_number};
use crate::ledger::Ledger;

/// Days of the longest plot by weeks; longer ones are by four weeks.
const BY_WEEK: i32 = 104 * 7;

/// Cumulated repeat purchases of the customers known at the cut, from the first purchase to
/// `until`, each week or four; the last point is the last day. Expected are Σ E[X(t − first)] by
/// the model as fitted at the cut. Also the purchases made after the cut.
pub(super) fn tracking(
    ledger: &Ledger,
    people: &People,
    buying: Option<&Buying>,
    until: Date,
) -> (Vec<TrackingPoint>, u64) {
    let Some(start) = people.all.iter().map(|one| one.first).min() else {
        return (Vec::new(), 0);
    };
    let end = day_number(until);
    let span = usize::try_from(end - start).unwrap_or(0);
    let place = |day: i32| usize::try_from(day - start).unwrap_or(0).min(span);
    let (mut births, mut repeats) = (vec![0_u32; span + 1], vec![0_u32; span + 1]);
    for person in &people.all {
        births[place(person.first)] += 1;
        let days = ledger.purchase_days_until(person.customer, until);
        for day in days.iter().skip(1) {
            repeats[place(day_number(*day))] += 1;
        }
    }
    let after = repeats.iter().skip(place(people.day) + 1);
    let held_out = after.map(|count| u64::from(*count)).sum();
    let points = buying.and_then(|buying| {
        let expected: Vec<f64> = (0..=span)
            .map(|age| buying.fit.model.expected_purchases(age as f64 / 7.0))
            .collect::<Option<_>>()?;
        let step = if end - start > BY_WEEK { 28 } else { 7 };
        let day_of = |at: usize| until.saturating_sub(((span - at) as i64).days());
        let mut made = 0;
        let mut counted = 0;
        let points = (step..span).step_by(step).chain([span]).map(|at| {
            made += repeats[counted..=at]
                .iter()
                .map(|count| u64::from(*count))
                .sum::<u64>();
            counted = at + 1;
            TrackingPoint {
                day: day_of(at),
                actual: made,
                expected: births[..=at]
                    .iter()
                    .enumerate()
                    .map(|(born, count)| f64::from(*count) * expected[at - born])
                    .sum(),
            }
        });
        Some(points.collect())
    });
    (points.unwrap_or_default(), held_out)
}
