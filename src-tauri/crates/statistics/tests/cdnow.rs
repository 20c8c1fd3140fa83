//! Figures of the CDNOW sample of 2 357 customers, computed independently from the same file.
//! Skipped where the shared data are not beside the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clientele_statistics::bridge::{BridgeRow, bridge};
use clientele_statistics::cohorts::{CohortMember, CohortTriangle, cohort_triangle};
use clientele_statistics::concentration::Concentration;

/// One purchase: customer, month since January 1997, cents.
struct Purchase {
    customer: u32,
    month: usize,
    cents: i64,
}

fn purchases() -> Option<Vec<Purchase>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let file = root.join("../shared/data/open/cdnow/CDNOW_sample.txt");
    match std::fs::read_to_string(file) {
        Ok(text) => Some(text.lines().filter_map(purchase).collect()),
        Err(_) => {
            skipped();
            None
        }
    }
}

#[allow(clippy::print_stderr)] // The only place where a test says that it did not run.
fn skipped() {
    eprintln!("skipped: ../shared/data/open/cdnow/CDNOW_sample.txt is not there");
}

/// `master id, sample id, yyyymmdd, CDs, dollars`, separated by blanks.
fn purchase(line: &str) -> Option<Purchase> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [_, customer, date, _, dollars] = fields[..] else {
        return None;
    };
    let (year, month): (usize, usize) =
        (date.get(..4)?.parse().ok()?, date.get(4..6)?.parse().ok()?);
    let dollars: f64 = dollars.parse().ok()?;
    Some(Purchase {
        customer: customer.parse().ok()?,
        month: (year - 1997) * 12 + month - 1,
        cents: (dollars * 100.0).round() as i64,
    })
}

#[track_caller]
fn close(value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() < tolerance,
        "{value} is not {expected}"
    );
}

#[test]
fn concentration_of_the_sample() {
    let Some(rows) = purchases() else { return };
    let mut revenue: BTreeMap<u32, i64> = BTreeMap::new();
    for row in &rows {
        *revenue.entry(row.customer).or_default() += row.cents;
    }
    let dollars: Vec<f64> = revenue
        .values()
        .map(|cents| *cents as f64 / 100.0)
        .collect();
    let found = Concentration::of(&dollars).unwrap();
    assert_eq!((rows.len(), found.customers()), (6919, 2357));
    assert_eq!(rows.iter().filter(|row| row.cents == 0).count(), 8);
    close(found.total(), 244_091.94, 1e-6);
    for (n, share) in [(1, 0.026845), (5, 0.054968), (10, 0.084941)] {
        close(found.top(n), share, 5e-7);
    }
    close(found.top_fraction(0.2), 0.674550, 5e-7);
    close(found.hhi(), 0.00228580, 5e-9);
    close(found.effective_customers(), 437.48, 0.01);
    close(found.gini(), 0.630917, 5e-7);
    assert_eq!(found.customers_to_reach(0.8), Some(777));
}

#[test]
fn bridge_from_the_first_to_the_second_half_of_1997() {
    let Some(rows) = purchases() else { return };
    let mut halves: BTreeMap<u32, [i64; 2]> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.month < 12) {
        halves.entry(row.customer).or_default()[row.month / 6] += row.cents;
    }
    let first_half: BTreeSet<u32> = rows
        .iter()
        .filter(|row| row.month < 6)
        .map(|row| row.customer)
        .collect();
    let rows: Vec<BridgeRow> = halves
        .iter()
        .map(|(customer, [before, after])| BridgeRow {
            before: *before,
            after: *after,
            ever_before: first_half.contains(customer),
        })
        .collect();
    let b = bridge(&rows).unwrap();
    assert_eq!((b.begin, b.new, b.expansion), (14_612_824, 0, 1_841_160));
    assert_eq!(
        (b.contraction, b.churn, b.end),
        (2_403_899, 8_540_427, 5_509_658)
    );
    assert_eq!(
        (b.reactivated, b.credits_before, b.credits_after),
        (0, 0, 0)
    );
    close(b.logo_retention().unwrap(), 0.263516, 5e-7);
    close(b.grr().unwrap(), 0.251046, 5e-7);
    close(b.nrr().unwrap(), 0.377043, 5e-7);
}

#[test]
fn monthly_cohorts_of_the_sample() {
    let Some(rows) = purchases() else { return };
    let triangle = monthly_cohorts(&rows);
    let expected: [(u64, &[u64]); 3] = [
        (
            781,
            &[
                781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33,
            ],
        ),
        (
            857,
            &[
                857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60,
            ],
        ),
        (
            719,
            &[
                719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45,
            ],
        ),
    ];
    assert_eq!(triangle.cohorts.len(), 3);
    for (cohort, (size, active)) in triangle.cohorts.iter().zip(expected) {
        let observed: Vec<u64> = cohort.active.iter().flatten().copied().collect();
        assert_eq!((cohort.size, observed.as_slice()), (size, active));
        assert_eq!(cohort.active.len(), 18);
    }
}

/// Cohorts by month of the first purchase, January 1997 to June 1998.
fn monthly_cohorts(rows: &[Purchase]) -> CohortTriangle {
    let mut months: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for row in rows {
        months.entry(row.customer).or_default().push(row.month);
    }
    let members: Vec<CohortMember<'_>> = months
        .values()
        .filter_map(|active| {
            Some(CohortMember {
                cohort: *active.iter().min()?,
                active,
            })
        })
        .collect();
    cohort_triangle(&members, 17).unwrap_or(CohortTriangle {
        cohorts: Vec::new(),
    })
}
