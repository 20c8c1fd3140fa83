//! The CDNOW sample, known to 30 September 1997 and held out to 30 June 1998, against scipy,
//! lifetimes and numpy (`tests/oracle/holdout.py`). Skipped where the shared data are not there.

use records::Date;
use serde_json::Value;

use super::super::backtest::held_out;
use super::super::loyalty_rules;
use super::super::model::BackTest;
use super::ledger;
use crate::definitions::Definitions;
use crate::ledger::Records;
use crate::measures::testing::{definitions, rows};

const ORACLE: &str = include_str!("../../../../../../tests/oracle/holdout.json");

#[allow(clippy::print_stdout)] // the only place where a test says that it did not run
fn backtest() -> Option<BackTest> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../../../../shared/data/open/cdnow/CDNOW_sample.txt");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: CDNOW_sample.txt of the shared data is not on this machine");
        return None;
    };
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let (year, rest) = cells[2].split_at(4);
            let (month, day) = rest.split_at(2);
            format!("{} | {year}-{month}-{day} | {}", cells[1], cells[4])
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let ledger = ledger(Records {
        orders: rows("customer_code | date | amount", &lines),
        ..Records::default()
    });
    let d = Definitions {
        as_of: Date::constant(1998, 6, 30),
        ..definitions()
    };
    let found = held_out(&ledger, &d, loyalty_rules().unwrap(), 9).unwrap();
    assert_eq!(found.cut, Date::constant(1997, 9, 30));
    Some(found)
}

fn close(found: f64, wanted: &Value, tolerance: f64) {
    let wanted = wanted.as_f64().unwrap();
    let scale = wanted.abs().max(1.0);
    assert!(
        (found - wanted).abs() < tolerance * scale,
        "{found}, not {wanted}"
    );
}

#[test]
fn cdnow_is_held_out_as_python_holds_it_out() {
    let Some(found) = backtest() else { return };
    let oracle: Value = serde_json::from_str(ORACLE).unwrap();
    assert_eq!(oracle["customers"], found.customers);
    assert_eq!(oracle["one_time"], found.one_time);
    // Fader, Hardie and Lee 2005 hold out the same 39 weeks.
    assert_eq!(
        (found.actual, &oracle["held_out"]["actual"]),
        (1882, &1882.into())
    );
    close(
        found.expected.unwrap(),
        &oracle["held_out"]["expected"],
        1e-6,
    );
    close(found.auc.unwrap().value, &oracle["auc"], 1e-9);
    for test in found.signals {
        let (precision, recall) = (test.precision.unwrap(), test.recall.unwrap());
        let counts = [test.base.n, precision.n, test.base.hits, precision.hits];
        assert_eq!(
            oracle["signs"][&test.signal],
            Value::from(counts.to_vec()),
            "{}",
            test.signal
        );
        assert_eq!((recall.hits, recall.n), (precision.hits, test.base.hits));
    }
}

#[test]
fn cdnow_is_calibrated_and_tracked_as_python_does() {
    let Some(found) = backtest() else { return };
    let oracle: Value = serde_json::from_str(ORACLE).unwrap();
    let bins = oracle["calibration"].as_array().unwrap();
    assert_eq!(bins.len(), found.calibration.len());
    for (bin, wanted) in found.calibration.iter().zip(bins) {
        assert_eq!(wanted[0], bin.observed.n);
        close(bin.predicted, &wanted[1], 1e-6);
        assert_eq!(wanted[2], bin.observed.hits);
    }
    let points = oracle["tracking"].as_array().unwrap();
    assert_eq!(points.len(), found.tracking.len());
    for (point, wanted) in found.tracking.iter().zip(points) {
        assert_eq!(wanted[0], point.day.to_string());
        assert_eq!(wanted[1], point.actual, "{}", point.day);
        close(point.expected, &wanted[2], 1e-6);
    }
}
