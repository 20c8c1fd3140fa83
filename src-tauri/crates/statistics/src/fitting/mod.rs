//! Maximum likelihood for models with a handful of positive parameters.
//!
//! Newton's method on the logarithms of the parameters, with analytic gradient and Hessian, from
//! several starts. Every fit says whether it converged and whether the data identify it; a fit
//! that did not is still returned, so that it can be shown as what it is.

mod matrix;
mod newton;

pub(crate) use newton::{Climb, climb};

/// Standard error of a logarithm beyond which a parameter is not identified: a factor of twenty
/// either way.
const LOOSE: f64 = 3.0;

/// A log-likelihood with its derivatives by the parameters themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Evaluation<const N: usize> {
    /// Log-likelihood.
    pub value: f64,
    /// First derivatives.
    pub gradient: [f64; N],
    /// Second derivatives.
    pub hessian: [[f64; N]; N],
}

impl<const N: usize> Evaluation<N> {
    /// Nothing seen yet.
    pub(crate) const ZERO: Self = Self {
        value: 0.0,
        gradient: [0.0; N],
        hessian: [[0.0; N]; N],
    };

    /// Fills the lower triangle from the upper one.
    pub(crate) fn mirrored(mut self) -> Self {
        for row in 1..N {
            for column in 0..row {
                self.hessian[row][column] = self.hessian[column][row];
            }
        }
        self
    }

    /// The same by the logarithms of the parameters: θᵢ·gᵢ and θᵢθⱼ·Hᵢⱼ + δᵢⱼ·θᵢ·gᵢ.
    fn by_logarithms(mut self, parameters: &[f64; N]) -> Self {
        for row in 0..N {
            self.gradient[row] *= parameters[row];
            for column in 0..N {
                self.hessian[row][column] *= parameters[row] * parameters[column];
            }
            self.hessian[row][row] += self.gradient[row];
        }
        self
    }

    fn is_finite(&self) -> bool {
        self.value.is_finite()
            && self.gradient.iter().all(|x| x.is_finite())
            && self.hessian.iter().flatten().all(|x| x.is_finite())
    }
}

/// A fitted model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit<M, const N: usize> {
    /// The model at the parameters found.
    pub model: M,
    /// Standard errors of the parameters in their order, from the inverse of the observed
    /// information; `None` where it has none, because the likelihood is flat or not at a peak.
    pub std_errors: Option<[f64; N]>,
    /// Log-likelihood there.
    pub log_likelihood: f64,
    /// Whether another step would gain less than 10⁻¹⁴ of the log-likelihood.
    pub converged: bool,
    /// Newton steps on all rows, from the start that won.
    pub iterations: u32,
    /// Euclidean norm of the gradient by the logarithms of the parameters.
    pub gradient_norm: f64,
    /// Whether the data tell the parameters apart from others: it converged to a peak, and each
    /// parameter is known to a factor of twenty (one standard error). Predictions may be usable
    /// without; the parameters are not.
    pub identified: bool,
}

/// Why nothing was fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitError {
    /// No rows with weight.
    Empty,
    /// The row at this index (from zero) is impossible.
    Row {
        /// Index of the row.
        row: usize,
        /// What is impossible.
        fault: Fault,
    },
    /// Nobody came back, or everybody left at once: the likelihood has no peak.
    NoVariation,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A number is negative or not finite.
    Number,
    /// The last purchase lies after the end of observation.
    RecencyBeyondAge,
    /// A last purchase without a repeat purchase, or the other way round.
    RecencyAgainstFrequency,
    /// More purchases than opportunities.
    MoreThanPossible,
    /// Survivors increase.
    Increase,
}

impl<M, const N: usize> Fit<M, N> {
    pub(crate) fn of(climb: &Climb<N>, model: impl FnOnce([f64; N]) -> M) -> Self {
        let errors = matrix::inverse_diagonal(&climb.information());
        let loose = |variance: &f64| variance.sqrt() > LOOSE;
        let identified =
            climb.converged && errors.is_some_and(|variances| !variances.iter().any(loose));
        let parameters = climb.parameters();
        let std_errors = errors.map(|variances| {
            std::array::from_fn(|index| variances[index].sqrt() * parameters[index])
        });
        Self {
            model: model(parameters),
            std_errors,
            log_likelihood: climb.value(),
            converged: climb.converged,
            iterations: climb.iterations,
            gradient_norm: climb.gradient_norm(),
            identified,
        }
    }
}

/// Climbs from each start and keeps the highest peak; a converged climb beats one that is not.
///
/// A start that comes near a peak already found is not climbed to the end.
pub(crate) fn highest<const N: usize>(
    starts: &[[f64; N]],
    evaluate: impl Fn(&[f64; N]) -> Evaluation<N>,
) -> Option<Climb<N>> {
    let mut best: Option<Climb<N>> = None;
    for start in starts {
        let Some(found) = climb(*start, best.as_ref(), &evaluate) else {
            continue;
        };
        if best.as_ref().is_none_or(|kept| found.beats(kept)) {
            best = Some(found);
        }
    }
    best
}

/// Holds analytic derivatives against central differences of the value and of the gradient.
#[cfg(test)]
#[track_caller]
pub(crate) fn assert_derivatives<const N: usize>(
    at: [f64; N],
    evaluate: impl Fn(&[f64; N]) -> Evaluation<N>,
) {
    let here = evaluate(&at);
    for i in 0..N {
        let step = at[i] * 1e-5;
        let moved = |sign: f64| {
            let mut to = at;
            to[i] += sign * step;
            evaluate(&to)
        };
        let (up, down) = (moved(1.0), moved(-1.0));
        let close = |analytic: f64, numeric: f64, scale: f64| {
            let tolerance = 1e-6 * (analytic.abs() + scale);
            assert!(
                (analytic - numeric).abs() < tolerance,
                "{i}: {analytic} {numeric}"
            );
        };
        let size = here.value.abs() / at[i];
        close(
            here.gradient[i],
            (up.value - down.value) / (2.0 * step),
            1e-3 * size,
        );
        for (j, other) in at.iter().enumerate() {
            let slope = (up.gradient[j] - down.gradient[j]) / (2.0 * step);
            close(here.hessian[i][j], slope, 1e-3 * size / other);
            assert_eq!(here.hessian[i][j], here.hessian[j][i]);
        }
    }
}
