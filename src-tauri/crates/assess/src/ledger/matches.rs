//! How far the tables speak of the same customers: by rows and by revenue.

use records::{Amount, TableKind};

use super::{CustomerId, Ledger};

/// How the rows of a table that name a customer meet the orders.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TableMatch {
    /// Rows that name a customer.
    pub named: u64,
    /// Of them, those whose customer stands in the orders.
    pub matched: u64,
    /// Share of the orders' revenue whose customers have a row in the table; absent without
    /// revenue.
    pub revenue: Option<f64>,
}

impl TableMatch {
    /// Matched rows over named rows; absent where no row names a customer.
    #[must_use]
    pub fn rows(&self) -> Option<f64> {
        (self.named > 0).then(|| self.matched as f64 / self.named as f64)
    }
}

impl Ledger {
    /// How a table meets the orders. Customers whose sales left revenue by decision stand in the
    /// orders all the same: the tables do speak of them.
    #[must_use]
    pub fn matches(&self, kind: TableKind) -> TableMatch {
        let mut left_out = vec![false; self.customers.len()];
        for line in &self.left_out {
            left_out[line.customer.index()] = true;
        }
        let mut present = vec![false; self.customers.len()];
        let parties = self.tables.parties_of(kind);
        let mut matched = 0;
        for id in parties.iter().flatten() {
            present[id.index()] = true;
            matched += u64::from(!self.sales_of(*id).is_empty() || left_out[id.index()]);
        }
        let total = self.revenue_of_all();
        let of_present: Amount = (0u32..)
            .map(CustomerId)
            .zip(&present)
            .filter(|(_, present)| **present)
            .map(|(id, _)| self.revenue_of(id))
            .sum();
        TableMatch {
            named: parties.len() as u64,
            matched,
            revenue: total
                .is_positive()
                .then(|| of_present.units() / total.units()),
        }
    }
}

#[cfg(test)]
mod tests {
    use records::{Decision, DecisionKind, Exclusion};

    use super::*;
    use crate::definitions::CustomerLevel;
    use crate::ledger::Records;
    use crate::measures::testing::{orders, rows};

    fn ledger(decisions: &[Decision]) -> Ledger {
        let records = Records {
            orders: orders(&["甲厂 | 2024-01-05 | 90", "乙厂 | 2024-01-05 | 10"]),
            contracts: rows(
                "customer_name | title",
                &["甲厂 | 年度", "甲厂 | 补充", "丙厂 | 年度", " | 框架"],
            ),
            ..Records::default()
        };
        Ledger::build(records, decisions, CustomerLevel::Company)
    }

    #[test]
    fn rows_and_revenue_are_two_shares() {
        let found = ledger(&[]).matches(TableKind::Contracts);
        assert_eq!((found.named, found.matched), (3, 2));
        assert_eq!((found.rows(), found.revenue), (Some(2.0 / 3.0), Some(0.9)));
        let none = ledger(&[]).matches(TableKind::Complaints);
        assert_eq!((none.rows(), none.revenue), (None, Some(0.0)));
    }

    #[test]
    fn a_party_whose_sales_left_revenue_is_matched_all_the_same() {
        let exclude = Decision {
            id: 0,
            kind: DecisionKind::ExcludeCustomer {
                name: "甲厂".into(),
                why: Exclusion::Related,
            },
            reason: String::new(),
            decided_at: 0,
        };
        let found = ledger(&[exclude]).matches(TableKind::Contracts);
        assert_eq!((found.matched, found.revenue), (2, Some(0.0)));
    }
}
