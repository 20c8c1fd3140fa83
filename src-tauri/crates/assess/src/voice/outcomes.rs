//! What became of customers with a trait against those without: lost or kept.
//!
//! The trait is looked for in the twelve months before the last twelve, the outcome in the last
//! twelve: whoever left early could not complain later, and would else count as a happy customer.
//! Lost is as in the retention of customers: positive net revenue before, none after. The groups
//! differ in more than the trait, so what is found is an association, not an effect.

use std::collections::{BTreeMap, BTreeSet};

use records::TableKind;
use statistics::comparison::{Comparison, Group, proportion_difference, risk_ratio};

use super::model::OutcomeTable;
use crate::analysis::retention::changes;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, months_before};
use crate::measures::data::identified_within;
use crate::measures::programme::member_customers;
use crate::measures::referral::referred_customers;
use crate::measures::satisfaction::{answered_on, scale_of};
use crate::measures::selection::{MATCHED, Selection, matched};
use crate::measures::tools::{need_months, no_field};
use crate::model::{AbsentReason, ConfidenceInterval};

/// Fewest customers in a group that is compared.
const SMALLEST: u64 = 5;

/// Customers with a trait and without, and how many of each were lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Contrast {
    /// With the trait.
    pub(crate) exposed: Group,
    /// Without.
    pub(crate) others: Group,
}

impl Contrast {
    /// Both groups are large enough to be compared.
    ///
    /// # Errors
    /// [`AbsentReason::TooFew`] with the smaller group.
    pub(crate) fn large_enough(self) -> Result<Self, AbsentReason> {
        let found = self.exposed.n.min(self.others.n);
        match found < SMALLEST {
            true => Err(AbsentReason::TooFew {
                needed: SMALLEST,
                found,
            }),
            false => Ok(self),
        }
    }

    /// Risk ratio of loss; absent where a group lost nobody.
    pub(crate) fn ratio(self, level: f64) -> Option<Comparison> {
        risk_ratio(self.exposed, self.others, level)
    }

    /// Difference of the shares lost.
    pub(crate) fn difference(self, level: f64) -> Option<Comparison> {
        proportion_difference(self.exposed, self.others, level)
    }
}

/// Customers of the earlier twelve months parted by the trait; `None` leaves one out.
fn contrast(
    ledger: &Ledger,
    d: &Definitions,
    has_trait: impl Fn(CustomerId) -> Option<bool>,
) -> Contrast {
    let empty = Group { events: 0, n: 0 };
    let mut found = Contrast {
        exposed: empty,
        others: empty,
    };
    for change in changes(ledger, d).iter() {
        if !change.before.is_positive() {
            continue;
        }
        let group = match has_trait(change.customer) {
            Some(true) => &mut found.exposed,
            Some(false) => &mut found.others,
            None => continue,
        };
        group.n += 1;
        group.events += u64::from(!change.after.is_positive());
    }
    found
}

/// What is needed before customers of two years are compared by what another table says of them:
/// 24 months of orders, rows that find their customers, and revenue that names them.
fn comparable(ledger: &Ledger, d: &Definitions, table: TableKind) -> Result<(), AbsentReason> {
    matched(ledger, table)?;
    need_months(ledger, d, 24)?;
    let named = identified_within(ledger, ledger.prior(d).0, d.as_of);
    match named.is_some_and(|share| share >= MATCHED) {
        true => Ok(()),
        false => Err(AbsentReason::PoorMatch {
            table: TableKind::Orders,
        }),
    }
}

/// Complaining customers against the others.
///
/// # Errors
/// Also where the register does not reach back over the earlier twelve months: who complained
/// before it began would count as content.
pub(crate) fn complainers(ledger: &Ledger, d: &Definitions) -> Result<Contrast, AbsentReason> {
    comparable(ledger, d, TableKind::Complaints)?;
    let (from, to) = ledger.prior(d);
    let rows = &ledger.tables.complaints;
    let began = rows.iter().map(|row| row.record.date).min();
    let began = began.ok_or(AbsentReason::NothingToCount)?;
    if began > months_before(d.as_of, 22) {
        // Not for want of orders: none of the customers can be told apart.
        return Err(AbsentReason::TooFew {
            needed: SMALLEST,
            found: 0,
        });
    }
    let who: BTreeSet<CustomerId> = rows
        .iter()
        .filter(|row| from <= row.record.date && row.record.date <= to)
        .filter_map(|row| row.customer)
        .collect();
    contrast(ledger, d, |id| Some(who.contains(&id))).large_enough()
}

/// Detractors against promoters by their last answer of the earlier twelve months.
///
/// # Errors
/// Also where recommending was not asked on 0–10 or answers have no date.
pub(crate) fn detractors(ledger: &Ledger, d: &Definitions) -> Result<Contrast, AbsentReason> {
    comparable(ledger, d, TableKind::Surveys)?;
    let rows = Selection::of(&ledger.tables.surveys)?
        .having("recommend", |survey| survey.recommend)?
        .having("answered_at", |survey| survey.answered_at)?
        .within(ledger.prior(d), answered_on);
    if scale_of(ledger, |survey| survey.recommend).most() != 10.0 {
        return Err(no_field(TableKind::Surveys, "recommend"));
    }
    let mut last = BTreeMap::new();
    for row in rows.rows() {
        if let (Some(id), Some(score)) = (row.customer, row.record.recommend) {
            let answer = (row.record.answered_at, row.at, score);
            let known = last.entry(id).or_insert(answer);
            if (answer.0, answer.1) > (known.0, known.1) {
                *known = answer;
            }
        }
    }
    let trait_of = |id: CustomerId| match last.get(&id)?.2 {
        score if score >= 9.0 => Some(false),
        score if score >= 7.0 => None,
        _ => Some(true),
    };
    contrast(ledger, d, trait_of).large_enough()
}

/// Members of the programme against the others, whatever the size of the groups.
///
/// # Errors
/// As for the table of members and the orders.
pub(crate) fn members_and_others(
    ledger: &Ledger,
    d: &Definitions,
) -> Result<Contrast, AbsentReason> {
    comparable(ledger, d, TableKind::Programme)?;
    let members = member_customers(ledger, ledger.prior(d).1)?;
    Ok(contrast(ledger, d, |id| Some(members.contains(&id))))
}

/// Customers who came by referral against the others.
///
/// # Errors
/// As for the referrals and the orders.
pub(crate) fn referred_and_others(
    ledger: &Ledger,
    d: &Definitions,
) -> Result<Contrast, AbsentReason> {
    need_months(ledger, d, 24)?;
    let referred = referred_customers(ledger)?;
    contrast(ledger, d, |id| Some(referred(id))).large_enough()
}

/// Every comparison that the data allow.
pub(super) fn tables(ledger: &Ledger, d: &Definitions) -> Vec<OutcomeTable> {
    [
        ("complaint", complainers(ledger, d)),
        ("detractor", detractors(ledger, d)),
        (
            "member",
            members_and_others(ledger, d).and_then(Contrast::large_enough),
        ),
        ("referred", referred_and_others(ledger, d)),
    ]
    .into_iter()
    .filter_map(|(id, found)| table(id, found.ok()?, d))
    .collect()
}

fn table(id: &str, found: Contrast, d: &Definitions) -> Option<OutcomeTable> {
    let ratio = found.ratio(d.confidence);
    let difference = found.difference(d.confidence)?;
    let interval = |comparison: Comparison, method: &str| ConfidenceInterval {
        lower: comparison.interval.lower,
        upper: comparison.interval.upper,
        level: comparison.interval.level,
        method: method.to_owned(),
    };
    Some(OutcomeTable {
        id: id.to_owned(),
        exposed: found.exposed.n,
        exposed_lost: found.exposed.events,
        others: found.others.n,
        others_lost: found.others.events,
        ratio: ratio.map(|ratio| ratio.value),
        ratio_interval: ratio.map(|ratio| interval(ratio, "katz_log")),
        difference: difference.value,
        difference_interval: interval(difference, "newcombe"),
    })
}
