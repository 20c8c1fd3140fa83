//! On how few the revenue of the last twelve months hangs: customers, groups, persons, regions.

use std::collections::BTreeMap;
use std::sync::Arc;

use records::{Amount, Date, TableKind};
use statistics::concentration::Concentration;

use super::tools::{
    Outcome, need_buyers, need_master_field, need_order_field, need_table, no_field, quotient,
    spec, with_ltm_rows, with_masters,
};
use crate::definitions::Definitions;
use crate::ledger::{Attribute, CustomerId, Ledger};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "concentration.top1",
        Unit::Share,
        "revenue of the largest customer / Σ positive revenue of identified customers and buckets, LTM",
        top1,
    ),
    spec(
        "concentration.top5",
        Unit::Share,
        "revenue of the 5 largest customers / Σ positive revenue of identified customers and buckets, LTM",
        top5,
    ),
    spec(
        "concentration.top10",
        Unit::Share,
        "revenue of the 10 largest customers / Σ positive revenue of identified customers and buckets, LTM",
        top10,
    ),
    spec(
        "concentration.hhi",
        Unit::Index,
        "Σ s_i², s_i = share of customer i in LTM, buckets in the denominator only, 0–1",
        hhi,
    ),
    spec(
        "concentration.hhi_normalised",
        Unit::Index,
        "(HHI − 1/n) / (1 − 1/n), HHI among identified customers",
        hhi_normalised,
    ),
    spec(
        "concentration.effective_customers",
        Unit::Count,
        "1 / HHI",
        effective,
    ),
    spec(
        "concentration.gini",
        Unit::Index,
        "Σ (2i − n − 1) x_(i) / (n Σ x), x ascending",
        gini,
    ),
    spec(
        "concentration.owner_top1",
        Unit::Share,
        "LTM revenue of the largest salesperson / LTM revenue with a named salesperson",
        owner_top1,
    ),
    spec(
        "concentration.region_top1",
        Unit::Share,
        "LTM revenue of the largest region / LTM revenue with a region",
        region_top1,
    ),
    spec(
        "concentration.industry_hhi",
        Unit::Index,
        "Σ s_k², s_k = share of customer industry k in LTM revenue with an industry",
        industry_hhi,
    ),
    spec(
        "concentration.channel_top1",
        Unit::Share,
        "LTM revenue of the largest channel / LTM revenue with a channel",
        channel_top1,
    ),
    spec(
        "concentration.group_top1",
        Unit::Share,
        "LTM revenue of the largest group under common control / Σ positive revenue of identified customers and buckets",
        group_top1,
    ),
];

/// Revenue by customer, seen from all revenue that has a name: what buckets (散客) brought is part
/// of the whole and of no customer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held {
    /// Among the customers that count.
    pub(crate) customers: Concentration,
    /// Share of the named revenue that is theirs.
    counted: f64,
}

impl Held {
    /// Over the customers that count with positive revenue within `from..=to`. Worked out once a
    /// window.
    pub(crate) fn within(ledger: &Ledger, from: Date, to: Date) -> Arc<Option<Self>> {
        let make = || Arc::new(Self::work_out(ledger, from, to));
        ledger.shared().held.get((from, to), make)
    }

    fn work_out(ledger: &Ledger, from: Date, to: Date) -> Option<Self> {
        let ranked = ledger.ranks(from, to);
        let revenue: Vec<f64> = ranked.iter().map(|(_, amount)| amount.units()).collect();
        let customers = Concentration::of(&revenue)?;
        let buckets = ledger.bucket_revenue_in(from, to).units();
        let counted = customers.total() / (customers.total() + buckets);
        Some(Self { customers, counted })
    }

    /// Share of the `n` largest customers.
    pub(crate) fn top(&self, n: usize) -> f64 {
        self.customers.top(n) * self.counted
    }

    /// Σ of squared shares. Whom a bucket stands for is many and small: it adds nothing.
    pub(crate) fn hhi(&self) -> f64 {
        self.customers.hhi() * self.counted * self.counted
    }
}

/// Concentration of the last twelve months over customers that count, with positive revenue.
pub(crate) fn of_customers(
    ledger: &Ledger,
    d: &Definitions,
) -> Result<Arc<Option<Held>>, AbsentReason> {
    need_buyers(ledger)?;
    let (from, to) = ledger.ltm(d);
    let held = Held::within(ledger, from, to);
    if held.is_none() {
        return Err(AbsentReason::NothingToCount);
    }
    Ok(held)
}

fn over_customers(
    ledger: &Ledger,
    d: &Definitions,
    value: impl Fn(&Held) -> Option<f64>,
) -> Outcome {
    let held = of_customers(ledger, d)?;
    let held = held.as_ref().as_ref().ok_or(AbsentReason::NothingToCount)?;
    let n = held.customers.customers() as u64;
    let value = value(held).ok_or(AbsentReason::TooFew {
        needed: 2,
        found: n,
    })?;
    let (from, to) = ledger.ltm(d);
    let covered = super::data::identified_within(ledger, from, to).unwrap_or(1.0);
    Ok(with_ltm_rows(
        Figure::new(value, n).covering(covered),
        ledger,
        d,
    ))
}

fn top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    over_customers(ledger, d, |held| Some(held.top(1)))
}

fn top5(ledger: &Ledger, d: &Definitions) -> Outcome {
    over_customers(ledger, d, |held| Some(held.top(5)))
}

fn top10(ledger: &Ledger, d: &Definitions) -> Outcome {
    over_customers(ledger, d, |held| Some(held.top(10)))
}

fn hhi(ledger: &Ledger, d: &Definitions) -> Outcome {
    over_customers(ledger, d, |held| Some(held.hhi()))
}

fn hhi_normalised(ledger: &Ledger, d: &Definitions) -> Outcome {
    over_customers(ledger, d, |held| held.customers.normalised_hhi())
}

fn effective(ledger: &Ledger, d: &Definitions) -> Outcome {
    over_customers(ledger, d, |held| Some(1.0 / held.hhi()))
}

fn gini(ledger: &Ledger, d: &Definitions) -> Outcome {
    over_customers(ledger, d, |held| Some(held.customers.gini()))
}

/// Shares of the revenue that has a label, and how much of all revenue has one.
fn over_labels(
    ledger: &Ledger,
    d: &Definitions,
    attribute: Attribute,
    value: impl Fn(&Concentration) -> f64,
) -> Outcome {
    let (from, to) = ledger.ltm(d);
    let parts = ledger.parts(attribute, from, to);
    let (known, unknown) = (parts.known_amount(), parts.unknown_amount());
    let revenue: Vec<f64> = parts
        .labelled
        .iter()
        .map(|part| part.amount.units())
        .filter(|units| *units > 0.0)
        .collect();
    let concentration = Concentration::of(&revenue).ok_or(AbsentReason::NothingToCount)?;
    let figure = Figure::new(value(&concentration), concentration.customers() as u64);
    let covered = quotient(known, known + unknown)?.min(1.0);
    Ok(with_ltm_rows(figure.covering(covered), ledger, d))
}

fn owner_top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Orders)?;
    let named = ledger.any_order(|order| order.owner.is_some())
        || ledger.any_master(|record| record.owner.is_some());
    if !named {
        return Err(no_field(TableKind::Orders, "owner"));
    }
    over_labels(ledger, d, Attribute::Owner, |owners| owners.top(1))
}

fn region_top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Orders)?;
    let named = ledger.any_order(|order| order.region.is_some())
        || ledger.any_master(|record| record.region.is_some());
    if !named {
        return Err(no_field(TableKind::Orders, "region"));
    }
    over_labels(ledger, d, Attribute::Region, |regions| regions.top(1))
}

fn channel_top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_order_field(ledger, "channel", |order| order.channel.is_some())?;
    over_labels(ledger, d, Attribute::Channel, |channels| channels.top(1))
}

fn industry_hhi(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_master_field(ledger, "industry", |record| record.industry.is_some())?;
    let figure = over_labels(ledger, d, Attribute::Industry, Concentration::hhi)?;
    Ok(with_masters(figure, ledger))
}

/// Revenue of the last twelve months by group under common control, largest first, with the
/// members that bought, largest first.
pub(crate) fn groups(ledger: &Ledger, d: &Definitions) -> Vec<(Amount, Vec<(CustomerId, Amount)>)> {
    let (from, to) = ledger.ltm(d);
    let mut groups: BTreeMap<u32, Vec<(CustomerId, Amount)>> = BTreeMap::new();
    for (id, amount) in ledger.ranked(from, to) {
        groups
            .entry(ledger.customers[id.index()].group)
            .or_default()
            .push((id, amount));
    }
    let mut sums: Vec<_> = groups
        .into_values()
        .map(|members| {
            (
                members.iter().map(|(_, amount)| *amount).sum::<Amount>(),
                members,
            )
        })
        .collect();
    sums.sort_by_key(|(sum, members)| (-sum.0, members[0].0));
    sums
}

fn group_top1(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_master_field(ledger, "parent", |r| {
        r.parent.is_some() || r.credit_code.is_some()
    })?;
    let groups = groups(ledger, d);
    let (from, to) = ledger.ltm(d);
    let total = ledger.named_revenue_in(from, to);
    let largest = groups.first().map_or(Amount::ZERO, |(sum, _)| *sum);
    let figure = Figure::new(quotient(largest, total)?, groups.len() as u64);
    Ok(with_ltm_rows(with_masters(figure, ledger), ledger, d))
}
