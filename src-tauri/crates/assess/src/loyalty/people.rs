//! Customers as their purchase days show them: one pass, one line each, no list per customer.

use records::Date;

use crate::ledger::{CustomerId, Ledger};

/// Pause that nine of ten pauses stay within.
const USUAL: f64 = 0.9;

/// Days since 1970-01-01 of a date of the civil calendar.
pub(crate) fn day_number(date: Date) -> i32 {
    let (year, month, day) = (
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    );
    // Years that begin in March, in eras of 400: leap days come last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// One customer that bought up to a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Person {
    /// Who.
    pub(crate) customer: CustomerId,
    /// Day number of the first purchase.
    pub(crate) first: i32,
    /// Day number of the last purchase.
    pub(crate) last: i32,
    /// Days of purchase.
    pub(crate) days: u32,
    /// P90 of the pauses between them, in days; absent below the least number of pauses.
    pub(crate) usual: Option<f64>,
}

/// Everybody that bought up to a day, ascending by customer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct People {
    /// Day number of the day.
    pub(crate) day: i32,
    /// One line each.
    pub(crate) all: Vec<Person>,
    /// Median of all pauses of all customers, in days; absent where nobody came back.
    pub(crate) median_pause: Option<i32>,
}

impl Person {
    /// Repeat purchases: days of purchase after the first.
    pub(crate) fn repeats(&self) -> u32 {
        self.days.saturating_sub(1)
    }
}

impl People {
    /// Customers that count and bought up to and including `day`. A customer has a rhythm from
    /// `least_pauses` pauses on.
    pub(crate) fn until(ledger: &Ledger, day: Date, least_pauses: usize) -> Self {
        let mut all = Vec::with_capacity(ledger.customers.len());
        let mut pauses: Vec<i32> = Vec::new();
        // Pauses are whole days, so counting them takes the place of sorting.
        let mut tally: Vec<u32> = Vec::new();
        for customer in ledger.counted() {
            let days = ledger.purchase_days_until(customer, day);
            let Some(first) = days.first().map(|date| day_number(*date)) else {
                continue;
            };
            let mut last = first;
            pauses.clear();
            for date in &days[1..] {
                let next = day_number(*date);
                pauses.push(next - last);
                last = next;
            }
            for pause in &pauses {
                let at = usize::try_from(*pause).unwrap_or(0);
                if at >= tally.len() {
                    tally.resize(at + 1, 0);
                }
                tally[at] += 1;
            }
            all.push(Person {
                customer,
                first,
                last,
                days: u32::try_from(days.len()).unwrap_or(u32::MAX),
                usual: (pauses.len() >= least_pauses.max(1)).then(|| quantile(&mut pauses, USUAL)),
            });
        }
        Self {
            day: day_number(day),
            all,
            median_pause: median(&tally),
        }
    }

    /// Customers that came back.
    pub(crate) fn repeaters(&self) -> usize {
        self.all.iter().filter(|one| one.days > 1).count()
    }
}

/// Quantile of type 7 of values that are there, by selection.
fn quantile(values: &mut [i32], p: f64) -> f64 {
    let place = values.len().saturating_sub(1) as f64 * p;
    let at = (place.floor() as usize).min(values.len().saturating_sub(1));
    let (_, below, above) = values.select_nth_unstable(at);
    let below = f64::from(*below);
    let next = above.iter().min().map_or(below, |next| f64::from(*next));
    below + (place - place.floor()) * (next - below)
}

/// Lower median of tallied whole numbers.
fn median(tally: &[u32]) -> Option<i32> {
    let all: u64 = tally.iter().map(|count| u64::from(*count)).sum();
    let mut passed = 0;
    (0..).zip(tally).find_map(|(value, count)| {
        passed += u64::from(*count);
        (*count > 0 && passed * 2 >= all).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::rhythm;
    use crate::definitions::CustomerLevel;
    use crate::ledger::{Records, days_between};
    use crate::measures::testing::{definitions, orders};

    #[test]
    fn day_numbers_count_as_the_calendar_does() {
        let epoch = Date::constant(1970, 1, 1);
        for day in [
            Date::constant(1899, 12, 31),
            Date::constant(1970, 1, 1),
            Date::constant(2000, 2, 29),
            Date::constant(2024, 3, 1),
            Date::constant(2100, 12, 31),
        ] {
            assert_eq!(
                i64::from(day_number(day)),
                days_between(epoch, day),
                "{day}"
            );
        }
    }

    #[test]
    fn the_usual_pause_is_that_of_the_rhythm_and_one_time_buyers_have_none() {
        let lines = [
            "甲 | 2024-01-01 | 10",
            "甲 | 2024-01-11 | 10",
            "甲 | 2024-01-11 | 5",
            "甲 | 2024-02-01 | 10",
            "甲 | 2024-04-01 | 10",
            "甲 | 2024-04-08 | 10",
            "乙 | 2024-05-01 | 10",
            "丙 | 2025-02-01 | 10",
        ];
        let records = Records {
            orders: orders(&lines),
            ..Records::default()
        };
        let ledger = Ledger::build(records, &[], CustomerLevel::Company);
        let d = definitions();
        let people = People::until(&ledger, d.as_of, rhythm::MINIMUM_PAUSES);
        assert_eq!(people.all.len(), 2, "丙 comes after the day");
        let first = people.all[0];
        assert_eq!((first.days, first.repeats()), (5, 4));
        assert_eq!(
            first.usual,
            rhythm::usual_pause(&ledger, &d, first.customer)
        );
        // Pauses 10, 21, 60, 7: sorted 7 10 21 60; type 7 at 0.9 is 21 + 0.7 · 39.
        assert!((first.usual.unwrap() - 48.3).abs() < 1e-9);
        assert_eq!((people.all[1].usual, people.median_pause), (None, Some(10)));
        assert_eq!(people.repeaters(), 1);
    }
}
