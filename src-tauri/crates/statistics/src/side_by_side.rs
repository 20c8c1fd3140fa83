//! Independent pieces of work on the cores there are, their results in the order of the pieces.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{available_parallelism, scope};

/// Threads beyond which the pieces wait for memory, not for a core.
const MOST: usize = 4;

/// What `work` makes of each of the pieces 0, 1, … below `count`. Which thread takes which is left
/// to chance; the results are not.
#[must_use]
pub fn side_by_side<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= count {
                return done;
            }
            done.push((piece, work(piece)));
        }
    };
    let threads = available_parallelism().map_or(1, usize::from);
    let threads = threads.min(MOST).min(count);
    let mut done = scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(found) => done.extend(found),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(piece, _)| *piece);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Two pieces of different kinds.
#[must_use]
pub fn beside<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_pieces() {
        let squares = side_by_side(500, |piece| piece * piece);
        let expected: Vec<usize> = (0..500).map(|piece| piece * piece).collect();
        assert_eq!(squares, expected);
        assert!(side_by_side(0, |piece| piece).is_empty());
        assert_eq!(beside(|| "one", || 2), ("one", 2));
    }
}
