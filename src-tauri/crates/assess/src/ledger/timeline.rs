//! Day and running total of every sale, in the order of the sales: the revenue of a customer in any
//! window is two searches among its days and one subtraction.

use std::ops::Range;

use records::{Amount, Date};

use super::Sale;
use super::dates::day_number;

/// Days and running totals.
#[derive(Debug, Clone, Default)]
pub(super) struct Timeline {
    days: Vec<i32>,
    /// Sum of the amounts before each sale; one more at the end. Wide enough for any sums.
    totals: Vec<i128>,
}

impl Timeline {
    pub(super) fn of(sales: &[Sale]) -> Self {
        let mut line = Self {
            days: Vec::with_capacity(sales.len()),
            totals: Vec::with_capacity(sales.len() + 1),
        };
        let mut sum = 0_i128;
        for sale in sales {
            line.days.push(day_number(sale.date));
            line.totals.push(sum);
            sum += i128::from(sale.amount.0);
        }
        line.totals.push(sum);
        line
    }

    /// Those of a customer's sales, which stand by day, that lie within `from..=to`.
    pub(super) fn within(&self, sales: Range<usize>, from: Date, to: Date) -> Range<usize> {
        self.between(sales, day_number(from), day_number(to))
    }

    /// The same by numbers of days.
    pub(super) fn between(&self, sales: Range<usize>, from: i32, to: i32) -> Range<usize> {
        let days = self.days.get(sales.clone()).unwrap_or_default();
        let start = days.partition_point(|day| *day < from);
        let end = start + days[start..].partition_point(|day| *day <= to);
        sales.start + start..sales.start + end
    }

    /// Net amount of a run of sales.
    pub(super) fn sum(&self, sales: &Range<usize>) -> Amount {
        let total = |at: usize| self.totals.get(at).copied().unwrap_or_default();
        let sum = total(sales.end) - total(sales.start);
        Amount(i64::try_from(sum).unwrap_or(if sum > 0 { i64::MAX } else { i64::MIN }))
    }
}
