//! Very many customers take seconds, not minutes: nobody is compared with everybody.

use std::time::Instant;

use super::super::SuggestionKind;
use super::{of_kind, roster_of};
use crate::measures::testing::rows;

const CUSTOMERS: u32 = 50_000;
const EVERY: u32 = 50;

#[test]
fn fifty_thousand_customers_are_compared_in_seconds() {
    let brand: Vec<char> =
        "鲸鹿鹭枫霜岚玄青墨素橙砚萤穹屿梭榆蓝赤琥藤雀松雁帆砂舟渊岭锚轨梁汀弦塔桥泉原澜谷"
            .chars()
            .collect();
    let places = ["宁波", "温州", "台州", "上海", "苏州"];
    let trades = ["密封件", "阀门", "泵业", "液压机械", "传动设备"];
    let mut customers = Vec::new();
    for number in 0..CUSTOMERS {
        let at = number as usize;
        let name = format!(
            "{}{}{}{}{}有限公司",
            places[at % 5],
            brand[at / 5 % 40],
            brand[at / 200 % 40],
            brand[at / 8_000 % 40],
            trades[at % 7 % 5],
        );
        if number % EVERY == 0 {
            let twin = name.replace("有限公司", "有限责任公司");
            customers.push(format!("D{number} | {twin} | 138{number:08}"));
        }
        customers.push(format!("K{number} | {name} | 139{number:08}"));
    }
    let lines: Vec<&str> = customers.iter().map(String::as_str).collect();
    let customers = rows("code | name | phone", &lines);
    let begun = Instant::now();
    let mut roster = roster_of(customers);
    let built = begun.elapsed();
    let found = roster.suggestions(&[], "");
    let asked = begun.elapsed() - built;
    println!("50,000 customers: built in {built:?}, asked in {asked:?}");
    let same = of_kind(&found, SuggestionKind::SameCustomer);
    assert_eq!(same.len(), (CUSTOMERS / EVERY) as usize);
    // Unoptimised and on a busy machine; comparing everybody with everybody would take hours.
    assert!((built + asked).as_secs() < 240, "{built:?} {asked:?}");
}
