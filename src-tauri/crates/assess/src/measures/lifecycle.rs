//! Where customers stand in their life with the firm, and how long that life is.

use std::sync::Arc;

use records::Amount;
use statistics::quantiles::median;
use statistics::survival::Survival;

use super::tools::{
    Outcome, need_buyers, need_months, proportion, quotient, spec, with_all_orders, with_masters,
};
use crate::analysis::stages::{Stage, stages};
use crate::analysis::survival::survival;
use crate::definitions::Definitions;
use crate::ledger::{Ledger, days_between, months_before};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// Days of a year.
const DAYS_A_YEAR: f64 = 365.25;

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "lifecycle.new_share",
        Unit::Share,
        "# customers first seen within 90 days / # customers not lost",
        new_share,
    ),
    spec(
        "lifecycle.mature_share",
        Unit::Share,
        "# mature customers (LTM revenue within ±20 % of the year before) / # customers not lost",
        mature_share,
    ),
    spec(
        "lifecycle.dormant_share",
        Unit::Share,
        "# customers silent beyond P90 of their own pauses (≥ 90 days; 180 days without a rhythm) / # customers not lost",
        dormant_share,
    ),
    spec(
        "lifecycle.median_tenure_years",
        Unit::Years,
        "median of (as-of date − earlier of first purchase and recorded first date) over active customers",
        median_tenure,
    ),
    spec(
        "lifecycle.tenure_over_3y_revenue",
        Unit::Share,
        "LTM revenue of customers with tenure > 3 years / LTM revenue of identified customers",
        old_revenue,
    ),
    spec(
        "lifecycle.survival_1y",
        Unit::Share,
        "S(12 months), Kaplan–Meier from first purchase; lost = silent beyond the grace period; log-log interval",
        survival_1y,
    ),
    spec(
        "lifecycle.survival_3y",
        Unit::Share,
        "S(36 months), as above",
        survival_3y,
    ),
    spec(
        "lifecycle.median_life_months",
        Unit::Months,
        "smallest t with S(t) ≤ 0.5, Kaplan–Meier; Brookmeyer–Crowley interval",
        median_life,
    ),
    spec(
        "lifecycle.time_to_second_days",
        Unit::Days,
        "median days from first to second purchase day, customers with a second",
        time_to_second,
    ),
];

fn stage_share(ledger: &Ledger, d: &Definitions, wanted: Stage) -> Outcome {
    need_buyers(ledger)?;
    let all = stages(ledger, d);
    let count = |test: &dyn Fn(Stage) -> bool| all.iter().filter(|(_, one)| test(*one)).count();
    let kept = count(&|stage| stage != Stage::Lost);
    let part = count(&|stage| stage == wanted);
    Ok(with_all_orders(proportion(part, kept, d)?, ledger, d))
}

fn new_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    // In the first months of the data everybody is new.
    need_months(ledger, d, 12)?;
    stage_share(ledger, d, Stage::New)
}

fn mature_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_months(ledger, d, 24)?;
    stage_share(ledger, d, Stage::Mature)
}

fn dormant_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_months(ledger, d, 12)?;
    stage_share(ledger, d, Stage::Dormant)
}

fn median_tenure(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let years: Vec<f64> = ledger
        .active(d)
        .into_iter()
        .filter_map(|id| ledger.relation_since(id))
        .map(|since| days_between(since, d.as_of) as f64 / DAYS_A_YEAR)
        .collect();
    let value = median(&years).ok_or(AbsentReason::NothingToCount)?;
    let figure = with_all_orders(Figure::new(value, years.len() as u64), ledger, d);
    Ok(with_recorded_dates(figure, ledger))
}

fn with_recorded_dates(figure: Figure, ledger: &Ledger) -> Figure {
    if ledger.any_master(|record| record.first_date.is_some()) {
        with_masters(figure, ledger)
    } else {
        figure
    }
}

fn old_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    if !ledger.any_master(|record| record.first_date.is_some()) {
        need_months(ledger, d, 37)?;
    }
    let (from, to) = ledger.ltm(d);
    let three_years_ago = months_before(d.as_of, 36);
    let revenue = ledger.ranked(from, to);
    let total: Amount = revenue.iter().map(|(_, amount)| *amount).sum();
    let old: Amount = revenue
        .iter()
        .filter(|(id, _)| {
            ledger
                .relation_since(*id)
                .is_some_and(|day| day < three_years_ago)
        })
        .map(|(_, amount)| *amount)
        .sum();
    let figure = Figure::new(quotient(old, total)?, revenue.len() as u64);
    Ok(with_recorded_dates(
        with_all_orders(figure, ledger, d),
        ledger,
    ))
}

fn need_survival(
    ledger: &Ledger,
    d: &Definitions,
    months: u32,
) -> Result<Arc<Option<Survival>>, AbsentReason> {
    need_buyers(ledger)?;
    need_months(ledger, d, d.grace_months + months)?;
    Ok(survival(ledger, d))
}

fn found(curve: &Option<Survival>) -> Result<&Survival, AbsentReason> {
    curve.as_ref().ok_or(AbsentReason::NothingToCount)
}

fn survival_at(ledger: &Ledger, d: &Definitions, months: u32) -> Outcome {
    let curve = need_survival(ledger, d, months)?;
    let curve = found(&curve)?;
    // Before the first step everybody is still a customer.
    let step = curve.step_at(f64::from(months));
    let mut figure = Figure::new(step.map_or(1.0, |step| step.survival), curve.n);
    if let Some((lower, upper)) = step.and_then(|step| Some((step.lower?, step.upper?))) {
        figure = figure.between(lower, upper, d.confidence, "km_log_log");
    }
    Ok(with_all_orders(figure, ledger, d))
}

fn survival_1y(ledger: &Ledger, d: &Definitions) -> Outcome {
    survival_at(ledger, d, 12)
}

fn survival_3y(ledger: &Ledger, d: &Definitions) -> Outcome {
    survival_at(ledger, d, 36)
}

fn median_life(ledger: &Ledger, d: &Definitions) -> Outcome {
    let curve = need_survival(ledger, d, 6)?;
    let curve = found(&curve)?;
    let estimate = curve.median();
    // More than half are still customers at the end of the curve: the median is not reached yet.
    let value = estimate.value.ok_or(AbsentReason::NotReached {
        cases: curve.n,
        ended: curve.events,
    })?;
    let mut figure = Figure::new(value, curve.n);
    if let (Some(lower), Some(upper)) = (estimate.lower, estimate.upper) {
        figure = figure.between(lower, upper, d.confidence, "km_log_log");
    }
    Ok(with_all_orders(figure, ledger, d))
}

fn time_to_second(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let days: Vec<f64> = ledger
        .counted()
        .filter_map(|id| {
            let days = ledger.purchase_days_until(id, d.as_of);
            Some(days_between(*days.first()?, *days.get(1)?) as f64)
        })
        .collect();
    let value = median(&days).ok_or(AbsentReason::NothingToCount)?;
    let figure = Figure::new(value, days.len() as u64);
    Ok(with_all_orders(figure, ledger, d))
}
