//! How figures are written: one place for report, screen and terminal.
//!
//! Thousands are grouped, negative figures stand in parentheses, shares have one decimal,
//! money is in ten thousands (万元, two decimals) in Chinese and in thousands in English.

use assess::{ConfidenceInterval, Measure, Unit};
use records::{Amount, Catalogue, Date, Lang};

/// Writes figures in the language of a catalogue and the currency of an assessment.
#[derive(Debug, Clone, Copy)]
pub struct Figures<'a> {
    catalogue: &'a Catalogue,
    currency: &'a str,
}

impl<'a> Figures<'a> {
    /// For the texts of `catalogue` and amounts in `currency` (ISO code).
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, currency: &'a str) -> Self {
        Self {
            catalogue,
            currency,
        }
    }

    /// A figure with its unit: `12.3%`, `1,234.56 万元`, `14.0 天`.
    #[must_use]
    pub fn with_unit(&self, value: f64, unit: Unit) -> String {
        let key = format!("unit.{}", unit_id(unit));
        let money = self.money_unit();
        self.catalogue
            .fill(&key, [("value", self.bare(value, unit)), ("money", money)])
    }

    /// A figure without its unit, except the percent sign.
    #[must_use]
    pub fn bare(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::Share => percent(value),
            Unit::Money => grouped(value / self.money_scale(), self.money_decimals()),
            Unit::Count => grouped(value, 0),
            // Whole days and months are counted, not measured: 36 个月, not 36.0 个月.
            Unit::Days | Unit::Months if value.fract().abs() < 0.05 => grouped(value, 0),
            Unit::Days | Unit::Hours | Unit::Months | Unit::Years | Unit::Points => {
                grouped(value, 1)
            }
            Unit::HoursPerPersonYear => grouped(value, 1),
            Unit::Index if value.abs() >= 100.0 => grouped(value, 0),
            Unit::Index => thousandths(value),
            Unit::Stars
            | Unit::PerCustomerYear
            | Unit::PerCustomerQuarter
            | Unit::PerHundredOrders
            | Unit::PerHundredCustomers
            | Unit::PerMillion => grouped(value, 2),
        }
    }

    /// A measure with its unit.
    #[must_use]
    pub fn measure(&self, measure: &Measure) -> String {
        self.with_unit(measure.value, measure.unit)
    }

    /// Lower and upper bound without units.
    #[must_use]
    pub fn interval(&self, interval: &ConfidenceInterval, unit: Unit) -> String {
        let bounds = [interval.lower, interval.upper].map(|bound| self.bare(bound, unit));
        self.catalogue.fill(
            "unit.interval",
            [("lower", &bounds[0]), ("upper", &bounds[1])],
        )
    }

    /// Money without its unit, in [`Figures::money_unit`].
    #[must_use]
    pub fn amount(&self, amount: Amount) -> String {
        self.bare(amount.units(), Unit::Money)
    }

    /// Money with its unit.
    #[must_use]
    pub fn amount_with_unit(&self, amount: Amount) -> String {
        self.with_unit(amount.units(), Unit::Money)
    }

    /// What money is counted in: 人民币万元, GBP thousand.
    #[must_use]
    pub fn money_unit(&self) -> String {
        let name_key = format!("unit.currency.{}", self.currency);
        let name = self.catalogue.get(&name_key).unwrap_or(self.currency);
        self.catalogue
            .fill("unit.money_scale", [("currency", name)])
    }

    /// Name of a unit, for column heads and the appendix.
    #[must_use]
    pub fn unit_name(&self, unit: Unit) -> String {
        let key = format!("unit.{}.name", unit_id(unit));
        self.catalogue.fill(&key, [("money", self.money_unit())])
    }

    /// A day in words: 2025年9月30日, 30 Sep 2025.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        match self.catalogue.lang() {
            Lang::ZhCn => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            Lang::En => format!("{} {} {}", date.day(), self.month_name(date), date.year()),
        }
    }

    /// A month: 2025年9月, Sep 2025.
    #[must_use]
    pub fn month(&self, date: Date) -> String {
        match self.catalogue.lang() {
            Lang::ZhCn => format!("{}年{}月", date.year(), date.month()),
            Lang::En => format!("{} {}", self.month_name(date), date.year()),
        }
    }

    fn month_name(&self, date: Date) -> String {
        self.catalogue.text(&format!("unit.month.{}", date.month()))
    }

    fn money_scale(&self) -> f64 {
        match self.catalogue.lang() {
            Lang::ZhCn => 10_000.0,
            Lang::En => 1_000.0,
        }
    }

    fn money_decimals(&self) -> usize {
        match self.catalogue.lang() {
            Lang::ZhCn => 2,
            Lang::En => 1,
        }
    }
}

/// Stable name of a unit, as on the wire.
#[must_use]
pub fn unit_id(unit: Unit) -> String {
    match serde_json::to_value(unit) {
        Ok(serde_json::Value::String(id)) => id,
        _ => String::new(),
    }
}

/// `0.1234` as `12.3%`; negative in parentheses.
#[must_use]
pub fn percent(share: f64) -> String {
    signed(
        share,
        &(digits(share.abs() * 100.0, 1) + "%"),
        share.abs() * 100.0 < 0.05,
    )
}

/// A count with grouped thousands.
#[must_use]
pub fn count(value: u64) -> String {
    group(&value.to_string())
}

/// A number with grouped thousands; negative in parentheses, a rounded zero without sign.
#[must_use]
pub fn grouped(value: f64, decimals: usize) -> String {
    let text = digits(value.abs(), decimals);
    let zero = !text.contains(|character: char| ('1'..='9').contains(&character));
    signed(value, &text, zero)
}

/// A number with three decimals; a smaller positive one is said to be smaller, never 0.000.
#[must_use]
pub fn thousandths(value: f64) -> String {
    if value > 0.0 && value < 0.0005 {
        "<0.001".to_owned()
    } else {
        grouped(value, 3)
    }
}

/// A score, 0–100, one decimal.
#[must_use]
pub fn score(value: f64) -> String {
    digits(value, 1)
}

/// A day in figures: 2025-09-30.
#[must_use]
pub fn iso_day(date: Date) -> String {
    date.to_string()
}

fn signed(value: f64, magnitude: &str, zero: bool) -> String {
    if value < 0.0 && !zero {
        format!("({magnitude})")
    } else {
        magnitude.to_owned()
    }
}

fn digits(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", group(whole)),
        None => group(&text),
    }
}

fn group(whole: &str) -> String {
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole.to_owned();
    }
    let mut grouped = String::with_capacity(whole.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: &str = r#"{"unit.money": "{value} {money}", "unit.money_scale": "万{currency}",
        "unit.currency.CNY": "元", "unit.share": "{value}", "unit.interval": "[{lower}, {upper}]"}"#;

    #[test]
    fn money_is_in_ten_thousands_with_negatives_in_parentheses() {
        let catalogue = Catalogue::parse(Lang::ZhCn, &[ZH]).unwrap();
        let figures = Figures::new(&catalogue, "CNY");
        for (units, text) in [
            (12_345_678.0, "1,234.57 万元"),
            (-50_000.0, "(5.00) 万元"),
            (-1.0, "0.00 万元"),
            (0.0, "0.00 万元"),
        ] {
            assert_eq!(figures.with_unit(units, Unit::Money), text);
        }
    }

    #[test]
    fn shares_have_one_decimal() {
        for (share, text) in [
            (0.1234, "12.3%"),
            (1.084, "108.4%"),
            (-0.05, "(5.0%)"),
            (-0.0001, "0.0%"),
        ] {
            assert_eq!(percent(share), text);
        }
    }

    #[test]
    fn thousands_are_grouped() {
        for (value, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(value), text);
        }
        assert_eq!(grouped(f64::INFINITY, 1), "inf");
    }
}
