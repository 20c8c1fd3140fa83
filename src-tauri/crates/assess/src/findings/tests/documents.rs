//! Documents that are missing or stand there twice.

use records::SourceId;

use super::*;

/// Orders with numbers from 1 on, a month each; those in `left_out` are not given.
fn numbered(count: u32, left_out: std::ops::Range<u32>) -> Records {
    let lines: Vec<String> = (1..=count)
        .filter(|n| !left_out.contains(n))
        .map(|n| {
            let (year, month) = (2022 + n % 36 / 12, n % 12 + 1);
            format!(
                "XS-{n:05} | 客户{}公司 | {year}-{month:02}-05 | {}",
                n % 12 + 1,
                100 + n
            )
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Records {
        orders: rows("order_no | customer_name | date | amount", &lines),
        ..Records::default()
    }
}

#[test]
fn missing_numbers_are_counted_and_become_a_question() {
    let findings = found(numbered(400, 100..130));
    let finding = with_code(&findings, "data.numbers_missing").unwrap();
    assert_eq!(
        (figure(finding, "missing"), figure(finding, "runs")),
        (30.0, 1.0)
    );
    assert!((figure(finding, "share") - 30.0 / 400.0).abs() < 1e-9);
    assert_eq!(finding.args["first"], FindingArg::Text("XS-00100".into()));
    assert_eq!(finding.args["last"], FindingArg::Text("XS-00129".into()));
    // A few are voided everywhere.
    assert!(with_code(&found(numbered(400, 100..110)), "data.numbers_missing").is_none());
}

#[test]
fn an_accepted_check_is_no_finding() {
    let records = numbered(400, 100..130);
    let accepted = records::Decision {
        id: 1,
        decided_at: 0,
        kind: records::DecisionKind::Accept {
            topic: "check.numbers_missing".into(),
        },
        reason: String::new(),
    };
    let ledger = Ledger::build(records, &[accepted], CustomerLevel::Company);
    let framework = Framework::embedded("loyalty-20").unwrap();
    let findings = assess("某厂", &ledger, &framework, &definitions(), &[]).findings;
    assert!(with_code(&findings, "data.numbers_missing").is_none());
}

#[test]
fn documents_of_two_files_are_counted_once_as_a_question() {
    let mut records = numbered(300, 0..0);
    let again: Vec<_> = records
        .orders
        .iter()
        .take(30)
        .cloned()
        .map(|mut row| {
            row.at.source = SourceId(99);
            row
        })
        .collect();
    records.orders.extend(again);
    let findings = found(records);
    let of_it: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.code == "data.documents_twice")
        .collect();
    assert_eq!(of_it.len(), 1);
    assert_eq!(figure(of_it[0], "count"), 30.0);
    // 101 + … + 130.
    assert!((figure(of_it[0], "amount") - 3_465.0).abs() < 1e-6);
    assert!(!of_it[0].rows.is_empty());
    let quiet = found(numbered(300, 0..0));
    assert!(with_code(&quiet, "data.documents_twice").is_none());
}

/// A year of orders of one customer, every week another amount; on `twice` days the document is
/// repeated under another number.
fn weekly(twice: usize, standing: bool) -> Records {
    let mut lines = Vec::new();
    for week in 0..48 {
        let (month, day) = (week / 4 + 1, week % 4 * 7 + 1);
        let amount = if standing { 500 } else { 500 + 7 * week };
        for copy in 0..2 {
            if copy == 0 || week < twice {
                lines.push(format!(
                    "N{week}-{copy} | 大客户 | 2024-{month:02}-{day:02} | {amount}"
                ));
            }
        }
    }
    let mut records = steady();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut more = rows::<records::Order>("order_no | customer_name | date | amount", &lines);
    for row in &mut more {
        row.at.row += 10_000;
    }
    records.orders.extend(more);
    records
}

#[test]
fn equal_amounts_of_one_day_are_asked_about_and_standing_orders_are_not() {
    let findings = found(weekly(8, false));
    let finding = with_code(&findings, "revenue.repeated_documents").unwrap();
    assert_eq!(figure(finding, "count"), 8.0);
    // 500 + 507 + … + 549.
    assert!((figure(finding, "amount") - 4_196.0).abs() < 1e-6);
    let test = finding.test.as_ref().unwrap();
    assert!(test.method == "fisher" && test.p < 1e-6, "{test:?}");
    // Who always buys the same buys the same twice a day as well.
    assert!(with_code(&found(weekly(8, true)), "revenue.repeated_documents").is_none());
    assert!(with_code(&found(weekly(2, false)), "revenue.repeated_documents").is_none());
}
