//! The warning of the past against what happened since: everything is judged as it could have been
//! at the cut, then the hold-out is opened.

use statistics::intervals::wilson;
use statistics::ranks::auc;

use super::buying::{Buying, weeks};
use super::index::{Rating, Scale, Tier, ratings};
use super::model::{AreaUnderCurve, BackTest, CalibrationBin, Rate, SignalTest, TierOutcome};
use super::people::{People, Person, day_number};
use super::rules::LoyaltyRules;
use super::tracking::tracking;
use super::warning::{Signal, Signals};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, months_before};
use crate::model::AbsentReason;

/// Hold-out of a long history, months.
const LONG: u32 = 12;
/// Hold-out of a short one.
const SHORT: u32 = 6;
/// Customers from which on calibration is by tenths; by fifths below.
const TENTHS: usize = 500;

/// The back-test with the longest hold-out that leaves as much history before it.
///
/// # Errors
/// [`AbsentReason::ShortHistory`] below twice the shorter hold-out,
/// [`AbsentReason::NothingToCount`] when nobody was a customer at the cut.
pub(crate) fn backtest(
    ledger: &Ledger,
    d: &Definitions,
    rules: &LoyaltyRules,
) -> Result<BackTest, AbsentReason> {
    let found = ledger.months_of_history(d);
    let months = match found {
        found if found >= 2 * LONG => LONG,
        found if found >= 2 * SHORT => SHORT,
        found => {
            return Err(AbsentReason::ShortHistory {
                needed: 2 * SHORT,
                found,
            });
        }
    };
    held_out(ledger, d, rules, months)
}

/// One customer then and since.
struct Case<'a> {
    rating: &'a Rating,
    person: &'a Person,
    /// P(a purchase in the hold-out), with a model.
    buys: Option<f64>,
    /// Whether it made one.
    bought: bool,
}

/// The back-test with a hold-out of so many months before the as-of date.
///
/// # Errors
/// [`AbsentReason::NothingToCount`] when nobody was a customer at the cut.
pub(crate) fn held_out(
    ledger: &Ledger,
    d: &Definitions,
    rules: &LoyaltyRules,
    months: u32,
) -> Result<BackTest, AbsentReason> {
    let then = Definitions {
        as_of: months_before(d.as_of, months),
        ..d.clone()
    };
    let people = People::until(ledger, then.as_of, rules.warning.pauses as usize);
    let buying = Buying::fit(&people);
    let model = buying.as_ref().ok();
    let scale = Scale {
        ledger,
        d: &then,
        rules,
        snapshots: false,
    };
    let alive = |at: usize| Some(model?.alive(people.all.get(at)?, people.day));
    let rated = ratings(&scale, &people, alive);
    let ahead = weeks(people.day, day_number(d.as_of));
    let cases: Vec<Case<'_>> = people
        .all
        .iter()
        .zip(&rated)
        .map(|(person, rating)| Case {
            rating,
            person,
            buys: model.and_then(|model| Some(1.0 - model.silence(person, people.day, ahead)?)),
            bought: ledger.bought_in(
                person.customer,
                crate::ledger::next_day(then.as_of),
                d.as_of,
            ),
        })
        .collect();
    let current = || cases.iter().filter(|case| case.rating.is_current());
    let customers = current().count();
    if customers == 0 {
        return Err(AbsentReason::NothingToCount);
    }
    let level = d.confidence;
    let judged = || current().filter(|case| case.rating.signals.any().is_some());
    let gone = judged().filter(|case| !case.bought).count();
    let (tracking, actual) = tracking(ledger, &people, model, d.as_of);
    Ok(BackTest {
        cut: then.as_of,
        until: d.as_of,
        months,
        level,
        customers: customers as u64,
        one_time: current().filter(|case| case.person.days == 1).count() as u64,
        base: rate(gone, judged().count(), level),
        signals: signals(&cases, level),
        auc: area(
            judged().filter_map(|case| Some((1.0 - case.buys?, case.bought))),
            level,
        ),
        tiers: tiers(&cases, level),
        index_auc: area(
            current().filter_map(|case| Some((-case.rating.index?, case.bought))),
            level,
        ),
        model_absent: buying.as_ref().err().cloned(),
        calibration: calibration(&cases, level),
        expected: model.and_then(|model| {
            let one = |case: &Case<'_>| {
                let history = super::buying::history(case.person, people.day);
                model.fit.model.expected_future_purchases(&history, ahead)
            };
            cases.iter().map(one).sum()
        }),
        actual,
        tracking,
    })
}

/// A share with Wilson's interval; absent for nobody.
pub(super) fn rate(hits: usize, n: usize, level: f64) -> Option<Rate> {
    let interval = wilson(hits as u64, n as u64, level)?;
    Some(Rate {
        hits: hits as u64,
        n: n as u64,
        share: hits as f64 / n as f64,
        lower: interval.lower,
        upper: interval.upper,
    })
}

/// How well a score of leaving ranks those who left before those who bought.
fn area(scored: impl Iterator<Item = (f64, bool)>, level: f64) -> Option<AreaUnderCurve> {
    let (mut gone, mut stayed) = (Vec::new(), Vec::new());
    for (score, bought) in scored {
        if bought {
            stayed.push(score);
        } else {
            gone.push(score);
        }
    }
    let found = auc(&gone, &stayed, level)?;
    Some(AreaUnderCurve {
        value: found.value,
        lower: found.interval.lower,
        upper: found.interval.upper,
        n: (gone.len() + stayed.len()) as u64,
    })
}

/// All signs together, then each; those that could be judged for nobody left out.
fn signals(cases: &[Case<'_>], level: f64) -> Vec<SignalTest> {
    let any = ("any", None);
    let each = Signal::ALL.map(|signal| (signal.id(), Some(signal)));
    std::iter::once(any)
        .chain(each)
        .filter_map(|(id, signal)| {
            let says = |signals: Signals| match signal {
                Some(signal) => signals.says(signal),
                None => signals.any(),
            };
            test(id, cases, says, level)
        })
        .collect()
}

fn test(
    id: &str,
    cases: &[Case<'_>],
    says: impl Fn(Signals) -> Option<bool>,
    level: f64,
) -> Option<SignalTest> {
    let (mut judged, mut flagged, mut gone, mut hit) = (0, 0, 0, 0);
    for case in cases.iter().filter(|case| case.rating.is_current()) {
        let Some(flag) = says(case.rating.signals) else {
            continue;
        };
        judged += 1;
        flagged += usize::from(flag);
        gone += usize::from(!case.bought);
        hit += usize::from(flag && !case.bought);
    }
    let base = rate(gone, judged, level)?;
    let precision = rate(hit, flagged, level);
    Some(SignalTest {
        signal: id.to_owned(),
        base,
        precision,
        recall: rate(hit, gone, level),
        lift: precision
            .filter(|_| base.share > 0.0)
            .map(|precision| precision.share / base.share),
    })
}

/// What became of each tier that had customers.
fn tiers(cases: &[Case<'_>], level: f64) -> Vec<TierOutcome> {
    Tier::CURRENT
        .into_iter()
        .filter_map(|tier| {
            let members = || cases.iter().filter(|case| case.rating.tier == tier);
            let gone = members().filter(|case| !case.bought).count();
            Some(TierOutcome {
                tier: tier.id().to_owned(),
                gone: rate(gone, members().count(), level)?,
            })
        })
        .collect()
}

/// Everybody the model was fitted on, in tenths or fifths by the predicted probability of a
/// purchase; equal probabilities stay together.
fn calibration(cases: &[Case<'_>], level: f64) -> Vec<CalibrationBin> {
    let mut sorted: Vec<(f64, bool)> = cases
        .iter()
        .filter_map(|case| Some((case.buys?, case.bought)))
        .collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let parts = if sorted.len() < TENTHS { 5 } else { 10 };
    let mut bins = Vec::with_capacity(parts);
    let mut start = 0;
    for part in 1..=parts {
        let mut end = (sorted.len() * part / parts).max(start);
        while end > start && end < sorted.len() && sorted[end].0 == sorted[end - 1].0 {
            end += 1;
        }
        let bin = &sorted[start..end];
        let bought = bin.iter().filter(|(_, bought)| *bought).count();
        bins.extend(
            rate(bought, bin.len(), level).map(|observed| CalibrationBin {
                predicted: bin.iter().map(|(buys, _)| buys).sum::<f64>() / bin.len() as f64,
                observed,
            }),
        );
        start = end;
    }
    bins
}
