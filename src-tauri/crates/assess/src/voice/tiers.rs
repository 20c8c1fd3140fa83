//! Opinions by size class: a good mean of many small customers can hide a large one that leaves.

use std::collections::BTreeSet;

use records::{Amount, Survey, TableKind};
use statistics::intervals::wilson;
use statistics::nps::{Nps, NpsCounts, NpsMethod, nps};
use statistics::tiers::SizeClass;

use super::classes::{CLASSES, class_id, classes, members};
use super::model::TierOpinion;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measures::satisfaction::{answers, scale_of};
use crate::measures::selection::{Selection, matched};
use crate::model::{AbsentReason, ConfidenceInterval};

/// Answer sheets of the customers of a class.
///
/// # Errors
/// Where the survey is missing or too few of its customers are known.
pub(crate) fn of_class<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
    class: SizeClass,
) -> Result<Selection<'a, Survey>, AbsentReason> {
    matched(ledger, TableKind::Surveys)?;
    let all = classes(ledger, d);
    Ok(answers(ledger, d)?.of_customers(|id| all[id.index()] == Some(class)))
}

/// How many customers could have answered, for the finite-population factor: only where each
/// answer is another customer's, else the answers are no sample of customers.
pub(crate) fn population(
    ledger: &Ledger,
    rows: &Selection<'_, Survey>,
    customers: &[CustomerId],
) -> Option<u64> {
    let all: BTreeSet<CustomerId> = customers.iter().copied().collect();
    let answering = rows.customers(ledger);
    let sample = answering.len() as u64 == rows.count() && answering.is_subset(&all);
    sample.then_some(all.len() as u64)
}

/// The net promoter score of answers on 0–10 and its interval.
pub(crate) fn nps_with_interval(
    answers: &[f64],
    population: Option<u64>,
    level: f64,
) -> Option<(f64, ConfidenceInterval)> {
    let found: Nps = nps(NpsCounts::of(answers), population, level)?;
    let method = match found.method {
        NpsMethod::Wald => "nps_wald",
        NpsMethod::AdjustedWald => "nps_adjusted_wald",
    };
    let interval = ConfidenceInterval {
        lower: found.interval.lower,
        upper: found.interval.upper,
        level: found.interval.level,
        method: method.to_owned(),
    };
    Some((found.score, interval))
}

/// Every class that has customers; empty where the survey does not name its customers or nobody
/// answered.
pub(super) fn opinions(ledger: &Ledger, d: &Definitions) -> Vec<TierOpinion> {
    let tiers: Vec<TierOpinion> = CLASSES
        .into_iter()
        .filter_map(|class| opinion(ledger, d, class))
        .collect();
    let answered = tiers.iter().any(|tier| tier.respondents > 0);
    if answered { tiers } else { Vec::new() }
}

fn opinion(ledger: &Ledger, d: &Definitions, class: SizeClass) -> Option<TierOpinion> {
    let rows = of_class(ledger, d, class).ok()?;
    let customers = members(ledger, d, class);
    if customers.is_empty() {
        return None;
    }
    let (from, to) = ledger.ltm(d);
    let revenue_of = |ids: &mut dyn Iterator<Item = CustomerId>| -> Amount {
        ids.map(|id| ledger.revenue_in(id, from, to)).sum()
    };
    let who = rows.customers(ledger);
    let ten = scale_of(ledger, |survey| survey.recommend).most() == 10.0;
    let recommend = if ten {
        rows.values(|survey| survey.recommend)
    } else {
        Vec::new()
    };
    let sample = population(ledger, &rows, &customers).filter(|_| {
        // Sheets that leave the question out make the sample smaller than the respondents.
        recommend.len() as u64 == rows.count()
    });
    let nps = nps_with_interval(&recommend, sample, d.confidence);
    let scale = scale_of(ledger, |survey| survey.overall);
    let overall = rows.values(|survey| survey.overall);
    let satisfied = overall.iter().filter(|x| scale.satisfied(**x)).count() as u64;
    let csat_n = overall.len() as u64;
    let csat_interval = wilson(satisfied, csat_n, d.confidence).map(|found| ConfidenceInterval {
        lower: found.lower,
        upper: found.upper,
        level: found.level,
        method: "wilson".to_owned(),
    });
    Some(TierOpinion {
        tier: class_id(class).to_owned(),
        customers: customers.len() as u64,
        respondents: who.len() as u64,
        revenue: revenue_of(&mut customers.iter().copied()),
        answered_revenue: revenue_of(&mut who.iter().copied()),
        nps_n: recommend.len() as u64,
        nps: nps.as_ref().map(|(score, _)| *score),
        nps_interval: nps.map(|(_, interval)| interval),
        csat_n,
        csat: (csat_n > 0).then(|| satisfied as f64 / csat_n as f64),
        csat_interval,
    })
}
