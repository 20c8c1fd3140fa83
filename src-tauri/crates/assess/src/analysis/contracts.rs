//! What the contracts of each customer bind, and until when.

use std::collections::BTreeMap;

use records::{Contract, Date};

use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, Linked, months_before};
use crate::measures::words;

/// A customer under contract.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bound<'a> {
    /// Contracts in force on the as-of date; never empty.
    pub in_force: Vec<&'a Linked<Contract>>,
    /// Last day of the contracts in force and of those signed to follow them; absent where one has
    /// no end.
    pub until: Option<Date>,
    /// Whether one of them renews itself.
    pub renews: bool,
}

impl Bound<'_> {
    /// Whether any contract in force has the clause.
    pub fn has(&self, clause: impl Fn(&Contract) -> bool) -> bool {
        self.in_force.iter().any(|row| clause(&row.record))
    }

    /// Whether every contract ends within twelve months of the day and none renews itself.
    #[must_use]
    pub fn expires(&self, day: Date) -> bool {
        // Counted from the other side: the end lies within twelve months when, twelve months
        // before it, the day had been reached.
        let soon = |end| months_before(end, 12) <= day;
        !self.renews && self.until.is_some_and(soon)
    }
}

/// Whether the contract has begun and has not ended.
#[must_use]
pub fn in_force(contract: &Contract, day: Date) -> bool {
    let start = contract.start_date.or(contract.signed_date);
    start.is_none_or(|start| start <= day) && !over(contract, day)
}

fn over(contract: &Contract, day: Date) -> bool {
    contract.end_date.is_some_and(|end| end < day) || words::ended(contract.status.as_deref())
}

/// Whether the contract is signed and has yet to begin.
fn follows(contract: &Contract, day: Date) -> bool {
    contract.start_date.is_some_and(|start| start > day)
        && contract.signed_date.is_some_and(|signed| signed <= day)
        && !over(contract, day)
}

/// Customers with a contract in force on the as-of date.
#[must_use]
pub fn bound<'a>(ledger: &'a Ledger, d: &Definitions) -> BTreeMap<CustomerId, Bound<'a>> {
    let rows = || ledger.tables.contracts.iter();
    let mut bound: BTreeMap<CustomerId, Bound<'_>> = BTreeMap::new();
    for row in rows().filter(|row| in_force(&row.record, d.as_of)) {
        if let Some(id) = row.customer {
            bound.entry(id).or_default().in_force.push(row);
        }
    }
    let mut running: BTreeMap<CustomerId, Vec<&Contract>> = BTreeMap::new();
    let next = rows().filter(|row| follows(&row.record, d.as_of));
    for row in next.filter(|row| row.customer.is_some_and(|id| bound.contains_key(&id))) {
        if let Some(id) = row.customer {
            running.entry(id).or_default().push(&row.record);
        }
    }
    for (id, found) in &mut bound {
        let next = running.get(id).into_iter().flatten().copied();
        let all = || {
            found
                .in_force
                .iter()
                .map(|row| &row.record)
                .chain(next.clone())
        };
        found.renews = all().any(|contract| contract.auto_renewal == Some(true));
        found.until = all()
            .map(|contract| contract.end_date)
            .reduce(|a, b| Some(a?.max(b?)))
            .flatten();
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::CustomerLevel;
    use crate::ledger::Records;
    use crate::measures::testing::{definitions, orders, rows};

    #[test]
    fn a_signed_successor_carries_on_and_one_without_end_has_none() {
        let records = Records {
            orders: orders(&[
                "甲 | 2024-02-01 | 40",
                "乙 | 2024-02-01 | 40",
                "丙 | 2024-02-01 | 40",
            ]),
            contracts: rows(
                "customer_name | signed_date | start_date | end_date | status",
                &[
                    "甲 | 2023-12-01 | 2024-01-01 | 2025-03-31 | ",
                    "甲 | 2024-12-20 | 2025-04-01 | 2027-03-31 | ",
                    "乙 | 2023-12-01 | 2024-01-01 | 2025-03-31 | ",
                    "乙 | 2025-01-20 | 2025-04-01 | 2027-03-31 | ",
                    "丙 | 2023-12-01 | 2024-01-01 | | ",
                    "丙 | 2023-12-01 | 2024-01-01 | 2025-03-31 | 已终止",
                ],
            ),
            ..Records::default()
        };
        let ledger = Ledger::build(records, &[], CustomerLevel::Company);
        let d = definitions();
        let bound = bound(&ledger, &d);
        let of = |name: &str| &bound[&ledger.find(None, Some(name)).unwrap()];
        assert_eq!(of("甲").until, Some(Date::constant(2027, 3, 31)));
        assert!(!of("甲").expires(d.as_of));
        // Signed after the as-of date: not known on it.
        assert!(of("乙").expires(d.as_of));
        assert_eq!((of("丙").until, of("丙").in_force.len()), (None, 1));
        assert!(!of("丙").expires(d.as_of));
    }
}
