//! MBG/NBD (Batislam, Denizel and Filiztekin 2007, International Journal of Research in Marketing
//! 24:201; Hoppe and Wagner 2007, Marketing ZFP 29): as BG/NBD, but a customer may also leave
//! right after the first purchase, so that one-time buyers are not alive for certain.

use super::bg_likelihood::{Coin, evaluate, fit, ln_odds_gone};
use super::bg_nbd::valid;
use super::coin::purchases_of_the_living;
use super::{Histories, History};
use crate::fitting::{Fit, FitError};

/// The model at given parameters, all positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MbgNbd {
    /// Shape of the rates of purchase.
    pub r: f64,
    /// Scale of the rates, in the unit of time: the mean rate is r/α.
    pub alpha: f64,
    /// First shape of the probabilities of leaving: their mean is a/(a+b).
    pub a: f64,
    /// Second shape.
    pub b: f64,
}

impl MbgNbd {
    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// [`FitError::NoVariation`] when nobody bought twice.
    pub fn fit(histories: &Histories) -> Result<Fit<Self, 4>, FitError> {
        let climbed = fit(Coin::AfterFirst, histories)?;
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

    /// Log-likelihood of the histories: of each
    /// Γ(r+x)αʳ/Γ(r)·[B(a, b+x+1)/B(a, b)·(α+T)^−(r+x) + B(a+1, b+x)/B(a, b)·(α+tₓ)^−(r+x)].
    #[must_use]
    pub fn log_likelihood(&self, histories: &Histories) -> f64 {
        evaluate(&self.parameters(), Coin::AfterFirst, histories).value
    }

    /// P(alive | x, tₓ, T) = 1/(1 + a/(b+x)·((α+T)/(α+tₓ))^(r+x)).
    #[must_use]
    pub fn probability_alive(&self, history: &History) -> f64 {
        ln_odds_gone(&self.parameters(), Coin::AfterFirst, history)
            .map_or(1.0, |odds| 1.0 / (1.0 + odds.exp()))
    }

    /// E[X(t)] = b/(a−1)·[1 − (α/(α+t))ʳ ₂F₁(r, b+1; a+b; t/(α+t))]: repeat purchases of a
    /// customer in its first `time`; `None` for a negative time.
    #[must_use]
    pub fn expected_purchases(&self, time: f64) -> Option<f64> {
        valid(time)?;
        let stays = self.b / (self.a + self.b);
        let living = purchases_of_the_living(self.r, self.alpha, self.a, self.b + 1.0, time)?;
        Some(stays * living)
    }

    /// E[Y(t) | x, tₓ, T]: purchases in the next `time` of a customer with this history; `None`
    /// for a negative time.
    #[must_use]
    pub fn expected_future_purchases(&self, history: &History, time: f64) -> Option<f64> {
        valid(time)?;
        let x = f64::from(history.frequency);
        let living = purchases_of_the_living(
            self.r + x,
            self.alpha + history.age,
            self.a,
            self.b + x + 1.0,
            time,
        )?;
        Some(self.probability_alive(history) * living)
    }

    /// P(no purchase in the next `time` | x, tₓ, T) = L(x, tₓ, T+t)/L(x, tₓ, T); `None` for a
    /// negative time.
    #[must_use]
    pub fn probability_of_silence(&self, history: &History, time: f64) -> Option<f64> {
        valid(time)?;
        let power = self.r + f64::from(history.frequency);
        let buys = -(-power * (time / (self.alpha + history.age)).ln_1p()).exp_m1();
        Some(1.0 - self.probability_alive(history) * buys)
    }
}
