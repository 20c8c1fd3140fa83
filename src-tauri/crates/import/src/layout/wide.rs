use jiff::civil::Date;
use records::{FieldType, TableKind};
use serde::{Deserialize, Serialize};

use super::period::{Period, Step, period};
use crate::header::{Header, Unit};
use crate::parse::Profile;

/// How the rows of a table become records.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A row is a record.
    #[default]
    Rows,
    /// A row has a column a period; each amount is an order of the period's last day.
    Periods(Periods),
}

/// The columns of a table with one a month, quarter or year.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Periods {
    /// In the order of the sheet; none while the year is not known.
    pub columns: Vec<PeriodColumn>,
    /// The year of headers that name only the month, as a title has it or the adviser said.
    pub year: Option<i16>,
    /// Headers name no year, and neither does a title: the adviser has to.
    pub needs_year: bool,
    /// No header names a year: [`Periods::year`] decides.
    #[serde(default)]
    pub yearless: bool,
    /// Where the year was found; absent where headers have it or the adviser said it.
    #[serde(default)]
    pub year_from: Option<YearFrom>,
}

/// What names the year of months that do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearFrom {
    /// The lines above the header.
    Title,
    /// The sheet's name.
    Sheet,
    /// The file's name.
    File,
}

impl YearFrom {
    /// In the order in which they are believed.
    const ALL: [Self; 3] = [Self::Title, Self::Sheet, Self::File];
}

/// A column that holds what was sold in one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodColumn {
    /// 0-based column.
    pub index: u32,
    /// Its header.
    pub header: String,
    /// Last day of the period: the date of its records.
    pub end: Date,
    /// `amount` or `quantity`.
    pub field: String,
    /// What the header says about the numbers.
    #[serde(default)]
    pub unit: Unit,
}

/// Words that make a column of a period something else than what was sold.
const NOT_SOLD: &[&str] = &[
    "计划",
    "预计",
    "预算",
    "目标",
    "指标",
    "预测",
    "客户数",
    "人数",
    "单数",
    "次数",
    "类型",
    "占比",
    "率",
    "同比",
    "环比",
    "增长",
    "成本",
    "毛利",
    "利润",
    "回款",
    "收款",
    "欠款",
    "余额",
    "应收",
    "库存",
    "工资",
    "费用",
    "得分",
    "plan",
    "budget",
    "target",
    "forecast",
    "cost",
    "margin",
];
/// Words for what was sold, in money.
const SOLD: &[&str] = &[
    "额", "销售", "收入", "营收", "消费", "实际", "业绩", "开票", "发货", "出货", "成交", "采购",
    "金额", "元", "amount", "sales", "revenue", "actual",
];
/// Words for pieces.
const PIECES: &[&str] = &[
    "数量", "销量", "件数", "台数", "吨", "qty", "quantity", "units",
];
/// Words of a title, or of the column of totals, by which bare months hold pieces.
const COUNTED: &[&str] = &["数量", "销量", "件数", "台数", "总量", "qty", "quantity"];
/// Words for a plan: beside it stand the firm's own figures.
const PLANNED: &[&str] = &[
    "计划", "预计", "预算", "目标", "指标", "预测", "plan", "budget", "target", "forecast",
];
/// Words of a column that sums others up or carries a balance.
const TOTALS: &[&str] = &[
    "合计", "总计", "累计", "小计", "总额", "总量", "汇总", "平均", "期初", "期末", "上年", "去年",
    "total", "sum", "average",
];
/// Fields without which a row of amounts tells nothing of customers or goods.
const KEYS: &[&str] = &[
    "customer_code",
    "customer_name",
    "product_code",
    "product",
    "category",
    "region",
    "channel",
    "owner",
];

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Fields by which months without a year are still sales.
const SELLING: &[&str] = &["product_code", "product", "owner"];

/// What a period column measures; `bare` is what one measures that says nothing itself.
fn measure(rest: &str, bare: &'static str) -> Option<&'static str> {
    if has(rest, NOT_SOLD) {
        None
    } else if rest.is_empty() {
        Some(bare)
    } else if has(rest, SOLD) || rest.contains("万") {
        Some("amount")
    } else {
        has(rest, PIECES).then_some("quantity")
    }
}

/// What months measure that say nothing themselves: pieces where a title or the column of totals
/// counts some and speaks of no money, else amounts.
fn bare(headers: &[Header], titles: &[&str]) -> &'static str {
    let totals = headers.iter().map(|header| header.shown.as_str());
    let mut texts = totals
        .filter(|text| is_total(text))
        .chain(titles.iter().copied());
    let counts = texts.any(|text| {
        let text = text.to_lowercase();
        has(&text, COUNTED) && !has(&text, &["额", "元", "amount"])
    });
    if counts { "quantity" } else { "amount" }
}

/// Whether a header sums the periods up.
pub(crate) fn is_total(header: &str) -> bool {
    let header = header.to_lowercase();
    TOTALS.iter().any(|word| header.contains(word))
}

/// How many cells of a row name periods one after the other; 0 for fewer than three.
pub(crate) fn periods_in<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    let found: Vec<Period> = texts.filter_map(|text| Some(period(text)?.0)).collect();
    let step = found.first().map(|period| period.step);
    let follow = found
        .windows(2)
        .filter(|pair| Some(pair[1].step) == step && follows(pair[0], pair[1]))
        .count();
    if found.len() >= 3 && follow * 10 >= (found.len() - 1) * 7 {
        found.len()
    } else {
        0
    }
}

fn follows(one: Period, next: Period) -> bool {
    let steps = 12 / step_months(one.step);
    let index =
        |period: Period| i32::from(period.year.unwrap_or(0)) * steps + i32::from(period.number);
    let gap = index(next) - index(one);
    one.step == next.step && (gap == 1 || (next.year.is_none() && gap == 1 - steps) || gap == 0)
}

fn step_months(step: Step) -> i32 {
    match step {
        Step::Month => 1,
        Step::Quarter => 3,
        Step::Half => 6,
        Step::Year => 12,
    }
}

/// A column of a period: its position, the period, what it measures and what else it says.
type Candidate = (usize, Period, &'static str, String);

/// The period columns of a table, where it has some: at least three months, two that name money, or
/// two longer periods, with numbers below, beside a column that says whose or what they are.
/// `fields` are the fields that the columns would serve in an order list; `titles` may name the
/// year: those of [`YearFrom::ALL`], in that order. Beside the periods, the columns that they are, known without a year too.
pub(crate) fn find(
    headers: &[Header],
    profiles: &[Profile],
    fields: &[Option<&str>],
    titles: &[&str],
    year: Option<i16>,
) -> Option<(Periods, Vec<u32>)> {
    let (found, planned) = candidates(headers, bare(headers, titles));
    let numbers = found.iter().map(|(at, ..)| {
        let amount = TableKind::Orders.field("amount");
        let fits = |profile: &Profile| amount.map_or(0.0, |amount| profile.fits(amount));
        profiles.get(*at).map_or(0.9, fits)
    });
    if found.is_empty() || numbers.sum::<f64>() / (found.len() as f64) < 0.7 {
        return None;
    }
    let mut keys: Vec<&str> = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let own = found.iter().any(|(column, ..)| *column == at);
        keys.extend(field.filter(|field| !own && KEYS.contains(field)));
    }
    let told = found.iter().any(|(_, period, ..)| period.year.is_some());
    let mut titled = titles.iter().zip(YearFrom::ALL);
    let named = titled.find_map(|(title, from)| Some((year_in(title)?, from)));
    let named = named.filter(|_| year.is_none());
    let year = year.or(named.map(|(year, _)| year));
    let whose = keys.iter().any(|field| field.starts_with("customer"));
    // Without year and customer, months by salesperson or product are asked for their year; plans
    // beside them, or a mere region, make a table for another purpose.
    let sold = keys.iter().any(|field| SELLING.contains(field)) && !planned;
    if keys.is_empty() || !enough(&found, whose) || (!told && year.is_none() && !whose && !sold) {
        return None;
    }
    let columns = found.iter().map(|(at, ..)| *at as u32).collect();
    let mut periods = dated(&found, headers, year)?;
    periods.year_from = named.map(|(_, from)| from).filter(|_| periods.yearless);
    Some((periods, columns))
}

/// The columns of the finest period that hold what was sold, and whether plans stand beside them.
fn candidates(headers: &[Header], bare: &'static str) -> (Vec<Candidate>, bool) {
    let (mut found, mut planned) = (Vec::new(), false);
    for (at, header) in headers.iter().enumerate().filter(|(_, h)| !h.is_blank()) {
        let Some((period, rest)) = period(&header.shown) else {
            continue;
        };
        planned |= has(&rest, PLANNED);
        if let Some(field) = measure(&rest, bare).filter(|_| !is_total(&rest)) {
            found.push((at, period, field, rest));
        }
    }
    // Quarters between months sum them up.
    if let Some(finest) = found.iter().map(|(_, period, ..)| period.step).min() {
        found.retain(|(_, period, ..)| period.step == finest);
    }
    (found, planned)
}

/// Whether the periods are enough to be no chance: three months, or two that name money where a
/// customer stands before them. Pieces alone count where bare months hold them, or by product.
fn enough(found: &[Candidate], whose: bool) -> bool {
    let of = |field: &str| found.iter().filter(|one| one.2 == field).count();
    let month = found
        .iter()
        .all(|(_, period, ..)| period.step == Step::Month);
    let money = found.iter().all(|(.., rest)| has(rest, SOLD));
    let least = if month && !(money && whose) { 3 } else { 2 };
    let bare = found.iter().any(|(.., rest)| rest.is_empty());
    let pieces = of("amount") == 0 && (bare || !whose) && of("quantity") >= least;
    of("amount") >= least || pieces
}

/// The columns with their last days: a year carries on to the right, a month before the last one
/// begins the next year. `None` where a period stands twice.
fn dated(found: &[Candidate], headers: &[Header], year: Option<i16>) -> Option<Periods> {
    let told = found.iter().any(|(_, period, ..)| period.year.is_some());
    let mut periods = Periods {
        year: if told { None } else { year },
        needs_year: !told && year.is_none(),
        yearless: !told,
        ..Periods::default()
    };
    let mut current = found
        .iter()
        .find_map(|(_, period, ..)| period.year)
        .or(year);
    let mut last: Option<i8> = None;
    for (at, period, field, _) in found {
        let wraps = period.year.is_none() && last.is_some_and(|last| period.number < last);
        current = period.year.or(current.map(|year| year + i16::from(wraps)));
        last = Some(period.number);
        let Some(year) = current else { continue };
        let column = PeriodColumn {
            index: *at as u32,
            header: headers[*at].shown.clone(),
            end: period.end(year)?,
            field: (*field).to_owned(),
            unit: headers[*at].unit,
        };
        let twice = |known: &PeriodColumn| known.end == column.end && known.field == column.field;
        if periods.columns.iter().any(twice) {
            return None;
        }
        periods.columns.push(column);
    }
    Some(periods)
}

/// The only year that a title names; of several, the only one that is called 年.
fn year_in(title: &str) -> Option<i16> {
    let runs = |named: bool| {
        let mut years: Vec<i16> = Vec::new();
        let bytes: Vec<char> = title.chars().collect();
        let mut at = 0;
        while at < bytes.len() {
            let digits = bytes[at..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
            if digits == 4 {
                let text: String = bytes[at..at + 4].iter().collect();
                let called = bytes.get(at + 4) == Some(&'年');
                let year: Option<i16> = text.parse().ok().filter(|y| (1990..=2100).contains(y));
                years.extend(year.filter(|_| called || !named));
            }
            at += digits.max(1);
        }
        years.sort_unstable();
        years.dedup();
        match years.as_slice() {
            [year] => Some(*year),
            _ => None,
        }
    };
    runs(false).or_else(|| runs(true))
}

/// Which fields a table with a column a period keeps beside the amounts: texts.
pub(crate) fn keeps(field: &str) -> bool {
    TableKind::Orders
        .field(field)
        .is_some_and(|spec| spec.kind == FieldType::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Fold;

    fn found(headers: &[&str], title: &str) -> Option<Vec<String>> {
        let headers: Vec<Header> = headers
            .iter()
            .map(|text| Header::new(text, &Fold::default()))
            .collect();
        let mut fields = vec![None; headers.len()];
        fields[0] = Some("customer_name");
        let (periods, _) = find(&headers, &[], &fields, &[title], None)?;
        Some(periods.columns.iter().map(|c| c.end.to_string()).collect())
    }

    #[test]
    fn months_take_their_year_from_the_title_and_carry_it_on() {
        let months = found(&["客户", "11月", "12月", "1月", "合计"], "2023年销售");
        let expected = ["2023-11-30", "2023-12-31", "2024-01-31"];
        assert_eq!(months.unwrap(), expected);
        let quarters = found(&["客户", "2023Q4", "2024Q1"], "");
        assert_eq!(quarters.unwrap(), ["2023-12-31", "2024-03-31"]);
    }

    #[test]
    fn quarters_between_months_and_plans_beside_actuals_are_left_out() {
        let headers = ["客户", "1月", "2月", "3月", "一季度", "1月/计划", "合计"];
        assert_eq!(found(&headers, "2023年").unwrap().len(), 3);
        assert_eq!(
            found(&["客户", "1月客户数", "2月客户数", "3月客户数"], "2023"),
            None
        );
        assert_eq!(
            found(&["客户", "1月", "2月", "3月", "1月"], "2023").map(|c| c.len()),
            Some(4)
        );
    }

    #[test]
    fn two_years_in_a_title_are_no_year() {
        assert_eq!(year_in("2022-2023销售"), None);
        assert_eq!(year_in("2023年销售（导出20240105）"), Some(2023));
        assert_eq!(year_in("2023年销售 2024/1/5 打印"), Some(2023));
    }
}
