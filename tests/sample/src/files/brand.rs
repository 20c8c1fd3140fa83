//! Brand assets and industry information: the other two sheets of the activities workbook.

use jiff::civil::{Date, date};

use crate::book::{Cell, row};

/// Kind, name, date, valid until, certificate number.
const ASSETS: [(&str, &str, Date, Date, &str); 4] = [
    (
        "商标",
        "“恒密样例”图文商标（第17类）",
        date(2017, 5, 21),
        date(2027, 5, 20),
        "样例-17-0001",
    ),
    (
        "商标",
        "“密封之友”文字商标（第35类）",
        date(2021, 9, 7),
        date(2031, 9, 6),
        "样例-35-0002",
    ),
    (
        "资质",
        "质量管理体系认证",
        date(2024, 3, 11),
        date(2027, 3, 10),
        "样例-QMS-0003",
    ),
    (
        "荣誉",
        "霁州市专精特新企业",
        date(2023, 11, 30),
        date(2026, 11, 29),
        "样例-ZJTX-0004",
    ),
];

/// Kind, name, date, channel, cost in yuan, reach.
const PROMOTIONS: [(&str, &str, Date, &str, i64, i64); 6] = [
    (
        "宣传",
        "行业杂志整版广告",
        date(2024, 6, 1),
        "纸媒",
        38_000,
        12_000,
    ),
    (
        "宣传",
        "公众号专栏（全年）",
        date(2025, 1, 2),
        "微信",
        16_000,
        8_600,
    ),
    (
        "宣传",
        "短视频账号运营",
        date(2026, 2, 2),
        "短视频",
        22_000,
        15_400,
    ),
    (
        "展会",
        "2024流体机械展（样例）",
        date(2024, 10, 23),
        "展会",
        118_000,
        640,
    ),
    (
        "展会",
        "2025动力传动展（样例）",
        date(2025, 10, 28),
        "展会",
        132_000,
        570,
    ),
    (
        "品牌活动",
        "工厂开放日",
        date(2026, 5, 15),
        "线下",
        27_000,
        85,
    ),
];

/// Industry, kind, title, date, growth, what was done.
const NEWS: [(&str, &str, &str, Date, &str, &str); 12] = [
    (
        "工程机械",
        "行业报告",
        "工程机械销量年度分析",
        date(2025, 1, 20),
        "-6.5%",
        "调低备货",
    ),
    (
        "工程机械",
        "行业新闻",
        "主机厂推动密封件国产替代",
        date(2025, 8, 14),
        "",
        "",
    ),
    (
        "液压气动",
        "行业报告",
        "液压件市场季度跟踪",
        date(2025, 4, 10),
        "3.2%",
        "增开聚氨酯模具",
    ),
    (
        "泵阀",
        "行业报告",
        "泵阀行业运行简报",
        date(2025, 7, 8),
        "4.8%",
        "",
    ),
    (
        "传动设备",
        "行业论坛",
        "动力传动技术论坛",
        date(2024, 10, 29),
        "2.1%",
        "三名工程师参会",
    ),
    (
        "塑料机械",
        "行业报告",
        "注塑机出口分析",
        date(2025, 3, 3),
        "1.5%",
        "",
    ),
    (
        "农业机械",
        "行业新闻",
        "农机补贴政策调整",
        date(2026, 3, 18),
        "-3.0%",
        "",
    ),
    (
        "船舶",
        "行业报告",
        "船舶配套需求展望",
        date(2025, 11, 5),
        "9.4%",
        "申请船用认证",
    ),
    (
        "新能源装备",
        "行业论坛",
        "风电装备密封研讨会",
        date(2025, 9, 17),
        "11.0%",
        "立项偏航密封",
    ),
    (
        "汽车零部件",
        "行业报告",
        "汽车零部件景气指数",
        date(2026, 1, 22),
        "0.8%",
        "",
    ),
    (
        "贸易流通",
        "行业新闻",
        "线上工业品平台价格战",
        date(2026, 5, 6),
        "-1.2%",
        "",
    ),
    (
        "密封件",
        "行业报告",
        "橡塑密封行业年度报告",
        date(2026, 6, 12),
        "2.4%",
        "管理层例会讨论",
    ),
];

pub(crate) fn brand() -> Vec<Vec<Cell>> {
    let mut rows = vec![row![
        "类别",
        "名称",
        "日期",
        "有效期至",
        "宣传渠道",
        "费用",
        "触达人数",
        "证书编号",
    ]];
    for (kind, name, day, until, number) in ASSETS {
        rows.push(row![kind, name, day, until, "", "", "", number]);
    }
    for (kind, name, day, channel, cost, reach) in PROMOTIONS {
        rows.push(row![kind, name, day, "", channel, cost, reach, ""]);
    }
    rows
}

pub(crate) fn industry() -> Vec<Vec<Cell>> {
    let mut rows = vec![row![
        "行业",
        "信息类型",
        "标题",
        "日期",
        "发布机构",
        "行业增速",
        "参与人",
        "采取措施",
    ]];
    for (industry, kind, title, day, growth, action) in NEWS {
        let title = format!("{title}（样例）");
        rows.push(row![
            industry,
            kind,
            title,
            day,
            "样例研究机构",
            growth,
            "销售部",
            action
        ]);
    }
    rows
}
