//! Master data of each customer, with the gaps that master data has.

use jiff::civil::date;

use crate::calendar::{AS_OF, START, days, plus};
use crate::client::{Card, Role};
use crate::dice::Dice;
use crate::names;
use crate::world::World;

const REGIONS: [&str; 9] = [
    "浙江", "江苏", "上海", "山东", "广东", "福建", "安徽", "湖北", "河南",
];
const SOURCES: [&str; 7] = [
    "老客户转介绍",
    "展会",
    "线上询价",
    "陌拜",
    "电话咨询",
    "搜索引擎",
    "自来",
];
const REASONS: [&str; 6] = [
    "价格偏高",
    "质量问题",
    "交期不稳定",
    "转向竞争对手",
    "客户停产",
    "对接人员变动",
];
/// The actual controller of the two customers under common control.
pub(crate) const CONTROLLER: &str = "砺港墨渊投资控股有限公司";
/// The telephone of the firm itself, which the related party also gives.
pub(crate) const HOUSE_PHONE: &str = "19900009999";

/// Writes every customer's card.
pub(crate) fn dress(world: &mut World) {
    let mut dice = Dice::new(4);
    let ranked = world.ranked(2);
    for at in 0..world.clients.len() {
        let place = ranked
            .iter()
            .position(|other| *other == at)
            .unwrap_or(usize::MAX);
        let mut card = card(world, at, place, &mut dice);
        match world.clients[at].role {
            Role::Group => card.parent = CONTROLLER,
            Role::Related => {
                (card.parent, card.phone) = ("恒某（本公司股东近亲属）", HOUSE_PHONE.into());
                (card.category, card.remark) = ("关联方", "与我司同一办公地址");
            }
            Role::Silent => (card.status, card.level) = ("合作中", "A（重点客户）"),
            Role::Bucket => card = bucket(at),
            _ => {}
        }
        world.clients[at].card = card;
    }
}

fn bucket(at: usize) -> Card {
    Card {
        phone: HOUSE_PHONE.into(),
        first: Some(date(2012, 3, 1)),
        category: if at.is_multiple_of(2) {
            "零售"
        } else {
            "内部"
        },
        ..Card::default()
    }
}

fn card(world: &World, at: usize, place: usize, dice: &mut Dice) -> Card {
    let client = &world.clients[at];
    let gone = !world.ordered_within(at, 365);
    let first = world.seen.get(&at).map(|(first, _)| *first);
    // Whoever bought in the first weeks of the log was a customer before it.
    let before = first.is_some_and(|day| days(START, day) < 100) && client.role != Role::Once;
    let since = if before {
        plus(START, -dice.between(60, 4_300))
    } else {
        first.unwrap_or(START)
    };
    let second = dice.chance(if place < 20 { 0.45 } else { 0.2 });
    Card {
        parent: "",
        credit_code: if dice.chance(0.68) {
            names::credit_code(at + 1)
        } else {
            String::new()
        },
        level: level(place, dice),
        category: if client.industry == "贸易流通" {
            "经销商"
        } else {
            "最终客户"
        },
        source: if dice.chance(0.8) {
            dice.pick(&SOURCES)
        } else {
            ""
        },
        region: if dice.chance(0.93) {
            dice.pick(&REGIONS)
        } else {
            ""
        },
        contact: if dice.chance(0.9) {
            names::contact(dice)
        } else {
            String::new()
        },
        phone: phone(at, dice),
        email: if dice.chance(0.42) {
            format!("buyer{:03}@example.com", at + 1)
        } else {
            "".into()
        },
        second: if second {
            names::contact(dice)
        } else {
            String::new()
        },
        first: (place < 20 || dice.chance(0.95)).then_some(since),
        status: if gone && dice.chance(0.8) {
            "已流失"
        } else {
            "合作中"
        },
        lost_reason: if gone && dice.chance(0.55) {
            dice.pick(&REASONS)
        } else {
            ""
        },
        credit_days: if place < 20 { 90 } else { [30, 45, 60][at % 3] },
        remark: "",
    }
}

fn level(place: usize, dice: &mut Dice) -> &'static str {
    if place >= 20 && dice.chance(0.08) {
        return "";
    }
    match place {
        0..20 => "A（重点客户）",
        20..100 => "B（普通客户）",
        _ => "C（非优先客户）",
    }
}

fn phone(at: usize, dice: &mut Dice) -> String {
    match dice.between(0, 99) {
        0..=7 => String::new(),
        8 | 9 => "无".into(),
        10..=12 => format!("1990000{at}"),
        _ => names::phone(at + 1),
    }
}

/// Days of silence of a customer before the as-of date.
pub(crate) fn silence(world: &World, at: usize) -> i64 {
    world
        .seen
        .get(&at)
        .map_or(0, |(_, last)| days(*last, AS_OF))
}
