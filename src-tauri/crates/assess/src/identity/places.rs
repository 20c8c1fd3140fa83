//! Places in names: known ones, and those that the names themselves give away.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::script::{is_han, one_script};

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let list = include_str!("../../../../../assets/names/places.txt");
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Words in brackets that are no place.
const NO_PLACES: [&str; 22] = [
    "集团",
    "控股",
    "个人",
    "新",
    "旧",
    "老",
    "停用",
    "作废",
    "现结",
    "月结",
    "代理",
    "总部",
    "国际",
    "普通合伙",
    "内销",
    "外销",
    "含税",
    "股份",
    "重复",
    "已停",
    "内部",
    "直营",
];

/// The places that may stand before or in the names of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    learned: HashSet<String>,
}

impl Places {
    /// Known places, and what stands in brackets before the legal form of these names: whatever is
    /// a place there is one in front of a name too. Once by chance, twice is a place.
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: HashMap<String, u32> = HashMap::new();
        for name in names {
            if let Some(place) = bracketed(&one_script(name)) {
                *seen.entry(place).or_default() += 1;
            }
        }
        let learned = seen.into_iter().filter(|(_, times)| *times > 1);
        Self {
            learned: learned.map(|(place, _)| place).collect(),
        }
    }

    /// Whether the text is a place.
    pub(crate) fn has(&self, text: &str) -> bool {
        KNOWN.contains(text) || self.learned.contains(text)
    }

    /// Takes a place off the front; the place without 省, 市 …, and the rest.
    pub(crate) fn front<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).take(6).collect();
        (2..=4).rev().find_map(|len| {
            let at = *ends.get(len)?;
            let (place, rest) = text.split_at(at);
            self.has(place).then(|| (place, without_rank(rest)))
        })
    }
}

/// The rest after a place without the word for its rank.
fn without_rank(rest: &str) -> &str {
    ["自治区", "特别行政区", "省", "市", "区", "县"]
        .iter()
        .find_map(|rank| rest.strip_prefix(rank))
        // 市 and 区 begin words too: 市政, 区域.
        .filter(|left| !left.starts_with(['政', '域', '场', '内']))
        .unwrap_or(rest)
}

/// Two or three characters in brackets right before 有限公司, or at the end of the name.
fn bracketed(name: &str) -> Option<String> {
    let (_, inner) = name.split_once('(')?;
    let (place, after) = inner.split_once(')')?;
    let length = place.chars().count();
    let fits = (2..=3).contains(&length)
        && place.chars().all(is_han)
        && after.trim_start().starts_with(['有', '股'])
        && !NO_PLACES.contains(&place);
    fits.then(|| place.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_in_front_with_or_without_their_rank() {
        let places = Places::default();
        for (name, place, rest) in [
            ("宁波东海密封", "宁波", "东海密封"),
            ("浙江省宁波市东海密封", "浙江", "宁波市东海密封"),
            ("内蒙古蒙牛", "内蒙古", "蒙牛"),
            ("上海市政工程", "上海", "市政工程"),
        ] {
            assert_eq!(places.front(name), Some((place, rest)));
        }
        assert_eq!(places.front("东海密封"), None);
    }

    #[test]
    fn a_place_in_two_brackets_is_learned() {
        let names = [
            "甲油缸（望潮）有限公司",
            "乙阀门(望潮)有限公司",
            "丙（集团）有限公司",
        ];
        let places = Places::of(names.into_iter());
        assert!(places.has("望潮") && !places.has("集团"));
    }
}
