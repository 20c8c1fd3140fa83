//! Each red flag is found where it was planted, and only there.

mod changes;
mod documents;
mod exposure;
mod integrity;
mod shared;
mod voice;

use records::{Catalogue, Decision, Lang, Severity};

use crate::assessing::assess;
use crate::definitions::CustomerLevel;
use crate::framework::Framework;
use crate::ledger::{Ledger, Records};
use crate::measures::testing::{definitions, orders, rows};
use crate::model::{Finding, FindingArg};

fn found(records: Records) -> Vec<Finding> {
    let decisions: &[Decision] = &[];
    let ledger = Ledger::build(records, decisions, CustomerLevel::Company);
    let framework = Framework::embedded("loyalty-20").unwrap();
    let findings = assess("某厂", &ledger, &framework, &definitions(), &[]).findings;
    findings.iter().for_each(has_words);
    findings
}

/// Every sentence of a finding is there in both languages, and every placeholder has its value.
fn has_words(finding: &Finding) {
    let texts = [
        include_str!("../../../../../assets/locales/zh-CN/findings.json"),
        include_str!("../../../../../assets/locales/en/findings.json"),
    ];
    for (lang, text) in Lang::ALL.into_iter().zip(texts) {
        let words = Catalogue::parse(lang, &[text]).unwrap();
        let code = &finding.code;
        let args = finding.args.keys().map(|name| (name.as_str(), "x"));
        for part in ["title", "text", "term"] {
            let key = format!("finding.{code}.{part}");
            assert!(words.get(&key).is_some(), "{key}");
            let filled = words.fill(&key, args.clone());
            assert!(!filled.contains('{'), "{key}: {filled}");
        }
        let threshold = &finding.threshold.as_ref().unwrap().id;
        assert!(
            words.get(&format!("threshold.{threshold}")).is_some(),
            "{threshold}"
        );
    }
}

fn with_code<'a>(findings: &'a [Finding], code: &str) -> Option<&'a Finding> {
    findings.iter().find(|finding| finding.code == code)
}

fn figure(finding: &Finding, name: &str) -> f64 {
    match finding.args.get(name) {
        Some(FindingArg::Figure(value, _)) => *value,
        other => panic!("{name} is {other:?}"),
    }
}

/// Twelve customers that buy the same each month of 2022–2024.
fn steady() -> Records {
    let mut lines = Vec::new();
    for year in 2022..=2024 {
        for month in 1..=12 {
            for customer in 1..=12 {
                lines.push(format!("客户{customer}公司 | {year}-{month:02}-05 | 100"));
            }
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Records {
        orders: orders(&lines),
        ..Records::default()
    }
}

fn and_orders(lines: &[&str]) -> Records {
    let mut records = steady();
    let mut more = orders(lines);
    for row in &mut more {
        row.at.row += 10_000;
    }
    records.orders.extend(more);
    records
}

#[test]
fn a_steady_firm_has_no_red_flag() {
    let codes: Vec<String> = found(steady())
        .into_iter()
        .map(|finding| finding.code)
        .collect();
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn one_large_customer_is_named_with_its_share_and_rows() {
    // 14 400 of the others in 2024, 9 600 of the large one: 40 %.
    let findings = found(and_orders(&[
        "大客户公司 | 2023-06-05 | 9600",
        "大客户公司 | 2024-06-05 | 9600",
    ]));
    let finding = with_code(&findings, "concentration.single_customer").unwrap();
    assert_eq!(finding.severity, Severity::Critical);
    assert!((figure(finding, "share") - 0.4).abs() < 1e-9);
    assert_eq!(
        finding.args["customer"],
        FindingArg::Customer("大客户公司".into())
    );
    assert!(!finding.rows.is_empty());
}

#[test]
fn a_key_customer_that_stopped_is_lost_and_one_that_shrank_declines() {
    let findings = found(and_orders(&[
        "甲公司 | 2023-06-05 | 5000",
        "乙公司 | 2023-06-05 | 3000",
        "乙公司 | 2024-06-05 | 1000",
    ]));
    let lost = with_code(&findings, "retention.key_customer_lost").unwrap();
    assert_eq!(lost.args["customer"], FindingArg::Customer("甲公司".into()));
    // 5 000 of 14 400 + 8 000.
    assert!((figure(lost, "share") - 5_000.0 / 22_400.0).abs() < 1e-9);
    assert_eq!(lost.severity, Severity::Critical);
    let declining = with_code(&findings, "retention.key_customer_declining").unwrap();
    assert!((figure(declining, "decline") - 2.0 / 3.0).abs() < 1e-9);
    assert!(with_code(&findings, "retention.low_grr").is_some());
}

#[test]
fn two_firms_under_one_roof_are_a_hidden_group() {
    let mut records = and_orders(&[
        "东海泵业 | 2023-06-05 | 2000",
        "东海阀门 | 2023-06-05 | 2000",
        "东海泵业 | 2024-06-05 | 2000",
        "东海阀门 | 2024-06-05 | 2000",
    ]);
    records.customers = rows(
        "name | parent",
        &["东海泵业 | 东海集团", "东海阀门 | 东海集团"],
    );
    let findings = found(records);
    let finding = with_code(&findings, "concentration.hidden_group").unwrap();
    assert!((figure(finding, "share") - 4_000.0 / 18_400.0).abs() < 1e-9);
    assert!(with_code(&findings, "concentration.single_customer").is_none());
}

#[test]
fn one_salesperson_with_half_of_the_revenue_is_a_key_person() {
    let mut records = steady();
    records.customers = rows(
        "name | owner",
        &[
            "客户1公司 | 王芳",
            "客户2公司 | 王芳",
            "客户3公司 | 王芳",
            "客户4公司 | 李强",
        ],
    );
    let findings = found(records);
    let finding = with_code(&findings, "person.key_person").unwrap();
    assert!((figure(finding, "share") - 0.75).abs() < 1e-9);
    assert_eq!(finding.args["person"], FindingArg::Person("王芳".into()));
    assert!((figure(finding, "customers") - 3.0).abs() < 1e-9);
}

#[test]
fn a_strong_last_month_is_pulled_forward_but_a_season_is_not() {
    let strong = found(and_orders(&["客户1公司 | 2024-12-28 | 2400"]));
    let finding = with_code(&strong, "revenue.pulled_forward").unwrap();
    assert!((figure(finding, "expected") - 1_200.0).abs() < 1e-6);
    assert!((figure(finding, "revenue") - 3_600.0).abs() < 1e-6);
    // 25 windows of a month have another year beside them; none stands out as far.
    let test = finding.test.as_ref().unwrap();
    assert_eq!((test.method.as_str(), test.n), ("rank", 24));
    assert!((test.p - 1.0 / 25.0).abs() < 1e-12);
    let season = found(and_orders(&[
        "客户1公司 | 2022-12-28 | 2400",
        "客户1公司 | 2023-12-28 | 2400",
        "客户1公司 | 2024-12-28 | 2400",
    ]));
    assert!(with_code(&season, "revenue.pulled_forward").is_none());
}

#[test]
fn returns_right_after_the_year_end_are_seen() {
    let findings = found(and_orders(&["客户1公司 | 2024-01-10 | -600"]));
    let finding = with_code(&findings, "revenue.returns_after_period").unwrap();
    // 600 of the 2 400 sold in November and December.
    assert!((figure(finding, "share") - 0.25).abs() < 1e-9);
    assert_eq!(figure(finding, "count"), 1.0);
    // One of 433 lines, and it lies among the 25 of January and February 2024: 25/433.
    let test = finding.test.as_ref().unwrap();
    assert!((test.p - 25.0 / 433.0).abs() < 1e-9, "{test:?}");
}

#[test]
fn contracts_that_end_soon_and_customers_without_one_are_told_apart() {
    let mut records = steady();
    let end =
        |n: u32, date: &str, renews: &str| format!("客户{n}公司 | 2023-01-01 | {date} | {renews}");
    let mut lines: Vec<String> = (1..=4).map(|n| end(n, "2025-06-30", "false")).collect();
    lines.extend((5..=7).map(|n| end(n, "2025-06-30", "true")));
    lines.extend((8..=9).map(|n| end(n, "2027-06-30", "false")));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    records.contracts = rows(
        "customer_name | start_date | end_date | auto_renewal",
        &lines,
    );
    let findings = found(records);
    let expiry = with_code(&findings, "contract.expiry").unwrap();
    assert!((figure(expiry, "share") - 4.0 / 12.0).abs() < 1e-9);
    assert_eq!(expiry.severity, Severity::Critical);
    let unwritten = with_code(&findings, "contract.no_written").unwrap();
    assert!(
        (figure(unwritten, "count") - 1.0).abs() < 1e-9,
        "the tenth largest"
    );
}

#[test]
fn one_telephone_for_two_customers_points_to_a_relation() {
    let mut records = steady();
    records.customers = rows(
        "name | phone",
        &["客户1公司 | 0574-8888 1234", "客户2公司 | 057488881234"],
    );
    let findings = found(records);
    let finding = with_code(&findings, "data.related_party").unwrap();
    assert!((figure(finding, "share") - 2.0 / 12.0).abs() < 1e-9);
}

#[test]
fn the_most_severe_come_first_then_the_largest_figure() {
    let findings = found(and_orders(&[
        "甲公司 | 2023-06-05 | 9000",
        "乙公司 | 2024-06-05 | 20000",
    ]));
    assert!(findings.len() >= 3);
    assert!(
        findings
            .windows(2)
            .all(|pair| pair[0].severity >= pair[1].severity)
    );
}

#[test]
fn a_strong_end_that_falls_away_after_is_critical() {
    let mut lines = vec!["客户1公司 | 2024-12-28 | 2400".to_owned()];
    // Half of what the first weeks of 2024 brought.
    lines.extend((1..=6).map(|n| format!("客户{n}公司 | 2025-01-20 | 100")));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let findings = found(and_orders(&lines));
    let finding = with_code(&findings, "revenue.pulled_forward_fallen").unwrap();
    assert_eq!(finding.severity, Severity::Critical);
    assert!((figure(finding, "fall") - 0.5).abs() < 1e-9);
    assert!(with_code(&findings, "revenue.pulled_forward").is_none());
}

#[test]
fn a_cluster_of_new_customers_at_the_end_stands_out() {
    let findings = found(and_orders(&[
        "新甲公司 | 2024-12-20 | 400",
        "新乙公司 | 2024-12-20 | 300",
        "新丙公司 | 2024-12-20 | 200",
    ]));
    let finding = with_code(&findings, "revenue.new_cluster").unwrap();
    assert!((figure(finding, "count") - 3.0).abs() < 1e-9);
    // 900 of 14 400 + 900.
    assert!((figure(finding, "share") - 900.0 / 15_300.0).abs() < 1e-9);
}

#[test]
fn a_related_party_is_named_and_a_second_card_or_walk_in_account_is_none() {
    let mut records = steady();
    records.customers = rows(
        "name | phone | category",
        &[
            "客户1公司 | 0574-8888 1234 | 关联方",
            "客户2公司 | 0574-7777 1234 | 最终客户",
            "客户2有限公司 | 0574-7777 1234 | 最终客户",
            "散客 | 0574-8888 1234 | ",
        ],
    );
    let findings = found(records);
    let finding = with_code(&findings, "customer.related_declared").unwrap();
    assert_eq!(
        finding.args["customer"],
        FindingArg::Customer("客户1公司".into())
    );
    assert!((figure(finding, "share") - 1.0 / 12.0).abs() < 1e-9);
    assert!(with_code(&findings, "data.related_party").is_none());
}
