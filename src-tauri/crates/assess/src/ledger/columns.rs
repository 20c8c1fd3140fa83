//! What the order lines carry, in columns by position in `tables.orders`.
//!
//! Full records are large and lie in the order of the file; figures go by customer. Reading a
//! label from a column of numbers touches a hundredth of the memory.

use records::{Amount, Date, Located, Order, RowRef};
use statistics::side_by_side::beside;

use super::build::net_amount;
use super::labels::{DocumentNumbers, Labeller, Labels};
use super::{CustomerId, Taxes};
use crate::definitions::ReturnsRule;

/// Money of a line in the currency of the assessment.
pub(super) type Convert<'a> = &'a (dyn Fn(Amount, &Order) -> Amount + Sync);

/// The columns that hold texts.
struct LabelColumns {
    product: Labels,
    category: Labels,
    channel: Labels,
    region: Labels,
    owner: Labels,
    currency: Labels,
    document: DocumentNumbers,
    product_names: Vec<Option<String>>,
}

impl LabelColumns {
    fn of(orders: &[Located<Order>]) -> Self {
        let lines = orders.len();
        let mut product_names = Vec::new();
        let [
            mut product,
            mut category,
            mut channel,
            mut region,
            mut owner,
            mut currency,
        ] = std::array::from_fn(|_| Labeller::new());
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
            currency.give(at, lines, order.currency.as_deref());
            if product.labels.number_at(at) as usize == product_names.len() {
                product_names.push(product_name(order));
            }
        }
        let numbers = orders.iter().map(|row| row.record.order_no.as_deref());
        Self {
            document: DocumentNumbers::of(numbers),
            product: product.labels,
            category: category.labels,
            channel: channel.labels,
            region: region.labels,
            owner: owner.labels,
            currency: currency.labels,
            product_names,
        }
    }
}

/// The name of a line's product where its code names it otherwise.
fn product_name(order: &Order) -> Option<String> {
    let code = order.product_code.as_deref().map(str::trim);
    let name = order.product.as_deref().map(str::trim);
    name.filter(|name| !name.is_empty() && code.is_some_and(|code| code != *name))
        .map(str::to_owned)
}

/// The columns.
#[derive(Debug, Clone, Default)]
pub struct OrderColumns {
    /// Date of the document.
    pub(crate) date: Vec<Date>,
    /// The way back to the file.
    pub(crate) at: Vec<RowRef>,
    /// The customer.
    pub(crate) customer: Vec<Option<CustomerId>>,
    /// Amount as the line has it, returns and refunds not taken off.
    pub(crate) gross: Vec<Amount>,
    /// Net amount on the tax basis, in the line's own currency; absent where the returns rule leaves the line out.
    pub(crate) own: Vec<Option<Amount>>,
    /// Net amount in the currency of the assessment; empty where no rate was stated and the two
    /// are one.
    converted: Vec<Amount>,
    /// Refund in the line's own currency; empty where no line has one.
    refund: Vec<Amount>,
    /// Document number.
    pub(crate) document: DocumentNumbers,
    /// Currency, as the lines write it.
    pub(crate) currency: Labels,
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
    /// Reads the columns off the order lines, once; money in the currency of the assessment where
    /// nothing else is said. `customer` is that of each line.
    #[must_use]
    pub(crate) fn of(
        orders: &[Located<Order>],
        customer: Vec<Option<CustomerId>>,
        rules: (ReturnsRule, Taxes),
        converted: Option<Convert<'_>>,
    ) -> Self {
        // Both halves go once over all records.
        let (labels, mut columns) = beside(
            || LabelColumns::of(orders),
            || Self::amounts_of(orders, rules, converted),
        );
        columns.customer = customer;
        columns.take(labels);
        columns
    }

    fn amounts_of(
        orders: &[Located<Order>],
        (returns, taxes): (ReturnsRule, Taxes),
        converted: Option<Convert<'_>>,
    ) -> Self {
        let lines = orders.len();
        let mut columns = Self {
            date: Vec::with_capacity(lines),
            at: Vec::with_capacity(lines),
            gross: Vec::with_capacity(lines),
            own: Vec::with_capacity(lines),
            flows: Vec::with_capacity(lines),
            ..Self::default()
        };
        for (at, row) in orders.iter().enumerate() {
            let order = &row.record;
            let own = net_amount(order, returns).map(|net| taxes.on_basis(net, order));
            columns.date.push(order.date);
            columns.at.push(row.at);
            columns.gross.push(order.amount);
            columns.own.push(own);
            if let Some(converted) = converted {
                let net = converted(own.unwrap_or(Amount::ZERO), order);
                columns.converted.push(net);
                columns.amounts(at, lines, order, taxes, converted);
            } else {
                columns.amounts(at, lines, order, taxes, &|amount, _| amount);
            }
            columns.fill(order);
        }
        columns
    }

    fn take(&mut self, labels: LabelColumns) {
        self.product = labels.product;
        self.category = labels.category;
        self.channel = labels.channel;
        self.region = labels.region;
        self.owner = labels.owner;
        self.currency = labels.currency;
        self.document = labels.document;
        self.product_names = labels.product_names;
    }

    /// Refund of a line in its own currency.
    pub(crate) fn refund(&self, order: u32) -> Amount {
        self.refund.get(order as usize).copied().unwrap_or_default()
    }

    /// Number of order lines.
    pub(crate) fn lines(&self) -> usize {
        self.date.len()
    }

    /// Net amount of a line as every figure counts it; absent where the returns rule leaves the
    /// line out.
    pub(crate) fn net(&self, order: u32) -> Option<Amount> {
        let own = self.own.get(order as usize).copied().flatten()?;
        Some(self.converted.get(order as usize).copied().unwrap_or(own))
    }

    fn amounts(
        &mut self,
        at: usize,
        lines: usize,
        order: &Order,
        taxes: Taxes,
        converted: &dyn Fn(Amount, &Order) -> Amount,
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
        if let Some(refund) = order.refund {
            if self.refund.is_empty() {
                self.refund = vec![Amount::ZERO; lines];
            }
            self.refund[at] = refund;
        }
        let sold = |amount: Amount| converted(taxes.on_basis(amount, order), order).0;
        let amount = sold(order.amount);
        let refund = sold(order.refund.unwrap_or(Amount::ZERO)).max(0);
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
            order_no order_type customer_code customer_name amount_net tax tax_rate tax_included
            refund cost discount before_discount discount_amount currency exchange_rate product_code
            product category quantity unit_price channel region owner promised_date delivered_date status remark
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
