//! Questions to the seller: raised by what was planted, and quiet in a steady firm.

use super::*;

fn with_lines(lines: &[String]) -> Records {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    and_orders(&lines)
}

#[test]
fn a_large_new_customer_with_one_order_is_asked_about() {
    let findings = found(and_orders(&[
        "新大客户 | 2024-11-20 | 2000",
        "回头客 | 2024-11-20 | 1000",
        "回头客 | 2024-12-10 | 1000",
    ]));
    let finding = with_code(&findings, "revenue.one_order_customers").unwrap();
    assert_eq!(figure(finding, "count"), 1.0);
    // 14 400 of the steady ones, 4 000 of the new.
    assert!((figure(finding, "share") - 2_000.0 / 18_400.0).abs() < 1e-9);
}

#[test]
fn round_amounts_at_the_end_are_counted_against_the_year_before() {
    let lines: Vec<String> = (1..=28)
        .flat_map(|day| [(10, day), (11, day)])
        .map(|(month, day)| format!("客户{}公司 | 2024-{month}-{day:02} | 2000", day % 12 + 1))
        .collect();
    let findings = found(with_lines(&lines));
    let finding = with_code(&findings, "revenue.round_amounts").unwrap();
    // Days on which a steady order falls make one document with it: 2 100, not round.
    let shared = f64::from(2_u8);
    let rounds = 56.0 - shared;
    assert_eq!(figure(finding, "count"), rounds);
    assert!((figure(finding, "share") - rounds / (36.0 + rounds)).abs() < 1e-9);
    assert_eq!(figure(finding, "usual"), 0.0);
    // 90 of 234 documents are late, and all 54 round ones are: a product of 54 fractions.
    let test = finding.test.as_ref().unwrap();
    assert!(test.method == "fisher" && test.p < 1e-10, "{test:?}");
}

#[test]
fn amounts_that_all_begin_with_five_are_asked_about() {
    let lines: Vec<String> = (0..600)
        .map(|n| {
            let (month, day) = (n / 50 + 1, n % 25 + 1);
            let (customer, amount) = (n % 50, [5, 50, 500, 5000][n % 4]);
            format!("散单{customer} | 2024-{month:02}-{day:02} | {amount}")
        })
        .collect();
    let findings = found(with_lines(&lines));
    let finding = with_code(&findings, "revenue.odd_digits").unwrap();
    assert_eq!(finding.severity, Severity::Info);
    assert!(figure(finding, "deviation") > 0.1 && finding.test.as_ref().unwrap().p < 1e-6);
}

#[test]
fn credit_that_was_eased_at_the_end_is_asked_about() {
    let mut records = steady();
    let lines: Vec<String> = (1..=25)
        .flat_map(|day| {
            [
                format!("客户1公司 | 2024-05-{day:02} | 2024-06-{day:02} | 100"),
                format!("客户1公司 | 2024-11-{day:02} | 2025-01-{day:02} | 100"),
            ]
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    records.receivables = rows("customer_name | date | due_date | amount", &lines);
    let findings = found(records);
    let finding = with_code(&findings, "terms.longer").unwrap();
    assert_eq!(figure(finding, "usual"), 31.0);
    assert_eq!(figure(finding, "now"), 61.0);
    assert_eq!(figure(finding, "share"), 1.0);
    assert!(finding.test.as_ref().unwrap().p < 1e-9);
}
