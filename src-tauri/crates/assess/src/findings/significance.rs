//! How likely chance alone is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A test behind a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Significance {
    /// `fisher`, `sign`, `rank` or `chi_square`; words under `test.<method>`, with `n` and `p` as
    /// placeholders.
    pub method: String,
    /// Probability of a difference at least as large where there is none.
    pub p: f64,
    /// What was counted: documents or lines (Fisher, χ²), customers (sign), windows (rank).
    pub n: u64,
}

impl Significance {
    /// P as it is printed: `p = 0.003`, and no more than three decimals of it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.p {
            p if p < 0.001 => "p < 0.001".to_owned(),
            p if p < 0.1 => format!("p = {p:.3}"),
            p => format!("p = {p:.2}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_p_value_is_printed_without_false_precision() {
        for (p, shown) in [
            (1e-9, "p < 0.001"),
            (0.000_99, "p < 0.001"),
            (0.002_96, "p = 0.003"),
            (0.0417, "p = 0.042"),
            (0.3456, "p = 0.35"),
            (1.0, "p = 1.00"),
        ] {
            let test = Significance {
                method: "rank".into(),
                p,
                n: 1,
            };
            assert_eq!(test.shown(), shown);
        }
    }
}
