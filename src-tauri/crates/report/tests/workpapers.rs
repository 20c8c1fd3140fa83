//! The workbook beside the report: same bytes, live formulas, no text that becomes a formula.

mod common;

use clientele_report::{Redact, RejectedRow, RejectedSheet, rejected_rows, workpapers};
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

#[test]
fn rejected_rows_keep_their_cells_as_texts_and_sheets_get_names_that_can_be_opened() {
    let catalogue = catalogue(Lang::ZhCn);
    let sheet = |name: &str| RejectedSheet {
        file: "销售出库明细.xlsx".into(),
        sheet: name.into(),
        headers: vec!["单据编号".into(), String::new()],
        rows: vec![RejectedRow {
            row: Some(17),
            reason: "金额不是数字".into(),
            field: "金额".into(),
            cells: vec![
                "=HYPERLINK(\"http://example.com\")".into(),
                "+1".into(),
                "@SUM(A1)".into(),
            ],
        }],
    };
    // The same name twice, characters no sheet name may have, and more than 31 of them.
    let sheets = [
        sheet("Sheet1"),
        sheet("sheet1"),
        sheet("a/b:c*d?[e]"),
        sheet("一个很长很长很长很长很长很长很长很长很长很长很长很长的表名"),
        sheet("一个很长很长很长很长很长很长很长很长很长很长很长很长的表名2"),
    ];
    let book = rejected_rows(&sheets, &catalogue).unwrap();
    assert!(
        book == rejected_rows(&sheets, &catalogue).unwrap(),
        "two runs differ"
    );
    assert!(book.starts_with(b"PK"));
    assert!(rejected_rows(&[], &catalogue).unwrap().starts_with(b"PK"));
}
