//! Files made to do harm: each ends in rows or in a coded error, and the parent lives.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

use clientele_import::{
    FieldDictionary, ImportError, ImportErrorCode, Origin, Workbook, convert, recognise, split,
};
use common::{child, files, in_child, shared, workbook, zipped};
use records::SourceId;

fn read(parts: Vec<(&str, String)>) -> Result<Workbook, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    zipped(&path, &parts);
    in_child(&path)
}

#[test]
fn a_claim_of_ten_billion_strings_costs_nothing() {
    let strings = "<sst xmlns=\"x\" uniqueCount=\"9999999999\"><si><t>甲</t></si></sst>";
    let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let book = read(workbook(row, Some(strings))).unwrap();
    assert_eq!(book.sheets[0].rows[0].cell(0).text(), Some("甲"));
}

#[test]
fn two_cells_at_the_ends_of_the_sheet_do_not_span_it() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let book = read(workbook(rows, None)).unwrap();
    assert_eq!(book.sheets[0].rows.len(), 1);
    assert_eq!(book.problems.len(), 1, "what was cut off is said");
}

#[test]
fn sixteen_thousand_columns_are_cut_and_said() {
    let cells: String = (0..16_384).map(|_| "<c><v>1</v></c>").collect();
    let book = read(workbook(&format!("<row r=\"1\">{cells}</row>"), None)).unwrap();
    assert_eq!(book.sheets[0].rows[0].cells.len(), 2_000);
    assert_eq!(book.problems.len(), 1);
}

#[test]
fn entities_are_not_multiplied() {
    let mut parts = workbook("", None);
    let bomb: String = (1..12)
        .map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)))
        .collect();
    parts.retain(|(name, _)| !name.contains("sheet1"));
    parts.push(("xl/worksheets/sheet1.xml", format!(
        "<!DOCTYPE x [<!ENTITY e0 \"aaaaaaaaaa\">{bomb}]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e11;</t></is></c></row></sheetData></worksheet>"
    )));
    assert_eq!(read(parts).unwrap_err().code, ImportErrorCode::Damaged);
}

#[test]
fn relations_in_a_circle_or_into_nothing_end() {
    for target in [
        "workbook.xml",
        "../xl/workbook.xml",
        "worksheets/none.xml",
        "/",
        "",
    ] {
        let mut parts = workbook("", None);
        for (name, xml) in &mut parts {
            if *name == "xl/_rels/workbook.xml.rels" {
                *xml = xml.replace("worksheets/sheet1.xml", target);
            }
        }
        assert!(read(parts).is_err(), "{target}");
    }
}

/// What reading a file came to; of one that was read, every row is accounted for.
fn outcome(path: &Path, dictionary: &FieldDictionary) -> String {
    let mut options = child();
    // The watch alone, and little enough for two at a time on a small machine.
    options.limits.memory_bytes = 1 << 30;
    options.limits.address_bytes = u64::MAX;
    let book = match common::read_with(path, &options) {
        Ok(book) => book,
        Err(error) => {
            assert_eq!(path.file_name().unwrap().to_string_lossy(), error.file);
            return error.code.id();
        }
    };
    for sheet in book.sheets {
        for part in split(sheet, dictionary) {
            let Some(mapping) = recognise(&part, &book.file, dictionary).mapping() else {
                continue;
            };
            let origin = Origin {
                source: SourceId(1),
                file: &book.file,
                today: common::TODAY,
            };
            let tally = convert(&part, &mapping, origin).tally;
            assert!(tally.adds_up(), "{} {tally:?}", book.file);
        }
    }
    "read".to_owned()
}

/// The whole collection of difficult files, two readers at a time. Slow, by hand:
/// `cargo test -p clientele-import --test hostile -- --ignored --nocapture`.
#[test]
#[ignore = "some 1,260 files in child processes take minutes"]
fn every_difficult_file_ends_in_rows_or_a_coded_error() {
    let mut queue: Vec<PathBuf> = Vec::new();
    for folder in ["hard", "synthetic"] {
        let Some(folder) = shared(folder) else { return };
        queue.extend(files(&folder));
    }
    let dictionary = FieldDictionary::embedded().unwrap();
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(BTreeMap::<String, u32>::new());
    let begun = Instant::now();
    let work = || {
        while let Some(path) = queue.get(next.fetch_add(1, Relaxed)) {
            let one = Instant::now();
            let outcome = outcome(path, &dictionary);
            let told = ["out_of_memory", "reader_died", "too_slow", "too_large"];
            if one.elapsed().as_secs() >= 5 || told.contains(&&*outcome) {
                println!("{}: {outcome} after {:.0?}", path.display(), one.elapsed());
            }
            *outcomes.lock().unwrap().entry(outcome).or_default() += 1;
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let outcomes = outcomes.into_inner().unwrap();
    println!(
        "{} files, {outcomes:?}, {:.0?}",
        queue.len(),
        begun.elapsed()
    );
    assert_eq!(outcomes.values().sum::<u32>() as usize, queue.len());
}
