//! Revenue by what is known of a sale: who sold it, where, through which channel, to which industry.

use std::sync::Arc;

use records::{Amount, Customer, Date};

use super::{CustomerId, Labels, Ledger, NO_LABEL};

/// What a sale is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribute {
    /// Product code, else product name.
    Product,
    /// Category.
    Category,
    /// Channel.
    Channel,
    /// Region: the line's, else the customer's.
    Region,
    /// Salesperson: the line's, else the customer's.
    Owner,
    /// Industry of the customer.
    Industry,
}

/// A part of the revenue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is known by.
    pub label: String,
    /// Net revenue.
    pub amount: Amount,
    /// Customers behind it, those that do not count too.
    pub customers: usize,
}

/// The revenue of a window by one attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Parts with a label, largest first, then by label.
    pub labelled: Vec<Part>,
    /// What has none; its label is empty. Absent where every line has one.
    pub unknown: Option<Part>,
}

impl Parts {
    /// Net revenue without a label.
    #[must_use]
    pub fn unknown_amount(&self) -> Amount {
        self.unknown
            .as_ref()
            .map_or(Amount::ZERO, |part| part.amount)
    }

    /// Net revenue with a label.
    #[must_use]
    pub fn known_amount(&self) -> Amount {
        self.labelled.iter().map(|part| part.amount).sum()
    }
}

/// A part in the making: amount, customers, and the customer met last. Lines stand by customer.
#[derive(Clone, Default)]
struct Sum {
    met: bool,
    amount: Amount,
    customers: usize,
    last: Option<CustomerId>,
}

impl Ledger {
    /// Net revenue within `from..=to` by an attribute, worked out once a window.
    #[must_use]
    pub fn parts(&self, attribute: Attribute, from: Date, to: Date) -> Arc<Parts> {
        let key = (attribute, from, to);
        self.shared()
            .parts
            .get(key, || Arc::new(self.gather(attribute, from, to)))
    }

    fn gather(&self, attribute: Attribute, from: Date, to: Date) -> Parts {
        let labels = self.labels(attribute);
        let mut sums = vec![Sum::default(); labels.names().len() + 1];
        for sale in self.sales_in(from, to) {
            let at = (labels.number(sale.order) as usize).min(sums.len() - 1);
            let sum = &mut sums[at];
            sum.met = true;
            sum.amount += sale.amount;
            if sale.customer.is_some() && sum.last != sale.customer {
                sum.last = sale.customer;
                sum.customers += 1;
            }
        }
        let names = labels.names().iter().map(String::as_str).chain([""]);
        let parts = sums
            .into_iter()
            .zip(names)
            .filter(|(sum, _)| sum.met)
            .map(|(sum, label)| Part {
                label: label.to_owned(),
                amount: sum.amount,
                customers: sum.customers,
            });
        let (mut labelled, mut unknown): (Vec<Part>, Vec<Part>) =
            parts.partition(|part| !part.label.is_empty());
        labelled
            .sort_unstable_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.label.cmp(&b.label)));
        Parts {
            labelled,
            unknown: unknown.pop(),
        }
    }

    /// The label of each order line by an attribute, that of the customer where the line has none.
    pub(crate) fn labels(&self, attribute: Attribute) -> Arc<Labels> {
        self.shared().labels.get(attribute, || {
            let columns = self.columns();
            Arc::new(match attribute {
                Attribute::Product => columns.product.clone(),
                Attribute::Category => columns.category.clone(),
                Attribute::Channel => columns.channel.clone(),
                Attribute::Region => self.completed(&columns.region, |one| one.region.as_deref()),
                Attribute::Owner => self.completed(&columns.owner, |one| one.owner.as_deref()),
                Attribute::Industry => {
                    self.completed(&Labels::default(), |one| one.industry.as_deref())
                }
            })
        })
    }

    /// Labels of the lines, where one has none that of the customer's master data.
    fn completed(&self, labels: &Labels, field: fn(&Customer) -> Option<&str>) -> Labels {
        let ids = (0u32..).map(CustomerId).take(self.customers.len());
        let known: Vec<Option<&str>> = ids.map(|id| self.master_text(id, field)).collect();
        if known.iter().all(Option::is_none) {
            return labels.clone();
        }
        labels.completed(
            self.columns()
                .customer
                .iter()
                .map(|id| known[(*id)?.index()]),
        )
    }

    /// Customers that count with the number of different labels on their positive lines within
    /// `from..=to`; those without any left out, ascending by id.
    #[must_use]
    pub fn variety(&self, attribute: Attribute, from: Date, to: Date) -> Arc<[(CustomerId, u32)]> {
        let key = (attribute, from, to);
        self.shared().variety.get(key, || {
            let labels = self.labels(attribute);
            let mut last = vec![None; labels.names().len()];
            let mut found: Vec<(CustomerId, u32)> = Vec::new();
            for sale in self.sales_in(from, to) {
                let number = labels.number(sale.order);
                let Some(id) = sale.customer.filter(|_| number != NO_LABEL) else {
                    continue;
                };
                if !sale.amount.is_positive() || last[number as usize] == Some(id) {
                    continue;
                }
                last[number as usize] = Some(id);
                match found.last_mut() {
                    Some((known, count)) if *known == id => *count += 1,
                    _ => found.push((id, 1)),
                }
            }
            found.retain(|(id, _)| self.counts(*id));
            found.into()
        })
    }
}
