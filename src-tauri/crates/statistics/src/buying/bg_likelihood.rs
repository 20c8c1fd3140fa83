//! The likelihood that BG/NBD and MBG/NBD share, with its first and second derivatives.
//!
//! For one customer, with s = 0 for BG/NBD and s = 1 for MBG/NBD:
//! Γ(r+x)αʳ/Γ(r) · B(a, b+x+s)/B(a, b) · (α+T)^−(r+x) · (1 + eᵘ),
//! u = ln a − ln(b+x−1+s) + (r+x)·ln((α+T)/(α+tₓ)), and eᵘ = 0 for x = 0 in BG/NBD.
//! eᵘ is the odds that the customer has left, and P(alive) = 1/(1 + eᵘ).

use super::{Histories, History};
use crate::fitting::{Climb, Evaluation, FitError, climb, highest};
use crate::special::{digamma, ln_gamma, trigamma};

/// r, α, a, b.
pub(super) type Parameters = [f64; 4];

/// When the coin that decides on leaving is tossed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coin {
    /// After the first repeat purchase: BG/NBD.
    AfterRepeat,
    /// After the first purchase of all: MBG/NBD.
    AfterFirst,
}

impl Coin {
    /// s of the formulas.
    pub(super) fn shift(self) -> f64 {
        match self {
            Self::AfterRepeat => 0.0,
            Self::AfterFirst => 1.0,
        }
    }

    /// Whether a customer with x repeat purchases may have left.
    pub(super) fn tossed(self, x: u32) -> bool {
        x > 0 || self == Self::AfterFirst
    }
}

/// u: logarithm of the odds that the customer has left; `None` where it cannot have.
pub(super) fn ln_odds_gone(p: &Parameters, coin: Coin, history: &History) -> Option<f64> {
    let [r, alpha, a, b] = *p;
    let x = f64::from(history.frequency);
    coin.tossed(history.frequency).then(|| {
        let passed = ((history.age - history.recency) / (alpha + history.recency)).ln_1p();
        a.ln() - (b + x - 1.0 + coin.shift()).ln() + (r + x) * passed
    })
}

/// Σ of weighted logarithms. A single customer's factor is multiplied on, so that a logarithm is
/// taken once for many.
struct Logarithms {
    sum: f64,
    product: f64,
}

impl Default for Logarithms {
    fn default() -> Self {
        Self {
            sum: 0.0,
            product: 1.0,
        }
    }
}

impl Logarithms {
    /// Adds `weight`·ln `factor`, for a factor from one up.
    #[inline]
    fn add(&mut self, factor: f64, weight: f64) {
        if weight != 1.0 || factor > 1e50 {
            self.sum += weight * factor.ln();
            return;
        }
        self.product *= factor;
        if self.product > 1e250 {
            self.sum += self.product.ln();
            self.product = 1.0;
        }
    }

    fn total(&self) -> f64 {
        self.sum + self.product.ln()
    }
}

/// Sums over the rows of one x; p is the probability to have left, l = ln(α+T), d = l − ln(α+tₓ),
/// i = 1/(α+T), e = i − 1/(α+tₓ), f = i² − 1/(α+tₓ)², v = p(1−p).
#[derive(Default)]
struct Sums {
    weight: f64,
    /// Σ ln(1 + T/α): l less ln α.
    aged: Logarithms,
    i: f64,
    ii: f64,
    /// Σ ln(1 + e^−|u|), and of the positive u.
    soft: Logarithms,
    odds: f64,
    p: f64,
    pd: f64,
    pe: f64,
    pf: f64,
    v: f64,
    vd: f64,
    vdd: f64,
    ve: f64,
    vee: f64,
    vde: f64,
}

impl Sums {
    fn settled(&mut self, alpha: f64, row: &History) {
        let (end, w) = (alpha + row.age, row.weight);
        let i = 1.0 / end;
        self.weight += w;
        self.aged.add(end / alpha, w);
        self.i += w * i;
        self.ii += w * i * i;
    }

    /// `base` is u without its last term, `power` is r + x.
    fn open(&mut self, alpha: f64, base: f64, power: f64, row: &History) {
        let (end, last, w) = (alpha + row.age, alpha + row.recency, row.weight);
        let both = 1.0 / (end * last);
        let (i, j) = (last * both, end * both);
        let (d, e) = ((end * j).ln(), i - j);
        let f = e * (i + j);
        let u = base + power * d;
        // Logistic function and ln(1 + eᵘ) without overflow on either side.
        let small = (-u.abs()).exp();
        let share = 1.0 / (1.0 + small);
        let v = small * share * share;
        let p = if u > 0.0 { share } else { small * share };
        self.weight += w;
        self.aged.add(end / alpha, w);
        self.i += w * i;
        self.ii += w * i * i;
        self.soft.add(1.0 + small, w);
        self.odds += w * u.max(0.0);
        let (wp, wv) = (w * p, w * v);
        self.p += wp;
        self.pd += wp * d;
        self.pe += wp * e;
        self.pf += wp * f;
        self.v += wv;
        self.vd += wv * d;
        self.vdd += wv * d * d;
        self.ve += wv * e;
        self.vee += wv * e * e;
        self.vde += wv * d * e;
    }

    /// Adds the rows of one x to the evaluation.
    fn add_to(&self, out: &mut Evaluation<4>, p: &Parameters, x: f64, shift: f64, open: bool) {
        let [r, alpha, a, b] = *p;
        let power = r + x;
        let l = self.aged.total() + self.weight * alpha.ln();
        out.value += self.soft.total() + self.odds - power * l;
        let g = &mut out.gradient;
        g[0] += self.pd - l;
        g[1] += power * (self.pe - self.i);
        let h = &mut out.hessian;
        h[0][0] += self.vdd;
        h[0][1] += self.pe - self.i + power * self.vde;
        h[1][1] += power * (self.ii - self.pf) + power * power * self.vee;
        if open {
            let (ia, ib) = (1.0 / a, 1.0 / (b + x - 1.0 + shift));
            g[2] += self.p * ia;
            g[3] -= self.p * ib;
            h[0][2] += self.vd * ia;
            h[0][3] -= self.vd * ib;
            h[1][2] += power * self.ve * ia;
            h[1][3] -= power * self.ve * ib;
            h[2][2] += (self.v - self.p) * ia * ia;
            h[2][3] -= self.v * ia * ib;
            h[3][3] += (self.v + self.p) * ib * ib;
        }
    }
}

/// Logarithm of Γ with its first and second derivatives.
struct Gamma {
    ln: f64,
    first: f64,
    second: f64,
}

impl Gamma {
    fn at(x: f64) -> Self {
        Self {
            ln: ln_gamma(x),
            first: digamma(x),
            second: trigamma(x),
        }
    }
}

/// Γ(r+x)αʳ/Γ(r) · B(a, b+k)/B(a, b), k = x + s: what of it does not depend on x, worked out once
/// for all numbers of purchases.
struct Prefix {
    r: Gamma,
    b: Gamma,
    whole: Gamma,
    ln_alpha: f64,
}

impl Prefix {
    fn of([r, alpha, a, b]: &Parameters) -> Self {
        Self {
            r: Gamma::at(*r),
            b: Gamma::at(*b),
            whole: Gamma::at(a + b),
            ln_alpha: alpha.ln(),
        }
    }

    /// Adds the factor of `weight` customers with x purchases.
    fn add_to(&self, out: &mut Evaluation<4>, p: &Parameters, (x, k): (f64, f64), weight: f64) {
        let [r, alpha, a, b] = *p;
        let bought = Gamma::at(r + x);
        let stayed = Gamma::at(b + k);
        let whole = Gamma::at(a + b + k);
        let value = bought.ln - self.r.ln + r * self.ln_alpha + stayed.ln - self.b.ln
            + self.whole.ln
            - whole.ln;
        out.value += weight * value;
        let rise = self.whole.first - whole.first;
        let bend = self.whole.second - whole.second;
        let g = &mut out.gradient;
        g[0] += weight * (bought.first - self.r.first + self.ln_alpha);
        g[1] += weight * r / alpha;
        g[2] += weight * rise;
        g[3] += weight * (rise + stayed.first - self.b.first);
        let h = &mut out.hessian;
        h[0][0] += weight * (bought.second - self.r.second);
        h[0][1] += weight / alpha;
        h[1][1] -= weight * r / (alpha * alpha);
        h[2][2] += weight * bend;
        h[2][3] += weight * bend;
        h[3][3] += weight * (bend + stayed.second - self.b.second);
    }
}

/// Log-likelihood of the histories with its derivatives by r, α, a, b.
pub(super) fn evaluate(p: &Parameters, coin: Coin, histories: &Histories) -> Evaluation<4> {
    let mut out = Evaluation::ZERO;
    let [r, alpha, a, b] = *p;
    let prefix = Prefix::of(p);
    for alike in histories
        .rows()
        .chunk_by(|one, next| one.frequency == next.frequency)
    {
        let (frequency, shift) = (alike[0].frequency, coin.shift());
        let (x, open) = (f64::from(frequency), coin.tossed(frequency));
        let mut sums = Sums::default();
        if open {
            let base = a.ln() - (b + x - 1.0 + shift).ln();
            alike
                .iter()
                .for_each(|row| sums.open(alpha, base, r + x, row));
        } else {
            alike.iter().for_each(|row| sums.settled(alpha, row));
        }
        prefix.add_to(&mut out, p, (x, x + shift), sums.weight);
        sums.add_to(&mut out, p, x, shift, open);
    }
    out.mirrored()
}

/// Where climbs set out, by mean age and rate of repeat purchase.
fn starts(age: f64, rate: f64) -> [Parameters; 3] {
    [
        [0.4, 0.15 * age, 0.8, 2.5],
        [1.0, 1.0 / rate, 0.3, 3.0],
        [3.0, 3.0 / rate, 2.0, 2.0],
    ]
}

/// Highest peak over several starts.
pub(super) fn fit(coin: Coin, histories: &Histories) -> Result<Climb<4>, FitError> {
    histories.fittable()?;
    let age = histories.mean_age();
    let rate = histories.repeat_purchases() / histories.customers() / age;
    let starts = starts(age, rate);
    let on = |rows: &Histories, starts: &[Parameters]| {
        highest(starts, |p: &Parameters| evaluate(p, coin, rows))
    };
    let near = histories.coarse().and_then(|sample| on(&sample, &starts));
    let polished = near.and_then(|near| {
        climb(near.parameters(), None, &|p: &Parameters| {
            evaluate(p, coin, histories)
        })
    });
    if let Some(peak) = polished.filter(|climbed| climbed.converged) {
        return Ok(peak);
    }
    // A sample without a peak from any start speaks of a slope without one: only the start that
    // came highest is tried on all rows, so that this costs one climb and not three.
    let again = match near.filter(|near| !near.converged) {
        Some(near) => on(histories, &[near.started()]),
        None => on(histories, &starts),
    };
    let best = match (polished, again) {
        (Some(one), Some(other)) if one.beats(&other) => Some(one),
        (one, other) => other.or(one),
    };
    best.ok_or(FitError::NoVariation)
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
            History {
                weight: 3.0,
                ..History::new(4, 11.0, 38.5)
            },
            History::new(60, 20.0, 39.0),
        ];
        let histories = Histories::of(&rows).unwrap();
        for coin in [Coin::AfterRepeat, Coin::AfterFirst] {
            for at in [[0.243, 4.414, 0.793, 2.426], [3.0, 20.0, 0.1, 0.6]] {
                assert_derivatives(at, |p: &Parameters| evaluate(p, coin, &histories));
            }
        }
    }

    #[test]
    fn odds_beyond_all_measure_stay_finite() {
        // Hundreds of purchases, then years of silence.
        let gone = History::new(900, 50.0, 4000.0);
        let histories = Histories::of(&[gone, History::new(0, 0.0, 4000.0)]).unwrap();
        let found = evaluate(&[0.5, 1.0, 0.5, 2.0], Coin::AfterRepeat, &histories);
        assert!(found.value.is_finite() && found.gradient.iter().all(|g| g.is_finite()));
    }

    /// Nobody ever leaves, so the likelihood rises for ever with b; enough rows for a sample.
    fn loyal_for_ever() -> Histories {
        let rows: Vec<History> = (0..4_000_u32)
            .map(|n| {
                let (age, pause) = (f64::from(60 + n % 140), f64::from(2 + n * 7 % 23));
                let bought = (age / pause) as u32;
                History::new(bought, f64::from(bought) * pause, age)
            })
            .collect();
        Histories::of(&rows).unwrap()
    }

    #[test]
    fn a_slope_climbed_once_is_climbed_as_high_as_from_every_start() {
        let histories = loyal_for_ever();
        for coin in [Coin::AfterRepeat, Coin::AfterFirst] {
            let found = fit(coin, &histories).unwrap();
            assert!(!found.converged, "{coin:?}: {found:?}");
            let age = histories.mean_age();
            let rate = histories.repeat_purchases() / histories.customers() / age;
            for start in starts(age, rate) {
                let other = climb(start, None, &|p: &Parameters| evaluate(p, coin, &histories));
                let other = other.unwrap();
                assert!(
                    found.value() >= other.value() - 1e-6 * other.value().abs(),
                    "{coin:?} from {start:?}: {} {}",
                    found.value(),
                    other.value()
                );
            }
        }
    }
}
