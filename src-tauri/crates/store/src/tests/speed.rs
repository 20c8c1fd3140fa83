use std::time::Instant;

use records::{Amount, Order, TableKind};

use super::{desk, file, orders};

/// Figures, not a verdict: `cargo test --release -p clientele-store speed -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn speed_of_a_million_orders() {
    let mut desk = desk();
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = import.add_source(&file("a.csv", "aa")).unwrap();
    let mut batch = orders(source, 10_000);
    for (_, values) in &mut batch {
        // As wide as a usual export: number, date, customer, amount, product, quantity, owner.
        let kept = [0, 2, 4, 5, 12, 14, 18];
        for (index, value) in values.iter_mut().enumerate() {
            if !kept.contains(&index) {
                *value = records::Value::Empty;
            }
        }
    }
    let start = Instant::now();
    for _ in 0..100 {
        import.add_records(TableKind::Orders, &batch).unwrap();
        batch.iter_mut().for_each(|(at, _)| at.row += 10_000);
    }
    println!("insert {:?}", start.elapsed());
    import.commit().unwrap();
    println!("with commit {:?}", start.elapsed());
    let start = Instant::now();
    let mut revenue = Amount::ZERO;
    desk.project
        .each_record::<Order>(desk.target, |line| revenue += line.record.amount)
        .unwrap();
    println!("pass over all {revenue:?} in {:?}", start.elapsed());
    let start = Instant::now();
    let records = desk.project.records::<Order>(desk.target).unwrap();
    println!("load {} in {:?}", records.len(), start.elapsed());
    let start = Instant::now();
    desk.project.counts(desk.target).unwrap();
    println!("counts {:?}", start.elapsed());
    let start = Instant::now();
    desk.project.remove_source(source).unwrap();
    println!("remove {:?}", start.elapsed());
}
