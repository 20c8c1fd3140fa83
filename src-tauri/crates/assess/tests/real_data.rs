//! Real order books against figures computed independently with pandas from the same files:
//! AdventureWorks resellers (57 851 lines) and the CDNOW sample (6 919 purchases).
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use clientele_assess::{
    Assessment, CustomerLevel, Framework, Ledger, Records, assess, default_definitions,
};
use common::{order, shared};
use records::{Amount, Date, Located, Order, Value};

fn text(cell: &str) -> Value {
    Value::Text(cell.to_owned())
}

fn amount(cell: &str) -> Value {
    Value::Amount(Amount::from_units(cell.parse().unwrap()).unwrap())
}

fn assessed(orders: Vec<Located<Order>>) -> Assessment {
    let records = Records {
        orders,
        ..Records::default()
    };
    let definitions = default_definitions(&records, &[]).unwrap();
    let ledger = Ledger::build(records, &[], CustomerLevel::Company);
    assess(
        "x",
        &ledger,
        &Framework::embedded("loyalty-20").unwrap(),
        &definitions,
        &[],
    )
}

fn check(assessment: &Assessment, expected: &[(&str, f64)]) {
    for (id, value) in expected {
        let found = assessment.measures.iter().find(|measure| measure.id == *id);
        let found = found.unwrap_or_else(|| panic!("{id} is absent")).value;
        assert!(
            (found - value).abs() < 1e-9 * value.abs().max(1.0),
            "{id}: {found}, not {value}"
        );
    }
}

#[test]
fn adventure_works_resellers_match_an_independent_computation() {
    let Some(file) = shared("b2b/adventureworks-resellers/FactResellerSales.csv") else {
        return;
    };
    let orders = (2..).zip(file.lines().skip(1)).map(|(row, line)| {
        let cells: Vec<&str> = line.trim_end().split(',').collect();
        let date: Date = cells[1].parse().unwrap();
        order(
            row,
            &[
                ("order_no", text(cells[0])),
                ("date", Value::Date(date)),
                ("product_code", text(cells[2])),
                ("customer_code", text(cells[3])),
                ("owner", text(cells[4])),
                ("amount", amount(cells[9])),
            ],
        )
    });
    let found = assessed(orders.collect());
    assert_eq!(found.definitions.as_of.to_string(), "2020-05-31");
    check(
        &found,
        &[
            ("retention.nrr", 0.797_724_685_014_593_9),
            ("retention.grr", 0.648_623_133_892_101),
            ("retention.logo_churn", 0.217_054_263_565_891_47),
            ("concentration.top1", 0.015_767_881_931_623_217),
            ("concentration.top5", 0.063_556_617_145_793_73),
            ("concentration.hhi", 0.005_407_064_560_430_427),
            ("concentration.gini", 0.653_800_038_780_516_4),
            ("purchase.orders_per_customer_year", 3.360_623_781_676_413_4),
            ("purchase.repeat_rate", 0.886_939_571_150_097_5),
            ("concentration.owner_top1", 0.121_614_159_861_256_72),
        ],
    );
    let bridge = found.exhibits.bridge.as_ref().unwrap();
    assert_eq!(
        bridge.begin + bridge.new + bridge.reactivated + bridge.expansion,
        bridge.end + bridge.contraction + bridge.churn
    );
    assert_eq!(found.exhibits.top_customers.len(), 20);
}

#[test]
fn cdnow_keeps_its_published_totals() {
    let Some(file) = shared("cdnow/CDNOW_sample.txt") else {
        return;
    };
    let orders: Vec<Located<Order>> = (1..)
        .zip(file.lines())
        .map(|(row, line)| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let (year, rest) = cells[2].split_at(4);
            let (month, day) = rest.split_at(2);
            let number = |text: &str| text.parse::<i16>().unwrap();
            let date = Date::new(number(year), number(month) as i8, number(day) as i8).unwrap();
            order(
                row,
                &[
                    ("date", Value::Date(date)),
                    ("customer_code", text(cells[1])),
                    ("amount", amount(cells[4])),
                ],
            )
        })
        .collect();
    let ledger = Ledger::build(
        Records {
            orders,
            ..Records::default()
        },
        &[],
        CustomerLevel::Company,
    );
    let ranked = ledger.ranked(Date::MIN, Date::MAX);
    let total: Amount = ranked.iter().map(|(_, amount)| *amount).sum();
    assert_eq!((ledger.customers.len(), total), (2_357, Amount(24_409_194)));
    let until = Date::constant(1997, 9, 30);
    let repeaters = ledger
        .counted()
        .filter(|id| ledger.purchase_days_until(*id, until).len() >= 2)
        .count();
    assert_eq!(repeaters, 946);
}
