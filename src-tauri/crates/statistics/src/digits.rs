//! First digits of amounts against Benford's law.

use crate::special::incomplete_gamma;

/// First digits 1–9 against log₁₀(1 + 1/d).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FirstDigits {
    /// Occurrences of 1 to 9.
    pub counts: [u64; 9],
    /// Mean absolute deviation of the shares; above 0.015 no conformity
    /// (Nigrini 2012, Benford's Law, table 7.1).
    pub mean_deviation: f64,
    /// Pearson's χ² with eight degrees of freedom.
    pub chi_square: f64,
    /// P(χ²₈ ≥ found).
    pub p: f64,
}

/// First significant digits of the positive values; `None` without any.
#[must_use]
pub fn first_digits(values: &[f64]) -> Option<FirstDigits> {
    let mut counts = [0_u64; 9];
    for value in values.iter().filter(|v| v.is_finite() && **v > 0.0) {
        counts[first_digit(*value) - 1] += 1;
    }
    let n = counts.iter().sum::<u64>() as f64;
    if n == 0.0 {
        return None;
    }
    let law = |digit: usize| (1.0 + 1.0 / digit as f64).log10();
    let each = || {
        counts
            .iter()
            .zip(1..)
            .map(|(count, digit)| (*count as f64, law(digit)))
    };
    let chi_square = each()
        .map(|(found, p)| (found - n * p).powi(2) / (n * p))
        .sum();
    Some(FirstDigits {
        counts,
        mean_deviation: each().map(|(found, p)| (found / n - p).abs()).sum::<f64>() / 9.0,
        chi_square,
        p: chi_square_8(chi_square),
    })
}

fn first_digit(value: f64) -> usize {
    // Scientific notation rounds to the shortest text that reads back, so 0.3 begins with 3.
    let text = format!("{value:e}");
    text.bytes()
        .next()
        .map_or(1, |byte| usize::from(byte - b'0'))
        .clamp(1, 9)
}

/// Survival of χ² with eight degrees of freedom.
fn chi_square_8(x: f64) -> f64 {
    incomplete_gamma(4.0, x / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_follow_the_law_and_equal_steps_do_not() {
        let powers: Vec<f64> = (0..1000).map(|n| 2_f64.powi(n)).collect();
        let found = first_digits(&powers).unwrap();
        // First digits of 2^0 … 2^999 as tabulated for Benford's law.
        assert_eq!(found.counts, [301, 176, 125, 97, 79, 69, 56, 52, 45]);
        assert!(found.mean_deviation < 0.006 && found.p > 0.99);
        let steps: Vec<f64> = (1..=999).map(f64::from).collect();
        let found = first_digits(&steps).unwrap();
        assert_eq!(found.counts, [111; 9]);
        assert!(found.mean_deviation > 0.015 && found.p < 1e-6);
    }

    #[test]
    fn the_tail_of_chi_square_with_eight_degrees_is_right() {
        // Tabulated 5 % and 1 % points.
        assert!((chi_square_8(15.507) - 0.05).abs() < 1e-4);
        assert!((chi_square_8(20.090) - 0.01).abs() < 1e-5);
        assert_eq!(first_digits(&[0.0, -5.0, f64::NAN]), None);
        assert_eq!(first_digits(&[0.3]).unwrap().counts[2], 1);
    }
}
