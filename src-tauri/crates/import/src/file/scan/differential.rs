//! The two readers side by side over every xlsx and xlsm of the shared test data: the scanner gives
//! the cells that calamine gives, or it declines.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::alike::same;
use super::{Trouble, begin, sheet};
use crate::error::ImportError;
use crate::file::assemble::Assembler;
use crate::file::emit::Emitter;
use crate::file::input::Content;
use crate::file::meter::Meter;
use crate::file::worker::Order;
use crate::file::{Limits, Workbook, source};

pub(super) fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        if path.is_dir() {
            files(&path, found);
        } else if matches!(extension.as_deref(), Some("xlsx" | "xlsm")) {
            found.push(path);
        }
    }
}

fn workbook(path: &Path, scan: bool) -> Result<Workbook, ImportError> {
    let order = Order {
        encoding: None,
        password: None,
        limits: Limits::default(),
        scan,
    };
    let mut assembler = Assembler::new("x");
    source::read(path, &order, &mut |event| assembler.take(event))?;
    assembler.finish()
}

/// Why the scanner declines the workbook, or else each of its sheets.
fn verdict(path: &Path) -> Result<BTreeMap<String, Option<&'static str>>, &'static str> {
    let meter = Arc::new(Meter::default());
    let mut nowhere = |_| Ok(());
    let mut emitter = Emitter::new(&mut nowhere, "x", &Limits::default(), Arc::clone(&meter));
    let (mut package, book) = match begin(&Content::File(path.to_owned()), &meter, &mut emitter) {
        Ok(begun) => begun,
        Err(Trouble::Odd(why)) => return Err(why),
        Err(Trouble::Stop(error)) => panic!("{error}"),
    };
    let mut verdicts = BTreeMap::new();
    for part in &book.sheets {
        let outcome =
            package.streamed(part.part, |window| sheet::send(window, &book, &mut emitter));
        emitter.restart().unwrap();
        let declined = match outcome {
            Ok(_) => None,
            Err(Trouble::Odd(why)) => Some(why),
            Err(Trouble::Stop(error)) => panic!("{error}"),
        };
        verdicts.insert(part.name.clone(), declined);
    }
    Ok(verdicts)
}

#[derive(Default)]
struct Counts {
    files: u32,
    whole: u32,
    identical: u32,
    declined: u32,
    different: Vec<String>,
    only_ours: Vec<String>,
    reasons: BTreeMap<String, u32>,
}

impl Counts {
    fn compare(&mut self, path: &Path) {
        self.files += 1;
        let shown = path.display();
        let verdicts = match verdict(path) {
            Ok(verdicts) => verdicts,
            Err(why) => {
                self.whole += 1;
                *self.reasons.entry(format!("workbook: {why}")).or_default() += 1;
                return;
            }
        };
        let (ours, theirs) = match (workbook(path, true), workbook(path, false)) {
            (Ok(ours), Ok(theirs)) => (ours, theirs),
            (Ok(_), Err(error)) => {
                self.only_ours.push(format!("{shown}: {:?}", error.args));
                return;
            }
            (Err(a), Err(b)) => {
                if a.code != b.code {
                    self.different.push(format!("{shown}: {a} {b}"));
                }
                return;
            }
            (Err(error), Ok(_)) => {
                self.different.push(format!("{shown}: {:?}", error.args));
                return;
            }
        };
        if ours.sheets.len() != theirs.sheets.len() || ours.problems != theirs.problems {
            self.different.push(format!("{shown}: sheets or problems"));
        }
        for (a, b) in ours.sheets.iter().zip(&theirs.sheets) {
            match verdicts.get(&a.name) {
                _ if a.name != b.name || !same(a, b) => {
                    self.different.push(format!("{shown} [{}]", a.name));
                }
                Some(None) => self.identical += 1,
                why => {
                    self.declined += 1;
                    *self.reasons.entry(format!("sheet: {why:?}")).or_default() += 1;
                }
            }
        }
    }
}

#[test]
fn the_scanner_gives_the_cells_of_calamine_or_declines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    if !root.exists() {
        println!("skipped: no shared data folder");
        return;
    }
    let mut found = Vec::new();
    files(&root, &mut found);
    let mut counts = Counts::default();
    for path in &found {
        counts.compare(path);
    }
    println!(
        "{} files: {} declined as a whole; sheets: {} identical, {} declined, {} different; {} files only the scanner reads",
        counts.files,
        counts.whole,
        counts.identical,
        counts.declined,
        counts.different.len(),
        counts.only_ours.len(),
    );
    for (why, count) in &counts.reasons {
        println!("  {count:4} {why}");
    }
    for line in &counts.only_ours {
        println!("  only ours: {line}");
    }
    assert!(counts.different.is_empty(), "{:#?}", counts.different);
    assert!(counts.identical > 500, "the scanner hardly reads anything");
}
