//! 售后工单: UTF-8 with a byte order mark.

use super::Expected;
use crate::book::{Cell, SampleFile, csv, row};
use crate::calendar::{AS_OF, moment, plus, workday, year_of};
use crate::dice::Dice;
use crate::world::World;

const FILE: &str = "售后工单.csv";

pub(crate) fn write(world: &World) -> (SampleFile, Expected) {
    let mut dice = Dice::new(14);
    let mut rows = vec![row![
        "工单编号",
        "客户编码",
        "客户名称",
        "来源",
        "优先级",
        "工单类型",
        "问题描述",
        "创建时间",
        "首次响应时间",
        "SLA截止",
        "解决时间",
        "状态",
        "是否一次解决",
        "满意度评价",
        "处理人",
    ]];
    for order in &world.orders {
        let chance = [0.05, 0.06, 0.075, 0.0][year_of(order.date)];
        if world.clients[order.client].is_customer() && !order.is_return() && dice.chance(chance) {
            let number = rows.len();
            rows.push(ticket(world, order.client, order.date, number, &mut dice));
        }
    }
    let accepted = rows.len() - 1;
    rows.insert(120, rows[80].clone());
    let mut bytes = vec![0xEF, 0xBB, 0xBF];
    bytes.extend(csv(&rows).into_bytes());
    let mut expected = Expected::clean(FILE, "tickets", accepted);
    expected.duplicates = 1;
    (SampleFile { name: FILE, bytes }, expected)
}

fn ticket(
    world: &World,
    at: usize,
    ordered: jiff::civil::Date,
    number: usize,
    dice: &mut Dice,
) -> Vec<Cell> {
    let client = &world.clients[at];
    let day = workday(plus(ordered, dice.between(1, 25))).min(AS_OF);
    let minute = dice.between(8 * 60, 15 * 60);
    let slow = [1.0, 1.2, 1.7][year_of(day).min(2)];
    let answer = (dice.span(8.0, 170.0) * slow) as i64;
    let wait = (dice.span(0.0, 6.0) * slow) as i64;
    let solved = workday(plus(day, wait));
    let open = solved > AS_OF || dice.chance(0.03);
    let end = moment(
        solved,
        if wait == 0 {
            minute + answer + 40
        } else {
            dice.between(540, 1050)
        },
    );
    let (kind, text) = *dice.pick(&[
        &("售前咨询", "选型咨询：介质与温度"),
        &("安装指导", "油封装配方向确认"),
        &("售后维修", "机械密封泄漏，请求现场支持"),
        &("技术支持", "索取材质报告与图纸"),
        &("退换货", "规格不符，申请换货"),
    ]);
    let first_time = !open && dice.chance(0.72 - 0.1 * year_of(day).min(2) as f64);
    let rated = !open && dice.chance(0.6);
    row![
        format!("GD{number:05}"),
        &client.code,
        &client.name,
        *dice.pick(&[&"电话", &"微信", &"邮件", &"Web"]),
        *dice.pick(&[&"正常", &"正常", &"紧急", &"非常紧急"]),
        kind,
        text,
        moment(day, minute),
        moment(day, minute + answer),
        moment(plus(day, 3), minute),
        (!open).then_some(end),
        if open { "处理中" } else { "已解决" },
        if open {
            ""
        } else if first_time {
            "是"
        } else {
            "否"
        },
        rated.then(|| *dice.pick(&[&"很满意", &"满意", &"满意", &"一般", &"不满意"])),
        *dice.pick(&[&"客服一组", &"客服二组", &"技术部"]),
    ]
}
