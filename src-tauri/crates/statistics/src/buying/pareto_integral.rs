//! ∫ from tₓ to T of (α+τ)^−(r+x) (β+τ)^−(s+1) dτ: the likelihood that a customer left somewhere
//! after its last purchase. The papers write it with two ₂F₁, whose difference loses all digits
//! for frequent buyers; summed by Gauss and Legendre it loses none, and its derivatives are the
//! moments of ln(α+τ), 1/(α+τ), ln(β+τ) and 1/(β+τ) under the integrand.

/// Positive nodes of Gauss–Legendre with 12 points (Abramowitz and Stegun, table 25.4).
const NODES: [f64; 6] = [
    0.125_233_408_511_468_9,
    0.367_831_498_998_180_2,
    0.587_317_954_286_617_4,
    0.769_902_674_194_304_7,
    0.904_117_256_370_474_9,
    0.981_560_634_246_719_3,
];
const WEIGHTS: [f64; 6] = [
    0.249_147_045_813_402_8,
    0.233_492_536_538_354_8,
    0.203_167_426_723_065_9,
    0.160_078_328_543_346_2,
    0.106_939_325_995_318_4,
    0.047_175_336_386_511_83,
];
/// Share of the largest integrand, as a logarithm, below which the rest is nothing.
const NOTHING: f64 = -42.0;

/// Powers and scales: r + x, α, s + 1, β.
#[derive(Debug, Clone, Copy)]
pub(super) struct Integrand {
    pub power: f64,
    pub alpha: f64,
    pub order: f64,
    pub beta: f64,
}

/// Order of the moments: ln(α+τ), 1/(α+τ), ln(β+τ), 1/(β+τ).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moments {
    /// Logarithm of the integral; −∞ for an empty range.
    pub ln_integral: f64,
    /// Means.
    pub mean: [f64; 4],
    /// Means of products, upper triangle.
    pub product: [[f64; 4]; 4],
}

impl Integrand {
    fn ln_at(&self, tau: f64) -> f64 {
        -self.power * (self.alpha + tau).ln() - self.order * (self.beta + tau).ln()
    }

    /// End of a piece from `from` on which the integrand changes little: by e² at most, with both
    /// scales growing by a half at most.
    fn piece_end(&self, from: f64, until: f64) -> f64 {
        let by_scale = 0.5 * (self.alpha.min(self.beta) + from);
        let fall = self.power / (self.alpha + from) + self.order / (self.beta + from);
        until.min(from + by_scale.min(2.0 / fall))
    }

    /// The integral alone, as a logarithm.
    pub(super) fn ln_integral(&self, from: f64, until: f64) -> f64 {
        self.pieces(from, until, |_, _, _| ())
    }

    /// The integral with its moments.
    pub(super) fn moments(&self, from: f64, until: f64) -> Moments {
        let mut out = Moments::default();
        let mut total = 0.0;
        out.ln_integral = self.pieces(from, until, |weight, to_alpha, to_beta| {
            let f = [to_alpha.ln(), 1.0 / to_alpha, to_beta.ln(), 1.0 / to_beta];
            total += weight;
            for row in 0..4 {
                let part = weight * f[row];
                out.mean[row] += part;
                for (sum, other) in out.product[row].iter_mut().zip(f).skip(row) {
                    *sum += part * other;
                }
            }
        });
        if total > 0.0 {
            out.mean = out.mean.map(|sum| sum / total);
            out.product = out.product.map(|row| row.map(|sum| sum / total));
        }
        out
    }

    /// Visits every node with its weight, α+τ and β+τ; the logarithm of the sum of weights.
    fn pieces(&self, from: f64, until: f64, mut visit: impl FnMut(f64, f64, f64)) -> f64 {
        // The integrand falls from its start on, which therefore is its scale.
        let top = self.ln_at(from);
        let (mut begin, mut total) = (from, 0.0);
        while begin < until {
            let end = self.piece_end(begin, until);
            let (middle, half) = (0.5 * (begin + end), 0.5 * (end - begin));
            if end <= begin || self.ln_at(begin) - top < NOTHING {
                break;
            }
            for (node, weight) in NODES.iter().zip(WEIGHTS) {
                for tau in [middle - half * node, middle + half * node] {
                    let weight = half * weight * (self.ln_at(tau) - top).exp();
                    total += weight;
                    visit(weight, self.alpha + tau, self.beta + tau);
                }
            }
            begin = end;
        }
        total.ln() + top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_integrated_exactly() {
        // α = β: ∫ (α+τ)^−(k+1) = [(α+tₓ)^−k − (α+T)^−k]/k, for one purchase and for hundreds.
        for k in [1.2_f64, 5.0, 60.0, 900.0] {
            for (from, until) in [(0.0_f64, 39.0_f64), (20.0, 39.0), (38.9, 39.0)] {
                let integrand = Integrand {
                    power: k - 0.6,
                    alpha: 10.0,
                    order: 1.6,
                    beta: 10.0,
                };
                let ratio = k * ((10.0 + from) / (10.0 + until)).ln();
                let wanted = -k * (10.0 + from).ln() + (-ratio.exp_m1()).ln() - k.ln();
                let found = integrand.ln_integral(from, until);
                assert!(
                    (found - wanted).abs() < 1e-11,
                    "{k} {from}: {found} {wanted}"
                );
            }
        }
    }

    #[test]
    fn an_empty_range_is_nothing() {
        let integrand = Integrand {
            power: 133.0,
            alpha: 10.0,
            order: 1.6,
            beta: 12.0,
        };
        assert_eq!(integrand.ln_integral(200.0, 200.0), f64::NEG_INFINITY);
        assert_eq!(integrand.moments(200.0, 200.0).mean, [0.0; 4]);
    }

    #[test]
    fn scales_far_apart_do_not_spoil_it() {
        // α = 0 limit apart: with r + x = 1, order = 2 there is an elementary integral.
        for (alpha, beta) in [(10.0_f64, 0.01_f64), (0.01, 10.0), (3.0, 4000.0)] {
            let integrand = Integrand {
                power: 1.0,
                alpha,
                order: 2.0,
                beta,
            };
            let gap = alpha - beta;
            let anti =
                |t: f64| ((alpha + t) / (beta + t)).ln() / (gap * gap) - 1.0 / (gap * (beta + t));
            let wanted = anti(40.0) - anti(0.0);
            let found = integrand.ln_integral(0.0, 40.0).exp();
            // The difference of the elementary form loses digits of its own.
            assert!((found / wanted - 1.0).abs() < 1e-6, "{found} {wanted}");
        }
    }
}
