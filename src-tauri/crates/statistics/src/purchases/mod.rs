//! A book of purchases in columns, sorted by customer, and what one pass over it tells.
//!
//! Nearly every figure of retention, concentration and life time asks the same few things of each
//! customer: first and last purchase, revenue in two windows, days and months of purchase. With
//! the rows of a customer side by side, one pass answers them all; the figures are then sums over
//! customers. Days are numbers (any epoch), money is integer minor units.

mod figures;
mod sort;

pub use figures::{Figures, LifeTime, RfmCells, figures};

/// One purchase without its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Purchase {
    /// Day.
    pub day: i32,
    /// Net amount, minor units.
    pub amount: i64,
}

/// Customers of one block, as a power of two: their counters and rows stay in the cache.
const BLOCK_BITS: u32 = 11;

/// Purchases sorted by customer, then day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purchases {
    customers: usize,
    rows: usize,
    blocks: Vec<Block>,
}

/// Purchases of neighbouring customers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Block {
    /// Where the rows of each customer begin; one more at the end.
    starts: Vec<u32>,
    rows: Vec<Purchase>,
}

impl Block {
    fn of(&self, customer: usize) -> &[Purchase] {
        match (self.starts.get(customer), self.starts.get(customer + 1)) {
            (Some(&from), Some(&to)) => &self.rows[from as usize..to as usize],
            _ => &[],
        }
    }

    fn each(&self) -> impl Iterator<Item = &[Purchase]> {
        self.starts
            .windows(2)
            .map(|pair| &self.rows[pair[0] as usize..pair[1] as usize])
    }
}

impl Purchases {
    /// Sorts columns by customer (0, 1, … below `customers`) and day. The order of equal days is
    /// kept. `None` where the columns differ in length, are longer than `u32`, or name a customer
    /// beyond `customers`.
    #[must_use]
    pub fn by_customer(
        customer: &[u32],
        day: &[i32],
        amount: &[i64],
        customers: usize,
    ) -> Option<Self> {
        sort::by_customer(customer, day, amount, customers)
    }

    /// Number of customers, those without purchases included.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.customers
    }

    /// Number of purchases.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Purchases of a customer by day.
    #[must_use]
    pub fn of(&self, customer: usize) -> &[Purchase] {
        let block = self.blocks.get(customer >> BLOCK_BITS);
        block.map_or(&[], |block| block.of(customer & ((1 << BLOCK_BITS) - 1)))
    }

    /// Purchases of each customer, in order.
    pub fn each(&self) -> impl Iterator<Item = &[Purchase]> {
        self.blocks.iter().flat_map(Block::each)
    }
}

/// The days that figures are counted between; every window ends on its last day included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Day looked back from.
    pub as_of: i32,
    /// First day of the last twelve months.
    pub ltm_from: i32,
    /// First day of the twelve months before.
    pub prior_from: i32,
    /// First day of the window of recency, frequency and money.
    pub rfm_from: i32,
    /// Customers silent since this day or longer are lost.
    pub lost_until: i32,
    /// First day of each month, ascending, the first not after the first purchase.
    pub months: Vec<i32>,
}

#[cfg(test)]
mod tests;
