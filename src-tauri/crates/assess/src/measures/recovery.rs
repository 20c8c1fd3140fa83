//! How long customers take to buy as much as before after a complaint.

use records::TableKind;

use super::tools::{Outcome, spec};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, window};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};
use crate::voice::recovery;

pub(super) static MEASURES: &[MeasureSpec] = &[spec(
    "complaints.months_to_prior_level",
    Unit::Months,
    "KM median of the first m ≥ 3 with revenue of months m − 2 … m after the first complaint ≥ ¼ × revenue of the 12 m before; not back: censored; customers with revenue in ≥ 3 of the 4 quarters before; complaints of 18 to 3 m ago",
    months_to_prior_level,
)];

/// Months of orders that the earliest complaint of the window needs, its year before included.
const MONTHS: u32 = 30;

fn months_to_prior_level(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = recovery(ledger, d);
    let found = found.as_ref().as_ref().map_err(AbsentReason::clone)?;
    let curve = &found.curve;
    let median = curve.median();
    let value = median.value.ok_or(AbsentReason::NotReached {
        cases: curve.n,
        ended: curve.events,
    })?;
    let mut figure = Figure::new(value, curve.n);
    if let (Some(lower), Some(upper)) = (median.lower, median.upper) {
        figure = figure.between(lower, upper, d.confidence, "km_log_log");
    }
    let (from, to) = window(d.as_of, 0, MONTHS);
    Ok(figure
        .covering(curve.n as f64 / (curve.n + found.no_level) as f64)
        .from_rows(TableKind::Complaints, found.rows.clone())
        .from_rows(TableKind::Orders, ledger.order_rows_in(from, to)))
}

#[cfg(test)]
mod tests {
    use records::{Complaint, Grade, Located};

    use super::super::testing::{absent, definitions, measure, orders, rows};
    use super::*;
    use crate::definitions::CustomerLevel;
    use crate::ledger::Records;
    use crate::voice::exhibit;

    /// A line a month from January 2022 to December 2024: `amount(months since January 2022)`.
    fn monthly(name: &str, amount: impl Fn(u32) -> u32) -> Vec<String> {
        let line = |at: u32| {
            let (year, month) = (2022 + at / 12, at % 12 + 1);
            format!("{name} | {year}-{month:02}-20 | {}", amount(at))
        };
        (0..36).filter(|at| amount(*at) > 0).map(line).collect()
    }

    fn complaints(lines: &[String]) -> Vec<Located<Complaint>> {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        rows("customer_name | date", &lines)
    }

    fn records(orders_of: Vec<Vec<String>>, complaining: &[String]) -> Records {
        let lines = orders_of.concat();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Records {
            orders: orders(&lines),
            complaints: complaints(complaining),
            ..Records::default()
        }
    }

    /// Months since January 2022 of the complaints: November 2023, day 30, after that month's order.
    const COMPLAINT: u32 = 22;

    /// Ten a month; nothing for so many months after the complaint, then ten again.
    fn back_after(silent: u32) -> impl Fn(u32) -> u32 {
        move |at| match at > COMPLAINT && at <= COMPLAINT + silent {
            true => 0,
            false => 10,
        }
    }

    /// Six customers that complained: two never paused, one paused one month, one three, one buys
    /// half of before, one is gone.
    fn six() -> (Vec<Vec<String>>, Vec<String>) {
        let all = vec![
            monthly("客户1", back_after(0)),
            monthly("客户2", back_after(0)),
            monthly("客户3", back_after(1)),
            monthly("客户4", back_after(3)),
            monthly("客户5", |at| if at > COMPLAINT { 5 } else { 10 }),
            monthly("客户6", back_after(99)),
        ];
        let who = (1..=6).map(|n| format!("客户{n} | 2023-11-30")).collect();
        (all, who)
    }

    #[test]
    fn customers_are_back_when_three_months_bring_a_quarter_of_the_year_before() {
        let (all, who) = six();
        let figure = measure(&records(all, &who), "complaints.months_to_prior_level").unwrap();
        // Back at 3, 3, 4 and 6 months; two followed for 13 months and not back. S: 4/6 at three,
        // 3/6 at four: the median is four.
        assert_eq!((figure.value, figure.n), (4.0, Some(6)));
        assert_eq!(figure.coverage, Some(1.0));
        // The upper limit ends at (1/3)^exp(−1.96·√(1/12 + 1/12 + 1/6)/ln 3) = 0.68: never at half.
        assert_eq!(figure.interval, None);
        let tables: Vec<_> = figure.rows.iter().map(|(table, _)| *table).collect();
        assert_eq!(tables, [TableKind::Complaints, TableKind::Orders]);
        assert_eq!(figure.rows[0].1.len(), 6);
    }

    #[test]
    fn who_buys_too_seldom_for_a_level_is_left_out_and_counted() {
        let (mut all, mut who) = six();
        // Twice a year, and not before June 2023: both leave two quarters empty.
        all.push(monthly("客户7", |at| if at % 6 == 1 { 50 } else { 0 }));
        all.push(monthly("客户8", |at| if at >= 17 { 10 } else { 0 }));
        who.extend([7, 8].map(|n| format!("客户{n} | 2023-11-30")));
        // Never complained, never paused.
        all.push(monthly("客户9", |_| 10));
        let records = records(all, &who);
        let figure = measure(&records, "complaints.months_to_prior_level").unwrap();
        assert_eq!((figure.value, figure.n), (4.0, Some(6)));
        assert_eq!((figure.coverage, figure.grade), (Some(0.75), Grade::C));
        let ledger = Ledger::build(records, &[], CustomerLevel::Company);
        let found = exhibit(&ledger, &definitions()).recovery.unwrap();
        assert_eq!((found.customers, found.back, found.no_level), (6, 4, 2));
        assert_eq!((found.others, found.others_median), (1, Some(3.0)));
        let marks: Vec<_> = found.marks.iter().map(|m| (m.months, m.followed)).collect();
        assert_eq!(marks, [(3, 6), (6, 3), (9, 2), (12, 2)]);
        let back: Vec<f64> = found.marks.iter().map(|mark| mark.back).collect();
        for (found, by_hand) in back
            .iter()
            .zip([2.0 / 6.0, 4.0 / 6.0, 4.0 / 6.0, 4.0 / 6.0])
        {
            assert!((found - by_hand).abs() < 1e-12, "{back:?}");
        }
    }

    #[test]
    fn a_median_that_most_customers_have_not_come_to_is_absent() {
        let (mut all, mut who) = six();
        for n in 7..=9 {
            all.push(monthly(&format!("客户{n}"), back_after(99)));
            who.push(format!("客户{n} | 2023-11-30"));
        }
        let reason = AbsentReason::NotReached { cases: 9, ended: 4 };
        let records = records(all, &who);
        assert_eq!(absent(&records, "complaints.months_to_prior_level"), reason);
        let ledger = Ledger::build(records, &[], CustomerLevel::Company);
        let found = exhibit(&ledger, &definitions()).recovery.unwrap();
        assert_eq!((found.median, found.others_median), (None, None));
    }

    #[test]
    fn complaints_too_few_too_fresh_or_without_a_year_before_say_nothing() {
        let id = "complaints.months_to_prior_level";
        let (all, who) = six();
        let few = AbsentReason::TooFew {
            needed: 5,
            found: 4,
        };
        assert_eq!(absent(&records(all.clone(), &who[..4]), id), few);
        // Less than three months can be followed.
        let fresh: Vec<String> = (1..=6).map(|n| format!("客户{n} | 2024-10-15")).collect();
        let none = AbsentReason::TooFew {
            needed: 5,
            found: 0,
        };
        assert_eq!(absent(&records(all.clone(), &fresh), id), none);
        let late: Vec<Vec<String>> = (1..=6)
            .map(|n| monthly(&format!("客户{n}"), |at| if at >= 12 { 10 } else { 0 }))
            .collect();
        let short = AbsentReason::ShortHistory {
            needed: 30,
            found: 23,
        };
        assert_eq!(absent(&records(late, &who), id), short);
    }

    #[test]
    fn the_median_is_that_of_a_product_limit_counted_from_the_lines() {
        // Forty customers of changing appetite; a linear congruence for dice.
        let mut seed = 7u32;
        let mut dice = move |sides: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % sides
        };
        let mut lines = Vec::new();
        let mut who = Vec::new();
        // (months, back) by the definition, from the same lines.
        let mut spans: Vec<(u32, bool)> = Vec::new();
        for n in 0..40 {
            let mood: Vec<u32> = (0..36).map(|_| dice(3) * 10).collect();
            let of_one = monthly(&format!("客户{n}"), |at| mood[at as usize]);
            // July 2023 to October 2024: the last can be followed for two months only.
            let month = 18 + dice(16);
            let (year, of_year) = (2022 + month / 12, month % 12 + 1);
            who.push(format!("客户{n} | {year}-{of_year:02}-25"));
            let sum = |from: u32, to: u32| (from..=to).map(|at| mood[at as usize]).sum::<u32>();
            lines.push(of_one);
            let quarters = (0..4).filter(|q| sum(month - 3 * q - 2, month - 3 * q) > 0);
            let last = 35 - month;
            if quarters.count() < 3 || last < 3 {
                continue;
            }
            let level = sum(month - 11, month);
            let back = (3..=last).find(|m| 4 * sum(month + m - 2, month + m) >= level);
            spans.push(back.map_or((last, false), |m| (m, true)));
        }
        let records = records(lines, &who);
        let figure = measure(&records, "complaints.months_to_prior_level").unwrap();
        assert_eq!(figure.n, Some(spans.len() as u64));
        let mut left = 1.0;
        let median = (3..=18).find(|m| {
            let risk = spans.iter().filter(|span| span.0 >= *m).count() as f64;
            let back = spans.iter().filter(|span| **span == (*m, true)).count() as f64;
            left *= 1.0 - if risk > 0.0 { back / risk } else { 0.0 };
            left <= 0.5 + 1e-12
        });
        assert_eq!(Some(figure.value), median.map(f64::from));
        assert!(
            figure.interval.is_some(),
            "forty customers give an interval"
        );
    }
}
