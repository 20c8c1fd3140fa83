//! What the measures of the voice tables share: a selection of rows, and the figures made of it.

use std::collections::BTreeSet;

use records::{Date, Evidence, RowRef, TableKind};
use statistics::quantiles;

use super::tools::{Outcome, no_field, proportion};

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, Linked, days_between, next_day};
use crate::measure::Figure;
use crate::model::AbsentReason;

/// Share of rows naming a customer that must find one before tables are crossed.
pub(crate) const MATCHED: f64 = 0.9;

/// Rows of one table, narrowed step by step.
pub(crate) struct Selection<'a, T> {
    all: &'a [Linked<T>],
    kept: Vec<&'a Linked<T>>,
}

impl<'a, T: Evidence> Selection<'a, T> {
    /// Every row of a table; absent when the table was not provided.
    pub(crate) fn of(all: &'a [Linked<T>]) -> Result<Self, AbsentReason> {
        if all.is_empty() {
            return Err(AbsentReason::NoTable { table: T::KIND });
        }
        Ok(Self {
            all,
            kept: all.iter().collect(),
        })
    }

    /// Rows dated within the window. Undated rows are left out, unless no row of the table has a
    /// date: then the table is taken for the window.
    pub(crate) fn within(
        mut self,
        (from, to): (Date, Date),
        date: impl Fn(&T) -> Option<Date>,
    ) -> Self {
        if self.all.iter().any(|row| date(&row.record).is_some()) {
            self.kept
                .retain(|row| date(&row.record).is_some_and(|day| from <= day && day <= to));
        }
        self
    }

    /// Rows that have a value; absent when no row of the whole table has one.
    pub(crate) fn having<V>(
        mut self,
        field: &str,
        value: impl Fn(&T) -> Option<V>,
    ) -> Result<Self, AbsentReason> {
        if self.all.iter().all(|row| value(&row.record).is_none()) {
            return Err(no_field(T::KIND, field));
        }
        self.kept.retain(|row| value(&row.record).is_some());
        Ok(self)
    }

    /// The whole selection, provided that the table uses the field at all.
    pub(crate) fn using<V>(
        self,
        field: &str,
        value: impl Fn(&T) -> Option<V>,
    ) -> Result<Self, AbsentReason> {
        match self.all.iter().any(|row| value(&row.record).is_some()) {
            true => Ok(self),
            false => Err(no_field(T::KIND, field)),
        }
    }

    /// Rows that pass.
    pub(crate) fn only(mut self, test: impl Fn(&T) -> bool) -> Self {
        self.kept.retain(|row| test(&row.record));
        self
    }

    /// Rows whose customer is known and passes.
    pub(crate) fn of_customers(mut self, test: impl Fn(CustomerId) -> bool) -> Self {
        self.kept.retain(|row| row.customer.is_some_and(&test));
        self
    }

    /// Rows per 100 customers active on the as-of date; absent where there are none.
    pub(crate) fn per_100_active(&self, ledger: &Ledger, d: &Definitions) -> Outcome {
        let customers = active(ledger, d)?.len();
        let mut figure = self.figure(100.0 * self.count() as f64 / customers as f64);
        figure.n = Some(customers as u64);
        Ok(figure)
    }

    /// The rows left.
    pub(crate) fn rows(&self) -> &[&'a Linked<T>] {
        &self.kept
    }

    /// How many rows are left.
    pub(crate) fn count(&self) -> u64 {
        self.kept.len() as u64
    }

    /// Where the rows left stand.
    pub(crate) fn places(&self) -> Vec<RowRef> {
        self.kept.iter().map(|row| row.at).collect()
    }

    /// The values of the rows left that have one.
    pub(crate) fn values(&self, value: impl Fn(&T) -> Option<f64>) -> Vec<f64> {
        self.kept
            .iter()
            .filter_map(|row| value(&row.record))
            .collect()
    }

    /// Distinct texts, trimmed, of the rows left; blank ones do not count.
    pub(crate) fn texts(&self, text: impl Fn(&T) -> Option<&str>) -> BTreeSet<String> {
        let texts = self.kept.iter().filter_map(|row| text(&row.record));
        texts
            .map(|text| text.trim().to_lowercase())
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// Customers that count, of the rows left.
    pub(crate) fn customers(&self, ledger: &Ledger) -> BTreeSet<CustomerId> {
        self.kept
            .iter()
            .filter_map(|row| row.customer)
            .filter(|id| ledger.counts(*id))
            .collect()
    }

    /// A figure from the rows left.
    pub(crate) fn figure(&self, value: f64) -> Figure {
        Figure::new(value, self.count()).from_rows(T::KIND, self.places())
    }

    /// Share of the rows left that pass, with Wilson's interval.
    pub(crate) fn share(&self, d: &Definitions, test: impl Fn(&T) -> bool) -> Outcome {
        let hits = self.kept.iter().filter(|row| test(&row.record)).count();
        let figure = proportion(hits, self.kept.len(), d)?;
        Ok(figure.from_rows(T::KIND, self.places()))
    }

    /// Median of the values of the rows left.
    pub(crate) fn median(&self, value: impl Fn(&T) -> Option<f64>) -> Outcome {
        self.quantile(0.5, value)
    }

    /// Quantile of the values of the rows left.
    pub(crate) fn quantile(&self, p: f64, value: impl Fn(&T) -> Option<f64>) -> Outcome {
        quantiles::quantile(&self.values(value), p)
            .map(|found| self.figure(found))
            .ok_or(AbsentReason::NothingToCount)
    }
}

/// Quotient of two sums; absent when the denominator is not positive.
pub(crate) fn ratio(part: f64, whole: f64) -> Result<f64, AbsentReason> {
    if whole > 0.0 {
        Ok(part / whole)
    } else {
        Err(AbsentReason::NothingToCount)
    }
}

/// Refuses a table whose rows name customers that the ledger does not know: below 90 % of the
/// naming rows, figures that cross tables are not made.
pub(crate) fn matched(ledger: &Ledger, table: TableKind) -> Result<(), AbsentReason> {
    if !ledger.has(table) {
        return Err(AbsentReason::NoTable { table });
    }
    let parties = ledger.tables.parties_of(table);
    if parties.is_empty() {
        return Err(no_field(table, "customer_name"));
    }
    let found = parties.iter().flatten().count() as f64 / parties.len() as f64;
    if found < MATCHED {
        Err(AbsentReason::PoorMatch { table })
    } else {
        Ok(())
    }
}

/// Customers active on the as-of date; absent without orders or when there are none.
pub(crate) fn active(ledger: &Ledger, d: &Definitions) -> Result<Vec<CustomerId>, AbsentReason> {
    if !ledger.has(TableKind::Orders) {
        return Err(AbsentReason::NoTable {
            table: TableKind::Orders,
        });
    }
    let active = ledger.active(d);
    if active.is_empty() {
        Err(AbsentReason::NothingToCount)
    } else {
        Ok(active)
    }
}

/// Share of the active customers among `touched`.
pub(crate) fn share_of_active(
    ledger: &Ledger,
    d: &Definitions,
    touched: &BTreeSet<CustomerId>,
) -> Outcome {
    let active = active(ledger, d)?;
    let hits = active.iter().filter(|id| touched.contains(id)).count();
    proportion(hits, active.len(), d)
}

/// Customers whose first business of all lies in the last twelve months. Needs 24 months of
/// orders: with less, a customer of long ago looks new. A date in the master data counts.
pub(crate) fn new_customers(
    ledger: &Ledger,
    d: &Definitions,
) -> Result<Vec<CustomerId>, AbsentReason> {
    const NEEDED: u32 = 24;
    if !ledger.has(TableKind::Orders) {
        return Err(AbsentReason::NoTable {
            table: TableKind::Orders,
        });
    }
    let found = ledger.months_of_history(d);
    if found < NEEDED {
        return Err(AbsentReason::ShortHistory {
            needed: NEEDED,
            found,
        });
    }
    let (from, _) = ledger.ltm(d);
    let new: Vec<CustomerId> = ledger
        .active(d)
        .into_iter()
        .filter(|id| {
            ledger
                .purchase_days(*id)
                .first()
                .is_some_and(|day| *day >= from)
        })
        .filter(|id| master_first_date(ledger, *id).is_none_or(|day| day >= from))
        .collect();
    if new.is_empty() {
        Err(AbsentReason::NothingToCount)
    } else {
        Ok(new)
    }
}

fn master_first_date(ledger: &Ledger, id: CustomerId) -> Option<Date> {
    let masters = &ledger.customers.get(id.index())?.master_index;
    masters
        .iter()
        .filter_map(|at| ledger.tables.customers.get(*at)?.record.first_date)
        .min()
}

/// Revenue of the last twelve months of some customers, in units of the currency.
pub(crate) fn revenue_of<'i>(
    ledger: &Ledger,
    d: &Definitions,
    ids: impl IntoIterator<Item = &'i CustomerId>,
) -> f64 {
    let (from, to) = ledger.ltm(d);
    ids.into_iter()
        .map(|id| ledger.revenue_in(*id, from, to))
        .sum::<::records::Amount>()
        .units()
}

/// Revenue of the last twelve months of everyone, in units of the currency.
pub(crate) fn total_revenue(ledger: &Ledger, d: &Definitions) -> Result<f64, AbsentReason> {
    if !ledger.has(TableKind::Orders) {
        return Err(AbsentReason::NoTable {
            table: TableKind::Orders,
        });
    }
    let (from, to) = ledger.ltm(d);
    let total = ledger.total_revenue_in(from, to);
    if total.is_positive() {
        Ok(total.units())
    } else {
        Err(AbsentReason::NothingToCount)
    }
}

/// The window of so many days that ends on the as-of date.
pub(crate) fn last_days(d: &Definitions, days: i32) -> (Date, Date) {
    use jiff::ToSpan;
    (next_day(d.as_of.saturating_sub(days.days())), d.as_of)
}

/// The last 24 months: opinions are asked once a year or less.
pub(crate) fn two_years(d: &Definitions) -> (Date, Date) {
    crate::ledger::window(d.as_of, 0, 24)
}

/// Days from one date to another as a number; absent when the second comes first.
pub(crate) fn days(from: Date, to: Date) -> Option<f64> {
    let days = days_between(from, to);
    (days >= 0).then_some(days as f64)
}
