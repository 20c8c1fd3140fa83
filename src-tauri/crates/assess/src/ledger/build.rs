//! From records and decisions to the ledger.

use std::collections::BTreeMap;

use records::{Amount, Date, Decision, DecisionKind, Order};

use super::columns::{DailyRevenue, OrderColumns, QuickMap};
use super::identity::Identity;
use super::records::{Records, Tables};
use super::shared::Shared;
use super::{CustomerId, Document, Ledger, LedgerCustomer, LeftOut, Linked, Sale, Taxes};
use crate::defaults::currency_code;
use crate::definitions::{CustomerLevel, ReturnsRule};
use crate::reconciliation::{ExcludedRows, Settled};

impl Ledger {
    /// Ledger of one target's records after the adviser's decisions, customers at `level`.
    ///
    /// Customers come from the customer table and the orders; other tables only point to them.
    #[must_use]
    pub fn build(mut records: Records, decisions: &[Decision], level: CustomerLevel) -> Self {
        let settled = Settled::from(decisions);
        let taxes = Taxes::of(&records, decisions, settled.tax_rate);
        let excluded = ExcludedRows::from(decisions);
        let excluded_rows = if excluded.is_empty() {
            0
        } else {
            records.retain(|at| !excluded.contains(at))
        };
        let mut identity = Identity::default();
        identity.add_masters(&records.customers);
        for order in &records.orders {
            identity.add(
                order.record.customer_code.as_deref(),
                order.record.customer_name.as_deref(),
            );
        }
        let customers = identity.settle(decisions, level);
        let mut tables = Tables::link(records, |code, name| identity.find(code, name));
        let returns = returns_rule(decisions);
        let left_out = leave_out(&mut tables.orders, &customers, returns, taxes);
        let mut sales = sales_of(&tables.orders, returns, taxes, &settled.rates);
        let documents = number_documents(&tables.orders, &mut sales);
        let sale_starts = starts(&sales, customers.len());
        let purchase_days = purchase_days(&documents, &customers);
        let columns = OrderColumns::of(
            &tables.orders,
            |amount, order| converted(amount, order, &settled.rates),
            |amount, order| taxes.on_basis(amount, order),
        );
        let daily = DailyRevenue::of(&sales);
        Self {
            customers,
            tables,
            sales,
            documents,
            excluded_rows,
            left_out,
            settled,
            taxes,
            sale_starts,
            purchase_days,
            columns,
            daily,
            shared: Shared::default(),
            identity,
        }
    }
}

fn returns_rule(decisions: &[Decision]) -> ReturnsRule {
    decisions
        .iter()
        .rev()
        .find_map(|decision| match &decision.kind {
            DecisionKind::Define { name, value } if name == "returns" => {
                serde_json::from_value(value.clone()).ok()
            }
            _ => None,
        })
        .unwrap_or(ReturnsRule::NetAtReturnDate)
}

/// What a line brought under the returns rule; absent where the rule leaves it out.
pub(crate) fn net_amount(order: &Order, returns: ReturnsRule) -> Option<Amount> {
    match returns {
        ReturnsRule::NetAtReturnDate => Some(order.amount - order.refund.unwrap_or(Amount::ZERO)),
        ReturnsRule::Ignore => (order.amount >= Amount::ZERO).then_some(order.amount),
    }
}

/// Takes the lines of customers out whose sales are no revenue, and keeps what they were.
fn leave_out(
    orders: &mut Vec<Linked<Order>>,
    customers: &[LedgerCustomer],
    returns: ReturnsRule,
    taxes: Taxes,
) -> Vec<LeftOut> {
    let stays = |id: CustomerId| {
        let why = customers[id.index()].exclusion;
        why.is_none_or(records::Exclusion::keeps_revenue)
    };
    if (0..)
        .map(CustomerId)
        .zip(customers)
        .all(|(id, _)| stays(id))
    {
        return Vec::new();
    }
    let mut left_out = Vec::new();
    orders.retain(|row| {
        let Some(customer) = row.customer.filter(|id| !stays(*id)) else {
            return true;
        };
        left_out.extend(net_amount(&row.record, returns).map(|amount| LeftOut {
            customer,
            date: row.record.date,
            amount: taxes.on_basis(amount, &row.record),
            at: row.at,
        }));
        false
    });
    left_out
}

/// The amount in the currency of the assessment, where a rate was stated for the line's own.
fn converted(amount: Amount, order: &Order, rates: &BTreeMap<String, f64>) -> Amount {
    if rates.is_empty() {
        return amount;
    }
    let code = order.currency.as_deref().and_then(currency_code);
    match code.and_then(|code| rates.get(&code)) {
        Some(rate) => Amount::from_units(amount.units() * rate).unwrap_or(amount),
        None => amount,
    }
}

fn sales_of(
    orders: &[Linked<Order>],
    returns: ReturnsRule,
    taxes: Taxes,
    rates: &BTreeMap<String, f64>,
) -> Vec<Sale> {
    let mut sales: Vec<Sale> = orders
        .iter()
        .enumerate()
        .filter_map(|(index, row)| {
            let net = net_amount(&row.record, returns)?;
            Some(Sale {
                customer: row.customer,
                date: row.record.date,
                amount: converted(taxes.on_basis(net, &row.record), &row.record, rates),
                document: 0,
                order: u32::try_from(index).unwrap_or(u32::MAX),
                at: row.at,
            })
        })
        .collect();
    sales.sort_by_key(|sale| (sale.customer, sale.date, sale.order));
    sales
}

/// Gives each line its document: by number within the customer, else by the customer's day;
/// a line with neither is a document of its own.
fn number_documents(orders: &[Linked<Order>], sales: &mut [Sale]) -> Vec<Document> {
    let mut numbers: QuickMap<(Option<CustomerId>, &str), u32> = QuickMap::default();
    let mut days: QuickMap<(CustomerId, Date), u32> = QuickMap::default();
    let mut documents: Vec<Document> = Vec::new();
    for sale in sales {
        let number = orders[sale.order as usize]
            .record
            .order_no
            .as_deref()
            .map(str::trim);
        let next = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        sale.document = match (number.filter(|text| !text.is_empty()), sale.customer) {
            (Some(number), customer) => *numbers.entry((customer, number)).or_insert(next),
            (None, Some(customer)) => *days.entry((customer, sale.date)).or_insert(next),
            (None, None) => next,
        };
        if sale.document == next {
            documents.push(Document {
                customer: sale.customer,
                date: sale.date,
                amount: Amount::ZERO,
            });
        }
        documents[sale.document as usize].amount += sale.amount;
    }
    documents
}

fn starts(sales: &[Sale], customers: usize) -> Vec<usize> {
    (0..=customers)
        .map(|at| sales.partition_point(|sale| sale.customer.is_none_or(|id| id.index() < at)))
        .collect()
}

fn purchase_days(documents: &[Document], customers: &[LedgerCustomer]) -> Vec<Vec<Date>> {
    let mut days = vec![Vec::new(); customers.len()];
    for document in documents.iter().filter(|document| document.is_order()) {
        if let Some(id) = document.customer {
            days[id.index()].push(document.date);
        }
    }
    for dates in &mut days {
        dates.sort_unstable();
        dates.dedup();
    }
    days
}
