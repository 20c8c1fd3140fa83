//! Control totals, checks and problems, from file to figures: what is settled is seen everywhere,
//! and taken back it is gone everywhere.

use app::wire::{SettledWhat, Settlement};
use app::work;
use assess::{Ask, CheckStatus};
use records::{Amount, ControlBasis, ControlTotal, Date, Grade, ProblemCode, TableKind, TaxBasis};

use crate::support::{Desk, NOW, languages, orders_csv};

/// Orders of the last twelve months as the reconciliation sums them, by month.
fn months(desk: &Desk) -> Vec<(Date, Amount)> {
    let view = work::reconciled(&desk.project, desk.target).unwrap();
    let (from, to) = view.reconciliation.ltm.unwrap();
    let months = view.reconciliation.months.into_iter();
    months
        .filter(|month| from <= month.month && month.month <= to)
        .map(|month| (month.month, month.amount))
        .collect()
}

fn desk_with_orders() -> Desk {
    let mut desk = Desk::new();
    let file = desk.file("订单.csv", orders_csv(12, 36));
    desk.import(&[file]).unwrap();
    let mut definitions = work::definitions(&desk.project, desk.target).unwrap();
    definitions.tax_basis = TaxBasis::Gross;
    work::define(&mut desk.project, desk.target, &definitions, NOW).unwrap();
    desk
}

fn settle(desk: &mut Desk, what: &Settlement) -> i64 {
    work::settle(&mut desk.project, desk.target, what, "", NOW).unwrap()
}

#[test]
fn totals_that_agree_raise_the_grade_and_taken_back_lower_it() {
    let mut desk = desk_with_orders();
    let grade = |desk: &Desk| {
        let assessment = desk.assess();
        let found = assessment.measures.iter();
        let grades: Vec<Grade> = found
            .filter(|measure| measure.id == "concentration.hhi")
            .map(|measure| measure.grade)
            .collect();
        grades[0]
    };
    assert_eq!(grade(&desk), Grade::B);
    let totals: Vec<ControlTotal> = months(&desk)
        .into_iter()
        .map(|(from, amount)| ControlTotal {
            from,
            to: from.last_of_month(),
            basis: ControlBasis::Invoices,
            tax: TaxBasis::Gross,
            currency: None,
            amount,
            origin: "开票汇总".into(),
        })
        .collect();
    let ids = work::enter_controls(&mut desk.project, desk.target, &totals, NOW).unwrap();
    assert_eq!(ids.len(), 12);
    assert_eq!(grade(&desk), Grade::A);
    // Entered again they take the place of the first, and stay twelve.
    let again = work::enter_controls(&mut desk.project, desk.target, &totals, NOW).unwrap();
    let view = work::reconciled(&desk.project, desk.target).unwrap();
    assert_eq!(view.settled.len(), 12);
    assert_eq!(view.reconciliation.tied_out, Some(ControlBasis::Invoices));
    work::withdraw(&mut desk.project, desk.target, &again[..1], NOW).unwrap();
    assert_eq!(grade(&desk), Grade::B);
    let gone = work::withdraw(&mut desk.project, desk.target, &again[..1], NOW);
    assert_eq!(gone.unwrap_err().code, "store.unknown_decision");
}

#[test]
fn totals_come_from_a_file_too() {
    let mut desk = desk_with_orders();
    let mut text = String::from("会计期间,科目名称,贷方发生额,含税口径\n");
    for (month, amount) in months(&desk) {
        let month = month.strftime("%Y-%m");
        text += &format!("{month},主营业务收入,{},含税\n", amount.units());
    }
    let file = desk.file("收入明细账.csv", text);
    desk.import(&[file]).unwrap();
    let counts = desk.project.counts(desk.target).unwrap();
    assert_eq!(counts.get(&TableKind::ControlTotals), Some(&12));
    let view = work::reconciled(&desk.project, desk.target).unwrap();
    assert_eq!(view.reconciliation.tied_out, Some(ControlBasis::Ledger));
}

#[test]
fn a_file_exported_twice_leaves_by_rule_and_comes_back() {
    let mut desk = desk_with_orders();
    let before = desk.assess().data.revenue;
    let again = desk.file("订单（再导）.csv", orders_csv(12, 36));
    desk.import(&[again]).unwrap();
    assert_eq!(desk.assess().data.revenue, before + before);
    let view = work::reconciled(&desk.project, desk.target).unwrap();
    let check = view.reconciliation.checks.iter();
    let twice = check.clone().find(|one| one.id == "documents_twice");
    let twice = twice.unwrap();
    assert_eq!(twice.status, CheckStatus::Problem);
    let what = Settlement::ExcludeRows {
        topic: "check.documents_twice".into(),
        rule: twice.fix.clone().unwrap(),
        set: view.row_sets[twice.rows[0]].clone(),
    };
    let id = settle(&mut desk, &what);
    assert_eq!(desk.assess().data.revenue, before);
    work::withdraw(&mut desk.project, desk.target, &[id], NOW).unwrap();
    assert_eq!(desk.assess().data.revenue, before + before);
}

#[test]
fn kinds_of_problems_are_settled_and_asked_for() {
    let mut desk = Desk::sample();
    let overview = work::problem_overview(&desk.project, desk.target).unwrap();
    let duplicates = overview
        .kinds
        .iter()
        .find(|kind| kind.code == ProblemCode::DuplicateRow)
        .unwrap();
    assert!(duplicates.rows > 0);
    let before = desk.assess();
    let id = settle(
        &mut desk,
        &Settlement::ExcludeProblems {
            code: ProblemCode::DuplicateRow,
        },
    );
    let after = desk.assess();
    assert_eq!(
        after.data.excluded_rows,
        before.data.excluded_rows + duplicates.rows
    );
    work::withdraw(&mut desk.project, desk.target, &[id], NOW).unwrap();
    let topic = "problem.duplicate_row".to_owned();
    settle(&mut desk, &Settlement::Ask { topic });
    let asked = desk.assess().requests.into_iter().any(|request| {
        matches!(request.ask, Ask::Problem { problem, .. } if problem == ProblemCode::DuplicateRow)
    });
    assert!(asked);
    let settled = work::problem_overview(&desk.project, desk.target).unwrap();
    let [one] = settled.settled.as_slice() else {
        panic!("{:?}", settled.settled)
    };
    assert!(matches!(one.what, SettledWhat::Ask { .. }));
}

#[test]
fn nonsense_is_refused_before_it_is_kept() {
    let mut desk = desk_with_orders();
    for what in [
        Settlement::Tolerance { share: 0.9 },
        Settlement::TaxRate { rate: -0.1 },
        Settlement::ExchangeRate {
            currency: "USD".into(),
            rate: 0.0,
        },
    ] {
        let refused = work::settle(&mut desk.project, desk.target, &what, "", NOW);
        assert_eq!(refused.unwrap_err().code, "app.bad_rate");
    }
    let view = work::reconciled(&desk.project, desk.target).unwrap();
    assert_eq!(view.settled, []);
}

#[test]
fn every_check_of_the_sample_has_its_words() {
    let desk = Desk::sample();
    let view = work::reconciled(&desk.project, desk.target).unwrap();
    let checks = &view.reconciliation.checks;
    assert!(checks.len() >= 14, "{}", checks.len());
    for texts in languages() {
        for check in checks {
            let status = format!("{:?}", check.status).to_lowercase();
            for key in [
                format!("check.{}", check.id),
                format!("check.{}.{status}", check.id),
                format!("check.{}.todo", check.id),
            ] {
                assert!(texts.get(&key).is_some(), "{key} {:?}", texts.lang());
            }
        }
    }
    let sum: Amount = view.reconciliation.months.iter().map(|m| m.amount).sum();
    let by_source: Amount = view.reconciliation.sources.iter().map(|s| s.amount).sum();
    assert_eq!(sum, by_source);
}

#[test]
fn every_row_read_has_its_fate() {
    let desk = Desk::sample();
    for source in desk.project.sources(desk.target).unwrap() {
        for sheet in source.sheets.iter().filter(|sheet| sheet.kind.is_some()) {
            let tally = sheet.tally;
            let fates = tally.accepted + tally.rejected + tally.dropped();
            assert_eq!(tally.read, fates, "{} {}", source.about.file, sheet.name);
        }
    }
}
