//! Hidden concentration: who stands behind many customers at once.

use std::collections::BTreeMap;

use records::{Amount, Date};
use statistics::concentration::Concentration;

use super::model::{HiddenPart, RenewalMonth};
use crate::analysis::contracts::bound;
use crate::definitions::Definitions;
use crate::ledger::{Attribute, Ledger};
use crate::measures::concentration::groups;

/// What revenue is gathered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Groups under common control.
    Group,
    /// Salespersons.
    Owner,
    /// Sales channels, among them resellers.
    Channel,
    /// Regions.
    Region,
    /// Industries of customers.
    Industry,
    /// Months in which contracts end.
    RenewalMonth,
}

impl Axis {
    /// Every axis, in the order of the table.
    pub(crate) const ALL: [Self; 6] = [
        Self::Group,
        Self::Owner,
        Self::Channel,
        Self::Region,
        Self::Industry,
        Self::RenewalMonth,
    ];

    /// Stable id; words under `axis.<id>`.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Owner => "owner",
            Self::Channel => "channel",
            Self::Region => "region",
            Self::Industry => "industry",
            Self::RenewalMonth => "renewal_month",
        }
    }
}

/// One part: label, revenue, customers behind it.
type Part = (String, Amount, usize);

/// The parts by an axis, largest first, and the revenue that has no label.
fn parts(ledger: &Ledger, d: &Definitions, axis: Axis) -> (Vec<Part>, Amount) {
    match axis {
        Axis::Group => of_groups(ledger, d),
        Axis::Owner => by_attribute(ledger, d, Attribute::Owner),
        Axis::Channel => by_attribute(ledger, d, Attribute::Channel),
        Axis::Region => by_attribute(ledger, d, Attribute::Region),
        Axis::Industry => by_attribute(ledger, d, Attribute::Industry),
        Axis::RenewalMonth => of_renewals(ledger, d),
    }
}

fn by_attribute(ledger: &Ledger, d: &Definitions, attribute: Attribute) -> (Vec<Part>, Amount) {
    let (from, to) = ledger.ltm(d);
    let found = ledger.parts(attribute, from, to);
    let parts = found.labelled.iter();
    let parts = parts.map(|part| (part.label.clone(), part.amount, part.customers));
    (parts.collect(), found.unknown_amount())
}

/// Groups; a customer alone is a group of one.
fn of_groups(ledger: &Ledger, d: &Definitions) -> (Vec<Part>, Amount) {
    let parts = groups(ledger, d).into_iter().map(|(sum, members)| {
        let name = members
            .iter()
            .find_map(|(id, _)| ledger.master_text(*id, |record| record.parent.as_deref()));
        let own = members.first().map_or("", |(id, _)| ledger.name(*id));
        let name = if members.len() > 1 {
            name.unwrap_or(own)
        } else {
            own
        };
        (name.to_owned(), sum, members.len())
    });
    (parts.collect(), Amount::ZERO)
}

fn of_renewals(ledger: &Ledger, d: &Definitions) -> (Vec<Part>, Amount) {
    let months = renewals(ledger, d);
    let known: Amount = months.iter().map(|month| month.revenue).sum();
    let (from, to) = ledger.ltm(d);
    let all: Amount = ledger
        .ranked(from, to)
        .iter()
        .map(|(_, amount)| *amount)
        .sum();
    let parts = months.into_iter().map(|month| {
        let label = format!("{:04}-{:02}", month.month.year(), month.month.month());
        (
            label,
            month.revenue,
            usize::try_from(month.customers).unwrap_or(0),
        )
    });
    (largest_first(parts.collect()), all - known)
}

fn largest_first(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    parts
}

/// The largest part by an axis; absent where fewer than two parts or no revenue has a label: one
/// group alone, or a field nobody fills.
pub(crate) fn hidden_by(ledger: &Ledger, d: &Definitions, axis: Axis) -> Option<HiddenPart> {
    let (parts, unknown) = parts(ledger, d, axis);
    let amounts: Vec<f64> = parts
        .iter()
        .map(|(_, amount, _)| amount.units())
        .filter(|units| *units > 0.0)
        .collect();
    let shares = Concentration::of(&amounts)?;
    let known: Amount = parts.iter().map(|(_, amount, _)| *amount).sum();
    let (label, revenue, customers) = parts.into_iter().next()?;
    let all = known + unknown;
    Some(HiddenPart {
        axis: axis.id().to_owned(),
        label,
        revenue,
        share: shares.top(1),
        customers: customers as u64,
        hhi: shares.hhi(),
        parts: shares.customers() as u64,
        covered: if all.is_positive() {
            (known.units() / all.units()).min(1.0)
        } else {
            0.0
        },
    })
}

/// Every axis that has labels. Groups only where one has two members.
pub(super) fn all(ledger: &Ledger, d: &Definitions) -> Vec<HiddenPart> {
    let grouped = groups(ledger, d)
        .iter()
        .any(|(_, members)| members.len() > 1);
    Axis::ALL
        .into_iter()
        .filter(|axis| *axis != Axis::Group || grouped)
        .filter_map(|axis| hidden_by(ledger, d, axis))
        .collect()
}

/// Revenue of the last twelve months by the month in which each customer's last contract ends.
pub(super) fn renewals(ledger: &Ledger, d: &Definitions) -> Vec<RenewalMonth> {
    let (from, to) = ledger.ltm(d);
    let mut months: BTreeMap<Date, (u64, Amount)> = BTreeMap::new();
    for (id, bound) in bound(ledger, d) {
        if let Some(end) = bound.until.filter(|_| ledger.counts(id)) {
            let month = months.entry(end.first_of_month()).or_default();
            month.0 += 1;
            month.1 += ledger.revenue_in(id, from, to).max(Amount::ZERO);
        }
    }
    let total: Amount = months.values().map(|(_, revenue)| *revenue).sum();
    if !total.is_positive() {
        return Vec::new();
    }
    months
        .into_iter()
        .map(|(month, (customers, revenue))| RenewalMonth {
            month,
            customers,
            revenue,
            share: revenue.units() / total.units(),
        })
        .collect()
}
