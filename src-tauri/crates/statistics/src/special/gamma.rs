//! Γ, its logarithmic derivatives and its incomplete integral (Abramowitz and Stegun, chapter 6).

/// ln Γ(x) for x > 0: Stirling's series (6.1.41) above 15, reached by the recurrence.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    let (mut shifted, mut product) = (x, 1.0);
    while shifted < 15.0 {
        product *= shifted;
        shifted += 1.0;
    }
    let inverse = 1.0 / (shifted * shifted);
    let tail = 1.0 / 1260.0 - inverse * (1.0 / 1680.0 - inverse / 1188.0);
    let series = (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * tail)) / shifted;
    let half_ln_tau = 0.5 * std::f64::consts::TAU.ln();
    (shifted - 0.5) * shifted.ln() - shifted + half_ln_tau + series - product.ln()
}

/// ψ(x) = d ln Γ(x)/dx for x > 0: the asymptotic series (6.3.18) above 12, reached by the
/// recurrence.
#[must_use]
pub fn digamma(x: f64) -> f64 {
    let (mut shifted, mut sum) = (x, 0.0);
    while shifted < 12.0 {
        sum -= 1.0 / shifted;
        shifted += 1.0;
    }
    let inverse = 1.0 / (shifted * shifted);
    let tail = 1.0 / 240.0 - inverse * (1.0 / 132.0 - inverse * (691.0 / 32760.0));
    let series =
        inverse * (1.0 / 12.0 - inverse * (1.0 / 120.0 - inverse * (1.0 / 252.0 - inverse * tail)));
    sum + shifted.ln() - 0.5 / shifted - series
}

/// ψ′(x) for x > 0: the asymptotic series (6.4.12) above 12, reached by the recurrence.
#[must_use]
pub fn trigamma(x: f64) -> f64 {
    let (mut shifted, mut sum) = (x, 0.0);
    while shifted < 12.0 {
        sum += 1.0 / (shifted * shifted);
        shifted += 1.0;
    }
    let inverse = 1.0 / (shifted * shifted);
    let tail = 1.0 / 30.0 - inverse * (5.0 / 66.0 - inverse * (691.0 / 2730.0));
    let series = 1.0 / 6.0 - inverse * (1.0 / 30.0 - inverse * (1.0 / 42.0 - inverse * tail));
    sum + 1.0 / shifted + 0.5 * inverse + series * inverse / shifted
}

/// Regularised upper incomplete Γ(a, x)/Γ(a), 0–1, for a > 0 and x ≥ 0: the series 6.5.29 below
/// a + 1, the continued fraction 6.5.31 above.
#[must_use]
pub fn incomplete_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for n in 1..10_000 {
            term *= x / (a + f64::from(n));
            sum += term;
            if term < sum * 1e-16 {
                break;
            }
        }
        return (1.0 - front * sum).clamp(0.0, 1.0);
    }
    let mut denominator = x + 1.0 - a;
    let (mut upper, mut lower) = (1e300, 1.0 / denominator);
    let mut fraction = lower;
    for n in 1..10_000 {
        let n = f64::from(n);
        let numerator = n * (a - n);
        denominator += 2.0;
        lower = 1.0 / (numerator * lower + denominator);
        upper = denominator + numerator / upper;
        let change = upper * lower;
        fraction *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) {
        let tolerance = 1e-13 * wanted.abs().max(1.0);
        assert!(
            (found - wanted).abs() < tolerance,
            "{found} is not {wanted}"
        );
    }

    #[test]
    fn known_values_hold() {
        close(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln());
        close(ln_gamma(11.0), 3_628_800_f64.ln());
        close(digamma(1.0), -0.577_215_664_901_532_9);
        close(digamma(0.5), -1.963_510_026_021_423_5);
        close(trigamma(1.0), std::f64::consts::PI.powi(2) / 6.0);
        close(trigamma(0.5), std::f64::consts::PI.powi(2) / 2.0);
    }

    #[test]
    fn recurrences_hold_over_the_whole_range() {
        for step in 1..400 {
            let x = f64::from(step) * 0.173;
            close(ln_gamma(x + 1.0), ln_gamma(x) + x.ln());
            close(digamma(x + 1.0), digamma(x) + 1.0 / x);
            close(trigamma(x + 1.0), trigamma(x) - 1.0 / (x * x));
        }
    }

    #[test]
    fn the_upper_tail_is_that_of_chi_squared() {
        // P(χ²₁ > 3.841459) = 0.05, P(χ²₂ > x) = exp(−x/2).
        assert!((incomplete_gamma(0.5, 3.841_458_820_694_124 / 2.0) - 0.05).abs() < 1e-14);
        for x in [0.1, 1.0, 3.0, 30.0] {
            assert!((incomplete_gamma(1.0, x) / (-x).exp() - 1.0).abs() < 1e-12);
        }
        assert_eq!(incomplete_gamma(2.0, 0.0), 1.0);
    }
}
