//! From records and decisions to the ledger.

use std::collections::BTreeMap;

use records::{Amount, Date, Decision, DecisionKind, Located, Order, RowRef, SourceId};

use super::columns::{Convert, OrderColumns};
use super::daily::DailyRevenue;
use super::identity::Identity;
use super::purchase_days::PurchaseDays;
use super::records::{Records, Tables};
use super::shared::Shared;
use super::timeline::Timeline;
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
        let companies: Vec<Option<usize>> = records
            .orders
            .iter()
            .map(|row| {
                let order = &row.record;
                identity.add(
                    order.customer_code.as_deref(),
                    order.customer_name.as_deref(),
                )
            })
            .collect();
        let customers = identity.settle(decisions, level);
        let mut buyers: Vec<Option<CustomerId>> = companies
            .into_iter()
            .map(|company| identity.settled.get(company?).copied())
            .collect();
        let returns = returns_rule(decisions);
        let mut orders = std::mem::take(&mut records.orders);
        let left_out = leave_out(&mut orders, &mut buyers, &customers, returns, taxes);
        let rates = &settled.rates;
        let convert = |amount: Amount, order: &Order| converted(amount, order, rates);
        let convert: Option<Convert<'_>> = (!rates.is_empty()).then_some(&convert);
        let columns = OrderColumns::of(&orders, buyers, (returns, taxes), convert);
        let mut tables = Tables::link(records, |code, name| identity.find(code, name));
        tables.orders = orders
            .into_iter()
            .zip(&columns.customer)
            .map(|(row, customer)| Linked {
                at: row.at,
                customer: *customer,
                record: row.record,
            })
            .collect();
        let mut sales = sales_of(&columns, customers.len());
        let documents = number_documents(&columns, &mut sales);
        Self {
            sale_starts: starts(&sales, customers.len()),
            purchase_days: PurchaseDays::of(&documents, customers.len()),
            timeline: Timeline::of(&sales),
            daily: DailyRevenue::of(&sales),
            customers,
            tables,
            sales,
            documents,
            excluded_rows,
            left_out,
            returns,
            settled,
            taxes,
            columns,
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
    orders: &mut Vec<Located<Order>>,
    buyers: &mut Vec<Option<CustomerId>>,
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
    let mut of_lines = buyers.iter();
    orders.retain(|row| {
        let buyer = of_lines.next().copied().flatten();
        let Some(customer) = buyer.filter(|id| !stays(*id)) else {
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
    buyers.retain(|buyer| buyer.is_none_or(stays));
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

/// The lines by customer, those without first, then by date, then as in the table.
fn sales_of(columns: &OrderColumns, customers: usize) -> Vec<Sale> {
    let place = |customer: Option<CustomerId>| customer.map_or(0, |id| id.index() + 1);
    let counted = || {
        let lines = (0u32..).zip(&columns.customer);
        lines.filter_map(|(order, customer)| Some((order, place(*customer), columns.net(order)?)))
    };
    let mut next = vec![0_usize; customers + 2];
    for (_, place, _) in counted() {
        next[place + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let starts = next.clone();
    let nothing = Sale {
        customer: None,
        date: Date::ZERO,
        amount: Amount::ZERO,
        document: 0,
        order: 0,
        at: RowRef {
            source: SourceId(0),
            sheet: 0,
            row: 0,
        },
    };
    let mut sales = vec![nothing; starts.last().copied().unwrap_or(0)];
    for (order, place, amount) in counted() {
        let line = order as usize;
        sales[next[place]] = Sale {
            customer: columns.customer[line],
            date: columns.date[line],
            amount,
            document: 0,
            order,
            at: columns.at[line],
        };
        next[place] += 1;
    }
    for pair in starts.windows(2) {
        // Books are kept by date: most customers' lines stand in order already.
        let of_one = &mut sales[pair[0]..pair[1]];
        if !of_one.is_sorted_by_key(|sale| sale.date) {
            of_one.sort_by_key(|sale| sale.date);
        }
    }
    sales
}

/// Gives each line its document: by number within the customer, else by the customer's day;
/// a line with neither is a document of its own. Lines stand by customer, then date.
fn number_documents(columns: &OrderColumns, sales: &mut [Sale]) -> Vec<Document> {
    // The customer in whose lines a number stood last, and the document it had there.
    let mut of_number: Vec<(Option<Option<CustomerId>>, u32)> =
        vec![(None, 0); columns.document.len()];
    let mut of_day: Option<(CustomerId, Date, u32)> = None;
    let mut documents: Vec<Document> = Vec::new();
    for sale in sales {
        let next = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        let number = of_number.get_mut(columns.document.number(sale.order) as usize);
        sale.document = match (number, sale.customer) {
            (Some((customer, document)), _) if *customer == Some(sale.customer) => *document,
            (Some(known), customer) => {
                *known = (Some(customer), next);
                next
            }
            (None, Some(customer)) => match of_day {
                Some((of, date, document)) if (of, date) == (customer, sale.date) => document,
                _ => {
                    of_day = Some((customer, sale.date, next));
                    next
                }
            },
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
    let mut starts = Vec::with_capacity(customers + 1);
    let named = sales.partition_point(|sale| sale.customer.is_none());
    for (at, sale) in sales.iter().enumerate().skip(named) {
        let id = sale.customer.map_or(0, CustomerId::index);
        while starts.len() <= id {
            starts.push(at);
        }
    }
    starts.resize(customers + 1, sales.len());
    starts
}
