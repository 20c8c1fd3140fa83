//! Files with and without tax in one project: brought onto the basis of the definitions by what
//! their rows say, and the report says how.

use assess::{CheckStatus, TaxLines};
use records::{DecisionKind, Lang};

use crate::support::{Desk, NOW};

/// Two customers a month with tax, one without; two of those rows give no rate.
fn desk() -> Desk {
    let mut gross = String::from("单据号,单据日期,客户名称,价税合计,税率\n");
    let mut net = String::from("单据号,单据日期,客户名称,不含税金额,税率\n");
    for month in 1..=12 {
        for customer in ["甲", "乙"] {
            let line = format!("A{customer}{month},2024-{month:02}-28,{customer}公司,113,13%\n");
            gross.push_str(&line);
        }
        let rate = if month > 10 { "" } else { "13%" };
        net.push_str(&format!("B{month},2024-{month:02}-28,丙公司,100,{rate}\n"));
    }
    let mut desk = Desk::new();
    let files = [desk.file("含税.csv", gross), desk.file("不含税.csv", net)];
    desk.import(&files).unwrap();
    desk
}

fn decide(desk: &mut Desk, kind: &DecisionKind) {
    let decided = desk.project.decide(desk.target, kind, "卖方说明", NOW);
    decided.unwrap();
}

fn define(basis: &str) -> DecisionKind {
    DecisionKind::Define {
        name: "tax_basis".into(),
        value: basis.into(),
    }
}

/// Revenue of all months, how the lines were counted, and what the check says.
fn counted(desk: &Desk) -> (f64, TaxLines, CheckStatus) {
    let found = desk.assess().reconciliation;
    let sum: i64 = found.months.iter().map(|month| month.amount.0).sum();
    let check = found.checks.iter().find(|check| check.id == "tax_mix");
    (sum as f64 / 100.0, found.tax_lines, check.unwrap().status)
}

#[test]
fn lines_of_the_other_tax_basis_are_converted_and_the_rest_is_named() {
    let mut desk = desk();
    // 24 × 113 and 12 × 100 as they are written: nobody said which basis counts.
    let (sum, lines, status) = counted(&desk);
    assert_eq!((sum, lines.unsaid), (24.0 * 113.0 + 1_200.0, 36));
    assert_eq!(status, CheckStatus::Problem);

    decide(&mut desk, &define("gross"));
    let (sum, lines, status) = counted(&desk);
    assert_eq!(sum, 34.0 * 113.0 + 200.0);
    assert_eq!((lines.same, lines.row_rate, lines.open), (24, 10, 2));
    assert_eq!(
        status,
        CheckStatus::Problem,
        "two lines cannot be converted"
    );

    decide(&mut desk, &DecisionKind::TaxRate { rate: 0.13 });
    let (sum, lines, status) = counted(&desk);
    assert_eq!(sum, 36.0 * 113.0);
    assert_eq!((lines.stated, lines.open), (2, 0));
    assert_eq!(status, CheckStatus::Look);

    decide(&mut desk, &define("net"));
    let (sum, lines, _) = counted(&desk);
    assert_eq!(sum, 36.0 * 100.0);
    assert_eq!((lines.same, lines.row_rate), (12, 24));
}

#[test]
fn the_definitions_page_prints_how_tax_was_brought_onto_one_basis() {
    let mut desk = desk();
    decide(&mut desk, &define("gross"));
    decide(&mut desk, &DecisionKind::TaxRate { rate: 0.13 });
    for (lang, rule) in [
        (Lang::ZhCn, ["12 行已换算", "10 行用行上税率"]),
        (Lang::En, ["12 lines on the other basis", "10 by its rate"]),
    ] {
        let report = desk.report(desk.assess(), lang);
        let pages = (0..report.pages()).map(|page| report.svg(page).unwrap().unwrap());
        // Lines break anywhere in Chinese: the page's texts are joined.
        let shown = pages.map(|svg| {
            let parts = svg.split('<').filter_map(|part| part.split_once('>'));
            parts.map(|(_, text)| text).collect::<String>()
        });
        let text = shown.collect::<String>().replace(' ', "");
        for part in rule {
            assert!(text.contains(&part.replace(' ', "")), "{part}");
        }
    }
}
