//! Industry awareness: what the firm gathers, and how the industries it sells to grow.

use std::collections::BTreeMap;

use records::{Date, Industry, TableKind};

use super::selection::{Selection, ratio, total_revenue};
use super::tools::{Outcome, no_field, spec};
use super::words::{self, says};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec("industry.items_per_year", Unit::Count, "#items LTM", items),
    spec(
        "industry.reports",
        Unit::Count,
        "#{category = report} LTM",
        reports,
    ),
    spec(
        "industry.forums",
        Unit::Count,
        "#{category = forum, fair} LTM",
        forums,
    ),
    spec("industry.news", Unit::Count, "#{category = news} LTM", news),
    spec(
        "industry.weighted_growth",
        Unit::Share,
        "Σ(revenue LTM × growth of the customer's industry) / Σ(revenue LTM with growth)",
        weighted_growth,
    ),
];

/// Items gathered; rows that only give the growth of an industry are none.
fn gathered<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<Selection<'a, Industry>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.industry)?
        .within(ledger.ltm(d), |item| item.date)
        .only(|item| item.title.is_some() || item.category.is_some()))
}

fn items(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = gathered(ledger, d)?;
    Ok(rows.figure(rows.count() as f64))
}

fn of_kind(ledger: &Ledger, d: &Definitions, kind: &[&str]) -> Outcome {
    let rows = gathered(ledger, d)?
        .using("category", |item| item.category.as_ref().map(drop))?
        .only(|item| says(item.category.as_deref(), kind));
    Ok(rows.figure(rows.count() as f64))
}

fn reports(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_kind(ledger, d, words::REPORT)
}

fn forums(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_kind(ledger, d, words::FORUM)
}

fn news(ledger: &Ledger, d: &Definitions) -> Outcome {
    of_kind(ledger, d, words::NEWS)
}

/// The latest growth known of each industry.
fn growths(rows: &Selection<'_, Industry>) -> BTreeMap<String, f64> {
    let mut latest: BTreeMap<String, (Option<Date>, f64)> = BTreeMap::new();
    for row in rows.rows() {
        let item = &row.record;
        if let (Some(industry), Some(growth)) = (&item.industry, item.growth) {
            let entry = latest.entry(key(industry)).or_insert((item.date, growth));
            if item.date >= entry.0 {
                *entry = (item.date, growth);
            }
        }
    }
    latest
        .into_iter()
        .map(|(industry, (_, growth))| (industry, growth))
        .collect()
}

fn key(industry: &str) -> String {
    industry.trim().to_lowercase()
}

fn industry_of(ledger: &Ledger, id: CustomerId) -> Option<String> {
    let masters = &ledger.customers.get(id.index())?.master_index;
    masters
        .iter()
        .find_map(|at| ledger.tables.customers.get(*at)?.record.industry.as_deref())
        .map(key)
}

fn weighted_growth(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = Selection::of(&ledger.tables.industry)?
        .only(|item| item.date.is_none_or(|day| day <= d.as_of))
        .having("growth", |item| {
            item.growth.filter(|_| item.industry.is_some())
        })?;
    if ledger
        .tables
        .customers
        .iter()
        .all(|row| row.record.industry.is_none())
    {
        return Err(no_field(TableKind::Customers, "industry"));
    }
    let growths = growths(&rows);
    let (from, to) = ledger.ltm(d);
    let (mut weighted, mut known, mut n) = (0.0, 0.0, 0);
    for (id, amount) in ledger.ranked(from, to) {
        let growth = industry_of(ledger, id).and_then(|industry| growths.get(&industry));
        if let Some(growth) = growth {
            weighted += amount.units() * growth;
            known += amount.units();
            n += 1;
        }
    }
    let covered = known / total_revenue(ledger, d)?;
    Ok(Figure::new(ratio(weighted, known)?, n)
        .covering(covered.min(1.0))
        .from_rows(TableKind::Industry, rows.places())
        .from_rows(TableKind::Customers, ledger.rows_of(TableKind::Customers)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, measure, orders, rows};
    use crate::ledger::Records;

    #[test]
    fn what_is_gathered_and_what_customers_industries_do() {
        let records = Records {
            industry: rows(
                "industry | category | title | date | growth",
                &[
                    " | 行业报告 | 密封件白皮书 | 2024-03-01 | ",
                    " | 行业论坛 | 上海流体展 | 2024-05-01 | ",
                    " | 行业新闻 | 动态 | 2020-05-01 | ",
                    "工程机械 | | | 2023-12-31 | 0.5",
                    "工程机械 | | | 2024-06-30 | -0.1",
                    "风电 | | | 2024-06-30 | 0.2",
                ],
            ),
            customers: rows(
                "name | industry",
                &["甲 | 工程机械", "乙 | 风电", "丙 | 其他"],
            ),
            orders: orders(&[
                "甲 | 2024-02-01 | 60",
                "乙 | 2024-02-01 | 20",
                "丙 | 2024-02-01 | 20",
            ]),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("industry.items_per_year", 2.0),
                ("industry.reports", 1.0),
                ("industry.forums", 1.0),
                ("industry.weighted_growth", -0.025),
            ],
        );
        let growth = measure(&records, "industry.weighted_growth").unwrap();
        assert!((growth.coverage.unwrap() - 0.8).abs() < 1e-12);
        assert_eq!(measure(&records, "industry.news").unwrap().value, 0.0);
    }
}
