//! Signs, back-test and transitions.

use records::Amount;

use super::super::warning::Signal;
use super::{found, ledger, monthly, of_lines, shown};
use crate::ledger::{Ledger, Records};
use crate::measures::testing::{absent, check, definitions, orders};
use crate::model::AbsentReason;

/// Two years of five customers and one that came later; the cut is the end of 2023.
fn five() -> Vec<Vec<String>> {
    vec![
        monthly("甲", &[(2023, 1..=12), (2024, 1..=12)], 100),
        // Silent at the cut and gone; silent at the cut and back; not silent and gone.
        monthly("乙", &[(2023, 1..=8)], 100),
        monthly("丙", &[(2023, 1..=8)], 100),
        vec!["丙 | 2024-03-01 | 100".into()],
        monthly("丁", &[(2023, 1..=12)], 100),
        vec![
            "戊 | 2023-05-05 | 100".into(),
            "己 | 2024-02-05 | 100".into(),
        ],
    ]
}

fn records() -> Records {
    let lines = five();
    let lines: Vec<&str> = lines.iter().flatten().map(String::as_str).collect();
    Records {
        orders: orders(&lines),
        ..Records::default()
    }
}

#[test]
fn the_warning_of_the_past_is_counted_against_the_hold_out() {
    let shown = shown(&of_lines(&five()));
    let test = shown.backtest.unwrap();
    assert_eq!((test.months, test.customers, test.one_time), (12, 5, 1));
    let any = &test.signals[0];
    assert_eq!(any.signal, "any");
    assert_eq!((any.base.hits, any.base.n), (2, 4), "戊 is not judged");
    let (precision, recall) = (any.precision.unwrap(), any.recall.unwrap());
    assert_eq!((precision.hits, precision.n), (1, 2));
    assert_eq!((recall.hits, recall.n), (1, 2));
    assert_eq!(any.lift, Some(1.0));
    let too_few = |found: u64| Some(AbsentReason::TooFew { needed: 100, found });
    assert_eq!(test.model_absent, too_few(5));
    assert_eq!(shown.buying_absent, too_few(6));
    assert!(test.calibration.is_empty() && test.tracking.is_empty() && test.expected.is_none());
    // 甲 bought twelve times in the hold-out, 丙 once; 己 was not known.
    assert_eq!(test.actual, 13);
}

#[test]
fn measures_of_the_back_test_have_its_figures() {
    check(
        &records(),
        &[
            ("warning.precision", 0.5),
            ("warning.recall", 0.5),
            ("warning.lift", 1.0),
            ("lifecycle.slipped_share", 0.5),
        ],
    );
    let reason = AbsentReason::TooFew {
        needed: 100,
        found: 5,
    };
    assert_eq!(absent(&records(), "warning.auc"), reason);
    let reason = AbsentReason::TooFew {
        needed: 100,
        found: 6,
    };
    for id in [
        "value.btyd_equity",
        "value.expected_orders_12m",
        "warning.no_purchase_12m",
    ] {
        assert_eq!(absent(&records(), id), reason, "{id}");
    }
}

#[test]
fn a_short_history_halves_the_hold_out_and_a_shorter_one_has_none() {
    let months = |from: u8| shown(&of_lines(&[monthly("甲", &[(2024, from..=12)], 100)]));
    assert_eq!(months(1).backtest.unwrap().months, 6);
    let reason = AbsentReason::ShortHistory {
        needed: 12,
        found: 11,
    };
    assert_eq!(months(2).backtest_absent, Some(reason));
}

#[test]
fn stages_of_a_year_ago_meet_those_of_today() {
    let found = shown(&of_lines(&five())).transitions.unwrap();
    // Less than three years of orders: growth cannot be told at the cut.
    assert_eq!(found.from, ["new", "active", "dormant", "lost"]);
    let cell = |from: &str, to: &str| {
        let row = found.from.iter().position(|id| id == from).unwrap();
        let column = found.to.iter().position(|id| id == to).unwrap();
        (found.customers[row][column], found.before[row][column])
    };
    let sum = |hundreds: i64| Amount(hundreds * 10_000);
    assert_eq!(cell("active", "mature"), (1, sum(12)), "甲");
    assert_eq!(cell("active", "lost"), (1, sum(12)), "丁");
    assert_eq!(cell("dormant", "lost"), (2, sum(9)), "乙 and 戊");
    assert_eq!(cell("dormant", "dormant"), (1, sum(8)), "丙");
    let all: u64 = found.customers.iter().flatten().sum();
    assert_eq!(all, 5, "己 did not exist then");
    assert_eq!(found.after[2][4], sum(1), "丙 bought once since");
}

#[test]
fn three_years_tell_growing_from_declining_a_year_ago() {
    let mut lines = five();
    lines.push(monthly("甲", &[(2022, 1..=12)], 200));
    let found = shown(&of_lines(&lines)).transitions.unwrap();
    assert_eq!(found.from.len(), 6);
    // 甲 fell from 2400 to 1200 a year before the cut, and held since.
    assert_eq!(found.customers[3][2], 1);
}

#[test]
fn a_trend_falls_when_two_half_years_running_do() {
    let halves = |name: &str, amounts: [i64; 3]| {
        vec![
            monthly(name, &[(2023, 1..=6)], 100),
            monthly(name, &[(2023, 7..=12)], amounts[0]),
            monthly(name, &[(2024, 1..=6)], amounts[1]),
            monthly(name, &[(2024, 7..=12)], amounts[2]),
        ]
    };
    let lines: Vec<Vec<String>> = [
        halves("甲", [100, 70, 50]),
        // A season is no trend; neither is a small fall after a large one.
        halves("乙", [100, 50, 100]),
        halves("丙", [100, 50, 45]),
    ]
    .concat();
    let ledger = of_lines(&lines);
    let found = found(&ledger);
    let falls: Vec<Option<bool>> = found
        .ratings
        .iter()
        .map(|rating| rating.signals.says(Signal::Falling))
        .collect();
    assert_eq!(falls, [Some(true), Some(false), Some(false)]);
    assert_eq!(found.ratings[0].tier.id(), "warning");
    let short = of_lines(&[monthly("甲", &[(2024, 1..=12)], 100)]);
    let says = super::found(&short).ratings[0]
        .signals
        .says(Signal::Falling);
    assert_eq!(says, None, "a year has two half-years only");
}

#[test]
fn a_short_silence_of_a_daily_buyer_is_no_sign() {
    let mut lines: Vec<String> = (1..=22)
        .map(|day| format!("甲 | 2024-12-{day:02} | 10"))
        .collect();
    lines.extend((1..=15).map(|day| format!("乙 | 2024-12-{day:02} | 10")));
    let ledger = of_lines(&[lines]);
    let found = found(&ledger);
    // Nine and sixteen days after pauses of one: fourteen are needed.
    let silent = |at: usize| found.ratings[at].signals.says(Signal::Silent);
    assert_eq!((silent(0), silent(1)), (Some(false), Some(true)));
}

/// Customers enough for a fit: every third buys once, the others at rates of their own, some of
/// them for a while only. Larger ones may spend more a time.
fn many(slope: i64) -> Ledger {
    let mut lines = Vec::new();
    for customer in 0..180_i64 {
        let first = 1 + customer * 3 % 350;
        let pause = 9 + customer * 7 % 60;
        let until = if customer % 5 == 0 { first + 200 } else { 730 };
        let mut day = first;
        let mut at = 0;
        while day < until {
            let date = records::Date::constant(2023, 1, 1).saturating_add(jiff::ToSpan::days(day));
            let amount = 50 + customer * 13 % 40 + slope * (60 - pause);
            lines.push(format!("C{customer:03} | {date} | {amount}"));
            if customer % 3 == 0 {
                break;
            }
            at += 1;
            day += pause + at * 5 % 11;
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    ledger(Records {
        orders: orders(&lines),
        ..Records::default()
    })
}

#[test]
fn nobody_is_called_alive_on_one_purchase() {
    let ledger = many(0);
    let found = found(&ledger);
    assert!(found.buying.is_ok());
    for (person, rating, outlook) in found.everybody() {
        let told = rating.signals.says(Signal::Alive);
        if person.days == 1 || !rating.is_current() {
            assert_eq!(told, None);
        } else {
            assert_eq!(told, Some(outlook.unwrap().alive < 0.5));
        }
        assert!(outlook.unwrap().alive < 1.0, "not even inside the model");
    }
    let shown = shown(&ledger);
    for (days, alive) in shown.table.days.iter().zip(&shown.table.alive) {
        assert_eq!(alive.is_some(), *days > 1);
    }
}

#[test]
fn a_model_without_a_peak_says_nothing() {
    // 120 customers, each in a rhythm of its own, and none was ever seen to leave.
    let lines: Vec<Vec<String>> = (0..120)
        .map(|n| {
            let step = 1 + n % 4;
            let months = (0..24).filter(|month| (23 - month) % step == 0);
            let line = |month: usize| {
                let (year, month) = (2023 + month / 12, 1 + month % 12);
                format!("客户{n} | {year}-{month:02}-28 | {}", 100 + n)
            };
            months.map(line).collect()
        })
        .collect();
    let shown = shown(&of_lines(&lines));
    assert_eq!(shown.buying_absent, Some(AbsentReason::NotConverged));
    assert!(shown.buying.is_none(), "nobody is called alive by it");
}

#[test]
fn equity_is_the_sum_of_the_customers_and_its_tenth_a_part_of_it() {
    let ledger = many(0);
    let shown = shown(&ledger);
    let model = shown.buying.unwrap();
    let spending = model.spending.unwrap();
    assert!(spending.correlation.abs() < 0.3 && spending.gamma.is_some());
    let sum: Amount = shown.table.value.iter().flatten().copied().sum();
    assert!(
        (sum.units() - spending.equity.units()).abs() < 1.0,
        "rounding only"
    );
    let one_time = spending.one_time.unwrap();
    assert!(one_time.is_positive() && one_time < spending.equity);
    let top = spending.top_decile.unwrap();
    assert!(0.1 < top && top < 0.6, "{top}");
    // Purchases of three years are worth less than three times those of the next one.
    let orders: f64 = shown.table.orders_year.iter().flatten().sum();
    assert!((orders - model.orders_year).abs() < 0.1);
}

#[test]
fn amounts_that_hang_on_frequency_count_at_each_customers_own_mean() {
    let ledger = many(20);
    let found = found(&ledger);
    let shown = shown(&ledger);
    let spending = shown.buying.unwrap().spending.unwrap();
    assert!(spending.correlation > 0.3 && spending.gamma.is_none());
    let repeaters = found.people.repeaters() as u64;
    assert_eq!((spending.valued, spending.one_time), (repeaters, None));
    let buying = found.buying.as_ref().unwrap();
    for (person, _, outlook) in found.everybody() {
        let history = super::super::buying::history(person, found.people.day);
        let ahead = |years: f64| {
            let model = buying.fit.model;
            model
                .expected_future_purchases(&history, years * 365.25 / 7.0)
                .unwrap()
        };
        let sales = ledger.sales_of(person.customer);
        // Orders are positive and of different days: one line is one purchase.
        let repeats: Vec<f64> = sales
            .iter()
            .skip(1)
            .map(|sale| sale.amount.units())
            .collect();
        if repeats.is_empty() {
            assert_eq!(
                outlook.unwrap().value,
                None,
                "nobody knows what it would spend again"
            );
            continue;
        }
        let worth = repeats.iter().sum::<f64>() / repeats.len() as f64;
        let discounted =
            ahead(1.0) / 1.1 + (ahead(2.0) - ahead(1.0)) / 1.21 + (ahead(3.0) - ahead(2.0)) / 1.331;
        let value = outlook.unwrap().value.unwrap();
        assert!((value - discounted * worth).abs() < 1e-6 * value.max(1.0));
    }
}

#[test]
fn the_same_definitions_are_worked_out_once() {
    let ledger = of_lines(&five());
    let d = definitions();
    let once = super::super::loyalty(&ledger, &d).unwrap();
    let again = super::super::loyalty(&ledger, &d).unwrap();
    assert!(std::sync::Arc::ptr_eq(&once, &again));
    let other = crate::definitions::Definitions {
        discount_rate: 0.2,
        ..d
    };
    let third = super::super::loyalty(&ledger, &other).unwrap();
    assert!(!std::sync::Arc::ptr_eq(&once, &third));
}
