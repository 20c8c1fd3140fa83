//! Statistics of customer due diligence: pure functions on slices. Complete for the modules below.
//!
//! | module | what |
//! |---|---|
//! | [`concentration`] | shares of the largest, HHI, effective number, Gini, Lorenz, customers to a share |
//! | [`intervals`] | [`Interval`], Wilson interval of a proportion, interval of a mean |
//! | [`nps`] | net promoter score: variance, finite population, Wald and adjusted Wald |
//! | [`comparison`] | risk ratio, rate ratio, differences of two proportions and of two means |
//! | [`quantiles`] | quantiles of type 7, median, ninth decile |
//! | [`survival`] | Kaplan–Meier and Nelson–Aalen with late entry, median, restricted mean, log-rank |
//! | [`bridge`] | revenue bridge in integer minor units, NRR, GRR, logo churn |
//! | [`lifetime_value`] | simple customer lifetime value |
//! | [`cohorts`] | cohort triangle with unobserved cells absent |
//! | [`association`] | Cronbach's α and Spearman's ρ with their precision |
//! | [`ranks`] | Kruskal–Wallis test, area under the ROC curve |
//! | [`bootstrap`] | percentile and BCa intervals from a given seed |
//! | [`cohort_revenue`] | cohorts by revenue, rolling (unbounded) retention as a curve |
//! | [`purchases`] | a book of purchases sorted by customer, and the figures of one pass over it |
//! | [`price_volume_mix`] | price, volume, mix, new and lost products; adds up to the minor unit |
//! | [`tiers`] | size classes A, B, C |
//! | [`buying`] | BG/NBD, MBG/NBD, Pareto/NBD, BG/BB, sBG, Gamma–Gamma, discounted value |
//! | [`fitting`] | what a fit says of itself: convergence, precision, identification |
//! | [`special`] | Γ, ψ, ψ′, B, incomplete Γ and B, ₂F₁ |
//! | [`distributions`] | normal, Student's t, Fisher's F |
//! | [`digits`] | first digits against Benford's law |
//! | [`exact`] | Fisher's exact test, sign test, test by rank |
//! | [`loss`] | expected loss and its band, each amount lost or kept |
//!
//! Invariants: no input or output, no clock, no randomness but from a given seed, no names of customers; an undefined
//! figure (no data, a zero denominator, a value that is not finite) is `None`, never zero.
//! A result never depends on the order of its input except where order is the subject, and in
//! [`bootstrap`].

pub mod association;
pub mod bootstrap;
pub mod bridge;
pub mod buying;
pub mod cohort_revenue;
pub mod cohorts;
pub mod comparison;
pub mod concentration;
pub mod digits;
pub mod distributions;
pub mod exact;
pub mod fitting;
pub mod intervals;
pub mod lifetime_value;
pub mod loss;
mod matrix;
pub mod nps;
pub mod price_volume_mix;
pub mod purchases;
pub mod quantiles;
mod random;
pub mod ranks;
pub mod side_by_side;
pub mod special;
pub mod survival;
pub mod tiers;

pub use intervals::Interval;

/// Sum in ascending order, so that it does not depend on the order of the rows.
fn ordered_sum(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.iter().sum()
}

/// Arithmetic mean; `None` for no values or when a value is not finite.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    let sum = ordered_sum(values);
    (!values.is_empty() && sum.is_finite()).then(|| sum / values.len() as f64)
}

/// Sample variance Σ(x−x̄)²/(n−1); `None` for fewer than two values or one that is not finite.
#[must_use]
pub fn variance(values: &[f64]) -> Option<f64> {
    let centre = mean(values)?;
    let squares: Vec<f64> = values.iter().map(|x| (x - centre).powi(2)).collect();
    (values.len() > 1).then(|| ordered_sum(&squares) / (values.len() - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_absent_without_enough_finite_values() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, f64::NAN]), None);
        assert_eq!(variance(&[1.0]), None);
        assert_eq!(variance(&[1.0, 2.0, 3.0]), Some(1.0));
    }

    #[test]
    fn a_sum_does_not_depend_on_the_order() {
        assert_eq!(
            ordered_sum(&[1e16, 1.0, -1e16, 1.0]),
            ordered_sum(&[1.0, 1.0, -1e16, 1e16])
        );
    }
}
