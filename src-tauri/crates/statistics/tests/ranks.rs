//! Tests by ranks and resampled limits against scipy (`tests/oracle/ranks.py`).
#![allow(clippy::unwrap_used)] // helpers of tests are tests

mod support;

use clientele_statistics::association::{cronbach_alpha, cronbach_interval, spearman, spearman_p};
use clientele_statistics::bootstrap::{Resampling, bootstrap};
use clientele_statistics::mean;
use clientele_statistics::ranks::{auc, kruskal_wallis};
use serde_json::Value;
use support::{Stream, close, near};

const ORACLE: &str = include_str!("../../../../tests/oracle/ranks.json");

fn oracle() -> Value {
    serde_json::from_str(ORACLE).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect()
}

#[test]
fn kruskal_wallis_is_that_of_scipy_with_ties() {
    let oracle = oracle();
    let groups: Vec<Vec<f64>> = oracle["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(numbers)
        .collect();
    let groups: Vec<&[f64]> = groups.iter().map(Vec::as_slice).collect();
    let (found, wanted) = (
        kruskal_wallis(&groups).unwrap(),
        numbers(&oracle["kruskal"]),
    );
    close(found.statistic, wanted[0], 1e-11);
    close(found.p, wanted[1], 1e-10);
}

#[test]
fn the_area_and_its_error_are_those_of_the_definition() {
    let oracle = oracle();
    let (positives, negatives) = (numbers(&oracle["positives"]), numbers(&oracle["negatives"]));
    let (found, wanted) = (
        auc(&positives, &negatives, 0.95).unwrap(),
        numbers(&oracle["auc"]),
    );
    close(found.value, wanted[0], 1e-12);
    close(found.std_err, wanted[1], 1e-12);
}

#[test]
fn rank_correlation_has_scipys_probability() {
    let oracle = oracle();
    let (x, y) = (numbers(&oracle["x"]), numbers(&oracle["y"]));
    let (rho, wanted) = (spearman(&x, &y).unwrap(), numbers(&oracle["spearman"]));
    close(rho, wanted[0], 1e-12);
    close(spearman_p(rho, x.len()).unwrap(), wanted[1], 1e-10);
    assert_eq!(spearman_p(1.0, 5), Some(0.0));
    assert_eq!(spearman_p(0.5, 2), None);
}

#[test]
fn reliability_has_feldts_interval() {
    let oracle = oracle();
    let answers: Vec<Vec<f64>> = oracle["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(numbers)
        .collect();
    let wanted = numbers(&oracle["cronbach"]);
    let alpha = cronbach_alpha(&answers).unwrap();
    let interval = cronbach_interval(alpha, 4, answers.len(), 0.95).unwrap();
    close(alpha, wanted[0], 1e-12);
    close(interval.lower, wanted[1], 1e-9);
    close(interval.upper, wanted[2], 1e-9);
}

#[test]
fn resampled_limits_agree_with_scipys() {
    let oracle = oracle();
    let rows = numbers(&oracle["skewed"]);
    let resampling = Resampling {
        resamples: 40_000,
        seed: 20_261_122,
        level: 0.95,
    };
    let found = bootstrap(&rows, mean, &resampling).unwrap();
    let limits = [
        ("percentile", found.percentile),
        ("bca", found.bca.unwrap()),
    ];
    for (name, interval) in limits {
        let wanted = numbers(&oracle["mean_limits"][name]);
        // Two streams of chance: a fiftieth of the standard error apart at most, twice over.
        near(interval.lower, wanted[0], 0.05 * found.std_err);
        near(interval.upper, wanted[1], 0.05 * found.std_err);
    }
}

#[test]
fn ranks_see_neither_order_nor_scale() {
    let mut stream = Stream(6);
    for _ in 0..50 {
        let mut draw =
            |n: usize| -> Vec<f64> { (0..n).map(|_| (stream.uniform() * 9.0).floor()).collect() };
        let (mut a, b) = (draw(20), draw(30));
        let (test, area) = (kruskal_wallis(&[&a, &b]), auc(&a, &b, 0.95));
        let bent = |values: &[f64]| values.iter().map(|x| (x * 1.7).exp()).collect::<Vec<_>>();
        assert_eq!(kruskal_wallis(&[&bent(&a), &bent(&b)]), test);
        assert_eq!(auc(&bent(&a), &bent(&b), 0.95), area);
        stream.shuffle(&mut a);
        assert_eq!(kruskal_wallis(&[&a, &b]), test);
        near(auc(&a, &b, 0.95).unwrap().value, area.unwrap().value, 1e-12);
        let found = area.unwrap();
        assert!((0.0..=1.0).contains(&found.value) && found.interval.lower <= found.value);
    }
}
