//! Projections of the cube of the seal manufacturer.

use assess::*;
use records::Amount;

use super::day;
use super::exhibits::CUSTOMERS;

fn period(from: (i16, i8), to: (i16, i8)) -> Period {
    Period {
        from: day(from.0, from.1, 1),
        to: day(to.0, to.1, 1).last_of_month(),
    }
}

fn ltm() -> Period {
    period((2025, 11), (2026, 10))
}

fn line(begin: i64, parts: [i64; 5], customers: [u64; 4]) -> BridgeLine {
    let [new, reactivated, expansion, contraction, churn] = parts;
    let share = |amount: i64| Some(amount as f64 / begin as f64);
    let kept = begin - contraction - churn;
    BridgeLine {
        begin: Amount(begin),
        new: Amount(new),
        reactivated: Amount(reactivated),
        expansion: Amount(expansion),
        contraction: Amount(contraction),
        churn: Amount(churn),
        end: Amount(kept + new + reactivated + expansion),
        customers: customers[0],
        lost: customers[1],
        came: customers[2],
        returned: customers[3],
        nrr: share(kept + expansion),
        nrr_with_reactivation: share(kept + expansion + reactivated),
        grr: share(kept),
        net_churn: share(contraction + churn - expansion - reactivated),
        logo_churn: Some(customers[1] as f64 / customers[0] as f64),
    }
}

fn step(later: Period, begin: i64, parts: [i64; 5]) -> BridgeStep {
    let tier = |id: &str, part: i64, customers: u64| TierLine {
        tier: id.into(),
        line: line(
            begin / 100 * part,
            [
                0,
                0,
                parts[2] / 100 * part,
                parts[3] / 100 * part,
                parts[4] / 100 * part,
            ],
            [customers, customers / 9, 0, 0],
        ),
    };
    BridgeStep {
        ltm: later == ltm(),
        earlier: later.year_before(),
        later,
        all: line(begin, parts, [255, 31, 38, 6]),
        tiers: vec![
            tier("top20", 71, 20),
            tier("next80", 22, 80),
            tier("tail", 7, 155),
            tier("a", 80, 29),
            tier("b", 15, 74),
            tier("c", 5, 152),
        ],
    }
}

pub fn cube() -> CubeExhibits {
    let parts = [
        312_040_000,
        61_230_000,
        793_011_520,
        987_046_741,
        454_300_000,
    ];
    CubeExhibits {
        custom: Vec::new(),
        steps: vec![
            step(Period::year(2025), 6_011_870_300, parts),
            step(ltm(), 6_398_522_010, parts),
        ],
        group_steps: vec![step(ltm(), 6_398_522_010, parts)],
        roll_forward: Some(roll_forward()),
        migration: Some(Migration {
            earlier: ltm().year_before(),
            later: ltm(),
            customers: vec![
                vec![24, 3, 1, 1],
                vec![4, 51, 12, 7],
                vec![0, 9, 118, 25],
                vec![0, 2, 36, 0],
            ],
            revenue: vec![vec![Amount(1); 4]; 4],
        }),
        growth: [
            None,
            Some(-0.5),
            Some(-0.2),
            Some(-0.05),
            Some(0.05),
            Some(0.2),
            Some(0.5),
        ]
        .windows(2)
        .map(|edges| (edges[0], edges[1]))
        .chain([(Some(0.5), None)])
        .zip([21, 34, 29, 41, 38, 33, 28])
        .map(|((from, to), customers)| GrowthBin {
            from,
            to,
            customers,
            before: Amount(customers as i64 * 26_511_204),
            after: Amount(customers as i64 * 25_811_204),
        })
        .collect(),
        revenue_cohorts: Some(RevenueCohorts {
            months_per_period: 3,
            rows: (0..11)
                .map(|at: i32| RevenueCohortRow {
                    start: day(2024 + (at / 4) as i16, (at % 4 * 3 + 1) as i8, 1),
                    size: 24 - at as u64,
                    revenue: (0..11 - at)
                        .map(|age| Amount(i64::from((140 - 7 * age - at) * 412_300)))
                        .collect(),
                })
                .collect(),
        }),
        rolling: (0..11)
            .map(|age| RollingShare {
                months: age * 3,
                share: 1.0 - 0.045 * f64::from(age),
                customers: 268 - u64::from(age) * 17,
            })
            .collect(),
        price_volume_mix: Some(price_volume_mix()),
        hidden: [
            ("group", "东海流体控制集团", 0.214, 3),
            ("owner", "周立群", 0.427, 71),
            ("channel", "直销", 0.742, 188),
            ("region", "华东", 0.581, 143),
            ("industry", "泵阀", 0.466, 96),
            ("renewal_month", "2027-03", 0.392, 14),
        ]
        .into_iter()
        .map(|(axis, label, share, customers)| HiddenPart {
            axis: axis.into(),
            label: label.into(),
            revenue: Amount((6_123_456_789.0 * share) as i64),
            share,
            customers,
            hhi: share * share + 0.05,
            parts: 9,
            covered: 0.951,
        })
        .collect(),
        renewals: (0..7)
            .map(|at| RenewalMonth {
                month: day(2026 + (at + 11) / 13, ((at + 11) % 12 + 1) as i8, 1),
                customers: 3 + at as u64 * 2 % 9,
                revenue: Amount(210_000_000 + i64::from(at % 4) * 130_000_000),
                share: 0.14,
            })
            .collect(),
        margin: Some(margin()),
        tenure: [
            (0, Some(1), 38, 0),
            (1, Some(2), 47, 0),
            (2, Some(3), 61, 61),
            (3, Some(5), 52, 0),
            (5, Some(10), 46, 0),
            (10, None, 24, 0),
        ]
        .into_iter()
        .map(|(from, to, customers, truncated)| TenureBand {
            from,
            to,
            customers,
            truncated,
            revenue: Amount(customers as i64 * 22_849_000),
            truncated_revenue: Amount(truncated as i64 * 22_849_000),
        })
        .collect(),
        season: vec![
            0.92, 0.61, 1.08, 1.05, 1.02, 1.04, 0.96, 0.93, 1.1, 1.0, 1.12, 1.17,
        ],
        order_rhythm: bands(&[
            (1, Some(1), 31),
            (2, Some(2), 22),
            (3, Some(5), 54),
            (6, Some(11), 77),
            (12, Some(23), 61),
            (24, None, 23),
        ]),
        breadth: bands(&[
            (1, Some(1), 88),
            (2, Some(2), 71),
            (3, Some(5), 69),
            (6, Some(10), 33),
            (11, None, 7),
        ]),
        returns: [2024, 2025]
            .into_iter()
            .map(Period::year)
            .chain([ltm()])
            .map(|period| ReturnYear {
                period,
                sold: Amount(6_300_000_000),
                returned: Amount(101_000_000),
            })
            .collect(),
        grace: [
            (3, 241, 61),
            (6, 252, 44),
            (9, 255, 36),
            (12, 255, 31),
            (18, 258, 24),
        ]
        .into_iter()
        .map(|(months, customers, lost)| GracePoint {
            months,
            customers,
            lost,
            revenue_share: Some(lost as f64 / customers as f64 / 2.0),
        })
        .collect(),
    }
}

fn bands(bands: &[(u64, Option<u64>, u64)]) -> Vec<CustomerBand> {
    bands
        .iter()
        .map(|(from, to, customers)| CustomerBand {
            from: *from,
            to: *to,
            customers: *customers,
            revenue: Amount(*customers as i64 * 22_849_000),
        })
        .collect()
}

fn roll_forward() -> RollForward {
    let total = 6_123_456_789_i64;
    let cell = |rank: u64, grown: f64| {
        let share = 0.2 / rank as f64;
        RollCell {
            revenue: Amount((total as f64 * share * grown) as i64),
            share: Some(share),
            rank: Some(rank),
        }
    };
    let mut rows: Vec<RollRow> = CUSTOMERS
        .iter()
        .enumerate()
        .map(|(at, name)| RollRow {
            name: (*name).into(),
            current: true,
            cells: vec![
                cell(at as u64 + 3, 0.7),
                cell(at as u64 + 2, 0.9),
                cell(at as u64 + 1, 1.0),
            ],
            growth: (at != 7).then_some(0.11 - 0.02 * at as f64),
            margin: Some(0.21 + 0.004 * at as f64),
            first_order: Some(day(2014 + (at % 9) as i16, (at % 12) as i8 + 1, 3)),
            truncated: at % 4 == 0,
            last_order: Some(day(2026, 10, (at % 28) as i8 + 1)),
            contract_end: (at % 3 == 0).then(|| day(2027, 3, 31)),
            owner: Some("周立群".into()),
        })
        .collect();
    rows.push(RollRow {
        name: "嘉兴南湖配件厂".into(),
        current: false,
        cells: vec![
            cell(12, 1.0),
            cell(15, 1.0),
            RollCell {
                revenue: Amount(0),
                share: Some(0.0),
                rank: None,
            },
        ],
        growth: Some(-1.0),
        margin: None,
        first_order: Some(day(2023, 11, 20)),
        truncated: true,
        last_order: Some(day(2026, 1, 11)),
        contract_end: None,
        owner: Some("陈敏".into()),
    });
    RollForward {
        periods: vec![Period::year(2024), Period::year(2025), ltm()],
        totals: vec![Amount(5_912_000_000), Amount(6_250_000_000), Amount(total)],
        rows,
    }
}

fn price_volume_mix() -> PvmView {
    let parts = [
        -412_000_000,
        96_000_000,
        151_000_000,
        203_000_000,
        -298_065_221,
        -15_000_000,
    ];
    PvmView {
        earlier: ltm().year_before(),
        later: ltm(),
        before: Amount(6_398_522_010),
        volume: Amount(parts[0]),
        mix: Amount(parts[1]),
        price: Amount(parts[2]),
        new: Amount(parts[3]),
        lost: Amount(parts[4]),
        other: Amount(parts[5]),
        after: Amount(6_398_522_010 + parts.iter().sum::<i64>()),
        matched: 214,
        matched_share: 0.931,
        products: (0..12)
            .map(|at| PvmProduct {
                label: format!("机械密封 M74-{} (MS{:04})", 20 + at * 5, at * 37),
                quantity_before: 1_200.0 - 31.0 * f64::from(at),
                before: Amount(231_000_000 - i64::from(at) * 9_100_000),
                quantity_after: 1_030.0 - 11.0 * f64::from(at),
                after: Amount(201_000_000 - i64::from(at) * 4_100_000),
                price_effect: (at != 5).then_some(Amount(12_400_000 - i64::from(at) * 2_100_000)),
            })
            .collect(),
    }
}

fn margin() -> MarginView {
    MarginView {
        periods: [Period::year(2024), Period::year(2025), ltm()]
            .into_iter()
            .map(|period| MarginPeriod {
                period,
                revenue: Amount(5_800_000_000),
                profit: Amount(1_410_000_000),
                covered: Some(0.947),
            })
            .collect(),
        customers: CUSTOMERS
            .iter()
            .take(10)
            .enumerate()
            .map(|(at, name)| MarginCustomer {
                name: (*name).into(),
                revenue: Amount(1_233_000_000 / (at as i64 + 1)),
                profit: Amount(301_000_000 / (at as i64 + 1)),
                share: 0.21 / (at as f64 + 1.0),
            })
            .collect(),
        top: [0.213, 0.462, 0.588],
    }
}
