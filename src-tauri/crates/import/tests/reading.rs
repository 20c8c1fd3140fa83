//! Files of every encoding, separator and wrong kind: the same cells, or a coded error.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clientele_import::{Encoding, Format, ImportErrorCode, ReadOptions, read};
use common::{child, column, converted, go, in_child, in_process, shared};

fn synthetic(name: &str) -> Option<PathBuf> {
    shared("synthetic").map(|folder| folder.join(name))
}

/// Order number, date, customer and amount of every record.
fn table(path: &Path) -> Vec<[String; 4]> {
    let book = in_process(path).unwrap();
    let done = converted(&book.sheets[0], &book.file);
    let [no, date, name, amount] =
        ["order_no", "date", "customer_name", "amount"].map(|field| column(&done, field));
    let rows = no.into_iter().zip(date).zip(name).zip(amount);
    rows.map(|(((no, date), name), amount)| [no, date, name, amount])
        .collect()
}

#[test]
fn every_encoding_and_separator_gives_the_same_orders() {
    let Some(first) = synthetic("orders_utf-8.csv") else {
        return;
    };
    let expected = table(&first);
    assert_eq!(expected.len(), 300);
    assert_eq!(
        expected[0],
        ["SO000001", "2021-01-01", "客户020有限公司", "1409"]
    );
    for name in [
        "orders_utf-8-sig.csv",
        "orders_utf-16.csv",
        "orders_utf-16-le.csv",
        "orders_gbk.csv",
        "orders_gb18030.csv",
        "orders_CR_only_gbk.csv",
        "orders_MIXED_gbk_utf8.csv",
        "orders_sep_tab.csv",
        "orders_sep_semicolon.csv",
        "orders_sep_pipe.csv",
        "orders_sep_fullwidth_comma.csv",
    ] {
        assert_eq!(table(&synthetic(name).unwrap()), expected, "{name}");
    }
}

#[test]
fn the_merged_workbook_gives_its_truth() {
    let Some(path) = synthetic("合并表头_中文日期_全角_万元_小计.xlsx") else {
        return;
    };
    let book = in_process(&path).unwrap();
    let done = converted(&book.sheets[0], &book.file);
    assert!(book.sheets[1].hidden && done.tally.dropped_footer > 0);
    let truth = in_process(&synthetic("合并表头_TRUTH.csv").unwrap()).unwrap();
    let truth = converted(&truth.sheets[0], &truth.file);
    for field in ["date", "region", "product", "channel", "amount", "owner"] {
        assert_eq!(column(&done, field), column(&truth, field), "{field}");
    }
    // The brackets that some names carry are for the merging of customers, not for import.
    let bare = |names: Vec<String>| -> Vec<String> {
        names
            .iter()
            .map(|name| name.replace(['(', ')'], "").trim().to_owned())
            .collect()
    };
    assert_eq!(
        bare(column(&done, "customer_name")),
        bare(column(&truth, "customer_name"))
    );
}

#[test]
fn big5_is_told_from_gbk() {
    let Some(path) = synthetic("orders_big5hkscs.csv") else {
        return;
    };
    assert_eq!(in_process(&path).unwrap().encoding, Some(Encoding::Big5));
}

#[test]
fn a_wrong_extension_is_read_by_content() {
    for (name, format) in [
        ("xlsx_renamed.csv", Format::Xlsx),
        ("xlsx_renamed.xls", Format::Xlsx),
        ("csv_renamed.xlsx", Format::Text),
    ] {
        let Some(path) = synthetic(name) else { return };
        let book = in_process(&path).unwrap();
        assert!(book.misnamed, "{name}");
        assert_eq!(book.format, format, "{name}");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    for (name, code) in [
        ("empty.csv", ImportErrorCode::EmptyFile),
        ("zero_bytes.xlsx", ImportErrorCode::EmptyFile),
        ("html_table_as.xls", ImportErrorCode::UnknownFormat),
        ("random.xlsx", ImportErrorCode::UnknownFormat),
        ("truncated_half.xlsx", ImportErrorCode::Damaged),
        ("no such file.xlsx", ImportErrorCode::NotFound),
    ] {
        let Some(path) = synthetic(name) else { return };
        for error in [in_process(&path).unwrap_err(), in_child(&path).unwrap_err()] {
            assert_eq!((error.code, error.file.as_str()), (code, name));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        in_process(folder.path()).unwrap_err().code,
        ImportErrorCode::IsFolder
    );
}

#[test]
fn a_child_reads_what_this_process_reads() {
    for folder in ["synthetic", "open/chinese"] {
        let Some(folder) = shared(folder) else {
            continue;
        };
        for path in common::files(&folder) {
            assert_eq!(in_child(&path), in_process(&path), "{}", path.display());
        }
    }
}

#[test]
fn a_reader_that_is_missing_or_wrong_is_a_coded_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "a,b\n1,2\n").unwrap();
    let missing = ReadOptions::in_child(folder.path().join("none"));
    assert_eq!(
        read(&path, &missing, &mut go).unwrap_err().code,
        ImportErrorCode::NoReader
    );
    #[cfg(unix)]
    {
        let wrong = ReadOptions::in_child("/bin/echo".into());
        assert_eq!(
            read(&path, &wrong, &mut go).unwrap_err().code,
            ImportErrorCode::ReaderDied
        );
    }
}

#[test]
fn cancelling_stops_between_batches() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut text = String::from("订单号,日期,金额\n");
    for row in 0..50_000 {
        text.push_str(&format!("SO{row},2024-01-01,{row}\n"));
    }
    std::fs::write(&path, text).unwrap();
    for options in [ReadOptions::in_process(), child()] {
        let mut seen = 0;
        let outcome = read(&path, &options, &mut |progress| {
            seen = progress.rows;
            if progress.rows > 5_000 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(outcome.unwrap_err().code, ImportErrorCode::Cancelled);
        assert!(seen < 50_000);
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let sheet = common::csv("a.csv", "title\n\nname,note\n\"x\",\"two\nlines\"\n\ny,1\n");
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 4, 6]);
}
