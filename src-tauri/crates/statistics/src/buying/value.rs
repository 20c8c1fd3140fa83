//! What a customer is still worth: expected purchases × spend × margin, discounted.

/// How far ahead, in which steps, at which rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Number of steps.
    pub steps: u32,
    /// Length of a step, in the model's unit of time.
    pub length: f64,
    /// Discount rate of one step, such as 0.01 a month.
    pub discount: f64,
}

/// Σₜ [E(t·length) − E((t−1)·length)]·value/(1+d)ᵗ: discounted value of the purchases expected in
/// each step, at its end. `expected` is the cumulated number of purchases within a time from now,
/// `value` what one is worth: expected spend × margin.
///
/// It is the increments that are discounted; discounting the cumulated expectation counts early
/// purchases again in each later step. `None` when the rate is not above −1, the length not
/// positive, or an expectation absent.
#[must_use]
pub fn discounted_value(
    expected: impl Fn(f64) -> Option<f64>,
    value: f64,
    horizon: &Horizon,
) -> Option<f64> {
    let Horizon {
        steps,
        length,
        discount,
    } = *horizon;
    let possible = discount > -1.0 && discount.is_finite() && length > 0.0 && value.is_finite();
    if !possible {
        return None;
    }
    let (mut before, mut factor, mut sum) = (0.0, 1.0, 0.0);
    for step in 1..=steps {
        let until = expected(f64::from(step) * length)?;
        factor /= 1.0 + discount;
        sum += (until - before) * factor;
        before = until;
    }
    Some(sum * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn increments_are_discounted_not_sums() {
        let horizon = Horizon {
            steps: 3,
            length: 2.0,
            discount: 0.1,
        };
        // One purchase a unit of time for ever: two a step.
        let found = discounted_value(Some, 50.0, &horizon).unwrap();
        let annuity = 100.0 * (1.0 - 1.1_f64.powi(-3)) / 0.1;
        assert!((found - annuity).abs() < 1e-9);
    }

    #[test]
    fn without_discount_it_is_the_expectation() {
        let horizon = Horizon {
            steps: 12,
            length: 1.0,
            discount: 0.0,
        };
        let found = discounted_value(|t| Some(1.0 - (-t).exp()), 1.0, &horizon).unwrap();
        assert!((found - (1.0 - (-12.0_f64).exp())).abs() < 1e-12);
        assert_eq!(discounted_value(|_| None, 1.0, &horizon), None);
    }

    #[test]
    fn impossible_rates_have_no_value() {
        for (length, discount) in [(1.0, -1.0), (0.0, 0.1), (1.0, f64::NAN)] {
            let horizon = Horizon {
                steps: 1,
                length,
                discount,
            };
            assert_eq!(discounted_value(Some, 1.0, &horizon), None);
        }
    }
}
