//! Prices and discounts that changed before the as-of date.

use super::*;

/// Twelve customers buy one product each month of 2023 and 2024; the price and discount of the
/// last three months are given for the first `moved` of them.
fn buying(moved: u32, price: f64, discount: f64) -> Vec<Finding> {
    let mut lines = Vec::new();
    for year in [2023, 2024] {
        for month in 1..=12 {
            for customer in 1..=12_u32 {
                let late = year == 2024 && month > 9 && customer <= moved;
                let (price, discount) = if late {
                    (price, discount)
                } else {
                    (10.0, 0.02)
                };
                // Quantities change all the time and prove nothing.
                let quantity = 10 + (month + customer) % 5;
                lines.push(format!(
                    "客户{customer}公司 | {year}-{month:02}-05 | {:.2} | P1 | {quantity} | {discount}",
                    price * f64::from(quantity),
                ));
            }
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    found(Records {
        orders: rows(
            "customer_name | date | amount | product | quantity | discount",
            &lines,
        ),
        ..Records::default()
    })
}

#[test]
fn prices_cut_or_raised_for_most_customers_are_asked_about() {
    let findings = buying(11, 9.0, 0.02);
    let finding = with_code(&findings, "terms.prices_cut").unwrap();
    assert!((figure(finding, "change") - 0.1).abs() < 1e-9);
    assert_eq!(
        (figure(finding, "moved"), figure(finding, "customers")),
        (11.0, 12.0)
    );
    let test = finding.test.as_ref().unwrap();
    // All of eleven signs fell: 2 · 2⁻¹¹.
    assert_eq!((test.method.as_str(), test.n), ("sign", 11));
    assert!((test.p - 2.0_f64.powi(-10)).abs() < 1e-12, "{}", test.p);
    assert!(!finding.rows.is_empty());
    assert!(with_code(&buying(12, 11.0, 0.02), "terms.prices_raised").is_some());
    // Nobody; half of them; all of them by a trifle.
    for (moved, price) in [(0, 10.0), (6, 9.0), (12, 9.9)] {
        let quiet = buying(moved, price, 0.02);
        assert!(
            with_code(&quiet, "terms.prices_cut").is_none(),
            "{moved} {price}"
        );
        assert!(with_code(&quiet, "terms.prices_raised").is_none());
    }
}

#[test]
fn discounts_raised_for_most_customers_are_asked_about() {
    let findings = buying(12, 10.0, 0.08);
    let finding = with_code(&findings, "terms.discounts_raised").unwrap();
    assert!((figure(finding, "change") - 0.06).abs() < 1e-9);
    assert!(finding.test.as_ref().unwrap().p < 0.001);
    for (moved, discount) in [(12, 0.02), (6, 0.08), (12, 0.01)] {
        let quiet = buying(moved, 10.0, discount);
        assert!(with_code(&quiet, "terms.discounts_raised").is_none());
    }
}
