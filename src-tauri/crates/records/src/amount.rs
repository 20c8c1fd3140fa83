use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Money in integer minor units: hundredths of the currency's unit (分, cents).
///
/// The currency itself is a field of the record; an assessment is made in one currency.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(transparent)]
pub struct Amount(pub i64);

impl Amount {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Nearest amount to `units` of the currency; `None` if not finite or too large for `i64`.
    #[must_use]
    pub fn from_units(units: f64) -> Option<Self> {
        let minor = (units * 100.0).round();
        // 2^63 is exact in f64, i64::MAX is not.
        (minor.is_finite() && minor.abs() < 9.223_372_036_854_775e18).then_some(Self(minor as i64))
    }

    /// The amount in units of the currency, for statistics.
    #[must_use]
    pub fn units(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Sum that saturates instead of overflowing.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Whether anything was earned: strictly positive.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.0 > 0
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.plus(other)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = self.plus(other);
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_round_to_the_nearest_minor_unit() {
        for (units, minor) in [(1.005, 100), (0.015, 2), (-3.456, -346), (0.0, 0)] {
            assert_eq!(Amount::from_units(units), Some(Amount(minor)), "{units}");
        }
    }

    #[test]
    fn what_does_not_fit_is_absent_not_wrapped() {
        for units in [f64::NAN, f64::INFINITY, 1e30, -1e30] {
            assert_eq!(Amount::from_units(units), None, "{units}");
        }
        assert_eq!(Amount(i64::MAX) + Amount(1), Amount(i64::MAX));
    }
}
