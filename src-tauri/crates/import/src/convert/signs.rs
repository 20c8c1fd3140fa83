//! Which sign the amounts of a document have: sales positive, returns negative, whatever the firm
//! writes.

use records::{Amount, ProblemCode, Severity, TableKind, Value};
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::problems::Collector;
use crate::cell::Row;
use crate::guards::is_return;
use crate::mapping::{Mapping, Sign};

/// Types of documents told apart; a column with more of them holds something else.
const TYPES: usize = 60;
/// Fields whose sign follows that of the amount.
const AMOUNTS: [&str; 5] = ["amount", "amount_net", "before_discount", "tax", "cost"];

/// Why the amounts of a type of document are signed as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignReason {
    /// Nothing says that goods went back.
    Sale,
    /// The type says that they did.
    Type,
    /// The status of single documents says so.
    Status,
    /// The name, the title or the header of the amounts says so of the whole table.
    Table,
    /// The adviser decided.
    Chosen,
}

/// The documents of one type in an order list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentSigns {
    /// The type as the firm writes it; empty where it writes none.
    pub document: String,
    /// Rows.
    pub rows: u64,
    /// Rows with a positive amount, as written, and their sum.
    pub positive: (u64, Amount),
    /// The same of negative amounts.
    pub negative: (u64, Amount),
    /// How they are signed.
    pub sign: Sign,
    /// Why.
    pub reason: SignReason,
    /// Rows whose amount was turned.
    pub turned: u64,
}

/// The signs of an order list, type by type.
pub(super) struct Signs {
    seen: Vec<DocumentSigns>,
    /// Position of the type among those seen that the last row had.
    last: usize,
    chosen: Vec<(String, Sign)>,
    document: Option<usize>,
    amount: Option<usize>,
    turning: Vec<usize>,
    quantity: Option<usize>,
    returns: bool,
}

impl Signs {
    /// `None` for tables without documents.
    pub(super) fn of(mapping: &Mapping, plan: &Plan) -> Option<Self> {
        (plan.kind == TableKind::Orders).then(|| Self {
            seen: Vec::new(),
            last: 0,
            chosen: mapping
                .signs
                .iter()
                .map(|one| (one.document.clone(), one.sign))
                .collect(),
            document: plan.position("order_type"),
            amount: plan.position("amount"),
            turning: AMOUNTS
                .iter()
                .filter_map(|field| plan.position(field))
                .collect(),
            quantity: plan.position("quantity"),
            returns: plan.returns,
        })
    }

    /// Gives the amounts of a row their sign; whether a return was turned.
    pub(super) fn settle(&mut self, plan: &Plan, row: &Row, values: &mut [Value]) -> bool {
        let text = match self.document.and_then(|at| values.get(at)) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        let amount = match self.amount.and_then(|at| values.get(at)) {
            Some(Value::Amount(amount)) => *amount,
            _ => Amount::ZERO,
        };
        let at = self.position(text);
        let (mut sign, reason) = match at {
            Some(at) => (self.seen[at].sign, self.seen[at].reason),
            None => self.convention(text),
        };
        let by_status =
            matches!(reason, SignReason::Sale | SignReason::Status) && plan.is_returned(row);
        if by_status {
            sign = Sign::Negative;
        }
        let turned = self.turn(sign, values);
        if let Some(seen) = at.and_then(|at| self.seen.get_mut(at)) {
            seen.count(amount, turned);
            if by_status && turned {
                seen.reason = SignReason::Status;
            }
        }
        turned && sign == Sign::Negative
    }

    /// Where a type stands among those seen; `None` beyond the last that is told apart.
    fn position(&mut self, text: &str) -> Option<usize> {
        let same = |seen: &DocumentSigns| seen.document == text;
        if self.seen.get(self.last).is_some_and(same) {
            return Some(self.last);
        }
        let found = self.seen.iter().position(same);
        if found.is_none() && self.seen.len() < TYPES {
            let (sign, reason) = self.convention(text);
            self.seen.push(DocumentSigns::new(text, sign, reason));
        }
        let at = found.or_else(|| self.seen.len().checked_sub(1))?;
        self.last = at;
        Some(at).filter(|at| self.seen[*at].document == text)
    }

    fn convention(&self, text: &str) -> (Sign, SignReason) {
        let mut chosen = self.chosen.iter().filter(|(document, _)| document == text);
        if let Some((_, sign)) = chosen.next() {
            (*sign, SignReason::Chosen)
        } else {
            self.expected(text)
        }
    }

    /// What the table itself says of a type.
    fn expected(&self, text: &str) -> (Sign, SignReason) {
        if self.returns {
            (Sign::Negative, SignReason::Table)
        } else if !text.is_empty() && is_return(text) {
            (Sign::Negative, SignReason::Type)
        } else {
            (Sign::AsWritten, SignReason::Sale)
        }
    }

    /// Turns amounts and quantity; whether an amount changed.
    fn turn(&self, sign: Sign, values: &mut [Value]) -> bool {
        if sign == Sign::AsWritten {
            return false;
        }
        let mut changed = false;
        for at in &self.turning {
            if let Some(Value::Amount(amount)) = values.get_mut(*at)
                && (amount.0 > 0 || (sign == Sign::Flipped && amount.0 < 0))
            {
                *amount = -*amount;
                changed = true;
            }
        }
        if let Some(Value::Number(number)) = self.quantity.and_then(|at| values.get_mut(at))
            && (*number > 0.0 || (sign == Sign::Flipped && *number < 0.0))
        {
            *number = -*number;
        }
        changed
    }

    pub(super) fn report(&self, problems: &mut Collector) {
        for seen in &self.seen {
            let (code, count) = match (seen.sign, seen.reason) {
                // A table of returns is told once, as a whole.
                (_, SignReason::Table) => continue,
                (Sign::AsWritten, SignReason::Chosen) => {
                    let turns = self.expected(&seen.document).0 == Sign::Negative;
                    (
                        ProblemCode::SignsKept,
                        if turns { seen.positive.0 } else { 0 },
                    )
                }
                (Sign::Flipped, _) => (ProblemCode::SignsFlipped, seen.turned),
                _ => (ProblemCode::ReturnsNegated, seen.turned),
            };
            if count > 0 {
                let count = count.to_string();
                let text = if seen.document.is_empty() {
                    "—"
                } else {
                    seen.document.as_str()
                };
                problems.table(code, Severity::Info, &[("text", text), ("count", &count)]);
            }
        }
    }

    /// The types, in the order in which they first stand in the table.
    pub(super) fn into_documents(self) -> Vec<DocumentSigns> {
        self.seen
    }
}

impl DocumentSigns {
    fn new(document: &str, sign: Sign, reason: SignReason) -> Self {
        Self {
            document: document.to_owned(),
            rows: 0,
            positive: (0, Amount::ZERO),
            negative: (0, Amount::ZERO),
            sign,
            reason,
            turned: 0,
        }
    }

    fn count(&mut self, written: Amount, turned: bool) {
        self.rows += 1;
        self.turned += u64::from(turned);
        let side = match written.0 {
            0 => return,
            1.. => &mut self.positive,
            _ => &mut self.negative,
        };
        side.0 += 1;
        side.1 = Amount(side.1.0.saturating_add(written.0));
    }
}
