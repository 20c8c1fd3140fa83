//! The same project says the same, byte for byte; and a report can be checked against it.

use app::work::{self, Verdict};
use records::{Answer, AnswerChoice, Lang};

use crate::support::{Desk, NOW, orders_csv, quiet};

fn desk() -> Desk {
    let mut desk = Desk::new();
    let file = desk.file("销售明细.csv", orders_csv(12, 36));
    desk.import(&[file]).unwrap();
    desk
}

#[test]
fn two_projects_of_the_same_files_give_the_same_bytes() {
    for lang in Lang::ALL {
        let [one, other] = [desk(), desk()].map(|desk| {
            let report = desk.report(desk.assess(), lang);
            (report.pdf().unwrap(), report.workpapers().unwrap())
        });
        assert!(one.0 == other.0, "{}: the PDFs differ", lang.tag());
        assert!(one.1 == other.1, "{}: the workpapers differ", lang.tag());
        assert!(one.0.starts_with(b"%PDF-") && one.1.starts_with(b"PK"));
    }
}

#[test]
fn the_sample_assessed_twice_is_the_same() {
    let desk = Desk::sample();
    assert_eq!(desk.assess(), crate::support::sample().assessment);
    let [one, other] = [(); 2].map(|()| desk.report(desk.assess(), Lang::ZhCn).pdf().unwrap());
    assert!(one == other);
}

#[test]
fn a_report_is_the_same_until_an_answer_changes_and_strangers_are_unknown() {
    let mut desk = desk();
    let assessment = desk.assess();
    let id = work::keep(&mut desk.project, desk.target, &assessment, NOW).unwrap();
    let report = desk.report(assessment, Lang::En);
    let pdf = report.pdf().unwrap();
    let verdict = |desk: &Desk, pdf: &[u8]| work::verify(&desk.project, pdf, &mut quiet()).unwrap();
    assert_eq!(verdict(&desk, &pdf), Verdict::Unknown, "not registered yet");
    work::register_report(&mut desk.project, id, report.edition(), &pdf).unwrap();
    assert_eq!(verdict(&desk, &pdf), Verdict::Same);

    let mut forged = pdf.clone();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    assert_eq!(verdict(&desk, &forged), Verdict::Unknown);
    assert_eq!(
        verdict(&desk, b"%PDF-1.7 of somebody else"),
        Verdict::Unknown
    );

    let answer = Answer {
        question: "related-parties".into(),
        choice: AnswerChoice::Yes,
        evidence: "关联方清单.pdf".into(),
        remark: String::new(),
    };
    desk.project
        .set_answer(desk.target, "loyalty-20", &answer)
        .unwrap();
    assert_eq!(verdict(&desk, &pdf), Verdict::ChangedData);
    desk.project
        .clear_answer(desk.target, "loyalty-20", "related-parties")
        .unwrap();
    assert_eq!(verdict(&desk, &pdf), Verdict::Same, "back as it was");
}
