//! Customers' purchase histories, reduced to what the models need.

use crate::fitting::{Fault, FitError};

/// Unique rows from which a fit begins on a sample of them.
const COARSE_FROM: usize = 256;

/// One customer, or several alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    /// x: repeat purchases, the first one left out.
    pub frequency: u32,
    /// tₓ: age at the last purchase, in any unit of time; 0 without a repeat purchase.
    pub recency: f64,
    /// T: age at the end of observation, in the same unit.
    pub age: f64,
    /// Number of customers with this history.
    pub weight: f64,
}

impl History {
    /// One customer.
    #[must_use]
    pub fn new(frequency: u32, recency: f64, age: f64) -> Self {
        Self {
            frequency,
            recency,
            age,
            weight: 1.0,
        }
    }

    /// What is impossible about it.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        let number = |x: f64| x.is_finite() && x >= 0.0;
        if ![self.recency, self.age, self.weight]
            .into_iter()
            .all(number)
        {
            return Some(Fault::Number);
        }
        if (self.frequency == 0) != (self.recency == 0.0) {
            return Some(Fault::RecencyAgainstFrequency);
        }
        (self.recency > self.age).then_some(Fault::RecencyBeyondAge)
    }

    fn key(&self) -> (u32, u64, u64) {
        // Bits of positive floats sort like the floats.
        (self.frequency, self.recency.to_bits(), self.age.to_bits())
    }
}

/// Histories of all customers: unique, sorted, weighted.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    rows: Vec<History>,
    customers: f64,
}

impl Histories {
    /// Merges equal histories.
    ///
    /// # Errors
    /// [`FitError::Row`] with the first impossible row, [`FitError::Empty`] without weight.
    pub fn of(rows: &[History]) -> Result<Self, FitError> {
        let fault = |(row, one): (usize, &History)| {
            Some(FitError::Row {
                row,
                fault: one.fault()?,
            })
        };
        if let Some(error) = rows.iter().enumerate().find_map(fault) {
            return Err(error);
        }
        let mut kept: Vec<History> = rows
            .iter()
            .filter(|one| one.weight > 0.0)
            .copied()
            .collect();
        // The weight breaks ties, so that sums do not depend on the order of the rows.
        kept.sort_unstable_by(|a, b| a.key().cmp(&b.key()).then(a.weight.total_cmp(&b.weight)));
        kept.dedup_by(|next, first| {
            let same = next.key() == first.key();
            if same {
                first.weight += next.weight;
            }
            same
        });
        let customers = kept.iter().map(|one| one.weight).sum::<f64>();
        if kept.is_empty() || !customers.is_finite() {
            return Err(FitError::Empty);
        }
        Ok(Self {
            rows: kept,
            customers,
        })
    }

    /// Unique histories, fewest purchases first.
    #[must_use]
    pub fn rows(&self) -> &[History] {
        &self.rows
    }

    /// Σ of weights: customers.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.customers
    }

    /// Σ of repeat purchases.
    #[must_use]
    pub fn repeat_purchases(&self) -> f64 {
        self.rows
            .iter()
            .map(|one| one.weight * f64::from(one.frequency))
            .sum()
    }

    /// Mean of T, the scale of time from which fits start.
    pub(super) fn mean_age(&self) -> f64 {
        let sum: f64 = self.rows.iter().map(|one| one.weight * one.age).sum();
        sum / self.customers
    }

    /// Whether a model of buying and leaving can be fitted at all.
    pub(super) fn fittable(&self) -> Result<(), FitError> {
        let varies = self.repeat_purchases() > 0.0 && self.mean_age() > 0.0;
        if varies {
            Ok(())
        } else {
            Err(FitError::NoVariation)
        }
    }

    /// A systematic sample by cumulated weight, for the first steps of a fit; `None` when there
    /// are few rows anyway.
    pub(super) fn coarse(&self) -> Option<Self> {
        if self.rows.len() < COARSE_FROM {
            return None;
        }
        let size = (self.rows.len() / 8).clamp(160, 1024) as f64;
        let share = self.customers / size;
        let (mut passed, mut taken) = (0.0, 0.0);
        let mut rows = Vec::with_capacity(size as usize);
        for row in &self.rows {
            passed += row.weight;
            // Points of a comb at the middle of each share that fall within this row.
            let reached = (passed / share + 0.5).floor();
            if reached > taken {
                rows.push(History {
                    weight: (reached - taken) * share,
                    ..*row
                });
                taken = reached;
            }
        }
        Some(Self {
            rows,
            customers: taken * share,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_histories_are_merged_in_any_order() {
        let (a, b) = (History::new(0, 0.0, 30.0), History::new(2, 5.0, 30.0));
        let found = Histories::of(&[b, a, b, a, a]).unwrap();
        assert_eq!(found, Histories::of(&[a, a, a, b, b]).unwrap());
        let weights: Vec<f64> = found.rows().iter().map(|one| one.weight).collect();
        assert_eq!((weights, found.customers()), (vec![3.0, 2.0], 5.0));
        assert_eq!(found.repeat_purchases(), 4.0);
    }

    #[test]
    fn impossible_histories_are_named() {
        for (row, fault) in [
            (History::new(1, 9.0, 8.0), Fault::RecencyBeyondAge),
            (History::new(0, 1.0, 8.0), Fault::RecencyAgainstFrequency),
            (History::new(3, 0.0, 8.0), Fault::RecencyAgainstFrequency),
            (History::new(0, 0.0, f64::NAN), Fault::Number),
            (History::new(1, -1.0, 8.0), Fault::Number),
        ] {
            let rows = [History::new(0, 0.0, 1.0), row];
            assert_eq!(Histories::of(&rows), Err(FitError::Row { row: 1, fault }));
        }
        assert_eq!(Histories::of(&[]), Err(FitError::Empty));
    }

    #[test]
    fn a_sample_keeps_the_weight_and_the_mix() {
        let rows: Vec<History> = (0..4000_u32)
            .map(|i| match i % 4 {
                0 => History::new(1 + i % 7, f64::from(1 + i % 50), f64::from(60 + i % 90)),
                _ => History::new(0, 0.0, f64::from(60 + i % 90)),
            })
            .collect();
        let all = Histories::of(&rows).unwrap();
        let sample = all.coarse().unwrap();
        assert!(sample.rows().len() < all.rows().len() / 2);
        assert!((sample.customers() / all.customers() - 1.0).abs() < 0.01);
        assert!((sample.repeat_purchases() / all.repeat_purchases() - 1.0).abs() < 0.05);
    }
}
