//! loyalty-20: its documented titles, and what is done where evidence is missing.

use app::work::{self, Assessment};
use records::{Answer, AnswerChoice, Grade};

use crate::support::{Desk, orders_csv};

/// Dimension and items as documented for the transfer of a seal manufacturer. Titles
/// are documented with and without 客户 and 阶段 (客户信息录入, 信息录入); that is no difference.
const DOCUMENTED: [(&str, [&str; 3]); 20] = [
    ("客户基本信息", ["姓名与联系方式", "购买历史", "购买频率"]),
    ("购买行为", ["购买渠道", "购买产品", "购买时机"]),
    ("客户反馈", ["满意度调查", "投诉处理", "建议收集"]),
    ("客户关系管理系统", ["信息录入", "分类管理", "关系维护"]),
    ("忠诚度计划", ["积分奖励", "会员制度", "生日促销"]),
    ("客户服务", ["售前咨询", "售中服务", "售后服务"]),
    ("品牌建设", ["品牌定位", "品牌宣传", "品牌活动"]),
    ("行业动态", ["行业报告", "行业论坛", "行业新闻"]),
    ("忠诚度文化", ["员工培训", "员工激励", "企业文化"]),
    ("客户生命周期", ["接触", "购买", "使用"]),
    ("数据分析", ["数据收集", "数据分析", "数据应用"]),
    ("客户口碑", ["网络评价", "口碑传播", "口碑管理"]),
    ("客户参与度", ["互动活动", "客户论坛", "客户建议"]),
    (
        "客户流失率",
        ["流失原因分析", "流失客户挽回", "流失客户反馈"],
    ),
    (
        "客户生命周期价值",
        ["价值计算", "价值客户识别", "价值客户维护"],
    ),
    ("客户满意度调查", ["调查内容", "调查方式", "结果分析"]),
    ("客户推荐率", ["推荐机制", "推荐奖励", "推荐效果评估"]),
    ("客户投诉处理", ["投诉渠道", "投诉处理", "投诉反馈"]),
    ("客户关系维护", ["定期沟通", "生日祝福", "节日促销"]),
    ("客户忠诚度评估模型", ["模型设计", "模型应用", "模型优化"]),
];

#[test]
fn the_twenty_dimensions_and_sixty_items_are_the_documented_ones() {
    let framework = work::framework("loyalty-20").unwrap();
    let titles: Vec<(&str, Vec<&str>)> = framework
        .dimensions
        .iter()
        .map(|dimension| {
            let items = dimension
                .items
                .iter()
                .map(|item| item.name["zh-CN"].as_str());
            (dimension.name["zh-CN"].as_str(), items.collect())
        })
        .collect();
    assert_eq!(titles.len(), DOCUMENTED.len());
    for ((name, items), (documented, three)) in titles.iter().zip(&DOCUMENTED) {
        assert_eq!(bare(name), bare(documented));
        let [items, three] = [items.as_slice(), three.as_slice()]
            .map(|titles| titles.iter().map(|title| bare(title)).collect::<Vec<_>>());
        assert_eq!(items, three, "{name}");
    }
}

fn bare(title: &str) -> String {
    title.replace("客户", "").replace("阶段", "")
}

#[test]
fn every_item_has_somewhere_to_look() {
    let framework = work::framework("loyalty-20").unwrap();
    for (dimension, item) in framework.items() {
        assert!(
            !item.measures.is_empty() || !item.questions.is_empty(),
            "{}/{}",
            dimension.id,
            item.id
        );
    }
}

fn orders_only() -> Desk {
    let mut desk = Desk::new();
    let file = desk.file("销售明细.csv", orders_csv(15, 36));
    desk.import(&[file]).unwrap();
    desk
}

fn dimension(assessment: &Assessment, number: u32) -> &assess::DimensionResult {
    let mut all = assessment.dimensions.iter();
    all.find(|one| one.number == number).unwrap()
}

#[test]
fn with_orders_only_the_total_is_withheld_and_silence_is_no_zero() {
    let assessment = orders_only().assess();
    assert!(assessment.coverage < assessment.framework.minimum_coverage);
    assert_eq!(assessment.total, None);
    for result in &assessment.dimensions {
        let silent = result.coverage == 0.0;
        assert_eq!(result.score.is_none(), silent, "{}", result.number);
        assert_eq!(result.grade == Grade::E, silent, "{}", result.number);
    }
    // Purchases tell of purchase behaviour, but nothing of brand, industry or complaints.
    assert!(dimension(&assessment, 2).score.is_some());
    for number in [7, 8, 18] {
        assert_eq!(dimension(&assessment, number).score, None, "{number}");
    }
    assert!(!assessment.requests.is_empty());
    let weights: Vec<f64> = assessment.requests.iter().map(|one| one.weight).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
}

#[test]
fn answers_raise_coverage_and_are_graded_by_what_was_shown() {
    let mut desk = orders_only();
    let before = desk.assess();
    let framework = work::framework("loyalty-20").unwrap();
    let brand = &framework.dimensions[6];
    let questions: Vec<&str> = brand
        .items
        .iter()
        .flat_map(|item| item.questions.iter().map(|question| question.id.as_str()))
        .collect();
    assert!(!questions.is_empty());
    let answer = |question: &str, choice, evidence: &str| Answer {
        question: question.to_owned(),
        choice,
        evidence: evidence.to_owned(),
        remark: String::new(),
    };
    for question in &questions {
        let said = answer(question, AnswerChoice::Yes, "");
        desk.project
            .set_answer(desk.target, "loyalty-20", &said)
            .unwrap();
    }
    let said = desk.assess();
    assert!(
        said.coverage > before.coverage,
        "{} {}",
        said.coverage,
        before.coverage
    );
    let result = dimension(&said, 7);
    assert_eq!(result.grade, Grade::D, "management's word");
    let score = result.score.unwrap();

    for question in &questions {
        let shown = answer(question, AnswerChoice::No, "品牌手册.pdf 第 3 页");
        desk.project
            .set_answer(desk.target, "loyalty-20", &shown)
            .unwrap();
    }
    let shown = desk.assess();
    assert!((shown.coverage - said.coverage).abs() < 1e-12);
    assert_eq!(dimension(&shown, 7).grade, Grade::C, "a document was shown");
    assert!(dimension(&shown, 7).score.unwrap() < score);

    for question in &questions {
        let out = answer(question, AnswerChoice::NotApplicable, "");
        desk.project
            .set_answer(desk.target, "loyalty-20", &out)
            .unwrap();
    }
    assert_eq!(
        dimension(&desk.assess(), 7).score,
        None,
        "not applicable is no evidence"
    );
}
