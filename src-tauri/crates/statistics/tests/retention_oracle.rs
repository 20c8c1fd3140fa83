//! Concentration, bridge, cohorts, survival and fits of UCI Online Retail, and of CDNOW where the
//! shared data are, against pandas, lifelines and lifetimes (`tests/oracle/retention.py`).
#![allow(clippy::unwrap_used)] // helpers of tests are tests

mod support;

use std::collections::BTreeMap;

use clientele_statistics::bridge::{BridgeRow, bridge};
use clientele_statistics::buying::bg_nbd::BgNbd;
use clientele_statistics::buying::mbg_nbd::MbgNbd;
use clientele_statistics::buying::{Histories, History};
use clientele_statistics::cohorts::{CohortMember, cohort_triangle};
use clientele_statistics::concentration::Concentration;
use clientele_statistics::survival::{Subject, kaplan_meier};
use serde_json::Value;
use support::{close, near, shared};

const ORACLE: &str = include_str!("../../../../tests/oracle/retention.json");
/// UCI Online Retail by customer (CC BY 4.0): id, five quarters in pence, frequency, recency, T in
/// days; the last three blank for customers with cancellations only.
const RETAIL: &str = include_str!("../../../../tests/oracle/online_retail.csv");

/// A customer: amounts by quarter, purchase history in days.
type Customer = (Vec<i64>, Option<[u32; 3]>);

fn oracle(set: &str) -> Value {
    let all: Value = serde_json::from_str(ORACLE).unwrap();
    all[set].clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn retail() -> Vec<Customer> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let amounts = cells[1..6]
            .iter()
            .map(|cell| cell.parse().unwrap())
            .collect();
        let history = [6, 7, 8].map(|at| cells[at].parse().ok());
        let history = match history {
            [Some(x), Some(recency), Some(age)] => Some([x, recency, age]),
            _ => None,
        };
        (amounts, history)
    };
    RETAIL.lines().skip(1).map(row).collect()
}

/// Quarters from 1997 Q1 to 1998 Q2 in cents.
fn cdnow() -> Option<Vec<Vec<i64>>> {
    let text = shared("open/cdnow/CDNOW_sample.txt")?;
    let mut customers: BTreeMap<u32, Vec<i64>> = BTreeMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let number = |range: std::ops::Range<usize>| fields[2][range].parse::<usize>().unwrap();
        let quarter = (number(0..4) - 1997) * 4 + (number(4..6) - 1) / 3;
        let cents = (fields[4].parse::<f64>().unwrap() * 100.0).round() as i64;
        let sums = customers
            .entry(fields[1].parse().unwrap())
            .or_insert_with(|| vec![0; 6]);
        sums[quarter] += cents;
    }
    Some(customers.into_values().collect())
}

fn concentration_agrees(customers: &[Vec<i64>], oracle: &Value) {
    let revenue: Vec<f64> = customers
        .iter()
        .map(|sums| sums.iter().sum::<i64>() as f64)
        .collect();
    let found = Concentration::of(&revenue).unwrap();
    let wanted = &oracle["concentration"];
    for (n, name) in [(1, "top1"), (5, "top5"), (10, "top10")] {
        close(found.top(n), number(&wanted[name]), 1e-10);
    }
    close(found.hhi(), number(&wanted["hhi"]), 1e-10);
    close(found.gini(), number(&wanted["gini"]), 1e-10);
    assert_eq!(
        found.customers_to_reach(0.8),
        wanted["customers_to_80"].as_u64().map(|n| n as usize)
    );
}

fn bridges_agree(customers: &[Vec<i64>], oracle: &Value) {
    for (to, wanted) in (1..).zip(oracle["bridges"].as_array().unwrap()) {
        let row = |sums: &Vec<i64>| BridgeRow {
            before: sums[to - 1],
            after: sums[to],
            ever_before: sums[..to].iter().any(|sum| *sum > 0),
        };
        let found = bridge(&customers.iter().map(row).collect::<Vec<_>>()).unwrap();
        for (name, amount) in [
            ("begin", found.begin),
            ("new", found.new),
            ("reactivated", found.reactivated),
            ("expansion", found.expansion),
            ("contraction", found.contraction),
            ("churn", found.churn),
            ("end", found.end),
        ] {
            assert_eq!(wanted[name], amount, "{name} of {to}");
        }
        for (name, rate) in [
            ("nrr", found.nrr()),
            ("grr", found.grr()),
            ("logo_churn", found.logo_churn()),
        ] {
            close(rate.unwrap(), number(&wanted[name]), 1e-12);
        }
    }
}

#[test]
fn online_retail_has_its_concentration_and_bridges() {
    let (customers, oracle) = (retail(), oracle("online_retail"));
    let sums: Vec<Vec<i64>> = customers.into_iter().map(|(sums, _)| sums).collect();
    assert_eq!(oracle["customers"], sums.len());
    assert_eq!(oracle["total_pence"], sums.iter().flatten().sum::<i64>());
    concentration_agrees(&sums, &oracle);
    bridges_agree(&sums, &oracle);
}

#[test]
fn cdnow_has_its_concentration_and_bridges() {
    let Some(customers) = cdnow() else { return };
    concentration_agrees(&customers, &oracle("cdnow"));
    bridges_agree(&customers, &oracle("cdnow"));
}

#[test]
fn online_retail_has_its_cohorts() {
    let active: Vec<Vec<usize>> = retail()
        .into_iter()
        .map(|(sums, _)| (0..5).filter(|quarter| sums[*quarter] > 0).collect())
        .collect();
    let member = |active| CohortMember {
        cohort: *first(active),
        active,
    };
    let members: Vec<CohortMember<'_>> = active
        .iter()
        .filter(|active| !active.is_empty())
        .map(|active| member(active))
        .collect();
    let triangle = cohort_triangle(&members, 4).unwrap();
    let found: Vec<Vec<u64>> = triangle
        .cohorts
        .iter()
        .map(|cohort| cohort.active.iter().flatten().copied().collect())
        .collect();
    assert_eq!(serde_json::json!(found), oracle("online_retail")["cohorts"]);
}

fn first(active: &[usize]) -> &usize {
    active.first().unwrap()
}

#[test]
fn online_retail_has_its_survival() {
    let lives: Vec<Subject> = retail()
        .into_iter()
        .filter_map(|(_, history)| history)
        .map(|[_, recency, age]| {
            // Silent for more than ninety days: lost on the day of the last purchase.
            let lost = age - recency > 90;
            Subject::new(f64::from(if lost { recency } else { age } + 1), lost)
        })
        .collect();
    let curve = kaplan_meier(&lives, 0.95).unwrap();
    for (day, survival) in oracle("online_retail")["survival"].as_object().unwrap() {
        near(
            curve.at(day.parse().unwrap()).unwrap(),
            number(survival),
            1e-12,
        );
    }
}

#[test]
fn online_retail_is_fitted_at_least_as_high_as_by_lifetimes() {
    let weeks = |[x, recency, age]: [u32; 3]| {
        History::new(x, f64::from(recency) / 7.0, f64::from(age) / 7.0)
    };
    let rows: Vec<History> = retail()
        .into_iter()
        .filter_map(|(_, history)| history)
        .map(weeks)
        .collect();
    let histories = Histories::of(&rows).unwrap();
    let oracle = oracle("online_retail");
    let [bg, mbg] = ["bg_nbd", "mbg_nbd"]
        .map(|model| ["r", "alpha", "a", "b"].map(|name| number(&oracle["fits"][model][name])));
    let found = BgNbd::fit(&histories).unwrap();
    let [r, alpha, a, b] = bg;
    // Hardly anybody leaves, so that a and b hang together; buying is what the data tell.
    close(found.model.r, r, 2e-3);
    close(found.model.alpha, alpha, 2e-3);
    assert!(found.log_likelihood >= BgNbd { r, alpha, a, b }.log_likelihood(&histories) - 1e-7);
    let found = MbgNbd::fit(&histories).unwrap();
    let [r, alpha, a, b] = mbg;
    close(found.model.r, r, 2e-3);
    assert!(found.log_likelihood >= MbgNbd { r, alpha, a, b }.log_likelihood(&histories) - 1e-7);
}
