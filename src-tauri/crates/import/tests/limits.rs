//! What reading a file may take: memory above all, which a kilobyte can ask for without end.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clientele_import::{ImportError, ImportErrorCode, ReadOptions, Workbook, read};
use common::{child, endless, go, shared, workbook, zipped};

const MEBIBYTE: u64 = 1 << 20;

/// A file that the parsing library reads into as much memory as there is.
fn lethal() -> Option<PathBuf> {
    shared("hard").map(|hard| hard.join("exceldatareader/Test_git_issue_382_oom.xls"))
}

fn read_within(path: &Path, memory: u64, address: u64) -> Result<Workbook, ImportError> {
    let mut options = child();
    options.limits.memory_bytes = memory;
    options.limits.address_bytes = address;
    read(path, &options, &mut go)
}

#[test]
fn the_watch_alone_ends_what_eats_all_memory() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("long.xlsx");
    endless(&long, 512 << 20);
    for path in lethal().into_iter().chain([long]) {
        let error = read_within(&path, 200 * MEBIBYTE, u64::MAX).unwrap_err();
        assert_eq!(error.code, ImportErrorCode::OutOfMemory, "{error:?}");
        assert_eq!(error.args["megabytes"], "200");
        assert_eq!(error.args["file"], error.file);
        assert_eq!(path.file_name().unwrap().to_str(), Some(&*error.file));
    }
}

#[test]
fn beside_the_limit_of_the_kernel_the_watch_comes_first() {
    if let Some(path) = lethal() {
        // One to four, as it is by default.
        let error = read_within(&path, 256 * MEBIBYTE, 1024 * MEBIBYTE).unwrap_err();
        assert_eq!(error.code, ImportErrorCode::OutOfMemory, "{error:?}");
    }
    let limits = ReadOptions::in_process().limits;
    assert_eq!(limits.memory_bytes * 4, limits.address_bytes);
}

/// A list that is announced as longer than any memory is asked for at once, before the watch looks.
#[test]
#[cfg(target_os = "linux")]
fn what_is_asked_for_at_once_the_kernel_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    // The comment makes our own reader leave it to the library, which reserves what is announced.
    let strings = "<!-- --><sst uniqueCount=\"99999999\"><si><t>甲</t></si></sst>";
    let row = "<row r=\"1\"><!-- --><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    zipped(&path, &workbook(row, Some(strings)));
    // The other doubles a list till no room is left for both, which the watch never sees.
    for (path, memory) in lethal()
        .into_iter()
        .map(|path| (path, 1024))
        .chain([(path, 256)])
    {
        let begun = Instant::now();
        let error = read_within(&path, memory * MEBIBYTE, 1024 * MEBIBYTE).unwrap_err();
        assert_eq!(error.code, ImportErrorCode::OutOfMemory, "{error:?}");
        assert_eq!(error.args["megabytes"], memory.to_string());
        let file = path.file_name().unwrap().to_string_lossy();
        assert_eq!(
            error.args.len(),
            2,
            "what else the child wrote is nobody's: {error:?}"
        );
        assert_eq!(error.args["file"], file);
        assert!(
            begun.elapsed().as_secs() < 10,
            "{file} {:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn an_ordinary_workbook_is_read_within_fifty_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let rows: String = (1..=20_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>"))
        .collect();
    zipped(&path, &workbook(&rows, None));
    let book = read_within(&path, 50 * MEBIBYTE, u64::MAX).unwrap();
    assert_eq!(book.sheets[0].rows.len(), 20_000);
}

/// Rows of texts of `length` bytes, no two alike.
fn texts(rows: usize, length: usize) -> Vec<String> {
    let text = |row: usize| format!("{row}{}", "x".repeat(length));
    (1..=rows).map(text).collect()
}

fn inline(texts: &[String]) -> String {
    let row = |(row, text): (usize, &String)| {
        format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
    };
    (1..).zip(texts).map(row).collect()
}

/// The texts of a workbook stay in memory, and deflate packs them a thousand to one.
#[test]
fn texts_that_unfold_without_end_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let texts = texts(300, 10_000);
    let shared: String = texts
        .iter()
        .map(|t| format!("<si><t>{t}</t></si>"))
        .collect();
    let shared = format!("<sst>{shared}</sst>");
    let one = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    for (name, parts) in [
        ("shared", workbook(one, Some(&shared))),
        ("inline", workbook(&inline(&texts), None)),
        (
            "library",
            workbook(&format!("<!-- -->{}", inline(&texts)), None),
        ),
    ] {
        let path = folder.path().join(format!("{name}.xlsx"));
        zipped(&path, &parts);
        let mut options = child();
        options.limits.text_bytes = 4_000_000;
        assert!(read(&path, &options, &mut go).is_ok(), "{name}");
        options.limits.text_bytes = 2_000_000;
        let error = read(&path, &options, &mut go).unwrap_err();
        assert_eq!(error.code, ImportErrorCode::TooLarge, "{name}");
        assert_eq!(error.args["limit"], "2000000");
    }
}
