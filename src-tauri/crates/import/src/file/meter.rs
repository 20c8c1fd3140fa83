use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How many bytes of a file have been worked through, counted by whoever reads them and asked by
/// whoever shows them.
///
/// A file is a row of parts (the parts of a zip, or the file itself). Within a part the count never
/// exceeds its size, so that a part read twice does not run ahead of the truth.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    total: AtomicU64,
    before: AtomicU64,
    size: AtomicU64,
    within: AtomicU64,
}

impl Meter {
    /// All the bytes there will be; begins the count anew.
    pub(crate) fn expect(&self, total: u64) {
        self.total.store(total, Relaxed);
        for count in [&self.before, &self.size, &self.within] {
            count.store(0, Relaxed);
        }
    }

    /// Ends the part before and begins one of `size` bytes.
    pub(crate) fn begin(&self, size: u64) {
        self.before
            .fetch_add(self.size.swap(size, Relaxed), Relaxed);
        self.within.store(0, Relaxed);
    }

    /// Counts bytes of the current part.
    pub(crate) fn count(&self, bytes: u64) {
        self.within.fetch_add(bytes, Relaxed);
    }

    /// Sets how many bytes of the current part are done.
    pub(crate) fn set(&self, bytes: u64) {
        self.within.store(bytes, Relaxed);
    }

    /// Bytes done, of how many.
    pub(crate) fn far(&self) -> (u64, u64) {
        let total = self.total.load(Relaxed);
        let within = self.within.load(Relaxed).min(self.size.load(Relaxed));
        ((self.before.load(Relaxed) + within).min(total), total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_read_twice_does_not_run_ahead() {
        let meter = Meter::default();
        meter.expect(100);
        meter.begin(40);
        meter.count(30);
        assert_eq!(meter.far(), (30, 100));
        meter.count(50);
        assert_eq!(meter.far(), (40, 100));
        meter.begin(60);
        meter.count(1);
        assert_eq!(meter.far(), (41, 100));
    }
}
