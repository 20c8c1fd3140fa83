//! Order lines on the tax basis of the definitions: lines that say they are on the other one are
//! converted by what their row says of the tax, else by the rate that the adviser stated.
//!
//! Without tax: the row's own amount without tax, else amount − tax, else amount ÷ (1 + rate). With
//! tax: amount + tax, else amount × (1 + rate). Lines that do not say on which basis they are count
//! as they stand, and so do those that nothing converts; the check of the tax basis names both.

use records::{Amount, Decision, DecisionKind, Order, TaxBasis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::records::Records;

/// How lines came onto the tax basis of the definitions, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct TaxLines {
    /// On it already.
    pub same: u64,
    /// By the row's own amount without tax.
    pub own: u64,
    /// By the row's tax amount.
    pub tax: u64,
    /// By the row's tax rate.
    pub row_rate: u64,
    /// By the rate that the adviser stated.
    pub stated: u64,
    /// Nothing says on which basis they are: counted as they stand.
    pub unsaid: u64,
    /// On the other basis, and nothing converts them: counted as they stand.
    pub open: u64,
}

/// How one line comes onto the tax basis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TaxWay {
    /// It is on it already.
    Same,
    /// The row's own amount without tax.
    Own(Amount),
    /// The row's tax amount makes this of it.
    Tax(Amount),
    /// The row's rate gives this factor.
    RowRate(f64),
    /// The stated rate gives this factor.
    Stated(f64),
    /// Nothing says on which basis it is.
    Unsaid,
    /// Nothing converts it.
    Open,
}

/// The tax basis of the definitions, and the rate stated for lines that have none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Taxes {
    basis: TaxBasis,
    stated: Option<f64>,
}

/// The basis that a line says its amount is on.
pub(crate) fn said(order: &Order) -> TaxBasis {
    match order.tax_included {
        Some(true) => TaxBasis::Gross,
        Some(false) => TaxBasis::Net,
        // A second amount that is called the one without tax.
        None if order.amount_net.is_some() => TaxBasis::Gross,
        None => TaxBasis::Unknown,
    }
}

/// The basis of nearly all lines; else not said.
pub(crate) fn basis_of(records: &Records) -> TaxBasis {
    let (mut gross, mut net) = (0, 0);
    for row in &records.orders {
        match said(&row.record) {
            TaxBasis::Gross => gross += 1,
            TaxBasis::Net => net += 1,
            TaxBasis::Unknown => {}
        }
    }
    let most = |count: usize| count > 0 && count * 10 >= records.orders.len() * 9;
    if most(gross) {
        TaxBasis::Gross
    } else if most(net) {
        TaxBasis::Net
    } else {
        TaxBasis::Unknown
    }
}

impl Taxes {
    /// As the definitions have it: by decision, else by the records.
    pub(crate) fn of(records: &Records, decisions: &[Decision], stated: Option<f64>) -> Self {
        let decided = decisions.iter().rev().find_map(|one| match &one.kind {
            DecisionKind::Define { name, value } if name == "tax_basis" => {
                serde_json::from_value(value.clone()).ok()
            }
            _ => None,
        });
        let basis = decided.unwrap_or_else(|| basis_of(records));
        Self { basis, stated }
    }

    /// How a line comes onto the basis.
    pub(crate) fn way(&self, order: &Order) -> TaxWay {
        let said = said(order);
        if self.basis == TaxBasis::Unknown || said == TaxBasis::Unknown {
            return TaxWay::Unsaid;
        }
        if said == self.basis {
            return TaxWay::Same;
        }
        let to_net = self.basis == TaxBasis::Net;
        let factor = |rate: f64| {
            if to_net {
                1.0 / (1.0 + rate)
            } else {
                1.0 + rate
            }
        };
        // A tax larger than its amount, or of the other sign, is a slip.
        let sound = |tax: &Amount| {
            tax.0.unsigned_abs() < order.amount.0.unsigned_abs()
                && tax.0.signum() * order.amount.0.signum() >= 0
        };
        if let Some(net) = order.amount_net.filter(|_| to_net) {
            TaxWay::Own(net)
        } else if let Some(tax) = order.tax.filter(sound) {
            TaxWay::Tax(if to_net {
                order.amount - tax
            } else {
                order.amount + tax
            })
        } else if let Some(rate) = order.tax_rate.filter(|rate| (0.0..1.0).contains(rate)) {
            TaxWay::RowRate(factor(rate))
        } else if let Some(rate) = self.stated {
            TaxWay::Stated(factor(rate))
        } else {
            TaxWay::Open
        }
    }

    /// Money of a line on the basis: its amount, its refund, or one less the other.
    pub(crate) fn on_basis(&self, money: Amount, order: &Order) -> Amount {
        if self.basis == TaxBasis::Unknown {
            return money;
        }
        let factor = match self.way(order) {
            TaxWay::Same | TaxWay::Unsaid | TaxWay::Open => return money,
            TaxWay::Own(whole) | TaxWay::Tax(whole) if money == order.amount => return whole,
            TaxWay::Own(whole) | TaxWay::Tax(whole) if order.amount != Amount::ZERO => {
                whole.units() / order.amount.units()
            }
            TaxWay::Own(_) | TaxWay::Tax(_) => return money,
            TaxWay::RowRate(factor) | TaxWay::Stated(factor) => factor,
        };
        Amount::from_units(money.units() * factor).unwrap_or(money)
    }
}

impl TaxLines {
    /// Counts a line.
    pub(crate) fn add(&mut self, way: TaxWay) {
        let count = match way {
            TaxWay::Same => &mut self.same,
            TaxWay::Own(_) => &mut self.own,
            TaxWay::Tax(_) => &mut self.tax,
            TaxWay::RowRate(_) => &mut self.row_rate,
            TaxWay::Stated(_) => &mut self.stated,
            TaxWay::Unsaid => &mut self.unsaid,
            TaxWay::Open => &mut self.open,
        };
        *count += 1;
    }

    /// Lines that were converted.
    #[must_use]
    pub fn converted(&self) -> u64 {
        self.own + self.tax + self.row_rate + self.stated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::CustomerLevel;
    use crate::ledger::Ledger;
    use crate::measures::testing::rows;

    const HEADER: &str =
        "customer_name | date | amount | amount_net | tax | tax_rate | tax_included | refund";
    const LINES: [&str; 7] = [
        "甲 | 2024-01-02 | 113 | 100 |  |  | true | ",
        "甲 | 2024-01-03 | 113 |  | 13 |  | true | ",
        "甲 | 2024-01-04 | 106 |  |  | 0.06 | true | ",
        "甲 | 2024-01-05 | 113 |  |  |  | true | ",
        "甲 | 2024-01-06 | 100 |  | 13 |  | false | ",
        "甲 | 2024-01-07 | 100 |  |  | 0.13 | false | 50",
        "甲 | 2024-01-08 | 7 |  |  |  |  | ",
    ];

    fn amounts(basis: &str, rate: Option<f64>) -> (Vec<f64>, TaxLines) {
        let records = Records {
            orders: rows(HEADER, &LINES),
            ..Records::default()
        };
        let define = DecisionKind::Define {
            name: "tax_basis".into(),
            value: basis.into(),
        };
        let kinds = [define]
            .into_iter()
            .chain(rate.map(|rate| DecisionKind::TaxRate { rate }));
        let decisions: Vec<Decision> = kinds
            .map(|kind| Decision {
                id: 1,
                kind,
                reason: String::new(),
                decided_at: 0,
            })
            .collect();
        let ledger = Ledger::build(records, &decisions, CustomerLevel::Company);
        let mut lines = TaxLines::default();
        for sale in &ledger.sales {
            lines.add(ledger.taxes.way(ledger.order(sale)));
        }
        let sold = ledger.sales.iter().map(|sale| sale.amount.units());
        (sold.collect(), lines)
    }

    /// Worked by hand: 113 = 100 × 1.13, 106 = 100 × 1.06.
    #[test]
    fn lines_of_the_other_basis_are_converted_by_what_their_row_says() {
        let (net, lines) = amounts("net", None);
        assert_eq!(net, [100.0, 100.0, 100.0, 113.0, 100.0, 50.0, 7.0]);
        let expected = TaxLines {
            own: 1,
            tax: 1,
            row_rate: 1,
            open: 1,
            same: 2,
            unsaid: 1,
            ..TaxLines::default()
        };
        assert_eq!(lines, expected);
        let (gross, lines) = amounts("gross", None);
        assert_eq!(gross, [113.0, 113.0, 106.0, 113.0, 113.0, 56.5, 7.0]);
        assert_eq!((lines.same, lines.tax, lines.row_rate), (4, 1, 1));
    }

    #[test]
    fn a_stated_rate_converts_what_the_row_does_not() {
        let (net, lines) = amounts("net", Some(0.13));
        assert_eq!(net[3], 100.0);
        assert_eq!((lines.stated, lines.open), (1, 0));
        assert_eq!(
            net[2], 100.0,
            "the row's own rate goes before the stated one"
        );
    }

    #[test]
    fn without_a_basis_nothing_is_converted() {
        let (as_written, lines) = amounts("unknown", Some(0.13));
        assert_eq!(as_written, [113.0, 113.0, 106.0, 113.0, 100.0, 50.0, 7.0]);
        assert_eq!(lines.unsaid, 7);
    }

    #[test]
    fn a_tax_that_cannot_be_that_of_the_amount_is_not_used() {
        let header = "customer_name | date | amount | tax | tax_included";
        let order = |line: &str| rows::<Order>(header, &[line]).remove(0).record;
        let net = Taxes {
            basis: TaxBasis::Net,
            stated: None,
        };
        assert_eq!(
            net.way(&order("甲 | 2024-01-02 | 100 | 130 | true")),
            TaxWay::Open
        );
        assert_eq!(
            net.way(&order("甲 | 2024-01-02 | 100 | -13 | true")),
            TaxWay::Open
        );
        let back = net.way(&order("甲 | 2024-01-02 | -113 | -13 | true"));
        assert_eq!(back, TaxWay::Tax(Amount::from_units(-100.0).unwrap()));
    }

    #[test]
    fn the_basis_is_that_of_nearly_all_lines() {
        let basis = |lines: &[&str]| {
            basis_of(&Records {
                orders: rows("date | amount | amount_net | tax_included", lines),
                ..Records::default()
            })
        };
        assert_eq!(basis(&["2024-01-02 | 5 |  | false"]), TaxBasis::Net);
        assert_eq!(basis(&["2024-01-02 | 5 | 4 | "]), TaxBasis::Gross);
        assert_eq!(
            basis(&["2024-01-02 | 5 |  | true", "2024-01-02 | 5 |  | false"]),
            TaxBasis::Unknown
        );
        assert_eq!(basis(&["2024-01-02 | 5 |  | "]), TaxBasis::Unknown);
    }
}
