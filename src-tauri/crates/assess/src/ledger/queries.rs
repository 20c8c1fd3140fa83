//! What measures ask the ledger.

use std::ops::Range;
use std::sync::Arc;

use records::{Amount, Date, Exclusion, RowRef, TableKind};

use super::dates::{day_number, months_before, next_day, window};
use super::{CustomerId, Ledger, Sale, Shared};
use crate::definitions::Definitions;

impl Ledger {
    /// What was worked out before.
    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The customer that goes by this code or name, as the ledger identifies customers.
    #[must_use]
    pub fn find(&self, code: Option<&str>, name: Option<&str>) -> Option<CustomerId> {
        self.identity.peek(code, name)
    }

    /// Every customer that counts: not excluded by decision.
    pub fn counted(&self) -> impl Iterator<Item = CustomerId> + '_ {
        (0u32..)
            .map(CustomerId)
            .zip(&self.customers)
            .filter(|(_, c)| c.exclusion.is_none())
            .map(|(id, _)| id)
    }

    /// Whether the customer counts.
    #[must_use]
    pub fn counts(&self, id: CustomerId) -> bool {
        self.customers
            .get(id.index())
            .is_some_and(|customer| customer.exclusion.is_none())
    }

    /// Name of a customer.
    #[must_use]
    pub fn name(&self, id: CustomerId) -> &str {
        self.customers
            .get(id.index())
            .map_or("", |customer| &customer.name)
    }

    /// Lines of a customer, by date.
    #[must_use]
    pub fn sales_of(&self, id: CustomerId) -> &[Sale] {
        &self.sales[self.place_of(id)]
    }

    /// Where a customer's lines stand.
    fn place_of(&self, id: CustomerId) -> Range<usize> {
        match (
            self.sale_starts.get(id.index()),
            self.sale_starts.get(id.index() + 1),
        ) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0..0,
        }
    }

    /// Lines of a customer within `from..=to`.
    #[must_use]
    pub fn sales_of_in(&self, id: CustomerId, from: Date, to: Date) -> &[Sale] {
        &self.sales[self.timeline.within(self.place_of(id), from, to)]
    }

    /// Lines of everyone within `from..=to`, excluded and unidentified customers too, by customer,
    /// those without first, then by date.
    pub fn sales_in(&self, from: Date, to: Date) -> impl Iterator<Item = &Sale> + Clone {
        let runs = self.runs_in(from, to);
        (0..runs.len()).flat_map(move |at| &self.sales[runs[at].clone()])
    }

    /// Runs of lines within `from..=to`.
    fn runs_in(&self, from: Date, to: Date) -> Arc<[Range<usize>]> {
        self.shared.runs.get((from, to), || {
            let named = self.sale_starts.first().copied().unwrap_or_default();
            let customers = self.sale_starts.windows(2).map(|pair| pair[0]..pair[1]);
            let (from, to) = (day_number(from), day_number(to));
            let mut runs: Vec<Range<usize>> = Vec::new();
            for place in std::iter::once(0..named).chain(customers) {
                let run = self.timeline.between(place, from, to);
                match runs.last_mut() {
                    Some(last) if last.end == run.start => last.end = run.end,
                    _ if run.is_empty() => {}
                    _ => runs.push(run),
                }
            }
            runs.into()
        })
    }

    /// Net revenue of a customer within `from..=to`.
    #[must_use]
    pub fn revenue_in(&self, id: CustomerId, from: Date, to: Date) -> Amount {
        let lines = self.timeline.within(self.place_of(id), from, to);
        self.timeline.sum(&lines)
    }

    /// Net revenue of a customer, of all time.
    pub(super) fn revenue_of(&self, id: CustomerId) -> Amount {
        self.timeline.sum(&self.place_of(id))
    }

    /// Net revenue of everyone, of all time.
    pub(super) fn revenue_of_all(&self) -> Amount {
        self.timeline.sum(&(0..self.sales.len()))
    }

    /// Net revenue of lines that name no customer within `from..=to`.
    #[must_use]
    pub fn unnamed_revenue_in(&self, from: Date, to: Date) -> Amount {
        let unnamed = 0..self.sale_starts.first().copied().unwrap_or_default();
        self.timeline.sum(&self.timeline.within(unnamed, from, to))
    }

    /// Days with lines within `from..=to`, ascending.
    pub fn days_in(&self, from: Date, to: Date) -> impl Iterator<Item = Date> + '_ {
        self.daily.days_in(from, to)
    }

    /// Net revenue of everyone within `from..=to`, unidentified lines included.
    #[must_use]
    pub fn total_revenue_in(&self, from: Date, to: Date) -> Amount {
        self.daily.within(from, to)
    }

    /// Net revenue of customers that count, by customer, within `from..=to`; those with no lines
    /// in the window left out, ascending by id.
    #[must_use]
    pub fn revenue_by_customer(&self, from: Date, to: Date) -> Vec<(CustomerId, Amount)> {
        self.revenue_of_customers(from, to).to_vec()
    }

    fn revenue_of_customers(&self, from: Date, to: Date) -> Arc<[(CustomerId, Amount)]> {
        self.shared.revenue.get((from, to), || {
            let (from, to) = (day_number(from), day_number(to));
            let of_one = |id| {
                let lines = self.timeline.between(self.place_of(id), from, to);
                (!lines.is_empty()).then(|| (id, self.timeline.sum(&lines)))
            };
            self.counted().filter_map(of_one).collect()
        })
    }

    /// The same with positive revenue only, largest first.
    #[must_use]
    pub fn ranked(&self, from: Date, to: Date) -> Vec<(CustomerId, Amount)> {
        self.ranks(from, to).to_vec()
    }

    /// The same, shared.
    pub(crate) fn ranks(&self, from: Date, to: Date) -> Arc<[(CustomerId, Amount)]> {
        self.shared.ranked.get((from, to), || {
            let mut ranked = self.revenue_by_customer(from, to);
            ranked.retain(|(_, amount)| amount.is_positive());
            ranked.sort_unstable_by_key(|(id, amount)| (-amount.0, *id));
            ranked.into()
        })
    }

    /// Positive revenue within `from..=to` of accounts that collect what is nobody's: it belongs to
    /// the denominator of shares, and to no customer's numerator.
    #[must_use]
    pub fn bucket_revenue_in(&self, from: Date, to: Date) -> Amount {
        (0u32..)
            .map(CustomerId)
            .zip(&self.customers)
            .filter(|(_, c)| c.exclusion.is_some_and(Exclusion::keeps_revenue))
            .map(|(id, _)| self.revenue_in(id, from, to).max(Amount::ZERO))
            .sum()
    }

    /// What shares of customers are shares of: positive revenue of the customers that count, and
    /// of buckets, within `from..=to`.
    #[must_use]
    pub fn named_revenue_in(&self, from: Date, to: Date) -> Amount {
        let counted: Amount = self.ranks(from, to).iter().map(|(_, amount)| *amount).sum();
        counted + self.bucket_revenue_in(from, to)
    }

    /// Order documents (net amount positive) within `from..=to`, of everyone.
    #[must_use]
    pub fn order_count_in(&self, from: Date, to: Date) -> u64 {
        self.documents
            .iter()
            .filter(|doc| doc.is_order() && from <= doc.date && doc.date <= to)
            .count() as u64
    }

    /// Days on which the customer bought, ascending.
    #[must_use]
    pub fn purchase_days(&self, id: CustomerId) -> &[Date] {
        self.purchase_days.of_customer(id.index())
    }

    /// The same days by number, up to and including `day`.
    #[must_use]
    pub fn purchase_day_numbers_until(&self, id: CustomerId, day: Date) -> &[i32] {
        let numbers = self.purchase_days.numbers_of(id.index());
        let until = day_number(day);
        &numbers[..numbers.partition_point(|number| *number <= until)]
    }

    /// Days on which the customer bought, up to and including `day`.
    #[must_use]
    pub fn purchase_days_until(&self, id: CustomerId, day: Date) -> &[Date] {
        let days = self.purchase_days(id);
        &days[..days.partition_point(|date| *date <= day)]
    }

    /// Whether the customer bought within `from..=to`.
    #[must_use]
    pub fn bought_in(&self, id: CustomerId, from: Date, to: Date) -> bool {
        self.purchase_days_until(id, to)
            .last()
            .is_some_and(|date| *date >= from)
    }

    /// Customers that bought within the activity window up to the as-of date, ascending.
    #[must_use]
    pub fn active(&self, d: &Definitions) -> Vec<CustomerId> {
        let from = next_day(months_before(d.as_of, d.activity_months));
        self.counted()
            .filter(|id| self.bought_in(*id, from, d.as_of))
            .collect()
    }

    /// Customers that ever bought up to the as-of date, ascending.
    #[must_use]
    pub fn buyers(&self, d: &Definitions) -> Vec<CustomerId> {
        self.counted()
            .filter(|id| !self.purchase_days_until(*id, d.as_of).is_empty())
            .collect()
    }

    /// The last twelve months: first and last day, the last being the as-of date.
    #[must_use]
    pub fn ltm(&self, d: &Definitions) -> (Date, Date) {
        window(d.as_of, 0, 12)
    }

    /// The twelve months before the last twelve.
    #[must_use]
    pub fn prior(&self, d: &Definitions) -> (Date, Date) {
        window(d.as_of, 12, 12)
    }

    /// First and last date of the orders up to the as-of date.
    #[must_use]
    pub fn order_span(&self, d: &Definitions) -> Option<(Date, Date)> {
        self.daily.span(d.as_of)
    }

    /// Months of order history up to the as-of date, the first counted whole when it began in its
    /// first ten days.
    #[must_use]
    pub fn months_of_history(&self, d: &Definitions) -> u32 {
        let Some((first, _)) = self.order_span(d) else {
            return 0;
        };
        let started = super::month_index(first, d.as_of) + 1;
        let months = if first.day() <= 10 {
            started
        } else {
            started - 1
        };
        u32::try_from(months).unwrap_or(0)
    }

    /// Whether the table has any row.
    #[must_use]
    pub fn has(&self, kind: TableKind) -> bool {
        self.tables.count(kind) > 0
    }

    /// Where the rows of a table stand.
    #[must_use]
    pub fn rows_of(&self, kind: TableKind) -> Arc<[RowRef]> {
        let make = || self.tables.rows_of(kind).into();
        self.shared.table_rows.get(kind, make)
    }

    /// Order lines within `from..=to`, in the order of the table: mostly that of the rows. Figures of
    /// one window share one list.
    #[must_use]
    pub fn order_rows_in(&self, from: Date, to: Date) -> Arc<[RowRef]> {
        self.shared.order_rows.get((from, to), || {
            let lines = self.columns.date.iter().zip(&self.columns.at);
            lines
                .filter(|(date, _)| from <= **date && **date <= to)
                .map(|(_, at)| *at)
                .collect()
        })
    }
}
