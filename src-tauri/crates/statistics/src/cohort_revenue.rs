//! Cohorts by revenue, and unbounded ("rolling") retention as a curve.

use std::collections::BTreeMap;

/// One customer: the period it was acquired in and its net revenue by period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevenueMember<'a> {
    /// Period of acquisition.
    pub cohort: usize,
    /// (period, net revenue in minor units), in any order; periods may repeat.
    pub revenue: &'a [(usize, i64)],
}

/// One cohort of the revenue triangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevenueCohort {
    /// Period of acquisition.
    pub cohort: usize,
    /// Customers acquired.
    pub size: u64,
    /// Net revenue at age 0, 1, … in minor units; ends where nothing is observed yet.
    pub revenue: Vec<i64>,
}

impl RevenueCohort {
    /// Revenue at an age over that at age 0; `None` where not observed or nothing was earned at 0.
    #[must_use]
    pub fn retention(&self, age: usize) -> Option<f64> {
        let first = *self.revenue.first().filter(|first| **first > 0)?;
        Some(*self.revenue.get(age)? as f64 / first as f64)
    }
}

/// Revenue of each cohort by age up to and including period `last`, cohorts in order of time.
/// Revenue before acquisition or after `last` is left out. Sums saturate.
#[must_use]
pub fn revenue_triangle(members: &[RevenueMember<'_>], last: usize) -> Vec<RevenueCohort> {
    let mut cohorts: BTreeMap<usize, RevenueCohort> = BTreeMap::new();
    for member in members.iter().filter(|member| member.cohort <= last) {
        let cohort = cohorts
            .entry(member.cohort)
            .or_insert_with(|| RevenueCohort {
                cohort: member.cohort,
                size: 0,
                revenue: vec![0; last - member.cohort + 1],
            });
        cohort.size += 1;
        for (period, amount) in member.revenue {
            let age = period.checked_sub(member.cohort);
            if let Some(sum) = age.and_then(|age| cohort.revenue.get_mut(age)) {
                *sum = sum.saturating_add(*amount);
            }
        }
    }
    cohorts.into_values().collect()
}

/// A point of the rolling curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollingPoint {
    /// Customers old enough to be judged at this age.
    pub size: u64,
    /// Those of them active at this age or later.
    pub active: u64,
}

/// For each age 0, 1, …: customers acquired early enough, and how many of them were active at that
/// age or later. `members`: period of acquisition and last active period, customers acquired after
/// `last` left out.
#[must_use]
pub fn rolling_curve(members: &[(usize, usize)], last: usize) -> Vec<RollingPoint> {
    let known = || members.iter().filter(|(cohort, _)| *cohort <= last);
    let ages = known()
        .map(|(cohort, _)| last - cohort + 1)
        .max()
        .unwrap_or(0);
    // Customers whose oldest judged age, and whose last active age, is exactly the index.
    let (mut oldest, mut latest) = (vec![0_u64; ages], vec![0_u64; ages]);
    for (cohort, active) in known() {
        oldest[last - cohort] += 1;
        latest[(*active).min(last).saturating_sub(*cohort)] += 1;
    }
    let (mut size, mut alive) = (0, 0);
    let mut points: Vec<RollingPoint> = (0..ages)
        .rev()
        .map(|age| {
            size += oldest[age];
            alive += latest[age];
            RollingPoint {
                size,
                active: alive,
            }
        })
        .collect();
    points.reverse();
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohorts::{CohortMember, rolling_retention};

    #[test]
    fn revenue_stands_at_its_age_and_unobserved_ages_are_not_there() {
        let members = [
            RevenueMember {
                cohort: 0,
                revenue: &[(0, 100), (2, 40), (2, 10), (9, 7)],
            },
            RevenueMember {
                cohort: 0,
                revenue: &[(0, 100), (1, -20)],
            },
            RevenueMember {
                cohort: 2,
                revenue: &[(2, 30), (1, 99)],
            },
            RevenueMember {
                cohort: 7,
                revenue: &[(7, 1)],
            },
        ];
        let found = revenue_triangle(&members, 2);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].size, found[0].revenue.clone()),
            (2, vec![200, -20, 50])
        );
        assert_eq!((found[1].size, found[1].revenue.clone()), (1, vec![30]));
        assert_eq!(
            (found[0].retention(2), found[0].retention(3)),
            (Some(0.25), None)
        );
    }

    #[test]
    fn the_curve_is_the_rolling_retention_of_each_age() {
        let active: [&[usize]; 5] = [&[0, 4], &[0], &[1, 2, 3], &[2, 5], &[3]];
        let members: Vec<CohortMember<'_>> = active
            .iter()
            .map(|active| CohortMember {
                cohort: active[0],
                active,
            })
            .collect();
        let ends: Vec<(usize, usize)> = active.iter().map(|a| (a[0], a[a.len() - 1])).collect();
        let curve = rolling_curve(&ends, 5);
        assert_eq!(curve.len(), 6);
        for (age, point) in curve.iter().enumerate() {
            let share = point.active as f64 / point.size as f64;
            assert_eq!(
                Some(share),
                rolling_retention(&members, 5, age),
                "age {age}"
            );
        }
    }
}
