//! 投诉台账: dates in every fashion, two sheets, one batch nobody settles.

use jiff::civil::{Date, date};
use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use super::Expected;
use crate::book::{Cell, SampleFile, Sheet, row, workbook};
use crate::calendar::{AS_OF, days, moment, plus};
use crate::client::Role;
use crate::dice::Dice;
use crate::mess;
use crate::names;
use crate::products::{FAULTY, FAULTY_BATCH, PRODUCTS};
use crate::world::World;

const FILE: &str = "投诉台账.xlsx";

/// The batch that many complain about.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Batch {
    /// Product name.
    pub product: &'static str,
    /// Batch number, also on the delivery lines.
    pub batch: &'static str,
    /// Complaints about it.
    pub complaints: usize,
    /// Of them unresolved at the as-of date.
    pub open: usize,
    /// Of them open for more than 90 days.
    pub open_over_90_days: usize,
    /// Customers that complained about it.
    pub customers: usize,
    /// All complaints of the register.
    pub all_complaints: usize,
    /// All unresolved.
    pub all_open: usize,
}

struct Complaint {
    client: usize,
    date: Date,
    product: usize,
    faulty: bool,
    solved: Option<Date>,
}

pub(crate) fn write(world: &World) -> Result<(SampleFile, Expected, Batch), XlsxError> {
    let mut dice = Dice::new(13);
    let complaints = complaints(world, &mut dice);
    let turn = date(2025, 7, 1);
    let split = complaints.partition_point(|one| one.date < turn);
    let (early, late) = complaints.split_at(split);
    let mut sheets = [
        sheet(world, "2023.09-2025.06", early, 1, &mut dice),
        sheet(world, "2025.07-2026.08", late, split + 1, &mut dice),
    ];
    sheets[1].rows.push(row![
        "TS2026-999",
        "待补",
        "电话",
        "",
        "O型圈 丁腈",
        "",
        "交期",
        "客户来电未登记日期",
        "一般",
        "",
        "",
        "",
        "",
        "处理中",
        "",
        "",
    ]);
    let mut expected = Expected::clean(FILE, "complaints", complaints.len());
    expected.rejected = 1;
    Ok((workbook(FILE, &sheets)?, expected, fact(&complaints)))
}

fn complaints(world: &World, dice: &mut Dice) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut nth_of_batch = 0;
    for order in world
        .orders
        .iter()
        .filter(|order| order.date <= AS_OF && !order.is_return())
    {
        let client = &world.clients[order.client];
        let faulty = order.lines.iter().any(|line| !line.batch.is_empty());
        let chance = match (faulty, client.is_customer()) {
            (_, false) => 0.0,
            (true, _) => 0.45,
            _ => [0.010, 0.014, 0.021][crate::calendar::year_of(order.date).min(2)],
        };
        if !dice.chance(chance) {
            continue;
        }
        let day = plus(order.date, dice.between(6, 45)).min(AS_OF);
        // One in five of the batch is settled, the rest nobody touches.
        let settled = !faulty || nth_of_batch % 5 == 2;
        nth_of_batch += usize::from(faulty);
        let after = if faulty {
            dice.between(60, 120)
        } else {
            dice.between(1, 40)
        };
        let solved = plus(day, after);
        found.push(Complaint {
            client: order.client,
            date: day,
            product: if faulty {
                FAULTY
            } else {
                order.lines[0].product
            },
            faulty,
            solved: (settled && solved <= AS_OF && dice.chance(0.96)).then_some(solved),
        });
    }
    found.sort_by_key(|one| (one.date, one.client));
    found
}

fn sheet(
    world: &World,
    name: &'static str,
    complaints: &[Complaint],
    first: usize,
    dice: &mut Dice,
) -> Sheet {
    let mut rows = vec![
        row!["客户投诉台账"],
        row![
            "投诉编号",
            "投诉人",
            "投诉渠道",
            "客户名称",
            "产品名称",
            "批号",
            "投诉类别",
            "投诉内容",
            "投诉等级",
            "投诉日期",
            "受理时间",
            "处理日期",
            "回复日期",
            "状态",
            "是否满意",
            "责任人",
        ],
    ];
    for (place, one) in complaints.iter().enumerate() {
        rows.push(cells(world, one, first + place, dice));
    }
    Sheet { name, rows }
}

fn cells(world: &World, one: &Complaint, place: usize, dice: &mut Dice) -> Vec<Cell> {
    let client = &world.clients[one.client];
    let (kind, text) = if one.faulty {
        (
            "产品质量",
            "批号HY2511-07液压缸装配后试压泄漏，同批次多件，要求更换并赔偿停机损失",
        )
    } else {
        *dice.pick(&[
            &("产品质量", "密封面有飞边，装配后渗油"),
            &("交期", "到货晚于约定日期，影响我方装机"),
            &("包装", "外箱破损，小件散落"),
            &("数量差异", "实收数量少于送货单"),
            &("服务态度", "多次致电无人回复"),
            &("产品质量", "尺寸超差，唇口偏心"),
        ])
    };
    let name = if client.role == Role::Crowd && dice.chance(0.06) {
        names::variant(&client.name, dice)
    } else {
        client.name.clone()
    };
    let taken = moment(
        plus(one.date, dice.between(0, 2)),
        dice.between(9 * 60, 17 * 60),
    );
    let replied = one.solved.filter(|_| dice.chance(0.7));
    row![
        format!("TS{}-{place:03}", one.date.year()),
        &client.card.contact,
        *dice.pick(&[&"电话", &"微信", &"邮件", &"业务员转达", &"上门"]),
        name,
        PRODUCTS[one.product].name,
        if one.faulty { FAULTY_BATCH } else { "" },
        kind,
        text,
        if one.faulty { "严重" } else { "一般" },
        mess::day(one.date, dice),
        taken,
        one.solved.map(|day| mess::day(day, dice)),
        replied,
        if one.solved.is_some() {
            "已关闭"
        } else {
            "处理中"
        },
        one.solved
            .map(|_| *dice.pick(&[&"满意", &"一般", &"满意", &"不满意"])),
        *dice.pick(&[&"质量部", &"客服部", &"生产部"]),
    ]
}

fn fact(complaints: &[Complaint]) -> Batch {
    let of_batch = || complaints.iter().filter(|one| one.faulty);
    let open = |one: &&Complaint| one.solved.is_none();
    let mut customers: Vec<usize> = of_batch().map(|one| one.client).collect();
    customers.sort_unstable();
    customers.dedup();
    Batch {
        product: PRODUCTS[FAULTY].name,
        batch: FAULTY_BATCH,
        complaints: of_batch().count(),
        open: of_batch().filter(open).count(),
        open_over_90_days: of_batch()
            .filter(open)
            .filter(|one| days(one.date, AS_OF) > 90)
            .count(),
        customers: customers.len(),
        all_complaints: complaints.len(),
        all_open: complaints.iter().filter(open).count(),
    }
}
