//! Reading the shared data, and closeness.
#![allow(dead_code, clippy::unwrap_used, clippy::print_stderr)] // Used by tests only, each some of it.

pub mod simulation;

use std::path::Path;

/// A text of the shared data; says so and gives nothing where it is not there.
pub fn shared(path: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let text = std::fs::read_to_string(root.join("../shared/data").join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: {path} of the shared data is not there");
    }
    text
}

/// Cells of a csv without its header.
pub fn cells(text: &str) -> Vec<Vec<f64>> {
    let row = |line: &str| {
        line.split(',')
            .map(|cell| cell.trim().parse().unwrap())
            .collect()
    };
    text.lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(row)
        .collect()
}

/// Within a tolerance.
#[track_caller]
pub fn near(value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() < tolerance,
        "{value} is not {expected}"
    );
}

/// Within a share of the expected value.
#[track_caller]
pub fn close(value: f64, expected: f64, share: f64) {
    near(value, expected, share * expected.abs());
}

/// Numbers that look random and are the same every time.
pub struct Stream(pub u64);

impl Stream {
    /// Uniform between 0 and 1, neither included.
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 + 1e-17
    }

    /// Exponential with mean one.
    pub fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }

    /// Between two bounds, evenly on the logarithm.
    pub fn scale(&mut self, low: f64, high: f64) -> f64 {
        (low.ln() + self.uniform() * (high / low).ln()).exp()
    }

    /// Whole number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        ((self.uniform() * bound as f64) as usize).min(bound - 1)
    }

    /// Shuffles.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}
