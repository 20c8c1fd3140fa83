//! Sorting by customer in two passes of counting.
//!
//! One counting pass would write each row to a place of its own, a cache line for sixteen bytes.
//! Rows are first dealt into a few hundred blocks of neighbouring customers, which are written in
//! sequence, then each block is sorted within the cache. Both passes go side by side: the first
//! over stretches of the rows, the second over the blocks.

use super::{BLOCK_BITS, Block, Purchase, Purchases};
use crate::side_by_side::side_by_side;

/// Rows below which a stretch of its own does not pay.
const STRETCH: usize = 50_000;
/// Stretches at most: each adds a seam to every block.
const STRETCHES: usize = 4;

/// A row on its way to its block.
#[derive(Debug, Clone, Copy, Default)]
struct Dealt {
    customer: u32,
    day: i32,
    amount: i64,
}

/// A stretch of the rows by block, and where each block begins.
struct Stretch {
    dealt: Vec<Dealt>,
    starts: Vec<u32>,
}

impl Stretch {
    fn block(&self, block: usize) -> &[Dealt] {
        &self.dealt[self.starts[block] as usize..self.starts[block + 1] as usize]
    }
}

pub(super) fn by_customer(
    customer: &[u32],
    day: &[i32],
    amount: &[i64],
    customers: usize,
) -> Option<Purchases> {
    let rows = customer.len();
    let fits = rows == day.len() && rows == amount.len() && u32::try_from(rows).is_ok();
    if !fits {
        return None;
    }
    let blocks = (customers >> BLOCK_BITS) + 1;
    let stretches = (rows / STRETCH).clamp(1, STRETCHES);
    let length = rows.div_ceil(stretches);
    let dealt = side_by_side(stretches, |at| {
        let stretch = (at * length).min(rows)..((at + 1) * length).min(rows);
        let columns = (
            &customer[stretch.clone()],
            &day[stretch.clone()],
            &amount[stretch],
        );
        deal(columns, customers, blocks)
    });
    let dealt: Option<Vec<Stretch>> = dealt.into_iter().collect();
    let dealt = dealt?;
    let blocks = side_by_side(blocks, |block| {
        let first = block << BLOCK_BITS;
        let of_block = (customers - first.min(customers)).min(1 << BLOCK_BITS);
        let parts: Vec<&[Dealt]> = dealt.iter().map(|one| one.block(block)).collect();
        place(&parts, of_block, first)
    });
    Some(Purchases {
        customers,
        rows,
        blocks,
    })
}

/// Rows of a stretch by block; `None` where one names a customer beyond `customers`.
fn deal(
    (customer, day, amount): (&[u32], &[i32], &[i64]),
    customers: usize,
    blocks: usize,
) -> Option<Stretch> {
    let known = customer.iter().fold(0, |most, one| (*one).max(most));
    if !customer.is_empty() && known as usize >= customers {
        return None;
    }
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
    Some(Stretch { dealt, starts })
}

/// Rows of one block by customer, then day.
fn place(parts: &[&[Dealt]], customers: usize, first: usize) -> Block {
    let at = |row: &Dealt| row.customer as usize - first;
    let dealt = || parts.iter().copied().flatten();
    let mut next = vec![0_u32; customers + 1];
    for row in dealt() {
        next[at(row) + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let starts = next.clone();
    let mut rows = vec![Purchase::default(); parts.iter().map(|part| part.len()).sum()];
    for part in parts {
        for row in *part {
            let place = &mut next[at(row)];
            rows[*place as usize] = Purchase {
                day: row.day,
                amount: row.amount,
            };
            *place += 1;
        }
    }
    for pair in starts.windows(2) {
        // Books are kept by date: most customers' rows stand in order already.
        let of_one = &mut rows[pair[0] as usize..pair[1] as usize];
        if !of_one.is_sorted_by_key(|row| row.day) {
            of_one.sort_by_key(|row| row.day);
        }
    }
    Block { starts, rows }
}
