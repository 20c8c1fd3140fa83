//! Customer identity on the sample: what is planted is suggested, and what is accepted gives the
//! true firm.

use app::wire::{CustomerDecision, CustomerFilter};
use app::work::{self, KeptRoster};
use assess::identity::{Suggestion, SuggestionKind};
use records::{CustomerRef, Exclusion};

use crate::support::{Desk, NOW, at, number, plain, text};

fn roster(desk: &Desk) -> KeptRoster {
    KeptRoster::fresh(None, &desk.project, desk.target).unwrap()
}

fn suggestions(desk: &Desk) -> Vec<Suggestion> {
    roster(desk).view(&desk.project).unwrap().suggestions
}

fn codes(suggestion: &Suggestion) -> Vec<&str> {
    let members = suggestion.members.iter();
    members
        .filter_map(|member| member.code.as_deref())
        .collect()
}

fn parties(suggestion: &Suggestion) -> Vec<CustomerRef> {
    let members = suggestion.members.iter();
    members.map(|member| member.party.clone()).collect()
}

fn decide(desk: &mut Desk, decision: CustomerDecision) -> Vec<i64> {
    let (project, target) = (&mut desk.project, desk.target);
    let wanted = [(decision, "尽调核对".to_owned())];
    work::decide_customers(project, target, &wanted, "王某", NOW)
        .unwrap()
        .ids
}

fn of_kind(found: &[Suggestion], kind: SuggestionKind) -> Vec<&Suggestion> {
    found.iter().filter(|one| one.kind == kind).collect()
}

#[test]
fn every_planted_double_and_nothing_else_is_suggested_as_one_customer() {
    let found = suggestions(&Desk::sample());
    let same = of_kind(&found, SuggestionKind::SameCustomer);
    for card in at("second_card").as_array().unwrap() {
        let pair = ["code", "second_code"].map(|name| card[name].as_str().unwrap());
        let hit = same.iter().find(|one| codes(one) == pair);
        let hit = hit.unwrap_or_else(|| panic!("{pair:?} is not suggested"));
        assert!(hit.score >= 0.95, "{pair:?}: {}", hit.score);
    }
    // The fifth is the line without a code that writes its customer's legal form differently.
    let planted = at("second_card").as_array().unwrap().len();
    let names: Vec<_> = same.iter().map(|one| &one.members[0].name).collect();
    assert_eq!(same.len(), planted + 1, "{names:?}");
}

#[test]
fn the_planted_group_is_the_only_one_under_common_control() {
    let found = suggestions(&Desk::sample());
    let control = of_kind(&found, SuggestionKind::CommonControl);
    let [group] = control.as_slice() else {
        panic!("{control:?}");
    };
    let mut members = codes(group);
    members.sort_unstable();
    let planted = at("hidden_group.members").as_array().unwrap().iter();
    let planted: Vec<&str> = planted
        .map(|member| member["code"].as_str().unwrap())
        .collect();
    assert_eq!(members, planted);
    assert_eq!(
        group.reasons[0].args["text"],
        text("hidden_group.controller")
    );
}

#[test]
fn buckets_internal_transfers_and_the_related_party_are_suggested_as_no_customers() {
    let found = suggestions(&Desk::sample());
    let mut none: Vec<(Exclusion, &str)> = of_kind(&found, SuggestionKind::NotACustomer)
        .iter()
        .map(|one| (one.why.unwrap(), one.members[0].name.as_str()))
        .collect();
    none.sort_unstable();
    let [bucket, internal, related] = none.as_slice() else {
        panic!("{none:?}");
    };
    assert_eq!(*bucket, (Exclusion::Bucket, "散客"));
    assert!(internal.0 == Exclusion::Internal && internal.1.contains("内部调拨"));
    assert_eq!(related.0, Exclusion::Related);
    assert_eq!(plain(related.1), plain(text("related_party.customer.name")));
}

#[test]
fn accepting_what_is_right_gives_the_true_number_of_customers() {
    let mut desk = Desk::sample();
    for one in suggestions(&desk) {
        let members = parties(&one);
        let decision = match (one.kind, one.why) {
            (SuggestionKind::SameCustomer, _) => CustomerDecision::Merge { members },
            (SuggestionKind::CommonControl, _) => CustomerDecision::Group {
                name: one.reasons[0].args["text"].clone(),
                members,
            },
            // Whether a declared related party counts is the adviser's choice; planted, it does.
            (SuggestionKind::NotACustomer, Some(Exclusion::Related)) => {
                CustomerDecision::Keep { members }
            }
            (SuggestionKind::NotACustomer, why) => CustomerDecision::Exclude {
                members,
                why: why.unwrap(),
            },
        };
        decide(&mut desk, decision);
    }
    let view = roster(&desk).view(&desk.project).unwrap();
    assert_eq!(view.counted, number("revenue.customers") as u64);
    assert_eq!(view.excluded, 2);
    assert!(view.suggestions.is_empty(), "{:?}", view.suggestions);
    let planted = number("revenue.customers") as u64;
    assert_eq!(desk.assess().data.customers, planted);

    // At group level the two under one control are one customer, the second largest.
    let mut definitions = work::definitions(&desk.project, desk.target).unwrap();
    definitions.customer_level = assess::CustomerLevel::Group;
    work::define(&mut desk.project, desk.target, &definitions, NOW).unwrap();
    let assessment = desk.assess();
    let second = &assessment.exhibits.top_customers[1];
    assert_eq!(second.name, text("hidden_group.controller"));
    assert_eq!(second.members.len(), 2);
    assert_eq!(assessment.data.customers, planted - 1);
}

#[test]
fn decisions_since_an_assessment_are_counted_and_what_was_undone_is_none() {
    let mut desk = Desk::sample();
    let assessment = desk.assess();
    let (project, target) = (&mut desk.project, desk.target);
    work::keep(project, target, &assessment, NOW).unwrap();
    let since = |desk: &Desk| {
        let entry = desk
            .project
            .assessments(desk.target)
            .unwrap()
            .pop()
            .unwrap();
        work::decisions_since(&desk.project, &entry).unwrap()
    };
    assert_eq!(since(&desk), 0);
    let members = vec!["散客".into()];
    let why = Exclusion::Bucket;
    let ids = decide(&mut desk, CustomerDecision::Exclude { members, why });
    assert_eq!(since(&desk), 1);
    let trail = work::decision_trail(&desk.project, desk.target).unwrap();
    assert_eq!(
        (trail[0].kind.as_str(), trail[0].decided_by.as_str()),
        ("exclude", "王某")
    );
    work::revoke_decisions(&mut desk.project, &ids, NOW + 1).unwrap();
    assert_eq!(since(&desk), 0);
    let trail = work::decision_trail(&desk.project, desk.target).unwrap();
    assert_eq!(trail[0].revoked_at, Some(NOW + 1), "it stays in the trail");
}

#[test]
fn the_list_is_searched_and_paged_and_the_tables_match() {
    let mut desk = Desk::sample();
    let mut roster = roster(&desk);
    let page = roster
        .page(&desk.project, "", CustomerFilter::All, 0, 5)
        .unwrap();
    assert_eq!(page.customers.len(), 5);
    assert_eq!(
        page.customers[0].customer.code.as_deref(),
        Some(text("largest.code"))
    );
    let search = text("largest.name");
    let found = roster
        .page(&desk.project, search, CustomerFilter::All, 0, 5)
        .unwrap();
    assert_eq!(found.total, 1);
    let settled = |desk: &Desk, roster: &mut KeptRoster| {
        let page = roster.page(&desk.project, "", CustomerFilter::Settled, 0, 5);
        page.unwrap().customers
    };
    assert!(settled(&desk, &mut roster).is_empty());
    let (members, why) = (vec!["散客".into()], Exclusion::Bucket);
    let ids = decide(&mut desk, CustomerDecision::Exclude { members, why });
    let found = settled(&desk, &mut roster);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].exclusion, &found[0].decisions),
        (Some(Exclusion::Bucket), &ids)
    );
    for table in roster.view(&desk.project).unwrap().matches {
        assert!(table.matched <= table.named, "{:?}", table.table);
        let share = table.revenue_share.unwrap();
        assert!(
            (0.0..=1.0 + 1e-9).contains(&share),
            "{:?} {share}",
            table.table
        );
    }
}
