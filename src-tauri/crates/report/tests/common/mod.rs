//! A seal manufacturer with every exhibit filled, and a firm that gave next to nothing.

#![allow(dead_code)]

use std::collections::BTreeMap;

use assess::*;
use clientele_report::{ProblemCount, ReportOptions, SheetLine, SourceLine};
use records::{
    Amount, AnswerChoice, Catalogue, Date, Grade, Lang, Place, ProblemCode, RowRef, Severity,
    SourceId, TableKind,
};

pub fn day(year: i16, month: i8, day: i8) -> Date {
    jiff::civil::date(year, month, day)
}

pub fn catalogue(lang: Lang) -> Catalogue {
    let parts = match lang {
        Lang::ZhCn => [
            include_str!("../../../../../assets/locales/zh-CN/report.json"),
            include_str!("../fixture/zh-CN.json"),
        ],
        Lang::En => [
            include_str!("../../../../../assets/locales/en/report.json"),
            include_str!("../fixture/en.json"),
        ],
    };
    Catalogue::parse(lang, &parts).unwrap()
}

pub fn words(zh: &str, en: &str) -> Words {
    BTreeMap::from([
        ("zh-CN".to_owned(), zh.to_owned()),
        ("en".to_owned(), en.to_owned()),
    ])
}

pub fn options(catalogue: &Catalogue) -> ReportOptions<'_> {
    let mut options = ReportOptions::new(catalogue);
    options.report_no = "KJ-2026-0417".into();
    options.issuer = "甬信交易咨询（宁波）有限公司".into();
    options.client = "海岳控股集团有限公司".into();
    options.report_date = Some(day(2026, 11, 20));
    options.sources = sources();
    options.problems = problems();
    options
}

fn sources() -> Vec<SourceLine> {
    let sheet = |name: &str, kind, read, accepted, rejected, dropped| SheetLine {
        sheet: name.into(),
        kind,
        read,
        accepted,
        rejected,
        dropped,
    };
    vec![
        SourceLine {
            file: "销售明细2023-2026.xlsx".into(),
            sha256: "9f2b6c1ed0a4453b8a77d1c2f0e95a6b3c4d5e6f708192a3b4c5d6e7f8091a2b".into(),
            sheets: vec![
                sheet("2023-2024", Some(TableKind::Orders), 9_214, 9_180, 21, 13),
                sheet("2025-2026", Some(TableKind::Orders), 10_042, 10_001, 30, 11),
            ],
        },
        SourceLine {
            file: "客户档案_20261031.xls".into(),
            sha256: "00b6c1ed0a4453b8a77d1c2f0e95a6b3c4d5e6f708192a3b4c5d6e7f8091a2b9".into(),
            sheets: vec![sheet("Sheet1", Some(TableKind::Customers), 318, 311, 2, 5)],
        },
        SourceLine {
            file: "投诉台账.csv".into(),
            sha256: "aab6c1ed0a4453b8a77d1c2f0e95a6b3c4d5e6f708192a3b4c5d6e7f8091a2b9".into(),
            sheets: vec![
                sheet("", Some(TableKind::Complaints), 96, 94, 1, 1),
                sheet("备注", None, 12, 0, 0, 12),
            ],
        },
    ]
}

fn problems() -> Vec<ProblemCount> {
    let problem = |code, severity, count, row, args: &[(&str, &str)]| ProblemCount {
        code,
        severity,
        count,
        example: Some(Place {
            file: "销售明细2023-2026.xlsx".into(),
            sheet: Some("2023-2024".into()),
            row: Some(row),
            column: Some("F".into()),
        }),
        args: args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    };
    vec![
        problem(
            ProblemCode::BadDate,
            Severity::Critical,
            38,
            412,
            &[("field", "date"), ("text", "2024-02-30")],
        ),
        problem(ProblemCode::DuplicateRow, Severity::Warning, 13, 1_877, &[]),
        problem(
            ProblemCode::BucketCustomer,
            Severity::Info,
            204,
            96,
            &[("text", "散客")],
        ),
    ]
}

fn definitions() -> Definitions {
    Definitions {
        as_of: day(2026, 10, 31),
        revenue_basis: RevenueBasis::Deliveries,
        tax_basis: TaxBasis::Net,
        currency: "CNY".into(),
        returns: ReturnsRule::NetAtReturnDate,
        customer_level: CustomerLevel::Group,
        activity_months: 12,
        grace_months: 6,
        rfm_months: 24,
        discount_rate: 0.12,
        margin_rate: None,
        confidence: 0.95,
    }
}

const NAMES: [(&str, &str); 20] = [
    ("客户基本信息", "Customer master data"),
    ("购买行为", "Purchase behaviour"),
    ("客户反馈", "Customer feedback"),
    ("客户关系管理系统", "CRM system"),
    ("忠诚度计划", "Loyalty programme"),
    ("客户服务", "Service"),
    ("品牌建设", "Brand"),
    ("行业动态", "Industry awareness"),
    ("忠诚度文化", "Loyalty culture"),
    ("客户生命周期", "Customer life cycle"),
    ("数据分析", "Analytics"),
    ("客户口碑", "Word of mouth"),
    ("客户参与度", "Engagement"),
    ("客户流失率", "Churn"),
    ("客户生命周期价值", "Lifetime value"),
    ("客户满意度调查", "Satisfaction survey"),
    ("客户推荐率", "Referral"),
    ("客户投诉处理", "Complaints"),
    ("客户关系维护", "Relationship care"),
    ("忠诚度评估模型", "The assessment model"),
];

/// Scores of the twenty dimensions; three have no evidence.
const SCORES: [Option<f64>; 20] = [
    Some(82.4),
    Some(71.0),
    Some(58.3),
    Some(64.9),
    None,
    Some(77.2),
    Some(45.0),
    None,
    Some(38.6),
    Some(73.5),
    Some(55.1),
    Some(66.0),
    Some(49.7),
    Some(61.8),
    Some(79.3),
    Some(68.4),
    Some(52.0),
    Some(84.6),
    Some(70.2),
    None,
];

fn dimension(at: usize) -> DimensionResult {
    let (zh, en) = NAMES[at];
    let score = SCORES[at];
    let number = at as u32 + 1;
    let items = (0..3).map(|item| self::item(at, item, score)).collect();
    let grade = if score.is_none() {
        Grade::E
    } else {
        [Grade::B, Grade::C, Grade::D][at % 3]
    };
    DimensionResult {
        id: format!("dimension-{number}"),
        number,
        name: words(zh, en),
        weight: if at % 4 == 0 { 1.5 } else { 1.0 },
        score,
        coverage: if score.is_some() {
            [1.0, 0.82, 0.67][at % 3]
        } else {
            0.0
        },
        grade,
        items,
    }
}

const ITEMS: [[(&str, &str); 3]; 2] = [
    [
        ("姓名与联系方式", "Name and contact"),
        ("购买历史", "Purchase history"),
        ("购买频率", "Purchase frequency"),
    ],
    [
        ("渠道与覆盖", "Channels and reach"),
        ("处理与反馈", "Handling and feedback"),
        ("效果评估", "Effect measured"),
    ],
];

fn item(at: usize, item: usize, score: Option<f64>) -> ItemResult {
    let (zh, en) = ITEMS[at % 2][item];
    let score = score
        .filter(|_| !(at % 3 == 2 && item == 2))
        .map(|score| (score + item as f64 * 4.0 - 4.0).min(100.0));
    ItemResult {
        id: format!("item-{item}"),
        name: words(zh, en),
        weight: 1.0,
        score,
        coverage: if score.is_some() { 1.0 } else { 0.0 },
        grade: if score.is_some() { Grade::B } else { Grade::E },
        evidence: evidence(at, item, score),
    }
}

fn evidence(at: usize, item: usize, score: Option<f64>) -> Vec<EvidenceLine> {
    let measure = |id: &str, score| EvidenceLine::Measure {
        measure: id.into(),
        weight: 1.0,
        score,
    };
    let mut lines = Vec::new();
    if score.is_some() {
        let first = MEASURES[(at * 3 + item) % MEASURES.len()].0;
        lines.push(measure(first, score));
        lines.push(measure(
            MEASURES[(at * 3 + item + 5) % MEASURES.len()].0,
            None,
        ));
    }
    lines.push(measure(ABSENT[(at + item) % ABSENT.len()], None));
    lines.push(question(at, item));
    lines
}

fn question(at: usize, item: usize) -> EvidenceLine {
    let (choice, evidence, score, grade) = match (at + item) % 4 {
        0 => (
            Some(AnswerChoice::Yes),
            Some("客户满意度调查报告2025.pdf，第 3–7 页"),
            Some(100.0),
            Grade::C,
        ),
        1 => (Some(AnswerChoice::Partly), Some(""), Some(50.0), Grade::D),
        2 => (Some(AnswerChoice::NotApplicable), None, None, Grade::D),
        _ => (None, None, None, Grade::E),
    };
    EvidenceLine::Question {
        question: format!("q{at}.{item}"),
        text: words(
            "公司是否建立书面制度，并能提供最近十二个月的执行记录？",
            "Is there a written procedure, with records of its use in the last twelve months?",
        ),
        evidence_wanted: words(
            "制度文件及执行记录（台账、邮件或系统截图）",
            "the procedure and records of its use (ledger, mail or screenshots)",
        ),
        weight: 0.5,
        choice,
        evidence: evidence.map(str::to_owned),
        score,
        grade,
    }
}

/// id, value, unit, n, interval, formula.
type Known = (
    &'static str,
    f64,
    Unit,
    u64,
    Option<(f64, f64)>,
    &'static str,
);

const MEASURES: [Known; 14] = [
    (
        "concentration.gini",
        0.7124,
        Unit::Index,
        268,
        None,
        "1 - 2 * area(lorenz(revenue by customer, LTM))",
    ),
    (
        "concentration.hhi",
        0.0831,
        Unit::Index,
        268,
        None,
        "sum((revenue_i / revenue)^2), LTM",
    ),
    (
        "concentration.top1",
        0.2014,
        Unit::Share,
        268,
        None,
        "max(revenue_i) / revenue, LTM",
    ),
    (
        "concentration.top10",
        0.6120,
        Unit::Share,
        268,
        None,
        "sum(10 largest revenue_i) / revenue, LTM",
    ),
    (
        "concentration.top5",
        0.4835,
        Unit::Share,
        268,
        None,
        "sum(5 largest revenue_i) / revenue, LTM",
    ),
    (
        "data.contactable",
        0.912,
        Unit::Share,
        311,
        Some((0.876, 0.939)),
        "#(valid phone or email) / #customers",
    ),
    (
        "purchase.growth",
        -0.043,
        Unit::Share,
        268,
        None,
        "revenue(LTM) / revenue(earlier) - 1",
    ),
    (
        "purchase.median_interval_days",
        34.5,
        Unit::Days,
        261,
        Some((31.0, 38.0)),
        "median(days between order days)",
    ),
    (
        "purchase.repeat_rate",
        0.874,
        Unit::Share,
        299,
        Some((0.832, 0.907)),
        "#(customers with >= 2 order days) / #customers",
    ),
    (
        "retention.grr",
        0.8431,
        Unit::Share,
        255,
        None,
        "sum(min(begin_i, end_i)) / sum(begin_i)",
    ),
    (
        "retention.logo_churn",
        0.098,
        Unit::Share,
        255,
        Some((0.067, 0.141)),
        "#(lost) / #(customers with revenue in earlier window)",
    ),
    (
        "retention.nrr",
        0.9672,
        Unit::Share,
        255,
        None,
        "sum(end_i for begin_i > 0) / sum(begin_i)",
    ),
    (
        "satisfaction.nps",
        31.4,
        Unit::Points,
        118,
        Some((18.2, 44.6)),
        "100 * (promoters - detractors) / answers",
    ),
    (
        "value.clv_simple",
        1_284_300.0,
        Unit::Money,
        268,
        Some((1_011_000.0, 1_602_500.0)),
        "margin * revenue_per_year * retention / (1 + discount - retention)",
    ),
];

const ABSENT: [&str; 5] = [
    "programme.redemption",
    "reviews.stars",
    "training.coverage",
    "service.first_response",
    "referral.conversion",
];

fn measures() -> Vec<Measure> {
    MEASURES
        .iter()
        .map(|(id, value, unit, n, interval, formula)| Measure {
            id: (*id).into(),
            value: *value,
            unit: *unit,
            n: Some(*n),
            interval: interval.map(|(lower, upper)| ConfidenceInterval {
                lower,
                upper,
                level: 0.95,
                method: "wilson".into(),
            }),
            coverage: Some(0.98),
            formula: (*formula).into(),
            grade: Grade::B,
            rows: vec![0],
            sources: vec![
                SourceUse {
                    table: TableKind::Orders,
                    rows: 19_181,
                },
                SourceUse {
                    table: TableKind::Customers,
                    rows: 311,
                },
            ],
        })
        .collect()
}

fn absent() -> Vec<AbsentMeasure> {
    let reasons = [
        AbsentReason::NoTable {
            table: TableKind::Programme,
        },
        AbsentReason::NoField {
            table: TableKind::Reviews,
            field: "stars".into(),
        },
        AbsentReason::TooFew {
            needed: 30,
            found: 7,
        },
        AbsentReason::PoorMatch {
            table: TableKind::Tickets,
        },
        AbsentReason::ShortHistory {
            needed: 24,
            found: 9,
        },
    ];
    ABSENT
        .iter()
        .zip(reasons)
        .map(|(id, reason)| AbsentMeasure {
            id: (*id).into(),
            reason,
        })
        .collect()
}

fn findings() -> Vec<Finding> {
    let finding = |code: &str,
                   severity,
                   measure: Option<&str>,
                   args: Vec<(&str, FindingArg)>,
                   threshold: Option<&str>| Finding {
        code: code.into(),
        severity,
        measure: measure.map(str::to_owned),
        args: args
            .into_iter()
            .map(|(name, arg)| (name.to_owned(), arg))
            .collect(),
        threshold: threshold.map(str::to_owned),
        grade: Grade::B,
        rows: vec![0],
    };
    let share = |share| FindingArg::Figure(share, Unit::Share);
    let customer = |name: &str| FindingArg::Customer(name.into());
    vec![
        finding(
            "top_customer",
            Severity::Critical,
            Some("concentration.top1"),
            vec![
                ("customer", customer("浙江东海流体控制集团有限公司")),
                ("share", share(0.2014)),
            ],
            Some("top1-practice"),
        ),
        finding(
            "declining_key",
            Severity::Critical,
            Some("retention.nrr"),
            vec![
                ("customer", customer("宁波北仑泵业股份有限公司")),
                ("change", share(-0.384)),
                ("amount", FindingArg::Figure(2_683_400.0, Unit::Money)),
            ],
            None,
        ),
        finding(
            "owner_dependence",
            Severity::Warning,
            None,
            vec![
                ("person", FindingArg::Person("周立群".into())),
                ("share", share(0.437)),
            ],
            Some("proposal"),
        ),
        finding(
            "contract_expiry",
            Severity::Warning,
            None,
            vec![
                ("count", FindingArg::Figure(4.0, Unit::Count)),
                ("share", share(0.266)),
                ("until", FindingArg::Date(day(2027, 3, 31))),
            ],
            None,
        ),
        finding(
            "churn_rising",
            Severity::Warning,
            Some("retention.logo_churn"),
            vec![("churn", share(0.098))],
            Some("proposal"),
        ),
        finding("tax_unknown", Severity::Info, None, vec![], None),
    ]
}

fn requests() -> Vec<Request> {
    let request = |ask, dimensions: &[u32], weight, unlocks: &[&str]| Request {
        ask,
        dimensions: dimensions.to_vec(),
        weight,
        unlocks: unlocks.iter().map(|id| (*id).to_owned()).collect(),
    };
    vec![
        request(
            Ask::Table {
                table: TableKind::Programme,
            },
            &[5, 19],
            0.062,
            &["programme.redemption", "reviews.stars"],
        ),
        request(
            Ask::Field {
                table: TableKind::Reviews,
                field: "stars".into(),
            },
            &[12],
            0.021,
            &["reviews.stars"],
        ),
        request(
            Ask::History { months: 24 },
            &[10, 14, 15],
            0.018,
            &[
                "referral.conversion",
                "training.coverage",
                "service.first_response",
                "programme.redemption",
                "reviews.stars",
            ],
        ),
        request(
            Ask::Question {
                question: "q8".into(),
                text: words(
                    "是否定期编制行业分析报告？",
                    "Are industry reports prepared regularly?",
                ),
                evidence_wanted: words("最近两期报告", "the last two reports"),
            },
            &[8],
            0.015,
            &[],
        ),
    ]
}

const CUSTOMERS: [&str; 20] = [
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

fn months() -> Vec<MonthRevenue> {
    (0..34)
        .map(|at| {
            let (year, month) = (2024 + at / 12, at % 12 + 1);
            let season = [
                0.92, 0.61, 1.08, 1.05, 1.02, 1.04, 0.96, 0.93, 1.1, 1.0, 1.12, 1.17,
            ][(at % 12) as usize];
            MonthRevenue {
                month: day(year as i16, month as i8, 1),
                revenue: Amount(
                    (58_000_000_00.0 / 12.0 * season * (1.0 + 0.004 * f64::from(at))) as i64,
                ),
                orders: 480 + at as u64 * 3,
                customers: 190 + at as u64 % 9,
            }
        })
        .collect()
}

fn exhibits() -> Exhibits {
    let share = |at: usize| {
        [0.2014, 0.1022, 0.0744, 0.0571, 0.0484]
            .get(at)
            .copied()
            .unwrap_or(0.04 * 0.88_f64.powi(at as i32 - 4))
    };
    let total = 61_234_567_89_i64;
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
                revenue: Amount([55_804_112_30, 63_985_220_10, 61_234_567_89][at as usize]),
                customers: [241, 255, 268][at as usize],
                top1: Some([0.163, 0.187, 0.2014][at as usize]),
                top5: Some([0.441, 0.468, 0.4835][at as usize]),
                top10: (at > 0).then_some(0.6),
            })
            .collect(),
        bridge: Some(Bridge {
            earlier: (day(2024, 11, 1), day(2025, 10, 31)),
            later: (day(2025, 11, 1), day(2026, 10, 31)),
            begin: Amount(63_985_220_10),
            new: Amount(3_120_400_00),
            reactivated: Amount(612_300_00),
            expansion: Amount(7_930_115_20),
            contraction: Amount(9_870_467_41),
            churn: Amount(4_543_000_00),
            end: Amount(61_234_567_89),
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
            monetary: Amount(86_400_00),
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
                revenue_before: Amount(980_000_00 - at as i64 * 73_000_00),
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

fn rows(rows: &[(&str, u64, f64)], money: bool) -> Vec<BreakdownRow> {
    rows.iter()
        .map(|(label, count, share)| BreakdownRow {
            label: (*label).into(),
            count: *count,
            share: *share,
            revenue: money.then(|| Amount((61_234_567_89.0 * share) as i64)),
        })
        .collect()
}

/// Everything there.
pub fn full() -> Assessment {
    Assessment {
        target: "宁波甬江密封件股份有限公司".into(),
        framework: FrameworkSummary {
            id: "loyalty-20".into(),
            name: words(
                "客户忠诚度评估（二十维度）",
                "Customer loyalty in twenty dimensions",
            ),
            minimum_coverage: 0.6,
        },
        definitions: definitions(),
        total: Some(66.7),
        coverage: 0.768,
        grade: Grade::C,
        dimensions: (0..20).map(dimension).collect(),
        measures: measures(),
        absent: absent(),
        findings: findings(),
        requests: requests(),
        exhibits: exhibits(),
        row_sets: vec![RowSet {
            table: TableKind::Orders,
            count: 19_181,
            ranges: vec![RowRange {
                first: RowRef {
                    source: SourceId(1),
                    sheet: 0,
                    row: 4,
                },
                last_row: 9_183,
            }],
        }],
        data: DataSummary {
            tables: vec![
                TableSummary {
                    table: TableKind::Customers,
                    rows: 311,
                    matched_per_mille: Some(961),
                },
                TableSummary {
                    table: TableKind::Orders,
                    rows: 19_181,
                    matched_per_mille: None,
                },
                TableSummary {
                    table: TableKind::Complaints,
                    rows: 94,
                    matched_per_mille: Some(904),
                },
                TableSummary {
                    table: TableKind::Surveys,
                    rows: 118,
                    matched_per_mille: Some(1_000),
                },
            ],
            orders_from: Some(day(2023, 11, 2)),
            orders_to: Some(day(2026, 11, 12)),
            revenue: Amount(181_023_900_29),
            identified_revenue: Some(0.987),
            customers: 299,
            excluded_rows: 17,
        },
    }
}

/// One sheet of customers and nothing else.
pub fn sparse() -> Assessment {
    let mut assessment = full();
    assessment.target = "绍兴某橡塑制品厂".into();
    assessment.total = None;
    assessment.coverage = 0.083;
    assessment.grade = Grade::E;
    for dimension in &mut assessment.dimensions {
        if dimension.number == 1 {
            continue;
        }
        (dimension.score, dimension.coverage, dimension.grade) = (None, 0.0, Grade::E);
        for item in &mut dimension.items {
            (item.score, item.coverage, item.grade) = (None, 0.0, Grade::E);
            item.evidence.retain(|line| matches!(line, EvidenceLine::Measure { measure, .. } if ABSENT.contains(&measure.as_str())));
        }
    }
    assessment
        .measures
        .retain(|measure| measure.id == "data.contactable");
    assessment.findings.clear();
    assessment.exhibits = Exhibits::default();
    assessment.row_sets.clear();
    for measure in &mut assessment.measures {
        measure.rows.clear();
    }
    assessment.data = DataSummary {
        tables: vec![TableSummary {
            table: TableKind::Customers,
            rows: 46,
            matched_per_mille: None,
        }],
        ..DataSummary::default()
    };
    assessment
}
