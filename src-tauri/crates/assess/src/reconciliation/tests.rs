//! The computations against sums made here by other means.

use std::collections::BTreeMap;

use records::{
    Amount, ControlBasis, ControlTotal, Date, Decision, DecisionKind, Located, Order, RowSpan,
    SourceId, TaxBasis,
};

use super::*;
use crate::definitions::CustomerLevel;
use crate::ledger::Records;
use crate::measures::testing::{definitions, rows};

const HEADER: &str = "order_no | customer_name | date | amount | amount_net | currency";

fn orders(source: i64, lines: &[&str]) -> Vec<Located<Order>> {
    let mut found: Vec<Located<Order>> = rows(HEADER, lines);
    for row in &mut found {
        row.at.source = SourceId(source);
    }
    found
}

fn decided(kinds: Vec<DecisionKind>) -> Vec<Decision> {
    (1..)
        .zip(kinds)
        .map(|(id, kind)| Decision {
            id,
            kind,
            reason: String::new(),
            decided_at: 0,
        })
        .collect()
}

fn total(month: i8, tax: TaxBasis, units: f64) -> DecisionKind {
    let from = Date::constant(2024, month, 1);
    DecisionKind::ControlTotal(ControlTotal {
        from,
        to: from.last_of_month(),
        basis: ControlBasis::Invoices,
        tax,
        currency: None,
        amount: Amount::from_units(units).unwrap(),
        origin: "开票汇总".into(),
    })
}

fn found(
    orders: Vec<Located<Order>>,
    decisions: Vec<DecisionKind>,
    tax: TaxBasis,
) -> (Reconciliation, Vec<RowSet>) {
    let records = Records {
        orders,
        ..Records::default()
    };
    let decisions = decided(decisions);
    let ledger = Ledger::build(records, &decisions, CustomerLevel::Company);
    let d = Definitions {
        tax_basis: tax,
        ..definitions()
    };
    reconciliation(&ledger, &d)
}

fn check<'a>(found: &'a Reconciliation, id: &str) -> &'a Check {
    found.checks.iter().find(|check| check.id == id).unwrap()
}

fn number(check: &Check, name: &str) -> f64 {
    match &check.args[name] {
        CheckValue::Count(count) => *count as f64,
        CheckValue::Share(share) => *share,
        CheckValue::Money(amount) => amount.units(),
        other => panic!("{other:?}"),
    }
}

/// One order of 100·month on the tenth of each month of 2024; `13 %` of tax in it.
fn year() -> Vec<String> {
    (1..=12)
        .map(|month| {
            let gross = 113 * month;
            let net = 100 * month;
            format!("XS{month:04} | 甲厂 | 2024-{month:02}-10 | {gross} | {net} | ")
        })
        .collect()
}

fn refs(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

#[test]
fn months_differences_and_running_differences_add_up() {
    let lines = year();
    // The books lack 5 in March and have 8 too much in July.
    let booked = |month: i8| match month {
        3 => 334.0,
        7 => 799.0,
        _ => 113.0 * f64::from(month),
    };
    let controls = (1..=12)
        .map(|month| total(month, TaxBasis::Gross, booked(month)))
        .collect();
    let (result, _) = found(orders(1, &refs(&lines)), controls, TaxBasis::Gross);
    let series = &result.series[0];
    let mut running = 0.0;
    for (month, line) in (1..).zip(&series.lines) {
        let difference = f64::from(month) * 113.0 - booked(month as i8);
        running += difference;
        assert_eq!(line.difference.unwrap().units(), difference, "{month}");
        assert_eq!(line.running.unwrap().units(), running, "{month}");
        let rate = line.rate.unwrap();
        assert!((rate - difference / booked(month as i8)).abs() < 1e-12);
    }
    let ltm = series.ltm.as_ref().unwrap();
    let books: f64 = (1..=12).map(booked).sum();
    assert_eq!(ltm.control.units(), books);
    assert_eq!(ltm.orders.units(), 113.0 * 78.0);
    assert_eq!(ltm.difference.units(), 5.0 - 8.0);
    assert_eq!(result.tied_out, Some(ControlBasis::Invoices));
    let by_month: Vec<f64> = result.months.iter().map(|m| m.amount.units()).collect();
    let expected: Vec<f64> = (1..=12).map(|m| 113.0 * f64::from(m)).collect();
    assert_eq!(by_month, expected);
}

#[test]
fn the_tolerance_is_the_border_between_tied_out_and_not() {
    for (percent, tied) in [(0.0, true), (0.99, true), (1.01, false), (-1.01, false)] {
        let controls = (1..=12)
            .map(|month| {
                let gross = 113.0 * f64::from(month);
                total(month, TaxBasis::Gross, gross / (1.0 + percent / 100.0))
            })
            .collect();
        let (result, _) = found(orders(1, &refs(&year())), controls, TaxBasis::Gross);
        assert_eq!(result.tied_out.is_some(), tied, "{percent} %");
        let expected = if tied {
            CheckStatus::Ok
        } else {
            CheckStatus::Problem
        };
        assert_eq!(check(&result, "control").status, expected, "{percent} %");
    }
}

#[test]
fn a_month_without_a_total_leaves_the_twelve_months_untied() {
    let controls = (1..=12)
        .filter(|month| *month != 6)
        .map(|month| total(month, TaxBasis::Gross, 113.0 * f64::from(month)))
        .collect();
    let (result, _) = found(orders(1, &refs(&year())), controls, TaxBasis::Gross);
    assert_eq!(
        (result.tied_out, result.series[0].ltm.clone()),
        (None, None)
    );
    assert_eq!(result.series[0].total.as_ref().unwrap().periods, 11);
}

#[test]
fn tax_is_converted_only_by_a_stated_rate_or_the_orders_own_net_amounts() {
    let net_controls = || -> Vec<DecisionKind> {
        (1..=12)
            .map(|month| total(month, TaxBasis::Net, 100.0 * f64::from(month)))
            .collect()
    };
    let gross_only: Vec<String> = (1..=12)
        .map(|m| format!("XS{m:04} | 甲厂 | 2024-{m:02}-10 | {} | | ", 113 * m))
        .collect();
    let rule = |lines: &[String], extra: Option<f64>, tax| {
        let mut controls = net_controls();
        controls.extend(extra.map(|rate| DecisionKind::TaxRate { rate }));
        let (result, _) = found(orders(1, &refs(lines)), controls, tax);
        (result.series[0].lines[4].rule, result.tied_out.is_some())
    };
    let gross = TaxBasis::Gross;
    assert_eq!(rule(&year(), None, gross), (TaxRule::OwnNet, true));
    assert_eq!(
        rule(&gross_only, None, gross),
        (TaxRule::NotComparable, false)
    );
    assert_eq!(
        rule(&gross_only, Some(0.13), gross),
        (TaxRule::Converted, true)
    );
    assert_eq!(
        rule(&gross_only, Some(0.06), gross),
        (TaxRule::Converted, false)
    );
    let unknown = TaxBasis::Unknown;
    assert_eq!(
        rule(&gross_only, Some(0.13), unknown),
        (TaxRule::Unconfirmed, false)
    );
}

#[test]
fn another_currency_counts_only_by_a_stated_rate() {
    let mut lines = year();
    lines.push("XS0013 | 乙厂 | 2024-12-12 | 100 | | USD".into());
    let mut controls: Vec<DecisionKind> = (1..=12)
        .map(|month| total(month, TaxBasis::Gross, 113.0 * f64::from(month)))
        .collect();
    let (apart, _) = found(orders(1, &refs(&lines)), controls.clone(), TaxBasis::Gross);
    assert_eq!(
        apart.series[0].ltm.as_ref().unwrap().difference,
        Amount::ZERO
    );
    assert_eq!(apart.tied_out, None, "something is left unconverted");
    assert_eq!(check(&apart, "currencies").status, CheckStatus::Problem);
    controls.push(DecisionKind::ExchangeRate {
        currency: "USD".into(),
        rate: 7.1,
    });
    let (converted, _) = found(orders(1, &refs(&lines)), controls, TaxBasis::Gross);
    let ltm = converted.series[0].ltm.as_ref().unwrap();
    assert_eq!(ltm.difference.units(), 710.0);
    assert_eq!(converted.currencies[1].amount.units(), 100.0);
}

#[test]
fn the_same_document_in_two_files_is_found_and_leaves_by_rule() {
    let first = orders(
        1,
        &[
            "A1 | 甲厂 | 2024-01-05 | 100 | | ",
            "A1 | 甲厂 | 2024-01-05 | 50 | | ",
            "A2 | 乙厂 | 2024-02-05 | 70 | | ",
            "A3 | 乙厂 | 2024-02-06 | 10 | | ",
        ],
    );
    let second = orders(
        2,
        &[
            "A2 | 乙厂 | 2024-02-05 | 71 | | ",
            "A1 | 甲厂 | 2024-01-05 | 150 | | ",
            "A3 | 丙厂 | 2024-02-06 | 10 | | ",
        ],
    );
    let all = || [first.clone(), second.clone()].concat();
    let (result, sets) = found(all(), vec![], TaxBasis::Gross);
    let twice = check(&result, "documents_twice");
    assert_eq!(
        (number(twice, "count"), number(twice, "amount")),
        (1.0, 150.0)
    );
    assert_eq!(number(check(&result, "documents_differ"), "count"), 1.0);
    let set = &sets[twice.rows[0]];
    assert_eq!((set.count, set.ranges[0].first.row), (1, 2));
    let out = DecisionKind::ExcludeRows {
        topic: "check.documents_twice".into(),
        rule: twice.fix.clone().unwrap(),
        rows: vec![RowSpan {
            first: set.ranges[0].first,
            last_row: set.ranges[0].last_row,
        }],
    };
    let (after, _) = found(all(), vec![out], TaxBasis::Gross);
    assert_eq!(number(check(&after, "documents_twice"), "count"), 0.0);
    let sum = |r: &Reconciliation| r.months.iter().map(|m| m.amount.units()).sum::<f64>();
    assert_eq!((sum(&result), sum(&after)), (461.0, 311.0));
}

#[test]
fn gaps_in_months_and_numbers_are_counted() {
    let mut lines = Vec::new();
    let mut gone = 0;
    for number in 1..=200_u32 {
        let month = (number - 1) / 17 + 1;
        // Numbers 40–44 and each 50th are missing, and the whole of May.
        if (40..=44).contains(&number) || number % 50 == 0 {
            gone += 1;
            continue;
        }
        let month = if month == 5 { 6 } else { month };
        lines.push(format!(
            "XS{number:05} | 甲厂 | 2024-{month:02}-10 | 5 | | "
        ));
    }
    // The last number has nothing behind it that would show that it is missing.
    let (result, _) = found(orders(1, &refs(&lines)), vec![], TaxBasis::Gross);
    let numbers = check(&result, "numbers_missing");
    assert_eq!(number(numbers, "missing"), f64::from(gone - 1));
    assert_eq!(number(numbers, "runs"), 4.0);
    let months = check(&result, "months_missing");
    assert_eq!(
        (number(months, "count"), months.status),
        (1.0, CheckStatus::Problem)
    );
}

#[test]
fn signs_and_dates_are_counted_as_they_stand() {
    let mut lines: Vec<String> = (0..600)
        .map(|at| {
            let (month, day) = (at % 12 + 1, at % 27 + 1);
            format!("XS{at:05} | 甲厂 | 2024-{month:02}-{day:02} | 10 | | ")
        })
        .collect();
    lines.push("T1 | 甲厂 | 2024-03-04 | -200 | | ".into());
    lines.push("T2 | 甲厂 | 2024-03-05 | 0 | | ".into());
    lines.push("T3 | 甲厂 | 2042-03-05 | 30 | | ".into());
    lines.push("T4 | 甲厂 | 1900-01-01 | 40 | | ".into());
    let (result, _) = found(orders(1, &refs(&lines)), vec![], TaxBasis::Gross);
    let negative = check(&result, "negative_lines");
    assert_eq!(
        (number(negative, "count"), number(negative, "sum")),
        (1.0, -200.0)
    );
    assert!((number(negative, "share") - 200.0 / 6_070.0).abs() < 1e-12);
    assert_eq!(number(check(&result, "zero_lines"), "count"), 1.0);
    assert_eq!(number(check(&result, "future_dates"), "amount"), 30.0);
    assert_eq!(number(check(&result, "early_dates"), "amount"), 40.0);
    let weekend = lines
        .iter()
        .map(|line| line.split(" | ").nth(2).unwrap().parse::<Date>().unwrap())
        .filter(|date| date.weekday().to_monday_zero_offset() >= 5)
        .count();
    assert_eq!(number(check(&result, "weekends"), "count"), weekend as f64);
}

#[test]
fn asked_checks_become_requests_and_accepted_ones_say_so() {
    let topic = |id: &str| format!("check.{id}");
    let kinds = vec![
        DecisionKind::AskSeller {
            topic: topic("currencies"),
        },
        DecisionKind::Accept {
            topic: topic("tax_mix"),
        },
    ];
    let (result, _) = found(orders(1, &refs(&year())), kinds, TaxBasis::Gross);
    assert!(check(&result, "currencies").asked && check(&result, "tax_mix").accepted);
    assert_eq!(requests(&result).len(), 1);
}

#[test]
fn imported_totals_of_one_period_add_up_and_an_entered_one_takes_their_place() {
    let records = |decisions: Vec<DecisionKind>| {
        let records = Records {
            orders: orders(1, &refs(&year())),
            control_totals: rows(
                "period | basis | tax_basis | amount",
                &[
                    "2024-01 | 主营业务收入 | 不含税 | 60",
                    "2024-01 | 主营业务收入 | 不含税 | 40",
                    "第一期 | 主营业务收入 | 不含税 | 40",
                ],
            ),
            ..Records::default()
        };
        let decisions = decided(decisions);
        let ledger = Ledger::build(records, &decisions, CustomerLevel::Company);
        let d = Definitions {
            tax_basis: TaxBasis::Gross,
            ..definitions()
        };
        reconciliation(&ledger, &d).0
    };
    let imported = records(vec![]);
    let line = &imported.series[0].lines[0];
    assert_eq!((line.stated.units(), line.orders.units()), (100.0, 100.0));
    assert_eq!(imported.unread.len(), 1);
    let mut entered = total(1, TaxBasis::Net, 90.0);
    if let DecisionKind::ControlTotal(total) = &mut entered {
        total.basis = ControlBasis::Ledger;
    }
    let replaced = records(vec![entered]);
    let stated: BTreeMap<_, _> = replaced.series[0]
        .lines
        .iter()
        .map(|line| (line.from, line.stated.units()))
        .collect();
    assert_eq!(stated.into_values().collect::<Vec<_>>(), [90.0]);
}
