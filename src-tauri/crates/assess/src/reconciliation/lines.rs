//! Order lines as the reconciliation looks at them: date, amount, currency, file.

use std::collections::HashMap;

use records::{Amount, Date, Order, RowRef, SourceId};

use crate::defaults::currency_code;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, net_amount};

/// One order line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Date of the document.
    pub date: Date,
    /// Net amount as every figure counts it: converted where a rate was stated.
    pub amount: Amount,
    /// Net amount in its own currency.
    pub own: Amount,
    /// Amount in its own currency, returns and refunds not taken off.
    pub gross: Amount,
    /// Position of the currency in [`Lines::currencies`]; 0 is that of the assessment.
    pub currency: usize,
    /// Position of the file in [`Lines::sources`].
    pub source: usize,
    /// The customer.
    pub customer: Option<CustomerId>,
    /// The way back.
    pub at: RowRef,
    /// Position of the whole record in the table.
    pub order: u32,
}

/// The order lines of a ledger.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    ledger: &'a Ledger,
    /// Currencies met, that of the assessment first.
    pub currencies: Vec<String>,
    /// Files, ascending.
    pub sources: Vec<SourceId>,
    /// Position in `currencies` of each text by which lines name one.
    named: Vec<usize>,
    /// Whether lines of the currency count in that of the assessment.
    counted: Vec<bool>,
    /// Whether net amounts follow another returns rule than those of the ledger.
    other_rule: Option<crate::definitions::ReturnsRule>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(ledger: &'a Ledger, d: &Definitions) -> Self {
        let mut currencies = vec![d.currency.clone()];
        let named = named_currencies(ledger, &mut currencies);
        let rates = &ledger.settled.rates;
        let counted = currencies
            .iter()
            .enumerate()
            .map(|(at, code)| at == 0 || rates.contains_key(code))
            .collect();
        Self {
            sources: sources(ledger),
            ledger,
            currencies,
            named,
            counted,
            other_rule: (d.returns != ledger.returns).then_some(d.returns),
        }
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.ledger.sales.len()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.ledger.sales.is_empty()
    }

    /// The lines in the order of the table: mostly that of the rows, often that of the dates.
    pub(super) fn all(&self) -> impl Iterator<Item = Line> + '_ {
        let columns = self.ledger.columns();
        let lines = (0u32..).take(columns.lines());
        lines.filter_map(move |order| {
            let amount = columns.net(order)?;
            let at = order as usize;
            let own = match self.other_rule {
                None => columns.own[at],
                Some(rule) => {
                    let record = self.record(order);
                    let net = net_amount(record, rule).unwrap_or(Amount::ZERO);
                    Some(self.ledger.taxes.on_basis(net, record))
                }
            };
            let row = columns.at[at];
            let currency = columns.currency.number(order) as usize;
            Some(Line {
                date: columns.date[at],
                amount,
                own: own.unwrap_or(Amount::ZERO),
                gross: columns.gross[at],
                currency: self.named.get(currency).copied().unwrap_or(0),
                source: match self.sources.as_slice() {
                    [_] => 0,
                    several => several.binary_search(&row.source).unwrap_or(0),
                },
                customer: columns.customer[at],
                at: row,
                order,
            })
        })
    }

    fn record(&self, order: u32) -> &'a Order {
        &self.ledger.tables.orders[order as usize].record
    }

    /// The whole record of a line.
    pub(super) fn order(&self, line: &Line) -> &'a Order {
        self.record(line.order)
    }

    /// Whether no line says anything of its tax basis.
    pub(super) fn silent_on_tax(&self) -> bool {
        let filled = self.ledger.columns().filled();
        filled.is_none_or(|one| one.tax_included.is_none() && one.amount_net.is_none())
    }

    /// How many document numbers the table has.
    pub(super) fn document_numbers(&self) -> usize {
        self.ledger.columns().document.len()
    }

    /// Number of a line's document number; none where it is blank.
    pub(super) fn document(&self, line: &Line) -> Option<usize> {
        let number = self.ledger.columns().document.number(line.order) as usize;
        (number < self.document_numbers()).then_some(number)
    }

    /// Document number of a line as it is compared.
    pub(super) fn number(&self, line: &Line) -> Option<&'a str> {
        let number = self.order(line).order_no.as_deref()?.trim();
        (!number.is_empty()).then_some(number)
    }

    /// Lines that count in the currency of the assessment.
    pub(super) fn compared(&self) -> impl Iterator<Item = Line> + '_ {
        self.all().filter(|line| self.counted[line.currency])
    }

    /// Whether lines of other currencies without a rate lie within `from..=to`.
    pub(super) fn unconverted_in(&self, from: Date, to: Date) -> bool {
        self.counted.contains(&false)
            && self
                .all()
                .any(|line| !self.counted[line.currency] && from <= line.date && line.date <= to)
    }
}

fn sources(ledger: &Ledger) -> Vec<SourceId> {
    let mut sources: Vec<SourceId> = Vec::new();
    for sale in &ledger.sales {
        if sources.last() != Some(&sale.at.source) {
            sources.push(sale.at.source);
        }
    }
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// Position of each currency text in `currencies`, which gets those met, by customer and date as in
/// the ledger.
fn named_currencies(ledger: &Ledger, currencies: &mut Vec<String>) -> Vec<usize> {
    let labels = &ledger.columns().currency;
    let mut positions: HashMap<u32, usize> = HashMap::new();
    if !labels.is_empty() {
        for sale in &ledger.sales {
            let number = labels.number(sale.order);
            if let Some(text) = labels.names().get(number as usize) {
                positions
                    .entry(number)
                    .or_insert_with(|| position(currencies, text));
            }
        }
    }
    let numbers = (0u32..).zip(labels.names());
    numbers
        .map(|(number, _)| positions.get(&number).copied().unwrap_or(0))
        .collect()
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
