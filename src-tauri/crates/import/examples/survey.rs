//! Every workbook and text table of the shared data on one list: what was recognised, how many
//! columns are right by the answer key, what became of the rows, how long it took.
//! `cargo run -p clientele-import --example survey [FOLDER …]`; tab-separated, a folder of the
//! shared data by its name or any other by its path. Of a folder by its path every file is read,
//! whatever its name says, and each ends in records, in a table nobody knows, or in a coded error.
//! The last lines count the files by outcome.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a tool of the tests

#[path = "../tests/recognition/key.rs"]
mod key;
// The list needs less of it than the test.
#[allow(dead_code)]
#[path = "../tests/recognition/measure.rs"]
mod measure;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use clientele_import::{
    FieldDictionary, Origin, ReadOptions, Tally, convert_each, read, recognise, split, worker,
};
use key::Key;
use records::{Date, SourceId};

/// The day on which the files are looked at.
const TODAY: Date = Date::constant(2026, 11, 29);

fn main() {
    // Files are read in a child process, for which this program is its own reader.
    if let Some(code) = worker::run_if_worker(std::env::args_os()) {
        std::process::exit(code);
    }
    let (key, dictionary) = (Key::read(), FieldDictionary::embedded().unwrap());
    let mut folders: Vec<String> = std::env::args().skip(1).collect();
    if folders.is_empty() {
        folders = ["open", "local-only", "synthetic"]
            .map(str::to_owned)
            .into();
    }
    println!(
        "file\ttables\tcolumns right/of\twith a field right/of\taccepted\trejected\tdropped\tseconds"
    );
    let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
    for folder in folders {
        let path = Path::new(&folder);
        let (root, folder, every) = if path.is_dir() {
            let parent = path.canonicalize().unwrap();
            let name = parent.file_name().unwrap_or_default().to_string_lossy();
            (
                parent.parent().unwrap_or(&parent).to_path_buf(),
                name.into_owned(),
                true,
            )
        } else if let Some(data) = key::data() {
            (data, folder, false)
        } else {
            continue;
        };
        for file in key::files_under(&root, &folder) {
            let known = key.unreadable.contains(&file) || key.files().contains_key(&file);
            let table = [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"]
                .iter()
                .any(|end| file.ends_with(end));
            if every || known || table {
                let (outcome, line) = line(&root, &file, &key, &dictionary);
                println!("{file}\t{line}");
                *outcomes.entry(outcome).or_default() += 1;
            }
        }
    }
    println!("\noutcome\tfiles");
    for (outcome, files) in outcomes {
        println!("{outcome}\t{files}");
    }
}

/// What became of a file, and its line of the list.
fn line(data: &Path, file: &str, key: &Key, dictionary: &FieldDictionary) -> (String, String) {
    let begun = Instant::now();
    let go = &mut |_| ControlFlow::Continue(());
    let options = ReadOptions::in_child(std::env::current_exe().unwrap());
    let book = match read(&data.join(file), &options, go) {
        Ok(book) => book,
        Err(error) => {
            let outcome = format!("not read: {}", error.code.id());
            let seconds = begun.elapsed().as_secs_f64();
            return (
                outcome.clone(),
                format!("{outcome}\t-\t-\t-\t-\t-\t{seconds:.2}"),
            );
        }
    };
    let judged = measure::judge(key, file, &book, dictionary);
    let (mut kinds, mut total) = (Vec::new(), Tally::default());
    for sheet in book.sheets {
        for table in split(sheet, dictionary) {
            let Some(mapping) = recognise(&table, &book.file, dictionary).mapping() else {
                kinds.push("-".to_owned());
                continue;
            };
            kinds.push(mapping.kind.id().to_owned());
            let origin = Origin {
                source: SourceId(1),
                file: &book.file,
                today: TODAY,
            };
            let (problems, tally) = convert_each(&table, &mapping, origin, &mut |_, _| {
                ControlFlow::Continue(())
            });
            assert!(tally.adds_up(), "{file}");
            let told = tally.records > 0 || tally.rejected == 0 || !problems.is_empty();
            assert!(told, "{file}: rows were rejected and nothing says why");
            total.accepted += tally.accepted;
            total.rejected += tally.rejected;
            total.dropped_blank += tally.dropped();
        }
    }
    let outcome = if total.accepted > 0 {
        "records"
    } else if kinds.iter().any(|kind| kind != "-") {
        "table without a record"
    } else {
        "no table recognised"
    };
    let seconds = begun.elapsed().as_secs_f64();
    let (all, keyed, _) = measure::counts(judged.iter());
    let line = format!(
        "{}\t{}/{}\t{}/{}\t{}\t{}\t{}\t{seconds:.2}",
        kinds.join(" "),
        all.right,
        all.of,
        keyed.right,
        keyed.of,
        total.accepted,
        total.rejected,
        total.dropped_blank
    );
    (outcome.to_owned(), line)
}
