//! Stopping a reading: at once, whatever the file is doing, and without a trace.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use clientele_import::{ImportErrorCode, ReadOptions, read};
use common::{child, endless, workbook};
use zip::write::SimpleFileOptions;

/// Seconds from the wish to stop to the answer.
fn stopped_after(path: &Path, options: &ReadOptions, patience: Duration) -> f64 {
    let begun = Instant::now();
    let mut wished = None;
    let outcome = read(path, options, &mut |_| {
        if begun.elapsed() < patience {
            return ControlFlow::Continue(());
        }
        wished.get_or_insert_with(Instant::now);
        ControlFlow::Break(())
    });
    assert_eq!(outcome.unwrap_err().code, ImportErrorCode::Cancelled);
    wished.unwrap().elapsed().as_secs_f64()
}

#[test]
fn a_giant_part_can_be_stopped_and_leaves_no_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("giant.xlsx");
    endless(&path, 512 << 20);
    let answer = stopped_after(&path, &child(), Duration::from_millis(200));
    println!("answered after {answer:.3} s");
    // 0.05 s between two looks, and what a busy machine adds.
    assert!(answer < 1.0, "{answer}");
    #[cfg(target_os = "linux")]
    for task in std::fs::read_dir("/proc/self/task").unwrap() {
        let children = std::fs::read_to_string(task.unwrap().path().join("children"));
        assert_eq!(children.unwrap_or_default(), "", "a reader is left");
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "a file is left");
}

#[test]
fn progress_goes_by_bytes_and_reaches_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.xlsx");
    let rows: String = (1..=30_000)
        .map(|row| {
            format!(
                "<row r=\"{row}\"><c r=\"A{row}\"><v>{}</v></c></row>",
                row * 7919 % 10_007
            )
        })
        .collect();
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, xml) in workbook(&rows, Some("<sst xmlns=\"x\"><si><t>客户</t></si></sst>")) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    for options in [ReadOptions::in_process(), child()] {
        let mut seen = Vec::new();
        let book = read(&path, &options, &mut |progress| {
            if progress.total_bytes > 0 {
                seen.push((progress.bytes, progress.total_bytes));
            }
            ControlFlow::Continue(())
        });
        assert_eq!(book.unwrap().sheets[0].rows.len(), 30_000);
        assert!(seen.is_sorted() && seen.len() > 10, "{seen:?}");
        let (done, total) = *seen.last().unwrap();
        assert_eq!(done, total);
        assert!(total <= path.metadata().unwrap().len());
    }
}
