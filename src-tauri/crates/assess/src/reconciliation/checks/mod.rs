//! Whether the set of records is whole: each check a status, its figures, its rows.

mod basis;
mod dates;
mod documents;
mod numbers;
mod periods;
mod signs;

use std::collections::BTreeMap;

use records::{Amount, Date, RowRef, SourceId, TableKind};

use super::lines::Lines;
use super::model::{Check, CheckStatus, CheckTable, CheckValue, Reconciliation};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::rows::RowSets;

/// Examples listed with a check.
const EXAMPLES: usize = 20;

/// What the checks look at.
pub(super) struct Scene<'a> {
    pub found: &'a Reconciliation,
    pub lines: &'a Lines<'a>,
    pub ledger: &'a Ledger,
    pub d: &'a Definitions,
}

/// Every check, in the order screens and reports list them.
pub(super) fn checks(
    found: &Reconciliation,
    lines: &Lines<'_>,
    ledger: &Ledger,
    d: &Definitions,
) -> Vec<Draft> {
    let scene = Scene {
        found,
        lines,
        ledger,
        d,
    };
    if lines.is_empty() && found.series.is_empty() {
        return Vec::new();
    }
    let mut drafts = vec![basis::control(&scene)];
    drafts.extend(basis::unread(&scene));
    drafts.extend(basis::left_out(&scene));
    if !lines.is_empty() {
        drafts.extend(documents::checks(&scene));
        drafts.push(periods::overlap(&scene));
        drafts.push(periods::months_missing(&scene));
        drafts.push(numbers::missing(&scene));
        drafts.extend(signs::checks(&scene));
        drafts.push(basis::currencies(&scene));
        drafts.push(basis::tax_mix(&scene));
        drafts.extend(dates::checks(&scene));
    }
    drafts
}

/// A check in the making.
pub(super) struct Draft {
    id: &'static str,
    status: CheckStatus,
    args: BTreeMap<String, CheckValue>,
    table: Option<CheckTable>,
    rows: (TableKind, Vec<RowRef>),
    fix: Option<&'static str>,
}

impl Draft {
    pub fn new(id: &'static str, status: CheckStatus) -> Self {
        Self {
            id,
            status,
            args: BTreeMap::new(),
            table: None,
            rows: (TableKind::Orders, Vec::new()),
            fix: None,
        }
    }

    fn with(mut self, name: &str, value: CheckValue) -> Self {
        self.args.insert(name.to_owned(), value);
        self
    }

    pub fn count(self, name: &str, count: usize) -> Self {
        self.with(name, CheckValue::Count(count as u64))
    }

    pub fn money(self, name: &str, amount: Amount) -> Self {
        self.with(name, CheckValue::Money(amount))
    }

    pub fn share(self, name: &str, share: f64) -> Self {
        self.with(name, CheckValue::Share(share))
    }

    pub fn date(self, name: &str, date: Date) -> Self {
        self.with(name, CheckValue::Date(date))
    }

    pub fn text(self, name: &str, text: &str) -> Self {
        self.with(name, CheckValue::Text(text.to_owned()))
    }

    pub fn rows(mut self, table: TableKind, rows: Vec<RowRef>) -> Self {
        self.rows = (table, rows);
        self
    }

    /// Leaving these rows out by this rule settles it.
    pub fn fixed_by(mut self, rule: &'static str) -> Self {
        self.fix = Some(rule);
        self
    }

    /// With a table of examples; an empty one is none.
    pub fn examples(mut self, columns: &[&str], mut rows: Vec<Vec<CheckValue>>) -> Self {
        if !rows.is_empty() {
            let more = rows.len().saturating_sub(EXAMPLES) as u64;
            rows.truncate(EXAMPLES);
            self.table = Some(CheckTable {
                columns: columns.iter().map(|id| (*id).to_owned()).collect(),
                rows,
                more,
            });
        }
        self
    }

    /// The check with its row set.
    pub fn settle(self, ledger: &Ledger, rows: &mut RowSets) -> Check {
        let topic = format!("check.{}", self.id);
        Check {
            id: self.id.to_owned(),
            status: self.status,
            args: self.args,
            table: self.table,
            fix: self
                .fix
                .filter(|_| !self.rows.1.is_empty())
                .map(str::to_owned),
            rows: rows.intern_all(vec![self.rows]),
            accepted: ledger.settled.accepted.contains(&topic),
            asked: ledger.settled.asked.contains(&topic),
        }
    }
}

/// `Ok` up to the first bound, `Look` up to the second, then `Problem`.
pub(super) fn graded(value: f64, look: f64, problem: f64) -> CheckStatus {
    if value > problem {
        CheckStatus::Problem
    } else if value > look {
        CheckStatus::Look
    } else {
        CheckStatus::Ok
    }
}

/// Share of `part` in `whole`; zero where there is no whole.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

pub(super) fn text(text: impl Into<String>) -> CheckValue {
    CheckValue::Text(text.into())
}

pub(super) fn count(count: usize) -> CheckValue {
    CheckValue::Count(count as u64)
}

pub(super) fn money(amount: Amount) -> CheckValue {
    CheckValue::Money(amount)
}

pub(super) fn source(id: SourceId) -> CheckValue {
    CheckValue::Source(id)
}
