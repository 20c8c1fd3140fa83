//! A seal manufacturer with every exhibit filled, and a firm that gave next to nothing.

#![allow(dead_code, clippy::unwrap_used)]

mod cube;
mod deal_risk;
mod dimensions;
mod exhibits;
mod loyalty;
mod reconciliation;
mod statements;
mod voice;

use std::collections::BTreeMap;

use assess::*;
use clientele_report::ReportOptions;
use dimensions::{ABSENT, absent, dimension, measures};
use exhibits::exhibits;
use reconciliation::reconciliation;
use records::{Amount, Catalogue, Date, Exclusion, Grade, Lang, RowRef, SourceId, TableKind};
use statements::{definitions, findings, problems, requests, sources};

pub fn day(year: i16, month: i8, day: i8) -> Date {
    jiff::civil::date(year, month, day)
}

pub fn catalogue(lang: Lang) -> Catalogue {
    let parts = match lang {
        Lang::ZhCn => [
            include_str!("../../../../../assets/locales/zh-CN/cube.json"),
            include_str!("../../../../../assets/locales/zh-CN/loyalty.json"),
            include_str!("../../../../../assets/locales/zh-CN/report.json"),
            include_str!("../../../../../assets/locales/zh-CN/reconciliation.json"),
            include_str!("../../../../../assets/locales/zh-CN/risk.json"),
            include_str!("../../../../../assets/locales/zh-CN/voice.json"),
            include_str!("../fixture/zh-CN.json"),
        ],
        Lang::En => [
            include_str!("../../../../../assets/locales/en/cube.json"),
            include_str!("../../../../../assets/locales/en/loyalty.json"),
            include_str!("../../../../../assets/locales/en/report.json"),
            include_str!("../../../../../assets/locales/en/reconciliation.json"),
            include_str!("../../../../../assets/locales/en/risk.json"),
            include_str!("../../../../../assets/locales/en/voice.json"),
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
                    named_rows: Some(100),
                    matched_rows: Some(90),
                    matched_revenue_per_mille: Some(988),
                },
                TableSummary {
                    table: TableKind::Orders,
                    rows: 19_181,
                    matched_per_mille: None,
                    named_rows: None,
                    matched_rows: None,
                    matched_revenue_per_mille: None,
                },
                TableSummary {
                    table: TableKind::Complaints,
                    rows: 94,
                    matched_per_mille: Some(904),
                    named_rows: Some(100),
                    matched_rows: Some(90),
                    matched_revenue_per_mille: Some(988),
                },
                TableSummary {
                    table: TableKind::Surveys,
                    rows: 118,
                    matched_per_mille: Some(1_000),
                    named_rows: Some(100),
                    matched_rows: Some(90),
                    matched_revenue_per_mille: Some(988),
                },
            ],
            orders_from: Some(day(2023, 11, 2)),
            orders_to: Some(day(2026, 11, 12)),
            revenue: Amount(18_102_390_029),
            identified_revenue: Some(0.987),
            customers: 299,
            excluded_rows: 17,
            no_customers: vec![
                NoCustomer {
                    name: "散客".into(),
                    why: Exclusion::Bucket,
                    rows: 412,
                    amount: Amount(104_220_015),
                    ltm: Amount(36_100_000),
                },
                NoCustomer {
                    name: "内部调拨".into(),
                    why: Exclusion::Internal,
                    rows: 88,
                    amount: Amount(51_300_000),
                    ltm: Amount(17_020_050),
                },
            ],
        },
        reconciliation: reconciliation(),
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
            named_rows: None,
            matched_rows: None,
            matched_revenue_per_mille: None,
        }],
        ..DataSummary::default()
    };
    assessment.reconciliation = Reconciliation::default();
    assessment
}
