//! Twelve months of orders beside invoices, one of them eight per cent apart, and three checks.

use std::collections::BTreeMap;

use assess::*;
use records::{Amount, ControlBasis, Date, TaxBasis};

use super::day;

/// Orders of the twelve months, minor units; March's invoices are 8 % lower.
const ORDERS: [i64; 12] = [
    611_200_000,
    588_430_000,
    642_118_000,
    655_900_000,
    610_030_000,
    671_450_000,
    698_220_000,
    640_008_000,
    702_300_000,
    688_410_000,
    655_120_000,
    671_993_000,
];

pub fn reconciliation() -> Reconciliation {
    let mut running = Amount::ZERO;
    let mut sums = (Amount::ZERO, Amount::ZERO);
    let lines: Vec<ControlLine> = (0..12)
        .map(|at| {
            let from = month(at);
            let orders = Amount(ORDERS[at]);
            let control = if at == 4 {
                Amount(orders.0 * 92 / 100)
            } else {
                Amount(orders.0 - 1_200_000)
            };
            let difference = orders - control;
            running += difference;
            sums = (sums.0 + orders, sums.1 + control);
            ControlLine {
                from,
                to: from.last_of_month(),
                stated: control,
                tax: TaxBasis::Gross,
                rule: TaxRule::Same,
                control: Some(control),
                orders,
                difference: Some(difference),
                rate: Some(difference.units() / control.units()),
                running: Some(running),
                origin: "开票汇总表.xlsx".into(),
                decision: Some(at as i64 + 1),
                row: None,
            }
        })
        .collect();
    let difference = sums.0 - sums.1;
    let ltm = Comparison {
        control: sums.1,
        orders: sums.0,
        difference,
        rate: Some(difference.units() / sums.1.units()),
        periods: 12,
    };
    Reconciliation {
        currency: "CNY".into(),
        tax: TaxBasis::Gross,
        tolerance: 0.01,
        ltm: Some((month(0), month(11).last_of_month())),
        tied_out: Some(ControlBasis::Invoices),
        series: vec![ControlSeries {
            currency: "CNY".into(),
            basis: ControlBasis::Invoices,
            lines,
            total: Some(ltm.clone()),
            ltm: Some(ltm.clone()),
            tied_out: true,
        }],
        checks: checks(&ltm),
        ..Reconciliation::default()
    }
}

fn month(at: usize) -> Date {
    let first = day(2025, 11, 1);
    let months = i32::try_from(at).unwrap();
    first.checked_add(jiff::Span::new().months(months)).unwrap()
}

fn checks(ltm: &Comparison) -> Vec<Check> {
    let check = |id: &str, status, args: Vec<(&str, CheckValue)>| Check {
        id: id.into(),
        status,
        args: args
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect::<BTreeMap<_, _>>(),
        table: None,
        rows: vec![],
        fix: None,
        accepted: false,
        asked: false,
    };
    vec![
        check(
            "control",
            CheckStatus::Ok,
            vec![
                ("control", CheckValue::Money(ltm.control)),
                ("orders", CheckValue::Money(ltm.orders)),
                ("difference", CheckValue::Money(ltm.difference)),
                ("tolerance", CheckValue::Share(0.01)),
                ("rate", CheckValue::Share(ltm.rate.unwrap())),
                ("periods", CheckValue::Count(12)),
            ],
        ),
        check(
            "documents_twice",
            CheckStatus::Problem,
            vec![
                ("count", CheckValue::Count(34)),
                ("lines", CheckValue::Count(71)),
                ("amount", CheckValue::Money(Amount(48_210_000))),
            ],
        ),
        check(
            "months_missing",
            CheckStatus::Look,
            vec![
                ("count", CheckValue::Count(1)),
                ("recent", CheckValue::Count(0)),
                ("months", CheckValue::Count(37)),
                ("from", CheckValue::Date(day(2023, 11, 2))),
                ("to", CheckValue::Date(day(2026, 11, 12))),
            ],
        ),
        check("weekends", CheckStatus::Nothing, vec![]),
    ]
}
