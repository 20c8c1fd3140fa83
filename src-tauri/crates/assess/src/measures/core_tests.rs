//! The core families on ledgers small enough to count by hand.

use records::{Decision, DecisionKind, Exclusion, TableKind};

use super::find;
use super::testing::{absent, check, definitions, measure, orders, rows};
use crate::definitions::CustomerLevel;
use crate::ledger::{Ledger, Records};
use crate::model::AbsentReason;

/// W1 of the published results: two years, five customers, one new.
fn two_years() -> Records {
    Records {
        orders: orders(&[
            "C1 | 2023-01-10 | 500",
            "C2 | 2023-04-10 | 200",
            "C3 | 2023-05-10 | 150",
            "C4 | 2023-06-10 | 100",
            "C5 | 2023-12-10 | 50",
            "C1 | 2024-03-10 | 450",
            "C2 | 2024-03-10 | 260",
            "C3 | 2024-03-10 | 150",
            "C6 | 2024-12-20 | 120",
        ]),
        ..Records::default()
    }
}

#[test]
fn retention_and_concentration_are_those_of_the_published_case() {
    check(
        &two_years(),
        &[
            ("retention.nrr", 0.86),
            ("retention.grr", 0.80),
            ("retention.nrr_with_reactivation", 0.86),
            ("retention.revenue_churn", 0.20),
            ("retention.logo_churn", 0.4),
            ("retention.same_customer_growth", 860.0 / 850.0 - 1.0),
            ("concentration.top1", 450.0 / 980.0),
            ("concentration.hhi", 0.319_658_475_635_152_04),
            ("purchase.growth", -0.02),
            ("purchase.average_order_value", 245.0),
            ("purchase.orders_per_customer_year", 1.0),
        ],
    );
}

#[test]
fn a_share_of_customers_has_its_interval_and_the_rows_of_both_years() {
    let figure = measure(&two_years(), "retention.logo_churn").unwrap();
    assert_eq!((figure.n, figure.rows[0].1.len()), (Some(5), 9));
    let interval = figure.interval.unwrap();
    assert!(interval.lower > 0.0 && interval.upper < 1.0 && interval.method == "wilson");
}

#[test]
fn a_short_history_gives_no_bridge_and_says_how_short() {
    let records = Records {
        orders: orders(&["C1 | 2024-03-01 | 5"]),
        ..Records::default()
    };
    for id in ["retention.nrr", "retention.grr", "purchase.growth"] {
        let expected = AbsentReason::ShortHistory {
            needed: 24,
            found: 10,
        };
        assert_eq!(absent(&records, id), expected, "{id}");
    }
}

#[test]
fn sales_without_customers_keep_what_needs_none() {
    let records = Records {
        orders: orders(&[
            " | 2024-01-02 | 30",
            " | 2024-06-30 | 10",
            " | 2024-06-30 | 20",
        ]),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("purchase.average_order_value", 20.0),
            ("data.identified_revenue", 0.0),
            ("purchase.peak_share", 0.5),
            ("data.month_gaps", 10.0 / 12.0),
        ],
    );
    for id in [
        "concentration.top1",
        "purchase.repeat_rate",
        "lifecycle.new_share",
    ] {
        let expected = AbsentReason::NoField {
            table: TableKind::Orders,
            field: "customer_name".into(),
        };
        assert_eq!(absent(&records, id), expected, "{id}");
    }
}

#[test]
fn invoices_like_uci_net_returns_and_count_documents_not_lines() {
    let records = Records {
        orders: rows(
            "order_no | customer_code | date | amount",
            &[
                "536365 | 17850 | 2024-01-03 | 15.30",
                "536365 | 17850 | 2024-01-03 | 20.34",
                "C536379 | 17850 | 2024-01-20 | -15.30",
                "536370 | 12583 | 2024-02-03 | 100",
                "536380 | 12583 | 2024-03-03 | 60",
                "536390 |  | 2024-03-04 | 40",
            ],
        ),
        ..Records::default()
    };
    check(
        &records,
        &[
            // (35.64 + 100 + 60 + 40) / 4: the return is no order.
            ("purchase.average_order_value", 58.91),
            ("purchase.repeat_rate", 0.5),
            ("purchase.orders_per_customer_year", 1.5),
            ("purchase.return_rate", 15.30 / 235.64),
            ("purchase.median_interval_days", 29.0),
            ("data.identified_revenue", 180.34 / 220.34),
            ("concentration.top1", 160.0 / 180.34),
        ],
    );
    let top1 = measure(&records, "concentration.top1").unwrap();
    assert_eq!(
        top1.grade,
        records::Grade::C,
        "18 % of the revenue names nobody"
    );
}

#[test]
fn a_list_without_any_return_does_not_claim_a_return_rate_of_zero() {
    let expected = AbsentReason::NoField {
        table: TableKind::Orders,
        field: "refund".into(),
    };
    assert_eq!(absent(&two_years(), "purchase.return_rate"), expected);
}

#[test]
fn refunds_reduce_revenue_and_margin_follows_cost() {
    let records = Records {
        orders: rows(
            "customer_name | date | amount | refund | cost | channel | product | category | discount",
            &[
                "甲 | 2024-01-03 | 100 |  | 60 | 直营 | P1 | 油封 | 0.1",
                "甲 | 2024-02-03 | 100 | 50 | 40 | 网店 | P2 | O型圈 | 0.0",
                "乙 | 2024-12-20 | 50 |  | 20 | 直营 | P1 | 油封 | 0.2",
            ],
        ),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("purchase.gross_margin", (200.0 - 120.0) / 200.0),
            ("purchase.return_rate", 50.0 / 250.0),
            ("purchase.channel_count", 2.0),
            ("purchase.multi_channel_share", 0.5),
            ("purchase.breadth", 1.5),
            ("purchase.cross_buy_rate", 0.5),
            ("purchase.discount_mean", (0.1 * 100.0 + 0.2 * 50.0) / 200.0),
            ("concentration.channel_top1", 0.75),
        ],
    );
}

#[test]
fn who_came_back_after_a_year_of_silence_was_won_back() {
    let records = Records {
        orders: orders(&[
            "甲 | 2022-01-05 | 10",
            "乙 | 2022-06-30 | 10",
            "丙 | 2023-05-05 | 10",
            "甲 | 2024-01-05 | 10",
        ]),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("retention.winback_rate", 0.5),
            ("retention.winback_days", 730.0),
            ("retention.nrr_with_reactivation", 1.0),
            ("retention.nrr", 0.0),
        ],
    );
}

#[test]
fn silence_is_judged_by_the_customers_own_rhythm() {
    let monthly = |name: &str, months: std::ops::RangeInclusive<u32>| -> Vec<String> {
        months
            .map(|month| format!("{name} | 2024-{month:02}-05 | 10"))
            .collect()
    };
    let mut lines = monthly("甲", 1..=12);
    lines.extend(monthly("乙", 1..=6));
    lines.push("丙 | 2024-02-05 | 10".into());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let records = Records {
        orders: orders(&lines),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("retention.silent_share", 0.5),
            ("lifecycle.dormant_share", 2.0 / 3.0),
            ("retention.second_order_90d", 2.0 / 3.0),
            ("lifecycle.time_to_second_days", 31.0),
        ],
    );
}

#[test]
fn master_data_is_judged_field_by_field() {
    let records = Records {
        customers: rows(
            "code | name | contact | phone | owner | second_contact",
            &[
                "K1 | 宁波东海密封有限公司 | 张三 | 13800001111 | 王芳 | 李四",
                "K2 | 宁波东海密封有限责任公司 | 张三 |  | 王芳 | ",
                "K2 | 温州泵业公司 |  | 12 |  | ",
                " | 台州阀门厂 | 赵六 |  |  | ",
            ],
        ),
        orders: orders(&[
            "宁波东海密封有限公司 | 2024-01-05 | 60",
            "台州阀门厂 | 2024-01-05 | 30",
            "杭州机械厂 | 2024-01-05 | 10",
        ]),
        ..Records::default()
    };
    check(
        &records,
        &[
            // 5 + 4 + 3 + 2 of nine fields each.
            ("data.completeness", 14.0 / 36.0),
            ("data.unique_keys", 0.5),
            // K2 stands for one customer, the two 东海 look like one more.
            ("data.duplicate_rate", 1.0 - 2.0 / 3.0),
            ("data.contactable", 0.25),
            ("data.reachable_revenue", 0.6),
            ("data.linked_history", 2.0 / 3.0),
            ("data.owner_filled", 1.0 / 3.0),
            ("data.key_match", 0.5),
            ("value.a_class_owner_coverage", 0.5),
        ],
    );
}

fn decide(kind: DecisionKind) -> Decision {
    Decision {
        id: 0,
        kind,
        reason: String::new(),
        decided_at: 0,
    }
}

fn value_after(decisions: &[Decision], id: &str) -> f64 {
    let ledger = Ledger::build(two_years(), decisions, CustomerLevel::Company);
    (find(id).unwrap().compute)(&ledger, &definitions())
        .unwrap()
        .value
}

#[test]
fn a_merge_makes_one_customer() {
    let merge = [decide(DecisionKind::MergeCustomers {
        into: "C1".into(),
        names: vec!["C2".into()],
    })];
    assert!((value_after(&merge, "concentration.top1") - 710.0 / 980.0).abs() < 1e-9);
    assert!((value_after(&merge, "retention.logo_churn") - 0.5).abs() < 1e-9);
}

#[test]
fn a_bucket_leaves_counts_and_keeps_revenue_while_internal_and_related_leave_both() {
    // C6 bought 120 of 980 in the last year and nothing before.
    for (why, revenue) in [
        (Exclusion::Bucket, 980.0),
        (Exclusion::Internal, 860.0),
        (Exclusion::Related, 860.0),
    ] {
        let name = "C6".into();
        let exclude = [decide(DecisionKind::ExcludeCustomer { name, why })];
        for (id, expected) in [
            ("concentration.top1", 450.0 / revenue),
            ("purchase.growth", revenue / 1000.0 - 1.0),
            ("purchase.orders_per_customer_year", 1.0),
            ("retention.logo_churn", 0.4),
        ] {
            let found = value_after(&exclude, id);
            assert!((found - expected).abs() < 1e-9, "{why:?} {id}: {found}");
        }
        let hhi: f64 = [450.0, 260.0, 150.0]
            .iter()
            .map(|x| (x / revenue) * (x / revenue))
            .sum();
        assert!((value_after(&exclude, "concentration.hhi") - hhi).abs() < 1e-9);
        let customers = value_after(&exclude, "concentration.effective_customers");
        assert!((customers - 1.0 / hhi).abs() < 1e-9);
    }
}

#[test]
fn companies_under_one_parent_are_one_customer_at_group_level() {
    let mut records = two_years();
    records.customers = rows("name | parent", &["C1 | 集团", "C2 | 集团"]);
    check(&records, &[("concentration.group_top1", 710.0 / 980.0)]);
    let ledger = Ledger::build(records, &[], CustomerLevel::Group);
    let group = &ledger.customers[ledger.find(None, Some("C2")).unwrap().index()];
    assert_eq!((group.name.as_str(), group.members.len()), ("集团", 2));
}

#[test]
fn customers_stay_as_long_as_can_be_judged() {
    // Seen as of 2023-12-31: 甲 left after its single purchase, 乙 after a year, 丙 stayed.
    let records = Records {
        orders: orders(&[
            "甲 | 2021-01-05 | 10",
            "乙 | 2021-01-05 | 10",
            "乙 | 2022-01-05 | 10",
            "丙 | 2021-01-05 | 10",
            "丙 | 2024-06-05 | 10",
        ]),
        ..Records::default()
    };
    check(
        &records,
        &[
            ("lifecycle.survival_1y", 1.0 / 3.0),
            ("lifecycle.median_life_months", 365.0 / 30.4375),
        ],
    );
}

#[test]
fn value_is_the_textbook_formula_on_margin() {
    let records = Records {
        orders: rows(
            "customer_name | date | amount | cost",
            &[
                "甲 | 2023-01-05 | 100 | 50",
                "乙 | 2023-02-05 | 100 | 50",
                "甲 | 2024-01-05 | 160 | 80",
            ],
        ),
        ..Records::default()
    };
    // Margin 80, GRR 0.5, discount 0.1: 80 × 0.5 / 0.6.
    check(
        &records,
        &[
            ("value.clv_simple", 80.0 * 0.5 / 0.6),
            ("value.customer_equity", 200.0 / 3.0),
        ],
    );
}
