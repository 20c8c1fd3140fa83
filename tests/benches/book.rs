//! The book of orders that the benches of the assessment share: made by a fixed rule, standing by
//! date as books are kept.

use jiff::ToSpan;
use records::{Amount, Date, Evidence, Located, Order, RowRef, SourceId, Value};
use statistics::purchases::{Calendar, Figures};

/// First day of the book.
pub const FIRST: Date = Date::constant(2021, 1, 1);
/// Its last day, looked back from.
pub const AS_OF: Date = Date::constant(2024, 12, 31);

/// A book of orders in columns, by date.
pub struct Columns {
    pub customer: Vec<u32>,
    pub day: Vec<i32>,
    pub amount: Vec<i64>,
}

impl Columns {
    /// Customers come over three years, buy in a rhythm of their own, and a third stop.
    pub fn generated(orders: usize, customers: u32) -> Self {
        let mut state = 42_u64;
        let mut next = move |range: u64| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) % range
        };
        let (first, last) = (number(FIRST), number(AS_OF));
        let length = u64::from((last - first).unsigned_abs()) + 1;
        let each = orders / customers as usize;
        let mut rows: Vec<(i32, u32, i64)> = Vec::with_capacity(orders);
        for customer in 0..customers {
            let start = next(length * 3 / 4);
            let end = if next(3) == 0 {
                start + 1 + next(length - start)
            } else {
                length
            };
            let size = 1 + next(9) * next(9) * next(40);
            // Some buy once; the others share out the rest.
            let count = if customer % 7 == 0 {
                1
            } else {
                each + next(5) as usize
            };
            for at in 0..count {
                let day = start
                    + if at == 0 {
                        0
                    } else {
                        next((end - start).max(1))
                    };
                let back = next(25) == 0;
                let amount = (size * (50 + next(100)) * 37) as i64 + 1;
                rows.push((
                    first + day as i32,
                    customer,
                    if back { -amount / 3 } else { amount },
                ));
            }
        }
        while rows.len() < orders {
            let at = next(rows.len() as u64) as usize;
            rows.push(rows[at]);
        }
        rows.truncate(orders);
        rows.sort_unstable();
        Self {
            customer: rows.iter().map(|row| row.1).collect(),
            day: rows.iter().map(|row| row.0).collect(),
            amount: rows.iter().map(|row| row.2).collect(),
        }
    }

    /// Where the row would stand in its file.
    pub fn place(&self, at: usize) -> RowRef {
        RowRef {
            source: SourceId(1),
            sheet: 0,
            row: u32::try_from(at + 2).unwrap(),
        }
    }

    /// The row as a line of orders with number, customer, product, quantity, cost, salesperson and
    /// region: one value a field.
    pub fn line(&self, at: usize) -> Vec<Value> {
        let (who, amount) = (self.customer[at], self.amount[at]);
        let product = (at * 7 + who as usize) % 300;
        let value = |field: &str| match field {
            "order_no" => Value::Text(format!("SO{:08}", at / 2)),
            "date" => Value::Date(day(self.day[at])),
            "customer_code" => Value::Text(format!("C{who:06}")),
            "amount" => Value::Amount(Amount(amount)),
            "cost" => Value::Amount(Amount(amount / 100 * 71)),
            "product_code" => Value::Text(format!("P{product:03}")),
            "category" => Value::Text(format!("K{}", product % 12)),
            "quantity" => Value::Number(1.0 + (at % 9) as f64),
            "owner" => Value::Text(format!("S{}", who % 23)),
            "region" => Value::Text(format!("R{}", who % 11)),
            _ => Value::Empty,
        };
        Order::FIELDS.iter().map(|field| value(field.id)).collect()
    }

    /// Every row as a record.
    pub fn orders(&self) -> Vec<Located<Order>> {
        (0..self.day.len())
            .map(|at| {
                let Ok(record) = Order::from_values(self.line(at)) else {
                    panic!("an order without date or amount")
                };
                Located {
                    at: self.place(at),
                    record,
                }
            })
            .collect()
    }
}

/// Days since 1970.
pub fn number(day: Date) -> i32 {
    Date::constant(1970, 1, 1).until(day).unwrap().get_days()
}

fn day(number: i32) -> Date {
    Date::constant(1970, 1, 1) + number.days()
}

/// The windows of the figures.
pub fn calendar() -> Calendar {
    let months =
        12 * (i32::from(AS_OF.year()) - i32::from(FIRST.year())) + i32::from(AS_OF.month());
    Calendar {
        as_of: number(AS_OF),
        ltm_from: number(Date::constant(2024, 1, 1)),
        prior_from: number(Date::constant(2023, 1, 1)),
        rfm_from: number(Date::constant(2023, 1, 1)),
        lost_until: number(Date::constant(2023, 12, 31)),
        months: (0..months)
            .map(|month| number(FIRST + month.months()))
            .collect(),
    }
}

/// The figures in the order in which the peers give theirs.
pub fn listed(found: &Figures) -> Vec<f64> {
    let mut list = found.rfm.medians.to_vec();
    list.extend(found.rfm.customers.iter().map(|n| *n as f64));
    list.extend(found.rfm.money.iter().map(|n| *n as f64));
    let cells = found.cohorts.iter().enumerate().flat_map(|(month, ages)| {
        ages.iter()
            .enumerate()
            .map(move |(age, n)| u64::from(*n) * ((month as u64 + 1) * 131 + (age as u64 + 1) * 7))
    });
    list.push(cells.sum::<u64>() as f64);
    list.extend([found.bridge.nrr().unwrap(), found.bridge.grr().unwrap()]);
    let shares = found.concentration.as_ref().unwrap();
    list.extend([shares.hhi(), shares.gini(), found.life.after_a_year]);
    list.push(found.life.median.map_or(-1.0, f64::from));
    list
}

/// Nine digits must agree.
pub fn compare_numbers(name: &str, ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len(), "{name}");
    for (at, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        assert!(
            (ours - theirs).abs() <= 1e-9 * ours.abs().max(theirs.abs()),
            "{name}, figure {at}: {theirs}, ours {ours}"
        );
    }
}
