//! Gauss's hypergeometric function.

/// Terms after which a series that still moves is given up.
const MOST_TERMS: u32 = 2_000_000;

/// ₂F₁(a, b; c; z) = Σ (a)ₙ(b)ₙ/(c)ₙ · zⁿ/n! for 0 ≤ z < 1 (Abramowitz and Stegun 15.1.1).
///
/// Where a + b > c and c > a − 1, b − 1 the series is summed after Euler's transformation
/// (1−z)^(c−a−b) ₂F₁(c−a, c−b; c; z) (15.3.3), whose terms stay small for large a and b; elsewhere
/// its terms would alternate, and those of the plain series do not.
///
/// `None` outside that range, when c is zero or a negative whole number, when the value is beyond
/// f64, or when two million terms do not settle it (z within about 10⁻⁵ of one).
#[must_use]
pub fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> Option<f64> {
    let possible = [a, b, c].iter().all(|x| x.is_finite()) && (0.0..1.0).contains(&z);
    if !possible || (c <= 0.0 && c.fract() == 0.0) {
        return None;
    }
    let excess = a + b - c;
    let value = if excess > 0.0 && c - a.max(b) > -1.0 {
        (-excess * (-z).ln_1p()).exp() * series(c - a, c - b, c, z)?
    } else {
        series(a, b, c, z)?
    };
    value.is_finite().then_some(value)
}

fn series(a: f64, b: f64, c: f64, z: f64) -> Option<f64> {
    let (mut term, mut sum) = (1.0_f64, 1.0_f64);
    for n in 0..MOST_TERMS {
        let n = f64::from(n);
        let ratio = (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        term *= ratio;
        sum += term;
        // Once terms shrink, the rest is at most term·ratio/(1 − ratio).
        let settled = ratio.abs() < 1.0
            && term.abs() * ratio.abs().max(z) / (1.0 - ratio.abs().max(z)) <= sum.abs() * 1e-16;
        if settled || term == 0.0 {
            return Some(sum);
        }
        if !sum.is_finite() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elementary_cases_hold() {
        for z in [0.0_f64, 0.1, 0.5, 0.9, 0.99] {
            // ₂F₁(a, b; b; z) = (1−z)^−a and ₂F₁(1, 1; 2; z) = −ln(1−z)/z.
            let power = hypergeometric(2.5, 1.5, 1.5, z).unwrap();
            assert!((power / (1.0 - z).powf(-2.5) - 1.0).abs() < 1e-12, "{z}");
            if z > 0.0 {
                let log = hypergeometric(1.0, 1.0, 2.0, z).unwrap();
                assert!((log * z / -(1.0 - z).ln() - 1.0).abs() < 1e-12, "{z}");
            }
        }
    }

    #[test]
    fn what_has_no_value_is_absent() {
        assert_eq!(hypergeometric(1.0, 1.0, 0.0, 0.5), None);
        assert_eq!(hypergeometric(1.0, 1.0, -2.0, 0.5), None);
        assert_eq!(hypergeometric(1.0, 1.0, 2.0, 1.0), None);
        assert_eq!(hypergeometric(1.0, 1.0, 2.0, -0.1), None);
        assert_eq!(hypergeometric(f64::NAN, 1.0, 2.0, 0.1), None);
    }
}
