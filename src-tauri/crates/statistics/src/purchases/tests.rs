//! The pass against the library's own functions on the same purchases, slowly.

use super::*;
use crate::cohorts::{CohortMember, cohort_triangle};
use crate::quantiles;
use crate::survival::{Subject, kaplan_meier};

fn random(rows: usize, customers: u32) -> (Vec<u32>, Vec<i32>, Vec<i64>) {
    let mut state = 17_u64;
    let mut next = move |range: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % range
    };
    let mut columns = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rows {
        columns.0.push(next(u64::from(customers)) as u32);
        // Half of the customers stop early.
        let late = columns.0.last().is_some_and(|id| id % 2 == 0);
        columns.1.push(next(if late { 1_400 } else { 700 }) as i32);
        columns.2.push(next(50_000) as i64 - 6_000);
    }
    columns
}

fn calendar() -> Calendar {
    Calendar {
        as_of: 1_399,
        ltm_from: 1_035,
        prior_from: 670,
        rfm_from: 670,
        lost_until: 1_034,
        months: (0..47).map(|month| month * 30).collect(),
    }
}

#[test]
fn rows_stand_by_customer_and_day_and_none_is_lost() {
    for (rows, customers) in [(0, 3), (1, 1), (5_000, 40), (20_000, 9_000)] {
        let (who, day, amount) = random(rows, customers);
        let book = Purchases::by_customer(&who, &day, &amount, customers as usize).unwrap();
        assert_eq!((book.customers(), book.len()), (customers as usize, rows));
        for customer in 0..customers as usize {
            let mut wanted: Vec<Purchase> = (0..rows)
                .filter(|at| who[*at] as usize == customer)
                .map(|at| Purchase {
                    day: day[at],
                    amount: amount[at],
                })
                .collect();
            wanted.sort_by_key(|row| row.day);
            assert_eq!(
                book.of(customer),
                wanted,
                "customer {customer} of {customers}"
            );
            if customers > 1_000 && customer > 50 {
                break;
            }
        }
    }
    assert_eq!(Purchases::by_customer(&[3], &[1], &[1], 3), None);
    assert_eq!(Purchases::by_customer(&[1], &[1, 2], &[1], 3), None);
}

#[test]
fn one_pass_says_what_each_figure_says_by_itself() {
    let (who, day, amount) = random(6_000, 700);
    let book = Purchases::by_customer(&who, &day, &amount, 700).unwrap();
    let calendar = calendar();
    let found = figures(&book, &calendar).unwrap();
    let bought: Vec<&[Purchase]> = book.each().filter(|rows| !rows.is_empty()).collect();
    // Cohorts.
    let active: Vec<Vec<usize>> = bought
        .iter()
        .map(|rows| rows.iter().map(|row| row.day as usize / 30).collect())
        .collect();
    let members: Vec<CohortMember<'_>> = active
        .iter()
        .map(|active| CohortMember {
            cohort: active[0],
            active,
        })
        .collect();
    for cohort in cohort_triangle(&members, 46).unwrap().cohorts {
        for (age, active) in cohort.active.iter().enumerate() {
            if let Some(active) = active {
                assert_eq!(u64::from(found.cohorts[cohort.cohort][age]), *active);
            }
        }
    }
    // Life time.
    let subjects: Vec<Subject> = bought
        .iter()
        .filter(|rows| rows[0].day <= calendar.lost_until)
        .map(|rows| {
            let last = rows[rows.len() - 1].day;
            let lost = last <= calendar.lost_until;
            let until = if lost { last } else { calendar.lost_until };
            Subject::new(f64::from((until - rows[0].day).max(1)), lost)
        })
        .collect();
    let curve = kaplan_meier(&subjects, 0.95).unwrap();
    let wanted = curve.step_at(365.0).unwrap().survival;
    assert!((found.life.after_a_year - wanted).abs() < 1e-12);
    assert_eq!(found.life.median.map(f64::from), curve.median().value);
    // Money by window, concentration, medians.
    let sum = |rows: &[Purchase], from: i32, to: i32| -> i64 {
        rows.iter()
            .filter(|row| (from..=to).contains(&row.day))
            .map(|row| row.amount)
            .sum()
    };
    let after: Vec<i64> = bought.iter().map(|rows| sum(rows, 1_035, 1_399)).collect();
    let end: i64 = after.iter().filter(|sum| **sum > 0).sum();
    assert_eq!(found.bridge.end, end);
    let shares: Vec<f64> = after
        .iter()
        .filter(|sum| **sum > 0)
        .map(|sum| *sum as f64)
        .collect();
    let hhi = crate::concentration::Concentration::of(&shares)
        .unwrap()
        .hhi();
    assert!((found.concentration.unwrap().hhi() - hhi).abs() < 1e-15);
    let silent: Vec<f64> = bought
        .iter()
        .map(|rows| 1_399 - rows[rows.len() - 1].day)
        .filter(|days| *days <= 1_399 - 670)
        .map(f64::from)
        .collect();
    assert_eq!(found.rfm.medians[0], quantiles::median(&silent).unwrap());
    assert_eq!(found.rfm.customers.iter().sum::<u64>(), silent.len() as u64);
}
