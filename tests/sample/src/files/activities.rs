//! 市场活动与品牌: activities with one row a customer, brand assets, industry information.

use jiff::civil::{Date, date};
use rust_xlsxwriter::XlsxError;

use super::{Expected, brand};
use crate::book::{Cell, SampleFile, Sheet, row, workbook};
use crate::dice::Dice;
use crate::world::World;

const FILE: &str = "市场活动与品牌.xlsx";

struct Activity {
    name: &'static str,
    date: Date,
    form: &'static str,
    occasion: &'static str,
    channel: &'static str,
    invited: usize,
    cost: i64,
}

const fn activity(
    name: &'static str,
    date: Date,
    form: &'static str,
    occasion: &'static str,
    channel: &'static str,
    invited: usize,
    cost: i64,
) -> Activity {
    Activity {
        name,
        date,
        form,
        occasion,
        channel,
        invited,
        cost,
    }
}

const ACTIVITIES: [Activity; 9] = [
    activity(
        "2023年客户答谢会",
        date(2023, 12, 15),
        "答谢会",
        "年终",
        "线下",
        60,
        86_000,
    ),
    activity(
        "2024春季选型培训",
        date(2024, 4, 18),
        "技术培训",
        "",
        "线下",
        30,
        21_000,
    ),
    activity(
        "2024中秋促销",
        date(2024, 9, 9),
        "促销",
        "中秋节",
        "线上",
        80,
        34_000,
    ),
    activity(
        "2024年客户答谢会",
        date(2024, 12, 13),
        "答谢会",
        "年终",
        "线下",
        55,
        79_000,
    ),
    activity(
        "2025新品发布会",
        date(2025, 5, 22),
        "新品发布",
        "",
        "线下",
        40,
        62_000,
    ),
    activity(
        "2025中秋促销",
        date(2025, 9, 29),
        "促销",
        "中秋节",
        "线上",
        80,
        28_000,
    ),
    activity(
        "2025年客户答谢会",
        date(2025, 12, 12),
        "答谢会",
        "年终",
        "线下",
        50,
        68_000,
    ),
    activity(
        "2026技术论坛（微信直播）",
        date(2026, 4, 16),
        "论坛",
        "",
        "线上",
        70,
        9_000,
    ),
    activity(
        "2026年生日关怀",
        date(2026, 6, 30),
        "关怀",
        "生日",
        "微信",
        45,
        12_000,
    ),
];

pub(crate) fn write(world: &World) -> Result<(SampleFile, Vec<Expected>), XlsxError> {
    let mut dice = Dice::new(22);
    let sheets = [
        Sheet {
            name: "活动参与",
            rows: campaigns(world, &mut dice),
        },
        Sheet {
            name: "品牌资产与宣传",
            rows: brand::brand(),
        },
        Sheet {
            name: "行业动态",
            rows: brand::industry(),
        },
    ];
    let expected = ["campaigns", "brand", "industry"]
        .iter()
        .zip(&sheets)
        .map(|(table, sheet)| Expected::clean(FILE, table, sheet.rows.len() - 1))
        .collect();
    Ok((workbook(FILE, &sheets)?, expected))
}

fn campaigns(world: &World, dice: &mut Dice) -> Vec<Vec<Cell>> {
    let mut rows = vec![row![
        "活动名称",
        "活动日期",
        "活动形式",
        "活动场合",
        "渠道",
        "客户名称",
        "是否到场",
        "互动次数",
        "费用",
    ]];
    for one in &ACTIVITIES {
        let guests = world
            .ranked(1)
            .into_iter()
            .filter(|at| {
                world
                    .seen
                    .get(at)
                    .is_some_and(|(first, _)| *first <= one.date)
            })
            .take(one.invited);
        for at in guests {
            let present = dice.chance(if one.channel == "线下" { 0.52 } else { 0.38 });
            let client = &world.clients[at];
            rows.push(row![
                one.name,
                one.date,
                one.form,
                one.occasion,
                one.channel,
                &client.name,
                if present { "是" } else { "否" },
                present.then(|| dice.between(0, 5)),
                (one.cost / one.invited as i64) as f64,
            ]);
        }
    }
    rows
}
