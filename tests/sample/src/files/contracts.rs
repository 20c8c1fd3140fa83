//! 合同台账: clauses that matter when the firm changes hands.

use jiff::civil::{Date, date};
use rust_xlsxwriter::XlsxError;
use serde::Serialize;

use super::Expected;
use crate::book::{Cell, SampleFile, Sheet, row, workbook};
use crate::calendar::{AS_OF, days, plus};
use crate::client::Role;
use crate::dice::Dice;
use crate::world::World;

const FILE: &str = "合同台账.xlsx";

/// What a change of control touches.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ChangeOfControl {
    /// Customers whose running contract has the clause.
    pub customers: Vec<String>,
    /// Their share of the last twelve months.
    pub ltm_share: f64,
    /// End of the largest customer's contract.
    pub largest_contract_end: String,
    /// Days from the as-of date to it.
    pub largest_contract_days_left: i64,
    /// Share of the last twelve months whose running contract ends within twelve months.
    pub ltm_share_ending_within_12_months: f64,
}

struct Contract {
    client: usize,
    start: Date,
    end: Date,
    clause: &'static str,
    renewed: Option<bool>,
}

pub(crate) fn write(world: &World) -> Result<(SampleFile, Expected, ChangeOfControl), XlsxError> {
    let mut dice = Dice::new(18);
    let contracts = contracts(world, &mut dice);
    let mut rows = vec![
        row!["销售合同台账（截至2026年8月31日）"],
        row![
            "合同编号",
            "合同名称",
            "客户名称",
            "合同类型",
            "合同金额（元）",
            "签订日期",
            "合同开始时间",
            "到期日",
            "是否自动续约",
            "控制权变更条款",
            "是否可转让",
            "是否排他",
            "终止通知期（天）",
            "最低采购量（元/年）",
            "是否续签",
            "合同状态",
            "公司签约人",
        ],
    ];
    for (place, contract) in contracts.iter().enumerate() {
        rows.push(cells(world, contract, place + 1, &mut dice));
    }
    let expected = Expected::clean(FILE, "contracts", contracts.len());
    let sheets = [Sheet {
        name: "合同台账",
        rows,
    }];
    Ok((workbook(FILE, &sheets)?, expected, fact(world, &contracts)))
}

fn contracts(world: &World, dice: &mut Dice) -> Vec<Contract> {
    let mut found = Vec::new();
    for (place, at) in world.ranked(1).into_iter().take(60).enumerate() {
        let role = world.clients[at].role;
        if role == Role::Largest {
            found.push(Contract {
                client: at,
                start: date(2024, 5, 1),
                end: date(2027, 4, 30),
                clause: "有",
                renewed: None,
            });
            continue;
        }
        // Some of the large buy without any written contract.
        if dice.chance(if place < 20 { 0.15 } else { 0.45 }) && role != Role::Group {
            continue;
        }
        let clause = match (role, place) {
            (Role::Group, _) | (_, 6) => "有",
            _ if dice.chance(0.1) => "未约定",
            _ => "无",
        };
        let mut start = plus(date(2023, 10, 1), dice.between(0, 300));
        loop {
            let end = plus(start, [364, 364, 729][place % 3]);
            let over = end < AS_OF;
            let ends_here =
                over && (dice.chance(0.15) || matches!(role, Role::Silent | Role::Lost));
            let renewed = over.then_some(!ends_here);
            found.push(Contract {
                client: at,
                start,
                end,
                clause,
                renewed,
            });
            if !over || ends_here {
                break;
            }
            start = plus(end, 1);
        }
    }
    found.sort_by_key(|contract| (contract.start, contract.client));
    found
}

fn cells(world: &World, contract: &Contract, number: usize, dice: &mut Dice) -> Vec<Cell> {
    let client = &world.clients[contract.client];
    let year = crate::calendar::year_of(contract.start).min(2);
    let amount = world.revenue[contract.client][year] / 1_000_000 * 10_000;
    let renewed = contract
        .renewed
        .map(|renewed| if renewed { "是" } else { "否" });
    let largest = client.role == Role::Largest;
    row![
        format!("HT{}-{number:03}", contract.start.year()),
        if largest {
            "年度框架采购协议"
        } else {
            "密封件购销合同"
        },
        &client.name,
        if largest {
            "框架协议"
        } else {
            "直销合同"
        },
        if dice.chance(0.1) {
            Cell::Text(format!("{}万", amount / 10_000))
        } else {
            amount.into()
        },
        plus(contract.start, -dice.between(2, 25)),
        contract.start,
        contract.end,
        if largest || dice.chance(0.6) {
            "否"
        } else {
            "是"
        },
        contract.clause,
        if largest || dice.chance(0.7) {
            "否"
        } else {
            "是"
        },
        "否",
        [30_i64, 60, 90][number % 3],
        (number.is_multiple_of(6)).then_some(amount / 2),
        renewed,
        if contract.end < AS_OF {
            "已到期"
        } else {
            "履行中"
        },
        client.owner,
    ]
}

fn fact(world: &World, contracts: &[Contract]) -> ChangeOfControl {
    let running = |contract: &&Contract| contract.start <= AS_OF && contract.end >= AS_OF;
    let with_clause: Vec<usize> = contracts
        .iter()
        .filter(running)
        .filter(|contract| contract.clause == "有")
        .map(|contract| contract.client)
        .collect();
    let end = date(2027, 4, 30);
    ChangeOfControl {
        customers: with_clause
            .iter()
            .map(|at| world.clients[*at].name.clone())
            .collect(),
        ltm_share: with_clause.iter().map(|at| world.share(*at)).sum(),
        largest_contract_end: end.to_string(),
        largest_contract_days_left: days(AS_OF, end),
        ltm_share_ending_within_12_months: contracts
            .iter()
            .filter(running)
            .filter(|contract| days(AS_OF, contract.end) <= 365)
            .map(|contract| world.share(contract.client))
            .sum(),
    }
}
