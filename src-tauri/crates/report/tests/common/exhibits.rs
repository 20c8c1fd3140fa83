//! Data behind the charts and tables.

use std::collections::BTreeMap;

use assess::*;
use records::Amount;

use super::day;

pub const CUSTOMERS: [&str; 20] = [
    "浙江东海流体控制集团有限公司",
    "宁波北仑泵业股份有限公司",
    "上海凯泉阀门制造有限公司",
    "江苏恒力液压科技有限公司",
    "温州瓯海机械密封有限公司",
    "中石化工程配套（镇海）有限公司",
    "台州玉环水暖洁具有限公司",
    "合肥通用机械研究院有限公司",
    "山东鲁阀重工有限公司",
    "苏州纽威精密阀门股份有限公司",
    "杭州汽轮辅机有限公司",
    "大连苏尔泵业有限公司",
    "无锡锡压压缩机有限公司",
    "青岛海洋装备集团有限公司",
    "厦门金龙车辆部件有限公司",
    "重庆水泵厂有限责任公司",
    "西安航天动力机械有限公司",
    "佛山顺德格莱特电器有限公司",
    "Bosch Rexroth (Changzhou) Co., Ltd.",
    "长沙中联重科配套服务有限公司",
];

pub fn months() -> Vec<MonthRevenue> {
    (0..34)
        .map(|at| {
            let (year, month) = (2024 + at / 12, at % 12 + 1);
            let season = [
                0.92, 0.61, 1.08, 1.05, 1.02, 1.04, 0.96, 0.93, 1.1, 1.0, 1.12, 1.17,
            ][(at % 12) as usize];
            MonthRevenue {
                month: day(year as i16, month as i8, 1),
                revenue: Amount(
                    (5_800_000_000.0 / 12.0 * season * (1.0 + 0.004 * f64::from(at))) as i64,
                ),
                orders: 480 + at as u64 * 3,
                customers: 190 + at as u64 % 9,
            }
        })
        .collect()
}

pub fn exhibits() -> Exhibits {
    let share = |at: usize| {
        [0.2014, 0.1022, 0.0744, 0.0571, 0.0484]
            .get(at)
            .copied()
            .unwrap_or(0.04 * 0.88_f64.powi(at as i32 - 4))
    };
    let total = 6_123_456_789_i64;
    let top_customers = CUSTOMERS
        .iter()
        .enumerate()
        .map(|(at, name)| TopCustomer {
            name: (*name).into(),
            members: if at == 0 {
                vec!["东海流体（宁波）有限公司".into(), "东海阀业有限公司".into()]
            } else {
                vec![]
            },
            revenue: Amount((total as f64 * share(at)) as i64),
            share: share(at),
            before: (at != 7)
                .then(|| Amount((total as f64 * share(at) * (0.8 + 0.06 * at as f64)) as i64)),
            first_order: day(2014 + (at % 9) as i16, (at % 12) as i8 + 1, 3),
            last_order: day(2026, 10, (at % 28) as i8 + 1),
            owner: Some(["周立群", "陈敏", "Li Wei"][at % 3].into()),
            stage: ["mature", "declining", "growing", "dormant"][at % 4].into(),
            contract_end: (at % 3 == 0).then(|| day(2027, 3, 31)),
        })
        .collect();
    let mut running = 0.0;
    let cumulative: Vec<f64> = (0..50)
        .map(|at| {
            running += share(at);
            running
        })
        .collect();
    let lorenz = (0..=100)
        .map(|at| (f64::from(at) / 100.0, (f64::from(at) / 100.0).powf(5.2)))
        .collect();
    Exhibits {
        months: months(),
        years: (0..3)
            .map(|at| YearRevenue {
                from: day(2023 + at, 11, 1),
                to: day(2024 + at, 10, 31),
                revenue: Amount([5_580_411_230, 6_398_522_010, 6_123_456_789][at as usize]),
                customers: [241, 255, 268][at as usize],
                top1: Some([0.163, 0.187, 0.2014][at as usize]),
                top5: Some([0.441, 0.468, 0.4835][at as usize]),
                top10: (at > 0).then_some(0.6),
            })
            .collect(),
        bridge: Some(Bridge {
            earlier: (day(2024, 11, 1), day(2025, 10, 31)),
            later: (day(2025, 11, 1), day(2026, 10, 31)),
            begin: Amount(6_398_522_010),
            new: Amount(312_040_000),
            reactivated: Amount(61_230_000),
            expansion: Amount(793_011_520),
            contraction: Amount(987_046_741),
            churn: Amount(454_300_000),
            end: Amount(6_123_456_789),
        }),
        cohorts: Some(Cohorts {
            months_per_period: 3,
            rows: (0..11)
                .map(|at: i32| CohortRow {
                    start: day(2024 + (at / 4) as i16, (at % 4 * 3 + 1) as i8, 1),
                    size: 24 - at as u64,
                    retained: (0..11 - at)
                        .map(|age| {
                            if age == 0 {
                                1.0
                            } else {
                                0.91 - 0.05 * f64::from(age) - 0.004 * f64::from(at)
                            }
                        })
                        .collect(),
                })
                .collect(),
        }),
        concentration: Some(Concentration { lorenz, cumulative }),
        top_customers,
        rfm: ["HHH", "HHL", "HLH", "HLL", "LHH", "LHL", "LLH", "LLL"]
            .iter()
            .enumerate()
            .map(|(at, pattern)| RfmSegment {
                pattern: (*pattern).into(),
                customers: [61, 38, 17, 44, 19, 22, 12, 55][at],
                revenue: Amount(
                    (total as f64 * [0.58, 0.09, 0.12, 0.05, 0.08, 0.03, 0.03, 0.02][at]) as i64,
                ),
                share: [0.58, 0.09, 0.12, 0.05, 0.08, 0.03, 0.03, 0.02][at],
            })
            .collect(),
        rfm_cuts: Some(RfmCuts {
            recency_days: 62.0,
            frequency: 9.0,
            monetary: Amount(8_640_000),
            window_months: 24,
        }),
        stages: ["new", "growing", "mature", "declining", "dormant", "lost"]
            .iter()
            .enumerate()
            .map(|(at, stage)| StageCount {
                stage: (*stage).into(),
                customers: [13, 62, 118, 54, 21, 31][at],
                revenue: Amount((total as f64 * [0.05, 0.31, 0.46, 0.15, 0.03, 0.0][at]) as i64),
            })
            .collect(),
        lost_customers: (0..9)
            .map(|at| LostCustomer {
                name: format!(
                    "{}配件厂",
                    [
                        "嘉兴南湖",
                        "绍兴上虞",
                        "金华永康",
                        "湖州长兴",
                        "慈溪周巷",
                        "余姚泗门",
                        "象山石浦",
                        "奉化江口",
                        "宁海西店"
                    ][at]
                ),
                last_order: day(2026, (at % 4) as i8 + 1, 11),
                revenue_before: Amount(98_000_000 - at as i64 * 7_300_000),
                reason: (at % 3 != 2).then(|| ["价格", "交期", ""][at % 3].to_owned()),
            })
            .collect(),
        breakdowns: BTreeMap::from([
            (
                "lost_reasons".to_owned(),
                rows(
                    &[("价格", 9, 0.45), ("交期", 6, 0.30), ("", 5, 0.25)],
                    false,
                ),
            ),
            (
                "order_channels".to_owned(),
                rows(
                    &[("直销", 188, 0.74), ("经销", 62, 0.21), ("线上", 18, 0.05)],
                    true,
                ),
            ),
        ]),
        revenue_at_risk: Some(RevenueAtRisk {
            rungs: [
                ("silent", 0.5, 3, 120_000_000),
                ("steady", 0.1, 180, 2_300_000_000),
            ]
            .into_iter()
            .map(|(id, probability, customers, revenue)| RiskRung {
                id: id.into(),
                probability,
                customers,
                revenue: Amount(revenue),
                expected: Amount((revenue as f64 * probability) as i64),
            })
            .collect(),
            expected: Amount(290_000_000),
            lower: Amount(190_000_000),
            upper: Amount(410_000_000),
            level: 0.9,
            silent_observed: true,
            largest: vec![LossOfLargest {
                customers: 1,
                revenue: Amount(490_000_000),
                share: 0.2,
                profit: Some(Amount(121_000_000)),
                margin_share: Some(0.18),
            }],
        }),
        deal_risk: super::deal_risk::deal_risk(),
        cube: super::cube::cube(),
        loyalty: super::loyalty::loyalty(),
        voice: super::voice::voice(),
        survival: (0..=30)
            .map(|at| {
                let months = f64::from(at) * 2.0;
                let survival = (-0.008 * months).exp() * 0.99;
                SurvivalStep {
                    months,
                    at_risk: 299 - at as u64 * 8,
                    survival,
                    lower: survival - 0.02 - 0.001 * months,
                    upper: (survival + 0.015 + 0.0008 * months).min(1.0),
                }
            })
            .collect(),
    }
}

pub fn rows(rows: &[(&str, u64, f64)], money: bool) -> Vec<BreakdownRow> {
    rows.iter()
        .map(|(label, count, share)| BreakdownRow {
            label: (*label).into(),
            count: *count,
            share: *share,
            revenue: money.then(|| Amount((6_123_456_789.0 * share) as i64)),
        })
        .collect()
}
