//! What the length of the data does to a figure: truncated tenure, grace periods, rolling retention.

use records::Amount;

use super::retention::lost_recently;
use super::tools::{
    Outcome, need_buyers, need_months, proportion, quotient, share_of, spec, with_all_orders,
    with_masters,
};
use crate::analysis::retention::{first_purchase, last_purchase};
use crate::cube::{LifeStart, grace_needs, lapsed, tenures};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, month_index, months_before, next_day};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "retention.rolling_12m",
        Unit::Share,
        "# customers with a purchase 12 or more months after the month of their first / # customers first seen ≥ 12 months before",
        rolling,
    ),
    spec(
        "retention.lost_revenue",
        Unit::Money,
        "Σ revenue of the 12 months up to the last purchase, customers whose grace period ended in LTM",
        lost_revenue,
    ),
    spec(
        "retention.churn_grace_3",
        Unit::Share,
        "# customers a year ago (last purchase < 3 months before) silent for > 3 months now / # such customers",
        |ledger, d| churn(ledger, d, 3),
    ),
    spec(
        "retention.churn_grace_6",
        Unit::Share,
        "the same with 6 months",
        |ledger, d| churn(ledger, d, 6),
    ),
    spec(
        "retention.churn_grace_9",
        Unit::Share,
        "the same with 9 months",
        |ledger, d| churn(ledger, d, 9),
    ),
    spec(
        "retention.churn_grace_12",
        Unit::Share,
        "the same with 12 months",
        |ledger, d| churn(ledger, d, 12),
    ),
    spec(
        "retention.churn_grace_18",
        Unit::Share,
        "the same with 18 months",
        |ledger, d| churn(ledger, d, 18),
    ),
    spec(
        "lifecycle.truncated_revenue",
        Unit::Share,
        "LTM revenue of active customers who bought within 90 days after the data begin and have no earlier recorded date / LTM revenue of active customers",
        truncated,
    ),
    spec(
        "lifecycle.tenure_over_5y_revenue",
        Unit::Share,
        "LTM revenue of active customers with tenure > 5 years / LTM revenue of active customers",
        over_five,
    ),
    spec(
        "lifecycle.tenure_revenue_weighted",
        Unit::Years,
        "Σ tenure_i·r_i / Σ r_i over active customers, r = LTM revenue; truncated tenures count as seen",
        weighted,
    ),
];

fn rolling(ledger: &Ledger, d: &Definitions) -> Outcome {
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
        let ends = days.first().zip(days.last());
        ends.is_some_and(|(first, last)| month_index(*first, *last) >= 12)
    })?;
    Ok(with_all_orders(figure, ledger, d))
}

fn lost_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_months(ledger, d, 12 + d.grace_months)?;
    let lost = lost_recently(ledger, d);
    let revenue: Amount = lost
        .iter()
        .filter_map(|id| {
            let last = last_purchase(ledger, d, *id)?;
            Some(ledger.revenue_in(*id, next_day(months_before(last, 12)), last))
        })
        .sum();
    let figure = Figure::new(revenue.units(), lost.len() as u64);
    Ok(with_all_orders(figure, ledger, d))
}

fn churn(ledger: &Ledger, d: &Definitions, grace: u32) -> Outcome {
    need_buyers(ledger)?;
    need_months(ledger, d, grace_needs(grace))?;
    let found = lapsed(ledger, d, grace);
    let (alive, lost) = found.as_ref();
    Ok(with_all_orders(
        proportion(lost.len(), alive.len(), d)?,
        ledger,
        d,
    ))
}

/// Share of the active customers' revenue that passes.
fn revenue_share(ledger: &Ledger, d: &Definitions, test: impl Fn(&LifeStart) -> bool) -> Outcome {
    let all = tenures(ledger, d);
    let total: Amount = all.iter().map(|(_, _, revenue)| *revenue).sum();
    let part: Amount = all
        .iter()
        .filter(|(_, start, _)| test(start))
        .map(|(_, _, revenue)| *revenue)
        .sum();
    let figure = Figure::new(quotient(part, total)?, all.len() as u64);
    Ok(with_recorded(with_all_orders(figure, ledger, d), ledger))
}

fn with_recorded(figure: Figure, ledger: &Ledger) -> Figure {
    if ledger.any_master(|record| record.first_date.is_some()) {
        with_masters(figure, ledger)
    } else {
        figure
    }
}

fn truncated(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_months(ledger, d, 12)?;
    revenue_share(ledger, d, |start| start.truncated)
}

fn over_five(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    if !ledger.any_master(|record| record.first_date.is_some()) {
        need_months(ledger, d, 61)?;
    }
    revenue_share(ledger, d, |start| start.years(d.as_of) > 5.0)
}

fn weighted(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let all = tenures(ledger, d);
    let weight = |amount: &Amount| amount.units().max(0.0);
    let total: f64 = all.iter().map(|(_, _, revenue)| weight(revenue)).sum();
    if total <= 0.0 {
        return Err(AbsentReason::NothingToCount);
    }
    let years: f64 = all
        .iter()
        .map(|(_, start, revenue)| start.years(d.as_of) * weight(revenue))
        .sum();
    let figure = Figure::new(years / total, all.len() as u64);
    Ok(with_recorded(with_all_orders(figure, ledger, d), ledger))
}
