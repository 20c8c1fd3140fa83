//! Buy till you die inside the assessment: MBG/NBD for purchases, Gamma–Gamma for what one is worth.
//!
//! Conventions: weeks (days / 7), purchases of one day count once, the first purchase is no repeat
//! and its amount is left out of the mean, T ends on the day. MBG/NBD and not BG/NBD, because the
//! latter calls every one-time buyer alive for certain.

use records::{Amount, Date};
use statistics::buying::gamma_gamma::{GammaGamma, Spending};
use statistics::buying::mbg_nbd::MbgNbd;
use statistics::buying::value::{Horizon, discounted_value};
use statistics::buying::{Histories, History};
use statistics::fitting::Fit;

use super::people::{People, Person};
use crate::ledger::{Ledger, next_day};
use crate::model::AbsentReason;

/// Customers needed for a fit.
const CUSTOMERS: usize = 100;
/// Customers that came back, needed for a fit.
const REPEATERS: usize = 30;
/// Median pauses that the history must hold.
const PAUSES: i32 = 2;
/// Days of an average month.
const MONTH: f64 = 30.4375;
/// Correlation of number and mean amount beyond which Gamma–Gamma does not hold.
const MOST_CORRELATION: f64 = 0.3;
/// Weeks of a year.
pub(crate) const YEAR: f64 = 365.25 / 7.0;
/// Years that values look ahead.
pub(crate) const YEARS: u32 = 3;

/// A fitted model of buying.
pub(crate) struct Buying {
    /// The fit.
    pub(crate) fit: Fit<MbgNbd, 4>,
    /// Customers it was fitted on.
    pub(crate) customers: usize,
    /// Of them, those that came back.
    pub(crate) repeaters: usize,
}

/// Weeks from one day to another.
pub(crate) fn weeks(from: i32, to: i32) -> f64 {
    f64::from(to - from) / 7.0
}

/// History of a customer up to a day.
pub(crate) fn history(person: &Person, day: i32) -> History {
    History::new(
        person.repeats(),
        weeks(person.first, person.last),
        weeks(person.first, day),
    )
}

impl Buying {
    /// Fits the model on everybody that bought up to the day.
    ///
    /// # Errors
    /// [`AbsentReason::TooFew`] below 100 customers or 30 that came back,
    /// [`AbsentReason::ShortHistory`] below two median pauses of history,
    /// [`AbsentReason::NotConverged`] where the likelihood has no peak.
    pub(crate) fn fit(people: &People) -> Result<Self, AbsentReason> {
        let (customers, repeaters) = (people.all.len(), people.repeaters());
        for (needed, found) in [(CUSTOMERS, customers), (REPEATERS, repeaters)] {
            if found < needed {
                return Err(AbsentReason::TooFew {
                    needed: needed as u64,
                    found: found as u64,
                });
            }
        }
        let first = people.all.iter().map(|one| one.first).min();
        let span = people.day - first.unwrap_or(people.day);
        let needed = PAUSES.saturating_mul(people.median_pause.unwrap_or(i32::MAX));
        if span < needed {
            let months = |days: i32| (f64::from(days) / MONTH).ceil() as u32;
            return Err(AbsentReason::ShortHistory {
                needed: months(needed),
                found: months(span),
            });
        }
        let rows: Vec<History> = people
            .all
            .iter()
            .map(|one| history(one, people.day))
            .collect();
        let fit = Histories::of(&rows)
            .and_then(|histories| MbgNbd::fit(&histories))
            .map_err(|_| AbsentReason::NothingToCount)?;
        // Where nobody is seen to leave there is no peak: the model would call everybody alive.
        if !fit.converged {
            return Err(AbsentReason::NotConverged);
        }
        Ok(Self {
            fit,
            customers,
            repeaters,
        })
    }

    /// P(alive).
    pub(crate) fn alive(&self, person: &Person, day: i32) -> f64 {
        self.fit.model.probability_alive(&history(person, day))
    }

    /// P(no purchase within so many weeks).
    pub(crate) fn silence(&self, person: &Person, day: i32, weeks: f64) -> Option<f64> {
        let history = history(person, day);
        self.fit.model.probability_of_silence(&history, weeks)
    }
}

/// What a purchase of a customer is worth.
pub(crate) struct Spend {
    /// Gamma–Gamma, money in units of the currency; absent where number and amount hang together,
    /// so that everybody's mean says nothing of one customer: then its own mean counts.
    pub(crate) fit: Option<Fit<GammaGamma, 3>>,
    /// Customers with repeat purchases of a positive amount.
    pub(crate) customers: usize,
    /// Correlation of number and mean amount of repeat purchases.
    pub(crate) correlation: f64,
    /// Mean amount of the repeat purchases of each person; 0 without one.
    means: Vec<f64>,
}

impl Spend {
    /// Fits the model on the customers that came back.
    ///
    /// # Errors
    /// [`AbsentReason::TooFew`], [`AbsentReason::NotConverged`].
    pub(crate) fn fit(ledger: &Ledger, people: &People, as_of: Date) -> Result<Self, AbsentReason> {
        let means: Vec<f64> = people
            .all
            .iter()
            .map(|one| mean_repeat(ledger, one, as_of))
            .collect();
        let rows: Vec<Spending> = people
            .all
            .iter()
            .zip(&means)
            .filter(|(_, mean)| **mean > 0.0)
            .map(|(one, mean)| Spending::new(one.repeats(), *mean))
            .collect();
        if rows.len() < REPEATERS {
            return Err(AbsentReason::TooFew {
                needed: REPEATERS as u64,
                found: rows.len() as u64,
            });
        }
        let correlation = correlation(&rows).ok_or(AbsentReason::NothingToCount)?;
        let fit = if correlation.abs() > MOST_CORRELATION {
            None
        } else {
            let fit = GammaGamma::fit(&rows).map_err(|_| AbsentReason::NothingToCount)?;
            Some(fit)
        };
        if fit.is_some_and(|fit| !fit.converged) {
            return Err(AbsentReason::NotConverged);
        }
        Ok(Self {
            fit,
            customers: rows.len(),
            correlation,
            means,
        })
    }

    /// Expected amount of a purchase. Without Gamma–Gamma nobody knows what a one-time buyer would
    /// spend again.
    fn expected(&self, person: &Person, at: usize) -> Option<f64> {
        let mean = self.means.get(at).copied().filter(|mean| *mean > 0.0);
        match &self.fit {
            Some(fit) => fit
                .model
                .expected_spend(mean.map_or(0, |_| person.repeats()), mean.unwrap_or(0.0)),
            // Who returned more than it bought is worth nothing, not less.
            None => (person.days > 1).then(|| mean.unwrap_or(0.0)),
        }
    }
}

/// Mean net amount of a day of purchase after the first; 0 without one.
fn mean_repeat(ledger: &Ledger, person: &Person, as_of: Date) -> f64 {
    let days = ledger.purchase_days_until(person.customer, as_of);
    let (Some(first), true) = (days.first(), person.days > 1) else {
        return 0.0;
    };
    let amount: Amount = ledger.revenue_in(person.customer, next_day(*first), as_of);
    amount.units() / f64::from(person.repeats())
}

/// Pearson's correlation of number and mean amount.
fn correlation(rows: &[Spending]) -> Option<f64> {
    let n = rows.len() as f64;
    let mean = |of: fn(&Spending) -> f64| rows.iter().map(of).sum::<f64>() / n;
    let (x, z) = (mean(|row| f64::from(row.frequency)), mean(|row| row.mean));
    let (mut xz, mut xx, mut zz) = (0.0, 0.0, 0.0);
    for row in rows {
        let (dx, dz) = (f64::from(row.frequency) - x, row.mean - z);
        xz += dx * dz;
        xx += dx * dx;
        zz += dz * dz;
    }
    let value = xz / (xx * zz).sqrt();
    value.is_finite().then_some(value)
}

/// What is expected of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Outlook {
    /// P(alive); shown for customers that came back only.
    pub(crate) alive: f64,
    /// P(no purchase within twelve months).
    pub(crate) silent_year: f64,
    /// Purchases expected within twelve months.
    pub(crate) orders_year: f64,
    /// Discounted value of what is expected within [`YEARS`] years, units of the currency.
    pub(crate) value: Option<f64>,
}

/// How values are discounted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Money {
    /// Rate a year; each year's purchases are discounted at its end.
    pub(crate) discount: f64,
    /// Share of revenue that counts: the gross margin, else 1.
    pub(crate) margin: f64,
}

/// What is expected of everybody, in the order of `people`; `None` where a series does not settle.
pub(crate) fn outlooks(
    people: &People,
    buying: &Buying,
    spend: Option<&Spend>,
    money: Money,
) -> Option<Vec<Outlook>> {
    let horizon = Horizon {
        steps: YEARS,
        length: YEAR,
        discount: money.discount,
    };
    let model = &buying.fit.model;
    let one = |(at, person): (usize, &Person)| {
        let history = history(person, people.day);
        let ahead = |time: f64| model.expected_future_purchases(&history, time);
        let orders_year = ahead(YEAR)?;
        let cumulated = |time: f64| {
            if time == YEAR {
                Some(orders_year)
            } else {
                ahead(time)
            }
        };
        let worth = spend.and_then(|spend| spend.expected(person, at));
        let value =
            worth.and_then(|worth| discounted_value(cumulated, worth * money.margin, &horizon));
        Some(Outlook {
            alive: model.probability_alive(&history),
            silent_year: model.probability_of_silence(&history, YEAR)?,
            orders_year,
            value,
        })
    };
    people.all.iter().enumerate().map(one).collect()
}
