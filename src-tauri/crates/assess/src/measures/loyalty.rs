//! How loyal customers are one by one, what the early warning is worth, and what they will buy.

use std::sync::Arc;

use records::Grade;

use super::tools::{Outcome, need_buyers, need_months, proportion, spec, with_all_orders};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::loyalty::model::{AreaUnderCurve, BackTest, Rate, SignalTest};
use crate::loyalty::{Loyalty, Rating, Tier, loyalty, slipped, top_share};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "loyalty.index_mean",
        Unit::Points,
        "Σ revenue LTM × L / Σ revenue LTM over rated customers; L = Σ w·s / Σ w over components with evidence, as printed",
        index_mean,
    ),
    spec(
        "loyalty.high_share",
        Unit::Share,
        "revenue LTM of customers with L ≥ high cut and no warning / revenue LTM of current customers",
        high_share,
    ),
    spec(
        "loyalty.at_risk_revenue",
        Unit::Share,
        "revenue LTM of customers warned of (silent > P90 of own pauses, or P(alive) < cut, or revenue fell in two half-years running) / revenue LTM of current customers",
        at_risk_revenue,
    ),
    spec(
        "loyalty.high_value_at_risk",
        Unit::Share,
        "revenue LTM of class A customers with L < medium cut or a warning / revenue LTM of current customers",
        high_value_at_risk,
    ),
    spec(
        "loyalty.index_auc",
        Unit::Index,
        "AUC of L at the cut for a purchase in the hold-out, customers rated then; receivables left out, being known on the as-of date only",
        index_auc,
    ),
    spec(
        "warning.precision",
        Unit::Share,
        "# customers warned of at the cut without a purchase in the hold-out / # customers warned of",
        precision,
    ),
    spec(
        "warning.recall",
        Unit::Share,
        "# customers warned of at the cut without a purchase in the hold-out / # judged customers without one",
        recall,
    ),
    spec(
        "warning.lift",
        Unit::Index,
        "precision / share of the judged customers without a purchase in the hold-out",
        lift,
    ),
    spec(
        "warning.auc",
        Unit::Index,
        "AUC of P(no purchase in the hold-out) by MBG/NBD at the cut, judged customers",
        auc,
    ),
    spec(
        "warning.no_purchase_12m",
        Unit::Share,
        "Σ revenue LTM × P(no purchase in 12 m) / Σ revenue LTM; MBG/NBD: P = 1 − P(alive)·(1 − ((α+T)/(α+T+t))^(r+x))",
        no_purchase,
    ),
    spec(
        "value.btyd_equity",
        Unit::Money,
        "Σ_i Σ_{y=1..3} (E[Y(y)] − E[Y(y−1)])·E[M]·margin / (1+d)^y; E[Y] by MBG/NBD; E[M] by Gamma–Gamma, the own mean of customers with repeat purchases where number and amount correlate beyond ±0.3; revenue where the margin is unknown",
        equity,
    ),
    spec(
        "value.btyd_top_decile",
        Unit::Share,
        "value of the most valuable 10 % of customers / value.btyd_equity",
        top_decile,
    ),
    spec(
        "value.expected_orders_12m",
        Unit::PerCustomerYear,
        "Σ E[Y(12 m) | x, t_x, T] by MBG/NBD over current customers / # current customers",
        expected_orders,
    ),
    spec(
        "lifecycle.slipped_share",
        Unit::Share,
        "# customers new, growing, mature or declining a year ago, now dormant or lost / # such customers",
        slipped_share,
    ),
];

fn found(ledger: &Ledger, d: &Definitions) -> Result<Arc<Loyalty>, AbsentReason> {
    need_buyers(ledger)?;
    loyalty(ledger, d)
}

fn index_mean(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = found(ledger, d)?;
    let (mean, covered, n) = found
        .by_revenue(|_, rating, _| rating.index)
        .ok_or(AbsentReason::NothingToCount)?;
    let figure = Figure::new(mean, n).covering(covered);
    Ok(with_all_orders(figure, ledger, d))
}

/// Share of the revenue of current customers whose rating passes, and the share that could be
/// judged.
fn revenue_share(
    ledger: &Ledger,
    d: &Definitions,
    judge: impl Fn(&Rating) -> Option<bool>,
) -> Outcome {
    let found = found(ledger, d)?;
    let as_number = |says: bool| f64::from(u8::from(says));
    let (share, covered, n) = found
        .by_revenue(|_, rating, _| judge(rating).map(as_number))
        .ok_or(AbsentReason::NothingToCount)?;
    // Who cannot be judged stays in the denominator: the share is of all revenue.
    let figure = Figure::new(share * covered, n).covering(covered);
    Ok(with_all_orders(figure, ledger, d))
}

fn high_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    revenue_share(ledger, d, |rating| {
        rating.index.map(|_| rating.tier == Tier::High)
    })
}

fn at_risk_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    revenue_share(ledger, d, |rating| rating.signals.any())
}

fn high_value_at_risk(ledger: &Ledger, d: &Definitions) -> Outcome {
    revenue_share(ledger, d, |rating| {
        (rating.tier != Tier::Unrated).then(|| rating.is_endangered())
    })
}

/// A figure of the back-test.
fn of_backtest(
    ledger: &Ledger,
    d: &Definitions,
    figure: impl Fn(&BackTest) -> Result<Figure, AbsentReason>,
) -> Outcome {
    let found = found(ledger, d)?;
    let backtest = found.backtest.as_ref().map_err(Clone::clone)?;
    Ok(with_all_orders(figure(backtest)?, ledger, d))
}

/// All signs together; absent where nobody could be judged.
fn together(backtest: &BackTest) -> Result<&SignalTest, AbsentReason> {
    let any = backtest.signals.iter().find(|test| test.signal == "any");
    any.ok_or(AbsentReason::TooFew {
        needed: 1,
        found: 0,
    })
}

fn of_rate(rate: Option<Rate>, level: f64) -> Result<Figure, AbsentReason> {
    let rate = rate.ok_or(AbsentReason::NothingToCount)?;
    Ok(Figure::new(rate.share, rate.n).between(rate.lower, rate.upper, level, "wilson"))
}

fn of_area(area: Option<AreaUnderCurve>, level: f64) -> Result<Figure, AbsentReason> {
    let area = area.ok_or(AbsentReason::NothingToCount)?;
    Ok(Figure::new(area.value, area.n).between(area.lower, area.upper, level, "delong"))
}

fn precision(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_backtest(ledger, d, |test| {
        of_rate(together(test)?.precision, test.level)
    })
}

fn recall(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_backtest(ledger, d, |test| {
        of_rate(together(test)?.recall, test.level)
    })
}

fn lift(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_backtest(ledger, d, |test| {
        let any = together(test)?;
        let lift = any.lift.ok_or(AbsentReason::NothingToCount)?;
        Ok(Figure::new(lift, any.base.n))
    })
}

fn auc(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_backtest(ledger, d, |test| match &test.model_absent {
        Some(reason) => Err(reason.clone()),
        None => of_area(test.auc, test.level),
    })
}

fn index_auc(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_backtest(ledger, d, |test| of_area(test.index_auc, test.level))
}

fn no_purchase(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = found(ledger, d)?;
    found.buying.as_ref().map_err(Clone::clone)?;
    let (share, _, n) = found
        .by_revenue(|_, _, outlook| Some(outlook?.silent_year))
        .ok_or(AbsentReason::NothingToCount)?;
    Ok(with_all_orders(Figure::new(share, n), ledger, d))
}

/// The value of each customer; partial data on revenue, where it is only an upper bound, and on
/// each customer's own few amounts.
fn values(ledger: &Ledger, d: &Definitions) -> Result<(Vec<f64>, bool), AbsentReason> {
    let found = found(ledger, d)?;
    let spend = found.spend.as_ref().map_err(Clone::clone)?;
    let values = found.values();
    if values.is_empty() {
        return Err(AbsentReason::NothingToCount);
    }
    Ok((values, found.margin.is_some() && spend.fit.is_some()))
}

fn equity(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (values, whole) = values(ledger, d)?;
    let mut figure = Figure::new(values.iter().sum(), values.len() as u64);
    if !whole {
        figure.grade = figure.grade.max(Grade::C);
    }
    Ok(with_all_orders(figure, ledger, d))
}

fn top_decile(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (values, _) = values(ledger, d)?;
    let n = values.len() as u64;
    let share = top_share(values).ok_or(AbsentReason::NothingToCount)?;
    Ok(with_all_orders(Figure::new(share, n), ledger, d))
}

fn expected_orders(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = found(ledger, d)?;
    found.buying.as_ref().map_err(Clone::clone)?;
    let (mut sum, mut n) = (0.0, 0_u32);
    for (_, _, outlook) in found.current() {
        sum += outlook.ok_or(AbsentReason::NothingToCount)?.orders_year;
        n += 1;
    }
    if n == 0 {
        return Err(AbsentReason::NothingToCount);
    }
    let figure = Figure::new(sum / f64::from(n), u64::from(n));
    Ok(with_all_orders(figure, ledger, d))
}

fn slipped_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_months(ledger, d, 24)?;
    let found = found(ledger, d)?;
    let transitions = found
        .transitions
        .as_ref()
        .ok_or(AbsentReason::NothingToCount)?;
    let (part, all) = slipped(transitions);
    let figure = proportion(part as usize, all as usize, d)?;
    Ok(with_all_orders(figure, ledger, d))
}
