//! Gamma–Gamma (Fader and Hardie 2013, "The Gamma-Gamma Model of Monetary Value", note 025):
//! spend of an order ~ Γ(p, ν), with ν ~ Γ(q, γ) of each customer. Spend must not depend on how
//! often a customer buys: look at their correlation first.

use crate::fitting::{Evaluation, Fault, Fit, FitError, highest};
use crate::special::{digamma, ln_gamma, trigamma};

/// A customer's repeat orders, or several customers alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spending {
    /// x: number of orders averaged.
    pub frequency: u32,
    /// z̄: mean amount of an order, in any unit of money.
    pub mean: f64,
    /// Number of customers.
    pub weight: f64,
}

/// The model at given parameters, all positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GammaGamma {
    /// Shape of the amounts of one customer.
    pub p: f64,
    /// Shape of the customers.
    pub q: f64,
    /// γ: scale of the customers, in the unit of money.
    pub v: f64,
}

impl Spending {
    /// One customer.
    #[must_use]
    pub fn new(frequency: u32, mean: f64) -> Self {
        Self {
            frequency,
            mean,
            weight: 1.0,
        }
    }

    /// Whether the row says something of spending: without repeat orders or without a positive
    /// amount it does not.
    fn speaks(&self) -> bool {
        self.frequency > 0 && self.mean > 0.0 && self.weight > 0.0
    }

    fn valid(&self) -> bool {
        self.mean.is_finite() && self.weight.is_finite() && self.weight >= 0.0
    }
}

impl GammaGamma {
    /// Fits by maximum likelihood. Customers without repeat orders or with a mean that is not
    /// positive are left out, as the model asks.
    ///
    /// # Errors
    /// [`FitError::Row`] for numbers that are not finite, [`FitError::Empty`] when nobody
    /// remains, [`FitError::NoVariation`] when all spend the same.
    pub fn fit(rows: &[Spending]) -> Result<Fit<Self, 3>, FitError> {
        if let Some(row) = rows.iter().position(|one| !one.valid()) {
            let fault = Fault::Number;
            return Err(FitError::Row { row, fault });
        }
        let unique = merged(rows);
        let (first, rest) = unique.split_first().ok_or(FitError::Empty)?;
        if rest.iter().all(|one| one.mean == first.mean) {
            return Err(FitError::NoVariation);
        }
        let weight: f64 = unique.iter().map(|one| one.weight).sum();
        let spend: f64 = unique.iter().map(|one| one.weight * one.mean).sum::<f64>() / weight;
        let starts = [
            [5.0, 4.0, 0.5 * spend],
            [1.5, 2.0, spend],
            [40.0, 20.0, 0.5 * spend],
        ];
        let climbed = highest(&starts, |p: &[f64; 3]| Self::from(*p).evaluate(&unique))
            .ok_or(FitError::NoVariation)?;
        Ok(Fit::of(&climbed, Self::from))
    }

    /// Log-likelihood: of each
    /// Γ(px+q)/(Γ(px)Γ(q)) · γ^q z̄^(px−1) x^(px) / (γ + xz̄)^(px+q) (note 025, eq. 1a).
    #[must_use]
    pub fn log_likelihood(&self, rows: &[Spending]) -> f64 {
        self.evaluate(&merged(rows)).value
    }

    /// E[M | x, z̄] = p(γ + xz̄)/(px + q − 1): what an order of this customer is worth, the
    /// weighted mean of its own and everybody's (note 025, eq. 5). For x = 0 everybody's mean.
    /// `None` where px + q ≤ 1, as it has no mean then.
    #[must_use]
    pub fn expected_spend(&self, frequency: u32, mean: f64) -> Option<f64> {
        let x = f64::from(frequency);
        let (scale, total) = (
            self.p * x + self.q - 1.0,
            if x > 0.0 { x * mean } else { 0.0 },
        );
        (scale > 0.0).then(|| self.p * (self.v + total) / scale)
    }

    fn evaluate(&self, rows: &[Spending]) -> Evaluation<3> {
        let Self { p, q, v } = *self;
        let mut out = Evaluation::ZERO;
        let (digamma_q, trigamma_q) = (digamma(q), trigamma(q));
        for alike in rows.chunk_by(|one, next| one.frequency == next.frequency) {
            let x = f64::from(alike[0].frequency);
            let (own, all) = (p * x, p * x + q);
            let constant = ln_gamma(all) - ln_gamma(own) - ln_gamma(q) + q * v.ln() + own * x.ln();
            let (rise, bend) = (digamma(all), trigamma(all));
            let (rise_own, bend_own) = (digamma(own), trigamma(own));
            for row in alike {
                let (w, sum) = (row.weight, v + x * row.mean);
                let (ln_mean, ln_sum, i) = (row.mean.ln(), sum.ln(), 1.0 / sum);
                out.value += w * (constant + (own - 1.0) * ln_mean - all * ln_sum);
                let g = &mut out.gradient;
                g[0] += w * x * (rise - rise_own + ln_mean + x.ln() - ln_sum);
                g[1] += w * (rise - digamma_q + v.ln() - ln_sum);
                g[2] += w * (q / v - all * i);
                let h = &mut out.hessian;
                h[0][0] += w * x * x * (bend - bend_own);
                h[0][1] += w * x * bend;
                h[0][2] -= w * x * i;
                h[1][1] += w * (bend - trigamma_q);
                h[1][2] += w * (1.0 / v - i);
                h[2][2] += w * (all * i * i - q / (v * v));
            }
        }
        out.mirrored()
    }
}

impl From<[f64; 3]> for GammaGamma {
    fn from([p, q, v]: [f64; 3]) -> Self {
        Self { p, q, v }
    }
}

/// Unique rows that speak of spending, sorted.
fn merged(rows: &[Spending]) -> Vec<Spending> {
    let mut kept: Vec<Spending> = rows.iter().filter(|one| one.speaks()).copied().collect();
    let key = |one: &Spending| (one.frequency, one.mean.to_bits());
    kept.sort_unstable_by(|a, b| key(a).cmp(&key(b)).then(a.weight.total_cmp(&b.weight)));
    kept.dedup_by(|next, first| {
        let same = key(next) == key(first);
        if same {
            first.weight += next.weight;
        }
        same
    });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fitting::assert_derivatives;

    #[test]
    fn derivatives_are_those_of_the_likelihood() {
        let rows = [
            Spending::new(1, 12.0),
            Spending::new(3, 80.5),
            Spending::new(40, 33.0),
        ];
        for at in [[6.25, 3.74, 15.44], [0.7, 9.0, 300.0]] {
            assert_derivatives(at, |p: &[f64; 3]| GammaGamma::from(*p).evaluate(&rows));
        }
    }

    #[test]
    fn who_never_came_back_or_paid_nothing_says_nothing() {
        let rows: Vec<Spending> = (1..40)
            .map(|i| Spending::new(1 + i % 5, f64::from(10 + (i * 37) % 50)))
            .collect();
        let mut more = rows.clone();
        more.extend([
            Spending::new(0, 99.0),
            Spending::new(2, 0.0),
            Spending::new(2, -5.0),
        ]);
        let (found, same) = (
            GammaGamma::fit(&rows).unwrap(),
            GammaGamma::fit(&more).unwrap(),
        );
        assert_eq!(found, same);
        assert_eq!(GammaGamma::fit(&[]), Err(FitError::Empty));
        assert_eq!(
            GammaGamma::fit(&[Spending::new(2, 5.0); 9]),
            Err(FitError::NoVariation)
        );
    }

    #[test]
    fn a_single_buyer_is_worth_everybodys_mean_and_many_orders_their_own() {
        let model = GammaGamma::from([6.25, 3.74, 15.44]);
        let everybody = model.expected_spend(0, 1e9).unwrap();
        assert!((everybody - 6.25 * 15.44 / 2.74).abs() < 1e-9);
        assert!((model.expected_spend(100_000, 88.0).unwrap() - 88.0).abs() < 0.01);
        assert_eq!(
            GammaGamma::from([6.25, 0.9, 15.0]).expected_spend(0, 0.0),
            None
        );
    }
}
