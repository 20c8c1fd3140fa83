//! Revenue bridge 收入桥 between two periods, and the retention rates that follow from it.
//!
//! Money is integer minor units, so the bridge closes exactly:
//! begin + new + reactivated + expansion − contraction − churn = end.

/// One customer's net revenue in two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BridgeRow {
    /// Net revenue in the first period, minor units.
    pub before: i64,
    /// Net revenue in the second period, minor units.
    pub after: i64,
    /// Whether the customer ever bought before the second period.
    pub ever_before: bool,
}

/// What became of the first period's revenue, minor units.
///
/// A customer is active in a period when its net revenue there is positive. Negative net revenue
/// (returns of earlier purchases) is not part of the bridge; it stands in the two `credits`, so
/// that `end + credits_after` is the period's whole revenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bridge {
    /// Σ of positive revenue in the first period.
    pub begin: i64,
    /// From customers never seen before.
    pub new: i64,
    /// From customers seen before, but not in the first period.
    pub reactivated: i64,
    /// Growth of customers active in both.
    pub expansion: i64,
    /// Decline of customers active in both, positive.
    pub contraction: i64,
    /// Revenue of customers no longer active, positive.
    pub churn: i64,
    /// Σ of positive revenue in the second period.
    pub end: i64,
    /// Σ of negative revenue in the first period, zero or negative.
    pub credits_before: i64,
    /// Σ of negative revenue in the second period, zero or negative.
    pub credits_after: i64,
    /// Number of customers behind each part.
    pub customers: BridgeCustomers,
}

/// Numbers of customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BridgeCustomers {
    /// Active in the first period.
    pub begin: u64,
    /// Never seen before.
    pub new: u64,
    /// Seen before, but not in the first period.
    pub reactivated: u64,
    /// Active in both, with more.
    pub expanded: u64,
    /// Active in both, with less.
    pub contracted: u64,
    /// Active in the first period only.
    pub lost: u64,
    /// Active in the second period.
    pub end: u64,
}

/// The bridge of these customers; `None` for no rows or sums beyond `i64`.
#[must_use]
pub fn bridge(rows: &[BridgeRow]) -> Option<Bridge> {
    if rows.is_empty() {
        return None;
    }
    rows.iter().try_fold(Bridge::default(), Bridge::with)
}

impl Bridge {
    fn with(mut self, row: &BridgeRow) -> Option<Self> {
        let (before, after) = (row.before.max(0), row.after.max(0));
        add(&mut self.begin, before)?;
        add(&mut self.end, after)?;
        add(&mut self.credits_before, row.before.min(0))?;
        add(&mut self.credits_after, row.after.min(0))?;
        let counts = &mut self.customers;
        counts.begin += u64::from(before > 0);
        counts.end += u64::from(after > 0);
        let (money, customers, amount) = match (before > 0, after > 0) {
            (false, false) => return Some(self),
            (true, false) => (&mut self.churn, &mut counts.lost, before),
            (false, true) if row.ever_before => {
                (&mut self.reactivated, &mut counts.reactivated, after)
            }
            (false, true) => (&mut self.new, &mut counts.new, after),
            (true, true) if after > before => {
                (&mut self.expansion, &mut counts.expanded, after - before)
            }
            (true, true) if after < before => (
                &mut self.contraction,
                &mut counts.contracted,
                before - after,
            ),
            (true, true) => return Some(self),
        };
        *customers += 1;
        add(money, amount)?;
        Some(self)
    }

    /// Net revenue retention 净收入留存率: (begin − churn − contraction + expansion)/begin.
    ///
    /// Like every rate here `None` when nothing was earned in the first period.
    #[must_use]
    pub fn nrr(&self) -> Option<f64> {
        self.of_begin(self.kept() + i128::from(self.expansion))
    }

    /// NRR that counts returning customers: (… + expansion + reactivated)/begin, ChartMogul's
    /// "Standard (B2B)" convention.
    #[must_use]
    pub fn nrr_with_reactivation(&self) -> Option<f64> {
        self.of_begin(self.kept() + i128::from(self.expansion) + i128::from(self.reactivated))
    }

    /// Gross revenue retention 毛收入留存率: (begin − churn − contraction)/begin, at most 1.
    #[must_use]
    pub fn grr(&self) -> Option<f64> {
        self.of_begin(self.kept())
    }

    /// Share of the first period's customers that are lost 客户流失率, 0–1.
    #[must_use]
    pub fn logo_churn(&self) -> Option<f64> {
        let counts = self.customers;
        (counts.begin > 0).then(|| counts.lost as f64 / counts.begin as f64)
    }

    /// 1 − logo churn, 0–1.
    #[must_use]
    pub fn logo_retention(&self) -> Option<f64> {
        let counts = self.customers;
        (counts.begin > 0).then(|| (counts.begin - counts.lost) as f64 / counts.begin as f64)
    }

    /// Revenue of the first period that survived in full or in part.
    fn kept(&self) -> i128 {
        i128::from(self.begin) - i128::from(self.churn) - i128::from(self.contraction)
    }

    fn of_begin(&self, amount: i128) -> Option<f64> {
        (self.begin > 0).then(|| amount as f64 / self.begin as f64)
    }
}

fn add(sum: &mut i64, amount: i64) -> Option<()> {
    *sum = sum.checked_add(amount)?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(before: i64, after: i64, ever_before: bool) -> BridgeRow {
        BridgeRow {
            before,
            after,
            ever_before,
        }
    }

    #[test]
    fn rates_need_revenue_to_begin_with() {
        assert_eq!(bridge(&[]), None);
        let all_new = bridge(&[row(0, 500, false)]).unwrap();
        assert_eq!(
            (all_new.nrr(), all_new.grr(), all_new.logo_churn()),
            (None, None, None)
        );
        assert_eq!(
            (all_new.new, all_new.end, all_new.customers.new),
            (500, 500, 1)
        );
    }

    #[test]
    fn a_returning_customer_is_not_new() {
        let found = bridge(&[row(100, 100, true), row(0, 40, true), row(0, 30, false)]).unwrap();
        assert_eq!((found.reactivated, found.new), (40, 30));
        assert_eq!(
            (found.nrr(), found.nrr_with_reactivation()),
            (Some(1.0), Some(1.4))
        );
    }

    #[test]
    fn a_customer_in_credit_is_lost_and_its_credit_kept_apart() {
        let found = bridge(&[row(100, -20, true), row(-5, 10, true)]).unwrap();
        assert_eq!(
            (found.churn, found.end, found.credits_after),
            (100, 10, -20)
        );
        assert_eq!((found.reactivated, found.credits_before), (10, -5));
    }

    #[test]
    fn the_bridge_closes_to_the_cent_for_any_customers() {
        let mut state = 7_u64;
        let mut next = |range: u64| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) % range
        };
        let rows: Vec<BridgeRow> = (0..5000)
            .map(|_| row(next(999) as i64 - 300, next(999) as i64 - 300, next(2) == 0))
            .collect();
        let b = bridge(&rows).unwrap();
        let end = b.begin + b.new + b.reactivated + b.expansion - b.contraction - b.churn;
        assert_eq!(end, b.end);
        assert_eq!(
            b.end + b.credits_after,
            rows.iter().map(|r| r.after).sum::<i64>()
        );
        let n = b.customers;
        assert_eq!(n.end, n.begin - n.lost + n.new + n.reactivated);
    }

    #[test]
    fn sums_beyond_the_range_are_absent() {
        assert_eq!(bridge(&[row(i64::MAX, 0, true), row(1, 0, true)]), None);
    }
}
