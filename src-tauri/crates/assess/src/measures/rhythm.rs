//! Care against the customer's own rhythm, and orders in the weeks of holiday promotions.

use records::TableKind;
use statistics::comparison::{Rate, rate_ratio};
use statistics::quantiles::median;

use super::tools::{Outcome, proportion, spec};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};
use crate::voice::{Gap, gaps, orders_around};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "care.beyond_rhythm",
        Unit::Share,
        "#{days since the last contact > max(P90(own pauses between orders), 30 d), or never contacted} / #active customers with ≥ 4 pauses",
        beyond_rhythm,
    ),
    spec(
        "care.gap_ratio",
        Unit::Index,
        "median(days since the last contact / max(P90(own pauses between orders), 30 d)); active customers with both",
        gap_ratio,
    ),
    spec(
        "care.holiday_lift",
        Unit::Share,
        "orders a day in the 7 d from each festival activity / orders a day in the 28 d before and after − 1; LTM",
        holiday_lift,
    ),
];

/// Active customers with a rhythm of their own.
fn rhythmic(ledger: &Ledger, d: &Definitions) -> Result<Vec<Gap>, AbsentReason> {
    super::selection::active(ledger, d)?;
    let gaps = gaps(ledger, d);
    let all = gaps.as_ref().as_ref().map_err(Clone::clone)?;
    Ok(all
        .iter()
        .copied()
        .filter(|gap| gap.usual.is_some())
        .collect())
}

fn rows(figure: Figure, ledger: &Ledger) -> Figure {
    [TableKind::Contacts, TableKind::Customers, TableKind::Orders]
        .into_iter()
        .filter(|table| ledger.has(*table))
        .fold(figure, |figure, table| {
            figure.from_rows(table, ledger.rows_of(table))
        })
}

fn beyond_rhythm(ledger: &Ledger, d: &Definitions) -> Outcome {
    let gaps = rhythmic(ledger, d)?;
    let beyond = gaps
        .iter()
        .filter(|gap| gap.ratio().is_none_or(|ratio| ratio > 1.0))
        .count();
    Ok(rows(proportion(beyond, gaps.len(), d)?, ledger))
}

fn gap_ratio(ledger: &Ledger, d: &Definitions) -> Outcome {
    let gaps = rhythmic(ledger, d)?;
    let ratios: Vec<f64> = gaps.iter().filter_map(|gap| gap.ratio()).collect();
    let middle = median(&ratios).ok_or(AbsentReason::NothingToCount)?;
    let covered = ratios.len() as f64 / gaps.len() as f64;
    let figure = Figure::new(middle, ratios.len() as u64).covering(covered);
    Ok(rows(figure, ledger))
}

/// Festivals move orders with or without a promotion: an association.
fn holiday_lift(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = orders_around(ledger, d)?;
    let rate = |events: u64, days: u64| Rate {
        events,
        time: days as f64,
    };
    let within = rate(found.orders, found.days);
    let around = rate(found.other_orders, found.other_days);
    let ratio = rate_ratio(within, around, d.confidence).ok_or(AbsentReason::TooFew {
        needed: 1,
        found: 0,
    })?;
    let (from, to) = ledger.ltm(d);
    let interval = ratio.interval;
    Ok(Figure::new(ratio.value - 1.0, found.orders)
        .between(
            interval.lower - 1.0,
            interval.upper - 1.0,
            interval.level,
            "rate_ratio",
        )
        .from_rows(TableKind::Campaigns, ledger.rows_of(TableKind::Campaigns))
        .from_rows(TableKind::Orders, ledger.order_rows_in(from, to)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, no_table, orders, rows};
    use crate::ledger::Records;

    use super::*;

    fn monthly(names: &[&str]) -> Vec<String> {
        names
            .iter()
            .flat_map(|name| (1..=12).map(move |month| format!("{name} | 2024-{month:02}-05 | 10")))
            .collect()
    }

    #[test]
    fn a_contact_is_late_by_the_customers_own_rhythm() {
        // All buy each month: pauses of 29 to 31 days, P90 31. Contacts 21, 36 and 92 days ago;
        // nobody spoke to 丁; 戊 bought once and has no rhythm.
        let mut lines = monthly(&["甲", "乙", "丙", "丁"]);
        lines.push("戊 | 2024-03-05 | 10".into());
        let records = Records {
            orders: orders(&lines.iter().map(String::as_str).collect::<Vec<_>>()),
            contacts: rows(
                "customer_name | date | done",
                &[
                    "甲 | 2024-12-10 | ",
                    "乙 | 2024-11-25 | ",
                    "乙 | 2024-12-30 | false",
                    "丙 | 2024-09-30 | ",
                ],
            ),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("care.beyond_rhythm", 0.75),
                ("care.gap_ratio", 36.0 / 31.0),
            ],
        );
        let median = measure(&records, "care.gap_ratio").unwrap();
        assert_eq!((median.n, median.coverage), (Some(3), Some(0.75)));
        let silent = Records {
            contacts: Vec::new(),
            ..records
        };
        let reason = no_table(TableKind::Contacts);
        assert_eq!(absent(&silent, "care.beyond_rhythm"), reason);
    }

    #[test]
    fn orders_of_the_promotions_week_are_held_against_the_weeks_around_it() {
        // 2024-06-10 to 06-16: three orders. 28 days before and after: four.
        let records = Records {
            orders: orders(&[
                "甲 | 2024-06-10 | 10",
                "乙 | 2024-06-12 | 10",
                "丙 | 2024-06-16 | 10",
                "甲 | 2024-05-13 | 10",
                "乙 | 2024-05-20 | 10",
                "甲 | 2024-06-17 | 10",
                "乙 | 2024-07-14 | 10",
                // Outside.
                "甲 | 2024-05-12 | 10",
                "甲 | 2024-07-15 | 10",
                "丁 | 2024-01-05 | 10",
            ]),
            campaigns: rows(
                "name | date | occasion",
                &["端午特惠 | 2024-06-10 | 端午节", "新品发布 | 2024-03-01 | "],
            ),
            ..Records::default()
        };
        check(
            &records,
            &[("care.holiday_lift", 3.0 / 7.0 / (4.0 / 56.0) - 1.0)],
        );
        let none = Records {
            campaigns: rows("name | date", &["新品发布 | 2024-03-01"]),
            ..records
        };
        assert_eq!(
            absent(&none, "care.holiday_lift"),
            AbsentReason::NothingToCount
        );
    }
}
