//! The sample after the adviser's decisions, against what was planted, to the last digit: second
//! cards merged, names that are no customers left out, duplicate rows left out.

use std::sync::OnceLock;

use app::work::Assessment;
use records::{DecisionKind, Exclusion, ProblemCode, RowRef};

use crate::support::{Desk, NOW, at, close, number, plain, text, value};

const EXACT: f64 = 1e-9;

fn decided() -> &'static Assessment {
    static ONCE: OnceLock<Assessment> = OnceLock::new();
    ONCE.get_or_init(|| {
        let mut desk = Desk::sample();
        for kind in decisions(&desk) {
            desk.project
                .decide(desk.target, &kind, "尽调核对", NOW)
                .unwrap();
        }
        desk.assess()
    })
}

fn decisions(desk: &Desk) -> Vec<DecisionKind> {
    let mut kinds = Vec::new();
    for card in at("second_card").as_array().unwrap() {
        let text = |name: &str| card[name].as_str().unwrap().to_owned();
        kinds.push(DecisionKind::MergeCustomers {
            into: text("code").into(),
            names: vec![text("second_code").into()],
        });
    }
    // One line without a code writes its customer's legal form differently.
    kinds.push(DecisionKind::MergeCustomers {
        into: "瀛泽素桨液压机械有限公司".into(),
        names: vec!["瀛泽素桨液压机械有限责任公司".into()],
    });
    for (name, why) in [
        ("散客", Exclusion::Bucket),
        (
            "霁州恒密样例密封件有限公司（内部调拨）",
            Exclusion::Internal,
        ),
    ] {
        let name = name.into();
        kinds.push(DecisionKind::ExcludeCustomer { name, why });
    }
    let sources = desk.project.sources(desk.target).unwrap();
    for twin in desk.problems(ProblemCode::DuplicateRow) {
        let of_file = |source: &&store::Source| source.about.file == twin.place.file;
        let source = sources.iter().find(of_file).unwrap();
        let of_sheet = |sheet: &&store::Sheet| Some(&sheet.name) == twin.place.sheet.as_ref();
        let at = RowRef {
            source: source.id,
            sheet: source.sheets.iter().find(of_sheet).unwrap().sheet,
            row: twin.place.row.unwrap(),
        };
        kinds.push(DecisionKind::ExcludeRow { at });
    }
    kinds
}

#[test]
fn revenue_of_the_three_years_is_exact() {
    let years = &decided().exhibits.years;
    for (year, path) in years.iter().rev().zip(["ltm", "prior", "prior_2"]) {
        close(
            path,
            year.revenue.units(),
            // 内部调拨 is no revenue; 散客 is.
            number(&format!("revenue.{path}")) - number(&format!("revenue.{path}_internal")),
            EXACT,
        );
    }
    assert_eq!(decided().data.excluded_rows, 9);
}

#[test]
fn who_is_no_customer_is_stated_with_what_it_sold() {
    let stated = &decided().data.no_customers;
    let [bucket, internal] = stated.as_slice() else {
        panic!("{stated:?}");
    };
    assert_eq!(
        (bucket.why, internal.why),
        (Exclusion::Bucket, Exclusion::Internal)
    );
    close(
        "internal",
        internal.ltm.units(),
        number("revenue.ltm_internal"),
        EXACT,
    );
    let of_bucket = number("revenue.ltm_buckets") - number("revenue.ltm_internal");
    close("bucket", bucket.ltm.units(), of_bucket, EXACT);
    assert_eq!(decided().data.customers, number("revenue.customers") as u64);
}

#[test]
fn retention_is_exact() {
    for id in ["nrr", "grr", "logo_churn"] {
        let found = value(decided(), &format!("retention.{id}"));
        close(id, found, number(&format!("retention.{id}")), EXACT);
    }
    let bridge = decided().exhibits.bridge.as_ref().unwrap();
    assert_eq!(
        bridge.begin + bridge.new + bridge.reactivated + bridge.expansion,
        bridge.end + bridge.contraction + bridge.churn
    );
}

/// All revenue over revenue without what was 内部调拨, last twelve months.
fn without_internal() -> f64 {
    let all = number("revenue.ltm");
    all / (all - number("revenue.ltm_internal"))
}

#[test]
fn concentration_is_exact() {
    let assessment = decided();
    // Planted shares are of all revenue; concentration is without what 内部调拨 brought. What 散客
    // brought is in the denominator.
    let counted = without_internal();
    close(
        "top1",
        value(assessment, "concentration.top1"),
        number("largest.share") * counted,
        EXACT,
    );
    let top = &assessment.exhibits.top_customers;
    for (place, planted) in at("top_10").as_array().unwrap().iter().enumerate() {
        assert_eq!(
            plain(&top[place].name),
            plain(planted["name"].as_str().unwrap())
        );
        let (revenue, share) = (top[place].revenue.units(), top[place].share);
        close(
            "revenue",
            revenue,
            planted["ltm"].as_float().unwrap(),
            EXACT,
        );
        close(
            "share",
            share,
            planted["share"].as_float().unwrap() * counted,
            EXACT,
        );
    }
    let n = assessment
        .measures
        .iter()
        .find(|one| one.id == "concentration.top1")
        .unwrap()
        .n;
    assert_eq!(n, Some(number("revenue.active_customers") as u64));
}

#[test]
fn shares_of_contracts_are_exact() {
    let share = value(decided(), "contracts.change_of_control_share");
    close(
        "change of control",
        share,
        number("change_of_control.ltm_share") * without_internal(),
        EXACT,
    );
}

#[test]
fn every_planted_red_flag_is_still_a_finding() {
    let found: Vec<&str> = decided()
        .findings
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    for code in [
        "concentration.single_customer",
        "concentration.hidden_group",
        "person.key_person",
        "retention.key_customer_lost",
        "retention.key_customer_declining",
        "retention.silent_key",
        "contract.change_of_control",
        "contract.expiry",
        "receivable.overdue",
        "complaint.unresolved",
        "delivery.late",
        "revenue.pulled_forward_fallen",
        "revenue.new_cluster",
        "customer.related_declared",
        "satisfaction.key_nps",
        "complaint.one_product",
        "programme.points_liability",
    ] {
        assert!(
            found.contains(&code),
            "{code} for {}: {found:?}",
            text("target")
        );
    }
}
