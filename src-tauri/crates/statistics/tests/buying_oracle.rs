//! The models of buying against lifetimes 0.11.3, scipy and mpmath (`tests/oracle/buying.py`).
#![allow(clippy::unwrap_used)] // helpers of tests are tests

mod support;

use clientele_statistics::buying::bg_nbd::BgNbd;
use clientele_statistics::buying::gamma_gamma::{GammaGamma, Spending};
use clientele_statistics::buying::mbg_nbd::MbgNbd;
use clientele_statistics::buying::pareto_nbd::ParetoNbd;
use clientele_statistics::buying::sbg::Sbg;
use clientele_statistics::buying::{Histories, History};
use serde_json::Value;
use support::{cells, close, near, shared};

const ORACLE: &str = include_str!("../../../../tests/oracle/buying.json");

fn oracle() -> Value {
    serde_json::from_str(ORACLE).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// lifetimes stops its search early: four digits, and never a higher likelihood.
const EARLY: f64 = 4e-4;

#[test]
fn fits_on_cdnow_agree_with_lifetimes_and_are_no_lower() {
    let Some(text) = shared("open/cdnow/cdnow_customers_summary.csv") else {
        return;
    };
    let rows: Vec<History> = cells(&text)
        .iter()
        .map(|row| History::new(row[1] as u32, row[2], row[3]))
        .collect();
    let histories = Histories::of(&rows).unwrap();
    let oracle = oracle();
    let [bg, mbg, pareto] = [
        ("bg_nbd", "a", "b"),
        ("mbg_nbd", "a", "b"),
        ("pareto_nbd", "s", "beta"),
    ]
    .map(|(name, third, fourth)| {
        ["r", "alpha", third, fourth].map(|parameter| number(&oracle[name][parameter]))
    });
    let found = BgNbd::fit(&histories).unwrap();
    let [r, alpha, a, b] = bg;
    close(found.model.alpha, alpha, EARLY);
    close(found.model.b, b, EARLY);
    assert!(found.log_likelihood >= BgNbd { r, alpha, a, b }.log_likelihood(&histories) - 1e-8);
    let found = MbgNbd::fit(&histories).unwrap();
    let [r, alpha, a, b] = mbg;
    close(found.model.r, r, EARLY);
    close(found.model.a, a, EARLY);
    assert!(found.log_likelihood >= MbgNbd { r, alpha, a, b }.log_likelihood(&histories) - 1e-8);
    let found = ParetoNbd::fit(&histories).unwrap();
    let [r, alpha, s, beta] = pareto;
    close(found.model.r, r, EARLY);
    close(found.model.s, s, EARLY);
    assert!(
        found.log_likelihood >= ParetoNbd { r, alpha, s, beta }.log_likelihood(&histories) - 1e-8
    );
}

#[test]
fn spending_on_cdnow_agrees_with_lifetimes() {
    let Some(text) = shared("open/cdnow/cdnow_customers_summary_with_transactions.csv") else {
        return;
    };
    let rows: Vec<Spending> = cells(&text)
        .iter()
        .map(|row| Spending::new(row[1] as u32, row[4]))
        .collect();
    let (found, oracle) = (GammaGamma::fit(&rows).unwrap().model, oracle());
    let named = [("p", found.p), ("q", found.q), ("v", found.v)];
    for (name, value) in named {
        close(value, number(&oracle["gamma_gamma"][name]), EARLY);
    }
}

/// What the three models have in common for the tests.
struct Asked<'a> {
    alive: &'a dyn Fn(&History) -> f64,
    ahead: &'a dyn Fn(&History, f64) -> Option<f64>,
    from_start: &'a dyn Fn(f64) -> Option<f64>,
}

fn expectations_agree(oracle: &Value, asked: &Asked<'_>) {
    let times: Vec<f64> = oracle["times"]
        .as_array()
        .unwrap()
        .iter()
        .map(number)
        .collect();
    for (time, expected) in times.iter().zip(oracle["from_start"].as_array().unwrap()) {
        close((asked.from_start)(*time).unwrap(), number(expected), 1e-9);
    }
    for row in oracle["customers"].as_array().unwrap() {
        let history = History::new(
            number(&row["frequency"]) as u32,
            number(&row["recency"]),
            number(&row["T"]),
        );
        close((asked.alive)(&history), number(&row["alive"]), 1e-9);
        for (time, expected) in times.iter().zip(row["ahead"].as_array().unwrap()) {
            close(
                (asked.ahead)(&history, *time).unwrap(),
                number(expected),
                1e-8,
            );
        }
    }
}

#[test]
fn expectations_agree_with_lifetimes() {
    let oracle = oracle();
    let bg = BgNbd {
        r: 0.243,
        alpha: 4.414,
        a: 0.793,
        b: 2.426,
    };
    expectations_agree(
        &oracle["bg_nbd_at"],
        &Asked {
            alive: &|history| bg.probability_alive(history),
            ahead: &|history, time| bg.expected_future_purchases(history, time),
            from_start: &|time| bg.expected_purchases(time),
        },
    );
    let mbg = MbgNbd {
        r: 0.525,
        alpha: 6.183,
        a: 0.891,
        b: 1.614,
    };
    expectations_agree(
        &oracle["mbg_nbd_at"],
        &Asked {
            alive: &|history| mbg.probability_alive(history),
            ahead: &|history, time| mbg.expected_future_purchases(history, time),
            from_start: &|time| mbg.expected_purchases(time),
        },
    );
    let pareto = ParetoNbd {
        r: 0.553,
        alpha: 10.578,
        s: 0.606,
        beta: 11.669,
    };
    expectations_agree(
        &oracle["pareto_nbd_at"],
        &Asked {
            alive: &|history| pareto.probability_alive(history),
            ahead: &|history, time| pareto.expected_future_purchases(history, time),
            from_start: &|time| pareto.expected_purchases(time),
        },
    );
}

#[test]
fn pareto_nbd_agrees_with_fifty_digits_of_hypergeometric_functions() {
    for point in oracle()["pareto_nbd_points"].as_array().unwrap() {
        let p: Vec<f64> = point.as_array().unwrap().iter().map(number).collect();
        let model = ParetoNbd {
            r: p[0],
            alpha: p[1],
            s: p[2],
            beta: p[3],
        };
        let history = History::new(p[4] as u32, p[5], p[6]);
        let histories = Histories::of(&[history]).unwrap();
        let scale = p[7].abs().max(1.0);
        near(model.log_likelihood(&histories), p[7], 1e-11 * scale);
        near(model.probability_alive(&history), p[8], 1e-11);
    }
}

#[test]
fn renewals_agree_with_scipy() {
    for cohort in oracle()["sbg"].as_array().unwrap() {
        let survivors: Vec<f64> = cohort["survivors"]
            .as_array()
            .unwrap()
            .iter()
            .map(number)
            .collect();
        let found = Sbg::fit(&survivors).unwrap();
        close(found.model.alpha, number(&cohort["alpha"]), 1e-6);
        close(found.model.beta, number(&cohort["beta"]), 1e-6);
        close(
            found.log_likelihood,
            number(&cohort["log_likelihood"]),
            1e-12,
        );
    }
}
