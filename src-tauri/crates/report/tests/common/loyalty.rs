//! Index, matrix, warning, back-test and models of buying, as an assessment has them.

use assess::*;
use records::Amount;

use super::day;
use super::exhibits::CUSTOMERS;

fn line(at: usize) -> CustomerLine {
    CustomerLine {
        // One that no other list names.
        name: [CUSTOMERS[at], "绍兴越泵机械有限公司"][usize::from(at == 3)].into(),
        revenue: Amount(410_000_000 - 31_000_000 * at as i64),
        index: (at != 2).then_some(61.3 - 4.1 * at as f64),
        coverage: 0.85,
        valuable: at < 4,
        last_order: day(2026, 8, 3 + at as i8),
        silence: 61 - at as u64,
        usual: (at != 2).then_some(24.5 + at as f64),
        alive: (at != 2).then_some(0.41 + 0.05 * at as f64),
        silent_year: Some(0.62 - 0.05 * at as f64),
        signals: [
            vec!["silent".into(), "alive".into()],
            vec!["silent".into()],
            vec![],
            vec!["silent".into(), "alive".into(), "falling".into()],
        ][at % 4]
            .clone(),
        weak: vec![Part::Recency, Part::Growth][..1 + at % 2].to_vec(),
    }
}

fn rate(hits: u64, n: u64) -> Rate {
    let share = hits as f64 / n as f64;
    Rate {
        hits,
        n,
        share,
        lower: share * 0.7,
        upper: (share * 1.3).min(1.0),
    }
}

fn sign(id: &str, judged: u64, gone: u64, flagged: u64, hit: u64) -> SignalTest {
    let base = rate(gone, judged);
    let precision = rate(hit, flagged);
    SignalTest {
        signal: id.into(),
        base,
        precision: Some(precision),
        recall: Some(rate(hit, gone)),
        lift: Some(precision.share / base.share),
    }
}

fn backtest() -> BackTest {
    let area = |value: f64| {
        Some(AreaUnderCurve {
            value,
            lower: value - 0.05,
            upper: value + 0.05,
            n: 231,
        })
    };
    BackTest {
        cut: day(2025, 10, 31),
        until: day(2026, 10, 31),
        months: 12,
        level: 0.95,
        customers: 268,
        one_time: 19,
        base: Some(rate(31, 240)),
        signals: vec![
            sign("any", 240, 31, 44, 22),
            sign("silent", 221, 29, 36, 19),
            sign("alive", 240, 31, 17, 14),
            sign("falling", 204, 26, 12, 4),
        ],
        auc: area(0.83),
        tiers: ["high", "medium", "low", "warning", "unrated"]
            .into_iter()
            .zip([(3, 121), (5, 63), (6, 26), (22, 44), (9, 14)])
            .map(|(tier, (gone, n))| TierOutcome {
                tier: tier.into(),
                gone: rate(gone, n),
            })
            .collect(),
        index_auc: area(0.79),
        model_absent: None,
        calibration: [0.22, 0.61, 0.84, 0.95, 0.99]
            .into_iter()
            .zip([14, 35, 45, 51, 53])
            .map(|(predicted, bought)| CalibrationBin {
                predicted,
                observed: rate(bought, 54),
            })
            .collect(),
        expected: Some(2_710.4),
        actual: 2_588,
        tracking: (1..=36_i32)
            .map(|at| TrackingPoint {
                day: day(2023 + (at / 12) as i16, (at % 12 + 1) as i8, 28),
                actual: (at * 210 - (at - 26).max(0) * 18) as u64,
                expected: f64::from(at) * 208.5,
            })
            .collect(),
    }
}

fn transitions() -> Transitions {
    let stages: Vec<String> = ["new", "growing", "mature", "declining", "dormant", "lost"]
        .map(str::to_owned)
        .to_vec();
    let customers = vec![
        vec![0, 9, 4, 1, 2, 5],
        vec![0, 18, 13, 6, 3, 2],
        vec![0, 11, 96, 14, 9, 7],
        vec![0, 3, 8, 19, 6, 8],
        vec![0, 2, 3, 1, 12, 21],
        vec![0, 1, 0, 0, 0, 26],
    ];
    let amounts = |scale: i64| -> Vec<Vec<Amount>> {
        let of = |row: &Vec<u64>| {
            row.iter()
                .map(|count| Amount(*count as i64 * scale))
                .collect()
        };
        customers.iter().map(of).collect()
    };
    Transitions {
        then: day(2025, 10, 31),
        from: stages.clone(),
        to: stages,
        before: amounts(21_000_000),
        after: amounts(19_000_000),
        customers,
    }
}

fn buying() -> BuyingModel {
    BuyingModel {
        customers: 318,
        repeaters: 279,
        r: 1.086,
        alpha: 5.739,
        a: 0.324,
        b: 4.83,
        log_likelihood: -18_339.3,
        iterations: 9,
        identified: true,
        alive: 251.7,
        orders_year: 2_742.7,
        silent_year: Some(0.0346),
        spending: Some(SpendingModel {
            customers: 279,
            gamma: Some(GammaParameters {
                p: 6.25,
                q: 3.74,
                v: 15_447.7,
            }),
            correlation: -0.114,
            years: 3,
            discount_rate: 0.1,
            margin: Some(0.317),
            equity: Amount(8_502_313_256),
            valued: 318,
            one_time: Some(Amount(204_384_859)),
            top_decile: Some(0.699),
        }),
        spending_absent: None,
    }
}

fn table() -> CustomerTable {
    let n = CUSTOMERS.len();
    CustomerTable {
        names: CUSTOMERS.map(str::to_owned).to_vec(),
        revenue: (0..n as i64)
            .map(|at| Amount(900_000_000 / (at + 1)))
            .collect(),
        days: (0..n as u32).map(|at| 40 - at).collect(),
        last_order: vec![day(2026, 10, 9); n],
        tiers: vec!["high".into(); n],
        index: vec![Some(81.25); n],
        coverage: vec![0.85; n],
        scores: vec![vec![Some(81.25); n]; Part::COUNT],
        signals: vec![vec![]; n],
        alive: vec![Some(0.93); n],
        silent_year: vec![Some(0.08); n],
        orders_year: vec![Some(9.4); n],
        value: vec![Some(Amount(120_000_000)); n],
    }
}

pub fn loyalty() -> LoyaltyExhibits {
    let tiers = [
        ("high", 136, 4_644_100_000),
        ("medium", 75, 584_800_000),
        ("low", 26, 81_300_000),
        ("warning", 44, 369_400_000),
        ("unrated", 19, 333_600_000),
    ];
    let cells = [
        ("keep", 57, 0.734),
        ("risk", 7, 0.129),
        ("grow", 154, 0.066),
        ("simple", 63, 0.029),
        ("unrated", 19, 0.042),
    ];
    let signals = [
        ("any", 261, 44, 369_400_000),
        ("silent", 233, 36, 299_900_000),
        ("alive", 261, 17, 113_800_000),
        ("falling", 209, 14, 183_400_000),
    ];
    LoyaltyExhibits {
        rules: Some(loyalty_rules().unwrap().clone()),
        components: Part::ALL
            .into_iter()
            .zip(0_u8..)
            .map(|(id, at)| ComponentUse {
                id,
                customers: 282 - u64::from(at) * 21,
                mean: (at != 8).then_some(95.5 - 6.2 * f64::from(at)),
            })
            .collect(),
        tiers: tiers
            .map(|(tier, customers, revenue)| TierCount {
                tier: tier.into(),
                customers,
                revenue: Amount(revenue),
            })
            .to_vec(),
        index_mean: Some(74.6),
        matrix: cells
            .map(|(cell, customers, share)| MatrixCell {
                cell: cell.into(),
                customers,
                revenue: Amount((6_013_200_000.0 * share) as i64),
                share: Some(share),
            })
            .to_vec(),
        endangered: (0..4).map(line).collect(),
        signals: signals
            .map(|(signal, judged, flagged, revenue)| SignalCount {
                signal: signal.into(),
                judged,
                flagged,
                revenue: Amount(revenue),
            })
            .to_vec(),
        warned: (0..10).filter(|at| at % 4 != 2).map(line).collect(),
        transitions: Some(transitions()),
        backtest: Some(backtest()),
        backtest_absent: None,
        buying: Some(buying()),
        buying_absent: None,
        table: table(),
    }
}
