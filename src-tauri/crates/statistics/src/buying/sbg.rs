//! Shifted beta-geometric (Fader and Hardie 2007, "How to Project Customer Retention", Journal of
//! Interactive Marketing 21:76): at each renewal a customer leaves with a probability of its own,
//! θ ~ B(α, β). Retention rises with age because those likely to leave have left.

use crate::fitting::{Evaluation, Fault, Fit, FitError, highest};
use crate::special::{digamma, ln_beta, trigamma};

/// The model at given parameters, both positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sbg {
    /// First shape: the first renewal is missed with probability α/(α+β).
    pub alpha: f64,
    /// Second shape.
    pub beta: f64,
}

impl Sbg {
    /// Fits to the survivors of one cohort at age 0, 1, 2, …
    ///
    /// # Errors
    /// [`FitError::Empty`] for fewer than two ages or nobody at the start, [`FitError::Row`]
    /// where survivors are negative, not finite or more than before, [`FitError::NoVariation`]
    /// when nobody left, or everybody did at once.
    pub fn fit(survivors: &[f64]) -> Result<Fit<Self, 2>, FitError> {
        check(survivors)?;
        let (first, last) = (survivors[0], survivors[survivors.len() - 1]);
        if first == last || survivors[1] == 0.0 {
            return Err(FitError::NoVariation);
        }
        let starts = [[1.0, 1.0], [0.5, 2.0], [5.0, 20.0]];
        let climbed = highest(&starts, |p: &[f64; 2]| Self::from(*p).evaluate(survivors))
            .ok_or(FitError::NoVariation)?;
        Ok(Fit::of(&climbed, Self::from))
    }

    /// Log-likelihood Σ (nₜ₋₁ − nₜ)·ln P(T = t) + nₖ·ln S(k) of the survivors n₀, n₁, …, nₖ,
    /// P(T = t) = B(α+1, β+t−1)/B(α, β); `None` for impossible survivors.
    #[must_use]
    pub fn log_likelihood(&self, survivors: &[f64]) -> Option<f64> {
        check(survivors).ok()?;
        Some(self.evaluate(survivors).value)
    }

    /// S(t) = B(α, β+t)/B(α, β): share still there after `renewals`.
    #[must_use]
    pub fn survival(&self, renewals: u32) -> f64 {
        (ln_beta(self.alpha, self.beta + f64::from(renewals)) - ln_beta(self.alpha, self.beta))
            .exp()
    }

    /// r(t) = (β+t−1)/(α+β+t−1): share of those there before renewal `t` (from 1) who renew.
    #[must_use]
    pub fn retention(&self, t: u32) -> f64 {
        let passed = f64::from(t.max(1)) - 1.0;
        (self.beta + passed) / (self.alpha + self.beta + passed)
    }

    /// Discounted expected remaining lifetime of a customer that has renewed `renewals` times and
    /// stands before the next renewal, in periods: Σⱼ S(n+j)/S(n)·(1+d)^−(j−1), j = 1, 2, …, so
    /// that the next renewal counts in full (Fader and Hardie 2010, Marketing Science 29:85).
    ///
    /// `None` for a discount rate that is not positive, or one so small that ten million periods
    /// do not settle the sum.
    #[must_use]
    pub fn residual_lifetime(&self, renewals: u32, discount: f64) -> Option<f64> {
        if discount <= 0.0 || !discount.is_finite() {
            return None;
        }
        let (mut there, mut sum, mut factor) = (1.0, 0.0, 1.0);
        for step in 1..10_000_000_u32 {
            there *= self.retention(renewals.saturating_add(step));
            sum += there * factor;
            factor /= 1.0 + discount;
            // Later terms fall at least as fast as the discount.
            if there * factor / discount < sum * 1e-15 {
                return Some(sum);
            }
        }
        None
    }

    /// ln B(α+i, β+k) − ln B(α, β) with its derivatives, `weight` times.
    fn add(&self, out: &mut Evaluation<2>, i: f64, k: f64, weight: f64) {
        let Self { alpha, beta } = *self;
        let (whole, end) = (alpha + beta, alpha + beta + i + k);
        out.value += weight * (ln_beta(alpha + i, beta + k) - ln_beta(alpha, beta));
        let fall = digamma(whole) - digamma(end);
        out.gradient[0] += weight * (fall + digamma(alpha + i) - digamma(alpha));
        out.gradient[1] += weight * (fall + digamma(beta + k) - digamma(beta));
        let bend = trigamma(whole) - trigamma(end);
        out.hessian[0][0] += weight * (bend + trigamma(alpha + i) - trigamma(alpha));
        out.hessian[0][1] += weight * bend;
        out.hessian[1][1] += weight * (bend + trigamma(beta + k) - trigamma(beta));
    }

    fn evaluate(&self, survivors: &[f64]) -> Evaluation<2> {
        let mut out = Evaluation::ZERO;
        for (age, pair) in survivors.windows(2).enumerate() {
            self.add(&mut out, 1.0, age as f64, pair[0] - pair[1]);
        }
        let last = survivors.len() - 1;
        self.add(&mut out, 0.0, last as f64, survivors[last]);
        out.mirrored()
    }
}

impl From<[f64; 2]> for Sbg {
    fn from([alpha, beta]: [f64; 2]) -> Self {
        Self { alpha, beta }
    }
}

fn check(survivors: &[f64]) -> Result<(), FitError> {
    let fault = |(row, n): (usize, &f64)| {
        if !n.is_finite() || *n < 0.0 {
            return Some(FitError::Row {
                row,
                fault: Fault::Number,
            });
        }
        let more = row > 0 && *n > survivors[row - 1];
        more.then_some(FitError::Row {
            row,
            fault: Fault::Increase,
        })
    };
    match survivors.iter().enumerate().find_map(fault) {
        Some(error) => Err(error),
        None if survivors.len() < 2 || survivors[0] <= 0.0 => Err(FitError::Empty),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fitting::assert_derivatives;

    const COHORT: [f64; 5] = [1000.0, 631.0, 468.0, 382.0, 326.0];

    #[test]
    fn derivatives_are_those_of_the_likelihood() {
        for at in [[0.76, 1.3], [8.0, 30.0]] {
            assert_derivatives(at, |p: &[f64; 2]| Sbg::from(*p).evaluate(&COHORT));
        }
    }

    #[test]
    fn survival_is_the_product_of_retention() {
        let model = Sbg::from([0.76, 1.3]);
        let product: f64 = (1..=7).map(|t| model.retention(t)).product();
        assert!((model.survival(7) - product).abs() < 1e-12);
        assert!((model.survival(0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_residual_lifetime_is_the_discounted_sum_of_survivors() {
        let model = Sbg::from([0.76, 1.3]);
        let wanted: f64 = (1..4000)
            .map(|j| model.survival(3 + j) / model.survival(3) * 1.1_f64.powi(1 - j as i32))
            .sum();
        assert!((model.residual_lifetime(3, 0.1).unwrap() - wanted).abs() < 1e-9);
        assert!(model.residual_lifetime(9, 0.1) > model.residual_lifetime(0, 0.1));
        assert_eq!(model.residual_lifetime(0, 0.0), None);
    }

    #[test]
    fn impossible_cohorts_are_named() {
        let fault = Fault::Increase;
        assert_eq!(
            Sbg::fit(&[10.0, 8.0, 9.0]),
            Err(FitError::Row { row: 2, fault })
        );
        assert_eq!(Sbg::fit(&[10.0]), Err(FitError::Empty));
        assert_eq!(Sbg::fit(&[0.0, 0.0]), Err(FitError::Empty));
        assert_eq!(Sbg::fit(&[10.0, 10.0]), Err(FitError::NoVariation));
        assert_eq!(Sbg::fit(&[10.0, 0.0]), Err(FitError::NoVariation));
    }

    #[test]
    fn equal_customers_are_said_not_to_be_identified() {
        // A constant rate of leaving: α and β grow without end at a fixed ratio.
        let found = Sbg::fit(&[1000.0, 500.0, 250.0, 125.0]).unwrap();
        assert!(!found.identified, "{found:?}");
    }
}
