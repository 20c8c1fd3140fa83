//! Bad input: each a code with a sentence and a way out in both languages, and never a reason to
//! lose the good file beside it.

use std::path::PathBuf;

use records::ProblemCode;
use rust_xlsxwriter::Workbook;

use crate::support::{Desk, languages, orders_csv, sample, speaks};

/// Imports one file that cannot be imported; the error's code.
fn refused(desk: &mut Desk, file: PathBuf) -> String {
    let error = desk.import(&[file]).unwrap_err();
    speaks(&error);
    assert!(desk.project.sources(desk.target).unwrap().is_empty());
    error.code
}

fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The container of a workbook with a password: its streams are named in UTF-16.
fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(2_048, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(8_192, 0);
    bytes
}

#[test]
fn a_file_that_is_no_table_is_refused_with_its_reason() {
    let mut desk = Desk::new();
    let (_, whole) = app::work::SAMPLE_FILES[0];
    let half = &whole[..whole.len() / 2];
    let empty = workbook(&[("空", &[])]);
    let headless: &[&[&str]] = &[&["1", "2"], &["3", "4"], &["5", "6"]];
    let headless = workbook(&[("数", headless)]);
    let cases: &[(&str, &[u8], &str)] = &[
        ("零字节.xlsx", b"", "import.empty_file"),
        ("零字节.csv", b"", "import.empty_file"),
        ("空白.csv", b" \r\n\r\n  ", "import.empty_file"),
        (
            "报告.xlsx",
            b"%PDF-1.7 not a workbook",
            "import.unknown_format",
        ),
        (
            "照片.csv",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
            "import.unknown_format",
        ),
        (
            "网页.xls",
            b"<html><table><tr><td>1</td></tr></table></html>",
            "import.unknown_format",
        ),
        ("截断.xlsx", half, "import.damaged"),
        ("加密.xlsx", &encrypted(), "import.encrypted"),
        ("空表.xlsx", &empty, "import.empty_file"),
        ("无表头.xlsx", &headless, "app.nothing_to_import"),
        ("无表头.csv", b"1,2\n3,4\n5,6\n", "app.nothing_to_import"),
    ];
    for (name, bytes, code) in cases {
        let file = desk.file(name, bytes);
        assert_eq!(refused(&mut desk, file), *code, "{name}");
    }
}

#[test]
fn missing_files_and_folders_are_refused_with_their_reason() {
    let mut desk = Desk::new();
    let folder = desk.folder.path().join("资料.xlsx");
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(refused(&mut desk, folder), "import.is_folder");
    let missing = desk.folder.path().join("不在.xlsx");
    assert_eq!(refused(&mut desk, missing), "import.not_found");
}

#[test]
fn a_wrong_extension_over_a_good_table_does_no_harm() {
    let mut desk = Desk::new();
    let csv = desk.file("其实是文本.xlsx", orders_csv(3, 12));
    let rows: &[&[&str]] = &[
        &["单据号", "单据日期", "客户名称", "价税合计"],
        &["1", "2026-01-05", "甲公司", "120.50"],
    ];
    let xlsx = desk.file("其实是工作簿.csv", workbook(&[("销售明细", rows)]));
    desk.import(&[csv, xlsx]).unwrap();
    let orders: Vec<records::Located<records::Order>> = desk.project.records(desk.target).unwrap();
    assert_eq!(orders.len(), 37);
}

#[test]
fn a_good_file_beside_bad_ones_is_imported_and_each_bad_one_is_named() {
    let mut desk = Desk::new();
    let files = [
        desk.file("空.csv", ""),
        desk.file("销售明细.csv", orders_csv(3, 12)),
        desk.file("加密.xlsx", encrypted()),
    ];
    let imported = desk.import(&files).unwrap();
    assert_eq!(imported.sources.len(), 1);
    let left: Vec<(&str, &str)> = imported
        .left_out
        .iter()
        .map(|(file, error)| (file.as_str(), error.code.as_str()))
        .collect();
    assert_eq!(
        left,
        [
            ("空.csv", "import.empty_file"),
            ("加密.xlsx", "import.encrypted")
        ]
    );
    for (file, error) in &imported.left_out {
        speaks(error);
        assert!(languages().all(|texts| error.sentence(texts).contains(file.as_str())));
    }
}

#[test]
fn a_bad_sheet_beside_a_good_one_is_a_problem_of_the_project() {
    let mut desk = Desk::new();
    let good: &[&[&str]] = &[
        &["单据号", "单据日期", "客户名称", "价税合计"],
        &["1", "2026-01-05", "甲公司", "120.50"],
        &["2", "不详", "甲公司", "80"],
        &["3", "2026-01-09", "乙公司", "待定"],
    ];
    let bytes = workbook(&[
        ("销售明细", good),
        ("空", &[]),
        ("数", &[&["1", "2"], &["3", "4"]]),
    ]);
    let file = desk.file("销售.xlsx", bytes);
    desk.import(&[file]).unwrap();
    for (code, sheet, row) in [
        (ProblemCode::BadDate, "销售明细", Some(3)),
        (ProblemCode::BadNumber, "销售明细", Some(4)),
        (ProblemCode::EmptySheet, "空", None),
        (ProblemCode::NoHeader, "数", None),
    ] {
        let problems = desk.problems(code);
        let [problem] = problems.as_slice() else {
            panic!("{code:?}: {problems:?}")
        };
        assert_eq!(problem.place.sheet.as_deref(), Some(sheet), "{code:?}");
        assert_eq!(problem.place.row, row, "{code:?}");
        for texts in languages() {
            let sentence = texts.fill(&format!("problem.{}", code.id()), &problem.args);
            assert!(
                !sentence.contains('{') && !sentence.contains("problem."),
                "{sentence}"
            );
        }
    }
}

#[test]
fn the_same_file_twice_is_noticed() {
    let mut desk = Desk::new();
    let file = desk.file("销售明细.csv", orders_csv(3, 12));
    desk.import(std::slice::from_ref(&file)).unwrap();
    assert!(desk.problems(ProblemCode::SourceTwice).is_empty());
    desk.import(&[file]).unwrap();
    assert_eq!(desk.problems(ProblemCode::SourceTwice).len(), 1);
}

#[test]
fn nothing_to_assess_is_said_before_anything_is_imported() {
    let desk = Desk::new();
    let framework = app::work::framework("loyalty-20").unwrap();
    let job = &mut crate::support::quiet();
    let error = app::work::evaluate(&desk.project, desk.target, &framework, job).unwrap_err();
    assert_eq!(error.code, "app.nothing_to_assess");
    speaks(&error);
    let gone = app::work::TargetId(77);
    let error = app::work::evaluate(&desk.project, gone, &framework, job).unwrap_err();
    assert_eq!(error.code, "store.unknown_target");
    speaks(&error);
    assert!(sample().assessment.total.is_some());
}
