//! The assessment from the project file beside the same from records in memory, in one run: the
//! file is written once, then read as often as is timed. Compare as ratios; seconds are those of
//! one machine, and the file stands in the system's cache.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // a bench is a test

mod book;

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use assess::ledger::day_number;
use assess::{Assessment, CustomerLevel, Framework, Ledger, Records, assess, default_definitions};
use book::{Columns, calendar, compare_numbers, listed};
use records::{Order, SourceId, TableKind};
use statistics::purchases::{Purchases, figures};
use store::{NewSource, Project, StoreError, TargetId};

/// Orders and customers of the whole way.
const WHOLE: (usize, u32) = (1_000_000, 50_000);
/// The same of the way to the figures without a ledger.
const LARGE: (usize, u32) = (10_000_000, 500_000);
/// Rows handed to the store at once.
const BATCH: usize = 10_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    println!(
        "{:>11}  {:<44} {:>9} {:>8}",
        "orders", "from project file and from memory", "seconds", "ratio"
    );
    let (orders, customers) = WHOLE;
    let columns = Columns::generated(orders, customers);
    let file = written(&columns, &folder.path().join("whole.clientele")).unwrap();
    subset(&columns, customers, &file);
    through_the_ledger(&columns, &file);
    whole(&columns, &file);
    drop(file);
    let (orders, customers) = LARGE;
    let columns = Columns::generated(orders, customers);
    match written(&columns, &folder.path().join("large.clientele")) {
        Ok(file) => subset(&columns, customers, &file),
        Err(error) => println!("{orders:>11}  not done: {error}"),
    }
}

/// A project file with the orders of one target.
struct File {
    project: Project,
    target: TargetId,
}

fn written(columns: &Columns, path: &Path) -> Result<File, StoreError> {
    let begun = Instant::now();
    let mut project = Project::create(path)?;
    let target = project.add_target("bench")?;
    let mut import = project.begin_import(target)?;
    let source = import.add_source(&NewSource {
        file: "orders.csv".into(),
        sha256: "0".repeat(64),
        bytes: 0,
        imported_at: 0,
        format: "csv".into(),
    })?;
    assert_eq!(source, SourceId(1));
    let rows: Vec<usize> = (0..columns.day.len()).collect();
    for batch in rows.chunks(BATCH) {
        let lines: Vec<_> = batch
            .iter()
            .map(|at| (columns.place(*at), columns.line(*at)))
            .collect();
        import.add_records(TableKind::Orders, &lines)?;
    }
    import.commit()?;
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    let what = format!("  file written, {} MB, lines made too", size / 1_000_000);
    line(columns, &what, begun.elapsed(), None);
    Ok(File { project, target })
}

fn line(columns: &Columns, what: &str, took: Duration, against: Option<Duration>) {
    let ratio = against.map_or_else(String::new, |against| {
        format!("{:.1}", took.as_secs_f64() / against.as_secs_f64())
    });
    println!(
        "{:>11}  {what:<44} {:>9.3} {ratio:>8}",
        columns.day.len(),
        took.as_secs_f64()
    );
}

fn best<T>(times: usize, mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut once = || {
        let begun = Instant::now();
        let made = run();
        (begun.elapsed(), made)
    };
    let mut best = once();
    for _ in 1..times {
        let next = once();
        if next.0 < best.0 {
            best = next;
        }
    }
    best
}

/// Recency, frequency and money, cohorts, NRR, GRR, HHI, Gini and Kaplan–Meier, the records made
/// into three columns one by one.
fn subset(columns: &Columns, customers: u32, file: &File) {
    let measured = |who: &[u32], day: &[i32], amount: &[i64], customers: usize| {
        let book = Purchases::by_customer(who, day, amount, customers).unwrap();
        listed(&figures(&book, &calendar()).unwrap())
    };
    let (memory, ours) = best(5, || {
        measured(
            &columns.customer,
            &columns.day,
            &columns.amount,
            customers as usize,
        )
    });
    line(columns, "figures from columns in memory", memory, None);
    let (reading, read) = best(3, || {
        let mut count = 0_usize;
        let visit = |_: records::Located<Order>| count += 1;
        file.project.each_record(file.target, visit).unwrap();
        count
    });
    assert_eq!(read, columns.day.len());
    line(
        columns,
        "  file → records, one by one",
        reading,
        Some(memory),
    );
    let (took, theirs) = best(3, || {
        let mut known: HashMap<String, u32> = HashMap::new();
        let (mut who, mut day, mut amount) = (Vec::new(), Vec::new(), Vec::new());
        let visit = |row: records::Located<Order>| {
            let next = u32::try_from(known.len()).unwrap();
            let code = row.record.customer_code.unwrap_or_default();
            who.push(*known.entry(code).or_insert(next));
            day.push(day_number(row.record.date));
            amount.push(row.record.amount.0);
        };
        file.project.each_record(file.target, visit).unwrap();
        measured(&who, &day, &amount, known.len())
    });
    compare_numbers("from the file", &ours, &theirs);
    line(columns, "file → columns → figures", took, Some(memory));
}

/// The same figures of the lines of a ledger.
fn through_the_ledger(columns: &Columns, file: &File) {
    let measured = |ledger: &Ledger| {
        let (mut who, mut day, mut amount) = (Vec::new(), Vec::new(), Vec::new());
        for sale in &ledger.sales {
            who.push(sale.customer.unwrap().0);
            day.push(day_number(sale.date));
            amount.push(sale.amount.0);
        }
        let book = Purchases::by_customer(&who, &day, &amount, ledger.customers.len()).unwrap();
        listed(&figures(&book, &calendar()).unwrap())
    };
    let records = columns.orders();
    let begun = Instant::now();
    let ours = measured(&ledger(records));
    let memory = begun.elapsed();
    line(columns, "records → ledger → figures", memory, None);
    let begun = Instant::now();
    let records = file.project.records::<Order>(file.target).unwrap();
    let loaded = begun.elapsed();
    let theirs = measured(&ledger(records));
    let took = begun.elapsed();
    compare_numbers("from the file", &ours, &theirs);
    line(columns, "  file → records", loaded, Some(memory));
    let what = "file → records → ledger → figures";
    line(columns, what, took, Some(memory));
}

fn ledger(orders: Vec<records::Located<Order>>) -> Ledger {
    let records = Records {
        orders,
        ..Records::default()
    };
    Ledger::build(records, &[], CustomerLevel::Company)
}

/// The whole assessment.
fn whole(columns: &Columns, file: &File) {
    let framework = Framework::embedded("loyalty-20").unwrap();
    let assessed = |orders: Vec<records::Located<Order>>| -> Assessment {
        let records = Records {
            orders,
            ..Records::default()
        };
        let definitions = default_definitions(&records, &[]).unwrap();
        let ledger = Ledger::build(records, &[], definitions.customer_level);
        assess("bench", &ledger, &framework, &definitions, &[])
    };
    let records = columns.orders();
    let begun = Instant::now();
    let ours = assessed(records);
    let memory = begun.elapsed();
    line(columns, "records → assessment", memory, None);
    let begun = Instant::now();
    let theirs = assessed(file.project.records(file.target).unwrap());
    let took = begun.elapsed();
    line(columns, "file → records → assessment", took, Some(memory));
    assert!(ours == theirs, "the file gives another assessment");
    println!("{:>11}  both assessments are the same", "");
}
