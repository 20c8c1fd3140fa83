//! 应收账款明细: GB18030, report title, guarded keys, thousands separators.

use jiff::civil::{Date, date};
use serde::Serialize;

use super::Expected;
use crate::TARGET;
use crate::book::{Cell, SampleFile, csv, row};
use crate::calendar::{AS_OF, days, plus};
use crate::client::Role;
use crate::dice::Dice;
use crate::mess::{grouped, ten_thousands};
use crate::orders::Order;
use crate::world::World;

const FILE: &str = "应收账款明细_GBK.csv";

/// The top-ten customer that pays late.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Overdue {
    /// Its key.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Open at the as-of date, yuan.
    pub outstanding: f64,
    /// Of it past due, yuan.
    pub overdue: f64,
    /// Oldest days past due.
    pub oldest_days: i64,
    /// All customers: open, yuan.
    pub total_outstanding: f64,
    /// All customers: past due, yuan.
    pub total_overdue: f64,
}

struct Document<'a> {
    order: &'a Order,
    due: Date,
    received: i64,
}

impl Document<'_> {
    fn open(&self) -> i64 {
        self.order.amount() - self.received
    }

    fn overdue(&self) -> i64 {
        if self.due < AS_OF { self.open() } else { 0 }
    }
}

pub(crate) fn write(world: &World) -> (SampleFile, Expected, Overdue) {
    let mut dice = Dice::new(12);
    let documents: Vec<Document<'_>> = world
        .orders
        .iter()
        .filter_map(|order| document(world, order, &mut dice))
        .collect();
    let mut rows = vec![
        row!["应收账款明细表"],
        row![format!("单位：{TARGET}")],
        row![
            "截止日期：2026-08-31",
            "",
            "",
            "",
            "导出时间：2026-09-19 09:02"
        ],
        Vec::new(),
        row![
            "单据编号",
            "单据日期",
            "客户名称",
            "到期日",
            "单据金额",
            "已收金额",
            "未收金额",
            "状态",
        ],
    ];
    rows.extend(
        documents
            .iter()
            .map(|document| cells(world, document, &mut dice)),
    );
    let open: i64 = documents.iter().map(Document::open).sum();
    rows.push(Vec::new());
    rows.push(row!["合计", "", "", "", "", "", grouped(open), ""]);
    let text = csv(&rows);
    let bytes = encoding_rs::GB18030.encode(&text).0.into_owned();
    let expected = Expected::clean(FILE, "receivables", documents.len());
    (
        SampleFile { name: FILE, bytes },
        expected,
        fact(world, &documents),
    )
}

/// The documents of the last months, and a year of those that are not paid.
fn document<'a>(world: &World, order: &'a Order, dice: &mut Dice) -> Option<Document<'a>> {
    let client = &world.clients[order.client];
    let late = client.role == Role::Overdue;
    let from = if late {
        date(2025, 10, 1)
    } else {
        date(2026, 3, 1)
    };
    if order.date < from || order.date > AS_OF || !client.is_customer() || order.is_return() {
        return None;
    }
    let due = plus(order.date, client.card.credit_days);
    let paid_after = if late {
        300
    } else {
        client.card.credit_days + dice.between(-8, 22)
    };
    let received = match days(order.date, AS_OF) - paid_after {
        0.. => order.amount(),
        _ if dice.chance(0.1) => order.amount() * 3 / 10,
        _ => 0,
    };
    Some(Document {
        order,
        due,
        received,
    })
}

fn cells(world: &World, document: &Document<'_>, dice: &mut Dice) -> Vec<Cell> {
    let order = document.order;
    let number = match dice.between(0, 5) {
        0 => format!("=\"{}\"", order.number),
        1 => format!("\t{}", order.number),
        _ => order.number.clone(),
    };
    let status = match (document.open(), document.overdue()) {
        (0, _) => "已结清",
        (_, 0) => "未到期",
        _ => "逾期",
    };
    row![
        number,
        order.date,
        &world.clients[order.client].name,
        document.due,
        money(order.amount(), dice),
        money(document.received, dice),
        money(document.open(), dice),
        status,
    ]
}

fn money(cents: i64, dice: &mut Dice) -> String {
    match (cents, dice.between(0, 39)) {
        (0, 0..=19) => "-".into(),
        (_, 0) => format!("¥{}", grouped(cents)),
        (_, 1) if cents > 0 => ten_thousands(cents),
        _ => grouped(cents),
    }
}

fn fact(world: &World, documents: &[Document<'_>]) -> Overdue {
    let late = world.of(Role::Overdue)[0];
    let of_late = || {
        documents
            .iter()
            .filter(|document| document.order.client == late)
    };
    let yuan = |cents: i64| cents as f64 / 100.0;
    Overdue {
        code: world.clients[late].code.clone(),
        name: world.clients[late].name.clone(),
        outstanding: yuan(of_late().map(Document::open).sum()),
        overdue: yuan(of_late().map(Document::overdue).sum()),
        oldest_days: of_late()
            .filter(|document| document.open() > 0)
            .map(|document| days(document.due, AS_OF))
            .max()
            .unwrap_or(0),
        total_outstanding: yuan(documents.iter().map(Document::open).sum()),
        total_overdue: yuan(documents.iter().map(Document::overdue).sum()),
    }
}
