//! What is known about a sale or a customer beyond its amount: owner, region, channel, industry.

use records::{Amount, Customer, Date, Order, TableKind};

use super::{CustomerId, Ledger, OrderColumns, QuickMap, Sale};
use crate::definitions::Definitions;

impl Ledger {
    /// What the order lines carry, in columns by [`Sale::order`].
    #[must_use]
    pub fn columns(&self) -> &OrderColumns {
        &self.columns
    }

    /// The full order line of a sale.
    #[must_use]
    pub fn order(&self, sale: &Sale) -> &Order {
        &self.tables.orders[sale.order as usize].record
    }

    /// Master data rows of a customer.
    pub fn masters(&self, id: CustomerId) -> impl Iterator<Item = &Customer> {
        self.customers
            .get(id.index())
            .into_iter()
            .flat_map(|customer| &customer.master_index)
            .map(|index| &self.tables.customers[*index].record)
    }

    /// First text that `field` finds in the customer's master data.
    pub fn master_text<'a>(
        &'a self,
        id: CustomerId,
        field: impl Fn(&'a Customer) -> Option<&'a str>,
    ) -> Option<&'a str> {
        self.masters(id).filter_map(field).find_map(present)
    }

    /// Salesperson of a sale: the line's, else the customer's.
    #[must_use]
    pub fn owner_of_sale(&self, sale: &Sale) -> Option<&str> {
        let line = self.columns.owner.text(sale.order);
        line.or_else(|| self.master_text(sale.customer?, |master| master.owner.as_deref()))
    }

    /// Region of a sale: the line's, else the customer's.
    #[must_use]
    pub fn region_of_sale(&self, sale: &Sale) -> Option<&str> {
        let line = self.columns.region.text(sale.order);
        line.or_else(|| self.master_text(sale.customer?, |master| master.region.as_deref()))
    }

    /// Channel of a sale.
    #[must_use]
    pub fn channel_of_sale(&self, sale: &Sale) -> Option<&str> {
        self.columns.channel.text(sale.order)
    }

    /// Product category of a sale, else its product.
    #[must_use]
    pub fn product_of_sale(&self, sale: &Sale) -> Option<&str> {
        self.columns.product.text(sale.order)
    }

    /// Industry of a sale's customer.
    #[must_use]
    pub fn industry_of_sale(&self, sale: &Sale) -> Option<&str> {
        self.master_text(sale.customer?, |master| master.industry.as_deref())
    }

    /// Salesperson responsible for a customer: of the master data, else the one with most of its
    /// revenue in the last twelve months.
    #[must_use]
    pub fn owner_of(&self, id: CustomerId, d: &Definitions) -> Option<&str> {
        if let Some(owner) = self.master_text(id, |master| master.owner.as_deref()) {
            return Some(owner);
        }
        let (from, to) = self.ltm(d);
        // A customer has few salespersons: going through them is quicker than any map.
        let mut amounts: Vec<(u32, Amount)> = Vec::new();
        for sale in self.sales_of_in(id, from, to) {
            let number = self.columns.owner.number(sale.order);
            match amounts.iter_mut().find(|(known, _)| *known == number) {
                Some((_, amount)) => *amount += sale.amount,
                None => amounts.push((number, sale.amount)),
            }
        }
        let named = amounts.iter().filter_map(|(number, amount)| {
            let name = self.columns.owner.names().get(*number as usize)?;
            Some((*amount, std::cmp::Reverse(name.as_str())))
        });
        named.max().map(|(_, name)| name.0)
    }

    /// Net revenue within `from..=to` by what `key` finds on a sale, largest first; and the net
    /// revenue where it finds nothing.
    pub fn revenue_by<'a>(
        &'a self,
        from: Date,
        to: Date,
        key: impl Fn(&'a Self, &'a Sale) -> Option<&'a str>,
    ) -> (Vec<(&'a str, Amount)>, Amount) {
        let mut amounts: QuickMap<&str, Amount> = QuickMap::default();
        let mut unknown = Amount::ZERO;
        for sale in self.sales_in(from, to) {
            match key(self, sale) {
                Some(label) => *amounts.entry(label).or_default() += sale.amount,
                None => unknown += sale.amount,
            }
        }
        let mut parts: Vec<_> = amounts.into_iter().collect();
        parts.sort_unstable_by_key(|(label, amount)| (-amount.0, *label));
        (parts, unknown)
    }

    /// Day the relation began: the first purchase, or the master data's date where it is earlier.
    #[must_use]
    pub fn relation_since(&self, id: CustomerId) -> Option<Date> {
        let recorded = self
            .masters(id)
            .filter_map(|master| master.first_date)
            .min();
        let bought = self.purchase_days(id).first().copied();
        match (recorded, bought) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Whether any row of the customer table has the field.
    #[must_use]
    pub fn any_master(&self, has: impl Fn(&Customer) -> bool) -> bool {
        self.tables.customers.iter().any(|row| has(&row.record))
    }

    /// Whether any order line has the field. Asks a record with a value in every optional field in
    /// which any line has one: `has` may ask for presence, not for values.
    #[must_use]
    pub fn any_order(&self, has: impl Fn(&Order) -> bool) -> bool {
        self.columns.filled().is_some_and(has)
    }

    /// Whether any order names a customer.
    #[must_use]
    pub fn identifies_customers(&self) -> bool {
        self.has(TableKind::Orders)
            && self
                .sales
                .last()
                .is_some_and(|sale| sale.customer.is_some())
    }
}

pub(super) fn present(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}
