use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Whether amounts contain value added tax, as a header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxBasis {
    /// 含税
    Gross,
    /// 不含税
    Net,
}

/// What a header, or a line above it, says about the numbers below.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Numbers are to be multiplied by this: 10,000 for 万元.
    pub scale: f64,
    /// Numbers are hundredths: 35 means 0.35.
    pub percent: bool,
    /// Tax basis, where told.
    pub tax: Option<TaxBasis>,
    /// Minutes that one unit of a duration stands for, where told: 60 for 小时.
    pub minutes: Option<f64>,
    /// Of dates such as 3/4/2024, whether the day stands first, where the adviser says.
    #[serde(default)]
    pub day_first: Option<bool>,
}

impl Default for Unit {
    fn default() -> Self {
        Self {
            scale: 1.0,
            percent: false,
            tax: None,
            minutes: None,
            day_first: None,
        }
    }
}

/// Traditional characters of header words → simplified ones, so that one list serves both.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fold(HashMap<char, char>);

impl Fold {
    pub(crate) fn new(traditional: &str, simplified: &str) -> Self {
        let pairs = traditional.chars().zip(simplified.chars());
        Self(pairs.filter(|(from, _)| !from.is_whitespace()).collect())
    }

    fn apply(&self, character: char) -> char {
        self.0.get(&character).copied().unwrap_or(character)
    }
}

/// A header as it is compared: NFKC, lower case, simplified characters, letters and digits only.
pub(crate) fn normalise(text: &str, fold: &Fold) -> String {
    let folded = text.nfkc().flat_map(char::to_lowercase);
    folded
        .filter(|c| c.is_alphanumeric())
        .map(|c| fold.apply(c))
        .collect()
}

/// A column's header with the forms under which it may be known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Header {
    /// As the file has it, trimmed.
    pub shown: String,
    /// Normalised forms; the first is the whole text, the others lack brackets, units, prefixes.
    pub forms: Vec<String>,
    /// What it says about its numbers.
    pub unit: Unit,
}

impl Header {
    pub(crate) fn new(text: &str, fold: &Fold) -> Self {
        let shown = text.trim().trim_start_matches('\u{feff}').to_owned();
        let plain: String = shown.nfkc().collect();
        let unit = unit(&plain);
        let mut forms = vec![normalise(&plain, fold)];
        let mut add = |text: &str| {
            let form = normalise(text, fold);
            if !form.is_empty() && !forms.contains(&form) {
                forms.push(form);
            }
        };
        let (outside, inside) = brackets(&plain);
        add(&outside);
        add(outside.trim_start_matches(|c: char| c.is_ascii_digit() || "、.．Qq".contains(c)));
        for suffix in ["万元", "千元", "元", "%"] {
            add(outside.trim().strip_suffix(suffix).unwrap_or(&outside));
        }
        // `销售订单行.价税合计`, `客户信息/客户名称`, two languages in one header.
        for part in outside
            .split(['.', '/', '\n', '|', '&'])
            .rev()
            .filter(|_| !outside.contains('/') || outside.chars().count() < 30)
        {
            add(part);
        }
        for part in inside
            .iter()
            .filter(|part| part.chars().count() > 1 && !is_unit(part))
        {
            add(part);
        }
        for script in scripts(&outside) {
            add(&script);
        }
        forms.retain(|form| !form.is_empty());
        Self { shown, forms, unit }
    }

    /// The lower of two header rows under its group: `客户信息` over `客户名称`.
    pub(crate) fn under(group: &str, text: &str, fold: &Fold) -> Self {
        let mut header = Self::new(text, fold);
        let group = group.trim();
        if !group.is_empty() && group != text.trim() {
            header
                .forms
                .push(normalise(&format!("{group}{text}"), fold));
            let above = unit(&group.nfkc().collect::<String>());
            header.unit = header.unit.or(above);
            header.shown = format!("{group}/{}", header.shown);
        }
        header
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.forms.is_empty()
    }
}

impl Unit {
    /// What this one does not say, the other may.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            scale: if self.scale == 1.0 {
                other.scale
            } else {
                self.scale
            },
            percent: self.percent || other.percent,
            tax: self.tax.or(other.tax),
            minutes: self.minutes.or(other.minutes),
            day_first: self.day_first.or(other.day_first),
        }
    }
}

/// The text outside brackets, and what stands inside them.
fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut depth = 0;
    for character in text.chars() {
        match character {
            '(' | '[' | '【' | '〔' => {
                depth += 1;
                inside.push(String::new());
            }
            ')' | ']' | '】' | '〕' => depth = (depth - 1).max(0),
            _ if depth > 0 => inside
                .iter_mut()
                .next_back()
                .into_iter()
                .for_each(|s| s.push(character)),
            _ => outside.push(character),
        }
    }
    (outside, inside)
}

/// `Tenure注册时长` is two headers in one.
fn scripts(text: &str) -> Vec<String> {
    let latin: String = text.chars().filter(|c| c.is_ascii()).collect();
    let other: String = text.chars().filter(|c| !c.is_ascii()).collect();
    if latin.trim().len() > 3 && other.chars().count() > 1 {
        vec![latin, other]
    } else {
        vec![]
    }
}

const UNITS: &[&str] = &[
    "元",
    "万元",
    "万",
    "千元",
    "亿元",
    "百万元",
    "%",
    "人民币",
    "rmb",
    "cny",
    "usd",
    "小时",
    "分钟",
    "天",
    "日",
    "h",
    "min",
    "件",
    "个",
    "必填",
    "选填",
    "分",
    "次",
    "人",
    "台",
    "套",
    "pcs",
    "¥",
    "$",
    "元/件",
    "元/个",
    "人次",
    "yyyy-mm-dd",
    "1-5分",
    "1-10分",
    "0-10分",
    "0-10",
    "1-5",
    "hours",
    "minutes",
    "days",
];

fn is_unit(text: &str) -> bool {
    UNITS.contains(&text.trim().to_lowercase().as_str())
}

/// Units that a header or a line such as `单位：万元` names.
pub(crate) fn unit(text: &str) -> Unit {
    let has = |word: &str| text.contains(word);
    let amount = [
        ("亿元", 1e8),
        ("百万元", 1e6),
        ("万元", 1e4),
        ("千元", 1e3),
        ("萬元", 1e4),
        ("仟元", 1e3),
        ("(万)", 1e4),
    ];
    let scale = amount
        .iter()
        .find(|(word, _)| has(word))
        .map_or(1.0, |(_, scale)| *scale);
    let net = ["不含税", "未税", "无税", "不含稅", "未稅", "excl"];
    let tax = if net.iter().any(|word| has(word)) {
        Some(TaxBasis::Net)
    } else if has("含税") || has("价税") || has("含稅") {
        Some(TaxBasis::Gross)
    } else {
        None
    };
    let lower = text.to_lowercase();
    let durations = [
        ("小时", 60.0),
        ("hour", 60.0),
        ("分钟", 1.0),
        ("minute", 1.0),
        ("(天)", 1440.0),
        ("days", 1440.0),
        ("(h)", 60.0),
    ];
    let minutes = durations
        .iter()
        .find(|(word, _)| lower.contains(word))
        .map(|(_, m)| *m);
    Unit {
        scale,
        percent: has("%"),
        tax,
        minutes,
        day_first: None,
    }
}

/// Column letters as a spreadsheet program shows them: 0 → A, 26 → AA.
#[must_use]
pub fn column_letters(index: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_without_unit_prefix_or_star() {
        for (text, form) in [
            ("金额（元）", "金额"),
            ("*客户名称", "客户名称"),
            ("销售订单行.价税合计", "价税合计"),
            ("订单付款时间 ", "订单付款时间"),
            ("Churn（用户流失）", "用户流失"),
            ("Tenure注册时长（区分新老用户）", "注册时长"),
            ("Order Date", "orderdate"),
            ("3、您的总体满意度", "您的总体满意度"),
        ] {
            let header = Header::new(text, &Fold::default());
            assert!(
                header.forms.iter().any(|known| known == form),
                "{text} {:?}",
                header.forms
            );
        }
    }

    #[test]
    fn units_are_read_from_brackets_and_lines() {
        assert_eq!(unit("单位：万元").scale, 1e4);
        assert_eq!(unit("合计金额(含税)").tax, Some(TaxBasis::Gross));
        assert_eq!(unit("金额(不含税)").tax, Some(TaxBasis::Net));
        assert!(unit("税率(%)").percent);
        assert_eq!(unit("首次响应时间(小时)").minutes, Some(60.0));
    }

    #[test]
    fn column_letters_as_in_a_spreadsheet() {
        let letters: Vec<_> = [0, 25, 26, 701, 702].map(column_letters).into();
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
