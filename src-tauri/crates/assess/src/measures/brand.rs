//! Brand: assets in force, events and promotion of the last twelve months, customers drawn by it.

use records::{Amount, Brand, TableKind};

use super::referral::sources;
use super::selection::{Selection, new_customers, ratio};
use super::tools::{Outcome, need_order_field, no_field, proportion, spec, with_ltm_rows};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "brand.assets",
        Unit::Count,
        "#{trademark, patent, award, certificate} valid as of",
        assets,
    ),
    spec(
        "brand.events_per_year",
        Unit::Count,
        "#{category = event} LTM",
        events_per_year,
    ),
    spec(
        "brand.promotion_channels",
        Unit::Count,
        "#distinct channel; LTM",
        promotion_channels,
    ),
    spec(
        "brand.own_source_share",
        Unit::Share,
        "#{new customers by referral, search, own accord} / #{new customers with source}; LTM",
        own_source_share,
    ),
    spec(
        "brand.direct_share",
        Unit::Share,
        "revenue LTM of direct and brand channels / revenue LTM with channel",
        direct_share,
    ),
    spec(
        "brand.event_reach",
        Unit::Count,
        "Σ(reach) of {category = event} LTM",
        event_reach,
    ),
    spec(
        "brand.cost_per_new_customer",
        Unit::Money,
        "(Σ(brand cost) + Σ(activity cost)) LTM / #{new customers} LTM",
        cost_per_new_customer,
    ),
];

fn recent<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Brand>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.brand)?.within(ledger.ltm(d), |brand| brand.date))
}

fn assets(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.brand)?
        .using("category", |brand| brand.category.as_ref().map(drop))?
        .only(|brand| says(brand.category.as_deref(), words::ASSET))
        .only(|brand| brand.date.is_none_or(|day| day <= d.as_of))
        .only(|brand| brand.expiry_date.is_none_or(|day| day >= d.as_of));
    Ok(rows.figure(rows.count() as f64))
}

fn events_per_year(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = recent(ledger, d)?
        .using("category", |brand| brand.category.as_ref().map(drop))?
        .only(|brand| says(brand.category.as_deref(), words::EVENT));
    Ok(rows.figure(rows.count() as f64))
}

fn promotion_channels(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = recent(ledger, d)?.having("channel", |brand| brand.channel.as_ref().map(drop))?;
    Ok(rows.figure(rows.texts(|brand| brand.channel.as_deref()).len() as f64))
}

fn own_source_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    Selection::of(&ledger.tables.customers)?.using("source", |c| c.source.as_ref().map(drop))?;
    let new = new_customers(ledger, d)?;
    let known: Vec<CustomerId> = new
        .iter()
        .copied()
        .filter(|id| sources(ledger, *id).next().is_some())
        .collect();
    let own = known
        .iter()
        .filter(|id| {
            sources(ledger, **id).any(|source| {
                says(Some(source), words::OWN_SOURCE) || says(Some(source), words::REFERRAL)
            })
        })
        .count();
    let figure = proportion(own, known.len(), d)?;
    Ok(figure
        .covering(known.len() as f64 / new.len() as f64)
        .from_rows(TableKind::Customers, ledger.rows_of(TableKind::Customers)))
}

fn direct_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_order_field(ledger, "channel", |order| order.channel.is_some())?;
    let (from, to) = ledger.ltm(d);
    let (parts, _) = ledger.revenue_by(from, to, Ledger::channel_of_sale);
    let sum = |direct: bool| -> f64 {
        let of = parts.iter().filter(|(name, amount)| {
            amount.is_positive() && (!direct || says(Some(name), words::DIRECT))
        });
        of.map(|(_, amount)| *amount).sum::<Amount>().units()
    };
    let figure = Figure::new(ratio(sum(true), sum(false))?, parts.len() as u64);
    Ok(with_ltm_rows(figure, ledger, d))
}

fn event_reach(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = recent(ledger, d)?
        .having("reach", |brand| brand.reach)?
        .only(|brand| says(brand.category.as_deref(), words::EVENT));
    Ok(rows.figure(rows.values(|brand| brand.reach).iter().sum()))
}

fn cost_per_new_customer(ledger: &Ledger, d: &Definitions) -> Outcome {
    let window = ledger.ltm(d);
    let mut cost: Option<Amount> = None;
    let mut rows = Vec::new();
    if let Ok(spent) = recent(ledger, d).and_then(|brand| brand.having("cost", |b| b.cost)) {
        cost = Some(spent.rows().iter().filter_map(|row| row.record.cost).sum());
        rows.push((TableKind::Brand, spent.places()));
    }
    let campaigns = Selection::of(&ledger.tables.campaigns)
        .and_then(|all| all.within(window, |c| c.date).having("cost", |c| c.cost));
    if let Ok(spent) = campaigns {
        let total: Amount = spent.rows().iter().filter_map(|row| row.record.cost).sum();
        cost = Some(cost.unwrap_or(Amount::ZERO) + total);
        rows.push((TableKind::Campaigns, spent.places()));
    }
    let Some(cost) = cost else {
        return Err(match ledger.has(TableKind::Brand) {
            true => no_field(TableKind::Brand, "cost"),
            false => AbsentReason::NoTable {
                table: TableKind::Brand,
            },
        });
    };
    let new = new_customers(ledger, d)?.len();
    let figure = Figure::new(cost.units() / new as f64, new as u64);
    Ok(rows.into_iter().fold(figure, |figure, (table, places)| {
        figure.from_rows(table, places)
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, no_table, orders, rows};
    use crate::ledger::Records;
    use records::TableKind;

    #[test]
    fn sales_without_a_middleman_are_told_by_their_channel() {
        let records = Records {
            orders: rows(
                "customer_name | date | amount | channel",
                &[
                    "甲 | 2024-02-01 | 60 | 直销",
                    "乙 | 2024-02-01 | 40 | 经销商",
                    "丙 | 2024-02-01 | 900 | ",
                ],
            ),
            ..Records::default()
        };
        check(&records, &[("brand.direct_share", 0.6)]);
    }

    #[test]
    fn expired_assets_do_not_count_and_costs_are_shared_by_new_customers() {
        let records = Records {
            brand: rows(
                "category | name | date | expiry_date | channel | cost | reach",
                &[
                    "商标 | 东海 | 2015-01-01 | 2025-01-01 | | | ",
                    "荣誉 | 名牌产品 | 2018-01-01 | 2021-01-01 | | | ",
                    "展会 | 汉诺威 | 2024-04-01 | | 线下 | 300 | 120",
                    "推广 | 百度 | 2024-05-01 | | 搜索 | 100 | 9000",
                ],
            ),
            customers: rows("name | source", &["新一 | 搜索引擎", "新二 | 陌拜"]),
            orders: orders(&[
                "甲 | 2022-02-01 | 10",
                "新一 | 2024-02-01 | 10",
                "新二 | 2024-02-01 | 10",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("brand.assets", 1.0),
                ("brand.events_per_year", 1.0),
                ("brand.event_reach", 120.0),
                ("brand.promotion_channels", 2.0),
                ("brand.own_source_share", 0.5),
                ("brand.cost_per_new_customer", 200.0),
            ],
        );
        let reason = no_table(TableKind::Brand);
        assert_eq!(
            absent(&Records::default(), "brand.cost_per_new_customer"),
            reason
        );
    }
}
