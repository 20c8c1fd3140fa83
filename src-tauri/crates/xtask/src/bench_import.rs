//! `bench import`: reading a generated order book of a million rows, beside other readers and beside
//! mere inflating, and the whole import into a project. Each run is a process of its own; only the
//! ratios within one call can be compared between machines.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench_measure::{Run, median, run as measure};
use crate::bench_peers::{CSV, SHARE, XLSX, command, python};
use crate::shell::{self, Outcome, print, say};

/// Rows of the order book unless the first argument says otherwise.
const ROWS: u64 = 1_000_000;
const RUNS: usize = 3;

/// Runs it: `bench import [ROWS]`.
pub fn run(rest: &[String]) -> Outcome {
    let rows = match rest.first() {
        Some(text) => text
            .parse()
            .map_err(|_| format!("{text} is no number of rows"))?,
        None => ROWS,
    };
    shell::run("cargo", &["build", "--release", "-p", "clientele-cli"])?;
    let files = generated(rows)?;
    let target = target();
    let folder = target.join("bench");
    let bench = Bench {
        reading: reading(),
        product: program(&target.join("release/clientele")),
        python: python(&folder),
        files,
        rows,
    };
    bench.workbook("shared strings", "shared.xlsx");
    bench.workbook("strings in the cells", "inline.xlsx");
    bench.text("csv, UTF-8", "utf-8.csv", "utf8");
    bench.text("csv, GB18030", "gb18030.csv", "gb18030");
    Ok(())
}

/// Runs it: `bench cancel`.
pub fn cancel() -> Outcome {
    let file = generated(ROWS)?.join("shared.xlsx");
    let file = file.to_string_lossy();
    let bench = ["bench", "-p", "clientele-tests", "--bench", "cancel", "--"];
    shell::run("cargo", &[&bench[..], &[&*file]].concat())
}

/// The order book of so many rows, written unless it is there.
fn generated(rows: u64) -> Result<PathBuf, String> {
    shell::run(
        "cargo",
        &[
            "build",
            "--release",
            "-p",
            "clientele-import",
            "--example",
            "reading",
        ],
    )?;
    let folder = target().join("bench").join(format!("orders-{rows}"));
    shell::run(
        &reading().to_string_lossy(),
        &["generate", &folder.to_string_lossy(), &rows.to_string()],
    )?;
    Ok(folder)
}

fn reading() -> PathBuf {
    program(&target().join("release/examples/reading"))
}

/// Where cargo builds.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| shell::root().join("target"), PathBuf::from)
}

fn program(path: &Path) -> PathBuf {
    path.with_extension(std::env::consts::EXE_EXTENSION)
}

struct Bench {
    reading: PathBuf,
    product: PathBuf,
    python: Option<PathBuf>,
    files: PathBuf,
    rows: u64,
}

impl Bench {
    fn workbook(&self, title: &str, name: &str) {
        let file = self.files.join(name);
        let mut table = Table::new(title, self.rows);
        self.peers(&mut table, &XLSX, &file, "");
        for (label, way) in [
            ("Clientele, reading", "scan"),
            ("Clientele, reading in a child", "child"),
            ("calamine", "calamine"),
            ("inflate of the sheet", "inflate"),
        ] {
            table.add(label, 1.0, || self.reading(way, &file));
        }
        table.add("Clientele, whole import", 1.0, || self.import(&file));
        table.show();
    }

    fn text(&self, title: &str, name: &str, encoding: &str) {
        let file = self.files.join(name);
        let mut table = Table::new(title, self.rows);
        self.peers(&mut table, &CSV, &file, encoding);
        for (label, way) in [
            ("Clientele, reading", "scan"),
            ("Clientele, reading in a child", "child"),
        ] {
            table.add(label, 1.0, || self.reading(way, &file));
        }
        table.add("Clientele, whole import", 1.0, || self.import(&file));
        table.show();
    }

    fn peers(
        &self,
        table: &mut Table,
        peers: &[crate::bench_peers::Peer],
        file: &Path,
        encoding: &str,
    ) {
        let Some(python) = &self.python else { return };
        for peer in peers {
            let times = if peer.scaled { 1.0 / SHARE } else { 1.0 };
            table.add(peer.name, times, || {
                measure(command(python, peer, file, encoding, self.rows))
            });
        }
    }

    fn reading(&self, way: &str, file: &Path) -> Result<Run, String> {
        let mut command = Command::new(&self.reading);
        command.arg(way).arg(file);
        measure(command)
    }

    /// Into a fresh project; its making is not counted.
    fn import(&self, file: &Path) -> Result<Run, String> {
        let project = self.files.join("bench.clientele");
        let _ = std::fs::remove_file(&project);
        let mut create = Command::new(&self.product);
        create.arg("new").arg(&project);
        measure(create)?;
        let mut import = Command::new(&self.product);
        import
            .arg("import")
            .arg(&project)
            .args(["--target", "甲"])
            .arg(file);
        let run = measure(import);
        let _ = std::fs::remove_file(&project);
        run
    }
}

/// The rows of one file's table; the first is what the others are compared with.
struct Table {
    title: String,
    lines: Vec<(String, Result<Run, String>)>,
}

impl Table {
    fn new(title: &str, rows: u64) -> Self {
        Self {
            title: format!("{rows} rows × 8, {title}"),
            lines: Vec::new(),
        }
    }

    fn add(&mut self, label: &str, times: f64, mut once: impl FnMut() -> Result<Run, String>) {
        say(&format!("  {} …", label));
        let runs: Result<Vec<Run>, String> = (0..RUNS).map(|_| once()).collect();
        let run = runs.and_then(|runs| median(runs).ok_or_else(|| "no run".to_owned()));
        let run = run.map(|run| Run {
            seconds: run.seconds * times,
            ..run
        });
        self.lines.push((label.to_owned(), run));
    }

    fn show(&self) {
        let yardstick = self.lines.first().and_then(|(_, run)| run.as_ref().ok());
        print(&format!(
            "\n{}\n{:<38} {:>8} {:>6} {:>8} {:>6}",
            self.title, "", "seconds", "×", "MiB", "×"
        ));
        for (label, run) in &self.lines {
            match run {
                Ok(run) => {
                    let share = yardstick.map_or(f64::NAN, |first| run.seconds / first.seconds);
                    let peak = run.peak.map_or("–".to_owned(), |peak| format!("{peak:.0}"));
                    let memory = run.peak.zip(yardstick.and_then(|first| first.peak));
                    let memory = memory.map_or("–".to_owned(), |(own, first)| {
                        format!("{:.2}", own / first)
                    });
                    print(&format!(
                        "{label:<38} {:>8.2} {share:>6.2} {peak:>8} {memory:>6}",
                        run.seconds
                    ));
                }
                Err(why) => print(&format!("{label:<38} not measured: {why}")),
            }
        }
    }
}
