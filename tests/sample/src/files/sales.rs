//! 销售出库明细: title rows, footer, returns as negative lines, two sheets.

use jiff::civil::date;
use rust_xlsxwriter::XlsxError;

use super::Expected;
use crate::TARGET;
use crate::book::{Cell, SampleFile, Sheet, row, workbook, yuan};
use crate::dice::Dice;
use crate::mess;
use crate::names;
use crate::orders::{Line, Order};
use crate::products::PRODUCTS;
use crate::world::World;

const FILE: &str = "销售出库明细_用友导出.xlsx";

pub(crate) fn write(world: &World) -> Result<(SampleFile, Expected), XlsxError> {
    let mut dice = Dice::new(10);
    let mut expected = Expected::clean(FILE, "orders", 0);
    let turn = date(2025, 1, 1);
    let (early, late): (Vec<&Order>, Vec<&Order>) =
        world.orders.iter().partition(|order| order.date < turn);
    let sheets = [
        sheet(
            world,
            "2023-2024年",
            "2023-09-01 至 2024-12-31",
            &early,
            &mut dice,
            &mut expected,
        ),
        sheet(
            world,
            "2025-2026年",
            "2025-01-01 至 2026-09-18",
            &late,
            &mut dice,
            &mut expected,
        ),
    ];
    Ok((workbook(FILE, &sheets)?, expected))
}

fn sheet(
    world: &World,
    name: &'static str,
    period: &str,
    orders: &[&Order],
    dice: &mut Dice,
    expected: &mut Expected,
) -> Sheet {
    let mut rows = vec![
        row![TARGET],
        row!["销售出库明细表"],
        row![
            format!("期间：{period}"),
            "",
            "",
            "导出时间：2026-09-19 08:31"
        ],
        header(),
    ];
    let (mut gross, mut net) = (0, 0);
    for (place, order) in orders.iter().enumerate() {
        for line in &order.lines {
            let cells = cells(world, order, line, dice);
            // One small line in a few hundred was exported twice.
            if dice.chance(0.002) && line.amount.abs() < 300_000 {
                rows.push(cells.clone());
                expected.duplicates += 1;
            }
            rows.push(cells);
            expected.accepted += 1;
            (gross, net) = (gross + line.amount, net + line.net);
        }
        if place % 1500 == 700 {
            rows.push(void(world, order, dice));
            expected.cancelled += 1;
        }
        if place % 977 == 400 {
            rows.push(Vec::new());
            rows.push(broken(order, world, place));
            expected.rejected += 1;
        }
    }
    rows.push(footer(gross, net));
    rows.push(row!["制表人：系统管理员", "", "审核人："]);
    Sheet { name, rows }
}

fn header() -> Vec<Cell> {
    row![
        "单据号",
        "单据类型",
        "单据日期",
        "客户编码",
        "客户名称 ",
        "存货编码",
        "存货名称",
        "规格型号",
        "存货分类",
        "批号",
        "数量",
        "含税单价",
        "税率(%)",
        "价税合计",
        "无税金额",
        "成本金额",
        "业务员",
        "渠道",
        "地区名称",
        "预计发货日期",
        "实际发货日期 ",
        "单据状态",
        "备注",
    ]
}

fn cells(world: &World, order: &Order, line: &Line, dice: &mut Dice) -> Vec<Cell> {
    let client = &world.clients[order.client];
    let product = &PRODUCTS[line.product];
    let second = client.double.as_ref().filter(|_| order.date.day() % 4 == 0);
    let (code, name) = match second {
        Some((code, name)) => (code.as_str(), name.clone()),
        None if dice.chance(0.03) => (client.code.as_str(), names::variant(&client.name, dice)),
        None => (client.code.as_str(), client.name.clone()),
    };
    let code = if dice.chance(0.02) && second.is_none() {
        ""
    } else {
        code
    };
    let back = line.amount < 0;
    let day: Cell = if order.date.year() >= 2025 {
        order.date.to_string().into()
    } else {
        order.date.into()
    };
    row![
        &order.number,
        if back { "销售退货" } else { "普通销售" },
        day,
        code,
        name,
        product.code,
        product.name,
        product.size,
        product.category,
        line.batch,
        line.quantity,
        yuan(line.price),
        13_i64,
        mess::amount(line.amount, dice),
        yuan(line.net),
        yuan(line.cost),
        client.owner,
        order.channel,
        client.card.region,
        (!back).then_some(order.promised),
        order.shipped.filter(|_| !back),
        "已审核",
        if back { "退货" } else { "" },
    ]
}

/// A document that was cancelled before it was shipped.
fn void(world: &World, order: &Order, dice: &mut Dice) -> Vec<Cell> {
    let mut cells = cells(world, order, &order.lines[0], dice);
    cells[0] = format!("{}Z", order.number).into();
    cells[20] = Cell::Blank;
    cells[21] = "作废".into();
    cells
}

/// A row that no program may take for a sale.
fn broken(order: &Order, world: &World, place: usize) -> Vec<Cell> {
    let name = &world.clients[order.client].name;
    let (day, amount): (Cell, Cell) = match place / 977 % 3 {
        0 => (Cell::Blank, 1_280.5.into()),
        1 => (order.date.into(), "待核价".into()),
        _ => ("日期不详".into(), 960.0.into()),
    };
    row![
        "",
        "普通销售",
        day,
        "",
        name,
        "OR-1001",
        "O型圈 丁腈",
        "20×2.65",
        "O型圈",
        "",
        100_i64,
        "",
        13_i64,
        amount,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "未审核",
        "补录",
    ]
}

fn footer(gross: i64, net: i64) -> Vec<Cell> {
    let mut cells = vec![Cell::from("合计")];
    cells.resize(13, Cell::Blank);
    cells.extend(row![yuan(gross), yuan(net)]);
    cells
}
