//! How much of the revenue hangs on how few customers.
//!
//! One value a customer. A customer with negative revenue (returns above purchases) counts as a
//! customer with none: it cannot hold a share of the revenue. Every function is `None` when a
//! value is not finite or no customer has positive revenue.

/// Revenue by customer, largest first, with its total: sorted once, asked many times.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    descending: Vec<f64>,
    total: f64,
}

/// A point of the Lorenz curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LorenzPoint {
    /// Share of customers, smallest first, 0–1.
    pub customers: f64,
    /// Their share of revenue, 0–1.
    pub revenue: f64,
}

impl Concentration {
    /// Revenue by customer, in any order.
    #[must_use]
    pub fn of(revenue: &[f64]) -> Option<Self> {
        if revenue.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let mut descending: Vec<f64> = revenue.iter().map(|x| x.max(0.0)).collect();
        descending.sort_unstable_by(|a, b| b.total_cmp(a));
        let total: f64 = descending.iter().rev().sum();
        (total.is_finite() && total > 0.0).then_some(Self { descending, total })
    }

    /// Number of customers, those without revenue included.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.descending.len()
    }

    /// Σ of positive revenue, in the unit of the input.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.total
    }

    /// CRₙ: share of the `n` largest customers, 0–1; 1 when there are fewer than `n`.
    #[must_use]
    pub fn top(&self, n: usize) -> f64 {
        let largest: f64 = self.descending.iter().take(n).sum();
        (largest / self.total).min(1.0)
    }

    /// Share of the largest `fraction` of customers (0–1), their number rounded up: the "20" of
    /// 80/20.
    #[must_use]
    pub fn top_fraction(&self, fraction: f64) -> f64 {
        self.top(rounded_up(fraction * self.customers() as f64))
    }

    /// Herfindahl–Hirschman index Σsᵢ², 0–1 (× 10 000 for the scale of merger guidelines).
    #[must_use]
    pub fn hhi(&self) -> f64 {
        self.descending
            .iter()
            .rev()
            .map(|x| (x / self.total).powi(2))
            .sum()
    }

    /// (HHI − 1/n)/(1 − 1/n): 0 for equal customers, 1 for a single one with everything;
    /// `None` for one customer.
    #[must_use]
    pub fn normalised_hhi(&self) -> Option<f64> {
        let equal = 1.0 / self.customers() as f64;
        (self.customers() > 1).then(|| ((self.hhi() - equal) / (1.0 - equal)).max(0.0))
    }

    /// 1/HHI: number of equal customers that would be as concentrated (Adelman 1969).
    #[must_use]
    pub fn effective_customers(&self) -> f64 {
        1.0 / self.hhi()
    }

    /// Gini coefficient Σ(2i−n−1)x₍ᵢ₎/(nΣx), x ascending, 0–1, without small-sample correction.
    #[must_use]
    pub fn gini(&self) -> f64 {
        let n = self.customers() as f64;
        let weighted: f64 = self
            .descending
            .iter()
            .rev()
            .enumerate()
            .map(|(rank, x)| (2.0 * rank as f64 + 1.0 - n) * x)
            .sum();
        (weighted / (n * self.total)).max(0.0)
    }

    /// Lorenz curve from (0, 0) to (1, 1): n + 1 points, smallest customer first.
    #[must_use]
    pub fn lorenz(&self) -> Vec<LorenzPoint> {
        let n = self.customers() as f64;
        let mut sum = 0.0;
        let start = LorenzPoint {
            customers: 0.0,
            revenue: 0.0,
        };
        std::iter::once(start)
            .chain(self.descending.iter().rev().enumerate().map(|(rank, x)| {
                sum += x;
                LorenzPoint {
                    customers: (rank + 1) as f64 / n,
                    revenue: sum / self.total,
                }
            }))
            .collect()
    }

    /// Fewest customers that together hold at least `share` (0–1) of the revenue; `None` when the
    /// share is outside 0–1.
    #[must_use]
    pub fn customers_to_reach(&self, share: f64) -> Option<usize> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        // 80 % of a round total must not need one customer more because 0.8 is not exact.
        let goal = share * self.total * (1.0 - 1e-12);
        let mut sum = 0.0;
        let before = self.descending.iter().take_while(|x| {
            let short = sum < goal;
            sum += **x;
            short
        });
        Some(before.count())
    }
}

/// Smallest whole number not below `x`, forgiving the last bits of a product.
fn rounded_up(x: f64) -> usize {
    (x - 1e-9).ceil().max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_positive_revenue_has_no_concentration() {
        for revenue in [
            &[][..],
            &[0.0, 0.0],
            &[-5.0],
            &[1.0, f64::NAN],
            &[f64::INFINITY],
        ] {
            assert_eq!(Concentration::of(revenue), None, "{revenue:?}");
        }
    }

    #[test]
    fn equal_customers_are_not_concentrated() {
        let equal = Concentration::of(&[7.0; 5]).unwrap();
        assert_eq!(equal.gini(), 0.0);
        assert!(equal.normalised_hhi().unwrap() < 1e-12);
        assert!((equal.effective_customers() - 5.0).abs() < 1e-12);
        assert_eq!(equal.customers_to_reach(0.8), Some(4));
        assert_eq!(equal.top_fraction(0.2), 0.2);
    }

    #[test]
    fn one_customer_is_everything_and_has_no_normalised_index() {
        let one = Concentration::of(&[3.0]).unwrap();
        assert_eq!(
            (one.hhi(), one.normalised_hhi(), one.top(5)),
            (1.0, None, 1.0)
        );
    }

    #[test]
    fn a_customer_in_credit_counts_without_revenue() {
        let with = Concentration::of(&[100.0, -20.0]).unwrap();
        assert_eq!(with, Concentration::of(&[0.0, 100.0]).unwrap());
        assert_eq!((with.customers(), with.total()), (2, 100.0));
    }

    #[test]
    fn the_curve_runs_from_nothing_to_everything() {
        let points = Concentration::of(&[3.0, 1.0]).unwrap().lorenz();
        let pairs: Vec<_> = points.iter().map(|p| (p.customers, p.revenue)).collect();
        assert_eq!(pairs, [(0.0, 0.0), (0.5, 0.25), (1.0, 1.0)]);
    }

    #[test]
    fn reaching_a_share_needs_whole_customers() {
        let three = Concentration::of(&[50.0, 30.0, 20.0]).unwrap();
        for (share, needed) in [(0.0, 0), (0.5, 1), (0.51, 2), (0.8, 2), (1.0, 3)] {
            assert_eq!(three.customers_to_reach(share), Some(needed), "{share}");
        }
        assert_eq!(three.customers_to_reach(1.2), None);
    }
}
