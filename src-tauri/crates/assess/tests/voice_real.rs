//! A real survey against figures counted independently with Python's csv module: the NPS survey of
//! a French retailer (13 954 sheets).
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

#[allow(dead_code)] // order books are the other tests' subject
mod common;

use clientele_assess::{CustomerLevel, Ledger, Records, default_definitions, measures};
use common::shared;
use records::{Date, Evidence, Located, RowRef, SourceId, Survey, Value};

fn sheet(row: u32, recommend: Value, overall: Value) -> Located<Survey> {
    let at = Date::constant(2024, 6, 1).at(12, 0, 0, 0);
    let values = Survey::FIELDS
        .iter()
        .map(|field| match field.id {
            "recommend" => recommend.clone(),
            "overall" => overall.clone(),
            "answered_at" => Value::Time(at),
            _ => Value::Empty,
        })
        .collect();
    Located {
        at: RowRef {
            source: SourceId(1),
            sheet: 0,
            row,
        },
        record: Survey::from_values(values).unwrap(),
    }
}

fn score(cell: &str) -> Value {
    cell.parse().map_or(Value::Empty, Value::Number)
}

#[test]
fn a_survey_of_thousands_has_the_scores_counted_elsewhere() {
    let Some(file) = shared("survey/nps_french_retail_CC0.csv") else {
        return;
    };
    // A comment may run over several lines; a sheet begins with its number in quotes.
    let begins = |line: &&str| {
        let mut cells = line.split(',');
        let number = cells.next().map(|cell| cell.trim_matches('"'));
        let id = cells.next();
        let digits = |cell: Option<&str>| {
            cell.is_some_and(|cell| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()))
        };
        line.starts_with('"') && digits(number) && digits(id)
    };
    let surveys: Vec<_> = (2..)
        .zip(file.lines().filter(begins))
        .map(|(row, line)| {
            let cells: Vec<&str> = line.split(',').collect();
            sheet(row, score(cells[2]), score(cells[3]))
        })
        .collect();
    assert_eq!(surveys.len(), 13_954);
    let records = Records {
        surveys,
        ..Records::default()
    };
    let definitions = default_definitions(&records, &[]).unwrap();
    let ledger = Ledger::build(records, &[], CustomerLevel::Company);
    let figure = |id: &str| (measures::find(id).unwrap().compute)(&ledger, &definitions).unwrap();
    // Tens 5978, nines 2487; eights 2892, sevens 1061; the rest 1194; 342 did not say.
    let (n, promoters, detractors) = (13_612.0, 8_465.0, 1_194.0);
    let nps = figure("satisfaction.nps");
    assert_eq!(nps.n, Some(13_612));
    assert!((nps.value - 100.0 * (promoters - detractors) / n).abs() < 1e-9);
    let (p, q): (f64, f64) = (promoters / n, detractors / n);
    let half = 1.959_963_985 * 100.0 * ((p + q - (p - q) * (p - q)) / n).sqrt();
    let interval = nps.interval.unwrap();
    assert!((interval.upper - interval.lower - 2.0 * half).abs() < 1e-6);
    // 4504 tens, 2799 nines and 3504 eights of 13 893.
    let csat = figure("satisfaction.csat");
    assert!((csat.value - 10_807.0 / 13_893.0).abs() < 1e-12);
    let sum = 45_040.0 + 9.0 * 2_799.0 + 8.0 * 3_504.0 + 7.0 * 1_467.0 + 6.0 * 613.0;
    let sum = sum + 5.0 * 478.0 + 4.0 * 179.0 + 3.0 * 133.0 + 2.0 * 67.0 + 149.0;
    let mean = figure("satisfaction.mean_100");
    assert!((mean.value - (sum / 13_893.0 - 1.0) / 9.0 * 100.0).abs() < 1e-9);
}
