//! BG/NBD (Fader, Hardie and Lee 2005, "Counting Your Customers the Easy Way", Marketing Science
//! 24:275): purchases at a rate λ ~ Γ(r, α); after each repeat purchase the customer leaves with
//! probability p ~ B(a, b).
//!
//! A customer without a repeat purchase counts as alive for certain, which the authors call a
//! shortcoming; [`super::mbg_nbd`] has it not.

use super::bg_likelihood::{Coin, evaluate, fit, ln_odds_gone};
use super::coin::purchases_of_the_living;
use super::{Histories, History};
use crate::fitting::{Fit, FitError};
use crate::special::{incomplete_beta, ln_beta, ln_gamma};

/// The model at given parameters, all positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BgNbd {
    /// Shape of the rates of purchase.
    pub r: f64,
    /// Scale of the rates, in the unit of time: the mean rate is r/α.
    pub alpha: f64,
    /// First shape of the probabilities of leaving: their mean is a/(a+b).
    pub a: f64,
    /// Second shape.
    pub b: f64,
}

impl BgNbd {
    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// [`FitError::NoVariation`] when nobody bought twice.
    pub fn fit(histories: &Histories) -> Result<Fit<Self, 4>, FitError> {
        let climbed = fit(Coin::AfterRepeat, histories)?;
        Ok(Fit::of(&climbed, |[r, alpha, a, b]| Self {
            r,
            alpha,
            a,
            b,
        }))
    }

    fn parameters(&self) -> [f64; 4] {
        [self.r, self.alpha, self.a, self.b]
    }

    /// Log-likelihood of the histories (the paper's eq. 6).
    #[must_use]
    pub fn log_likelihood(&self, histories: &Histories) -> f64 {
        evaluate(&self.parameters(), Coin::AfterRepeat, histories).value
    }

    /// P(alive | x, tₓ, T) = 1/(1 + a/(b+x−1)·((α+T)/(α+tₓ))^(r+x)), 1 for x = 0
    /// (Fader, Hardie and Lee 2008, note 021).
    #[must_use]
    pub fn probability_alive(&self, history: &History) -> f64 {
        ln_odds_gone(&self.parameters(), Coin::AfterRepeat, history)
            .map_or(1.0, |odds| 1.0 / (1.0 + odds.exp()))
    }

    /// E[X(t)]: repeat purchases of a customer in its first `time` (eq. 9); `None` for a negative
    /// time or one beyond some million times α.
    #[must_use]
    pub fn expected_purchases(&self, time: f64) -> Option<f64> {
        valid(time)?;
        purchases_of_the_living(self.r, self.alpha, self.a, self.b, time)
    }

    /// E[Y(t) | x, tₓ, T]: purchases in the next `time` of a customer with this history (eq. 10);
    /// `None` as for [`Self::expected_purchases`].
    #[must_use]
    pub fn expected_future_purchases(&self, history: &History, time: f64) -> Option<f64> {
        valid(time)?;
        let x = f64::from(history.frequency);
        let living = purchases_of_the_living(
            self.r + x,
            self.alpha + history.age,
            self.a,
            self.b + x,
            time,
        )?;
        Some(self.probability_alive(history) * living)
    }

    /// P(no purchase in the next `time` | x, tₓ, T) = L(x, tₓ, T+t)/L(x, tₓ, T)
    /// = 1 − P(alive)·(1 − ((α+T)/(α+T+t))^(r+x)); `None` for a negative time.
    #[must_use]
    pub fn probability_of_silence(&self, history: &History, time: f64) -> Option<f64> {
        valid(time)?;
        let power = self.r + f64::from(history.frequency);
        let buys = -(-power * (time / (self.alpha + history.age)).ln_1p()).exp_m1();
        Some(1.0 - self.probability_alive(history) * buys)
    }

    /// P(X(t) = n): share of customers with `count` repeat purchases in their first `time`
    /// (eq. 8); `None` for a time that is not positive.
    #[must_use]
    pub fn probability_of_count(&self, count: u32, time: f64) -> Option<f64> {
        valid(time).filter(|time| *time > 0.0)?;
        let n = f64::from(count);
        let z = time / (self.alpha + time);
        let there = ln_beta(self.a, self.b + n) - ln_beta(self.a, self.b);
        let counts = ln_gamma(self.r + n) - ln_gamma(self.r) - ln_gamma(n + 1.0)
            + self.r * (-z).ln_1p()
            + n * z.ln();
        let still = (there + counts).exp();
        if count == 0 {
            return Some(still);
        }
        // Left after the n-th purchase: a negative binomial count of at least n.
        let left = ln_beta(self.a + 1.0, self.b + n - 1.0) - ln_beta(self.a, self.b);
        Some(still + left.exp() * incomplete_beta(z, n, self.r))
    }
}

pub(super) fn valid(time: f64) -> Option<f64> {
    (time >= 0.0 && time.is_finite()).then_some(time)
}
