//! Published and hand-computed results that the statistics must reproduce.

use clientele_statistics::bridge::{Bridge, BridgeCustomers, BridgeRow, bridge};
use clientele_statistics::concentration::Concentration;
use clientele_statistics::survival::{Subject, Survival, kaplan_meier, median_follow_up};

/// Values agree to half a unit of the last digit printed.
#[track_caller]
fn close(value: f64, expected: f64, digits: i32) {
    let tolerance = 0.501 * 10_f64.powi(-digits);
    assert!(
        (value - expected).abs() < tolerance,
        "{value} is not {expected}"
    );
}

/// Revenue of customers C1–C6 in two periods, in minor units.
const W1: [(i64, i64); 6] = [
    (50_000, 45_000),
    (20_000, 26_000),
    (15_000, 15_000),
    (10_000, 0),
    (5_000, 0),
    (0, 12_000),
];

fn w1() -> Vec<BridgeRow> {
    let row = |(before, after)| BridgeRow {
        before,
        after,
        ever_before: before > 0,
    };
    W1.into_iter().map(row).collect()
}

#[test]
fn the_worked_bridge_is_exact() {
    let found = bridge(&w1()).unwrap();
    let customers = BridgeCustomers {
        begin: 5,
        new: 1,
        reactivated: 0,
        expanded: 1,
        contracted: 1,
        lost: 2,
        end: 4,
    };
    let expected = Bridge {
        begin: 100_000,
        new: 12_000,
        reactivated: 0,
        expansion: 6_000,
        contraction: 5_000,
        churn: 15_000,
        end: 98_000,
        credits_before: 0,
        credits_after: 0,
        customers,
    };
    assert_eq!(found, expected);
    assert_eq!((found.nrr(), found.grr()), (Some(0.86), Some(0.8)));
    assert_eq!(
        (found.logo_churn(), found.logo_retention()),
        (Some(0.4), Some(0.6))
    );
}

#[test]
fn the_worked_bridge_ends_with_its_concentration() {
    let end: Vec<f64> = W1
        .iter()
        .map(|row| row.1 as f64)
        .filter(|x| *x > 0.0)
        .collect();
    let found = Concentration::of(&end).unwrap();
    close(found.top(1), 0.459184, 6);
    close(found.top(3), 0.877551, 6);
    close(found.hhi(), 0.319658, 6);
    close(found.normalised_hhi().unwrap(), 0.092878, 6);
    close(found.gini(), 0.280612, 6);
}

#[test]
fn published_retention_examples_hold() {
    // ChartMogul: 100, churn 10, contraction 10, expansion 10 → gross churn 20 %, net churn 10 %.
    let rows = [(10, 0), (50, 40), (40, 50)];
    let chart = bridge(&rows.map(|(before, after)| BridgeRow {
        before,
        after,
        ever_before: true,
    }));
    assert_eq!(chart.and_then(|b| b.grr()), Some(0.8));
    assert_eq!(chart.and_then(|b| b.nrr()), Some(0.9));
    // Shopify: start 100, end 120, of which 10 new → net churn −10 %.
    let rows = [(100, 110, true), (0, 10, false)];
    let shop = bridge(&rows.map(|(before, after, ever_before)| BridgeRow {
        before,
        after,
        ever_before,
    }));
    assert_eq!(shop.map(|b| b.end), Some(120));
    assert_eq!(shop.and_then(|b| b.nrr()), Some(1.1));
}

#[test]
fn the_merger_guidelines_example_has_2600_points() {
    let found = Concentration::of(&[30.0, 30.0, 20.0, 20.0]).unwrap();
    close(found.hhi() * 10_000.0, 2600.0, 6);
}

/// 6-MP arm of Freireich et al. 1963, weeks of remission.
fn six_mp() -> Vec<Subject> {
    let lost = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    let lost = lost
        .into_iter()
        .map(|time| Subject::new(f64::from(time), true));
    lost.chain(
        censored
            .into_iter()
            .map(|time| Subject::new(f64::from(time), false)),
    )
    .collect()
}

/// Placebo arm of the same trial; nobody censored.
fn placebo() -> Vec<Subject> {
    [
        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
    ]
    .map(|time| Subject::new(f64::from(time), true))
    .to_vec()
}

#[allow(clippy::unwrap_used)] // Only called from tests, with data that have a curve.
fn curve(subjects: &[Subject]) -> Survival {
    kaplan_meier(subjects, 0.95).unwrap()
}

#[test]
fn the_6mp_curve_has_its_published_steps() {
    let found = curve(&six_mp());
    let table = [
        (6.0, 21, 3, 0.857143, 0.076360),
        (7.0, 17, 1, 0.806723, 0.086935),
        (10.0, 15, 1, 0.752941, 0.096350),
        (13.0, 12, 1, 0.690196, 0.106815),
        (16.0, 11, 1, 0.627451, 0.114054),
        (22.0, 7, 1, 0.537815, 0.128234),
        (23.0, 6, 1, 0.448179, 0.134591),
    ];
    let losses: Vec<_> = found.steps.iter().filter(|step| step.events > 0).collect();
    assert_eq!((found.n, found.events, losses.len()), (21, 9, 7));
    for (step, (time, at_risk, events, survival, std_err)) in losses.into_iter().zip(table) {
        assert_eq!(
            (step.time, step.at_risk, step.events),
            (time, at_risk, events)
        );
        close(step.survival, survival, 6);
        close(step.std_err.unwrap(), std_err, 6);
    }
}

#[test]
fn the_6mp_curve_has_its_log_log_limits_and_median() {
    let found = curve(&six_mp());
    let last = found.step_at(23.0).unwrap();
    close(last.lower.unwrap(), 0.1881, 4);
    close(last.upper.unwrap(), 0.6801, 4);
    let median = found.median();
    // The lower limit passes one half between 10 and 13 weeks, the upper one never does.
    close(
        found.step_at(10.0).and_then(|step| step.lower).unwrap(),
        0.5032,
        4,
    );
    close(
        found.step_at(13.0).and_then(|step| step.lower).unwrap(),
        0.4316,
        4,
    );
    assert_eq!(
        (median.value, median.lower, median.upper),
        (Some(23.0), Some(13.0), None)
    );
}

#[test]
fn the_placebo_curve_has_its_published_value_and_median() {
    let found = curve(&placebo());
    close(found.at(10.0).unwrap(), 0.381, 3);
    close(found.step_at(10.0).unwrap().std_err.unwrap(), 0.106, 3);
    assert_eq!(found.median().value, Some(8.0));
    let end = found.steps.last().unwrap();
    assert_eq!(
        (end.survival, end.std_err, end.lower, end.upper),
        (0.0, None, None, None)
    );
}

#[test]
fn late_entry_counts_only_those_under_observation() {
    let entry = [1.9, 0.0, 0.0, 0.0, 0.0];
    let time = [2.0, 10.0, 5.0, 4.0, 3.0];
    let subjects: Vec<Subject> = entry
        .iter()
        .zip(time)
        .map(|(from, to)| Subject::entering(*from, to, true))
        .collect();
    let found = curve(&subjects);
    let times = [0.0, 1.9, 2.0, 3.0, 4.0, 5.0, 10.0];
    for (time, survival) in times.into_iter().zip([1.0, 1.0, 0.8, 0.6, 0.4, 0.2, 0.0]) {
        close(found.at(time).unwrap(), survival, 12);
    }
    let at_risk: Vec<u64> = found.steps.iter().map(|step| step.at_risk).collect();
    assert_eq!(at_risk, [5, 4, 3, 2, 1]);
}

#[test]
fn who_enters_at_a_loss_is_not_yet_at_risk() {
    let subjects = [
        Subject::new(2.0, true),
        Subject::new(4.0, true),
        Subject::entering(2.0, 5.0, false),
        Subject::entering(5.0, 5.0, true),
    ];
    let found = curve(&subjects);
    let steps: Vec<_> = found
        .steps
        .iter()
        .map(|s| (s.time, s.at_risk, s.events))
        .collect();
    assert_eq!(steps, [(2.0, 2, 1), (4.0, 2, 1), (5.0, 1, 0)]);
    assert_eq!(found.n, 3);
}

#[test]
fn a_life_not_half_over_has_no_median() {
    let median = curve(&[
        Subject::new(3.0, true),
        Subject::new(5.0, false),
        Subject::new(9.0, false),
    ])
    .median();
    assert_eq!((median.value, median.upper), (None, None));
}

#[test]
fn beyond_what_was_seen_nothing_is_known() {
    let found = curve(&six_mp());
    assert_eq!((found.at(-1.0), found.at(36.0)), (Some(1.0), None));
    assert_eq!(found.restricted_mean(36.0), None);
    assert_eq!(curve(&placebo()).at(30.0), Some(0.0));
}

#[test]
fn without_censoring_the_restricted_mean_is_the_mean() {
    let found = curve(&placebo());
    let mean = 182.0 / 21.0;
    close(found.restricted_mean(23.0).unwrap().value, mean, 9);
    close(found.restricted_mean(40.0).unwrap().value, mean, 9);
    // Its error is then that of a mean with n, not n − 1, in the variance.
    let square: f64 = placebo().iter().map(|one| (one.time - mean).powi(2)).sum();
    close(
        found.restricted_mean(23.0).unwrap().std_err,
        (square / 21.0 / 21.0).sqrt(),
        9,
    );
}

#[test]
fn a_restricted_mean_before_the_first_loss_is_its_horizon() {
    let found = curve(&six_mp()).restricted_mean(5.0).unwrap();
    assert_eq!((found.value, found.std_err), (5.0, 0.0));
    assert_eq!((found.interval.lower, found.interval.upper), (5.0, 5.0));
}

#[test]
fn follow_up_turns_losses_and_censoring_round() {
    let found = median_follow_up(&six_mp(), 0.95).unwrap();
    let reversed: Vec<Subject> = six_mp()
        .iter()
        .map(|one| Subject {
            event: !one.event,
            ..*one
        })
        .collect();
    assert_eq!(found, curve(&reversed).median());
    assert_eq!(median_follow_up(&placebo(), 0.95).unwrap().value, None);
}

#[test]
fn impossible_lives_have_no_curve() {
    assert_eq!(kaplan_meier(&[], 0.95), None);
    assert_eq!(kaplan_meier(&[Subject::new(f64::NAN, true)], 0.95), None);
    assert_eq!(kaplan_meier(&[Subject::new(-1.0, true)], 0.95), None);
    assert_eq!(
        kaplan_meier(&[Subject::entering(2.0, 1.0, true)], 0.95),
        None
    );
    assert_eq!(kaplan_meier(&six_mp(), 1.0), None);
}
