//! What must hold of the models of buying for any customers: bounds, order, units, agreement of
//! one figure with another, and that a fit finds what made the data.

mod support;

use clientele_statistics::buying::bg_nbd::BgNbd;
use clientele_statistics::buying::mbg_nbd::MbgNbd;
use clientele_statistics::buying::pareto_nbd::ParetoNbd;
use clientele_statistics::buying::{Histories, History};
use clientele_statistics::fitting::FitError;
use support::simulation::customer;
use support::{Stream, close, near};

fn base(stream: &mut Stream, p: [f64; 4], n: usize, first: bool) -> Vec<History> {
    (0..n)
        .map(|_| {
            let age = 27.0 + (stream.uniform() * 84.0).floor() / 7.0;
            customer(stream, p, age, first)
        })
        .collect()
}

#[test]
fn a_fit_finds_the_parameters_that_made_the_customers() {
    let p = [0.6, 6.0, 0.8, 2.5];
    let mut stream = Stream(11);
    let bg = BgNbd::fit(&Histories::of(&base(&mut stream, p, 8_000, false)).unwrap()).unwrap();
    let mbg = MbgNbd::fit(&Histories::of(&base(&mut stream, p, 8_000, true)).unwrap()).unwrap();
    let found = [
        (
            [bg.model.r, bg.model.alpha, bg.model.a, bg.model.b],
            bg.std_errors,
        ),
        (
            [mbg.model.r, mbg.model.alpha, mbg.model.a, mbg.model.b],
            mbg.std_errors,
        ),
    ];
    assert!(bg.converged && bg.identified && mbg.converged && mbg.identified);
    for (parameters, errors) in found {
        for ((found, truth), error) in parameters.iter().zip(p).zip(errors.unwrap()) {
            assert!(
                (found - truth).abs() < 4.0 * error,
                "{parameters:?} {errors:?}"
            );
        }
    }
}

#[test]
fn the_order_of_customers_does_not_change_a_bit() {
    let mut stream = Stream(3);
    let mut rows = base(&mut stream, [0.5, 5.0, 0.8, 2.4], 3000, false);
    let before = Histories::of(&rows).unwrap();
    stream.shuffle(&mut rows);
    let after = Histories::of(&rows).unwrap();
    assert_eq!(BgNbd::fit(&before), BgNbd::fit(&after));
    assert_eq!(MbgNbd::fit(&before), MbgNbd::fit(&after));
}

#[test]
fn a_weight_is_so_many_customers() {
    let rows = base(&mut Stream(8), [0.5, 5.0, 0.8, 2.4], 400, false);
    let twice: Vec<History> = rows.iter().chain(&rows).copied().collect();
    let heavy: Vec<History> = rows
        .iter()
        .map(|row| History {
            weight: 2.0,
            ..*row
        })
        .collect();
    let (a, b) = (
        Histories::of(&twice).unwrap(),
        Histories::of(&heavy).unwrap(),
    );
    assert_eq!(BgNbd::fit(&a), BgNbd::fit(&b));
}

#[test]
fn days_and_weeks_tell_the_same() {
    let rows = base(&mut Stream(5), [0.5, 5.0, 0.8, 2.4], 1500, false);
    let days: Vec<History> = rows
        .iter()
        .map(|row| History::new(row.frequency, row.recency * 7.0, row.age * 7.0))
        .collect();
    let (weeks, days) = (Histories::of(&rows).unwrap(), Histories::of(&days).unwrap());
    let (w, d) = (BgNbd::fit(&weeks).unwrap(), BgNbd::fit(&days).unwrap());
    close(d.model.alpha, 7.0 * w.model.alpha, 1e-5);
    close(d.model.r, w.model.r, 1e-5);
    close(d.model.b, w.model.b, 1e-4);
    // Densities of purchase times per day are a seventh of those per week.
    let shift = weeks.repeat_purchases() * 7.0_f64.ln();
    close(d.log_likelihood, w.log_likelihood - shift, 1e-10);
    let (pw, pd) = (
        ParetoNbd::fit(&weeks).unwrap(),
        ParetoNbd::fit(&days).unwrap(),
    );
    close(pd.model.alpha, 7.0 * pw.model.alpha, 1e-4);
    close(pd.log_likelihood, pw.log_likelihood - shift, 1e-10);
}

#[test]
fn probabilities_and_expectations_keep_their_bounds() {
    let mut stream = Stream(21);
    for _ in 0..2000 {
        let p = [0.05, 0.5, 0.05, 0.05].map(|low| stream.scale(low, low * 200.0));
        let (bg, mbg) = (
            BgNbd {
                r: p[0],
                alpha: p[1],
                a: p[2],
                b: p[3],
            },
            MbgNbd {
                r: p[0],
                alpha: p[1],
                a: p[2],
                b: p[3],
            },
        );
        let pareto = ParetoNbd {
            r: p[0],
            alpha: p[1],
            s: p[2],
            beta: p[3],
        };
        let age = stream.scale(1.0, 500.0);
        let history = match stream.below(40) as u32 {
            0 => History::new(0, 0.0, age),
            x => History::new(x, age * stream.uniform(), age),
        };
        let time = stream.scale(0.1, 300.0);
        let figures = [
            (
                bg.probability_alive(&history),
                bg.expected_future_purchases(&history, time),
                bg.probability_of_silence(&history, time),
            ),
            (
                mbg.probability_alive(&history),
                mbg.expected_future_purchases(&history, time),
                mbg.probability_of_silence(&history, time),
            ),
            (
                pareto.probability_alive(&history),
                pareto.expected_future_purchases(&history, time),
                pareto.probability_of_silence(&history, time),
            ),
        ];
        let rate = (p[0] + f64::from(history.frequency)) / (p[1] + age);
        for (alive, expected, silent) in figures {
            let (expected, silent) = (expected.unwrap(), silent.unwrap());
            assert!((0.0..=1.0).contains(&alive), "{alive} {p:?} {history:?}");
            assert!((0.0..=1.0).contains(&silent), "{silent} {p:?} {history:?}");
            // Nobody buys more than one who never leaves, and P(N ≥ 1) ≤ E[N].
            let most = alive * rate * time;
            assert!(
                expected >= 0.0 && expected <= most * (1.0 + 1e-9),
                "{expected} {most}"
            );
            assert!(
                1.0 - silent <= expected + 1e-9,
                "{silent} {expected} {p:?} {history:?}"
            );
        }
    }
}

#[test]
fn silence_is_the_ratio_of_likelihoods() {
    let customers = [
        History::new(0, 0.0, 30.0),
        History::new(3, 12.0, 30.0),
        History::new(9, 29.5, 30.0),
    ];
    for now in customers {
        let later = History { age: 42.0, ..now };
        let [a, b] = [now, later].map(|one| Histories::of(&[one]).unwrap());
        let bg = BgNbd {
            r: 0.4,
            alpha: 5.0,
            a: 0.8,
            b: 2.4,
        };
        let mbg = MbgNbd {
            r: 0.4,
            alpha: 5.0,
            a: 0.8,
            b: 2.4,
        };
        let pareto = ParetoNbd {
            r: 0.6,
            alpha: 10.0,
            s: 0.6,
            beta: 12.0,
        };
        let ratios = [
            (
                bg.log_likelihood(&b) - bg.log_likelihood(&a),
                bg.probability_of_silence(&now, 12.0),
            ),
            (
                mbg.log_likelihood(&b) - mbg.log_likelihood(&a),
                mbg.probability_of_silence(&now, 12.0),
            ),
            (
                pareto.log_likelihood(&b) - pareto.log_likelihood(&a),
                pareto.probability_of_silence(&now, 12.0),
            ),
        ];
        for (ratio, silent) in ratios {
            near(ratio.exp(), silent.unwrap(), 1e-12);
        }
    }
}

#[test]
fn the_expectation_is_the_mean_of_the_counts() {
    let model = BgNbd {
        r: 0.9,
        alpha: 5.0,
        a: 0.8,
        b: 2.4,
    };
    let counts: Vec<f64> = (0..400)
        .map(|n| model.probability_of_count(n, 20.0).unwrap())
        .collect();
    near(counts.iter().sum(), 1.0, 1e-12);
    let mean: f64 = (0..)
        .zip(&counts)
        .map(|(n, share)| f64::from(n) * share)
        .sum();
    near(model.expected_purchases(20.0).unwrap(), mean, 1e-10);
}

#[test]
fn one_time_buyers_are_not_certain_to_be_alive_in_mbg_nbd() {
    let model = MbgNbd {
        r: 0.5,
        alpha: 6.0,
        a: 0.9,
        b: 1.6,
    };
    let silent = History::new(0, 0.0, 78.0);
    assert!(model.probability_alive(&silent) < 0.5);
    assert!(model.probability_alive(&History::new(0, 0.0, 1.0)) > 0.5);
}

#[test]
fn a_likelihood_without_a_peak_is_said_to_have_none() {
    let never = [History::new(0, 0.0, 30.0), History::new(0, 0.0, 20.0)];
    let histories = Histories::of(&never).unwrap();
    assert_eq!(BgNbd::fit(&histories), Err(FitError::NoVariation));
    assert_eq!(ParetoNbd::fit(&histories), Err(FitError::NoVariation));
    // Everybody bought yesterday and at one rate: nothing tells how, or whether, they leave.
    let loyal: Vec<History> = (1..9)
        .map(|x| History::new(4, 30.0 + f64::from(x) * 0.01, 30.1))
        .collect();
    let histories = Histories::of(&loyal).unwrap();
    let found = BgNbd::fit(&histories).unwrap();
    assert!(!found.identified, "{found:?}");
    let found = ParetoNbd::fit(&histories).unwrap();
    assert!(!found.identified, "{found:?}");
}
