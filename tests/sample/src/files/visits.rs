//! 客户拜访记录 with the sheet of suggestions behind it.

use jiff::civil::date;
use rust_xlsxwriter::XlsxError;

use super::Expected;
use crate::book::{Cell, SampleFile, Sheet, row, workbook};
use crate::calendar::{AS_OF, END, START, days, plus, workday};
use crate::client::Role;
use crate::dice::Dice;
use crate::mess;
use crate::world::World;

const FILE: &str = "客户拜访记录.xlsx";

pub(crate) fn write(world: &World) -> Result<(SampleFile, Vec<Expected>), XlsxError> {
    let mut dice = Dice::new(16);
    let visits = visits(world, &mut dice);
    let feedback = feedback(world, &mut dice);
    let expected = vec![
        Expected::clean(FILE, "contacts", visits.len() - 1),
        Expected::clean(FILE, "feedback", feedback.len() - 1),
    ];
    let sheets = [
        Sheet {
            name: "拜访记录",
            rows: visits,
        },
        Sheet {
            name: "建议与反馈",
            rows: feedback,
        },
    ];
    Ok((workbook(FILE, &sheets)?, expected))
}

/// Large customers are seen every few weeks, the crowd hardly; the silent one by nobody.
fn visits(world: &World, dice: &mut Dice) -> Vec<Vec<Cell>> {
    let mut rows = vec![row![
        "拜访编号",
        "客户名称",
        "拜访日期",
        "跟进方式",
        "拜访目的",
        "拜访人",
        "联系人",
        "跟进内容",
        "客户满意度",
        "计划日期",
        "是否完成",
    ]];
    let mut planned = Vec::new();
    for (place, at) in world.ranked(1).into_iter().enumerate() {
        let gap = match place {
            0..20 => 42,
            20..90 => 150,
            _ => 420,
        };
        let client = &world.clients[at];
        let until = match client.role {
            Role::Silent => date(2025, 11, 20),
            Role::Lost => date(2025, 5, 10),
            _ => END,
        };
        let mut day = plus(START, dice.between(5, gap));
        while day < until {
            if world
                .seen
                .get(&at)
                .is_some_and(|(first, _)| *first <= plus(day, 60))
            {
                planned.push((workday(day), at));
            }
            day = plus(day, (gap as f64 * dice.span(0.6, 1.5)) as i64);
        }
    }
    planned.sort();
    for (place, (day, at)) in planned
        .into_iter()
        .filter(|(day, _)| *day <= END)
        .enumerate()
    {
        rows.push(visit(world, at, day, place + 1, dice));
    }
    rows
}

fn visit(
    world: &World,
    at: usize,
    day: jiff::civil::Date,
    number: usize,
    dice: &mut Dice,
) -> Vec<Cell> {
    let client = &world.clients[at];
    let festive = matches!((day.month(), day.day()), (1, 15..) | (9, 10..=29));
    let purpose = match dice.between(0, 11) {
        _ if festive && dice.chance(0.5) => "节日问候",
        0 => "生日祝福",
        1 | 2 => "催收货款",
        3 => "投诉处理",
        4 | 5 => "新项目跟进",
        _ => "例行拜访",
    };
    let done = dice.chance(0.86);
    row![
        format!("BF{number:04}"),
        &client.name,
        day,
        *dice.pick(&[&"上门拜访", &"电话", &"微信", &"上门拜访", &"邮件"]),
        purpose,
        client.owner,
        &client.card.contact,
        *dice.pick(&[
            &"了解下季度用量，确认排产",
            &"沟通价格与账期",
            &"反馈交期不稳定，要求改善",
            &"介绍新品，送样两套",
            &"例行问候",
            &"",
        ]),
        dice.chance(0.35)
            .then(|| *dice.pick(&[&"很满意", &"满意", &"一般", &"不满意"])),
        plus(day, -dice.between(0, 6)),
        if done { "是" } else { "否" },
    ]
}

fn feedback(world: &World, dice: &mut Dice) -> Vec<Vec<Cell>> {
    let mut rows = vec![row![
        "建议编号",
        "建议日期",
        "客户名称",
        "反馈类型",
        "反馈渠道",
        "建议内容",
        "是否采纳",
        "采纳日期",
        "答复日期",
    ]];
    let ranked = world.ranked(2);
    let mut day = plus(START, 12);
    while day < AS_OF {
        let place = (dice.unit() * dice.unit() * 150.0) as usize;
        let at = ranked[place];
        if world.seen.get(&at).is_some_and(|(first, _)| *first <= day) {
            rows.push(suggestion(world, at, day, rows.len(), dice));
        }
        day = workday(plus(day, dice.between(4, 20)));
    }
    rows
}

fn suggestion(
    world: &World,
    at: usize,
    day: jiff::civil::Date,
    number: usize,
    dice: &mut Dice,
) -> Vec<Cell> {
    let (kind, text) = *dice.pick(&[
        &("建议", "希望提供小包装，便于线边配送"),
        &("建议", "送货单请附批号与材质报告"),
        &("表扬", "技术人员选型专业，响应及时"),
        &("批评", "对账单经常晚到，影响付款流程"),
        &("批评", "交期一再推迟"),
        &("建议", "希望开通在线下单与物流查询"),
    ]);
    let replied = plus(day, dice.between(1, 25));
    let answered = dice.chance(0.63) && replied <= AS_OF;
    let adopted = kind == "建议" && answered && dice.chance(0.42);
    row![
        format!("JY{number:04}"),
        mess::day(day, dice),
        &world.clients[at].name,
        kind,
        *dice.pick(&[&"微信", &"拜访", &"电话", &"问卷"]),
        text,
        if kind != "建议" {
            ""
        } else if adopted {
            "是"
        } else {
            "否"
        },
        adopted.then(|| plus(replied, days(day, replied).min(9))),
        answered.then_some(replied),
    ]
}
