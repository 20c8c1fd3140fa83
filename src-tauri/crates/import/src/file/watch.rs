//! The child watches itself: a workbook of a kilobyte can ask for all the memory there is, and only
//! Linux holds a process to a limit. A thread looks at what the process takes and ends it above the
//! limit, with an exit code by which the parent knows why.

use std::time::{Duration, Instant};
use std::{io, process, thread};

use super::Limits;

/// Exit code of a child that took more memory than it may.
pub(crate) const OUT_OF_MEMORY: i32 = 81;
/// Exit code of a child that was not ended in time, because it has lost its parent.
pub(crate) const OUT_OF_TIME: i32 = 82;

/// Between two looks. Memory is handed out at a few gigabytes a second at most, so that this far
/// beyond the limit means some ten megabytes.
const LOOK: Duration = Duration::from_millis(5);
/// The parent's turn comes first.
const GRACE: Duration = Duration::from_secs(5);
/// The thread does next to nothing.
const STACK: usize = 128 * 1024;

/// Begins to watch this process.
pub(crate) fn begin(limits: Limits) -> io::Result<()> {
    let thread = thread::Builder::new()
        .name("watch".into())
        .stack_size(STACK);
    thread.spawn(move || watch(&limits))?;
    Ok(())
}

fn watch(limits: &Limits) {
    let begun = Instant::now();
    loop {
        if let Some(code) = verdict(limits, taken(), begun.elapsed()) {
            process::exit(code);
        }
        thread::sleep(LOOK);
    }
}

/// The exit code to end with, where a limit is passed.
fn verdict(limits: &Limits, taken: Option<u64>, after: Duration) -> Option<i32> {
    if taken.is_some_and(|bytes| bytes > limits.memory_bytes) {
        Some(OUT_OF_MEMORY)
    } else {
        (after > limits.wall().saturating_add(GRACE)).then_some(OUT_OF_TIME)
    }
}

/// Bytes of memory that this process takes: what is in memory of what it asked for, so that an
/// empty reservation counts nothing. On Windows, which pages a greedy process out, also what it
/// was promised there. `None` where the system does not tell.
fn taken() -> Option<u64> {
    let stats = memory_stats::memory_stats()?;
    let promised = if cfg!(windows) { stats.virtual_mem } else { 0 };
    Some(stats.physical_mem.max(promised) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_a_limit_the_process_ends_and_says_why() {
        let limits = Limits {
            memory_bytes: 100,
            wall_seconds: 10,
            ..Limits::default()
        };
        let seconds = Duration::from_secs;
        for (taken, after, code) in [
            (Some(100), seconds(0), None),
            (Some(101), seconds(0), Some(OUT_OF_MEMORY)),
            // The parent kills at ten.
            (Some(1), seconds(15), None),
            (Some(1), seconds(16), Some(OUT_OF_TIME)),
            (None, seconds(16), Some(OUT_OF_TIME)),
        ] {
            assert_eq!(verdict(&limits, taken, after), code);
        }
        let endless = Limits {
            wall_seconds: u64::MAX,
            ..limits
        };
        assert_eq!(verdict(&endless, None, seconds(u64::MAX)), None);
    }

    #[test]
    fn what_is_touched_counts_and_what_is_only_reserved_does_not() {
        const SIZE: usize = 256 << 20;
        let before = taken().unwrap();
        let reserved: Vec<u8> = Vec::with_capacity(SIZE);
        let reserving = taken().unwrap();
        let touched = vec![1_u8; SIZE];
        let after = taken().unwrap();
        assert_eq!((reserved.capacity(), touched.len()), (SIZE, SIZE));
        // Other tests of this process take some meanwhile.
        let half = SIZE as u64 / 2;
        assert!(cfg!(windows) || reserving < before + half);
        assert!(after > before + half, "{before} {after}");
    }
}
