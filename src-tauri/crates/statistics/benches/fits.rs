//! How long a BG/NBD fit takes, beside lifetimes on the same customers in the same run.
//!
//! Ours is the whole way from plain rows: checking, sorting, merging, all starts, standard errors.
//! lifetimes is asked through `tests/oracle/fits.py` with the Python of `CLIENTELE_PYTHON`
//! (`python3` if unset); without lifetimes there, only ours is printed. Of both the quickest run
//! counts, by processor time, so that a busy machine tells nearly the same as a quiet one.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // a bench is a test

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use clientele_statistics::buying::bg_nbd::BgNbd;
use clientele_statistics::buying::pareto_nbd::ParetoNbd;
use clientele_statistics::buying::{Histories, History};
use support::simulation::customer_by_day;
use support::{Stream, cells, shared};

/// Processor time of this thread, where the system tells it; otherwise the clock.
fn now(begun: Instant) -> f64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or_else(
            || begun.elapsed().as_secs_f64(),
            |nanoseconds| nanoseconds / 1e9,
        )
}

/// Processor seconds of one run, by the quickest of ten batches: the system counts in steps of
/// some milliseconds, so that a batch takes half a second of the clock.
fn quickest(work: impl Fn()) -> f64 {
    let begun = Instant::now();
    work();
    let runs = (0.5 / begun.elapsed().as_secs_f64()).ceil().max(1.0);
    let batch = |_| {
        let before = now(begun);
        (0..runs as usize).for_each(|_| work());
        (now(begun) - before) / runs
    };
    (0..10).map(batch).fold(f64::INFINITY, f64::min)
}

fn bg_nbd(rows: &[History]) -> BgNbd {
    BgNbd::fit(&Histories::of(rows).unwrap()).unwrap().model
}

/// 48 000 customers over two years, seen by day.
fn simulated() -> Vec<History> {
    let mut stream = Stream(48_000);
    (0..48_000)
        .map(|_| {
            let days = 180 + stream.below(550) as u32;
            customer_by_day(&mut stream, [0.55, 9.0, 0.8, 2.5], days)
        })
        .collect()
}

fn cdnow() -> Option<Vec<History>> {
    let rows = cells(&shared("open/cdnow/cdnow_customers_summary.csv")?);
    Some(
        rows.iter()
            .map(|row| History::new(row[1] as u32, row[2], row[3]))
            .collect(),
    )
}

/// Seconds and parameters r, α, a, b of lifetimes.
fn lifetimes(rows: &[History], runs: usize) -> Option<Vec<f64>> {
    let python = std::env::var("CLIENTELE_PYTHON").unwrap_or_else(|_| "python3".into());
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let mut child = Command::new(python)
        .arg(top.join("tests/oracle/fits.py"))
        .arg(runs.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut text = String::from("frequency,recency,T\n");
    for row in rows {
        text += &format!("{},{},{}\n", row.frequency, row.recency, row.age);
    }
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let numbers = String::from_utf8(output.stdout).ok()?;
    let numbers: Option<Vec<f64>> = numbers
        .split_whitespace()
        .map(|number| number.parse().ok())
        .collect();
    numbers.filter(|numbers| numbers.len() == 5)
}

fn main() {
    println!(
        "{:<22} {:>10} {:>12} {:>8}  ln L ours − theirs",
        "BG/NBD", "ms", "lifetimes ms", "ratio"
    );
    let sets = [
        ("CDNOW, 2 357", cdnow(), 7),
        ("simulated, 48 000", Some(simulated()), 3),
    ];
    for (name, rows, theirs) in sets {
        let Some(rows) = rows else { continue };
        let histories = Histories::of(&rows).unwrap();
        let fit = BgNbd::fit(&histories).unwrap();
        let ours = || {
            black_box(bg_nbd(black_box(&rows)));
        };
        let before = quickest(ours);
        let peer = lifetimes(&rows, theirs);
        let own = before.min(quickest(ours));
        let compared = peer.map_or_else(
            || format!("{:>12}", "not there"),
            |found| {
                let model = BgNbd {
                    r: found[1],
                    alpha: found[2],
                    a: found[3],
                    b: found[4],
                };
                let gain = fit.log_likelihood - model.log_likelihood(&histories);
                format!(
                    "{:>12.1} {:>8.0}  {gain:.1e}",
                    found[0] * 1e3,
                    found[0] / own
                )
            },
        );
        println!("{name:<22} {:>10.3} {compared}", own * 1e3);
        println!(
            "    {} unique rows, {} iterations on all of them, converged {}, {:?}",
            histories.rows().len(),
            fit.iterations,
            fit.converged,
            fit.model
        );
    }
    let Some(rows) = cdnow() else { return };
    let pareto = quickest(|| {
        let fit = ParetoNbd::fit(&Histories::of(&rows).unwrap()).unwrap();
        black_box(fit.model);
    });
    println!("{:<22} {:>10.3}", "Pareto/NBD on CDNOW", pareto * 1e3);
}
