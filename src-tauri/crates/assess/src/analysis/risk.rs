//! The revenue-at-risk ladder: every customer stands on one rung, the one with its highest hazard,
//! so that nothing is counted twice.

use std::collections::BTreeSet;
use std::sync::Arc;

use records::Amount;
use statistics::loss::{LossBand, Risk, loss_band};

use crate::analysis::contracts::bound;
use crate::analysis::retention::{changes, is_lost};
use crate::analysis::rhythm;
use crate::definitions::Definitions;
use crate::findings::Rules;
use crate::ledger::{Attribute, CustomerId, Ledger, months_before};

/// Customers in a state a year ago from which on their return says how it ends here.
const ENOUGH: usize = 10;
/// Level of the band.
pub const LEVEL: f64 = 0.9;
/// Words of a status that says the customer is comparing offers.
const COMPARING: [&str; 5] = ["比价", "招标", "竞标", "tender", "bidding"];

/// Why a customer may go, from the surest to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Silent beyond the grace period, with revenue in the last twelve months.
    Lost,
    /// Its record says that it compares offers.
    Comparing,
    /// Silent beyond its own rhythm.
    Silent,
    /// Bought on one day only, where the firm's history tells what becomes of such customers.
    Once,
    /// Every contract ends within twelve months without renewing itself.
    ContractEnds,
    /// Looked after by the salesperson on whom too much hangs.
    KeyPerson,
    /// A contract in force that a change of control may end.
    ChangeOfControl,
    /// None of these.
    Steady,
}

impl Rung {
    /// Every rung, surest first.
    pub const ALL: [Self; 8] = [
        Self::Lost,
        Self::Comparing,
        Self::Silent,
        Self::Once,
        Self::ContractEnds,
        Self::KeyPerson,
        Self::ChangeOfControl,
        Self::Steady,
    ];

    /// Stable id; words under `risk.<id>`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Comparing => "comparing",
            Self::Silent => "silent",
            Self::Once => "once",
            Self::ContractEnds => "contract_ends",
            Self::KeyPerson => "key_person",
            Self::ChangeOfControl => "change_of_control",
            Self::Steady => "steady",
        }
    }
}

/// A customer on its rung.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposed {
    /// Who.
    pub customer: CustomerId,
    /// Net revenue of the last twelve months, positive.
    pub revenue: Amount,
    /// Why it may go.
    pub rung: Rung,
    /// Probability that its revenue is gone within a year.
    pub probability: f64,
}

/// The ladder of a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// Customers with revenue in the last twelve months, largest first.
    pub exposed: Vec<Exposed>,
    /// Expected loss within a year and its 90 % band, units of the currency.
    pub loss: LossBand,
    /// Whether the hazard of the silent comes from this firm's own history.
    pub silent_observed: bool,
}

/// The ladder; `None` with less than 24 months of orders or without revenue. Worked out once an
/// as-of date, grace period and activity window: the rules are those of the product.
pub(crate) fn ladder(
    ledger: &Ledger,
    d: &Definitions,
    rules: &'static Rules,
) -> Arc<Option<Ladder>> {
    let key = (d.as_of, d.grace_months, d.activity_months);
    ledger
        .shared()
        .ladders
        .get(key, || Arc::new(work_out(ledger, d, rules)))
}

fn work_out(ledger: &Ledger, d: &Definitions, rules: &Rules) -> Option<Ladder> {
    if ledger.months_of_history(d) < 24 {
        return None;
    }
    let cuts = &rules.revenue_at_risk;
    let observed = silent_hazard(ledger, d);
    let once = once_hazard(ledger, d);
    let silent = observed.unwrap_or(cuts.silent);
    let steady = base_hazard(ledger, d)?.min(silent);
    let marks = Marks::of(ledger, d, rules);
    let rhythms = rhythm::rhythms(ledger, d);
    let (from, to) = ledger.ltm(d);
    let exposed: Vec<Exposed> = ledger
        .ranked(from, to)
        .into_iter()
        .map(|(customer, revenue)| {
            let hazards = Rung::ALL.into_iter().filter_map(|rung| {
                let probability = match rung {
                    Rung::Lost => is_lost(ledger, d, customer).then_some(cuts.lost),
                    Rung::Comparing => comparing(ledger, customer).then_some(cuts.comparing),
                    Rung::Silent => {
                        (rhythms.get(customer.index())?.is_silent() == Some(true)).then_some(silent)
                    }
                    Rung::Once => once.filter(|_| bought_once(ledger, d, customer)),
                    Rung::ContractEnds => {
                        marks.ends.contains(&customer).then_some(cuts.contract_ends)
                    }
                    Rung::KeyPerson => marks.person.contains(&customer).then_some(cuts.key_person),
                    Rung::ChangeOfControl => marks
                        .control
                        .contains(&customer)
                        .then_some(cuts.change_of_control),
                    Rung::Steady => Some(steady),
                }?;
                Some((rung, probability))
            });
            // Of equal hazards the surer reason names the rung.
            let worst = hazards.fold((Rung::Steady, 0.0), |worst, one| {
                if one.1 > worst.1 { one } else { worst }
            });
            Exposed {
                customer,
                revenue,
                rung: worst.0,
                probability: worst.1,
            }
        })
        .collect();
    let risks: Vec<Risk> = exposed
        .iter()
        .map(|one| Risk {
            amount: one.revenue.units(),
            probability: one.probability,
        })
        .collect();
    Some(Ladder {
        loss: loss_band(&risks, LEVEL)?,
        exposed,
        silent_observed: observed.is_some(),
    })
}

/// What became of the customers silent beyond their rhythm a year ago.
fn silent_hazard(ledger: &Ledger, d: &Definitions) -> Option<f64> {
    let then = a_year_before(d);
    let rhythms = rhythm::rhythms(ledger, &then);
    gone_since(ledger, d, &then, |id| {
        rhythms[id.index()].is_silent() == Some(true)
    })
}

/// What became of the customers that had bought on one day only a year ago.
fn once_hazard(ledger: &Ledger, d: &Definitions) -> Option<f64> {
    let then = a_year_before(d);
    gone_since(ledger, d, &then, |id| bought_once(ledger, &then, id))
}

fn bought_once(ledger: &Ledger, d: &Definitions, id: CustomerId) -> bool {
    ledger.purchase_days_until(id, d.as_of).len() == 1
}

fn a_year_before(d: &Definitions) -> Definitions {
    Definitions {
        as_of: months_before(d.as_of, 12),
        ..d.clone()
    }
}

/// Of the customers active then and in that state, the share that bought nothing in the last twelve
/// months, by Laplace's rule of succession (lost + 1)/(n + 2): a dozen cases that all went one way
/// make nothing certain. Absent where they were few.
fn gone_since(
    ledger: &Ledger,
    d: &Definitions,
    then: &Definitions,
    state: impl Fn(CustomerId) -> bool,
) -> Option<f64> {
    let (from, to) = ledger.ltm(d);
    let active = ledger.active(then).into_iter();
    let were: Vec<CustomerId> = active.filter(|id| state(*id)).collect();
    let gone = were
        .iter()
        .filter(|id| !ledger.bought_in(**id, from, to))
        .count();
    (were.len() >= ENOUGH).then(|| (gone + 1) as f64 / (were.len() + 2) as f64)
}

/// Share of last year's revenue whose customers bought nothing since.
fn base_hazard(ledger: &Ledger, d: &Definitions) -> Option<f64> {
    let changes = changes(ledger, d);
    let had = || changes.iter().filter(|change| change.before.is_positive());
    let before: Amount = had().map(|change| change.before).sum();
    let gone: Amount = had()
        .filter(|change| !change.after.is_positive())
        .map(|change| change.before)
        .sum();
    before.is_positive().then(|| gone.units() / before.units())
}

fn comparing(ledger: &Ledger, id: CustomerId) -> bool {
    let says = |text: Option<&str>| {
        let text = text.unwrap_or_default().to_lowercase();
        COMPARING.iter().any(|word| text.contains(word))
    };
    ledger
        .masters(id)
        .any(|one| says(one.status.as_deref()) || says(one.remark.as_deref()))
}

/// Customers that contracts and salespersons mark.
#[derive(Default)]
struct Marks {
    ends: BTreeSet<CustomerId>,
    control: BTreeSet<CustomerId>,
    person: BTreeSet<CustomerId>,
}

impl Marks {
    fn of(ledger: &Ledger, d: &Definitions, rules: &Rules) -> Self {
        let mut marks = Self::default();
        for (id, bound) in bound(ledger, d) {
            if bound.expires(d.as_of) {
                marks.ends.insert(id);
            }
            if bound.has(|contract| contract.change_of_control == Some(true)) {
                marks.control.insert(id);
            }
        }
        let (from, to) = ledger.ltm(d);
        let owners = ledger.parts(Attribute::Owner, from, to);
        let named = owners.known_amount();
        let key = owners
            .labelled
            .first()
            .filter(|part| part.amount.units() > rules.key_person.warning * named.units());
        if let Some(person) = key {
            let of_person = |id: &CustomerId| ledger.owner_of(*id, d) == Some(&person.label);
            marks.person = ledger.counted().filter(of_person).collect();
        }
        marks
    }
}
