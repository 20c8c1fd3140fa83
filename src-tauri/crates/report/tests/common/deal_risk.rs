//! Contracts, persons and receivables of the full assessment.

use super::exhibits::CUSTOMERS;
use super::*;

const REVENUE: i64 = 6_123_456_789;

pub fn deal_risk() -> DealRisk {
    DealRisk {
        contracts: Some(contracts()),
        persons: Some(persons()),
        overdue: Some(overdue()),
        thresholds: vec![Threshold {
            id: "top1-practice".into(),
            origin: Origin::AngloAmerican,
            sources: vec!["example.org".into()],
            values: [("critical".to_owned(), ThresholdValue::Share(0.2))].into(),
        }],
    }
}

fn contracts() -> ContractExposure {
    let rungs = [
        (
            "change_of_control",
            2,
            1_233_000_000,
            1_233_000_000,
            Some(0.94),
        ),
        ("assignment_prohibited", 0, 0, 0, None),
        ("consent_needed", 9, 812_000_000, 1_644_000_000, Some(0.71)),
        ("convenience", 4, 203_000_000, 903_000_000, Some(0.35)),
        ("expiring", 11, 644_000_000, 1_102_000_000, Some(1.0)),
        ("unwritten", 188, 2_100_456_789, 2_100_456_789, None),
        ("unrecorded", 7, 331_000_000, 331_000_000, None),
        ("bound", 21, 700_000_000, 700_000_000, None),
    ];
    let part = |customers, revenue, renewing| WallPart {
        customers,
        revenue: Amount(revenue),
        renewing: Amount(renewing),
    };
    ContractExposure {
        rungs: rungs
            .into_iter()
            .map(|(id, customers, revenue, touched, recorded)| ContractRung {
                id: id.into(),
                customers,
                revenue: Amount(revenue),
                share: revenue as f64 / REVENUE as f64,
                touched: Amount(touched),
                recorded,
            })
            .collect(),
        unnamed: Amount(100_000_000),
        revenue: Amount(REVENUE),
        wall: [(2026, 12, 0.031), (2027, 3, 0.214), (2028, 4, 0.266)]
            .into_iter()
            .map(|(year, month, so_far)| WallMonth {
                month: day(year, month, 1),
                part: part(4, 331_000_000, 80_000_000),
                ending_so_far: so_far,
            })
            .collect(),
        later: part(3, 122_000_000, 0),
        open_ended: part(6, 402_000_000, 402_000_000),
    }
}

fn persons() -> PersonExposure {
    let dependency = |revenue: i64, alone: i64| Dependency {
        revenue: Amount(revenue),
        share: revenue as f64 / 6_000_000_000.0,
        alone: Some(Amount(alone)),
        alone_share: Some(alone as f64 / 6_000_000_000.0),
    };
    PersonExposure {
        persons: ["周立群", "陈敏", "Li Wei"]
            .into_iter()
            .enumerate()
            .map(|(at, name)| PersonRow {
                name: name.into(),
                leaves: at == 0,
                customers: 61 - at as u64 * 13,
                key_customers: 9 - at as u64 * 3,
                dependency: dependency(
                    2_741_000_000 - at as i64 * 800_000_000,
                    1_913_000_000 - at as i64 * 700_000_000,
                ),
            })
            .collect(),
        more: 4,
        revenue: Amount(6_000_000_000),
        covered: 0.98,
        backup_known: true,
        leavers: Some(dependency(2_741_000_000, 1_913_000_000)),
        not_found: Vec::new(),
        contacts: Some(ContactCover {
            customers: 10,
            none: 1,
            one: 6,
            several: 3,
            one_revenue: Amount(2_214_000_000),
        }),
    }
}

fn overdue() -> OverdueExposure {
    let ages = [
        ("not_due", 412, 1_204_000_000),
        ("d30", 61, 143_000_000),
        ("d60", 22, 71_000_000),
        ("d90", 9, 33_000_000),
        ("d180", 7, 61_000_000),
        ("older", 4, 88_000_000),
    ];
    OverdueExposure {
        open: Amount(1_600_000_000),
        overdue: Amount(396_000_000),
        share: Some(0.2475),
        dso: Some(95.4),
        ages: ages
            .into_iter()
            .map(|(id, documents, amount)| AgeBand {
                id: id.into(),
                documents,
                amount: Amount(amount),
            })
            .collect(),
        customers: 31,
        revenue: Amount(1_902_000_000),
        largest: CUSTOMERS
            .iter()
            .take(5)
            .zip(0..)
            .map(|(name, at)| OverdueCustomer {
                name: (*name).into(),
                open: Amount(212_000_000 - at * 31_000_000),
                overdue: Amount(140_000_000 - at * 25_000_000),
                oldest_days: (at != 2).then_some(208 - at as u32 * 40),
                revenue: Amount(900_000_000 - at * 100_000_000),
                dso: (at != 3).then_some(86.0),
            })
            .collect(),
    }
}
