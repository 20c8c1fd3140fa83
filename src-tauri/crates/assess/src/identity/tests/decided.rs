//! What was decided is not suggested again, and changes who is listed.

use records::{Apart, CustomerRef, DecisionKind, Exclusion};

use super::super::{ReasonCode, Roster, SuggestionKind};
use super::{decide, names, of_kind, roster_of};
use crate::ledger::Records;
use crate::measures::testing::{orders, rows};

fn card(code: &str) -> CustomerRef {
    CustomerRef::new(Some(code), "")
}

fn two_cards() -> Roster {
    roster_of(rows(
        "code | name | parent | category | phone",
        &[
            "K1 | 宁波东海密封件有限公司 | | |",
            "K2 | 宁波东海密封件有限责任公司 | | |",
            "K3 | 甲油缸有限公司 | 某某控股 | |",
            "K4 | 乙泵业有限公司 | 某某控股 | |",
            "K5 | 散客 | | | 0574-88881234",
            "K6 | 标的密封厂（内部调拨） | | | 0574-88881234",
            "K7 | 丙传动经营部 | | 关联方 | 0574-88881234",
        ],
    ))
}

#[test]
fn duplicates_groups_and_no_customers_are_suggested_with_their_reasons() {
    let found = two_cards().suggestions(&[], "标的密封厂");
    let same = of_kind(&found, SuggestionKind::SameCustomer);
    assert_eq!(same.len(), 1);
    assert_eq!(names(same[0]).len(), 2);
    assert_eq!(same[0].reasons[0].code, ReasonCode::LegalForm);
    assert!(same[0].score >= 0.95 && !same[0].in_force);
    let control = of_kind(&found, SuggestionKind::CommonControl);
    assert_eq!(
        control.len(),
        1,
        "what buckets share makes no group: {control:?}"
    );
    assert_eq!(control[0].reasons[0].args["text"], "某某控股");
    assert!(control[0].in_force, "the parent is in the records already");
    let mut none: Vec<_> = of_kind(&found, SuggestionKind::NotACustomer)
        .iter()
        .map(|one| (one.members[0].code.clone().unwrap(), one.why.unwrap()))
        .collect();
    none.sort();
    assert_eq!(
        none,
        [
            ("K5".to_owned(), Exclusion::Bucket),
            ("K6".to_owned(), Exclusion::Internal),
            ("K7".to_owned(), Exclusion::Related),
        ]
    );
}

#[test]
fn what_was_accepted_or_rejected_is_not_suggested_again() {
    let members = || vec![card("K1"), card("K2")];
    let merge = DecisionKind::MergeCustomers {
        into: card("K1"),
        names: vec![card("K2")],
    };
    let apart = DecisionKind::KeepApart {
        members: members(),
        what: Apart::Customers,
    };
    for kind in [merge, apart] {
        let found = two_cards().suggestions(&[decide(kind)], "");
        assert!(of_kind(&found, SuggestionKind::SameCustomer).is_empty());
    }
    let group = DecisionKind::GroupCustomers {
        name: "某某系".into(),
        members: vec![card("K3"), card("K4")],
    };
    let ungroup = DecisionKind::KeepApart {
        members: vec![card("K3"), card("K4")],
        what: Apart::Groups,
    };
    for kind in [group, ungroup] {
        let found = two_cards().suggestions(&[decide(kind)], "");
        assert!(of_kind(&found, SuggestionKind::CommonControl).is_empty());
    }
    let kinds = [
        DecisionKind::ExcludeCustomer {
            name: card("K5"),
            why: Exclusion::Bucket,
        },
        DecisionKind::KeepCustomer { name: card("K6") },
        DecisionKind::KeepCustomer { name: card("K7") },
    ];
    let found = two_cards().suggestions(&kinds.map(decide), "");
    assert!(of_kind(&found, SuggestionKind::NotACustomer).is_empty());
}

#[test]
fn the_list_shows_merges_groups_and_exclusions() {
    let kinds = [
        DecisionKind::MergeCustomers {
            into: card("K2"),
            names: vec![card("K1")],
        },
        DecisionKind::ExcludeCustomer {
            name: card("K5"),
            why: Exclusion::Bucket,
        },
    ];
    let listed = two_cards().listed(&kinds.map(decide));
    assert_eq!(listed.len(), 6);
    let of = |code: &str| {
        let found = listed
            .iter()
            .find(|one| one.customer.code.as_deref() == Some(code));
        found.unwrap().clone()
    };
    assert_eq!(of("K2").merged, ["宁波东海密封件有限公司"]);
    assert_eq!(of("K3").group.as_deref(), Some("某某控股"));
    assert_eq!(of("K5").exclusion, Some(Exclusion::Bucket));
}

#[test]
fn tables_meet_the_orders_by_rows_and_by_revenue_after_merges() {
    let records = Records {
        customers: rows(
            "code | name",
            &["K1 | 甲厂", "K2 | 甲厂有限公司", "K3 | 乙厂"],
        ),
        orders: orders(&["甲厂 | 2024-01-05 | 90", "丙厂 | 2024-01-05 | 10"]),
        contracts: rows(
            "customer_name | title",
            &["甲厂有限公司 | 年度", "丁厂 | 年度", "丁厂 | 补充"],
        ),
        ..Records::default()
    };
    let mut roster = Roster::of(&records, &[]);
    let contracts = |roster: &mut Roster, decisions: &[_]| {
        let found = roster.matches(decisions);
        found
            .into_iter()
            .find(|one| one.table == records::TableKind::Contracts)
            .unwrap()
    };
    let before = contracts(&mut roster, &[]);
    assert_eq!(
        (before.named, before.matched, before.revenue_share),
        (3, 0, Some(0.0))
    );
    assert_eq!(before.unmatched[0], ("丁厂".to_owned(), 2));
    let merge = decide(DecisionKind::MergeCustomers {
        into: card("K1"),
        names: vec![card("K2")],
    });
    let after = contracts(&mut roster, &[merge]);
    assert_eq!((after.matched, after.revenue_share), (1, Some(0.9)));
}
