//! Clauses, persons and contacts that the deal exposes.

use super::*;
use crate::definitions::Definitions;

/// Contracts of the first customers of the steady firm, a clause a text.
fn with_contracts(header: &str, of: u32, clause: &str) -> Records {
    let lines: Vec<String> = (1..=12)
        .map(|n| {
            let clause = if n <= of { clause } else { "" };
            format!("客户{n}公司 | 2024-01-01 | 2027-12-31 | {clause}")
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Records {
        contracts: rows(
            &format!("customer_name | start_date | end_date | {header}"),
            &lines,
        ),
        ..steady()
    }
}

#[test]
fn contracts_that_do_not_pass_by_themselves_are_asked_about() {
    let findings = found(with_contracts("assignable", 2, "false"));
    let finding = with_code(&findings, "contract.assignment").unwrap();
    assert_eq!(finding.severity, Severity::Warning);
    assert!((figure(finding, "share") - 2.0 / 12.0).abs() < 1e-9);
    assert_eq!(figure(finding, "prohibited"), 0.0);
    assert_eq!(finding.threshold.as_ref().unwrap().id, "assignment");
    let findings = found(with_contracts("assignment_prohibited", 4, "true"));
    let finding = with_code(&findings, "contract.assignment").unwrap();
    assert_eq!(finding.severity, Severity::Warning);
    assert!((figure(finding, "prohibited") - 4.0 / 12.0).abs() < 1e-9);
    for quiet in [
        with_contracts("assignable", 1, "false"),
        with_contracts("assignable", 12, "true"),
    ] {
        assert!(with_code(&found(quiet), "contract.assignment").is_none());
    }
}

#[test]
fn contracts_that_end_on_notice_are_asked_about() {
    let findings = found(with_contracts("notice_days", 3, "30"));
    let finding = with_code(&findings, "contract.convenience").unwrap();
    assert!((figure(finding, "share") - 0.25).abs() < 1e-9);
    assert_eq!(figure(finding, "days"), 30.0);
    assert!(!finding.rows.is_empty());
    let quiet = found(with_contracts("notice_days", 2, "30"));
    assert!(with_code(&quiet, "contract.convenience").is_none());
}

fn leaving(names: &[&str]) -> Vec<Finding> {
    let records = Records {
        customers: rows(
            "name | owner",
            &[
                "客户1公司 | 王芳",
                "客户2公司 | 王芳",
                "客户3公司 | 李强",
                "客户4公司 | 赵敏",
                "客户5公司 | 陈刚",
                "客户6公司 | 周洋",
            ],
        ),
        ..steady()
    };
    let d = Definitions {
        leavers: names.iter().map(|name| (*name).to_owned()).collect(),
        ..definitions()
    };
    let ledger = Ledger::build(records, &[], CustomerLevel::Company);
    let framework = Framework::embedded("loyalty-20").unwrap();
    let findings = assess("某厂", &ledger, &framework, &d, &[]).findings;
    findings.iter().for_each(has_words);
    findings
}

#[test]
fn those_who_leave_are_named_with_what_hangs_on_them() {
    let findings = leaving(&["王芳"]);
    let finding = with_code(&findings, "person.leavers").unwrap();
    assert_eq!(finding.severity, Severity::Critical);
    assert_eq!(finding.args["person"], FindingArg::Person("王芳".into()));
    assert!((figure(finding, "share") - 2.0 / 6.0).abs() < 1e-9);
    assert_eq!(figure(finding, "customers"), 2.0);
    for nobody in [&[][..], &["路人"]] {
        assert!(with_code(&leaving(nobody), "person.leavers").is_none());
    }
}

#[test]
fn large_customers_with_one_contact_are_counted() {
    let with = |second: &str| {
        let lines: Vec<String> = (1..=12)
            .map(|n| format!("客户{n}公司 | 联系人甲{n} | {second}"))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut records = steady();
        records.customers = rows("name | contact | second_contact", &lines);
        records
    };
    let findings = found(with(""));
    let finding = with_code(&findings, "person.one_contact").unwrap();
    assert_eq!(
        (figure(finding, "count"), figure(finding, "of")),
        (10.0, 10.0)
    );
    assert!(with_code(&found(with("另一人")), "person.one_contact").is_none());
}
