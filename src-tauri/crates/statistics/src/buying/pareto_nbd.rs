//! Pareto/NBD (Schmittlein, Morrison and Colombo 1987, Management Science 33:1; likelihood as in
//! Fader and Hardie 2005, note 009): purchases at a rate λ ~ Γ(r, α) until the customer leaves, at
//! a rate μ ~ Γ(s, β).

use super::bg_nbd::valid;
use super::pareto_integral::{Integrand, Moments};
use super::{Histories, History};
use crate::fitting::{Evaluation, Fit, FitError, climb, highest};
use crate::special::{digamma, ln_gamma, trigamma};

/// The model at given parameters, all positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParetoNbd {
    /// Shape of the rates of purchase.
    pub r: f64,
    /// Scale of the rates of purchase, in the unit of time: the mean rate is r/α.
    pub alpha: f64,
    /// Shape of the rates of leaving.
    pub s: f64,
    /// Scale of the rates of leaving, in the unit of time: the mean rate is s/β.
    pub beta: f64,
}

impl ParetoNbd {
    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// [`FitError::NoVariation`] when nobody bought twice.
    pub fn fit(histories: &Histories) -> Result<Fit<Self, 4>, FitError> {
        histories.fittable()?;
        let age = histories.mean_age();
        let rate = histories.repeat_purchases() / histories.customers() / age;
        let starts = [
            [0.6, 0.3 * age, 0.6, 0.3 * age],
            [1.0, 1.0 / rate, 0.3, age],
            [3.0, 3.0 / rate, 1.5, 3.0 * age],
        ];
        let on = |rows: &Histories, starts: &[[f64; 4]]| {
            highest(starts, |p: &[f64; 4]| Self::from(*p).evaluate(rows))
        };
        let coarse = histories.coarse();
        let near = coarse.and_then(|sample| on(&sample, &starts));
        let polished = near
            .filter(|climbed| climbed.converged)
            .and_then(|climbed| {
                let full = |p: &[f64; 4]| Self::from(*p).evaluate(histories);
                climb(climbed.parameters(), None, &full)
            });
        let climbed = polished
            .filter(|climbed| climbed.converged)
            .or_else(|| on(histories, &starts))
            .ok_or(FitError::NoVariation)?;
        Ok(Fit::of(&climbed, Self::from))
    }

    /// Log-likelihood of the histories: of each
    /// Γ(r+x)αʳβˢ/Γ(r)·[(α+T)^−(r+x)(β+T)^−s + s·∫ from tₓ to T of (α+τ)^−(r+x)(β+τ)^−(s+1)].
    #[must_use]
    pub fn log_likelihood(&self, histories: &Histories) -> f64 {
        let each = histories
            .rows()
            .iter()
            .map(|row| row.weight * self.ln_likelihood(row));
        each.sum()
    }

    /// P(alive | x, tₓ, T): the share of the first term in the likelihood.
    #[must_use]
    pub fn probability_alive(&self, history: &History) -> f64 {
        1.0 / (1.0 + self.ln_odds_gone(history).exp())
    }

    /// E[X(t)] = rβ/(α(s−1))·[1 − (β/(β+t))^(s−1)]: repeat purchases of a customer in its first
    /// `time`; `None` for a negative time.
    #[must_use]
    pub fn expected_purchases(&self, time: f64) -> Option<f64> {
        valid(time)?;
        Some(self.r / self.alpha * self.lasting(self.beta, time))
    }

    /// E[Y(t) | x, tₓ, T] = P(alive)·(r+x)(β+T)/((α+T)(s−1))·[1 − ((β+T)/(β+T+t))^(s−1)]:
    /// purchases in the next `time`; `None` for a negative time.
    #[must_use]
    pub fn expected_future_purchases(&self, history: &History, time: f64) -> Option<f64> {
        valid(time)?;
        let rate = (self.r + f64::from(history.frequency)) / (self.alpha + history.age);
        let lasting = self.lasting(self.beta + history.age, time);
        Some(self.probability_alive(history) * rate * lasting)
    }

    /// P(no purchase in the next `time` | x, tₓ, T) = L(x, tₓ, T+t)/L(x, tₓ, T); `None` for a
    /// negative time.
    #[must_use]
    pub fn probability_of_silence(&self, history: &History, time: f64) -> Option<f64> {
        valid(time)?;
        let later = History {
            age: history.age + time,
            ..*history
        };
        Some(
            (self.ln_likelihood(&later) - self.ln_likelihood(history))
                .exp()
                .min(1.0),
        )
    }

    /// Time within the next `time` that a customer stays: β/(s−1)·[1 − (β/(β+t))^(s−1)], with its
    /// limit β·ln(1 + t/β) at s = 1.
    fn lasting(&self, beta: f64, time: f64) -> f64 {
        let (log, excess) = ((time / beta).ln_1p(), self.s - 1.0);
        if (excess * log).abs() < 1e-12 {
            return beta * log;
        }
        -beta * (-excess * log).exp_m1() / excess
    }

    fn integrand(&self, history: &History) -> Integrand {
        Integrand {
            power: self.r + f64::from(history.frequency),
            alpha: self.alpha,
            order: self.s + 1.0,
            beta: self.beta,
        }
    }

    /// ln of (α+T)^−(r+x)(β+T)^−s, the likelihood of being still there.
    fn ln_there(&self, history: &History) -> f64 {
        let power = self.r + f64::from(history.frequency);
        -power * (self.alpha + history.age).ln() - self.s * (self.beta + history.age).ln()
    }

    fn ln_odds_gone(&self, history: &History) -> f64 {
        let gone = self
            .integrand(history)
            .ln_integral(history.recency, history.age);
        self.s.ln() + gone - self.ln_there(history)
    }

    fn ln_likelihood(&self, history: &History) -> f64 {
        let odds = self.ln_odds_gone(history);
        self.ln_prefix(history.frequency) + self.ln_there(history) + soft(odds)
    }

    fn ln_prefix(&self, frequency: u32) -> f64 {
        ln_gamma(self.r + f64::from(frequency)) - ln_gamma(self.r)
            + self.r * self.alpha.ln()
            + self.s * self.beta.ln()
    }

    /// Log-likelihood with its derivatives by r, α, s, β.
    fn evaluate(&self, histories: &Histories) -> Evaluation<4> {
        let mut out = Evaluation::ZERO;
        for alike in histories
            .rows()
            .chunk_by(|one, next| one.frequency == next.frequency)
        {
            let weight: f64 = alike.iter().map(|row| row.weight).sum();
            self.add_prefix(&mut out, alike[0].frequency, weight);
            for row in alike {
                self.add_row(&mut out, row);
            }
        }
        out.mirrored()
    }

    fn add_prefix(&self, out: &mut Evaluation<4>, frequency: u32, weight: f64) {
        let (r, x) = (self.r, f64::from(frequency));
        out.value += weight * self.ln_prefix(frequency);
        let g = &mut out.gradient;
        g[0] += weight * (digamma(r + x) - digamma(r) + self.alpha.ln());
        g[1] += weight * r / self.alpha;
        g[2] += weight * self.beta.ln();
        g[3] += weight * self.s / self.beta;
        let h = &mut out.hessian;
        h[0][0] += weight * (trigamma(r + x) - trigamma(r));
        h[0][1] += weight / self.alpha;
        h[1][1] -= weight * r / (self.alpha * self.alpha);
        h[2][3] += weight / self.beta;
        h[3][3] -= weight * self.s / (self.beta * self.beta);
    }

    /// ln A + ln(1 + eᵘ), A the likelihood of being there, u the logarithm of the odds against.
    fn add_row(&self, out: &mut Evaluation<4>, row: &History) {
        let power = self.r + f64::from(row.frequency);
        let moments = self.integrand(row).moments(row.recency, row.age);
        let (there, there_second) = self.derivatives_there(row, power);
        let (gone, gone_second) = self.derivatives_gone(&moments, power);
        let u = self.s.ln() + moments.ln_integral - self.ln_there(row);
        let p = 1.0 / (1.0 + (-u).exp());
        let (w, spread) = (row.weight, p * (1.0 - p));
        out.value += w * (self.ln_there(row) + soft(u));
        for i in 0..4 {
            out.gradient[i] += w * (there[i] + p * (gone[i] - there[i]));
            for j in i..4 {
                let bend = there_second[i][j] + p * (gone_second[i][j] - there_second[i][j]);
                let mixed = spread * (gone[i] - there[i]) * (gone[j] - there[j]);
                out.hessian[i][j] += w * (bend + mixed);
            }
        }
    }

    fn derivatives_there(&self, row: &History, power: f64) -> ([f64; 4], [[f64; 4]; 4]) {
        let (at_alpha, at_beta) = (self.alpha + row.age, self.beta + row.age);
        let (i, k) = (1.0 / at_alpha, 1.0 / at_beta);
        let mut second = [[0.0; 4]; 4];
        second[0][1] = -i;
        second[1][1] = power * i * i;
        second[2][3] = -k;
        second[3][3] = self.s * k * k;
        (
            [-at_alpha.ln(), -power * i, -at_beta.ln(), -self.s * k],
            second,
        )
    }

    /// Derivatives of ln(s·integral): means of those of the logarithm of the integrand, and their
    /// covariances plus the means of its second derivatives.
    fn derivatives_gone(&self, moments: &Moments, power: f64) -> ([f64; 4], [[f64; 4]; 4]) {
        let Moments { mean, product, .. } = moments;
        let order = self.s + 1.0;
        let factor = [-1.0, -power, -1.0, -order];
        let mut first: [f64; 4] = std::array::from_fn(|i| factor[i] * mean[i]);
        let mut second = [[0.0; 4]; 4];
        for i in 0..4 {
            for j in i..4 {
                let covariance = product[i][j] - mean[i] * mean[j];
                second[i][j] = factor[i] * factor[j] * covariance;
            }
        }
        second[0][1] -= mean[1];
        second[1][1] += power * product[1][1];
        second[2][3] -= mean[3];
        second[3][3] += order * product[3][3];
        first[2] += 1.0 / self.s;
        second[2][2] -= 1.0 / (self.s * self.s);
        (first, second)
    }
}

impl From<[f64; 4]> for ParetoNbd {
    fn from([r, alpha, s, beta]: [f64; 4]) -> Self {
        Self { r, alpha, s, beta }
    }
}

/// ln(1 + eᵘ) without overflow.
fn soft(u: f64) -> f64 {
    u.max(0.0) + (-u.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fitting::assert_derivatives;

    #[test]
    fn derivatives_are_those_of_the_likelihood() {
        let rows = [
            History::new(0, 0.0, 30.0),
            History::new(1, 2.0, 30.0),
            History::new(4, 29.0, 38.0),
            History::new(4, 38.0, 38.0),
            History::new(60, 20.0, 39.0),
        ];
        let histories = Histories::of(&rows).unwrap();
        for at in [
            [0.55, 10.6, 0.6, 11.7],
            [3.0, 2.0, 1.0, 30.0],
            [0.4, 30.0, 2.0, 1.5],
        ] {
            assert_derivatives(at, |p: &[f64; 4]| ParetoNbd::from(*p).evaluate(&histories));
            let model = ParetoNbd::from(at);
            let value = model.evaluate(&histories).value;
            assert!((value - model.log_likelihood(&histories)).abs() < 1e-9);
        }
    }

    #[test]
    fn the_limit_at_s_of_one_is_met_from_both_sides() {
        let at = |s: f64| {
            ParetoNbd::from([0.55, 10.6, s, 11.7])
                .expected_purchases(52.0)
                .unwrap()
        };
        assert!((at(1.0) - 0.5 * (at(1.0 - 1e-5) + at(1.0 + 1e-5))).abs() < 1e-9);
    }
}
