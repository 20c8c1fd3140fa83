//! Retention by size of customer, at group level, and between size classes: projections of the cube.

use std::sync::Arc;

use statistics::bridge::{Bridge, BridgeRow, bridge};
use statistics::intervals::wilson;

use super::retention::need_bridge;
use super::tools::{Outcome, need_buyers, need_months, spec, with_masters, with_two_years};
use crate::cube::{Level, Period, Tier, migration, moves};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "retention.grr_with_reactivation",
        Unit::Share,
        "(Σ_{i∈S} min(a_i, b_i) + revenue of reactivated customers) / Σ a_i; above 1 where more came back than went",
        grr_with_reactivation,
    ),
    spec(
        "retention.net_revenue_churn",
        Unit::Share,
        "(churn + contraction − expansion − reactivated) / Σ a_i",
        net_churn,
    ),
    spec(
        "retention.nrr_top20",
        Unit::Share,
        "Σ b_i / Σ a_i over the 20 largest of the 12 months before LTM",
        nrr_top20,
    ),
    spec(
        "retention.grr_tail",
        Unit::Share,
        "Σ min(a_i, b_i) / Σ a_i over rank 21 and below of the 12 months before LTM",
        grr_tail,
    ),
    spec(
        "retention.logo_churn_top20",
        Unit::Share,
        "# {b_i ≤ 0} / # over the 20 largest of the 12 months before LTM",
        logo_churn_top20,
    ),
    spec(
        "retention.logo_churn_tail",
        Unit::Share,
        "# {b_i ≤ 0} / # over rank 21 and below of the 12 months before LTM",
        logo_churn_tail,
    ),
    spec(
        "retention.grr_a",
        Unit::Share,
        "Σ min(a_i, b_i) / Σ a_i over class A (fewest making 80 % of the 12 months before LTM)",
        grr_a,
    ),
    spec(
        "retention.grr_b",
        Unit::Share,
        "Σ min(a_i, b_i) / Σ a_i over class B (80–95 %)",
        grr_b,
    ),
    spec(
        "retention.grr_c",
        Unit::Share,
        "Σ min(a_i, b_i) / Σ a_i over class C (beyond 95 %)",
        grr_c,
    ),
    spec(
        "retention.group_nrr",
        Unit::Share,
        "NRR over groups under common control; customers without a group count alone",
        group_nrr,
    ),
    spec(
        "retention.group_grr",
        Unit::Share,
        "GRR over groups under common control",
        group_grr,
    ),
    spec(
        "retention.group_logo_churn",
        Unit::Share,
        "# groups with revenue before and none in LTM / # groups with revenue before",
        group_logo_churn,
    ),
    spec(
        "retention.class_upgrades",
        Unit::Share,
        "# customers of classes A, B, C before that stand in a higher class in LTM / # customers of classes before",
        upgrades,
    ),
    spec(
        "retention.class_downgrades",
        Unit::Share,
        "# customers of classes A, B, C before that stand in a lower class in LTM or left / # customers of classes before",
        downgrades,
    ),
];

/// Bridge rows of the last twelve months at a level.
fn rows(
    ledger: &Ledger,
    d: &Definitions,
    level: Level,
) -> Result<Arc<Option<Vec<BridgeRow>>>, AbsentReason> {
    need_buyers(ledger)?;
    need_months(ledger, d, 24)?;
    let rows = ledger.cube(d).bridge_rows(ledger, level, ltm_step(d));
    if rows.is_none() {
        return Err(AbsentReason::NothingToCount);
    }
    Ok(rows)
}

fn ltm_step(d: &Definitions) -> (Period, Period) {
    (Period::prior(d), Period::ltm(d))
}

fn rate(
    ledger: &Ledger,
    d: &Definitions,
    bridge: &Bridge,
    value: impl Fn(&Bridge) -> Option<f64>,
) -> Outcome {
    let value = value(bridge).ok_or(AbsentReason::NothingToCount)?;
    let figure = Figure::new(value, bridge.customers.begin);
    Ok(with_two_years(figure, ledger, d))
}

fn overall(ledger: &Ledger, d: &Definitions, value: impl Fn(&Bridge) -> Option<f64>) -> Outcome {
    let bridge = need_bridge(ledger, d)?;
    rate(ledger, d, &bridge, value)
}

fn grr_with_reactivation(ledger: &Ledger, d: &Definitions) -> Outcome {
    overall(ledger, d, |bridge| {
        Some(bridge.grr()? + bridge.reactivated as f64 / bridge.begin as f64)
    })
}

fn net_churn(ledger: &Ledger, d: &Definitions) -> Outcome {
    overall(ledger, d, |bridge| {
        Some(1.0 - bridge.nrr_with_reactivation()?)
    })
}

/// Bridge of some tiers together.
fn of_tiers(ledger: &Ledger, d: &Definitions, wanted: &[Tier]) -> Result<Bridge, AbsentReason> {
    rows(ledger, d, Level::Customer)?;
    let found: Vec<Bridge> = ledger
        .cube(d)
        .tiers(ledger, Level::Customer, ltm_step(d))
        .iter()
        .filter(|(tier, bridge)| wanted.contains(tier) && bridge.customers.begin > 0)
        .map(|(_, bridge)| *bridge)
        .collect();
    let mut sum = *found.first().ok_or(AbsentReason::NothingToCount)?;
    for bridge in &found[1..] {
        sum.begin = sum.begin.saturating_add(bridge.begin);
        sum.expansion = sum.expansion.saturating_add(bridge.expansion);
        sum.contraction = sum.contraction.saturating_add(bridge.contraction);
        sum.churn = sum.churn.saturating_add(bridge.churn);
        sum.customers.begin += bridge.customers.begin;
        sum.customers.lost += bridge.customers.lost;
    }
    Ok(sum)
}

fn tier_rate(
    ledger: &Ledger,
    d: &Definitions,
    wanted: &[Tier],
    value: impl Fn(&Bridge) -> Option<f64>,
) -> Outcome {
    let bridge = of_tiers(ledger, d, wanted)?;
    rate(ledger, d, &bridge, value)
}

fn tier_churn(ledger: &Ledger, d: &Definitions, wanted: &[Tier]) -> Outcome {
    let bridge = of_tiers(ledger, d, wanted)?;
    logo_churn(ledger, d, &bridge)
}

fn logo_churn(ledger: &Ledger, d: &Definitions, bridge: &Bridge) -> Outcome {
    counted(ledger, d, bridge.customers.lost, bridge.customers.begin)
}

fn counted(ledger: &Ledger, d: &Definitions, part: u64, whole: u64) -> Outcome {
    let interval = wilson(part, whole, d.confidence).ok_or(AbsentReason::NothingToCount)?;
    let figure = Figure::new(part as f64 / whole as f64, whole).between(
        interval.lower,
        interval.upper,
        interval.level,
        "wilson",
    );
    Ok(with_two_years(figure, ledger, d))
}

const REST: &[Tier] = &[Tier::Next80, Tier::Tail];

fn nrr_top20(ledger: &Ledger, d: &Definitions) -> Outcome {
    tier_rate(ledger, d, &[Tier::Top20], Bridge::nrr)
}

fn grr_tail(ledger: &Ledger, d: &Definitions) -> Outcome {
    tier_rate(ledger, d, REST, Bridge::grr)
}

fn logo_churn_top20(ledger: &Ledger, d: &Definitions) -> Outcome {
    tier_churn(ledger, d, &[Tier::Top20])
}

fn logo_churn_tail(ledger: &Ledger, d: &Definitions) -> Outcome {
    tier_churn(ledger, d, REST)
}

fn grr_a(ledger: &Ledger, d: &Definitions) -> Outcome {
    tier_rate(ledger, d, &[Tier::A], Bridge::grr)
}

fn grr_b(ledger: &Ledger, d: &Definitions) -> Outcome {
    tier_rate(ledger, d, &[Tier::B], Bridge::grr)
}

fn grr_c(ledger: &Ledger, d: &Definitions) -> Outcome {
    tier_rate(ledger, d, &[Tier::C], Bridge::grr)
}

/// The bridge of groups; absent where master data say nothing of groups.
fn of_groups(ledger: &Ledger, d: &Definitions) -> Result<Bridge, AbsentReason> {
    super::tools::need_master_field(ledger, "parent", |record| {
        record.parent.is_some() || record.credit_code.is_some()
    })?;
    let rows = rows(ledger, d, Level::Group)?;
    let found = rows.as_ref().as_ref().and_then(|rows| bridge(rows));
    found.ok_or(AbsentReason::NothingToCount)
}

fn group_nrr(ledger: &Ledger, d: &Definitions) -> Outcome {
    let bridge = of_groups(ledger, d)?;
    Ok(with_masters(rate(ledger, d, &bridge, Bridge::nrr)?, ledger))
}

fn group_grr(ledger: &Ledger, d: &Definitions) -> Outcome {
    let bridge = of_groups(ledger, d)?;
    Ok(with_masters(rate(ledger, d, &bridge, Bridge::grr)?, ledger))
}

fn group_logo_churn(ledger: &Ledger, d: &Definitions) -> Outcome {
    let bridge = of_groups(ledger, d)?;
    Ok(with_masters(logo_churn(ledger, d, &bridge)?, ledger))
}

fn moved(ledger: &Ledger, d: &Definitions) -> Result<(u64, u64, u64), AbsentReason> {
    let rows = rows(ledger, d, Level::Customer)?;
    let (earlier, later) = ltm_step(d);
    let table = rows
        .as_ref()
        .as_ref()
        .map(|rows| migration(rows, earlier, later));
    let found = table.as_ref().and_then(moves);
    found.ok_or(AbsentReason::NothingToCount)
}

fn upgrades(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (up, _, all) = moved(ledger, d)?;
    counted(ledger, d, up, all)
}

fn downgrades(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (_, down, all) = moved(ledger, d)?;
    counted(ledger, d, down, all)
}
