//! The cube on real order books, against plain sums over the same lines and published figures.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use std::collections::BTreeMap;

use clientele_assess::cube::{Entities, Level, bridge_between, mix_between};
use clientele_assess::{
    CustomerLevel, Definitions, Framework, Ledger, Period, Records, assess, default_definitions,
};
use common::{order, shared};
use records::{Amount, Date, Located, Order, Value};

fn text(cell: &str) -> Value {
    Value::Text(cell.trim_matches('"').to_owned())
}

fn amount(units: f64) -> Value {
    Value::Amount(Amount::from_units(units).unwrap())
}

fn ledger(orders: Vec<Located<Order>>) -> (Ledger, Definitions) {
    let records = Records {
        orders,
        ..Records::default()
    };
    let definitions = default_definitions(&records, &[]).unwrap();
    (
        Ledger::build(records, &[], CustomerLevel::Company),
        definitions,
    )
}

fn cdnow() -> Option<Vec<Located<Order>>> {
    let file = shared("cdnow/CDNOW_sample.txt")?;
    let lines = (1..).zip(file.lines()).map(|(row, line)| {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let part = |range: std::ops::Range<usize>| cells[2][range].parse::<i16>().unwrap();
        let date = Date::new(part(0..4), part(4..6) as i8, part(6..8) as i8).unwrap();
        order(
            row,
            &[
                ("date", Value::Date(date)),
                ("customer_code", text(cells[1])),
                ("quantity", Value::Number(cells[3].parse().unwrap())),
                ("amount", amount(cells[4].parse().unwrap())),
            ],
        )
    });
    Some(lines.collect())
}

#[test]
fn half_years_of_cdnow_are_the_published_bridge() {
    let Some(orders) = cdnow() else { return };
    let (ledger, d) = ledger(orders);
    let cube = ledger.cube(&d);
    let entities = Entities::new(&ledger, Level::Customer);
    let half = |from: (i8, i8), to: (i8, i8)| Period {
        from: Date::constant(1997, from.0, from.1),
        to: Date::constant(1997, to.0, to.1),
    };
    let (first, second) = (half((1, 1), (6, 30)), half((7, 1), (12, 31)));
    let b = bridge_between(&ledger, &cube, &entities, first, second).unwrap();
    let parts = [
        b.begin,
        b.new,
        b.reactivated,
        b.expansion,
        b.contraction,
        b.churn,
        b.end,
    ];
    assert_eq!(
        parts,
        [14_612_824, 0, 0, 1_841_160, 2_403_899, 8_540_427, 5_509_658]
    );
    let close = |found: Option<f64>, published: f64| (found.unwrap() - published).abs() < 5e-7;
    assert!(close(b.logo_retention(), 0.263_516));
    assert!(close(b.grr(), 0.251_046) && close(b.nrr(), 0.377_043));
}

#[test]
fn cohorts_of_cdnow_are_the_published_ones_and_their_revenue_is_all_of_it() {
    let Some(mut orders) = cdnow() else { return };
    // Published are transactions, eight of them of nothing; to the ledger those are no purchases.
    let mut nothing = 0;
    for order in &mut orders {
        if order.record.amount == Amount::ZERO {
            order.record.amount = Amount(1);
            nothing += 1;
        }
    }
    assert_eq!(nothing, 8);
    let (ledger, d) = ledger(orders);
    let found = assess(
        "x",
        &ledger,
        &Framework::embedded("loyalty-20").unwrap(),
        &d,
        &[],
    );
    let cohorts = found.exhibits.cohorts.unwrap();
    let published: [(u64, &[u64]); 3] = [
        (
            781,
            &[
                124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33,
            ],
        ),
        (
            857,
            &[
                134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60,
            ],
        ),
        (
            719,
            &[87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45],
        ),
    ];
    assert_eq!(cohorts.months_per_period, 1);
    for (row, (size, active)) in cohorts.rows.iter().zip(published) {
        assert_eq!(row.size, size);
        for (share, wanted) in row.retained[1..].iter().zip(active) {
            assert_eq!(
                (share * size as f64).round() as u64,
                *wanted,
                "{}",
                row.start
            );
        }
    }
    let revenue = found.exhibits.cube.revenue_cohorts.unwrap();
    let total: Amount = revenue
        .rows
        .iter()
        .flat_map(|row| &row.revenue)
        .copied()
        .sum();
    assert_eq!(total, Amount(24_409_194 + nothing));
}

#[test]
fn adventure_works_ties_out_and_its_margins_and_prices_are_plain_sums() {
    let Some(file) = shared("b2b/adventureworks-resellers/FactResellerSales.csv") else {
        return;
    };
    // Year of the books (July to June) → product → quantity and revenue; cost and revenue with one.
    let mut sums: BTreeMap<bool, BTreeMap<String, (f64, i64)>> = BTreeMap::new();
    let (mut costed, mut cost) = (0_i64, 0_i64);
    let (later_from, earlier_from) = (Date::constant(2019, 6, 1), Date::constant(2018, 6, 1));
    let mut orders = Vec::new();
    for (row, line) in (2..).zip(file.lines().skip(1)) {
        let cells: Vec<&str> = line.trim_end().split(',').collect();
        let date: Date = cells[1].parse().unwrap();
        let (quantity, paid): (f64, f64) = (cells[6].parse().unwrap(), cells[9].parse().unwrap());
        let minor = Amount::from_units(paid).unwrap().0;
        if date >= earlier_from {
            let sum = sums
                .entry(date >= later_from)
                .or_default()
                .entry(cells[2].to_owned())
                .or_default();
            sum.0 += quantity;
            sum.1 += minor;
        }
        let mut fields = vec![
            ("order_no", text(cells[0])),
            ("date", Value::Date(date)),
            ("product_code", text(cells[2])),
            ("customer_code", text(cells[3])),
            ("quantity", Value::Number(quantity)),
            ("amount", amount(paid)),
        ];
        if let Ok(units) = cells[8].parse::<f64>() {
            fields.push(("cost", amount(units)));
            if date >= later_from {
                costed += minor;
                cost += Amount::from_units(units).unwrap().0;
            }
        }
        orders.push(order(row, &fields));
    }
    let (ledger, d) = ledger(orders);
    assert_eq!(d.as_of.to_string(), "2020-05-31");
    let cube = ledger.cube(&d);
    let sales: Amount = ledger.sales.iter().map(|sale| sale.amount).sum();
    assert_eq!(cube.total(), sales);
    // New and lost products and the matched ones' totals, by plain sums.
    let (before, after) = (&sums[&false], &sums[&true]);
    let new: i64 = after
        .iter()
        .filter(|(id, _)| !before.contains_key(*id))
        .map(|(_, s)| s.1)
        .sum();
    let lost: i64 = before
        .iter()
        .filter(|(id, _)| !after.contains_key(*id))
        .map(|(_, s)| s.1)
        .sum();
    type Sum = (f64, i64);
    let both: Vec<(&Sum, &Sum)> = before
        .iter()
        .filter_map(|(id, sum)| Some((sum, after.get(id)?)))
        .collect();
    let (q0, q1): (f64, f64) = both
        .iter()
        .fold((0.0, 0.0), |q, (a, b)| (q.0 + a.0, q.1 + b.0));
    let r0: i64 = both.iter().map(|(a, _)| a.1).sum();
    let price: f64 = both
        .iter()
        .map(|(a, b)| b.1 as f64 - a.1 as f64 / a.0 * b.0)
        .sum();
    let parts = mix_between(&cube, Period::prior(&d), Period::ltm(&d)).unwrap();
    assert_eq!((parts.new, parts.lost, parts.other), (new, -lost, 0));
    let volume = (q1 - q0) * (r0 as f64 / q0);
    assert!(
        (parts.volume as f64 - volume).abs() <= 1.0,
        "{} {volume}",
        parts.volume
    );
    assert!(
        (parts.price as f64 - price).abs() <= 2.0,
        "{} {price}",
        parts.price
    );
    let framework = Framework::embedded("loyalty-20").unwrap();
    let found = assess("x", &ledger, &framework, &d, &[]);
    let margin = found.exhibits.cube.margin.unwrap();
    let ltm = margin.periods.last().unwrap();
    assert_eq!((ltm.revenue.0, ltm.profit.0), (costed, costed - cost));
    let steps = &found.exhibits.cube.steps;
    assert_eq!(steps.len(), 2, "2018 to 2019 and the last twelve months");
    for step in steps {
        let line = &step.all;
        assert_eq!(
            line.begin + line.new + line.reactivated + line.expansion,
            line.end + line.contraction + line.churn
        );
    }
}

#[test]
fn northwind_has_too_short_a_history_for_years_and_says_so() {
    let Some(file) = shared("b2b/northwind/orders.csv") else {
        return;
    };
    let orders: Vec<Located<Order>> = (2..)
        .zip(file.lines().skip(1))
        .filter_map(|(row, line)| {
            let cells: Vec<&str> = line.split(',').collect();
            let date: Date = cells.get(3)?.get(..10)?.parse().ok()?;
            Some(order(
                row,
                &[
                    ("order_no", text(cells[0])),
                    ("date", Value::Date(date)),
                    ("customer_code", text(cells[1])),
                    ("amount", amount(100.0)),
                ],
            ))
        })
        .collect();
    assert!(orders.len() > 700, "{} orders read", orders.len());
    let (ledger, d) = ledger(orders);
    assert!(ledger.months_of_history(&d) < 24);
    let framework = Framework::embedded("loyalty-20").unwrap();
    let found = assess("x", &ledger, &framework, &d, &[]);
    assert!(found.exhibits.cube.steps.is_empty() && !found.exhibits.cube.tenure.is_empty());
    let reason = found
        .absent
        .iter()
        .find(|one| one.id == "growth.price")
        .unwrap();
    assert!(format!("{:?}", reason.reason).contains("NoField"));
}
