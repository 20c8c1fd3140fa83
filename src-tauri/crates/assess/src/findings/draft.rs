//! A finding before it gets its row sets.

use std::collections::BTreeMap;
use std::sync::Arc;

use records::{Amount, Date, RowRef, Severity, TableKind};

use super::{Context, Significance};
use crate::ledger::CustomerId;
use crate::model::{FindingArg, Unit};

/// Scale of a figure that is no share of revenue (complaints, deliveries, points): such findings
/// stand after those that put revenue at risk.
pub(super) const OPERATIONS: f64 = 0.01;

/// A finding in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// Orders findings of one severity: a share of revenue where there is one.
    pub(super) weight: f64,
    pub(super) measure: Option<&'static str>,
    pub(super) args: BTreeMap<String, FindingArg>,
    pub(super) threshold: Option<&'static str>,
    pub(super) test: Option<Significance>,
    pub(super) rows: Vec<(TableKind, Arc<[RowRef]>)>,
    /// Row sets that the assessment has already.
    pub(super) sets: Vec<usize>,
}

impl Draft {
    pub(super) fn new(code: &'static str, severity: Severity, weight: f64) -> Self {
        Self {
            code,
            severity,
            weight,
            measure: None,
            args: BTreeMap::new(),
            threshold: None,
            test: None,
            rows: Vec::new(),
            sets: Vec::new(),
        }
    }

    /// Carried by this measure.
    pub(super) fn measured(mut self, id: &'static str) -> Self {
        self.measure = Some(id);
        self
    }

    /// Beyond this threshold.
    pub(super) fn beyond(mut self, threshold: &'static str) -> Self {
        self.threshold = Some(threshold);
        self
    }

    /// Tested by this method; `n` is what was counted.
    pub(super) fn tested(mut self, method: &str, p: f64, n: u64) -> Self {
        self.test = Some(Significance {
            method: method.to_owned(),
            p,
            n,
        });
        self
    }

    /// From rows that stand in the assessment's sets already.
    pub(super) fn in_sets(mut self, sets: &[usize]) -> Self {
        self.sets.extend(sets);
        self
    }

    /// From these rows.
    pub(super) fn with_rows(self, table: TableKind, rows: Vec<RowRef>) -> Self {
        self.with_shared_rows(table, rows.into())
    }

    /// From rows that figures share.
    pub(super) fn with_shared_rows(mut self, table: TableKind, rows: Arc<[RowRef]>) -> Self {
        self.rows.push((table, rows));
        self
    }

    fn with(mut self, name: &str, arg: FindingArg) -> Self {
        self.args.insert(name.to_owned(), arg);
        self
    }

    pub(super) fn share(self, name: &str, share: f64) -> Self {
        self.with(name, FindingArg::Figure(share, Unit::Share))
    }

    pub(super) fn money(self, name: &str, amount: Amount) -> Self {
        self.with(name, FindingArg::Figure(amount.units(), Unit::Money))
    }

    pub(super) fn figure(self, name: &str, value: f64, unit: Unit) -> Self {
        self.with(name, FindingArg::Figure(value, unit))
    }

    pub(super) fn count(self, name: &str, count: usize) -> Self {
        self.with(name, FindingArg::Figure(count as f64, Unit::Count))
    }

    pub(super) fn date(self, name: &str, date: Date) -> Self {
        self.with(name, FindingArg::Date(date))
    }

    pub(super) fn text(self, name: &str, text: &str) -> Self {
        self.with(name, FindingArg::Text(text.to_owned()))
    }

    pub(super) fn person(self, name: &str, person: &str) -> Self {
        self.with(name, FindingArg::Person(person.to_owned()))
    }

    pub(super) fn customer(self, name: &str, context: &Context<'_>, id: CustomerId) -> Self {
        self.with(
            name,
            FindingArg::Customer(context.ledger.name(id).to_owned()),
        )
    }
}

impl Context<'_> {
    /// Net revenue of the last twelve months, everyone's.
    pub(super) fn ltm_revenue(&self) -> Amount {
        let (from, to) = self.ledger.ltm(self.d);
        self.ledger.total_revenue_in(from, to)
    }

    /// Share of an amount in the last twelve months' revenue; zero without revenue.
    pub(super) fn share_of_ltm(&self, amount: Amount) -> f64 {
        let total = self.ltm_revenue();
        if total.is_positive() {
            amount.units() / total.units()
        } else {
            0.0
        }
    }

    /// Largest customers of the last twelve months.
    pub(super) fn top(&self, n: usize) -> Vec<(CustomerId, Amount)> {
        let (from, to) = self.ledger.ltm(self.d);
        let mut ranked = self.ledger.ranked(from, to);
        ranked.truncate(n);
        ranked
    }

    /// Order lines of these customers in the last 24 months.
    pub(super) fn lines_of(&self, ids: impl IntoIterator<Item = CustomerId>) -> Vec<RowRef> {
        let (from, to) = (self.ledger.prior(self.d).0, self.d.as_of);
        ids.into_iter()
            .flat_map(|id| self.ledger.sales_of_in(id, from, to))
            .map(|sale| sale.at)
            .collect()
    }
}

/// Warning, or critical from a second threshold on; `None` below the first.
pub(super) fn graded(value: f64, warning: f64, critical: f64) -> Option<Severity> {
    if value > critical {
        Some(Severity::Critical)
    } else if value > warning {
        Some(Severity::Warning)
    } else {
        None
    }
}
