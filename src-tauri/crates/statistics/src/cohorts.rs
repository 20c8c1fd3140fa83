//! Cohort triangle 同期群: who came together, and how many of them are still active.

use std::collections::{BTreeMap, BTreeSet};

/// One customer: the period it was acquired in, and the periods it was active in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortMember<'a> {
    /// Period of acquisition.
    pub cohort: usize,
    /// Periods with activity, in any order, repeated or not.
    pub active: &'a [usize],
}

/// One cohort of the triangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Period of acquisition.
    pub cohort: usize,
    /// Number of customers acquired.
    pub size: u64,
    /// Distinct customers active at age 0, 1, …; `None` where that age is not observed yet.
    pub active: Vec<Option<u64>>,
}

/// The triangle, cohorts in order of time. Periods without acquisitions have no cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortTriangle {
    /// The cohorts; each has the same number of ages.
    pub cohorts: Vec<Cohort>,
}

/// The triangle up to and including period `last`, the last one observed completely.
///
/// Customers acquired after `last`, and activity before acquisition or after `last`, are left
/// out. `None` when no customer remains.
#[must_use]
pub fn cohort_triangle(members: &[CohortMember<'_>], last: usize) -> Option<CohortTriangle> {
    let first = members
        .iter()
        .map(|m| m.cohort)
        .filter(|c| *c <= last)
        .min()?;
    let ages = last - first + 1;
    let mut cohorts: BTreeMap<usize, Cohort> = BTreeMap::new();
    for member in members.iter().filter(|m| m.cohort <= last) {
        let cohort = cohorts
            .entry(member.cohort)
            .or_insert_with(|| Cohort::empty(member.cohort, ages, last));
        cohort.size += 1;
        let known = member.cohort..=last;
        let mut count = |period: usize| {
            let age = period.checked_sub(member.cohort);
            if let Some(Some(active)) = age.and_then(|age| cohort.active.get_mut(age)) {
                *active += 1;
            }
        };
        let within = member
            .active
            .iter()
            .copied()
            .filter(|one| known.contains(one));
        if member.active.is_sorted_by(|a, b| a < b) {
            within.for_each(&mut count);
        } else {
            let periods: BTreeSet<usize> = within.collect();
            periods.into_iter().for_each(&mut count);
        }
    }
    Some(CohortTriangle {
        cohorts: cohorts.into_values().collect(),
    })
}

impl Cohort {
    fn empty(cohort: usize, ages: usize, last: usize) -> Self {
        let active = (0..ages)
            .map(|age| (cohort + age <= last).then_some(0))
            .collect();
        Self {
            cohort,
            size: 0,
            active,
        }
    }

    /// Share of the cohort active at an age, 0–1; `None` where not observed.
    #[must_use]
    pub fn retention(&self, age: usize) -> Option<f64> {
        let active = (*self.active.get(age)?)?;
        (self.size > 0).then(|| active as f64 / self.size as f64)
    }

    /// Number of ages observed so far, age 0 included.
    #[must_use]
    pub fn observed_ages(&self) -> usize {
        self.active.iter().flatten().count()
    }
}

impl CohortTriangle {
    /// Retention at an age over all cohorts observed at it: Σ active / Σ size, 0–1.
    #[must_use]
    pub fn pooled_retention(&self, age: usize) -> Option<f64> {
        let observed = self.cohorts.iter().filter_map(|cohort| {
            let active = (*cohort.active.get(age)?)?;
            Some((active, cohort.size))
        });
        let (active, size) = observed.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        (size > 0).then(|| active as f64 / size as f64)
    }
}

/// Share of the customers old enough that were active at `age` or later, 0–1 ("unbounded"
/// retention, for goods bought seldom); `None` when none is old enough by period `last`.
#[must_use]
pub fn rolling_retention(members: &[CohortMember<'_>], last: usize, age: usize) -> Option<f64> {
    let (mut size, mut active) = (0_u64, 0_u64);
    for member in members {
        let Some(from) = member.cohort.checked_add(age).filter(|from| *from <= last) else {
            continue;
        };
        size += 1;
        active += u64::from(
            member
                .active
                .iter()
                .any(|period| (from..=last).contains(period)),
        );
    }
    (size > 0).then(|| active as f64 / size as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBERS: [CohortMember<'static>; 4] = [
        CohortMember {
            cohort: 0,
            active: &[0, 2, 2],
        },
        CohortMember {
            cohort: 0,
            active: &[0, 1],
        },
        CohortMember {
            cohort: 2,
            active: &[2, 3, 9],
        },
        CohortMember {
            cohort: 5,
            active: &[5],
        },
    ];

    #[test]
    fn what_is_not_observed_yet_is_absent() {
        let triangle = cohort_triangle(&MEMBERS, 3).unwrap();
        let rows: Vec<_> = triangle
            .cohorts
            .iter()
            .map(|c| (c.cohort, c.size, c.active.clone()))
            .collect();
        assert_eq!(
            rows,
            [
                (0, 2, vec![Some(2), Some(1), Some(1), Some(0)]),
                (2, 1, vec![Some(1), Some(1), None, None]),
            ]
        );
        assert_eq!(triangle.cohorts[0].retention(3), Some(0.0));
        assert_eq!(triangle.cohorts[1].retention(2), None);
        assert_eq!(triangle.cohorts[1].observed_ages(), 2);
    }

    #[test]
    fn pooling_uses_only_cohorts_that_reached_the_age() {
        let triangle = cohort_triangle(&MEMBERS, 3).unwrap();
        assert_eq!(triangle.pooled_retention(1), Some(2.0 / 3.0));
        assert_eq!(triangle.pooled_retention(2), Some(0.5));
        assert_eq!(triangle.pooled_retention(4), None);
    }

    #[test]
    fn rolling_retention_looks_ahead_to_the_last_period() {
        assert_eq!(rolling_retention(&MEMBERS, 3, 1), Some(1.0));
        assert_eq!(rolling_retention(&MEMBERS, 3, 2), Some(0.5));
        assert_eq!(rolling_retention(&MEMBERS, 3, 4), None);
    }

    #[test]
    fn no_customers_have_no_triangle() {
        assert_eq!(cohort_triangle(&[], 3), None);
        assert_eq!(cohort_triangle(&MEMBERS[3..], 3), None);
    }
}
