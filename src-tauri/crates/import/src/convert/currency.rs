//! Amounts in the currency of the document beside the rate into the firm's own.

use std::collections::BTreeMap;

use records::{Amount, ProblemCode, Severity, TableKind, Value};

use super::column::{Column, Outcome};
use super::plan::Plan;
use super::problems::Collector;
use crate::cell::Row;

/// Words of a header that speak of the document's currency.
const ORIGINAL: [&str; 3] = ["原币", "外币", "original currency"];
/// Words that speak of the firm's own.
const LOCAL: [&str; 4] = ["本币", "本位币", "local currency", "base currency"];
/// Money that is in the document's currency unless its header says otherwise. Cost is not: firms
/// keep it in their own.
const MONEY: [&str; 7] = [
    "amount",
    "amount_net",
    "before_discount",
    "discount_amount",
    "tax",
    "refund",
    "unit_price",
];
/// Rows among which the firm's own currency, the one with a rate of 1, is looked for.
const SAMPLE: usize = 20_000;
/// Currencies told of one by one.
const NAMED: usize = 8;

/// How the rows of a table come into the firm's own currency.
pub(super) struct Foreign {
    rate: Option<usize>,
    currency: Option<usize>,
    /// Positions of money in the document's currency.
    original: Vec<usize>,
    /// The amount is in the firm's own currency already.
    local: bool,
    /// A header says that the amount is in the document's currency.
    stated: bool,
    /// Name of the firm's own currency, where a row with the rate 1 has it.
    own: Option<String>,
    converted: u64,
    /// The last rate of each currency that was converted.
    rates: BTreeMap<String, f64>,
}

fn says(column: &Column, words: &[&str]) -> bool {
    let header = column.header.to_lowercase();
    words.iter().any(|word| header.contains(word))
}

impl Foreign {
    /// `None` where the table has neither a rate nor an amount that is said to be the firm's own.
    pub(super) fn of(plan: &Plan, body: &[Row]) -> Option<Self> {
        let rate = plan.column("exchange_rate");
        let amount = plan.money().or(plan.column("unit_price"))?;
        let local = says(amount, &LOCAL);
        if plan.kind != TableKind::Orders || (rate.is_none() && !local) {
            return None;
        }
        let mut original = Vec::new();
        for field in MONEY.into_iter().chain(["cost"]) {
            let column = plan.column(field);
            let own = column.map_or(local, |column| says(column, &LOCAL));
            let stated = column.is_some_and(|column| says(column, &ORIGINAL));
            if stated || (field != "cost" && !own && !local) {
                original.extend(plan.position(field));
            }
        }
        Some(Self {
            rate: rate.map(|column| column.position),
            currency: plan.position("currency"),
            original,
            local,
            stated: says(amount, &ORIGINAL),
            own: own_currency(plan, body),
            converted: 0,
            rates: BTreeMap::new(),
        })
    }

    /// Brings a row into the firm's own currency where it says at which rate. Without a rate it
    /// stays as it is, and the currency named tells so.
    pub(super) fn settle(&mut self, values: &mut [Value]) {
        let rate = match self.rate.and_then(|at| values.get(at)) {
            Some(Value::Number(rate)) if rate.is_finite() && *rate > 0.0 => Some(*rate),
            _ => None,
        };
        let named = match self.currency.and_then(|at| values.get(at)) {
            Some(Value::Text(name)) => Some(name.as_str()),
            _ => None,
        };
        let own = named.is_some() && named == self.own.as_deref();
        if own || rate == Some(1.0) {
            return;
        }
        let known = named.is_some() || self.stated;
        if let Some(rate) = rate.filter(|_| known && !self.original.is_empty()) {
            if !self.local {
                self.note(named.unwrap_or_default().to_owned(), rate);
            }
            for at in &self.original {
                match values.get_mut(*at) {
                    Some(Value::Amount(amount)) => {
                        *amount = Amount::from_units(amount.units() * rate).unwrap_or(*amount);
                    }
                    Some(Value::Number(price)) => *price *= rate,
                    _ => {}
                }
            }
        }
        if (self.local || (rate.is_some() && known))
            && let Some(currency) = self.currency.and_then(|at| values.get_mut(at))
        {
            *currency = Value::Empty;
        }
    }

    fn note(&mut self, name: String, rate: f64) {
        self.converted += 1;
        if self.rates.len() < NAMED || self.rates.contains_key(&name) {
            self.rates.insert(name, rate);
        }
    }

    pub(super) fn report(&self, problems: &mut Collector) {
        if self.converted == 0 {
            return;
        }
        let rates = self
            .rates
            .iter()
            .map(|(name, rate)| format!("{name} × {rate}"));
        let (count, text) = (
            self.converted.to_string(),
            rates.collect::<Vec<_>>().join("、"),
        );
        let args = [("count", count.as_str()), ("text", text.trim())];
        problems.table(ProblemCode::CurrencyConverted, Severity::Info, &args);
    }
}

/// The currency of the first row whose rate is 1.
fn own_currency(plan: &Plan, body: &[Row]) -> Option<String> {
    let (rate, currency) = (plan.column("exchange_rate")?, plan.column("currency")?);
    let mut rows = body.iter().take(SAMPLE).filter(|row| {
        matches!(
            rate.value(plan.cell(row, rate)),
            Outcome::Value(Value::Number(1.0))
        )
    });
    rows.find_map(|row| match currency.value(plan.cell(row, currency)) {
        Outcome::Value(Value::Text(name)) => Some(name),
        _ => None,
    })
}
