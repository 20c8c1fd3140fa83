//! 转介绍与评价: referrals and reviews in one workbook.

use rust_xlsxwriter::XlsxError;

use super::Expected;
use crate::book::{Cell, SampleFile, Sheet, row, workbook, yuan};
use crate::calendar::{AS_OF, START, moment, plus, workday};
use crate::client::Role;
use crate::dice::Dice;
use crate::products::PRODUCTS;
use crate::world::World;

const FILE: &str = "转介绍与评价.xlsx";

pub(crate) fn write(world: &World) -> Result<(SampleFile, Vec<Expected>), XlsxError> {
    let mut dice = Dice::new(20);
    let referrals = referrals(world, &mut dice);
    let reviews = reviews(&mut dice);
    let expected = vec![
        Expected::clean(FILE, "referrals", referrals.len() - 1),
        Expected::clean(FILE, "reviews", reviews.len() - 1),
    ];
    let sheets = [
        Sheet {
            name: "转介绍",
            rows: referrals,
        },
        Sheet {
            name: "网络评价",
            rows: reviews,
        },
    ];
    Ok((workbook(FILE, &sheets)?, expected))
}

/// Customers first seen after the first hundred days, some of them brought by another.
fn referrals(world: &World, dice: &mut Dice) -> Vec<Vec<Cell>> {
    let mut rows = vec![row![
        "推荐人",
        "推荐人客户编码",
        "被推荐人",
        "推荐日期",
        "状态",
        "是否成交",
        "成交金额",
        "奖励金额",
    ]];
    let ranked = world.ranked(0);
    for (at, (first, _)) in &world.seen {
        let client = &world.clients[*at];
        let fresh = *first > plus(START, 100) && client.role == Role::Crowd;
        if !fresh || !dice.chance(0.55) {
            continue;
        }
        let by = &world.clients[ranked[dice.between(5, 90) as usize]];
        let spent: i64 = world.revenue[*at][..3].iter().sum();
        rows.push(row![
            &by.name,
            &by.code,
            &client.name,
            plus(*first, -dice.between(5, 60)),
            "已成交",
            "是",
            yuan(spent),
            (dice.between(2, 20) * 100) as f64,
        ]);
        if dice.chance(0.5) {
            let by = &world.clients[ranked[dice.between(5, 90) as usize]];
            let lead = format!("{}的配套厂（未留名）", client.industry);
            let day = plus(*first, dice.between(3, 50)).min(AS_OF);
            rows.push(row![&by.name, &by.code, lead, day, "已拒绝", "否", "", ""]);
        }
    }
    rows
}

fn reviews(dice: &mut Dice) -> Vec<Vec<Cell>> {
    let mut rows = vec![row![
        "平台",
        "评价人",
        "评价时间",
        "产品名称",
        "评分星级",
        "评价内容",
        "商家回复内容",
        "商家回复时间",
    ]];
    let mut day = plus(START, 9);
    while day < AS_OF {
        let late = day > plus(AS_OF, -300);
        let stars = match dice.between(0, 99) {
            0..=9 => 1,
            10..=14 => 2,
            15..=27 => 3,
            28..=39 if late => 2,
            28..=52 => 4,
            _ => 5_i64,
        };
        let text = match stars {
            1 | 2 => *dice.pick(&[&"发货慢，催了三次", &"装上就漏油", &"客服不回消息"]),
            3 => "一般，价格不便宜",
            _ => *dice.pick(&[
                &"尺寸准，密封可靠",
                &"发货快，包装好",
                &"用了多年，质量稳定",
            ]),
        };
        let reply = dice.chance(if stars <= 2 { 0.4 } else { 0.55 });
        let answered = moment(plus(day, dice.between(0, 6)), dice.between(540, 1_080));
        rows.push(row![
            *dice.pick(&[&"1688店铺", &"企业店铺", &"公众号"]),
            format!("买家{:04}", dice.between(1, 9_999)),
            day,
            PRODUCTS[dice.between(0, 29) as usize].name,
            stars,
            text,
            if reply { "感谢您的评价" } else { "" },
            reply.then_some(answered),
        ]);
        day = workday(plus(day, dice.between(3, 18)));
    }
    rows
}
