//! Charts drawn with lines and fills; their labels stay text.

mod bars;
mod closing;
mod curves;
mod gauge;
mod heat;
mod matrix;
mod points;
mod probability;
mod radar;
mod transitions;
mod waterfall;

pub(crate) use bars::{ColumnBar, columns};
pub(crate) use closing::{OpenCurve, closing};
pub(crate) use curves::{ConcentrationWords, concentration, survival};
pub(crate) use gauge::gauge;
pub(crate) use heat::cohorts;
pub(crate) use matrix::{Field, matrix};
pub(crate) use points::{Quadrants, Spot, Whisker, quadrants, whiskers};
pub(crate) use probability::{TrackingWords, calibration, tracking};
pub(crate) use radar::{Spoke, radar};
pub(crate) use transitions::{TransitionWords, transitions};
pub(crate) use waterfall::{Bar, waterfall};

/// A round step so that about `count` of them reach `top`.
pub(crate) fn step(top: f64, count: f64) -> f64 {
    let raw = (top / count).max(1e-9);
    let power = 10_f64.powf(raw.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .find(|factor| factor * power >= raw);
    factor.unwrap_or(10.0) * power
}

/// A label of an axis, without needless decimals.
pub(crate) fn tick(value: f64) -> String {
    let decimals = if value.abs() >= 10.0 || value.fract() == 0.0 {
        0
    } else {
        1
    };
    crate::figures::grouped(value, decimals)
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn axis_steps_are_round() {
        for (top, step_wanted) in [(100.0, 25.0), (7.0, 2.0), (1_234.0, 500.0), (0.9, 0.25)] {
            assert!((step(top, 4.0) - step_wanted).abs() < 1e-9, "{top}");
        }
    }
}
