//! Who stays, who goes, who comes back; revenue of the last twelve months against the twelve before.

use records::Amount;
use statistics::bridge::Bridge;
use statistics::quantiles::median;

use super::tools::{
    Outcome, need_buyers, need_master_field, need_months, proportion, quotient, share_of, spec,
    with_all_orders, with_masters, with_two_years,
};
use crate::analysis::retention::{bridge_of, changes, first_purchase, is_lost, prior_top};
use crate::analysis::rhythm;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, days_between, month_index, months_before};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "retention.nrr",
        Unit::Share,
        "Σ_{i∈S} b_i / Σ a_i; a, b: revenue of the 12 months before and of LTM; S = {a_i > 0}",
        nrr,
    ),
    spec(
        "retention.nrr_with_reactivation",
        Unit::Share,
        "(Σ_{i∈S} b_i + revenue of reactivated customers) / Σ a_i",
        nrr_with_reactivation,
    ),
    spec(
        "retention.grr",
        Unit::Share,
        "Σ_{i∈S} min(a_i, b_i) / Σ a_i",
        grr,
    ),
    spec(
        "retention.logo_churn",
        Unit::Share,
        "# {i∈S: b_i = 0, no purchase within the grace period} / # S",
        logo_churn,
    ),
    spec(
        "retention.revenue_churn",
        Unit::Share,
        "(churn + contraction) / Σ a_i",
        revenue_churn,
    ),
    spec(
        "retention.winback_rate",
        Unit::Share,
        "# customers silent in the 12 months before LTM, having bought earlier, who bought in LTM / # such customers",
        winback_rate,
    ),
    spec(
        "retention.winback_days",
        Unit::Days,
        "median days from the last purchase before to the purchase of return, customers won back in LTM",
        winback_days,
    ),
    spec(
        "retention.top20_retention",
        Unit::Share,
        "Σ min(a_i, b_i) / Σ a_i over the 20 largest of the 12 months before LTM",
        top20,
    ),
    spec(
        "retention.silent_share",
        Unit::Share,
        "# active customers silent for longer than P90 of their own pauses / # active customers with ≥ 4 pauses",
        silent_share,
    ),
    spec(
        "retention.lost_reason_coded",
        Unit::Share,
        "# lost customers with a recorded reason / # lost customers",
        lost_reason,
    ),
    spec(
        "retention.cohort_12m",
        Unit::Share,
        "# customers with a purchase in month 10, 11 or 12 after that of their first / # customers first seen ≥ 12 months before",
        cohort_12m,
    ),
    spec(
        "retention.second_order_90d",
        Unit::Share,
        "# customers with a second purchase day within 90 days of the first / # customers first seen ≥ 90 days before",
        second_order,
    ),
    spec(
        "retention.same_customer_growth",
        Unit::Share,
        "Σ (b_i − a_i) / Σ a_i over customers with a_i > 0 and b_i > 0",
        same_customer_growth,
    ),
];

pub(super) fn need_bridge(ledger: &Ledger, d: &Definitions) -> Result<Bridge, AbsentReason> {
    need_buyers(ledger)?;
    need_months(ledger, d, 24)?;
    bridge_of(&changes(ledger, d)).ok_or(AbsentReason::NothingToCount)
}

fn from_bridge(
    ledger: &Ledger,
    d: &Definitions,
    value: impl Fn(&Bridge) -> Option<f64>,
) -> Outcome {
    let bridge = need_bridge(ledger, d)?;
    let value = value(&bridge).ok_or(AbsentReason::NothingToCount)?;
    let covered = covered(ledger, d);
    let figure = Figure::new(value, bridge.customers.begin).covering(covered);
    Ok(with_two_years(figure, ledger, d))
}

/// Share of the revenue of both windows that names a customer.
fn covered(ledger: &Ledger, d: &Definitions) -> f64 {
    super::data::identified_within(ledger, ledger.prior(d).0, d.as_of).unwrap_or(1.0)
}

fn nrr(ledger: &Ledger, d: &Definitions) -> Outcome {
    from_bridge(ledger, d, Bridge::nrr)
}

fn nrr_with_reactivation(ledger: &Ledger, d: &Definitions) -> Outcome {
    from_bridge(ledger, d, Bridge::nrr_with_reactivation)
}

fn grr(ledger: &Ledger, d: &Definitions) -> Outcome {
    from_bridge(ledger, d, Bridge::grr)
}

fn revenue_churn(ledger: &Ledger, d: &Definitions) -> Outcome {
    from_bridge(ledger, d, |bridge| Some(1.0 - bridge.grr()?))
}

fn logo_churn(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_bridge(ledger, d)?;
    let before: Vec<_> = changes(ledger, d)
        .iter()
        .filter(|change| change.before.is_positive())
        .copied()
        .collect();
    // Up to twelve months of grace are in the window already; a longer one spares who bought in it.
    let gone = before
        .iter()
        .filter(|change| !change.after.is_positive())
        .filter(|change| d.grace_months <= 12 || is_lost(ledger, d, change.customer))
        .count();
    let figure = proportion(gone, before.len(), d)?.covering(covered(ledger, d));
    Ok(with_two_years(figure, ledger, d))
}

/// Customers that had bought and then were silent for the twelve months before the last twelve.
fn paused(ledger: &Ledger, d: &Definitions) -> Result<Vec<CustomerId>, AbsentReason> {
    need_buyers(ledger)?;
    need_months(ledger, d, 24)?;
    let prior = ledger.prior(d);
    let paused: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| {
            ledger
                .purchase_days(*id)
                .first()
                .is_some_and(|day| *day < prior.0)
        })
        .filter(|id| !ledger.bought_in(*id, prior.0, prior.1))
        .collect();
    let found = ledger.months_of_history(d);
    if paused.is_empty() && found < 36 {
        return Err(AbsentReason::ShortHistory { needed: 36, found });
    }
    Ok(paused)
}

fn winback_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    let paused = paused(ledger, d)?;
    let (from, to) = ledger.ltm(d);
    let figure = share_of(&paused, d, |id| ledger.bought_in(id, from, to))?;
    Ok(with_all_orders(figure, ledger, d))
}

fn winback_days(ledger: &Ledger, d: &Definitions) -> Outcome {
    let ltm = ledger.ltm(d);
    let days: Vec<f64> = paused(ledger, d)?
        .into_iter()
        .filter_map(|id| {
            let days = ledger.purchase_days_until(id, d.as_of);
            let back = days.partition_point(|day| *day < ltm.0);
            Some(days_between(*days.get(back.checked_sub(1)?)?, *days.get(back)?) as f64)
        })
        .collect();
    let value = median(&days).ok_or(AbsentReason::NothingToCount)?;
    Ok(with_all_orders(
        Figure::new(value, days.len() as u64),
        ledger,
        d,
    ))
}

fn top20(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_bridge(ledger, d)?;
    let top = prior_top(&changes(ledger, d), 20);
    let before: Amount = top.iter().map(|change| change.before).sum();
    let kept: Amount = top
        .iter()
        .map(|change| change.after.clamp(Amount::ZERO, change.before))
        .sum();
    let figure = Figure::new(quotient(kept, before)?, top.len() as u64);
    Ok(with_two_years(figure, ledger, d))
}

fn silent_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let judged: Vec<bool> = ledger
        .active(d)
        .into_iter()
        .filter_map(|id| rhythm::is_silent(ledger, d, id))
        .collect();
    if judged.is_empty() {
        return Err(AbsentReason::TooFew {
            needed: 1,
            found: 0,
        });
    }
    let silent = judged.iter().filter(|silent| **silent).count();
    Ok(with_all_orders(
        proportion(silent, judged.len(), d)?,
        ledger,
        d,
    ))
}

fn lost_reason(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_master_field(ledger, "lost_reason", |record| record.lost_reason.is_some())?;
    let lost: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| is_lost(ledger, d, *id))
        .collect();
    let figure = share_of(&lost, d, |id| {
        ledger
            .master_text(id, |record| record.lost_reason.as_deref())
            .is_some()
    })?;
    Ok(with_all_orders(with_masters(figure, ledger), ledger, d))
}

fn cohort_12m(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_months(ledger, d, 13)?;
    let old: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| {
            first_purchase(ledger, d, *id).is_some_and(|day| month_index(day, d.as_of) >= 12)
        })
        .collect();
    let figure = share_of(&old, d, |id| {
        let days = ledger.purchase_days_until(id, d.as_of);
        days.iter()
            .any(|day| (10..=12).contains(&month_index(days[0], *day)))
    })?;
    Ok(with_all_orders(figure, ledger, d))
}

fn second_order(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let seen: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| {
            first_purchase(ledger, d, *id).is_some_and(|day| days_between(day, d.as_of) >= 90)
        })
        .collect();
    let figure = share_of(&seen, d, |id| {
        let days = ledger.purchase_days_until(id, d.as_of);
        days.get(1)
            .is_some_and(|second| days_between(days[0], *second) <= 90)
    })?;
    Ok(with_all_orders(figure, ledger, d))
}

fn same_customer_growth(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_bridge(ledger, d)?;
    let both: Vec<_> = changes(ledger, d)
        .iter()
        .filter(|change| change.before.is_positive() && change.after.is_positive())
        .copied()
        .collect();
    let before: Amount = both.iter().map(|change| change.before).sum();
    let after: Amount = both.iter().map(|change| change.after).sum();
    let figure = Figure::new(quotient(after, before)? - 1.0, both.len() as u64);
    Ok(with_two_years(figure, ledger, d))
}

/// Customers lost within the last twelve months: their grace period ended in them.
pub(crate) fn lost_recently(ledger: &Ledger, d: &Definitions) -> Vec<CustomerId> {
    let start = months_before(d.as_of, d.grace_months + 12);
    ledger
        .counted()
        .filter(|id| is_lost(ledger, d, *id))
        .filter(|id| {
            ledger
                .purchase_days_until(*id, d.as_of)
                .last()
                .is_some_and(|last| *last > start)
        })
        .collect()
}
