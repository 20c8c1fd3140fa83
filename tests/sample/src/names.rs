//! Names that belong to nobody: places and brands are made up, persons have no given name.

use crate::dice::Dice;

const PLACES: [&str; 10] = [
    "霁州", "珩州", "沐海", "栖川", "望潮", "云舶", "砺港", "瀛泽", "翎州", "澄屿",
];
const FIRST: [&str; 24] = [
    "鲸", "鹿", "鹭", "枫", "霜", "岚", "玄", "青", "墨", "素", "橙", "砚", "萤", "穹", "屿", "梭",
    "榆", "蓝", "赤", "琥", "藤", "雀", "松", "雁",
];
const SECOND: [&str; 24] = [
    "帆", "砂", "舟", "渊", "岭", "锚", "轨", "梁", "汀", "弦", "塔", "桥", "泉", "原", "澜", "谷",
    "湾", "圃", "灯", "石", "坞", "桨", "垣", "壑",
];
/// Trade in the name and the industry of master data.
const TRADES: [(&str, &str); 14] = [
    ("工程机械", "工程机械"),
    ("液压机械", "液压气动"),
    ("油缸", "液压气动"),
    ("泵业", "泵阀"),
    ("阀门", "泵阀"),
    ("减速机", "传动设备"),
    ("传动设备", "传动设备"),
    ("注塑机械", "塑料机械"),
    ("农业机械", "农业机械"),
    ("船舶设备", "船舶"),
    ("风电装备", "新能源装备"),
    ("汽车部件", "汽车零部件"),
    ("机电贸易", "贸易流通"),
    ("密封器材", "贸易流通"),
];
const SURNAMES: [&str; 16] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
];
const TITLES: [&str; 7] = ["经理", "主任", "工", "女士", "先生", "采购", "科长"];

/// A company name with its industry; the same number always gives the same brand.
pub(crate) fn company(number: usize, dice: &mut Dice) -> (String, &'static str) {
    let place = dice.pick(&PLACES);
    let brand = format!(
        "{}{}",
        FIRST[number % 24],
        SECOND[(number * 7 + number / 24) % 24]
    );
    let (trade, industry) = TRADES[dice.between(0, 13) as usize];
    let name = match dice.between(0, 19) {
        0..=3 => format!("{brand}{trade}（{place}）有限公司"),
        4 => format!("{place}{brand}{trade}股份有限公司"),
        5 if industry == "贸易流通" => format!("{place}{brand}密封经营部"),
        6 => format!("{place}{brand}{trade}厂"),
        _ => format!("{place}{brand}{trade}有限公司"),
    };
    (name, industry)
}

/// The same company as another clerk would type it.
pub(crate) fn variant(name: &str, dice: &mut Dice) -> String {
    if name.contains('（') {
        return name.replace('（', "(").replace('）', ")");
    }
    match dice.between(0, 2) {
        0 => format!("{name} "),
        1 => name.replace("有限公司", "有限责任公司"),
        _ => {
            name.chars().take(4).collect::<String>()
                + " "
                + &name.chars().skip(4).collect::<String>()
        }
    }
}

/// Someone at a customer, without a given name.
pub(crate) fn contact(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(&SURNAMES), dice.pick(&TITLES))
}

/// A number of a block that is all zeros: nobody's telephone.
pub(crate) fn phone(number: usize) -> String {
    format!("1990000{number:04}")
}

/// A unified social credit code in region 000000, with a valid check character (GB 32100-2015).
pub(crate) fn credit_code(number: usize) -> String {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body = format!("91000000MA{number:07}");
    let mut weight = 1;
    let mut sum = 0;
    for letter in body.bytes() {
        let value = DIGITS
            .iter()
            .position(|digit| *digit == letter)
            .unwrap_or(0);
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    format!("{body}{}", DIGITS[(31 - sum % 31) % 31] as char)
}
