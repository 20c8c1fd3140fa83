//! Sorting by customer in two passes of counting.
//!
//! One counting pass would write each row to a place of its own, a cache line for sixteen bytes.
//! Rows are first dealt into a few hundred blocks of neighbouring customers, which are written in
//! sequence, then each block is sorted within the cache.

use super::{Purchase, Purchases};

/// Customers of one block: their counters and rows stay in the cache.
const BLOCK_BITS: u32 = 11;

/// A row on its way to its block.
#[derive(Debug, Clone, Copy, Default)]
struct Dealt {
    customer: u32,
    day: i32,
    amount: i64,
}

pub(super) fn by_customer(
    customer: &[u32],
    day: &[i32],
    amount: &[i64],
    customers: usize,
) -> Option<Purchases> {
    let rows = customer.len();
    let fits = rows == day.len() && rows == amount.len() && u32::try_from(rows).is_ok();
    let known = customer.iter().fold(0, |most, one| (*one).max(most));
    if !fits || (rows > 0 && known as usize >= customers) {
        return None;
    }
    let blocks = (customers >> BLOCK_BITS) + 1;
    let (dealt, block_starts) = deal(customer, day, amount, blocks);
    let mut sorted = Purchases {
        starts: Vec::with_capacity(customers + 1),
        rows: vec![Purchase::default(); rows],
    };
    let mut counts = vec![0_u32; 1 << BLOCK_BITS];
    for (block, pair) in block_starts.windows(2).enumerate() {
        let first = block << BLOCK_BITS;
        let of_block = (customers - first.min(customers)).min(1 << BLOCK_BITS);
        let (from, to) = (pair[0] as usize, pair[1] as usize);
        place(
            &dealt[from..to],
            &mut sorted.rows[from..to],
            &mut counts[..of_block],
            first,
        );
        // Counters stand at the end of their customer now: where the next one begins.
        let base = pair[0];
        sorted.starts.push(base);
        let ends = counts[..of_block].iter().take(of_block.saturating_sub(1));
        sorted.starts.extend(ends.map(|end| base + end));
    }
    sorted.starts.truncate(customers);
    sorted.starts.push(u32::try_from(rows).ok()?);
    sort_days(&mut sorted);
    Some(sorted)
}

/// Rows by block, and where each block begins.
fn deal(customer: &[u32], day: &[i32], amount: &[i64], blocks: usize) -> (Vec<Dealt>, Vec<u32>) {
    let mut starts = vec![0_u32; blocks + 1];
    for one in customer {
        starts[(one >> BLOCK_BITS) as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut dealt = vec![Dealt::default(); customer.len()];
    for ((customer, day), amount) in customer.iter().zip(day).zip(amount) {
        let place = &mut next[(customer >> BLOCK_BITS) as usize];
        dealt[*place as usize] = Dealt {
            customer: *customer,
            day: *day,
            amount: *amount,
        };
        *place += 1;
    }
    (dealt, starts)
}

/// Rows of one block by customer; leaves in `counts` where each customer ends.
fn place(dealt: &[Dealt], rows: &mut [Purchase], counts: &mut [u32], first: usize) {
    counts.fill(0);
    let at = |row: &Dealt| row.customer as usize - first;
    for row in dealt {
        counts[at(row)] += 1;
    }
    let mut sum = 0;
    for count in counts.iter_mut() {
        let own = *count;
        *count = sum;
        sum += own;
    }
    for row in dealt {
        let place = &mut counts[at(row)];
        rows[*place as usize] = Purchase {
            day: row.day,
            amount: row.amount,
        };
        *place += 1;
    }
}

/// Books are kept by date: most customers' rows stand in order already.
fn sort_days(sorted: &mut Purchases) {
    for pair in sorted.starts.windows(2) {
        let rows = &mut sorted.rows[pair[0] as usize..pair[1] as usize];
        if !rows.is_sorted_by_key(|row| row.day) {
            rows.sort_by_key(|row| row.day);
        }
    }
}
