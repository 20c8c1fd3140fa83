//! The workbook beside the report: same bytes, live formulas, no text that becomes a formula.

mod common;

use clientele_report::{Redact, workpapers};
use common::{catalogue, full, options, sparse};
use records::Lang;

#[test]
fn the_same_assessment_gives_the_same_workbook() {
    for lang in Lang::ALL {
        let catalogue = catalogue(lang);
        for assessment in [full(), sparse()] {
            let once = workpapers(&assessment, &options(&catalogue)).unwrap();
            let again = workpapers(&assessment, &options(&catalogue)).unwrap();
            assert!(once == again, "{lang:?}: two runs differ");
            assert!(once.starts_with(b"PK"));
        }
    }
}

#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let catalogue = catalogue(Lang::ZhCn);
    let mut assessment = full();
    assessment.exhibits.top_customers[0].name = "=HYPERLINK(\"http://example.com\")".into();
    assessment.exhibits.top_customers[1].name = "+1 @SUM(A1)".into();
    assert!(workpapers(&assessment, &options(&catalogue)).is_ok());
}

#[test]
fn hidden_amounts_are_hidden_in_the_workbook_too() {
    let catalogue = catalogue(Lang::ZhCn);
    let mut hidden = options(&catalogue);
    hidden.redact = Redact::Amounts;
    let open = workpapers(&full(), &options(&catalogue)).unwrap();
    let closed = workpapers(&full(), &hidden).unwrap();
    assert_ne!(open, closed);
}
