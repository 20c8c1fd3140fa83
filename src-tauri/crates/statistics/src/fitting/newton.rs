//! Newton's method with a ridge where the likelihood is not concave and halving where a step
//! overshoots (Nocedal and Wright, *Numerical Optimization*, 3.3–3.4).

use super::Evaluation;
use super::matrix::{cholesky, solve};

/// Steps after which a climb is given up.
const MOST_STEPS: u32 = 100;
/// Gain of the next step, as a share of the log-likelihood, below which a climb has arrived.
const ARRIVED: f64 = 1e-14;
/// Longest step of a logarithm: a factor of seven and a half.
const LONGEST: f64 = 2.0;
/// Logarithms stay this near to the start: a parameter 22 000 times off says that there is no peak.
const FARTHEST: f64 = 10.0;
/// Steps in a row without a gain after which a climb is given up.
const PATIENCE: u32 = 3;
/// Distance of logarithms within which a start is on the way to a peak already known.
const SAME_PEAK: f64 = 0.05;

/// A climb to a peak, or to where it got stuck.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Climb<const N: usize> {
    start: [f64; N],
    logarithms: [f64; N],
    evaluation: Evaluation<N>,
    /// Whether the next step would gain next to nothing.
    pub converged: bool,
    /// Steps taken.
    pub iterations: u32,
}

impl<const N: usize> Climb<N> {
    fn at(
        start: [f64; N],
        logarithms: [f64; N],
        iterations: u32,
        evaluate: &impl Fn(&[f64; N]) -> Evaluation<N>,
    ) -> Option<Self> {
        let parameters = logarithms.map(f64::exp);
        let evaluation = evaluate(&parameters).by_logarithms(&parameters);
        evaluation.is_finite().then_some(Self {
            start,
            logarithms,
            evaluation,
            converged: false,
            iterations,
        })
    }

    /// The parameters, not their logarithms.
    pub(crate) fn parameters(&self) -> [f64; N] {
        self.logarithms.map(f64::exp)
    }

    /// The parameters it set out from.
    pub(crate) fn started(&self) -> [f64; N] {
        self.start.map(f64::exp)
    }

    /// Log-likelihood.
    pub(crate) fn value(&self) -> f64 {
        self.evaluation.value
    }

    /// Norm of the gradient by the logarithms.
    pub(crate) fn gradient_norm(&self) -> f64 {
        let squares = self.evaluation.gradient.iter().map(|g| g * g);
        squares.sum::<f64>().sqrt()
    }

    /// Negative Hessian by the logarithms: the observed information.
    pub(crate) fn information(&self) -> [[f64; N]; N] {
        self.evaluation.hessian.map(|row| row.map(|x| -x))
    }

    /// Whether it ends better than another.
    pub(crate) fn beats(&self, other: &Self) -> bool {
        match (self.converged, other.converged) {
            (true, false) => true,
            (false, true) => false,
            _ => self.value() > other.value(),
        }
    }

    fn near(&self, peak: &Self) -> bool {
        let apart = self.logarithms.iter().zip(&peak.logarithms);
        apart.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max) < SAME_PEAK
    }

    /// Newton's direction, and whether it is the pure one.
    fn direction(&self) -> Option<([f64; N], bool)> {
        let information = self.information();
        let scale = (0..N).map(|i| information[i][i].abs()).fold(1e-8, f64::max);
        let mut ridge = 0.0;
        for _ in 0..60 {
            let mut raised = information;
            for (index, row) in raised.iter_mut().enumerate() {
                row[index] += ridge;
            }
            if let Some(lower) = cholesky(&raised) {
                return Some((solve(&lower, &self.evaluation.gradient), ridge == 0.0));
            }
            ridge = if ridge == 0.0 {
                1e-8 * scale
            } else {
                ridge * 4.0
            };
        }
        None
    }

    /// What a step would gain by the quadratic that touches here, twice over: g·step.
    fn promise(&self, step: &[f64; N]) -> f64 {
        let products = self.evaluation.gradient.iter().zip(step);
        products.map(|(gradient, step)| gradient * step).sum()
    }

    /// Rounding of a sum over many rows, by which the last steps may seem to lose.
    fn noise(&self) -> f64 {
        self.value().abs() * 1e-13
    }

    /// Goes along a direction, halving until it climbs.
    fn step(
        &self,
        direction: &[f64; N],
        evaluate: &impl Fn(&[f64; N]) -> Evaluation<N>,
    ) -> Option<Self> {
        let longest = direction.iter().fold(0.0_f64, |most, d| most.max(d.abs()));
        let mut length = (LONGEST / longest).min(1.0);
        for _ in 0..25 {
            let to = std::array::from_fn(|i| {
                let (to, start) = (self.logarithms[i] + length * direction[i], self.start[i]);
                to.clamp(start - FARTHEST, start + FARTHEST)
            });
            if let Some(next) = Self::at(self.start, to, self.iterations + 1, evaluate)
                && next.value() >= self.value() - self.noise()
            {
                return Some(next);
            }
            length /= 2.0;
        }
        None
    }
}

/// Climbs from a start; `None` where the likelihood is not finite there. Coming near a peak that
/// is already known it stops, not converged.
pub(crate) fn climb<const N: usize>(
    start: [f64; N],
    known: Option<&Climb<N>>,
    evaluate: &impl Fn(&[f64; N]) -> Evaluation<N>,
) -> Option<Climb<N>> {
    let start = start.map(f64::ln);
    let mut here = Climb::at(start, start, 0, evaluate)?;
    let mut idle = 0;
    while here.iterations < MOST_STEPS {
        if known.is_some_and(|peak| peak.converged && here.near(peak)) {
            break;
        }
        let Some((direction, pure)) = here.direction() else {
            break;
        };
        if pure && here.promise(&direction) <= ARRIVED * (1.0 + here.value().abs()) {
            here.converged = true;
            break;
        }
        let Some(next) = here.step(&direction, evaluate) else {
            break;
        };
        // At the edge of the range nothing moves any more: no peak inside.
        let gained = next.value() - here.value() > here.noise();
        idle = if gained { 0 } else { idle + 1 };
        here = next;
        if idle == PATIENCE {
            break;
        }
    }
    Some(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// −(ln a − 1)² − 10(ln b − ln a)², peak at a = b = e.
    fn hill(p: &[f64; 2]) -> Evaluation<2> {
        let (u, v) = (p[0].ln() - 1.0, p[1].ln() - p[0].ln());
        let (gu, gv) = (-2.0 * u + 20.0 * v, -20.0 * v);
        let [a, b] = *p;
        Evaluation {
            value: -u * u - 10.0 * v * v,
            gradient: [gu / a, gv / b],
            hessian: [
                [(-22.0 - gu) / (a * a), 20.0 / (a * b)],
                [20.0 / (a * b), (-20.0 - gv) / (b * b)],
            ],
        }
    }

    #[test]
    fn a_peak_is_reached_and_said_to_be_one() {
        let top = climb([40.0, 0.01], None, &hill).unwrap();
        assert!(top.converged && top.gradient_norm() < 1e-6, "{top:?}");
        for parameter in top.parameters() {
            assert!((parameter - std::f64::consts::E).abs() < 1e-6);
        }
    }

    #[test]
    fn a_slope_without_end_is_not_convergence() {
        let slope = |p: &[f64; 1]| Evaluation {
            value: p[0].ln(),
            gradient: [1.0 / p[0]],
            hessian: [[-1.0 / (p[0] * p[0])]],
        };
        assert!(!climb([1.0], None, &slope).unwrap().converged);
    }
}
