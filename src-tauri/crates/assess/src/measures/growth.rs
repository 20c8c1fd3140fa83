//! Why revenue changed: price, volume, mix, new and lost products; and what the margin did.

use records::Amount;
use statistics::concentration::Concentration;
use statistics::price_volume_mix::{PriceVolumeMix, price_volume_mix};

use super::tools::{
    Outcome, need_buyers, need_months, need_order_field, no_field, spec, with_ltm_rows,
    with_two_years,
};
use crate::cube::model::MarginPeriod;
use crate::cube::{Level, Period, margin_of, profits};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "growth.price",
        Unit::Share,
        "Σ (p1_s − p0_s)·q1_s / R0 over products s sold in both periods; p = revenue / quantity",
        price,
    ),
    spec(
        "growth.volume",
        Unit::Share,
        "(Q1 − Q0)·ASP0 / R0 over products sold in both periods",
        volume,
    ),
    spec(
        "growth.mix",
        Unit::Share,
        "Σ (q1_s − q0_s·Q1/Q0)·p0_s / R0 over products sold in both periods",
        mix,
    ),
    spec(
        "growth.new_products",
        Unit::Share,
        "LTM revenue of products not sold in the 12 months before / R0",
        new_products,
    ),
    spec(
        "growth.lost_products",
        Unit::Share,
        "− revenue of the 12 months before of products not sold in LTM / R0",
        lost_products,
    ),
    spec(
        "growth.margin_change",
        Unit::Share,
        "gross margin of LTM − gross margin of the 12 months before, lines with cost",
        margin_change,
    ),
    spec(
        "concentration.margin_top1",
        Unit::Share,
        "gross profit of the customer earning most / Σ positive gross profit of customers, LTM lines with cost",
        margin_top1,
    ),
    spec(
        "concentration.margin_top5",
        Unit::Share,
        "gross profit of the 5 customers earning most / Σ positive gross profit of customers",
        margin_top5,
    ),
    spec(
        "concentration.margin_top10",
        Unit::Share,
        "gross profit of the 10 customers earning most / Σ positive gross profit of customers",
        margin_top10,
    ),
];

/// The decomposition of the last twelve months against the twelve before.
fn decomposed(ledger: &Ledger, d: &Definitions) -> Result<PriceVolumeMix, AbsentReason> {
    need_order_field(ledger, "product", |order| {
        order.product.is_some() || order.product_code.is_some()
    })?;
    need_order_field(ledger, "quantity", |order| order.quantity.is_some())?;
    need_months(ledger, d, 24)?;
    let products = ledger.cube(d).products((Period::prior(d), Period::ltm(d)));
    let changes = products.as_ref().as_ref().map(|products| {
        let changes = products.values().copied();
        changes.collect::<Vec<_>>()
    });
    changes
        .and_then(|changes| price_volume_mix(&changes))
        .filter(|parts| parts.matched > 0 && parts.before > 0)
        .ok_or(AbsentReason::NothingToCount)
}

fn part(ledger: &Ledger, d: &Definitions, part: impl Fn(&PriceVolumeMix) -> i64) -> Outcome {
    let parts = decomposed(ledger, d)?;
    let both = (parts.before + parts.after) as f64;
    let compared = parts.matched_revenue.0 + parts.matched_revenue.1 + parts.new - parts.lost;
    let figure = Figure::new(part(&parts) as f64 / parts.before as f64, parts.matched);
    Ok(with_two_years(
        figure.covering((compared as f64 / both).clamp(0.0, 1.0)),
        ledger,
        d,
    ))
}

fn price(ledger: &Ledger, d: &Definitions) -> Outcome {
    part(ledger, d, |parts| parts.price)
}

fn volume(ledger: &Ledger, d: &Definitions) -> Outcome {
    part(ledger, d, |parts| parts.volume)
}

fn mix(ledger: &Ledger, d: &Definitions) -> Outcome {
    part(ledger, d, |parts| parts.mix)
}

fn new_products(ledger: &Ledger, d: &Definitions) -> Outcome {
    part(ledger, d, |parts| parts.new)
}

fn lost_products(ledger: &Ledger, d: &Definitions) -> Outcome {
    part(ledger, d, |parts| parts.lost)
}

fn need_cost(ledger: &Ledger) -> Result<(), AbsentReason> {
    super::tools::need_table(ledger, records::TableKind::Orders)?;
    if ledger.columns().has_cost() {
        Ok(())
    } else {
        Err(no_field(records::TableKind::Orders, "cost"))
    }
}

fn margin_change(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_cost(ledger)?;
    need_months(ledger, d, 24)?;
    let cube = ledger.cube(d);
    let of = |period| margin_of(&cube, period).ok_or(AbsentReason::NothingToCount);
    let (before, after) = (of(Period::prior(d))?, of(Period::ltm(d))?);
    let rate = |margin: &MarginPeriod| {
        let earned = margin.revenue > Amount::ZERO;
        earned.then(|| margin.profit.units() / margin.revenue.units())
    };
    let change = rate(&after)
        .zip(rate(&before))
        .map(|(after, before)| after - before);
    let covered = before
        .covered
        .unwrap_or(0.0)
        .min(after.covered.unwrap_or(0.0));
    let figure = Figure::new(change.ok_or(AbsentReason::NothingToCount)?, 2);
    Ok(with_two_years(
        figure.covering(covered.clamp(0.0, 1.0)),
        ledger,
        d,
    ))
}

fn margin_top(ledger: &Ledger, d: &Definitions, n: usize) -> Outcome {
    need_buyers(ledger)?;
    need_cost(ledger)?;
    let cube = ledger.cube(d);
    let margins = cube.margins(ledger, Level::Customer, Period::ltm(d));
    let margins = margins.as_ref().as_ref();
    let profits = profits(margins.ok_or(AbsentReason::NothingToCount)?);
    let shares = Concentration::of(&profits).ok_or(AbsentReason::NothingToCount)?;
    let covered = margin_of(&cube, Period::ltm(d)).and_then(|margin| margin.covered);
    let figure = Figure::new(shares.top(n), shares.customers() as u64);
    Ok(with_ltm_rows(
        figure.covering(covered.unwrap_or(0.0).clamp(0.0, 1.0)),
        ledger,
        d,
    ))
}

fn margin_top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    margin_top(ledger, d, 1)
}

fn margin_top5(ledger: &Ledger, d: &Definitions) -> Outcome {
    margin_top(ledger, d, 5)
}

fn margin_top10(ledger: &Ledger, d: &Definitions) -> Outcome {
    margin_top(ledger, d, 10)
}
