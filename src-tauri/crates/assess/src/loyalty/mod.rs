//! The customer level of the assessment: loyalty index, tiers, value × loyalty, early warning and
//! its back-test, transitions of stages, and the models of buying and spending.
//!
//! Everything is worked out once a ledger and definitions, in a few passes over the customers.

mod backtest;
mod buying;
mod evidence;
mod exhibit;
mod index;
pub mod model;
mod people;
mod rules;
#[cfg(test)]
mod tests;
mod tracking;
mod transitions;
mod warning;

pub use rules::{
    ComponentRule, IndexCuts, LoyaltyRules, Part, WarningCuts, embedded as loyalty_rules,
};

pub(crate) use exhibit::{exhibit, top_share};
pub(crate) use index::{Rating, Tier};
pub(crate) use people::Person;
pub(crate) use transitions::slipped;

use std::sync::Arc;

use records::{Amount, Date};
use statistics::side_by_side::beside;

use self::buying::{Buying, Money, Outlook, Spend, outlooks};
use self::index::{Scale, ratings};
use self::model::{BackTest, Transitions};
use self::people::People;
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measures::purchase;
use crate::model::AbsentReason;

/// What a value depends on: as-of date, activity and grace months, and the bits of discount rate,
/// margin and level.
pub(crate) type Key = (Date, [u32; 2], [u64; 3]);

fn key(d: &Definitions) -> Key {
    let margin = d.margin_rate.unwrap_or(f64::NAN);
    (
        d.as_of,
        [d.activity_months, d.grace_months],
        [d.discount_rate, margin, d.confidence].map(f64::to_bits),
    )
}

/// The customer level of one ledger.
pub(crate) struct Loyalty {
    /// Everybody that bought up to the as-of date.
    pub(crate) people: People,
    /// What is said of each, in the order of `people`.
    pub(crate) ratings: Vec<Rating>,
    /// The model of buying.
    pub(crate) buying: Result<Buying, AbsentReason>,
    /// The model of spending.
    pub(crate) spend: Result<Spend, AbsentReason>,
    /// What is expected of each, in the order of `people`; absent without a model.
    pub(crate) outlooks: Option<Vec<Outlook>>,
    /// Gross margin that values are on; absent: on revenue.
    pub(crate) margin: Option<f64>,
    /// What the warning was worth.
    pub(crate) backtest: Result<BackTest, AbsentReason>,
    /// How stages changed.
    pub(crate) transitions: Option<Transitions>,
}

/// The customer level for these definitions, worked out once.
///
/// # Errors
/// [`AbsentReason::NothingToCount`] without customers, or when the rules' file is broken.
pub(crate) fn loyalty(ledger: &Ledger, d: &Definitions) -> Result<Arc<Loyalty>, AbsentReason> {
    let rules = loyalty_rules().map_err(|_| AbsentReason::NothingToCount)?;
    if !ledger.identifies_customers() {
        return Err(AbsentReason::NothingToCount);
    }
    let found = ledger
        .shared()
        .loyalty
        .get(key(d), || Arc::new(Loyalty::of(ledger, d, rules)));
    if found.people.all.is_empty() {
        return Err(AbsentReason::NothingToCount);
    }
    Ok(found)
}

/// What models say as of the as-of date.
struct Models {
    buying: Result<Buying, AbsentReason>,
    spend: Result<Spend, AbsentReason>,
    outlooks: Option<Vec<Outlook>>,
    margin: Option<f64>,
}

impl Models {
    fn fit(ledger: &Ledger, d: &Definitions, people: &People) -> Self {
        let buying = Buying::fit(people);
        let spend = buying
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|_| Spend::fit(ledger, people, d.as_of));
        let margin = purchase::margin(ledger, d)
            .ok()
            .map(|(margin, ..)| margin)
            .or(d.margin_rate);
        let money = Money {
            discount: d.discount_rate,
            margin: margin.unwrap_or(1.0),
        };
        let outlooks = buying
            .as_ref()
            .ok()
            .and_then(|buying| outlooks(people, buying, spend.as_ref().ok(), money));
        Self {
            buying,
            spend,
            outlooks,
            margin,
        }
    }
}

impl Loyalty {
    /// The past and today side by side: each fits a model of its own.
    fn of(ledger: &Ledger, d: &Definitions, rules: &LoyaltyRules) -> Self {
        let past = || {
            let tested = backtest::backtest(ledger, d, rules);
            (tested, transitions::transitions(ledger, d))
        };
        let people = People::until(ledger, d.as_of, rules.warning.pauses as usize);
        let ((backtest, transitions), (models, ratings)) = beside(past, || {
            let models = Models::fit(ledger, d, &people);
            let scale = Scale {
                ledger,
                d,
                rules,
                snapshots: true,
            };
            let alive = |at: usize| Some(models.outlooks.as_ref()?.get(at)?.alive);
            let ratings = ratings(&scale, &people, alive);
            (models, ratings)
        });
        Self {
            people,
            ratings,
            buying: models.buying,
            spend: models.spend,
            outlooks: models.outlooks,
            margin: models.margin,
            backtest,
            transitions,
        }
    }

    /// Current customers: person, rating, outlook.
    pub(crate) fn current(&self) -> impl Iterator<Item = (&Person, &Rating, Option<&Outlook>)> {
        self.everybody()
            .filter(|(_, rating, _)| rating.is_current())
    }

    /// Everybody that ever bought.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = (&Person, &Rating, Option<&Outlook>)> {
        let outlook = |at: usize| self.outlooks.as_ref()?.get(at);
        self.people
            .all
            .iter()
            .zip(&self.ratings)
            .enumerate()
            .map(move |(at, (person, rating))| (person, rating, outlook(at)))
    }

    /// Discounted values of the customers that have one.
    pub(crate) fn values(&self) -> Vec<f64> {
        let outlooks = self.outlooks.iter().flatten();
        outlooks.filter_map(|one| one.value).collect()
    }

    /// Mean of a figure of the current customers that have it, by their positive revenue; and the
    /// share of that revenue behind it.
    pub(crate) fn by_revenue(
        &self,
        of: impl Fn(&Person, &Rating, Option<&Outlook>) -> Option<f64>,
    ) -> Option<(f64, f64, u64)> {
        let (mut sum, mut weight, mut all, mut n) = (0.0, 0.0, 0.0, 0);
        for (person, rating, outlook) in self.current() {
            let revenue = rating.revenue.max(Amount::ZERO).units();
            all += revenue;
            if let Some(value) = of(person, rating, outlook) {
                sum += revenue * value;
                weight += revenue;
                n += 1;
            }
        }
        (weight > 0.0).then(|| (sum / weight, weight / all, n))
    }
}
