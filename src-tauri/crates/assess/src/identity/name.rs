//! What a name says about who it is, and what was taken off to see it.

use super::places::Places;
use super::script::{bare, is_han, one_script};
use super::words::{BARE_PREFIXES, BRANCHES, FIRM_MARKS, FORMS, Form, PREFIXES, STATUS};

/// A part of a name that does not say who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// How it pays: 现结-.
    Prefix,
    /// What became of the card: (停用).
    Status,
    /// A number behind the legal form: the clerk's second card.
    Counter,
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Name {
    /// Brand and trade: what is left when everything below is taken off.
    pub(crate) core: String,
    /// Places in it, without their rank, sorted.
    pub(crate) places: Vec<String>,
    /// How it is constituted.
    pub(crate) form: Form,
    /// It calls itself a group.
    pub(crate) group: bool,
    /// Which part of the firm it is: 上海分公司.
    pub(crate) branch: Option<String>,
    /// Numbers in the core, which tell firms apart: 二厂, 3 号.
    pub(crate) numbers: String,
    /// Looks like the name of a person.
    pub(crate) person: bool,
    /// What was taken off.
    pub(crate) stripped: Vec<(Part, String)>,
}

impl Name {
    /// Takes a name apart, in small steps.
    pub(crate) fn of(text: &str, places: &Places) -> Self {
        let mut name = Self::default();
        let mut rest = one_script(text);
        name.person = is_person(&rest);
        rest = name.without_prefix(rest);
        rest = name.without_status(rest);
        rest = name.without_counter(rest);
        rest = name.without_branch(rest);
        rest = name.without_form(rest);
        rest = name.without_group(rest);
        rest = name.without_bracketed_place(rest, places);
        rest = name.without_front_places(rest, places);
        name.core = bare(&rest.replace('&', "and"));
        name.numbers = numbers_of(&name.core);
        name.places.sort();
        name.places.dedup();
        name
    }

    /// Key of the firm: what must be equal for two names to be one customer's.
    pub(crate) fn key(&self) -> String {
        let branch = self.branch.as_deref().unwrap_or("");
        format!("{}|{}|{branch}", self.core, self.places.join(" "))
    }

    /// Whether the core is written in Chinese.
    pub(crate) fn is_han(&self) -> bool {
        self.core.chars().any(is_han)
    }

    /// Characters of the core.
    pub(crate) fn length(&self) -> usize {
        self.core.chars().count()
    }

    fn strip(&mut self, part: Part, text: &str) {
        self.stripped
            .push((part, text.trim_matches(['-', ':', ' ']).to_owned()));
    }

    /// 现结-, 月结 , (现结), 客户:.
    fn without_prefix(&mut self, mut rest: String) -> String {
        while let Some((word, left)) = prefix_of(&rest) {
            self.strip(Part::Prefix, &word);
            rest = left;
        }
        rest
    }

    /// (停用), -旧.
    fn without_status(&mut self, rest: String) -> String {
        let found = STATUS.iter().find_map(|word| {
            [format!("({word})"), format!("-{word}"), format!("- {word}")]
                .iter()
                .find_map(|end| rest.strip_suffix(end.as_str()))
                .or_else(|| rest.strip_prefix(&format!("({word})")))
                // Bare words only where they are no part of a name.
                .or_else(|| {
                    let bare = word.chars().count() > 1 && word.chars().all(is_han);
                    rest.strip_suffix(word)
                        .filter(|left| bare && left.ends_with("公司"))
                })
                .map(|left| (*word, left.trim().to_owned()))
        });
        match found {
            Some((word, left)) if left.chars().count() > 1 => {
                self.strip(Part::Status, word);
                left
            }
            _ => rest,
        }
    }

    /// A small number behind 公司 or Ltd, or in brackets at the end of a Chinese name.
    fn without_counter(&mut self, rest: String) -> String {
        let (head, digits) = match rest
            .strip_suffix(')')
            .and_then(|left| left.rsplit_once('('))
        {
            Some((head, digits)) if rest.chars().any(is_han) => (head, digits),
            Some(_) => return rest,
            None => {
                let head = rest.trim_end_matches(|c: char| c.is_ascii_digit());
                (head, &rest[head.len()..])
            }
        };
        let small = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let head_bare = head.trim_end_matches(['-', '#', ' ']);
        let behind_form =
            rest.ends_with(')') || head_bare.ends_with("公司") || head_bare.ends_with("ltd");
        if small && behind_form && !head_bare.is_empty() {
            let (head, digits) = (head_bare.to_owned(), digits.to_owned());
            self.strip(Part::Counter, &digits);
            return head;
        }
        rest
    }

    /// …有限公司上海分公司, …(宁波办事处).
    fn without_branch(&mut self, rest: String) -> String {
        let plain = rest.replace(['(', ')'], " ");
        let plain = plain.trim();
        if !BRANCHES.iter().any(|word| plain.ends_with(word)) {
            return rest;
        }
        // What follows the firm's own legal form is the branch.
        let end = ["有限公司", "有限责任公司", "公司", "集团", "厂"]
            .iter()
            .filter_map(|form| rest.find(form).map(|at| at + form.len()))
            .filter(|end| !bare(&rest[*end..]).is_empty())
            .min();
        match end {
            Some(end) => {
                self.branch = Some(bare(&rest[end..]));
                rest[..end].to_owned()
            }
            None => rest,
        }
    }

    fn without_form(&mut self, rest: String) -> String {
        // A bracket behind the form says how it is constituted: (有限合伙).
        let rest = ["(有限合伙)", "(普通合伙)", "(个体工商户)", "(个人独资)"]
            .iter()
            .fold(rest, |rest, word| rest.replace(word, ""));
        let rest = rest.trim_end_matches(['。', ';', ' ']).to_owned();
        let rest = match rest.strip_suffix("公司.") {
            Some(left) => format!("{left}公司"),
            None => rest,
        };
        for (word, form) in FORMS {
            let Some(left) = rest.strip_suffix(word) else {
                continue;
            };
            let whole_word = word.chars().any(is_han) || left.ends_with([' ', ',', ')', '.']);
            let left = left.trim_end_matches([' ', ',', '.']);
            if whole_word && bare(left).chars().count() > 1 {
                self.form = *form;
                return left.to_owned();
            }
        }
        rest
    }

    fn without_group(&mut self, rest: String) -> String {
        let left = rest.replace("(集团)", "");
        let left = left.strip_suffix("集团").unwrap_or(&left);
        let left = left.strip_suffix(" group").unwrap_or(left);
        self.group = left != rest;
        left.to_owned()
    }

    fn without_bracketed_place(&mut self, rest: String, places: &Places) -> String {
        let Some((before, inner)) = rest.split_once('(') else {
            return rest;
        };
        let Some((place, after)) = inner.split_once(')') else {
            return rest;
        };
        let bare_place = place.trim_end_matches(['市', '省']);
        if places.has(bare_place) || places.has(place) {
            self.places.push(bare_place.to_owned());
            return format!("{before}{after}");
        }
        rest
    }

    /// 浙江宁波…: a province, a city and a district at most.
    fn without_front_places(&mut self, mut rest: String, places: &Places) -> String {
        let mut front = Vec::new();
        while front.len() < 3
            && let Some((place, left)) = places.front(&rest)
            && bare(left).chars().count() >= 2
        {
            front.push(place.to_owned());
            rest = left.to_owned();
        }
        if !front.is_empty()
            && let Some((at, rank)) = rest.char_indices().nth(2)
            && matches!(rank, '区' | '县' | '镇')
            && bare(&rest[at + rank.len_utf8()..]).chars().count() >= 3
        {
            rest = rest[at + rank.len_utf8()..].to_owned();
        }
        // A province says nothing beside its city, nor does a district.
        if front.len() > 1 {
            front.retain(|place| !PROVINCES.contains(&place.as_str()));
            front.truncate(1);
        }
        self.places.append(&mut front);
        rest
    }
}

/// Provinces, of which a city stands beside.
const PROVINCES: [&str; 28] = [
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "中国",
];

fn prefix_of(text: &str) -> Option<(String, String)> {
    for word in PREFIXES {
        let bracketed = text.strip_prefix(&format!("({word})"));
        let separated = text
            .strip_prefix(word)
            .and_then(|left| left.trim_start().strip_prefix(['-', ':', '/', '|', ',']));
        let bare_word = text
            .strip_prefix(word)
            .filter(|_| BARE_PREFIXES.contains(word));
        let Some(left) = bracketed.or(separated).or(bare_word).map(str::trim) else {
            continue;
        };
        if left.chars().count() > 1 {
            return Some(((*word).to_owned(), left.to_owned()));
        }
    }
    None
}

/// Digits in order, and Chinese numerals that count: 第二, 三厂, 五金 not.
fn numbers_of(core: &str) -> String {
    let letters: Vec<char> = core.chars().collect();
    let mut found = String::new();
    for (at, c) in letters.iter().enumerate() {
        if c.is_ascii_digit() {
            found.push(*c);
        } else if "一二三四五六七八九十".contains(*c) {
            let ordinal = at > 0 && letters[at - 1] == '第';
            let counted = letters
                .get(at + 1)
                .is_some_and(|next| "厂号店部期组队分院中小".contains(*next));
            if ordinal || counted {
                found.push(*c);
            }
        }
    }
    found
}

/// Two to four Chinese characters, or two or three Latin words, with nothing of a firm in them.
fn is_person(text: &str) -> bool {
    if FIRM_MARKS.iter().any(|mark| text.contains(mark)) {
        return false;
    }
    let letters = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '·' | '.'))
        .collect::<Vec<_>>();
    if letters.iter().all(|c| is_han(*c)) {
        return (2..=4).contains(&letters.len());
    }
    let words = text.split(' ').count();
    (2..=3).contains(&words) && letters.iter().all(|c| c.is_alphabetic() && !is_han(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> Name {
        Name::of(text, &Places::default())
    }

    #[test]
    fn every_way_to_write_a_firm_has_one_key() {
        let key = apart("宁波东海密封件有限公司").key();
        for same in [
            "宁波东海密封件有限责任公司",
            "寧波東海密封件有限公司",
            "东海密封件（宁波）有限公司",
            "浙江省宁波市东海密封件有限公司",
            "宁波市镇海区东海密封件有限公司",
            "现结-宁波东海密封件有限公司",
            "【月结】宁波东海密封件有限公司",
            "客户：宁波东海密封件有限公司",
            "宁波东海密封件有限公司1",
            "宁波东海密封件有限公司（2）",
            "宁波东海密封件有限公司(停用)",
            "宁波 东海 密封件 有限公司-旧",
            "宁波东海密封件股份有限公司",
            "宁波东海密封件",
        ] {
            assert_eq!(apart(same).key(), key, "{same}");
        }
        for other in [
            "上海东海密封件有限公司",
            "宁波东海阀门有限公司",
            "宁波东海密封件有限公司上海分公司",
            "宁波东海密封件二厂",
        ] {
            assert_ne!(apart(other).key(), key, "{other}");
        }
    }

    #[test]
    fn latin_forms_go_and_numbers_of_shops_stay() {
        for (one, other) in [
            ("Miller Seals Inc.", "MILLER SEALS, INC"),
            ("Ningbo Donghai Co., Ltd.", "Ningbo Donghai Limited"),
            ("Acme GmbH", "ACME"),
        ] {
            assert_eq!(apart(one).core, apart(other).core, "{one}");
        }
        assert_ne!(apart("Store 12").key(), apart("Store 13").key());
        assert_eq!(
            apart("Costco").core,
            "costco",
            "co is a word of its own only"
        );
    }

    #[test]
    fn what_was_taken_off_is_known() {
        let name = apart("月结-宁波东海密封件有限公司2");
        assert_eq!(
            name.stripped,
            [
                (Part::Prefix, "月结".to_owned()),
                (Part::Counter, "2".to_owned())
            ]
        );
        let branch = apart("宁波东海密封件有限公司上海分公司");
        assert_eq!(branch.branch.as_deref(), Some("上海分公司"));
        assert_eq!(branch.core, "东海密封件");
        assert!(apart("东海集团有限公司").group && apart("东海（集团）有限公司").group);
    }

    #[test]
    fn numbers_that_count_are_kept_apart_from_those_that_do_not() {
        assert_eq!(apart("第二机床厂").numbers, "二");
        assert_eq!(apart("三一重工").numbers, "");
        assert_eq!(apart("门店12").numbers, "12");
    }

    #[test]
    fn persons_are_told_from_firms() {
        for person in ["张三", "欧阳小明", "Claire Gute"] {
            assert!(apart(person).person, "{person}");
        }
        for firm in ["东海阀门", "张三五金店", "Bike World", "8d27f0a4"] {
            assert!(!apart(firm).person, "{firm}");
        }
    }
}
