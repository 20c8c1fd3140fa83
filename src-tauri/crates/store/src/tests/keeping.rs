use records::{Answer, AnswerChoice, DecisionKind, Exclusion, RowRef, SourceId};
use serde_json::json;

use super::desk;
use crate::{AssessmentId, StoreErrorCode, TargetId};

#[test]
fn a_revoked_decision_stays_in_the_trail() {
    let mut desk = desk();
    let merge = DecisionKind::MergeCustomers {
        into: "宁波东海阀门有限公司".into(),
        names: vec!["东海阀门".into()],
    };
    let at = RowRef {
        source: SourceId(1),
        sheet: 0,
        row: 9,
    };
    let exclude = DecisionKind::ExcludeRow { at };
    let first = desk
        .project
        .decide(desk.target, &merge, "同一控制人", 100)
        .unwrap();
    let second = desk
        .project
        .decide_as(desk.target, &exclude, "内部调拨", " 王某 ", 200)
        .unwrap();
    desk.project.revoke(first, 300).unwrap();

    let mut desk = desk.reopened();
    let in_force = desk.project.decisions(desk.target).unwrap();
    assert_eq!(in_force.len(), 1);
    assert_eq!((in_force[0].id, &in_force[0].kind), (second, &exclude));
    let trail = desk.project.decision_trail(desk.target).unwrap();
    let marks: Vec<_> = trail.iter().map(|entry| entry.revoked_at).collect();
    assert_eq!(marks, [Some(300), None]);
    assert_eq!(trail[0].decision.kind, merge);
    assert_eq!(trail[0].decision.reason, "同一控制人");
    let by: Vec<_> = trail
        .iter()
        .map(|entry| entry.decided_by.as_str())
        .collect();
    assert_eq!(by, ["", "王某"]);
    // Once revoked, it cannot be revoked again and so keeps its time.
    let error = desk.project.revoke(first, 400).unwrap_err();
    assert_eq!(error.code, StoreErrorCode::UnknownDecision);
}

#[test]
fn answers_are_set_replaced_and_cleared() {
    let mut desk = desk();
    let answer = |choice, evidence: &str| Answer {
        question: "q.1".into(),
        choice,
        evidence: evidence.into(),
        remark: String::new(),
    };
    for choice in [AnswerChoice::Yes, AnswerChoice::Partly, AnswerChoice::No] {
        desk.project
            .set_answer(desk.target, "loyalty-20", &answer(choice, ""))
            .unwrap();
    }
    let last = answer(AnswerChoice::NotApplicable, "合同.pdf 第 3 页");
    desk.project
        .set_answer(desk.target, "loyalty-20", &last)
        .unwrap();
    assert_eq!(
        desk.project.answers(desk.target, "loyalty-20"),
        Ok(vec![last])
    );
    assert_eq!(desk.project.answers(desk.target, "other"), Ok(vec![]));
    desk.project
        .clear_answer(desk.target, "loyalty-20", "q.1")
        .unwrap();
    assert_eq!(desk.project.answers(desk.target, "loyalty-20"), Ok(vec![]));
}

#[test]
fn assessments_are_kept_word_for_word() {
    let mut desk = desk();
    let body = "{ \"total\":  71.5 }";
    let id = desk
        .project
        .save_assessment(desk.target, "loyalty-20", 1_700, body)
        .unwrap();
    desk.project
        .save_assessment(desk.target, "loyalty-20", 1_800, "{}")
        .unwrap();
    let desk = desk.reopened();
    let entries = desk.project.assessments(desk.target).unwrap();
    let times: Vec<_> = entries.iter().map(|entry| entry.created_at).collect();
    assert_eq!(times, [1_700, 1_800]);
    assert_eq!(
        desk.project.assessment(id),
        Ok((entries[0].clone(), body.into()))
    );
    let error = desk.project.assessment(AssessmentId(99)).unwrap_err();
    assert_eq!(error.code, StoreErrorCode::UnknownAssessment);
}

#[test]
fn settings_are_set_replaced_and_removed() {
    let mut desk = desk();
    for value in [json!({"金额": "amount"}), json!([1, 2.5, "x"])] {
        desk.project.set_setting("mapping.orders", &value).unwrap();
        assert_eq!(desk.project.setting("mapping.orders"), Ok(Some(value)));
    }
    desk.project
        .set_setting("mapping.orders", &json!(null))
        .unwrap();
    assert_eq!(desk.project.setting("mapping.orders"), Ok(None));
}

#[test]
fn targets_have_unique_names_and_go_with_everything_of_theirs() {
    let mut desk = desk();
    desk.import_orders(4);
    let other = desk.project.add_target("  另一家 ").unwrap();
    let code = |result: Result<_, crate::StoreError>| result.map(|_: ()| ()).unwrap_err().code;
    let twice = desk.project.add_target("另一家").map(drop);
    assert_eq!(code(twice), StoreErrorCode::TargetExists);
    assert_eq!(
        code(desk.project.add_target(" ").map(drop)),
        StoreErrorCode::EmptyName
    );
    let taken = desk.project.rename_target(desk.target, "另一家");
    assert_eq!(code(taken), StoreErrorCode::TargetExists);
    desk.project.rename_target(other, "另一家").unwrap();
    desk.project.rename_target(other, "第二家").unwrap();

    let exclude = DecisionKind::ExcludeCustomer {
        name: "散客".into(),
        why: Exclusion::Bucket,
    };
    desk.project.decide(desk.target, &exclude, "", 1).unwrap();
    desk.project
        .save_assessment(desk.target, "f", 1, "{}")
        .unwrap();
    desk.project.remove_target(desk.target).unwrap();
    assert_eq!(desk.project.targets().unwrap().len(), 1);
    let left: i64 = desk
        .project
        .conn
        .query_row(
            "SELECT (SELECT COUNT(*) FROM records_orders) + (SELECT COUNT(*) FROM decisions)
             + (SELECT COUNT(*) FROM assessments) + (SELECT COUNT(*) FROM sources)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
    let gone = desk.project.counts(desk.target).map(drop);
    assert_eq!(code(gone), StoreErrorCode::UnknownTarget);
    assert_eq!(
        code(desk.project.rename_target(TargetId(99), "x")),
        StoreErrorCode::UnknownTarget
    );
}
