//! Order lines as the reconciliation looks at them: date, amount, currency, file.

use std::collections::HashMap;

use records::{Amount, Date, Order, RowRef, SourceId};

use crate::defaults::currency_code;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, net_amount};

/// One order line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Date of the document.
    pub date: Date,
    /// Net amount as every figure counts it: converted where a rate was stated.
    pub amount: Amount,
    /// Net amount in its own currency.
    pub own: Amount,
    /// Position of the currency in [`Lines::currencies`]; 0 is that of the assessment.
    pub currency: usize,
    /// Position of the file in [`Lines::sources`].
    pub source: usize,
    /// The customer.
    pub customer: Option<CustomerId>,
    /// The way back.
    pub at: RowRef,
    /// The whole record.
    pub order: &'a Order,
}

/// The order lines of a ledger.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    /// By customer, then date, as in the ledger.
    pub all: Vec<Line<'a>>,
    /// Currencies met, that of the assessment first.
    pub currencies: Vec<String>,
    /// Files, ascending.
    pub sources: Vec<SourceId>,
    /// Whether lines of the currency count in that of the assessment.
    counted: Vec<bool>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(ledger: &'a Ledger, d: &Definitions) -> Self {
        let mut sources: Vec<SourceId> = ledger.sales.iter().map(|sale| sale.at.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut currencies = vec![d.currency.clone()];
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut all = Vec::with_capacity(ledger.sales.len());
        for sale in &ledger.sales {
            let order = ledger.order(sale);
            let currency = order.currency.as_deref().map_or(0, |text| {
                *known
                    .entry(text)
                    .or_insert_with(|| position(&mut currencies, text))
            });
            all.push(Line {
                date: sale.date,
                amount: sale.amount,
                own: ledger
                    .taxes
                    .on_basis(net_amount(order, d.returns).unwrap_or(Amount::ZERO), order),
                currency,
                source: sources.binary_search(&sale.at.source).unwrap_or(0),
                customer: sale.customer,
                at: sale.at,
                order,
            });
        }
        let rates = &ledger.settled.rates;
        let counted = currencies
            .iter()
            .enumerate()
            .map(|(at, code)| at == 0 || rates.contains_key(code))
            .collect();
        Self {
            all,
            currencies,
            sources,
            counted,
        }
    }

    /// Lines that count in the currency of the assessment.
    pub(super) fn compared(&self) -> impl Iterator<Item = &Line<'a>> {
        self.all.iter().filter(|line| self.counted[line.currency])
    }

    /// Whether lines of other currencies without a rate lie within `from..=to`.
    pub(super) fn unconverted_in(&self, from: Date, to: Date) -> bool {
        self.all
            .iter()
            .any(|line| !self.counted[line.currency] && from <= line.date && line.date <= to)
    }
}

/// A text that names no currency counts as that of the assessment.
fn position(currencies: &mut Vec<String>, text: &str) -> usize {
    let Some(code) = currency_code(text) else {
        return 0;
    };
    let found = currencies.iter().position(|known| *known == code);
    found.unwrap_or_else(|| {
        currencies.push(code);
        currencies.len() - 1
    })
}
