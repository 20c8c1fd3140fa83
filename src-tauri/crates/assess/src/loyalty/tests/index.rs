//! Index, tiers and matrix.

use records::Amount;

use super::super::rules::Part;
use super::{found, ledger, monthly, of_lines, shown, units};
use crate::ledger::{Ledger, Records};
use crate::measures::testing::{check, orders, rows};

fn near(found: Option<f64>, wanted: f64) {
    let found = found.unwrap_or_else(|| panic!("absent, not {wanted}"));
    assert!((found - wanted).abs() < 1e-9, "{found}, not {wanted}");
}

/// A customer that bought for 100 each month of 2023 and for 120 each month of 2024.
fn steady() -> Ledger {
    of_lines(&[
        monthly("甲", &[(2023, 1..=12)], 100),
        monthly("甲", &[(2024, 1..=12)], 120),
    ])
}

#[test]
fn the_index_is_the_weighted_mean_of_what_has_evidence() {
    let ledger = steady();
    let found = found(&ledger);
    let rating = &found.ratings[0];
    // Silent since 5 December: 26 days; nine of ten pauses within 31.
    let recency = 100.0 - 25.0 * (26.0 / 31.0 - 0.5) / 0.5;
    let frequency = 90.0; // twelve days
    let tenure = 35.0 + 35.0 * (726.0 / 365.25 - 1.0) / 2.0; // 5 January 2023 to 31 December 2024
    let growth = 90.0; // + 20 %
    near(rating.scores[Part::Recency as usize], recency);
    near(rating.scores[Part::Frequency as usize], frequency);
    near(rating.scores[Part::Tenure as usize], tenure);
    near(rating.scores[Part::Growth as usize], growth);
    assert_eq!(&rating.scores[4..], &[None; 7], "no table, no evidence");
    let index = (20.0 * recency + 15.0 * frequency + 10.0 * tenure + 15.0 * growth)
        / (20.0 + 15.0 + 10.0 + 15.0);
    near(rating.index, index);
    near(Some(rating.coverage), 0.6);
    assert_eq!(rating.tier.id(), "high");
}

#[test]
fn a_customer_of_whom_too_little_is_known_gets_no_index_and_no_zero() {
    let ledger = of_lines(&[
        monthly("甲", &[(2023, 1..=12), (2024, 1..=12)], 100),
        vec!["乙 | 2024-03-01 | 900".into()],
    ]);
    let found = found(&ledger);
    let once = &found.ratings[1];
    // Frequency and tenure alone: a quarter of the weight.
    near(Some(once.coverage), 0.25);
    assert_eq!((once.index, once.tier.id()), (None, "unrated"));
    assert_eq!(once.signals.any(), None, "one purchase is not judged");
    let shown = shown(&ledger);
    let unrated = &shown.tiers[4];
    assert_eq!(
        (unrated.tier.as_str(), unrated.customers, unrated.revenue),
        ("unrated", 1, units(900))
    );
    assert_eq!(shown.index_mean, found.ratings[0].index);
}

#[test]
fn each_table_speaks_through_its_own_component() {
    let mut lines = Vec::new();
    for year in [2023, 2024] {
        for month in 1..=12 {
            let owner = if month == 7 { "李" } else { "王" };
            let kind = ["油封", "O形圈", "填料", "垫片"][month % 4];
            lines.push(format!(
                "甲 | {year}-{month:02}-05 | 100 | 60 | {kind} | {owner}"
            ));
            lines.push(format!("乙 | {year}-{month:02}-15 | 100 | 40 | 油封 | 王"));
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let ledger = ledger(Records {
        orders: rows(
            "customer_name | date | amount | cost | category | owner",
            &lines,
        ),
        complaints: rows(
            "customer_name | date",
            &[
                "甲 | 2024-03-01",
                "甲 | 2024-06-01",
                "甲 | 2023-06-01",
                "甲 | 2024-09-09",
            ],
        ),
        receivables: rows(
            "customer_name | date | due_date | outstanding",
            &[
                "甲 | 2024-10-01 | 2024-11-30 | 20",
                "甲 | 2024-12-01 | 2025-01-31 | 80",
                "乙 | 2024-11-01 | 2024-12-01 | 0",
            ],
        ),
        surveys: rows(
            "customer_name | answered_at | recommend | overall",
            &[
                "甲 | 2024-02-01T10:00 | 3 | 5",
                "甲 | 2024-08-01T10:00 | 9 | 1",
                "乙 | 2024-08-01T10:00 |  | 4",
            ],
        ),
        contracts: rows(
            "customer_name | start_date | end_date",
            &[
                "甲 | 2024-01-01 | 2025-12-31",
                "乙 | 2023-01-01 | 2023-12-31",
            ],
        ),
        ..Records::default()
    });
    let found = found(&ledger);
    let score = |customer: usize, part: Part| found.ratings[customer].scores[part as usize];
    // 甲: four kinds; margin 40 % against 50 % of the firm, 0.8 of it; a fifth overdue; three
    // complaints on twelve days; recommends with 9 of 10; under contract; two salespersons.
    near(score(0, Part::Breadth), 80.0);
    near(score(0, Part::Margin), 40.0 + 35.0 * 0.5);
    near(score(0, Part::Payment), 60.0);
    near(
        score(0, Part::Complaints),
        40.0 - 40.0 * (0.25 - 0.15) / 0.25,
    );
    near(score(0, Part::Voice), 90.0);
    near(score(0, Part::Contract), 100.0);
    near(score(0, Part::Backup), 100.0);
    // 乙: one kind; 60 % against 50 %; nothing open; no complaint; 4 of 1–5; contract over; one.
    near(score(1, Part::Breadth), 25.0);
    near(score(1, Part::Margin), 75.0 + 25.0 * 0.5);
    near(score(1, Part::Payment), 100.0);
    near(score(1, Part::Complaints), 100.0);
    near(score(1, Part::Voice), 40.0 + 40.0 * 0.75);
    near(score(1, Part::Contract), 0.0);
    near(score(1, Part::Backup), 30.0);
    near(Some(found.ratings[0].coverage), 1.0);
    let weak = found.ratings[1].weak(50.0);
    assert_eq!(weak, [Part::Contract, Part::Breadth]);
}

#[test]
fn value_and_loyalty_make_four_cells_and_the_unrated() {
    let ledger = of_lines(&[
        // Valuable and steady; valuable and silent since June; small and steady; bought once.
        monthly("甲", &[(2023, 1..=12), (2024, 1..=12)], 500),
        monthly("乙", &[(2023, 1..=12), (2024, 1..=6)], 600),
        monthly("丙", &[(2023, 1..=12), (2024, 1..=12)], 50),
        vec![
            "丁 | 2024-10-01 | 100".into(),
            "戊 | 2022-01-01 | 50".into(),
        ],
    ]);
    let shown = shown(&ledger);
    let cells: Vec<(&str, u64, Amount)> = shown
        .matrix
        .iter()
        .map(|cell| (cell.cell.as_str(), cell.customers, cell.revenue))
        .collect();
    assert_eq!(
        cells,
        [
            ("keep", 1, units(6000)),
            ("risk", 1, units(3600)),
            ("grow", 1, units(600)),
            ("simple", 0, units(0)),
            ("unrated", 1, units(100)),
        ],
        "戊 is no current customer"
    );
    near(shown.matrix[1].share, 3600.0 / 10_300.0);
    let names: Vec<&str> = shown
        .endangered
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["乙"]);
    let line = &shown.endangered[0];
    assert_eq!(
        (line.silence, line.signals.as_slice()),
        (209, &["silent".to_owned()][..])
    );
    let tiers: Vec<u64> = shown.tiers.iter().map(|tier| tier.customers).collect();
    assert_eq!(tiers.iter().sum::<u64>(), 4);
    assert_eq!(shown.table.names, ["甲", "乙", "丙", "丁", "戊"]);
    assert_eq!(shown.table.tiers[4], "gone");
}

#[test]
fn measures_take_the_revenue_of_current_customers() {
    let lines = [
        monthly("甲", &[(2023, 1..=12), (2024, 1..=12)], 500),
        monthly("乙", &[(2023, 1..=12), (2024, 1..=6)], 600),
        vec!["丁 | 2024-10-01 | 400".into()],
    ];
    let lines: Vec<&str> = lines.iter().flatten().map(String::as_str).collect();
    let records = Records {
        orders: orders(&lines),
        ..Records::default()
    };
    // 6000 + 3600 + 400; 丁 can neither be rated nor warned of and stays in the denominator.
    check(
        &records,
        &[
            ("loyalty.at_risk_revenue", 0.36),
            ("loyalty.high_value_at_risk", 0.36),
            ("loyalty.high_share", 0.6),
        ],
    );
}
