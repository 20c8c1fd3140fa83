//! Industry awareness: what the firm gathers, and how the industries it sells to grow.

use std::collections::BTreeMap;

use records::{Date, Industry, TableKind};

use super::selection::{Selection, ratio, total_revenue};
use super::tools::{Outcome, need_master_field, no_field, spec};
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
    spec(
        "industry.declining_revenue",
        Unit::Share,
        "revenue LTM of customers whose industry shrinks / revenue LTM of customers whose industry's growth is known",
        declining_revenue,
    ),
    spec(
        "industry.distressed_revenue",
        Unit::Share,
        "revenue LTM of customers whose status or remark tells of distress / revenue LTM of customers with a status",
        distressed_revenue,
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

/// Revenue of the last twelve months by what is known of the customer's industry.
struct ByGrowth<'a> {
    rows: Selection<'a, Industry>,
    /// Revenue times growth.
    weighted: f64,
    /// Revenue of shrinking industries.
    declining: f64,
    /// Revenue of industries with a known growth.
    known: f64,
    customers: u64,
}

impl ByGrowth<'_> {
    fn figure(self, value: f64, ledger: &Ledger, d: &Definitions) -> Outcome {
        let covered = self.known / total_revenue(ledger, d)?;
        Ok(Figure::new(ratio(value, self.known)?, self.customers)
            .covering(covered.min(1.0))
            .from_rows(TableKind::Industry, self.rows.places())
            .from_rows(TableKind::Customers, ledger.rows_of(TableKind::Customers)))
    }
}

fn by_growth<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<ByGrowth<'a>, AbsentReason> {
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
    let mut found = ByGrowth {
        rows,
        weighted: 0.0,
        declining: 0.0,
        known: 0.0,
        customers: 0,
    };
    for (id, amount) in ledger.ranked(from, to) {
        let growth = industry_of(ledger, id).and_then(|industry| growths.get(&industry));
        if let Some(growth) = growth {
            let revenue = amount.units();
            found.weighted += revenue * growth;
            found.known += revenue;
            found.customers += 1;
            if *growth < 0.0 {
                found.declining += revenue;
            }
        }
    }
    Ok(found)
}

fn weighted_growth(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = by_growth(ledger, d)?;
    let value = found.weighted;
    found.figure(value, ledger, d)
}

fn declining_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = by_growth(ledger, d)?;
    let value = found.declining;
    found.figure(value, ledger, d)
}

/// Customers in distress as far as the firm's own master data say so; public lists are not asked.
fn distressed_revenue(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_master_field(ledger, "status", |customer| customer.status.is_some())?;
    let (from, to) = ledger.ltm(d);
    let (mut distressed, mut known, mut n) = (0.0, 0.0, 0);
    for (id, amount) in ledger.ranked(from, to) {
        if ledger
            .master_text(id, |master| master.status.as_deref())
            .is_none()
        {
            continue;
        }
        let told = ledger.masters(id).any(|master| {
            [&master.status, &master.remark]
                .into_iter()
                .any(|text| says(text.as_deref(), words::DISTRESS))
        });
        known += amount.units();
        n += 1;
        if told {
            distressed += amount.units();
        }
    }
    let covered = known / total_revenue(ledger, d)?;
    Ok(Figure::new(ratio(distressed, known)?, n)
        .covering(covered.min(1.0))
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
                "name | industry | status | remark",
                &[
                    "甲 | 工程机械 | 合作中 | ",
                    "乙 | 风电 | 合作中 | 已列入失信名单",
                    "丙 | 其他 | | 停产",
                ],
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
                ("industry.declining_revenue", 0.75),
                // Of 甲 and 乙, who have a status.
                ("industry.distressed_revenue", 0.25),
            ],
        );
        let growth = measure(&records, "industry.weighted_growth").unwrap();
        assert!((growth.coverage.unwrap() - 0.8).abs() < 1e-12);
        assert_eq!(measure(&records, "industry.news").unwrap().value, 0.0);
    }
}
