//! Customers that share contact details.

use super::*;

fn with_masters(header: &str, lines: &[&str]) -> Vec<Finding> {
    let mut records = steady();
    records.customers = rows(header, lines);
    found(records)
}

#[test]
fn shared_mail_and_contact_are_counted_by_kind() {
    let findings = with_masters(
        "name | email | contact | owner",
        &[
            "客户1公司 | a@x.cn | 钱伟 | 王芳",
            "客户2公司 | A@X.cn | 孙丽 | 王芳",
            "客户3公司 | | 钱伟 | 王芳",
            // The firm's own salesperson, and no name at all.
            "客户4公司 | | 王芳 | 王芳",
            "客户5公司 | | 王芳 | 王芳",
            "客户6公司 | | 采购部 | 王芳",
            "客户7公司 | | 采购部 | 王芳",
        ],
    );
    let finding = with_code(&findings, "data.related_party").unwrap();
    let counts =
        ["count", "mails", "contacts", "phones", "codes"].map(|name| figure(finding, name));
    assert_eq!(counts, [3.0, 2.0, 2.0, 0.0, 0.0]);
    assert_eq!(finding.severity, Severity::Warning);
    assert!((figure(finding, "share") - 3.0 / 12.0).abs() < 1e-9);
}

#[test]
fn one_address_of_two_customers_is_counted() {
    let findings = with_masters(
        "name | address",
        &[
            "客户1公司 | 浙江省宁波市鄞州区学士路 88 号 3 幢",
            "客户2公司 | 浙江省宁波市鄞州区学士路88号3幢",
            "客户3公司 | 浙江省宁波市鄞州区学士路 90 号",
        ],
    );
    let finding = with_code(&findings, "data.related_party").unwrap();
    assert_eq!(
        (figure(finding, "addresses"), figure(finding, "count")),
        (2.0, 2.0)
    );
    assert_eq!(finding.severity, Severity::Warning);
}

#[test]
fn one_name_alone_is_a_note_only() {
    let findings = with_masters("name | contact", &["客户1公司 | 钱伟", "客户2公司 | 钱伟"]);
    let finding = with_code(&findings, "data.related_party").unwrap();
    assert_eq!(finding.severity, Severity::Info);
}

#[test]
fn a_known_group_and_a_switchboard_are_no_question() {
    let group = with_masters(
        "name | phone | parent",
        &[
            "客户1公司 | 0574-88881234 | 东海集团",
            "客户2公司 | 0574-88881234 | 东海集团",
        ],
    );
    assert!(with_code(&group, "data.related_party").is_none());
    let switchboard: Vec<String> = (1..=6)
        .map(|n| format!("客户{n}公司 | 0574-88881234"))
        .collect();
    let switchboard: Vec<&str> = switchboard.iter().map(String::as_str).collect();
    let findings = with_masters("name | phone", &switchboard);
    assert!(with_code(&findings, "data.related_party").is_none());
}

#[test]
fn common_and_masked_names_relate_nobody() {
    // Ten of twelve share a name with another: such names tell nobody apart.
    let common: Vec<String> = (1..=12)
        .map(|n| format!("客户{n}公司 | 张伟{}", n / 2))
        .collect();
    let common: Vec<&str> = common.iter().map(String::as_str).collect();
    let findings = with_masters("name | contact", &common);
    assert!(with_code(&findings, "data.related_party").is_none());
    for masked in ["张某", "张**"] {
        let lines = [
            format!("客户1公司 | {masked}"),
            format!("客户2公司 | {masked}"),
        ];
        let findings = with_masters("name | contact", &[&lines[0], &lines[1]]);
        assert!(
            with_code(&findings, "data.related_party").is_none(),
            "{masked}"
        );
    }
}
