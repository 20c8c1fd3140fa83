//! Definitions, findings, requests, sources and problems.

use std::collections::BTreeMap;

use assess::*;
use clientele_report::{ProblemCount, SheetLine, SourceLine};
use records::{Grade, Place, ProblemCode, Severity, TableKind};

use super::{day, words};

pub fn sources() -> Vec<SourceLine> {
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

pub fn problems() -> Vec<ProblemCount> {
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

pub fn definitions() -> Definitions {
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
        periods: Vec::new(),
        leavers: Vec::new(),
    }
}

pub fn findings() -> Vec<Finding> {
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
        threshold: threshold.map(|id| Threshold {
            id: id.to_owned(),
            origin: Origin::AngloAmerican,
            sources: vec!["example.org".into()],
            values: [("critical".to_owned(), ThresholdValue::Share(0.2))].into(),
        }),
        // One that was tested, so that its line is on a page.
        test: (code == "top_customer").then(|| Significance {
            method: "rank".into(),
            p: 0.04,
            n: 24,
        }),
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

pub fn requests() -> Vec<Request> {
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
        request(
            Ask::Check {
                check: "numbers_missing".into(),
                status: CheckStatus::Look,
                args: BTreeMap::from([
                    ("missing".to_owned(), CheckValue::Count(12)),
                    ("runs".to_owned(), CheckValue::Count(4)),
                    ("documents".to_owned(), CheckValue::Count(8_114)),
                    ("share".to_owned(), CheckValue::Share(0.0015)),
                ]),
            },
            &[],
            0.0,
            &[],
        ),
    ]
}
