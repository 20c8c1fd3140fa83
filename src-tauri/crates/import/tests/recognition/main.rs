//! Recognition held to a hand-made answer key over every workbook and text table of the shared
//! data: how many columns come out right without help, and which do not.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod headers;
mod key;
mod measure;

use std::ops::ControlFlow;

use clientele_import::{FieldDictionary, ReadOptions, read};
use key::Key;
use measure::{Judged, counts, judge};

/// Share of columns that are right without help, and stay so. What is missing are lists without a
/// date and a text file without a header.
const HELD: f64 = 0.97;

#[test]
fn columns_are_right_without_help() {
    let Some(data) = key::data() else { return };
    let (key, dictionary) = (Key::read(), FieldDictionary::embedded().unwrap());
    let mut judged = Vec::new();
    for file in key.files().keys() {
        let book = read(&data.join(file), &ReadOptions::in_process(), &mut |_| {
            ControlFlow::Continue(())
        });
        match book {
            Ok(book) => judged.extend(judge(&key, file, &book, &dictionary)),
            Err(error) => println!("not read: {file}: {}", error.code.id()),
        }
    }
    for sheet in judged.iter().filter(|sheet| !sheet.twin) {
        wrong(sheet);
    }
    let by_itself = counts(judged.iter().filter(|sheet| !sheet.twin));
    let with_twins = counts(judged.iter());
    for (name, (all, keyed, mapped)) in [("each table once", by_itself), ("every file", with_twins)]
    {
        println!(
            "{name}: columns right {all}; of those with a field {keyed}; of those mapped {mapped}"
        );
    }
    let kinds = judged.iter().filter(|sheet| !sheet.twin);
    let wrong_kinds = kinds.filter(|sheet| sheet.expected != sheet.got).count();
    println!("tables taken for another or for none: {wrong_kinds}");
    assert!(by_itself.0.share() >= HELD && with_twins.0.share() >= HELD);
}

/// A sheet without rows, to be filled.
fn blank_sheet() -> clientele_import::Sheet {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("空.csv");
    std::fs::write(&path, "x").unwrap();
    let go = &mut |_| ControlFlow::Continue(());
    let mut sheet = read(&path, &ReadOptions::in_process(), go)
        .unwrap()
        .sheets
        .remove(0);
    sheet.rows.clear();
    sheet
}

/// A file that nobody wrote an answer for would be left out of the share unseen.
#[test]
fn the_key_knows_every_workbook_and_text_table() {
    let Some(data) = key::data() else { return };
    let key = Key::read();
    let known = key.files();
    for folder in ["open", "local-only", "synthetic"] {
        for file in key::files_under(&data, folder) {
            let read = ["xlsx", "xls", "csv", "txt"]
                .iter()
                .any(|end| file.ends_with(end));
            let answered = known.contains_key(&file) || key.unreadable.contains(&file);
            assert!(!read || answered || file.contains("LICENSE"), "{file}");
        }
    }
}

/// What is wrong of a sheet.
fn wrong(sheet: &Judged) {
    let columns = sheet.columns.iter().filter(|column| !column.right);
    let columns: Vec<String> = columns
        .map(|c| format!("{} {}: {}, not {}", c.letter, c.header, c.got, c.expected))
        .collect();
    let (all, ..) = counts(std::iter::once(sheet));
    if sheet.expected != sheet.got || !sheet.header_right || !columns.is_empty() {
        let header = if sheet.header_right {
            ""
        } else {
            ", header elsewhere"
        };
        println!(
            "{} [{}] {}, not {}{header}: {all}",
            sheet.file, sheet.sheet, sheet.got, sheet.expected
        );
        for column in columns {
            println!("    {column}");
        }
    }
}
