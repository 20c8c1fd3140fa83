//! What the order lines carry beyond date and amount, in columns by position in `tables.orders`.
//!
//! Full records are large and lie in the order of the file; figures go by customer. Reading a
//! label from a column of numbers touches a hundredth of the memory.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use records::{Amount, Date, Order};

use super::{Linked, Sale};

/// Hasher of short keys (FNV-1a over words): nothing here is open to hostile collisions that
/// would matter, and no output depends on the order of a map.
#[derive(Debug, Clone, Copy)]
pub struct QuickHasher(u64);

impl Default for QuickHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl QuickHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.mix(
                chunk
                    .iter()
                    .fold(0, |word, byte| word << 8 | u64::from(*byte)),
            );
        }
        let rest = chunks.remainder();
        self.mix(
            rest.iter()
                .fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte)),
        );
    }

    fn write_u8(&mut self, n: u8) {
        self.mix(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.mix(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.mix(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.mix(n as u64);
    }

    fn finish(&self) -> u64 {
        // The table takes the low and the high bits; the product mixes upwards only.
        self.0 ^ (self.0 >> 29)
    }
}

/// A map with the quick hasher.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// Number of a label that is not there.
pub const NO_LABEL: u32 = u32::MAX;

/// One labelled column.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    names: Vec<String>,
    /// Empty where no line has a label.
    of: Vec<u32>,
}

impl Labels {
    /// The labels, in the order in which they first appear.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Number of the label of an order line; [`NO_LABEL`] without one.
    #[must_use]
    pub fn number(&self, order: u32) -> u32 {
        self.number_at(order as usize)
    }

    fn number_at(&self, at: usize) -> u32 {
        self.of.get(at).copied().unwrap_or(NO_LABEL)
    }

    /// Label of an order line.
    #[must_use]
    pub fn text(&self, order: u32) -> Option<&str> {
        self.names
            .get(self.number(order) as usize)
            .map(String::as_str)
    }

    /// Whether no line has a label.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Numbers labels as they come.
struct Labeller<'a> {
    labels: Labels,
    known: QuickMap<&'a str, u32>,
    last: (&'a str, u32),
}

impl<'a> Labeller<'a> {
    fn new() -> Self {
        Self {
            labels: Labels::default(),
            known: QuickMap::default(),
            last: ("", NO_LABEL),
        }
    }

    /// Gives line `at` its label; blank ones are none.
    fn give(&mut self, at: usize, lines: usize, text: Option<&'a str>) {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
            return;
        };
        // Lines of one document follow one another.
        if self.last.0 != text {
            let next = u32::try_from(self.labels.names.len()).unwrap_or(NO_LABEL);
            let number = *self.known.entry(text).or_insert(next);
            if number == next {
                self.labels.names.push(text.to_owned());
            }
            self.last = (text, number);
        }
        if self.labels.of.is_empty() {
            self.labels.of = vec![NO_LABEL; lines];
        }
        self.labels.of[at] = self.last.1;
    }
}

/// The columns.
#[derive(Debug, Clone, Default)]
pub struct OrderColumns {
    /// Product code, else product name.
    pub product: Labels,
    /// Category.
    pub category: Labels,
    /// Channel.
    pub channel: Labels,
    /// Region of delivery.
    pub region: Labels,
    /// Salesperson.
    pub owner: Labels,
    /// Quantity, negative for returns; NaN without one. Empty where no line has one.
    quantity: Vec<f64>,
    /// Cost in minor units, negative for goods that came back. Empty where no line has one.
    cost: Vec<Option<i64>>,
    /// Sold and returned in minor units, both positive, before refunds are taken off.
    flows: Vec<(i64, i64)>,
    /// Name of each product, where the code names it.
    product_names: Vec<Option<String>>,
    /// A record with a value in every field in which any line has one.
    filled: Option<Box<Order>>,
}

impl OrderColumns {
    /// Reads the columns off the order lines, once; money in the currency of the assessment.
    #[must_use]
    pub fn of(
        orders: &[Linked<Order>],
        converted: impl Fn(Amount, &Order) -> Amount,
        on_basis: impl Fn(Amount, &Order) -> Amount,
    ) -> Self {
        let sold = |amount: Amount, order: &Order| converted(on_basis(amount, order), order);
        let lines = orders.len();
        let [
            mut product,
            mut category,
            mut channel,
            mut region,
            mut owner,
        ] = std::array::from_fn(|_| Labeller::new());
        let mut columns = Self {
            flows: Vec::with_capacity(lines),
            ..Self::default()
        };
        for (at, row) in orders.iter().enumerate() {
            let order = &row.record;
            let code = order
                .product_code
                .as_deref()
                .filter(|text| !text.trim().is_empty());
            product.give(at, lines, code.or(order.product.as_deref()));
            category.give(at, lines, order.category.as_deref());
            channel.give(at, lines, order.channel.as_deref());
            region.give(at, lines, order.region.as_deref());
            owner.give(at, lines, order.owner.as_deref());
            columns.name_product(product.labels.number_at(at), order);
            columns.amounts(at, lines, order, &converted, &sold);
            columns.fill(order);
        }
        columns.product = product.labels;
        columns.category = category.labels;
        columns.channel = channel.labels;
        columns.region = region.labels;
        columns.owner = owner.labels;
        columns
    }

    fn name_product(&mut self, number: u32, order: &Order) {
        if number as usize == self.product_names.len() {
            let code = order.product_code.as_deref().map(str::trim);
            let name = order.product.as_deref().map(str::trim);
            self.product_names.push(
                name.filter(|name| !name.is_empty() && code.is_some_and(|code| code != *name))
                    .map(str::to_owned),
            );
        }
    }

    fn amounts(
        &mut self,
        at: usize,
        lines: usize,
        order: &Order,
        converted: &impl Fn(Amount, &Order) -> Amount,
        sold: &impl Fn(Amount, &Order) -> Amount,
    ) {
        let back = order.amount < Amount::ZERO;
        if let Some(quantity) = order.quantity {
            if self.quantity.is_empty() {
                self.quantity = vec![f64::NAN; lines];
            }
            // A returned line takes its goods back, whichever sign they were written with.
            self.quantity[at] = if back { -quantity.abs() } else { quantity };
        }
        if let Some(cost) = order.cost {
            if self.cost.is_empty() {
                self.cost = vec![None; lines];
            }
            let cost = if back && cost.is_positive() {
                -cost
            } else {
                cost
            };
            self.cost[at] = Some(converted(cost, order).0);
        }
        let amount = sold(order.amount, order).0;
        let refund = sold(order.refund.unwrap_or(Amount::ZERO), order).0.max(0);
        let (sold, returned) = (amount.max(0), (-amount.min(0)).saturating_add(refund));
        self.flows.push((sold, returned));
    }

    /// Completes the record that shows which fields are used at all.
    fn fill(&mut self, order: &Order) {
        let Some(filled) = &mut self.filled else {
            self.filled = Some(Box::new(order.clone()));
            return;
        };
        macro_rules! complete {
            ($($field:ident)*) => {$(
                if filled.$field.is_none() && order.$field.is_some() {
                    filled.$field.clone_from(&order.$field);
                }
            )*};
        }
        complete! {
            order_no order_type customer_code customer_name amount_net tax tax_rate tax_included refund
            cost discount currency exchange_rate product_code product category quantity unit_price channel region owner promised_date
            delivered_date status remark
        }
    }

    /// Quantity of an order line, negative for returns.
    #[must_use]
    pub fn quantity(&self, order: u32) -> Option<f64> {
        self.quantity
            .get(order as usize)
            .copied()
            .filter(|quantity| !quantity.is_nan())
    }

    /// Cost of an order line in minor units, negative for goods that came back.
    #[must_use]
    pub fn cost(&self, order: u32) -> Option<i64> {
        self.cost.get(order as usize).copied().flatten()
    }

    /// Sold and returned of an order line, minor units, both positive: a negative line is a
    /// return, and so is a refund.
    #[must_use]
    pub fn flows(&self, order: u32) -> (i64, i64) {
        self.flows.get(order as usize).copied().unwrap_or_default()
    }

    /// Whether any line has a cost.
    #[must_use]
    pub fn has_cost(&self) -> bool {
        !self.cost.is_empty()
    }

    /// Whether any line has a quantity.
    #[must_use]
    pub fn has_quantity(&self) -> bool {
        !self.quantity.is_empty()
    }

    /// Whether any line was returned or refunded.
    #[must_use]
    pub fn has_returns(&self) -> bool {
        self.filled
            .as_ref()
            .is_some_and(|filled| filled.refund.is_some())
            || self.flows.iter().any(|(_, returned)| *returned > 0)
    }

    /// Code and, where it has one besides, name of a product.
    #[must_use]
    pub fn product_label(&self, number: u32) -> Option<(&str, Option<&str>)> {
        let code = self.product.names.get(number as usize)?;
        let name = self
            .product_names
            .get(number as usize)
            .and_then(Option::as_deref);
        Some((code, name))
    }

    /// A record with a value in every optional field in which any line has one.
    #[must_use]
    pub fn filled(&self) -> Option<&Order> {
        self.filled.as_deref()
    }
}

/// Net revenue by day, summed up from the first: the revenue of any window is one subtraction.
#[derive(Debug, Clone, Default)]
pub(super) struct DailyRevenue(Vec<(Date, i64)>);

impl DailyRevenue {
    pub(super) fn of(sales: &[Sale]) -> Self {
        let mut named: Vec<(Date, i64)> = Vec::new();
        let mut places: QuickMap<Date, usize> = QuickMap::default();
        for sale in sales {
            let place = *places.entry(sale.date).or_insert_with(|| {
                named.push((sale.date, 0));
                named.len() - 1
            });
            named[place].1 = named[place].1.saturating_add(sale.amount.0);
        }
        named.sort_unstable_by_key(|(date, _)| *date);
        let mut sum = 0_i64;
        for (_, amount) in &mut named {
            sum = sum.saturating_add(*amount);
            *amount = sum;
        }
        Self(named)
    }

    /// First and last day with a line, up to and including a day.
    pub(super) fn span(&self, until: Date) -> Option<(Date, Date)> {
        let end = self.0.partition_point(|(date, _)| *date <= until);
        Some((self.0.first()?.0, self.0.get(end.checked_sub(1)?)?.0))
    }

    /// Net revenue of everyone within `from..=to`.
    pub(super) fn within(&self, from: Date, to: Date) -> Amount {
        let until = |at: usize| at.checked_sub(1).map_or(0, |at| self.0[at].1);
        let start = self.0.partition_point(|(date, _)| *date < from);
        let end = self.0.partition_point(|(date, _)| *date <= to);
        Amount(until(end.max(start)).saturating_sub(until(start)))
    }
}
