//! Simple customer lifetime value 客户终身价值: a constant margin, a constant retention rate,
//! for ever (Gupta and Lehmann 2003, Journal of Interactive Marketing 17:9).

/// When a period's margin arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payment {
    /// First margin at once: m(1+d)/(1+d−r).
    Now,
    /// First margin after one period, if the customer stays: m·r/(1+d−r).
    EndOfPeriod,
}

/// Value of one customer, in the unit of `margin`.
///
/// `margin` per period, `retention` 0–1 and `discount` per the same period. `None` when a rate is
/// impossible or 1 + d ≤ r, where the sum has no limit.
#[must_use]
pub fn simple_clv(margin: f64, retention: f64, discount: f64, payment: Payment) -> Option<f64> {
    let decay = 1.0 + discount - retention;
    let rates = (0.0..=1.0).contains(&retention) && discount > -1.0 && discount.is_finite();
    if !rates || decay <= 0.0 || !margin.is_finite() {
        return None;
    }
    Some(match payment {
        Payment::Now => margin * (1.0 + discount) / decay,
        Payment::EndOfPeriod => margin * retention / decay,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_textbook_customer_has_its_two_values() {
        for (payment, value) in [(Payment::Now, 366.667), (Payment::EndOfPeriod, 266.667)] {
            let found = simple_clv(100.0, 0.8, 0.1, payment).unwrap();
            assert!((found - value).abs() < 5e-4, "{payment:?} {found}");
        }
    }

    #[test]
    fn the_first_margin_is_the_difference() {
        let value = |payment| simple_clv(250.0, 0.6, 0.12, payment).unwrap();
        assert!((value(Payment::Now) - value(Payment::EndOfPeriod) - 250.0).abs() < 1e-9);
    }

    #[test]
    fn a_sum_without_limit_is_absent() {
        assert_eq!(simple_clv(100.0, 1.0, 0.0, Payment::Now), None);
        assert_eq!(simple_clv(100.0, 1.2, 0.5, Payment::Now), None);
        assert_eq!(simple_clv(f64::NAN, 0.5, 0.1, Payment::Now), None);
    }
}
