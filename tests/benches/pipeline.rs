//! How long import, assessment and report take, as multiples of reading the same rows as plain
//! CSV in the same run: ratios can be compared between machines, seconds cannot.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // a bench is a test

#[path = "../acceptance/support.rs"]
mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use records::Lang;
use support::{Desk, orders_csv};

fn main() {
    support::program();
    println!(
        "{:>8}  {:<8} {:>9} {:>9}",
        "rows", "step", "seconds", "ratio"
    );
    for rows in [10_000_usize, 100_000] {
        let mut desk = Desk::new();
        let file = desk.file("销售明细.csv", orders_csv(rows.div_ceil(36), 36));
        let (_, plain) = timed(|| read_plainly(&file));
        let line = |step: &str, took: Duration| {
            let ratio = took.as_secs_f64() / plain.as_secs_f64();
            println!(
                "{rows:>8}  {step:<8} {:>9.3} {ratio:>9.1}",
                took.as_secs_f64()
            );
        };
        line("csv", plain);
        let (_, took) = timed(|| desk.import(&[file]).unwrap());
        line("import", took);
        let (assessment, took) = timed(|| desk.assess());
        line("assess", took);
        let (_, took) = timed(|| desk.report(assessment, Lang::ZhCn).pdf().unwrap());
        line("report", took);
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed())
}

/// Every cell of every row, once.
fn read_plainly(path: &Path) -> usize {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::len).sum::<usize>())
        .sum()
}
