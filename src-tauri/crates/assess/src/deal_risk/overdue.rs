//! What customers owe, by age, and who owes it.

use std::collections::BTreeMap;

use records::{Amount, Date, Receivable};

use super::model::{AgeBand, OverdueCustomer, OverdueExposure};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, days_between};
use crate::measures::receivables::{open_documents, overdue as late};

/// Customers listed at most.
const LISTED: usize = 10;

/// Days overdue, as receivables are aged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Age {
    NotDue,
    D30,
    D60,
    D90,
    D180,
    Older,
    OverdueUndated,
    Undated,
}

impl Age {
    const ALL: [Self; 8] = [
        Self::NotDue,
        Self::D30,
        Self::D60,
        Self::D90,
        Self::D180,
        Self::Older,
        Self::OverdueUndated,
        Self::Undated,
    ];

    /// Stable id; words under `age.<id>`.
    fn id(self) -> &'static str {
        match self {
            Self::NotDue => "not_due",
            Self::D30 => "d30",
            Self::D60 => "d60",
            Self::D90 => "d90",
            Self::D180 => "d180",
            Self::Older => "older",
            Self::OverdueUndated => "overdue_undated",
            Self::Undated => "undated",
        }
    }

    fn of(days: i64) -> Self {
        match days {
            ..=0 => Self::NotDue,
            1..=30 => Self::D30,
            31..=60 => Self::D60,
            61..=90 => Self::D90,
            91..=180 => Self::D180,
            _ => Self::Older,
        }
    }
}

/// An open document, parted into what is overdue and what is not.
fn parts(document: &Receivable, open: Amount, day: Date) -> Vec<(Age, Amount)> {
    // A stated overdue amount may be older than a payment since.
    let overdue = late(document, day).map(|amount| amount.min(open).max(Amount::ZERO));
    let days = document.due_date.map(|due| days_between(due, day));
    match (overdue, days) {
        (None, _) => vec![(Age::Undated, open)],
        (Some(overdue), days) => {
            let age = match days {
                Some(days) if days > 0 => Age::of(days),
                _ => Age::OverdueUndated,
            };
            vec![(age, overdue), (Age::NotDue, open - overdue)]
        }
    }
}

#[derive(Default)]
struct Debtor {
    open: Amount,
    overdue: Amount,
    oldest: Option<i64>,
}

/// The exhibit; absent where nothing is open.
pub(crate) fn overdue(ledger: &Ledger, d: &Definitions) -> Option<OverdueExposure> {
    let mut ages: BTreeMap<Age, (u64, Amount)> = BTreeMap::new();
    let mut debtors: BTreeMap<CustomerId, Debtor> = BTreeMap::new();
    let mut open = Amount::ZERO;
    for (row, amount) in open_documents(ledger, d) {
        open += amount;
        let debtor = row.customer.map(|id| debtors.entry(id).or_default());
        let mut late_part = Amount::ZERO;
        for (age, part) in parts(&row.record, amount, d.as_of) {
            if part.is_positive() {
                let band = ages.entry(age).or_default();
                band.0 += 1;
                band.1 += part;
                if !matches!(age, Age::NotDue | Age::Undated) {
                    late_part += part;
                }
            }
        }
        if let Some(debtor) = debtor {
            debtor.open += amount;
            debtor.overdue += late_part;
            if late_part.is_positive() {
                let days = row.record.due_date.map(|due| days_between(due, d.as_of));
                debtor.oldest = debtor.oldest.max(days.filter(|days| *days > 0));
            }
        }
    }
    if !open.is_positive() {
        return None;
    }
    Some(shown(ledger, d, open, &ages, debtors))
}

fn shown(
    ledger: &Ledger,
    d: &Definitions,
    open: Amount,
    ages: &BTreeMap<Age, (u64, Amount)>,
    debtors: BTreeMap<CustomerId, Debtor>,
) -> OverdueExposure {
    let (from, to) = ledger.ltm(d);
    let amount = |age: Age| ages.get(&age).map_or(Amount::ZERO, |band| band.1);
    let overdue = open - amount(Age::NotDue) - amount(Age::Undated);
    let judged = open - amount(Age::Undated);
    let mut late: Vec<(CustomerId, Debtor)> = debtors
        .into_iter()
        .filter(|(_, debtor)| debtor.overdue.is_positive())
        .collect();
    late.sort_by_key(|(id, debtor)| (-debtor.overdue.0, *id));
    let dso = |open: Amount, revenue: Amount| {
        let sold = ledger.has(records::TableKind::Orders) && revenue.is_positive();
        sold.then(|| open.units() / revenue.units() * 365.0)
    };
    OverdueExposure {
        open,
        overdue,
        share: judged
            .is_positive()
            .then(|| overdue.units() / judged.units()),
        dso: dso(open, ledger.total_revenue_in(from, to)),
        ages: bands(ages),
        customers: late.len() as u64,
        revenue: late
            .iter()
            .map(|(id, _)| ledger.revenue_in(*id, from, to))
            .sum(),
        largest: late
            .into_iter()
            .take(LISTED)
            .map(|(id, debtor)| {
                let revenue = ledger.revenue_in(id, from, to);
                OverdueCustomer {
                    name: ledger.name(id).to_owned(),
                    open: debtor.open,
                    overdue: debtor.overdue,
                    oldest_days: debtor.oldest.and_then(|days| u32::try_from(days).ok()),
                    revenue,
                    dso: dso(debtor.open, revenue),
                }
            })
            .collect(),
    }
}

/// Every age; those without a date only where there are such.
fn bands(ages: &BTreeMap<Age, (u64, Amount)>) -> Vec<AgeBand> {
    let always = |age: &Age| !matches!(age, Age::OverdueUndated | Age::Undated);
    Age::ALL
        .into_iter()
        .filter(|age| always(age) || ages.contains_key(age))
        .map(|age| {
            let (documents, amount) = ages.get(&age).copied().unwrap_or_default();
            AgeBand {
                id: age.id().to_owned(),
                documents,
                amount,
            }
        })
        .collect()
}
