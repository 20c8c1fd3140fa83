//! Quantiles of the distributions behind the intervals, and tails of those behind the tests.

use crate::special::{incomplete_beta, incomplete_gamma};

/// z such that a standard normal lies within ±z with probability `level`; `None` outside (0, 1).
#[must_use]
pub fn normal_two_sided(level: f64) -> Option<f64> {
    (level > 0.0 && level < 1.0).then(|| -wichura((1.0 - level) / 2.0))
}

/// t such that Student's t with `freedom` degrees of freedom lies within ±t with probability
/// `level`; `None` outside (0, 1) or for less than one degree of freedom.
///
/// P(|T| > t) = I(ν/(ν+t²); ν/2, ½), inverted by bisection; from 10⁵ degrees on z + (z³+z)/4ν
/// (Abramowitz and Stegun 26.7.1, 26.7.5).
#[must_use]
pub fn student_two_sided(level: f64, freedom: f64) -> Option<f64> {
    let z = normal_two_sided(level)?;
    if freedom.is_nan() || freedom < 1.0 {
        return None;
    }
    if freedom >= 1e5 {
        return Some(z + (z.powi(3) + z) / (4.0 * freedom));
    }
    let outside = |t: f64| student_outside(t, freedom);
    let (mut low, mut high) = (z, 2.0 * z + 1.0);
    while outside(high) > 1.0 - level && high.is_finite() {
        high *= 2.0;
    }
    for _ in 0..100 {
        let middle = low + (high - low) / 2.0;
        if outside(middle) > 1.0 - level {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}

// Wichura 1988, algorithm AS 241 (Applied Statistics 37:477): coefficients from the highest power.
const CENTRE_ABOVE: [f64; 8] = [
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665,
];
const CENTRE_BELOW: [f64; 8] = [
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1.0,
];
const NEAR_ABOVE: [f64; 8] = [
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835,
];
const NEAR_BELOW: [f64; 8] = [
    1.0507500716444169e-09,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1.0,
];
const FAR_ABOVE: [f64; 8] = [
    2.0103343992922881e-07,
    2.7115555687434876e-05,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103,
];
const FAR_BELOW: [f64; 8] = [
    2.0442631033899397e-15,
    1.421511758316446e-07,
    1.8463183175100548e-05,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1.0,
];

/// z with Φ(z) = p; `None` outside (0, 1).
#[must_use]
pub fn normal_quantile(p: f64) -> Option<f64> {
    (p > 0.0 && p < 1.0).then(|| wichura(p))
}

/// Φ(z): probability that a standard normal is at most z.
#[must_use]
pub fn normal_cumulative(z: f64) -> f64 {
    let outside = incomplete_gamma(0.5, z * z / 2.0) / 2.0;
    if z > 0.0 { 1.0 - outside } else { outside }
}

/// P(|T| > t) of Student's t with `freedom` degrees of freedom: I(ν/(ν+t²); ν/2, ½).
#[must_use]
pub fn student_outside(t: f64, freedom: f64) -> f64 {
    incomplete_beta(freedom / (freedom + t * t), freedom / 2.0, 0.5)
}

/// x with P(F ≤ x) = p of Fisher's F with two degrees of freedom each at least one, by bisection
/// of I(d₁x/(d₁x+d₂); d₁/2, d₂/2); `None` for p outside (0, 1).
#[must_use]
pub fn fisher_quantile(p: f64, numerator: f64, denominator: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && numerator >= 1.0 && denominator >= 1.0) {
        return None;
    }
    // On the scale of the beta variable the search is within 0–1.
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if incomplete_beta(middle, numerator / 2.0, denominator / 2.0) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(denominator * high / (numerator * (1.0 - high)))
}

/// Standard normal quantile for 0 < p < 1, to about 10⁻¹⁶.
fn wichura(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * polynomial(&CENTRE_ABOVE, r) / polynomial(&CENTRE_BELOW, r);
    }
    let r = (-p.min(1.0 - p).ln()).sqrt();
    let size = if r <= 5.0 {
        polynomial(&NEAR_ABOVE, r - 1.6) / polynomial(&NEAR_BELOW, r - 1.6)
    } else {
        polynomial(&FAR_ABOVE, r - 5.0) / polynomial(&FAR_BELOW, r - 5.0)
    };
    size.copysign(q)
}

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients
        .iter()
        .fold(0.0, |sum, coefficient| sum * x + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_quantiles_are_those_of_the_tables() {
        let table = [
            (0.5, 0.6744897501960817),
            (0.9, 1.6448536269514722),
            (0.95, 1.959963984540054),
            (0.99, 2.575829303548901),
            (1.0 - 2e-12, 7.034483),
        ];
        for (level, z) in table {
            let found = normal_two_sided(level).unwrap();
            assert!(
                (found - z).abs() < 1e-4_f64.min(1e-13 / (1.0 - level)),
                "{level}: {found}"
            );
        }
    }

    #[test]
    fn student_quantiles_are_those_of_the_tables() {
        let table = [
            (0.95, 1.0, 12.70620474),
            (0.95, 2.0, 4.30265273),
            (0.95, 9.0, 2.26215716),
            (0.99, 4.0, 4.60409487),
            (0.90, 30.0, 1.69726089),
            (0.95, 1000.0, 1.96233908),
        ];
        for (level, freedom, t) in table {
            let found = student_two_sided(level, freedom).unwrap();
            assert!((found - t).abs() < 1e-8, "{level} {freedom}: {found}");
        }
    }

    #[test]
    fn student_meets_the_normal_without_a_jump() {
        let below = student_two_sided(0.95, 99_999.0).unwrap();
        let above = student_two_sided(0.95, 100_000.0).unwrap();
        assert!(below > above && below - above < 1e-9, "{below} {above}");
    }

    #[test]
    fn probabilities_and_quantiles_undo_each_other() {
        for p in [1e-9, 0.01, 0.3, 0.5, 0.9, 0.999] {
            let found = normal_cumulative(normal_quantile(p).unwrap());
            assert!((found - p).abs() < 1e-14, "{p} {found}");
        }
        assert!((student_outside(2.26215716, 9.0) - 0.05).abs() < 1e-9);
    }

    #[test]
    fn fisher_quantiles_are_those_of_the_tables() {
        for (p, d1, d2, x) in [
            (0.95, 5.0, 10.0, 3.3258),
            (0.975, 2.0, 30.0, 4.1821),
            (0.05, 5.0, 10.0, 0.2112),
        ] {
            let found = fisher_quantile(p, d1, d2).unwrap();
            assert!((found - x).abs() < 5.1e-5, "{p} {found}");
        }
        assert_eq!(fisher_quantile(0.5, 0.0, 3.0), None);
    }

    #[test]
    fn impossible_levels_have_no_quantile() {
        for level in [0.0, 1.0, -0.5, 1.5, f64::NAN] {
            assert_eq!(normal_two_sided(level), None, "{level}");
        }
        assert_eq!(student_two_sided(0.95, 0.0), None);
    }
}
