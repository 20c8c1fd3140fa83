//! Special functions against values with forty digits (`tests/oracle/special.py`).

use clientele_statistics::special::{
    digamma, hypergeometric, incomplete_beta, incomplete_gamma, ln_gamma, trigamma,
};

const ORACLE: &str = include_str!("../../../../tests/oracle/special.csv");

#[test]
fn special_functions_have_the_digits_of_the_oracle() {
    let mut seen = 0;
    for line in ORACLE.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [a, b, c, z] = [1, 2, 3, 4].map(|at| cells[at].parse().unwrap_or(f64::NAN));
        let wanted: f64 = cells[5].parse().unwrap();
        let found = match cells[0] {
            "ln_gamma" => ln_gamma(a),
            "digamma" => digamma(a),
            "trigamma" => trigamma(a),
            "incomplete_beta" => incomplete_beta(c, a, b),
            "incomplete_gamma" => incomplete_gamma(a, b),
            // What f64 cannot hold is absent.
            _ => hypergeometric(a, b, c, z).unwrap_or(f64::INFINITY),
        };
        // Tails are differences from one; the rest has its digits relative to itself.
        let tail = cells[0].starts_with("incomplete");
        let size = if tail { 1.0 } else { wanted.abs().max(1e-2) };
        assert!(
            found == wanted || (found - wanted).abs() < 2e-12 * size,
            "{line}: {found}"
        );
        seen += 1;
    }
    assert!(seen > 100);
}
