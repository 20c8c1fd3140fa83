//! The contract ladder and the wall of renewals.

use std::collections::BTreeMap;

use records::{Amount, Contract, Date, TableKind};

use super::model::{ContractExposure, ContractRung, WallMonth, WallPart};
use crate::analysis::contracts::{Bound, bound};
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, month_index};
use crate::measures::selection::matched;

/// Months ahead that the wall shows one by one.
const AHEAD: i32 = 24;

/// What a contract, or its absence, allows the customer to do when the firm changes hands; gravest
/// first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Clause {
    /// A change of control lets the customer end it.
    ChangeOfControl,
    /// It must not be assigned.
    AssignmentProhibited,
    /// It may be assigned with consent only.
    ConsentNeeded,
    /// The customer may end it for convenience, on notice.
    Convenience,
    /// It ends within twelve months without renewing itself.
    Expiring,
    /// There is none in force.
    Unwritten,
    /// Its clauses are not recorded.
    Unrecorded,
    /// None of these.
    Bound,
}

impl Clause {
    /// Every rung, gravest first.
    const ALL: [Self; 8] = [
        Self::ChangeOfControl,
        Self::AssignmentProhibited,
        Self::ConsentNeeded,
        Self::Convenience,
        Self::Expiring,
        Self::Unwritten,
        Self::Unrecorded,
        Self::Bound,
    ];

    /// Stable id; words under `contract_rung.<id>`.
    fn id(self) -> &'static str {
        match self {
            Self::ChangeOfControl => "change_of_control",
            Self::AssignmentProhibited => "assignment_prohibited",
            Self::ConsentNeeded => "consent_needed",
            Self::Convenience => "convenience",
            Self::Expiring => "expiring",
            Self::Unwritten => "unwritten",
            Self::Unrecorded => "unrecorded",
            Self::Bound => "bound",
        }
    }

    /// Whether it applies to a customer.
    pub(crate) fn applies(self, bound: Option<&Bound<'_>>, day: Date) -> bool {
        let Some(bound) = bound else {
            return self == Self::Unwritten;
        };
        match self {
            Self::ChangeOfControl => bound.has(|one| one.change_of_control == Some(true)),
            Self::AssignmentProhibited => bound.has(prohibits),
            Self::ConsentNeeded => {
                bound.has(|one| one.assignable == Some(false) && !prohibits(one))
            }
            Self::Convenience => bound.has(|one| one.notice_days.is_some()),
            Self::Expiring => bound.expires(day),
            Self::Unwritten => false,
            Self::Unrecorded => {
                let says = |clause: Self| clause.recorded(bound) == Some(true);
                !says(Self::ChangeOfControl) || !says(Self::ConsentNeeded)
            }
            Self::Bound => true,
        }
    }

    /// Whether the contracts of a customer say anything of it; absent where nothing has to be said.
    fn recorded(self, bound: &Bound<'_>) -> Option<bool> {
        match self {
            Self::ChangeOfControl => Some(bound.has(|one| one.change_of_control.is_some())),
            Self::AssignmentProhibited => Some(
                bound
                    .has(|one| one.assignment_prohibited.is_some() || one.assignable == Some(true)),
            ),
            Self::ConsentNeeded => {
                Some(bound.has(|one| one.assignable.is_some() || prohibits(one)))
            }
            Self::Convenience => Some(bound.has(|one| one.notice_days.is_some())),
            Self::Expiring => Some(bound.has(|one| one.end_date.is_some())),
            Self::Unwritten | Self::Unrecorded | Self::Bound => None,
        }
    }
}

fn prohibits(contract: &Contract) -> bool {
    contract.assignment_prohibited == Some(true)
}

/// Customers that count with sales in the last twelve months, their revenue and their contracts.
fn customers<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Vec<(CustomerId, Amount, Option<Bound<'a>>)> {
    let (from, to) = ledger.ltm(d);
    let mut contracts = bound(ledger, d);
    ledger
        .revenue_by_customer(from, to)
        .into_iter()
        .map(|(id, revenue)| (id, revenue, contracts.remove(&id)))
        .collect()
}

/// Customers to whom a clause applies, with their revenue of the last twelve months, largest
/// first; nobody where contracts are not given or name customers that nobody knows.
pub(crate) fn exposed(
    ledger: &Ledger,
    d: &Definitions,
    clause: Clause,
) -> Vec<(CustomerId, Amount)> {
    if matched(ledger, TableKind::Contracts).is_err() {
        return Vec::new();
    }
    let mut exposed: Vec<(CustomerId, Amount)> = customers(ledger, d)
        .into_iter()
        .filter(|(_, _, bound)| clause.applies(bound.as_ref(), d.as_of))
        .map(|(id, revenue, _)| (id, revenue))
        .collect();
    exposed.sort_by_key(|(id, revenue)| (-revenue.0, *id));
    exposed
}

/// The exhibit; absent where contracts are not given, name customers that nobody knows, or there
/// is no revenue.
pub(super) fn exposure(ledger: &Ledger, d: &Definitions) -> Option<ContractExposure> {
    matched(ledger, TableKind::Contracts).ok()?;
    let (from, to) = ledger.ltm(d);
    let revenue = ledger.total_revenue_in(from, to);
    if !ledger.identifies_customers() || !revenue.is_positive() {
        return None;
    }
    let customers = customers(ledger, d);
    let named: Amount = customers.iter().map(|(_, amount, _)| *amount).sum();
    let (wall, later, open_ended) = wall(&customers, d.as_of, revenue);
    Some(ContractExposure {
        rungs: rungs(&customers, d.as_of, revenue),
        unnamed: revenue - named,
        revenue,
        wall,
        later,
        open_ended,
    })
}

type Customers<'a> = [(CustomerId, Amount, Option<Bound<'a>>)];

fn rungs(customers: &Customers<'_>, day: Date, all: Amount) -> Vec<ContractRung> {
    let on: Vec<Clause> = customers
        .iter()
        .map(|(_, _, bound)| {
            let applies = |clause: &&Clause| clause.applies(bound.as_ref(), day);
            *Clause::ALL.iter().find(applies).unwrap_or(&Clause::Bound)
        })
        .collect();
    let under: Amount = customers
        .iter()
        .filter(|(_, _, bound)| bound.is_some())
        .map(|(_, amount, _)| *amount)
        .sum();
    let sum = |which: &dyn Fn(usize) -> bool| -> (u64, Amount) {
        let found = (0..customers.len()).filter(|at| which(*at));
        found.fold((0, Amount::ZERO), |(count, sum), at| {
            (count + 1, sum + customers[at].1)
        })
    };
    Clause::ALL
        .into_iter()
        .map(|clause| {
            let (count, revenue) = sum(&|at| on[at] == clause);
            let says = |at: usize| {
                let bound = customers[at].2.as_ref()?;
                clause.recorded(bound)
            };
            let asked = (0..customers.len()).any(|at| says(at).is_some());
            let recorded = sum(&|at| says(at) == Some(true)).1;
            let rest = matches!(clause, Clause::Unrecorded | Clause::Bound);
            ContractRung {
                id: clause.id().to_owned(),
                customers: count,
                revenue,
                share: revenue.units() / all.units(),
                touched: if rest {
                    revenue
                } else {
                    sum(&|at| clause.applies(customers[at].2.as_ref(), day)).1
                },
                recorded: (asked && under.is_positive())
                    .then(|| (recorded.units() / under.units()).clamp(0.0, 1.0)),
            }
        })
        .collect()
}

impl WallPart {
    fn add(&mut self, revenue: Amount, renews: bool) {
        self.customers += 1;
        self.revenue += revenue;
        if renews {
            self.renewing += revenue;
        }
    }
}

/// Customers under contract by the month in which their last contract ends; those later; those
/// without end.
fn wall(customers: &Customers<'_>, day: Date, all: Amount) -> (Vec<WallMonth>, WallPart, WallPart) {
    let mut months: BTreeMap<Date, WallPart> = BTreeMap::new();
    let (mut later, mut open_ended) = (WallPart::default(), WallPart::default());
    for (_, revenue, bound) in customers {
        let Some(bound) = bound else { continue };
        let part = match bound.until {
            None => &mut open_ended,
            Some(end) if month_index(day, end) > AHEAD => &mut later,
            Some(end) => months.entry(end.first_of_month()).or_default(),
        };
        part.add(*revenue, bound.renews);
    }
    let mut ending = Amount::ZERO;
    let wall = months.into_iter().map(|(month, part)| {
        ending += part.revenue - part.renewing;
        WallMonth {
            month,
            part,
            ending_so_far: ending.units() / all.units(),
        }
    });
    (wall.collect(), later, open_ended)
}
