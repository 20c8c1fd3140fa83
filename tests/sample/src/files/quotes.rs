//! 报价与询价: UTF-16 little endian with a byte order mark.

use super::Expected;
use crate::book::{Cell, SampleFile, csv, row};
use crate::calendar::{AS_OF, START, moment, plus, workday, year_of};
use crate::dice::Dice;
use crate::mess::grouped;
use crate::world::World;

const FILE: &str = "报价与询价.csv";

pub(crate) fn write(world: &World) -> (SampleFile, Expected) {
    let mut dice = Dice::new(19);
    let mut rows = vec![row![
        "报价单号",
        "客户名称",
        "询价时间",
        "报价时间",
        "报价金额",
        "修改次数",
        "是否成交",
        "成交日期",
        "状态",
        "未成交原因",
    ]];
    let ranked = world.ranked(2);
    let mut day = plus(START, 3);
    while day < AS_OF {
        let place = (dice.unit() * dice.unit() * 230.0) as usize;
        let at = ranked[place];
        if world
            .seen
            .get(&at)
            .is_some_and(|(first, _)| *first <= plus(day, 30))
        {
            rows.push(quote(world, at, day, rows.len(), &mut dice));
        }
        day = workday(plus(day, dice.between(1, 6)));
    }
    let expected = Expected::clean(FILE, "quotes", rows.len() - 1);
    let text = csv(&rows);
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    (SampleFile { name: FILE, bytes }, expected)
}

fn quote(
    world: &World,
    at: usize,
    day: jiff::civil::Date,
    number: usize,
    dice: &mut Dice,
) -> Vec<Cell> {
    let hour = dice.between(8 * 60, 16 * 60);
    let wait = [1, 1, 2][year_of(day).min(2)];
    let quoted = workday(plus(day, dice.between(0, wait)));
    let won = dice.chance([0.58, 0.52, 0.44][year_of(day).min(2)]);
    let ordered = workday(plus(quoted, dice.between(2, 24)));
    let open = ordered > AS_OF;
    let amount = dice.between(8_000, 900_000) * 10;
    let lost = !won && !open;
    let minute = if quoted == day {
        hour + dice.between(20, 90)
    } else {
        dice.between(540, 1_020)
    };
    row![
        format!("BJ{number:05}"),
        &world.clients[at].name,
        moment(day, hour),
        moment(quoted, minute),
        grouped(amount),
        dice.between(0, 4),
        if open {
            ""
        } else if won {
            "是"
        } else {
            "否"
        },
        (won && !open).then_some(ordered),
        if open {
            "跟进中"
        } else if won {
            "已成交"
        } else {
            "未成交"
        },
        lost.then(|| *dice.pick(&[
            &"价格高于竞品",
            &"交期不满足",
            &"项目取消",
            &"改用进口品牌",
            &""
        ])),
    ]
}
