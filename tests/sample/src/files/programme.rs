//! 会员积分: one aggregated row a member.

use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use super::Expected;
use crate::book::{Cell, SampleFile, Sheet, row, workbook, yuan};
use crate::calendar::{AS_OF, days, plus};
use crate::client::Role;
use crate::dice::Dice;
use crate::world::World;

const FILE: &str = "会员积分.xlsx";
/// What a point is worth, yuan, by the rules of the programme.
const POINT: f64 = 0.01;

/// Points that the buyer would have to honour.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Points {
    /// Members.
    pub members: usize,
    /// Points issued.
    pub issued: i64,
    /// Points used.
    pub redeemed: i64,
    /// Points left.
    pub balance: i64,
    /// Worth of a point, yuan.
    pub point_value: f64,
    /// Worth of the points left, yuan.
    pub liability: f64,
}

pub(crate) fn write(world: &World) -> Result<(SampleFile, Expected, Points), XlsxError> {
    let mut dice = Dice::new(17);
    let mut points = Points {
        point_value: POINT,
        ..Points::default()
    };
    let mut rows = vec![
        row![
            "密封之友 会员积分汇总（1元积1分，100分抵1元）",
            "",
            "",
            "",
            "截至 2026-08-31"
        ],
        row![
            "会员编号",
            "客户编码",
            "会员名称",
            "会员等级",
            "入会日期",
            "最近消费日期",
            "累计获得积分",
            "已兑换积分",
            "积分余额",
            "生日券发放数",
            "生日券使用数",
            "优惠券发放数",
            "优惠券使用数",
            "奖励费用",
            "订单数量",
            "累计消费金额",
        ],
    ];
    for at in world.ranked(2) {
        let client = &world.clients[at];
        let passing = matches!(client.role, Role::Once | Role::Cluster);
        if !passing && world.seen.contains_key(&at) && dice.chance(0.55) {
            rows.push(member(world, at, &mut points, &mut dice));
        }
    }
    points.members = rows.len() - 2;
    points.balance = points.issued - points.redeemed;
    points.liability = points.balance as f64 * POINT;
    let expected = Expected::clean(FILE, "programme", points.members);
    let sheets = [Sheet {
        name: "会员积分汇总",
        rows,
    }];
    Ok((workbook(FILE, &sheets)?, expected, points))
}

fn member(world: &World, at: usize, points: &mut Points, dice: &mut Dice) -> Vec<Cell> {
    let client = &world.clients[at];
    let (first, last) = world.seen.get(&at).copied().unwrap_or((AS_OF, AS_OF));
    let spent: i64 = world.revenue[at][..3].iter().sum::<i64>().max(0);
    let orders = world
        .orders
        .iter()
        .filter(|order| order.client == at && order.date <= AS_OF && !order.is_return())
        .count();
    let issued = spent / 100;
    let used = if dice.chance(0.3) {
        issued / 100 * dice.between(3, 30)
    } else {
        0
    };
    points.issued += issued;
    points.redeemed += used;
    let level = match spent / 100 {
        3_000_000.. => "钻石",
        1_000_000.. => "金卡",
        200_000.. => "银卡",
        _ => "普通",
    };
    let years = days(first, AS_OF) / 365 + 1;
    row![
        format!("HY{:05}", at + 1),
        &client.code,
        &client.name,
        level,
        plus(first, dice.between(0, 90)),
        last,
        issued,
        used,
        issued - used,
        years,
        dice.between(0, years),
        years * 4,
        dice.between(0, years * 2),
        yuan(used),
        orders as i64,
        yuan(spent),
    ]
}
