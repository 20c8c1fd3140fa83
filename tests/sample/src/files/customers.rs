//! 客户档案: the tip row of an import template, starred headers, second cards, buckets.

use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use super::Expected;
use crate::book::{Cell, SampleFile, Sheet, row, workbook};
use crate::client::Client;
use crate::dice::Dice;
use crate::mess;
use crate::world::World;

const FILE: &str = "客户档案.xlsx";

/// A customer with two cards.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SecondCard {
    /// First card.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Second card.
    pub second_code: String,
    /// Its name.
    pub second_name: String,
}

pub(crate) fn write(world: &World) -> Result<(SampleFile, Expected, Vec<SecondCard>), XlsxError> {
    let mut dice = Dice::new(11);
    let mut rows = vec![
        row!["客户信息"],
        row!["*导入时本行内容请勿删除，切记！带*为必填项"],
        row![
            "客户编码",
            "名称*",
            "上级客户",
            "统一社会信用代码",
            "客户级别",
            "客户类型",
            "客户行业",
            "客户来源",
            "地区",
            "业务员",
            "联系人",
            "手机号 ",
            "邮箱",
            "第二联系人",
            "建档日期",
            "客户状态*",
            "流失原因",
            "账期天数",
            "备注",
        ],
    ];
    let mut expected = Expected::clean(FILE, "customers", 0);
    let mut doubles = Vec::new();
    for client in &world.clients {
        rows.push(card(client, &client.code, &client.name, &mut dice));
        expected.accepted += 1;
        if let Some((code, name)) = &client.double {
            rows.push(card(client, code, name, &mut dice));
            expected.accepted += 1;
            doubles.push(SecondCard {
                code: client.code.clone(),
                name: client.name.clone(),
                second_code: code.clone(),
                second_name: name.clone(),
            });
        }
        if expected.accepted % 120 == 60 {
            rows.push(Vec::new());
        }
    }
    // A card without a name, and one exported twice.
    let mut nameless = card(&world.clients[40], "KH9990", "", &mut dice);
    nameless[1] = Cell::Blank;
    rows.push(nameless);
    rows.push(rows[60].clone());
    (expected.rejected, expected.duplicates) = (1, 1);
    let sheets = [Sheet {
        name: "客户", rows
    }];
    Ok((workbook(FILE, &sheets)?, expected, doubles))
}

fn card(client: &Client, code: &str, name: &str, dice: &mut Dice) -> Vec<Cell> {
    let card = &client.card;
    row![
        code,
        name,
        card.parent,
        &card.credit_code,
        card.level,
        card.category,
        client.industry,
        card.source,
        card.region,
        if dice.chance(0.97) { client.owner } else { "" },
        &card.contact,
        if dice.chance(0.01) {
            mess::wide(&card.phone)
        } else {
            card.phone.clone()
        },
        &card.email,
        &card.second,
        card.first.map(|day| mess::day(day, dice)),
        card.status,
        card.lost_reason,
        (card.credit_days > 0).then_some(card.credit_days),
        card.remark,
    ]
}
