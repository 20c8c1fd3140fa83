//! Rows that are no records: totals, signatures, repeated headers, cancelled documents.

use records::TableKind;
use unicode_normalization::UnicodeNormalization;

use crate::cell::{Cell, Row};

/// Words that make a row a total when they are all a cell says.
const TOTALS: &[&str] = &[
    "合计",
    "小计",
    "总计",
    "累计",
    "共计",
    "总额",
    "合计金额",
    "本页合计",
    "本页小计",
    "本月合计",
    "本年累计",
    "总合计",
    "汇总",
    "合計",
    "小計",
    "總計",
    "累計",
    "total",
    "grandtotal",
    "subtotal",
    "sum",
];
/// Words that end such a cell: `张三 小计`.
const TOTAL_ENDINGS: &[&str] = &["小计", "合计", "汇总", "小計", "合計", "subtotal", "total"];
/// Words before a colon in the lines below a table.
const SIGNATURES: &[&str] = &[
    "制表人",
    "制表",
    "审核人",
    "审核",
    "复核",
    "填表人",
    "填报人",
    "打印人",
    "打印时间",
    "打印日期",
    "导出时间",
    "导出人",
    "编制",
    "编制人",
    "批准",
    "主管",
    "会计",
    "出纳",
    "经办人",
    "备注",
    "说明",
    "注",
    "数据来源",
    "制表日期",
    "單位",
    "製表人",
    "審核",
];

/// Whether a row is a total or a line below the table. `dated` says that its date, or what else
/// the table cannot be without, is there: then only a cell that says nothing but 合计 counts.
pub(crate) fn is_footer(row: &Row, dated: bool) -> bool {
    // Beyond four it does not matter how many.
    let cells = row.cells.iter().filter(|cell| !cell.is_blank());
    let shown = cells.take(5).count();
    if dated && shown > 3 {
        return false;
    }
    // The word stands at the front of the row; further back it is a remark. Long texts are notes.
    let mut texts = row
        .cells
        .iter()
        .filter_map(Cell::text)
        .filter(|text| !text.trim().is_empty());
    let first = texts
        .next()
        .is_some_and(|text| says_footer(text, dated, shown <= 4));
    first
        || texts
            .next()
            .is_some_and(|text| says_footer(text, dated, false))
}

fn says_footer(text: &str, dated: bool, alone: bool) -> bool {
    if text.len() > 120 {
        return false;
    }
    let plain: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace())
        .collect();
    let mark = |c: char| c.is_ascii_punctuation();
    let word = plain.trim_end_matches(|c: char| mark(c) || c.is_ascii_digit());
    let word = word.trim_start_matches(mark);
    if TOTALS.contains(&word) {
        return true;
    }
    let ending = TOTAL_ENDINGS.iter().any(|ending| word.ends_with(ending));
    let signed = plain
        .split_once(':')
        .is_some_and(|(before, _)| SIGNATURES.contains(&before));
    !dated && (ending || (signed && alone))
}

/// Documents of an order list that never came about.
const CANCELLED_ORDERS: &[&str] = &[
    "作废", "取消", "草稿", "关闭", "撤销", "删除", "void", "cancel", "draft", "作廢", "關閉",
];
/// The same for other tables, where closing is the good end.
const CANCELLED_OTHERS: &[&str] = &["作废", "草稿", "已撤销", "已删除", "void", "draft", "作廢"];

/// Whether a status says that the document was cancelled.
pub(crate) fn is_cancelled(kind: TableKind, status: &str) -> bool {
    let words = match kind {
        TableKind::Orders => CANCELLED_ORDERS,
        TableKind::Contracts
        | TableKind::Receivables
        | TableKind::Complaints
        | TableKind::Tickets => CANCELLED_OTHERS,
        _ => return false,
    };
    let status = status.trim().to_lowercase();
    let negated = status.starts_with(['未', '非', '否', '不', '无']) || status.starts_with("not ");
    // 退款关闭 closes the refund, not the order.
    !negated && !status.contains("退款关闭") && words.iter().any(|word| status.contains(word))
}

const RETURNS: &[&str] = &[
    "退货",
    "退款",
    "退回",
    "红字",
    "红冲",
    "冲红",
    "销退",
    "退貨",
    "return",
    "refund",
    "credit note",
];

/// Whether a document type or status says that goods or money went back.
pub(crate) fn is_return(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let negated = ["未", "无", "非", "不", "拒", "部分", "no ", "not "];
    let undone = ["关闭", "拒绝", "撤销", "取消", "失败", "拒收"];
    !negated.iter().any(|word| text.starts_with(word))
        && !undone.iter().any(|word| text.contains(word))
        && RETURNS.iter().any(|word| text.contains(word))
}

/// Whether the name or title of a table says that all of it came back: 销售退货明细.
pub(crate) fn is_returns_table(title: &str) -> bool {
    const NAMES: &[&str] = &[
        "退货单",
        "退货明细",
        "退货表",
        "退货记录",
        "退货台账",
        "销售退货",
        "退款明细",
        "退款记录",
        "红字发票",
        "退貨",
        "sales returns",
        "credit notes",
    ];
    const BOTH: &[&str] = &["及", "与", "和", "含", "、", "&", "+", "and"];
    let title = title.trim().to_lowercase();
    title.chars().count() <= 40
        && NAMES.iter().any(|name| title.contains(name))
        && !BOTH.iter().any(|word| title.contains(word))
}

/// Whether a row below the header is an example or a tip of a form.
pub(crate) fn is_example(row: &Row) -> bool {
    const EXAMPLES: &[&str] = &["示例", "样例", "范例", "(例)", "例:", "例如", "e.g."];
    const TIPS: &[&str] = &[
        "必填",
        "选填",
        "必填项",
        "选填项",
        "非必填",
        "必选",
        "可选",
        "required",
        "optional",
    ];
    let (mut shown, mut tips, mut example) = (0, 0, false);
    for text in row.cells.iter().filter(|cell| !cell.is_blank()) {
        shown += 1;
        let Some(text) = text.text().filter(|text| text.chars().count() <= 40) else {
            continue;
        };
        let text: String = text.trim().nfkc().flat_map(char::to_lowercase).collect();
        tips += usize::from(TIPS.contains(&text.trim_matches(['(', ')', '*'])));
        example |= text == "example" || EXAMPLES.iter().any(|word| text.contains(word));
    }
    example || tips * 2 > shown
}

/// Names under which firms book what has no customer.
pub(crate) fn is_bucket(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "散客",
        "零售客户",
        "内部调拨",
        "内部",
        "现金客户",
        "零散客户",
        "个人客户",
        "其他客户",
        "临时客户",
        "门店零售",
        "散單",
        "零售",
        "其他",
        "未知",
    ];
    WORDS.contains(&name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        let cell = |text: &&str| {
            if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text((*text).into())
            }
        };
        Row {
            number: 1,
            cells: cells.iter().map(cell).collect(),
        }
    }

    #[test]
    fn totals_and_signatures_are_footers_customers_are_not() {
        for footer in [
            &["", "", "合计:", "328600.00"][..],
            &["小 计", "12"],
            &["张三小计", "", "5"],
            &["制表人：李四"],
        ] {
            assert!(is_footer(&row(footer), false), "{footer:?}");
        }
        assert!(!is_footer(
            &row(&["2024-01-01", "合计科技有限公司", "12"]),
            true
        ));
        assert!(!is_footer(&row(&["合计科技有限公司", "12"]), false));
        assert!(!is_footer(&row(&["C01", "上海累计达公司", "备注"]), false));
    }

    #[test]
    fn cancelled_is_not_what_is_merely_closed_or_not_cancelled() {
        for (kind, status, expected) in [
            (TableKind::Orders, "交易关闭", true),
            (TableKind::Orders, "已作废", true),
            (TableKind::Orders, "未作废", false),
            (TableKind::Orders, "completed", false),
            (TableKind::Complaints, "已关闭", false),
            (TableKind::Quotes, "已取消", false),
        ] {
            assert_eq!(is_cancelled(kind, status), expected, "{status}");
        }
    }

    #[test]
    fn returns_are_told_from_refused_returns() {
        for (text, expected) in [
            ("批发销售退货单", true),
            ("退款成功", true),
            ("未退款", false),
            ("退款关闭", false),
            ("销售", false),
        ] {
            assert_eq!(is_return(text), expected, "{text}");
        }
    }
}
