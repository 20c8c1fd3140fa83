//! Published survival results, and those of lifelines (`tests/oracle/survival.py`).
#![allow(clippy::unwrap_used)] // helpers of tests are tests

mod support;

use clientele_statistics::survival::{
    Scale, Subject, Weighting, kaplan_meier, kaplan_meier_on, log_rank, nelson_aalen,
};
use serde_json::Value;
use support::{Stream, close, near};

const ORACLE: &str = include_str!("../../../../tests/oracle/survival.json");

/// 6-MP arm of Freireich et al. 1963, weeks of remission.
fn six_mp() -> Vec<Subject> {
    let lost = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|time| (time, true));
    let there = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|time| (time, false));
    lost.into_iter()
        .chain(there)
        .map(|(time, event)| Subject::new(f64::from(time), event))
        .collect()
}

fn placebo() -> Vec<Subject> {
    [
        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
    ]
    .map(|time| Subject::new(f64::from(time), true))
    .to_vec()
}

fn oracle() -> Value {
    serde_json::from_str(ORACLE).unwrap()
}

fn groups(oracle: &Value) -> Vec<Vec<Subject>> {
    let subject = |row: &Value| Subject::new(row[0].as_f64().unwrap(), row[1] == 1);
    let group = |rows: &Value| rows.as_array().unwrap().iter().map(subject).collect();
    oracle["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(group)
        .collect()
}

#[test]
fn the_6mp_curve_has_its_published_limits_on_every_scale() {
    for (scale, lower, upper) in [
        (Scale::LogLog, 0.1881, 0.6801),
        (Scale::Log, 0.2488, 0.8074),
        (Scale::Plain, 0.1844, 0.7120),
    ] {
        let curve = kaplan_meier_on(&six_mp(), 0.95, scale).unwrap();
        let step = curve.step_at(23.0).unwrap();
        near(step.lower.unwrap(), lower, 5.1e-5);
        near(step.upper.unwrap(), upper, 5.1e-5);
        assert_eq!(curve.median().value, Some(23.0));
    }
}

#[test]
fn the_scale_of_the_limits_moves_those_of_the_median_only() {
    // R's survfit prints [16, NA] for "log" and [13, NA] for "log-log".
    let at = |scale| kaplan_meier_on(&six_mp(), 0.95, scale).unwrap().median();
    assert_eq!(
        (at(Scale::Log).lower, at(Scale::Log).upper),
        (Some(16.0), None)
    );
    assert_eq!(
        (at(Scale::LogLog).lower, at(Scale::LogLog).upper),
        (Some(13.0), None)
    );
}

#[test]
fn the_6mp_hazard_is_that_of_klein_and_moeschberger() {
    // Survival Analysis, table 4.2.
    let hazard = nelson_aalen(&six_mp(), 0.95).unwrap();
    let table = [
        (6.0, 0.1428, 0.0068),
        (7.0, 0.2017, 0.0103),
        (10.0, 0.2683, 0.0147),
        (13.0, 0.3517, 0.0217),
        (16.0, 0.4426, 0.0299),
        (22.0, 0.5854, 0.0503),
        (23.0, 0.7521, 0.0781),
    ];
    assert_eq!(hazard.steps.len(), table.len());
    for (step, (time, value, variance)) in hazard.steps.iter().zip(table) {
        assert_eq!(step.time, time);
        near(step.hazard, value, 1e-4);
        near(step.variance, variance, 1e-4);
        assert!(step.lower < step.hazard && step.hazard < step.upper);
    }
    assert_eq!(
        (hazard.at(5.9), hazard.at(99.0)),
        (0.0, hazard.steps[6].hazard)
    );
}

#[test]
fn log_rank_tells_6mp_from_placebo_as_published() {
    let found = log_rank(&[&six_mp(), &placebo()], Weighting::LogRank).unwrap();
    near(found.observed[0], 9.0, 1e-12);
    near(found.expected[0], 19.2505, 5e-5);
    near(found.variance, 6.25696, 5e-6);
    near(found.statistic, 16.7929, 5e-5);
    close(found.p, 4.17e-5, 1e-3);
    assert_eq!(found.freedom, 1);
}

#[test]
fn weighted_tests_are_those_of_lifelines_with_ties() {
    let oracle = oracle();
    let three = groups(&oracle);
    let two = [six_mp(), placebo()];
    for (lists, key) in [(&two[..], "six_mp_placebo"), (&three[..], "group_tests")] {
        let lists: Vec<&[Subject]> = lists.iter().map(Vec::as_slice).collect();
        for (weighting, name) in [
            (Weighting::LogRank, "log_rank"),
            (Weighting::Gehan, "gehan"),
            (Weighting::TaroneWare, "tarone_ware"),
            (
                Weighting::FlemingHarrington {
                    rho: 1.0,
                    gamma: 0.5,
                },
                "fleming_harrington",
            ),
        ] {
            let found = log_rank(&lists, weighting).unwrap();
            let wanted = [0, 1].map(|at| oracle[key][name][at].as_f64().unwrap());
            close(found.statistic, wanted[0], 1e-9);
            close(found.p, wanted[1], 1e-8);
        }
    }
}

#[test]
fn late_entry_is_as_in_lifelines() {
    let oracle = oracle();
    let rows = oracle["late"].as_array().unwrap().iter();
    let subjects: Vec<Subject> = rows
        .map(|row| {
            let [entry, time] = [0, 1].map(|at| row[at].as_f64().unwrap());
            Subject::entering(entry, time, row[2] == 1)
        })
        .collect();
    let curve = kaplan_meier(&subjects, 0.95).unwrap();
    for point in oracle["late_curve"].as_array().unwrap() {
        let [time, survival] = [0, 1].map(|at| point[at].as_f64().unwrap());
        near(curve.at(time).unwrap(), survival, 1e-12);
    }
}

#[test]
fn the_restricted_mean_is_that_of_lifelines() {
    let found = kaplan_meier(&six_mp(), 0.95)
        .unwrap()
        .restricted_mean(20.0)
        .unwrap();
    near(
        found.value,
        oracle()["six_mp_restricted_mean_to_20"].as_f64().unwrap(),
        1e-9,
    );
    near(
        found.interval.upper - found.value,
        1.959964 * found.std_err,
        1e-6,
    );
}

#[test]
fn a_test_needs_groups_that_meet() {
    let (a, b) = (six_mp(), placebo());
    assert_eq!(log_rank(&[&a], Weighting::LogRank), None);
    assert_eq!(log_rank(&[&a, &[]], Weighting::LogRank), None);
    let nobody_lost = [Subject::new(3.0, false), Subject::new(4.0, false)];
    assert_eq!(
        log_rank(&[&nobody_lost, &nobody_lost], Weighting::LogRank),
        None
    );
    let early = [Subject::new(1.0, true), Subject::new(2.0, true)];
    let late = [
        Subject::entering(5.0, 6.0, true),
        Subject::entering(5.0, 7.0, true),
    ];
    assert_eq!(log_rank(&[&early, &late], Weighting::LogRank), None);
    assert_eq!(
        log_rank(&[&b, &[Subject::new(f64::NAN, true)]], Weighting::LogRank),
        None
    );
}

fn random_lives(stream: &mut Stream, n: usize) -> Vec<Subject> {
    (0..n)
        .map(|_| {
            let entry = (stream.uniform() * 10.0).floor();
            let time = entry + 1.0 + (stream.exponential() * 12.0).floor();
            Subject::entering(entry, time, stream.uniform() < 0.6)
        })
        .collect()
}

#[test]
fn curves_keep_their_bounds_whatever_the_lives() {
    let mut stream = Stream(4);
    for n in 1..200 {
        let lives = random_lives(&mut stream, n);
        for scale in [Scale::LogLog, Scale::Log, Scale::Plain] {
            let curve = kaplan_meier_on(&lives, 0.9, scale).unwrap();
            let mut before = 1.0;
            for step in &curve.steps {
                assert!((0.0..=before).contains(&step.survival));
                before = step.survival;
                if let (Some(lower), Some(upper)) = (step.lower, step.upper) {
                    assert!(0.0 <= lower && lower <= step.survival, "{scale:?} {step:?}");
                    assert!(step.survival <= upper && upper <= 1.0, "{scale:?} {step:?}");
                }
            }
        }
        let hazard = nelson_aalen(&lives, 0.9).unwrap();
        let curve = kaplan_meier(&lives, 0.9).unwrap();
        for step in &hazard.steps {
            // Π(1 − d/n) ≤ exp(−Σ d/n).
            assert!(curve.at(step.time).unwrap() <= (-step.hazard).exp() + 1e-12);
        }
    }
}

#[test]
fn order_and_unit_change_nothing() {
    let mut stream = Stream(9);
    let mut lives = random_lives(&mut stream, 150);
    let other = random_lives(&mut stream, 90);
    let (curve, test) = (
        kaplan_meier(&lives, 0.95),
        log_rank(&[&lives, &other], Weighting::Gehan),
    );
    let months = |lives: &[Subject]| -> Vec<Subject> {
        let scaled = lives.iter().map(|one| Subject {
            entry: one.entry.map(|entry| entry * 30.0),
            time: one.time * 30.0,
            event: one.event,
        });
        scaled.collect()
    };
    let scaled = log_rank(&[&months(&lives), &months(&other)], Weighting::Gehan);
    stream.shuffle(&mut lives);
    assert_eq!(kaplan_meier(&lives, 0.95), curve);
    assert_eq!(log_rank(&[&lives, &other], Weighting::Gehan), test);
    assert_eq!(scaled, test);
    // Exchanged groups have the same statistic.
    let exchanged = log_rank(&[&other, &lives], Weighting::Gehan).unwrap();
    close(exchanged.statistic, test.unwrap().statistic, 1e-9);
}

#[test]
fn equal_groups_do_not_differ() {
    let lives = random_lives(&mut Stream(2), 80);
    let found = log_rank(&[&lives, &lives, &lives], Weighting::LogRank).unwrap();
    near(found.statistic, 0.0, 1e-20);
    assert_eq!((found.p, found.freedom), (1.0, 2));
}
