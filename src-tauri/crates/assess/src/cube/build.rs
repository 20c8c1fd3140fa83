//! From the ledger's sales to cells: one pass, customer by customer.

use records::Date;

use super::{Cell, Cube, Months};
use crate::ledger::{Ledger, Sale};

impl Cube {
    /// Cells of every sale, months cut for `as_of`.
    pub(super) fn build(ledger: &Ledger, as_of: Date) -> Self {
        let first = ledger
            .sales
            .iter()
            .map(|sale| sale.date)
            .min()
            .unwrap_or(as_of);
        let mut cube = Self {
            months: Months::new(first, as_of),
            cells: Vec::with_capacity(ledger.sales.len()),
            starts: Vec::with_capacity(ledger.customers.len() + 2),
            month_of: Vec::new(),
            totals: Vec::new(),
            kept: super::kept::Kept::default(),
        };
        for id in 0..ledger.customers.len() {
            cube.starts.push(cube.cells.len());
            let id = crate::ledger::CustomerId(u32::try_from(id).unwrap_or(u32::MAX));
            cube.add(ledger, ledger.sales_of(id));
        }
        cube.starts.push(cube.cells.len());
        let named = ledger.sales.partition_point(|sale| sale.customer.is_none());
        cube.add(ledger, &ledger.sales[..named]);
        cube.starts.push(cube.cells.len());
        cube.month_of = cube.cells.iter().map(|cell| cell.month).collect();
        let mut sum = 0_i128;
        cube.totals = std::iter::once(0)
            .chain(cube.cells.iter().map(|cell| {
                sum += i128::from(cell.amount);
                sum
            }))
            .collect();
        cube
    }

    /// Adds one customer's sales, which stand by date.
    fn add(&mut self, ledger: &Ledger, sales: &[Sale]) {
        let start = self.cells.len();
        let (mut from, mut month) = (start, None);
        for sale in sales {
            let of_sale = self.months.index(sale.date);
            if month != Some(of_sale) {
                self.close(from);
                (from, month) = (self.cells.len(), Some(of_sale));
            }
            self.cells.push(cell(ledger, sale, of_sale));
        }
        self.close(from);
        debug_assert!(self.cells[start..].is_sorted_by_key(|cell| (cell.month, cell.product)));
    }

    /// Puts the cells of a customer's month in order and sums those of one product.
    fn close(&mut self, from: usize) {
        if self.cells.len() > from + 1 {
            self.cells[from..].sort_by_key(|cell| cell.product);
            merge(&mut self.cells, from);
        }
    }
}

fn cell(ledger: &Ledger, sale: &Sale, month: u32) -> Cell {
    let columns = ledger.columns();
    let quantity = columns.quantity(sale.order);
    let cost = columns.cost(sale.order);
    Cell {
        month,
        product: columns.product.number(sale.order),
        amount: sale.amount.0,
        quantity: quantity.unwrap_or(0.0),
        unquantified: if quantity.is_none() { sale.amount.0 } else { 0 },
        costed: if cost.is_some() { sale.amount.0 } else { 0 },
        cost: cost.unwrap_or(0),
    }
}

/// Sums cells of one product from `from` on, which stand by product.
fn merge(cells: &mut Vec<Cell>, from: usize) {
    let mut kept = from;
    for at in from..cells.len() {
        let cell = cells[at];
        if kept > from && cells[kept - 1].product == cell.product {
            let sum = &mut cells[kept - 1];
            sum.amount = sum.amount.saturating_add(cell.amount);
            sum.quantity += cell.quantity;
            sum.unquantified = sum.unquantified.saturating_add(cell.unquantified);
            sum.costed = sum.costed.saturating_add(cell.costed);
            sum.cost = sum.cost.saturating_add(cell.cost);
        } else {
            cells[kept] = cell;
            kept += 1;
        }
    }
    cells.truncate(kept);
}
