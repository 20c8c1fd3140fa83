//! Chance from a seed. Only additions and multiplications are used on floats, so that every
//! platform draws the same numbers.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

const SEED: u64 = 20_260_918;

/// A stream of chance of its own for each subject: more rows in one file do not move another.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    pub(crate) fn new(stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(SEED);
        rng.set_stream(stream);
        Self(rng)
    }

    /// Uniform in 0..1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform between two numbers.
    pub(crate) fn span(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Uniform whole number, both ends included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.unit() * (high - low + 1) as f64) as i64
    }

    /// Whether something of this probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of several.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[(self.unit() * choices.len() as f64) as usize]
    }

    /// A value around 1, between 0.3 and 1.9, roughly bell-shaped.
    pub(crate) fn noise(&mut self, spread: f64) -> f64 {
        let bell: f64 = (0..4).map(|_| self.unit()).sum::<f64>() - 2.0;
        (1.0 + spread * bell * 1.7).clamp(0.3, 1.9)
    }
}
