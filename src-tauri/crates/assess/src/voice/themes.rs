//! What customers speak of, by keyword. Only counts leave this file, never a word that was said.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use super::model::ThemeCount;
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measures::selection::two_years;
use records::Date;

/// Themes and their keywords: simplified, traditional, English. A keyword stands under one theme.
const THEMES: [(&str, &[&str]); 9] = [
    (
        "quality",
        &[
            "质量",
            "質量",
            "不良",
            "缺陷",
            "泄漏",
            "洩漏",
            "渗漏",
            "滲漏",
            "漏油",
            "磨损",
            "磨損",
            "开裂",
            "開裂",
            "断裂",
            "斷裂",
            "老化",
            "变形",
            "變形",
            "尺寸",
            "精度",
            "寿命",
            "壽命",
            "故障",
            "损坏",
            "損壞",
            "毛刺",
            "硬度",
            "异响",
            "quality",
            "defect",
            "leak",
            "crack",
            "broken",
            "faulty",
            "worn",
            "malfunction",
            "failure",
        ],
    ),
    (
        "delivery",
        &[
            "交期",
            "交货",
            "交貨",
            "交付",
            "延期",
            "延迟",
            "延遲",
            "迟到",
            "遲到",
            "物流",
            "发货",
            "發貨",
            "催货",
            "催貨",
            "到货",
            "到貨",
            "运输",
            "運輸",
            "快递",
            "快遞",
            "送货",
            "送貨",
            "逾期",
            "deliver",
            "shipping",
            "shipment",
            "late arriv",
            "delay",
            "lead time",
        ],
    ),
    (
        "price",
        &[
            "价格",
            "價格",
            "报价",
            "報價",
            "太贵",
            "太貴",
            "偏贵",
            "偏高",
            "涨价",
            "漲價",
            "降价",
            "降價",
            "费用",
            "費用",
            "折扣",
            "优惠",
            "優惠",
            "性价比",
            "性價比",
            "成本",
            "price",
            "pricing",
            "expensive",
            "cheap",
            "discount",
            "fee",
            "cost",
        ],
    ),
    (
        "service",
        &[
            "服务",
            "服務",
            "态度",
            "態度",
            "响应",
            "響應",
            "客服",
            "沟通",
            "溝通",
            "回复",
            "回覆",
            "业务员",
            "業務員",
            "销售员",
            "銷售員",
            "跟进",
            "跟進",
            "专业",
            "專業",
            "耐心",
            "service",
            "attitude",
            "response",
            "communicat",
            "rude",
            "helpful",
            "staff",
        ],
    ),
    (
        "technical",
        &[
            "技术",
            "技術",
            "选型",
            "選型",
            "安装",
            "安裝",
            "维修",
            "維修",
            "售后",
            "售後",
            "调试",
            "調試",
            "培训",
            "培訓",
            "图纸",
            "圖紙",
            "指导",
            "指導",
            "样品",
            "樣品",
            "检测",
            "檢測",
            "technical",
            "install",
            "repair",
            "maintenance",
            "training",
            "drawing",
            "sample",
        ],
    ),
    (
        "packaging",
        &[
            "包装", "包裝", "标签", "標籤", "标识", "標識", "破损", "破損", "污染", "锈", "鏽",
            "packag", "label", "rust",
        ],
    ),
    (
        "wrong_goods",
        &[
            "发错",
            "發錯",
            "错发",
            "錯發",
            "漏发",
            "漏發",
            "少发",
            "少發",
            "短少",
            "数量不",
            "數量不",
            "型号不符",
            "型號不符",
            "混料",
            "错料",
            "錯料",
            "wrong item",
            "missing",
            "shortage",
            "incorrect quantity",
            "wrong part",
        ],
    ),
    (
        "billing",
        &[
            "发票",
            "發票",
            "开票",
            "開票",
            "对账",
            "對賬",
            "对帐",
            "账单",
            "賬單",
            "付款",
            "结算",
            "結算",
            "退款",
            "账期",
            "賬期",
            "回款",
            "invoice",
            "billing",
            "payment",
            "refund",
            "account statement",
        ],
    ),
    (
        "range",
        &[
            "新品",
            "品种",
            "品種",
            "规格",
            "規格",
            "定制",
            "訂製",
            "库存",
            "庫存",
            "缺货",
            "缺貨",
            "备货",
            "備貨",
            "产品线",
            "產品線",
            "product range",
            "new product",
            "custom-made",
            "in stock",
            "out of stock",
            "selection",
        ],
    ),
];

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Complaint,
    Feedback,
    Comment,
    Review,
}

/// Keywords of all themes in one automaton, and the theme of each.
struct Keywords {
    automaton: AhoCorasick,
    theme: Vec<usize>,
}

impl Keywords {
    fn new() -> Option<Self> {
        let (words, theme): (Vec<&str>, Vec<usize>) = THEMES
            .iter()
            .enumerate()
            .flat_map(|(theme, (_, words))| words.iter().map(move |word| (*word, theme)))
            .unzip();
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(words)
            .ok()?;
        Some(Self { automaton, theme })
    }

    /// Themes that the texts of a row name, as bits.
    fn named(&self, texts: &[Option<&str>]) -> u32 {
        let matches = texts
            .iter()
            .flatten()
            .flat_map(|text| self.automaton.find_overlapping_iter(*text));
        matches.fold(0, |named, found| {
            named | 1 << self.theme[found.pattern().as_usize()]
        })
    }
}

/// Texts of the last 24 months by theme, most frequent first, `other` last; empty without texts.
pub(super) fn counts(ledger: &Ledger, d: &Definitions) -> Vec<ThemeCount> {
    let Some(keywords) = Keywords::new() else {
        return Vec::new();
    };
    let mut tally = vec![[0_u64; 4]; THEMES.len() + 1];
    let mut texts = 0;
    each_text(ledger, d, |source, parts| {
        if parts.iter().flatten().all(|text| text.trim().is_empty()) {
            return;
        }
        texts += 1;
        let named = keywords.named(parts);
        let mut count = |theme: usize| tally[theme][source as usize] += 1;
        for theme in (0..THEMES.len()).filter(|theme| named & 1 << theme != 0) {
            count(theme);
        }
        if named == 0 {
            count(THEMES.len());
        }
    });
    let names = THEMES.iter().map(|(id, _)| *id).chain(["other"]);
    let mut found: Vec<ThemeCount> = names
        .zip(&tally)
        .map(|(theme, by)| ThemeCount {
            theme: theme.to_owned(),
            complaints: by[Source::Complaint as usize],
            feedback: by[Source::Feedback as usize],
            comments: by[Source::Comment as usize],
            reviews: by[Source::Review as usize],
            texts: by.iter().sum(),
            share: by.iter().sum::<u64>() as f64 / texts.max(1) as f64,
        })
        .filter(|theme| theme.texts > 0)
        .collect();
    found.sort_by_key(|theme| (theme.theme == "other", std::cmp::Reverse(theme.texts)));
    found
}

/// Every row with texts of the last 24 months; rows without a date count where their table has
/// none.
fn each_text(ledger: &Ledger, d: &Definitions, mut see: impl FnMut(Source, &[Option<&str>])) {
    let (from, to) = two_years(d);
    let recent = |day: Date| from <= day && day <= to;
    let tables = &ledger.tables;
    for row in tables.complaints.iter().map(|row| &row.record) {
        if recent(row.date) {
            let parts = [
                row.category.as_deref(),
                row.content.as_deref(),
                row.cause.as_deref(),
            ];
            see(Source::Complaint, &parts);
        }
    }
    for row in tables.feedback.iter().map(|row| &row.record) {
        if recent(row.date) {
            let parts = [row.category.as_deref(), row.content.as_deref()];
            see(Source::Feedback, &parts);
        }
    }
    for row in tables.surveys.iter().map(|row| &row.record) {
        if row.answered_at.is_none_or(|at| recent(at.date())) {
            see(Source::Comment, &[row.comment.as_deref()]);
        }
    }
    for row in tables.reviews.iter().map(|row| &row.record) {
        if row.date.is_none_or(recent) {
            see(Source::Review, &[row.content.as_deref()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::CustomerLevel;
    use crate::ledger::Records;
    use crate::measures::testing::{definitions, rows};

    #[test]
    fn a_keyword_stands_under_one_theme() {
        let mut words: Vec<&str> = THEMES
            .iter()
            .flat_map(|(_, words)| words.iter().copied())
            .collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn texts_are_counted_by_theme_and_source_and_may_speak_of_several() {
        let records = Records {
            complaints: rows(
                "date | category | content",
                &[
                    "2024-03-01 | 质量 | 密封圈渗漏，且交期延迟",
                    "2024-03-02 | 其他 | 没说什么",
                    "2020-03-02 | 质量 | 太旧",
                ],
            ),
            surveys: rows(
                "answered_at | comment",
                &["2024-05-01T10:00 | LATE DELIVERY", "2024-05-01T10:00 | "],
            ),
            reviews: rows("stars | content", &["1 | 漏油"]),
            ..Records::default()
        };
        let ledger = Ledger::build(records, &[], CustomerLevel::Company);
        let found = counts(&ledger, &definitions());
        let of = |id: &str| {
            let theme = found.iter().find(|theme| theme.theme == id).unwrap();
            (theme.complaints, theme.comments, theme.reviews, theme.texts)
        };
        assert_eq!(of("quality"), (1, 0, 1, 2));
        assert_eq!(of("delivery"), (1, 1, 0, 2));
        assert_eq!(of("other"), (1, 0, 0, 1));
        assert_eq!(found.last().unwrap().theme, "other");
        // Four texts; one speaks of two themes.
        assert!((found.iter().map(|theme| theme.share).sum::<f64>() - 1.25).abs() < 1e-12);
    }
}
