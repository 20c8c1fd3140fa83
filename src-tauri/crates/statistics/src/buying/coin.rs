//! What BG/NBD and MBG/NBD expect of customers who are still there.

/// Terms after which a series that still moves is given up.
const MOST_TERMS: u32 = 1_000_000;

/// Expected purchases within `time` of a customer that is there, buys at a rate drawn from
/// Γ(r, α) and leaves after a purchase with a probability drawn from B(a, b):
/// (a+b−1)/(a−1)·[1 − (α/(α+t))ʳ ₂F₁(r, b; a+b−1; t/(α+t))]
/// (Fader, Hardie and Lee 2005, Marketing Science 24:275, eq. 9).
///
/// Summed after Euler's transformation with the factor 1/(a−1) divided out term by term:
/// −Cφ − (1−z)^(a−1)·Σₙ (C−r)ₙ(a)ₙ₋₁/((C+1)ₙ₋₁ n!)·zⁿ, C = a+b−1, φ = ((1−z)^(a−1) − 1)/(a−1),
/// which needs no limit at a = 1 or a + b = 1 and cannot overflow. `None` when the series does
/// not settle.
pub(super) fn purchases_of_the_living(
    r: f64,
    alpha: f64,
    a: f64,
    b: f64,
    time: f64,
) -> Option<f64> {
    let z = time / (alpha + time);
    let log = -(time / alpha).ln_1p();
    let (c, excess) = (a + b - 1.0, a - 1.0);
    let growth = (excess * log).exp_m1();
    let phi = if excess.abs() < 1e-12 {
        log
    } else {
        growth / excess
    };
    let upper = c - r;
    let (mut term, mut sum) = (z * upper, z * upper);
    for n in 1..MOST_TERMS {
        let n = f64::from(n);
        let ratio = (upper + n) * (a + n - 1.0) / ((c + n) * (n + 1.0)) * z;
        term *= ratio;
        sum += term;
        let bound = ratio.abs().max(z);
        let settled = ratio.abs() < 1.0
            && term.abs() * bound / (1.0 - bound) <= 1e-16 * (sum.abs() + (c * phi).abs());
        if settled || term == 0.0 {
            let expected = -c * phi - (1.0 + growth) * sum;
            return expected.is_finite().then(|| expected.max(0.0));
        }
        if !term.is_finite() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::special::hypergeometric;

    #[test]
    fn it_is_the_published_formula_where_that_can_be_computed() {
        for (r, alpha, a, b) in [
            (0.243, 4.414, 0.793, 2.426),
            (2.0, 9.0, 0.5, 0.7),
            (5.0, 1.0, 3.0, 1.5),
        ] {
            for time in [0.5, 3.0, 39.0, 200.0] {
                let z: f64 = time / (alpha + time);
                let inner = hypergeometric(r, b, a + b - 1.0, z).unwrap();
                let wanted = (a + b - 1.0) / (a - 1.0) * (1.0 - (1.0 - z).powf(r) * inner);
                let found = purchases_of_the_living(r, alpha, a, b, time).unwrap();
                assert!((found / wanted - 1.0).abs() < 1e-10, "{found} {wanted}");
            }
        }
    }

    #[test]
    fn the_removable_gaps_of_the_formula_are_bridged() {
        for (a, b) in [(1.0, 2.0), (0.3, 0.7)] {
            let at = |a: f64| purchases_of_the_living(0.5, 4.0, a, b, 30.0).unwrap();
            assert!((at(a) - 0.5 * (at(a - 1e-4) + at(a + 1e-4))).abs() < 1e-6);
        }
    }

    #[test]
    fn it_begins_at_the_rate_and_only_grows() {
        let at = |time: f64| purchases_of_the_living(2.0, 10.0, 0.5, 1.0, time).unwrap();
        assert_eq!(at(0.0), 0.0);
        assert!((at(1e-6) / 1e-6 - 0.2).abs() < 1e-5);
        let times: Vec<f64> = (0..200).map(|i| at(f64::from(i) * 5.0)).collect();
        assert!(times.windows(2).all(|pair| pair[1] > pair[0]));
    }
}
