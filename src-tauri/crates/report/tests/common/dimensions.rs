//! The twenty dimensions, their items, figures and answers.

use assess::*;
use records::{AnswerChoice, Grade, TableKind};

use super::words;

pub const NAMES: [(&str, &str); 20] = [
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
pub const SCORES: [Option<f64>; 20] = [
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

pub fn dimension(at: usize) -> DimensionResult {
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
        weight: if at.is_multiple_of(4) { 1.5 } else { 1.0 },
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

pub const ITEMS: [[(&str, &str); 3]; 2] = [
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

pub fn item(at: usize, item: usize, score: Option<f64>) -> ItemResult {
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

pub fn evidence(at: usize, item: usize, score: Option<f64>) -> Vec<EvidenceLine> {
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

pub fn question(at: usize, item: usize) -> EvidenceLine {
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
pub type Known = (
    &'static str,
    f64,
    Unit,
    u64,
    Option<(f64, f64)>,
    &'static str,
);

pub const MEASURES: [Known; 25] = [
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
    (
        "satisfaction.csat",
        0.786,
        Unit::Share,
        103,
        Some((0.697, 0.855)),
        "# overall in top 2 of 5 / # overall",
    ),
    (
        "satisfaction.nps",
        24.3,
        Unit::Points,
        103,
        Some((8.9, 39.7)),
        "100 × (# recommend ≥ 9 − # recommend ≤ 6) / # recommend",
    ),
    (
        "complaints.resolution_rate",
        0.755,
        Unit::Share,
        94,
        Some((0.659, 0.832)),
        "# resolved / #complaints",
    ),
    (
        "complaints.per_million",
        1.54,
        Unit::PerMillion,
        94,
        None,
        "#complaints LTM / revenue LTM × 10⁶",
    ),
    (
        "complaints.bought_again_gap",
        -0.151,
        Unit::Share,
        31,
        Some((-0.327, -0.02)),
        "share that bought within 6 m − share of the others",
    ),
    (
        "service.sla",
        0.882,
        Unit::Share,
        310,
        Some((0.841, 0.913)),
        "# resolved_at ≤ due_at / # due_at",
    ),
    (
        "reviews.shrunk_stars",
        4.06,
        Unit::Stars,
        61,
        None,
        "(10 × 3 + Σ(stars)) / (10 + #stars)",
    ),
    (
        "referral.rate",
        0.045,
        Unit::Share,
        268,
        Some((0.026, 0.076)),
        "# active customers that referred / #active",
    ),
    (
        "engagement.two_ways",
        0.201,
        Unit::Share,
        268,
        Some((0.158, 0.253)),
        "# active customers in ≥ 2 ways / #active",
    ),
    (
        "care.a_contacted_90d",
        0.741,
        Unit::Share,
        54,
        Some((0.611, 0.838)),
        "# A customers contacted within 90 d / #A customers",
    ),
    (
        "care.holiday_lift",
        0.19,
        Unit::Share,
        512,
        Some((0.083, 0.307)),
        "orders a day around holidays",
    ),
];

pub const ABSENT: [&str; 5] = [
    "programme.redemption",
    "reviews.stars",
    "training.coverage",
    "service.first_response",
    "referral.conversion",
];

pub fn measures() -> Vec<Measure> {
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

pub fn absent() -> Vec<AbsentMeasure> {
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
