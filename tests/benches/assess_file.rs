//! The same measures from a project file: orders read one by one into columns.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use records::{Evidence, Order, RowRef, TableKind, Value};
use statistics::purchases::{Calendar, Purchases, figures};
use store::{NewSource, Project, TargetId};

use crate::{Columns, day, number};

/// Orders written at a time.
const BATCH: usize = 50_000;

/// How long it takes from opening the file to the figures, which must be those from memory.
pub fn load(columns: &Columns, customers: u32, calendar: &Calendar, expected: &[f64]) -> Duration {
    let file =
        std::env::temp_dir().join(format!("clientele-bench-{}.clientele", std::process::id()));
    let target = write(&file, columns);
    let begun = Instant::now();
    let project = Project::open(&file).unwrap();
    let mut numbers: HashMap<String, u32> = HashMap::with_capacity(customers as usize);
    let (mut customer, mut days, mut amount) = (Vec::new(), Vec::new(), Vec::new());
    project
        .each_record::<Order>(target, |row| {
            let next = numbers.len() as u32;
            let code = row.record.customer_code.unwrap();
            customer.push(*numbers.entry(code).or_insert(next));
            days.push(number(row.record.date));
            amount.push(row.record.amount.0);
        })
        .unwrap();
    let book = Purchases::by_customer(&customer, &days, &amount, numbers.len()).unwrap();
    let found = figures(&book, calendar).unwrap();
    let took = begun.elapsed();
    std::fs::remove_file(&file).unwrap();
    crate::compare_numbers("the project file", expected, &crate::listed(&found));
    took
}

fn write(file: &std::path::Path, columns: &Columns) -> TargetId {
    let _ = std::fs::remove_file(file);
    let mut project = Project::create(file).unwrap();
    let target = project.add_target("bench").unwrap();
    let mut import = project.begin_import(target).unwrap();
    let source = import
        .add_source(&NewSource {
            file: "orders.csv".to_owned(),
            sha256: "0".repeat(64),
            bytes: 0,
            imported_at: 0,
            format: "csv".to_owned(),
        })
        .unwrap();
    let fields: Vec<&str> = Order::FIELDS.iter().map(|field| field.id).collect();
    let rows = |from: usize| from..columns.day.len().min(from + BATCH);
    for from in (0..columns.day.len()).step_by(BATCH) {
        let batch: Vec<(RowRef, Vec<Value>)> = rows(from)
            .map(|at| {
                let value = |field: &&str| match *field {
                    "date" => Value::Date(day(columns.day[at])),
                    "customer_code" => Value::Text(format!("C{:06}", columns.customer[at])),
                    "amount" => Value::Amount(records::Amount(columns.amount[at])),
                    _ => Value::Empty,
                };
                let place = RowRef {
                    source,
                    sheet: 0,
                    row: at as u32 + 2,
                };
                (place, fields.iter().map(value).collect())
            })
            .collect();
        import.add_records(TableKind::Orders, &batch).unwrap();
    }
    import.commit().unwrap();
    target
}
