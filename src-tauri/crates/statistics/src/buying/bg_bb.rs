//! BG/BB (Fader, Hardie and Shang 2010, "Customer-Base Analysis in a Discrete-Time Noncontractual
//! Setting", Marketing Science 29:1086): at each opportunity (yearly tender, season) a customer
//! that is there buys with probability p ~ B(α, β); before each it leaves with probability
//! θ ~ B(γ, δ).

use crate::fitting::{Evaluation, Fault, Fit, FitError, highest};
use crate::special::{digamma, ln_beta, trigamma};

/// A customer's record over its opportunities, or several customers alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// x: opportunities taken.
    pub taken: u32,
    /// tₓ: number of the last opportunity taken, from 1; 0 when none was.
    pub last: u32,
    /// n: opportunities seen.
    pub seen: u32,
    /// Number of customers.
    pub weight: f64,
}

/// The model at given parameters, all positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BgBb {
    /// First shape of the probabilities of buying: their mean is α/(α+β).
    pub alpha: f64,
    /// Second shape of buying.
    pub beta: f64,
    /// First shape of the probabilities of leaving: their mean is γ/(γ+δ).
    pub gamma: f64,
    /// Second shape of leaving.
    pub delta: f64,
}

impl Record {
    fn fault(&self) -> Option<Fault> {
        if !self.weight.is_finite() || self.weight < 0.0 {
            return Some(Fault::Number);
        }
        if (self.taken == 0) != (self.last == 0) {
            return Some(Fault::RecencyAgainstFrequency);
        }
        if self.last > self.seen {
            return Some(Fault::RecencyBeyondAge);
        }
        (self.taken > self.last).then_some(Fault::MoreThanPossible)
    }
}

/// A product of two beta ratios, B(α+x, β+k)/B(α, β)·B(γ+e, δ+m)/B(γ, δ), as x, k, e, m.
type Term = [f64; 4];

impl BgBb {
    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// [`FitError::Row`] for an impossible record, [`FitError::Empty`] without weight,
    /// [`FitError::NoVariation`] when nobody bought, or everybody always.
    pub fn fit(records: &[Record]) -> Result<Fit<Self, 4>, FitError> {
        let fault = |(row, one): (usize, &Record)| {
            Some(FitError::Row {
                row,
                fault: one.fault()?,
            })
        };
        if let Some(error) = records.iter().enumerate().find_map(fault) {
            return Err(error);
        }
        let unique = merged(records);
        if unique.is_empty() {
            return Err(FitError::Empty);
        }
        let none = unique.iter().all(|one| one.taken == 0);
        if none || unique.iter().all(|one| one.taken == one.seen) {
            return Err(FitError::NoVariation);
        }
        let starts = [
            [1.0, 1.0, 0.5, 2.0],
            [0.5, 2.0, 1.0, 5.0],
            [3.0, 3.0, 0.2, 5.0],
        ];
        let climbed = highest(&starts, |p: &[f64; 4]| Self::from(*p).evaluate(&unique))
            .ok_or(FitError::NoVariation)?;
        Ok(Fit::of(&climbed, Self::from))
    }

    /// Log-likelihood of the records: of each B(α+x, β+n−x)/B(α, β)·B(γ, δ+n)/B(γ, δ) +
    /// Σᵢ B(α+x, β+tₓ−x+i)/B(α, β)·B(γ+1, δ+tₓ+i)/B(γ, δ), i = 0 to n−tₓ−1 (eq. 5).
    #[must_use]
    pub fn log_likelihood(&self, records: &[Record]) -> f64 {
        let each = records
            .iter()
            .map(|one| one.weight * self.ln_likelihood(one));
        each.sum()
    }

    /// P(there for opportunity n+1 | x, tₓ, n).
    #[must_use]
    pub fn probability_alive(&self, record: &Record) -> f64 {
        let n = f64::from(record.seen);
        let x = f64::from(record.taken);
        (self.ln_term(&[x, n - x, 0.0, n + 1.0]) - self.ln_likelihood(record)).exp()
    }

    /// E[X(n)] = α/(α+β)·Σᵢ B(γ, δ+i)/B(γ, δ), i = 1 to n: purchases in the first n opportunities.
    #[must_use]
    pub fn expected_purchases(&self, opportunities: u32) -> f64 {
        (1..=opportunities)
            .map(|i| self.ln_term(&[1.0, 0.0, 0.0, f64::from(i)]).exp())
            .sum()
    }

    /// Purchases in the next `opportunities`:
    /// Σᵢ B(α+x+1, β+n−x)/B(α, β)·B(γ, δ+n+i)/B(γ, δ)/L, i = 1 to n*.
    #[must_use]
    pub fn expected_future_purchases(&self, record: &Record, opportunities: u32) -> f64 {
        let (x, n) = (f64::from(record.taken), f64::from(record.seen));
        let known = self.ln_likelihood(record);
        let one = |i: u32| self.ln_term(&[x + 1.0, n - x, 0.0, n + f64::from(i)]) - known;
        (1..=opportunities).map(|i| one(i).exp()).sum()
    }

    /// P(no purchase at the next `opportunities`) = L(x, tₓ, n+n*)/L(x, tₓ, n).
    #[must_use]
    pub fn probability_of_silence(&self, record: &Record, opportunities: u32) -> f64 {
        let later = Record {
            seen: record.seen.saturating_add(opportunities),
            ..*record
        };
        (self.ln_likelihood(&later) - self.ln_likelihood(record))
            .exp()
            .min(1.0)
    }

    fn ln_term(&self, [x, k, e, m]: &Term) -> f64 {
        ln_beta(self.alpha + x, self.beta + k) - ln_beta(self.alpha, self.beta)
            + ln_beta(self.gamma + e, self.delta + m)
            - ln_beta(self.gamma, self.delta)
    }

    fn ln_likelihood(&self, record: &Record) -> f64 {
        let logs: Vec<f64> = terms(record).map(|term| self.ln_term(&term)).collect();
        let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        top + logs.iter().map(|log| (log - top).exp()).sum::<f64>().ln()
    }

    /// First and second derivatives of a term's logarithm by α, β, γ, δ.
    fn derivatives(&self, [x, k, e, m]: &Term) -> ([f64; 4], [[f64; 4]; 4]) {
        let (mut first, mut second) = ([0.0; 4], [[0.0; 4]; 4]);
        let pairs = [
            (self.alpha, self.beta, x, k),
            (self.gamma, self.delta, e, m),
        ];
        for (at, (a, b, i, j)) in [0, 2].into_iter().zip(pairs) {
            let (whole, end) = (a + b, a + b + i + j);
            let (fall, bend) = (
                digamma(whole) - digamma(end),
                trigamma(whole) - trigamma(end),
            );
            first[at] = fall + digamma(a + i) - digamma(a);
            first[at + 1] = fall + digamma(b + j) - digamma(b);
            second[at][at] = bend + trigamma(a + i) - trigamma(a);
            second[at][at + 1] = bend;
            second[at + 1][at + 1] = bend + trigamma(b + j) - trigamma(b);
        }
        (first, second)
    }

    fn evaluate(&self, records: &[Record]) -> Evaluation<4> {
        let mut out = Evaluation::ZERO;
        for record in records {
            let whole = self.ln_likelihood(record);
            let (mut mean, mut square) = ([0.0; 4], [[0.0; 4]; 4]);
            for term in terms(record) {
                let share = (self.ln_term(&term) - whole).exp();
                let (first, second) = self.derivatives(&term);
                for i in 0..4 {
                    mean[i] += share * first[i];
                    for j in i..4 {
                        square[i][j] += share * (first[i] * first[j] + second[i][j]);
                    }
                }
            }
            out.value += record.weight * whole;
            for i in 0..4 {
                out.gradient[i] += record.weight * mean[i];
                for j in i..4 {
                    out.hessian[i][j] += record.weight * (square[i][j] - mean[i] * mean[j]);
                }
            }
        }
        out.mirrored()
    }
}

impl From<[f64; 4]> for BgBb {
    fn from([alpha, beta, gamma, delta]: [f64; 4]) -> Self {
        Self {
            alpha,
            beta,
            gamma,
            delta,
        }
    }
}

/// The ways a record can have come about: still there after n, or gone after tₓ + i.
fn terms(record: &Record) -> impl Iterator<Item = Term> {
    let (x, last, n) = (record.taken, record.last, record.seen);
    let there = [f64::from(x), f64::from(n - x), 0.0, f64::from(n)];
    let gone =
        (last..n).map(move |until| [f64::from(x), f64::from(until - x), 1.0, f64::from(until)]);
    std::iter::once(there).chain(gone)
}

/// Unique records with weight, sorted.
fn merged(records: &[Record]) -> Vec<Record> {
    let key = |one: &Record| (one.taken, one.last, one.seen);
    let mut kept: Vec<Record> = records
        .iter()
        .filter(|one| one.weight > 0.0)
        .copied()
        .collect();
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

    fn record(taken: u32, last: u32, seen: u32) -> Record {
        Record {
            taken,
            last,
            seen,
            weight: 1.0,
        }
    }

    #[test]
    fn derivatives_are_those_of_the_likelihood() {
        let rows = [
            record(0, 0, 6),
            record(2, 3, 6),
            record(6, 6, 6),
            record(1, 1, 9),
        ];
        for at in [[1.2, 0.75, 0.66, 2.8], [0.3, 4.0, 2.0, 0.5]] {
            assert_derivatives(at, |p: &[f64; 4]| BgBb::from(*p).evaluate(&rows));
        }
    }

    #[test]
    fn all_records_together_are_certain() {
        // Σ over every purchase string of three opportunities; (x, tₓ) stand for several strings.
        let model = BgBb::from([1.2, 0.75, 0.66, 2.8]);
        let strings = [
            (0, 0, 1.0),
            (1, 1, 1.0),
            (1, 2, 1.0),
            (2, 2, 1.0),
            (1, 3, 1.0),
            (2, 3, 2.0),
            (3, 3, 1.0),
        ];
        let total: f64 = strings
            .iter()
            .map(|(x, last, ways)| ways * model.ln_likelihood(&record(*x, *last, 3)).exp())
            .sum();
        assert!((total - 1.0).abs() < 1e-12);
    }

    #[test]
    fn probabilities_stay_between_nothing_and_certainty() {
        let model = BgBb::from([1.2, 0.75, 0.66, 2.8]);
        for (x, last) in [(0, 0), (1, 1), (3, 5), (6, 6)] {
            let one = record(x, last, 6);
            let (alive, silent) = (
                model.probability_alive(&one),
                model.probability_of_silence(&one, 5),
            );
            assert!((0.0..=1.0).contains(&alive) && (0.0..=1.0).contains(&silent));
            assert!(model.probability_of_silence(&one, 6) < silent);
            assert_eq!(model.probability_of_silence(&one, 0), 1.0);
            assert!(model.expected_future_purchases(&one, 5) <= 5.0 * alive);
        }
    }

    #[test]
    fn impossible_records_are_named() {
        for (one, fault) in [
            (record(0, 2, 6), Fault::RecencyAgainstFrequency),
            (record(3, 0, 6), Fault::RecencyAgainstFrequency),
            (record(1, 7, 6), Fault::RecencyBeyondAge),
            (record(4, 3, 6), Fault::MoreThanPossible),
        ] {
            assert_eq!(BgBb::fit(&[one]), Err(FitError::Row { row: 0, fault }));
        }
        assert_eq!(BgBb::fit(&[record(0, 0, 6)]), Err(FitError::NoVariation));
    }
}
