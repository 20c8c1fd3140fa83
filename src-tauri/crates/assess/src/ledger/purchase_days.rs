//! Days on which customers bought, one list after the other.

use records::Date;

use super::Document;
use super::dates::day_number;

/// Purchase days by customer, ascending: days with a document that is an order.
#[derive(Debug, Clone, Default)]
pub(super) struct PurchaseDays {
    /// Where the days of each customer begin; one more at the end.
    starts: Vec<u32>,
    days: Vec<Date>,
    numbers: Vec<i32>,
}

impl PurchaseDays {
    /// From the documents, which stand by customer, those without first.
    pub(super) fn of(documents: &[Document], customers: usize) -> Self {
        let mut found = Self {
            starts: vec![0],
            ..Self::default()
        };
        let end = |list: &[Date]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let named = documents.partition_point(|document| document.customer.is_none());
        for of_one in documents[named..].chunk_by(|a, b| a.customer == b.customer) {
            let id = of_one[0].customer.map_or(0, super::CustomerId::index);
            found.starts.resize(id + 1, end(&found.days));
            let from = found.days.len();
            let orders = of_one.iter().filter(|document| document.is_order());
            found.days.extend(orders.map(|document| document.date));
            // Documents stand by their first line, and with it by date.
            found.dedup(from);
            found.starts.push(end(&found.days));
        }
        found.starts.resize(customers + 1, end(&found.days));
        found.numbers = found.days.iter().map(|day| day_number(*day)).collect();
        found
    }

    fn dedup(&mut self, from: usize) {
        let mut kept = from;
        for at in from..self.days.len() {
            if kept == from || self.days[kept - 1] != self.days[at] {
                self.days[kept] = self.days[at];
                kept += 1;
            }
        }
        self.days.truncate(kept);
    }

    fn range(&self, customer: usize) -> std::ops::Range<usize> {
        match (self.starts.get(customer), self.starts.get(customer + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// Days of a customer.
    pub(super) fn of_customer(&self, customer: usize) -> &[Date] {
        &self.days[self.range(customer)]
    }

    /// Numbers of the days of a customer.
    pub(super) fn numbers_of(&self, customer: usize) -> &[i32] {
        &self.numbers[self.range(customer)]
    }
}
