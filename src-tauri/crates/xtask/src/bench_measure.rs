//! One program run: what it says it took, how long it was there, how much memory it held.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the memory of a running program is looked at.
const TICK: Duration = Duration::from_millis(5);

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Seconds of the work itself, as the program says, else of the whole process.
    pub seconds: f64,
    /// Largest memory in MiB, the program and the children it started together; absent where the
    /// system does not tell.
    pub peak: Option<f64>,
}

/// Starts the program and waits for its end. It may say its seconds as the first word of a line.
pub fn run(mut command: Command) -> Result<Run, String> {
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    // Read while it runs: a full pipe would make it wait for ever.
    let out = listened(child.stdout.take());
    let errors = listened(child.stderr.take());
    let mut peaks = std::collections::BTreeMap::new();
    let status = loop {
        look(child.id(), &mut peaks);
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => std::thread::sleep(TICK),
            Err(error) => return Err(error.to_string()),
        }
    };
    let wall = begun.elapsed().as_secs_f64();
    let out = out.join().unwrap_or_default();
    if !status.success() {
        let errors = errors.join().unwrap_or_default();
        let last = errors.lines().next_back().unwrap_or("no word");
        return Err(format!("{status}: {last}"));
    }
    let word = out
        .split_whitespace()
        .next()
        .and_then(|word| word.parse().ok());
    let total: f64 = peaks.values().sum();
    Ok(Run {
        seconds: word.unwrap_or(wall),
        peak: (total > 0.0).then_some(total),
    })
}

/// Everything a pipe says, read on a thread of its own.
fn listened(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        // What is no text has nothing to say.
        let _ = pipe.map(|mut pipe| pipe.read_to_string(&mut text));
        text
    })
}

/// The run in the middle of several.
pub fn median(mut runs: Vec<Run>) -> Option<Run> {
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    runs.get(runs.len() / 2).copied()
}

/// Keeps the largest memory of a process and of its children (Linux).
fn look(process: u32, peaks: &mut std::collections::BTreeMap<u32, f64>) {
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/status")) {
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
        if let Some(kib) = kib {
            peaks.insert(process, kib / 1024.0);
        }
    }
    let children = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
    for child in children.unwrap_or_default().split_whitespace() {
        if let Ok(child) = child.parse() {
            look(child, peaks);
        }
    }
}
