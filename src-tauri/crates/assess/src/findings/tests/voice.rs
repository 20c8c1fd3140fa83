use records::Severity;

use super::{figure, found, rows, steady, with_code};
use crate::ledger::Records;

#[test]
fn a_fall_in_satisfaction_is_told_from_chance() {
    let survey = |now: &[u8]| {
        let mut lines: Vec<String> = (0..12)
            .map(|n| format!("客户{}公司 | 2023-06-01T10:00 | {}", n + 1, 4 + n % 2))
            .collect();
        lines.extend(
            now.iter()
                .enumerate()
                .map(|(n, score)| format!("客户{}公司 | 2024-06-01T10:00 | {score}", n + 1)),
        );
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Records {
            surveys: rows("customer_name | answered_at | overall", &lines),
            ..steady()
        }
    };
    let fallen = found(survey(&[3, 3, 3, 4, 3, 3, 4, 3, 3, 3, 3, 3]));
    let finding = with_code(&fallen, "satisfaction.falling").unwrap();
    assert!(figure(finding, "fall") > 30.0);
    let chance = found(survey(&[5, 1, 5, 5, 5, 1, 5, 5, 4, 4, 5, 5]));
    assert!(with_code(&chance, "satisfaction.falling").is_none());
}

#[test]
fn a_survey_of_few_customers_is_called_thin() {
    let records = Records {
        surveys: rows(
            "customer_name | answered_at | overall",
            &[
                "客户1公司 | 2024-06-01T10:00 | 5",
                "客户2公司 | 2024-06-01T10:00 | 5",
            ],
        ),
        ..steady()
    };
    let findings = found(records);
    let finding = with_code(&findings, "satisfaction.thin").unwrap();
    assert_eq!(finding.severity, Severity::Info);
    assert!((figure(finding, "share") - 1.0 / 6.0).abs() < 1e-12);
    assert_eq!(figure(finding, "customers"), 2.0);
}

#[test]
fn complaints_before_losses_are_told_with_both_shares() {
    let mut records = steady();
    let gone = |name: &str| (1..=8).any(|n| name == format!("客户{n}公司"));
    records.orders.retain(|order| {
        order.record.date.year() < 2024
            || order
                .record
                .customer_name
                .as_deref()
                .is_none_or(|name| !gone(name))
    });
    let lines: Vec<String> = (1..=7)
        .map(|n| format!("客户{n}公司 | 2023-01-15"))
        .collect();
    records.complaints = rows(
        "customer_name | date",
        &lines.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let findings = found(records);
    let finding = with_code(&findings, "complaint.churn").unwrap();
    assert_eq!(
        (figure(finding, "customers"), figure(finding, "lost")),
        (7.0, 7.0)
    );
    // Of the five others one is gone.
    assert!((figure(finding, "others") - 0.2).abs() < 1e-12);
}

#[test]
fn large_customers_without_contact_are_counted_by_revenue() {
    let contact = |upto: usize| {
        let lines: Vec<String> = (1..=upto)
            .map(|n| format!("客户{n}公司 | 2024-12-01"))
            .collect();
        Records {
            contacts: rows(
                "customer_name | date",
                &lines.iter().map(String::as_str).collect::<Vec<_>>(),
            ),
            ..steady()
        }
    };
    // Twelve equal customers: ten of them make class A.
    let findings = found(contact(5));
    let finding = with_code(&findings, "care.neglected").unwrap();
    assert_eq!(finding.severity, Severity::Critical);
    assert_eq!(
        (figure(finding, "customers"), figure(finding, "count")),
        (10.0, 5.0)
    );
    assert!((figure(finding, "share") - 5.0 / 12.0).abs() < 1e-12);
    assert!(with_code(&found(contact(10)), "care.neglected").is_none());
}

#[test]
fn reviews_that_worsen_beyond_chance_are_told() {
    let reviews = |now: &str| {
        let lines: Vec<String> = (1..=9)
            .flat_map(|day| {
                [
                    format!("2023-05-0{day} | 5"),
                    format!("2024-05-0{day} | {now}"),
                ]
            })
            .chain(["2023-06-01 | 4".into(), "2024-06-01 | 4".into()])
            .collect();
        Records {
            reviews: rows(
                "date | stars",
                &lines.iter().map(String::as_str).collect::<Vec<_>>(),
            ),
            ..steady()
        }
    };
    let fallen = found(reviews("3"));
    let finding = with_code(&fallen, "reviews.falling").unwrap();
    assert!((figure(finding, "fall") - 1.8).abs() < 1e-9);
    assert!(with_code(&found(reviews("5")), "reviews.falling").is_none());
}
