//! Exposures counted by hand on small ledgers.

use records::Amount;

use super::*;
use crate::definitions::{CustomerLevel, Definitions};
use crate::ledger::Records;
use crate::measures::testing::{definitions, orders, rows};

fn ledger(records: Records) -> Ledger {
    Ledger::build(records, &[], CustomerLevel::Company)
}

fn yuan(units: f64) -> Amount {
    Amount::from_units(units).unwrap()
}

/// 1 000 of revenue: a customer a clause, and 100 that name nobody.
fn under_contract() -> Records {
    Records {
        orders: orders(&[
            "甲 | 2024-02-01 | 300",
            "乙 | 2024-02-01 | 200",
            "丙 | 2024-02-01 | 150",
            "丁 | 2024-02-01 | 100",
            "戊 | 2024-02-01 | 60",
            "己 | 2024-02-01 | 50",
            "庚 | 2024-02-01 | 40",
            " | 2024-02-01 | 100",
        ]),
        contracts: rows(
            "customer_name | start_date | end_date | auto_renewal | change_of_control | assignable | assignment_prohibited | notice_days",
            &[
                // Everything at once: counts on the first rung only.
                "甲 | 2024-01-01 | 2025-03-31 | false | true | false | | 30",
                "乙 | 2024-01-01 | 2027-03-31 | | false | false | true | ",
                "丙 | 2024-01-01 | 2026-03-31 | | false | false | | ",
                "丁 | 2024-01-01 | 2026-03-31 | | false | true | | 60",
                "戊 | 2024-01-01 | 2025-03-15 | | false | true | | ",
                "庚 | 2024-01-01 | 2025-06-30 | true | | | | ",
            ],
        ),
        ..Records::default()
    }
}

#[test]
fn each_customer_stands_on_one_rung_and_the_rungs_add_up_to_the_revenue() {
    let ledger = ledger(under_contract());
    let found = exhibit(&ledger, &definitions()).contracts.unwrap();
    let rung = |id: &str| {
        let rung = found.rungs.iter().find(|rung| rung.id == id).unwrap();
        (rung.customers, rung.revenue, rung.touched)
    };
    assert_eq!(rung("change_of_control"), (1, yuan(300.0), yuan(300.0)));
    assert_eq!(rung("assignment_prohibited"), (1, yuan(200.0), yuan(200.0)));
    // 甲 needs consent too, and stands higher.
    assert_eq!(rung("consent_needed"), (1, yuan(150.0), yuan(450.0)));
    assert_eq!(rung("convenience"), (1, yuan(100.0), yuan(400.0)));
    assert_eq!(rung("expiring"), (1, yuan(60.0), yuan(360.0)));
    assert_eq!(rung("unwritten"), (1, yuan(50.0), yuan(50.0)));
    // 庚 renews itself, but nobody asked about its clauses.
    assert_eq!(rung("unrecorded"), (1, yuan(40.0), yuan(40.0)));
    assert_eq!(rung("bound"), (0, Amount::ZERO, Amount::ZERO));
    let sum: Amount = found.rungs.iter().map(|rung| rung.revenue).sum();
    assert_eq!(sum + found.unnamed, found.revenue);
    assert_eq!((found.unnamed, found.revenue), (yuan(100.0), yuan(1_000.0)));
    // 810 of 850 under contract say whether a change of control ends them.
    let recorded = found.rungs[0].recorded.unwrap();
    assert!((recorded - 810.0 / 850.0).abs() < 1e-12, "{recorded}");
    assert_eq!(found.rungs[5].recorded, None);
}

#[test]
fn the_wall_counts_each_customer_in_the_month_its_last_contract_ends() {
    let mut records = under_contract();
    records.contracts.extend(rows::<records::Contract>(
        "customer_name | start_date | end_date",
        &["己 | 2024-01-01 | ", "戊 | 2024-06-01 | 2025-03-31"],
    ));
    for (row, at) in records.contracts.iter_mut().zip(100..) {
        row.at.row = at;
    }
    let found = exhibit(&ledger(records), &definitions()).contracts.unwrap();
    let months: Vec<(String, u64, Amount, Amount)> = found
        .wall
        .iter()
        .map(|one| {
            let part = &one.part;
            (
                one.month.to_string(),
                part.customers,
                part.revenue,
                part.renewing,
            )
        })
        .collect();
    assert_eq!(
        months,
        [
            ("2025-03-01".into(), 2, yuan(360.0), Amount::ZERO),
            ("2025-06-01".into(), 1, yuan(40.0), yuan(40.0)),
            ("2026-03-01".into(), 2, yuan(250.0), Amount::ZERO),
        ]
    );
    let ending: Vec<f64> = found.wall.iter().map(|one| one.ending_so_far).collect();
    assert_eq!(ending, [0.36, 0.36, 0.61]);
    // 乙 ends in 27 months, 己 never.
    assert_eq!(
        (found.later.customers, found.later.revenue),
        (1, yuan(200.0))
    );
    assert_eq!(
        (found.open_ended.customers, found.open_ended.revenue),
        (1, yuan(50.0))
    );
    // What ends within twelve months is what the measure counts.
    let measured = crate::measures::testing::measure(&under_contract(), "contracts.expiring_12m");
    assert!((measured.unwrap().value - 360.0 / 850.0).abs() < 1e-9);
}

#[test]
fn without_contracts_there_is_no_ladder_of_contracts() {
    let mut records = under_contract();
    records.contracts.clear();
    let found = exhibit(&ledger(records), &definitions());
    assert_eq!((found.contracts, found.overdue), (None, None));
}

fn tended() -> Records {
    Records {
        orders: rows(
            "customer_name | date | amount | owner",
            &[
                "甲 | 2024-02-01 | 400 | 王芳",
                "甲 | 2023-02-01 | 400 | 李强",
                "乙 | 2024-02-01 | 200 | 王芳",
                "乙 | 2024-03-01 | 100 | 李强",
                "丙 | 2024-02-01 | 200 | 李强",
                "丁 | 2024-02-01 | 100 | ",
            ],
        ),
        customers: rows(
            "name | owner | contact | second_contact",
            &[
                "甲 | 王芳 | 赵一 | ",
                "乙 | 王芳 | 钱二 | 孙三",
                "丙 | 李强 | | ",
                "丁 | | 周五 | 周五",
            ],
        ),
        contacts: rows(
            "customer_name | date | owner | done",
            &[
                "丙 | 2024-05-01 | 王芳 | true",
                "甲 | 2024-05-01 | 陈敏 | false",
                "甲 | 2023-05-01 | 陈敏 | true",
            ],
        ),
        ..Records::default()
    }
}

#[test]
fn who_leaves_takes_what_nobody_else_knows() {
    let ledger = ledger(tended());
    let found = persons(&ledger, &definitions()).unwrap();
    assert_eq!(found.leavers, None, "nobody is said to leave");
    assert!(found.backup_known);
    // 1 000 of which 900 have somebody responsible.
    assert_eq!(found.revenue, yuan(900.0));
    assert!((found.covered - 0.9).abs() < 1e-12);
    let wang = &found.persons[0];
    assert_eq!((wang.name.as_str(), wang.customers), ("王芳", 2));
    // 乙 was sold to by 李强 as well; the visit of 陈敏 to 甲 was before the year, or not made.
    assert_eq!(wang.dependency.revenue, yuan(700.0));
    assert_eq!(wang.dependency.alone, Some(yuan(400.0)));
    assert!((wang.dependency.alone_share.unwrap() - 400.0 / 900.0).abs() < 1e-12);
    // 丙 was visited by 王芳.
    assert_eq!(found.persons[1].dependency.alone, Some(Amount::ZERO));

    let contacts = found.contacts.unwrap();
    assert_eq!(
        (
            contacts.customers,
            contacts.none,
            contacts.one,
            contacts.several
        ),
        (4, 1, 2, 1)
    );
    assert_eq!(contacts.one_revenue, yuan(500.0));

    let leaving = |names: &[&str]| {
        let d = Definitions {
            leavers: names.iter().map(|name| (*name).to_owned()).collect(),
            ..definitions()
        };
        persons(&ledger, &d).unwrap().leavers.unwrap()
    };
    assert_eq!(leaving(&["王芳"]).alone, Some(yuan(400.0)));
    // Who leaves too is no second person.
    let both = leaving(&["王芳", "李强"]);
    assert_eq!((both.revenue, both.alone), (yuan(900.0), Some(yuan(900.0))));
    assert_eq!(leaving(&["路人"]).revenue, Amount::ZERO);
    let d = Definitions {
        leavers: vec!["路人".into(), "王 芳".into()],
        ..definitions()
    };
    assert_eq!(persons(&ledger, &d).unwrap().not_found, ["路人"]);
}

#[test]
fn without_names_beside_those_responsible_a_second_person_cannot_be_seen() {
    let mut records = tended();
    records.contacts.clear();
    records.orders = orders(&["甲 | 2024-02-01 | 400"]);
    let found = persons(&ledger(records), &definitions()).unwrap();
    assert!(!found.backup_known);
    assert_eq!(found.persons[0].dependency.alone, None);
}

#[test]
fn open_documents_are_aged_and_add_up() {
    let records = Records {
        orders: orders(&["甲 | 2024-02-01 | 365", "乙 | 2024-02-01 | 730"]),
        customers: rows("name", &["丙"]),
        receivables: rows(
            "customer_name | date | due_date | outstanding | overdue",
            &[
                "甲 | 2024-11-01 | 2024-12-31 | 10 | ",
                "甲 | 2024-10-01 | 2024-12-30 | 20 | ",
                "甲 | 2024-10-01 | 2024-12-01 | 30 | ",
                "乙 | 2024-09-01 | 2024-11-30 | 40 | ",
                "乙 | 2024-08-01 | 2024-10-02 | 50 | ",
                "乙 | 2024-05-01 | 2024-07-04 | 60 | ",
                "乙 | 2024-05-01 | 2024-07-03 | 70 | ",
                "丙 | 2024-05-01 | 2024-01-01 | 80 | 30",
                "丙 | 2024-05-01 | | 90 | 200",
                "丙 | 2024-05-01 | | 15 | ",
                "丙 | 2025-01-05 | 2025-01-01 | 999 | ",
            ],
        ),
        ..Records::default()
    };
    let found = overdue(&ledger(records), &definitions()).unwrap();
    let ages: Vec<(&str, u64, f64)> = found
        .ages
        .iter()
        .map(|band| (band.id.as_str(), band.documents, band.amount.units()))
        .collect();
    assert_eq!(
        ages,
        [
            ("not_due", 2, 60.0),
            ("d30", 2, 50.0),
            ("d60", 1, 40.0),
            ("d90", 1, 50.0),
            ("d180", 1, 60.0),
            ("older", 2, 100.0),
            ("overdue_undated", 1, 90.0),
            ("undated", 1, 15.0),
        ]
    );
    let sum: Amount = found.ages.iter().map(|band| band.amount).sum();
    assert_eq!((sum, found.open), (found.open, yuan(465.0)));
    assert_eq!(found.overdue, yuan(390.0));
    assert!((found.share.unwrap() - 390.0 / 450.0).abs() < 1e-12);
    // 465 of 1 095 a year.
    assert!((found.dso.unwrap() - 155.0).abs() < 1e-9);
    let largest = &found.largest[0];
    assert_eq!(
        (largest.name.as_str(), largest.overdue),
        ("乙", yuan(220.0))
    );
    assert_eq!((largest.oldest_days, largest.dso), (Some(181), Some(110.0)));
    assert_eq!(found.largest[1].dso, None, "丙 bought nothing");
    assert_eq!(found.customers, 3);
}

#[test]
fn the_loss_of_the_largest_is_told_in_gross_profit_where_nearly_all_has_a_cost() {
    let lines = |last: &str| {
        let mut lines = vec![
            "甲 | 2024-02-01 | 600 | 500".to_owned(),
            "乙 | 2024-02-01 | 300 | 100".to_owned(),
            format!("丙 | 2024-02-01 | 100 | {last}"),
        ];
        // Two years, or there is no ladder.
        lines.push("甲 | 2023-01-01 | 1000 | 900".to_owned());
        lines
    };
    let largest = |last: &str| {
        let lines = lines(last);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let records = Records {
            orders: rows("customer_name | date | amount | cost", &lines),
            ..Records::default()
        };
        let ledger = ledger(records);
        let risk = crate::exhibits::exhibits(&ledger, &definitions()).revenue_at_risk;
        risk.unwrap().largest
    };
    let full = largest("90");
    // 100 of 310, then 300 of 310.
    assert_eq!(full[0].profit, Some(yuan(100.0)));
    assert!((full[0].margin_share.unwrap() - 100.0 / 310.0).abs() < 1e-12);
    assert!((full[1].margin_share.unwrap() - 300.0 / 310.0).abs() < 1e-12);
    // Without the last cost nine tenths are known still; without its own, 丙 has no profit.
    let part = largest("");
    assert_eq!(part[2].profit, Some(yuan(300.0)));
    assert!((part[0].margin_share.unwrap() - 100.0 / 300.0).abs() < 1e-12);
}

#[test]
fn who_bought_once_goes_as_such_customers_went_before() {
    // As of 2025-02-28: of ten that had bought on one day a year ago, eight never came back.
    let mut lines = vec![
        "老 | 2023-01-10 | 100".to_owned(),
        "老 | 2024-01-10 | 100".to_owned(),
        "老 | 2025-01-10 | 1000".to_owned(),
        "新 | 2025-02-10 | 500".to_owned(),
        // Two days of purchase: no longer once.
        "再 | 2024-12-10 | 150".to_owned(),
        "再 | 2025-02-10 | 150".to_owned(),
    ];
    for at in 0..10 {
        lines.push(format!("一{at} | 2024-01-15 | 10"));
    }
    lines.extend((0..2).map(|at| format!("一{at} | 2025-01-20 | 30")));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let risk = |lines: &[&str]| {
        let records = Records {
            orders: orders(lines),
            ..Records::default()
        };
        let d = Definitions {
            as_of: records::Date::constant(2025, 2, 28),
            ..definitions()
        };
        crate::exhibits::exhibits(&ledger(records), &d)
            .revenue_at_risk
            .unwrap()
    };
    let found = risk(&lines);
    let once = found.rungs.iter().find(|rung| rung.id == "once").unwrap();
    // (8 + 1)/(10 + 2).
    assert!((once.probability - 0.75).abs() < 1e-12);
    assert_eq!((once.customers, once.revenue), (1, yuan(500.0)));
    assert_eq!(once.expected, yuan(375.0));
    // Nine tell nothing: such a customer stands with the others then.
    let nine: Vec<&str> = lines
        .into_iter()
        .filter(|line| !line.starts_with("一9"))
        .collect();
    assert!(risk(&nine).rungs.iter().all(|rung| rung.id != "once"));
}
