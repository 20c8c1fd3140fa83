//! Disjoint sets of companies.

/// Disjoint sets; the root of a set is the element first joined into.
#[derive(Debug, Clone)]
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    /// Every element alone.
    pub(crate) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// The element that stands for the set of `at`.
    pub(crate) fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    /// Puts the set of `other` into that of `keep`.
    pub(crate) fn join(&mut self, keep: usize, other: usize) {
        let (keep, other) = (self.root(keep), self.root(other));
        self.0[other] = keep;
    }
}
