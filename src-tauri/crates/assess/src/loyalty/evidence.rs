//! What the tables say of each customer, gathered in one pass over each table.

use records::{Amount, Date, TableKind};

use crate::analysis::contracts::in_force;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Labels, Ledger, NO_LABEL, Sale, months_before, next_day};
use crate::measures::receivables::{outstanding, overdue};
use crate::measures::scale::Scale;
use crate::measures::selection::matched;

/// Kinds of products that the firm must sell before breadth says anything.
const KINDS: usize = 4;
/// Months within which an answer counts.
const ANSWERS: u32 = 24;
/// Share of a customer's revenue that must have a cost.
const COSTED: f64 = 0.9;

/// Who of the firm knows a customer: nobody known, one person, or more.
#[derive(Debug, Clone, Copy, Default)]
struct Known<'a> {
    one: Option<&'a str>,
    more: bool,
}

impl<'a> Known<'a> {
    fn add(&mut self, name: &'a str) {
        let name = name.trim();
        match self.one {
            _ if name.is_empty() => {}
            None => self.one = Some(name),
            Some(one) => self.more |= one != name,
        }
    }
}

/// The evidence by customer; a table that is missing or does not match is absent as a whole.
pub(crate) struct Evidence<'a> {
    ledger: &'a Ledger,
    ltm: (Date, Date),
    complaints: Option<Vec<u32>>,
    /// Outstanding and overdue, minor units, of customers with any document.
    payment: Option<Vec<Option<(i64, i64)>>>,
    voice: Option<Vec<Option<f64>>>,
    contract: Option<Vec<bool>>,
    known: Vec<Known<'a>>,
    margin: Option<Vec<Option<f64>>>,
    kinds: Option<&'a Labels>,
    /// Customer that a kind was last seen with: counts distinct kinds without a set.
    seen: Vec<u32>,
}

impl<'a> Evidence<'a> {
    /// As known on `d.as_of`. What is a snapshot of one day, the receivables, only speaks of that
    /// day: `snapshots` says whether it is this one.
    pub(crate) fn on(ledger: &'a Ledger, d: &Definitions, snapshots: bool) -> Self {
        let ltm = ledger.ltm(d);
        let columns = ledger.columns();
        let labels = if columns.category.is_empty() {
            &columns.product
        } else {
            &columns.category
        };
        let kinds = (labels.names().len() >= KINDS).then_some(labels);
        Self {
            ledger,
            ltm,
            complaints: complaints(ledger, ltm),
            payment: snapshots.then(|| payment(ledger, d.as_of)).flatten(),
            voice: voice(ledger, d.as_of),
            contract: contract(ledger, d.as_of),
            known: known(ledger, ltm),
            margin: margin(ledger, ltm),
            seen: vec![u32::MAX; kinds.map_or(0, |labels| labels.names().len())],
            kinds,
        }
    }

    /// Complaints of the last twelve months.
    pub(crate) fn complaints(&self, id: CustomerId) -> Option<f64> {
        Some(f64::from(*self.complaints.as_ref()?.get(id.index())?))
    }

    /// Overdue share of what is outstanding.
    pub(crate) fn overdue(&self, id: CustomerId) -> Option<f64> {
        let (open, late) = (*self.payment.as_ref()?.get(id.index())?)?;
        Some(if open > 0 {
            (late as f64 / open as f64).clamp(0.0, 1.0)
        } else {
            0.0
        })
    }

    /// Latest answer as a share of its scale.
    pub(crate) fn voice(&self, id: CustomerId) -> Option<f64> {
        *self.voice.as_ref()?.get(id.index())?
    }

    /// 1 with a contract in force.
    pub(crate) fn contract(&self, id: CustomerId) -> Option<f64> {
        Some(f64::from(u8::from(
            *self.contract.as_ref()?.get(id.index())?,
        )))
    }

    /// Gross margin against the firm's.
    pub(crate) fn margin(&self, id: CustomerId) -> Option<f64> {
        *self.margin.as_ref()?.get(id.index())?
    }

    /// Kinds bought in the last twelve months, and people of the firm who know the customer.
    pub(crate) fn of_lines(&mut self, id: CustomerId) -> (Option<f64>, Option<f64>) {
        let ledger = self.ledger;
        let lines = ledger.sales_of_in(id, self.ltm.0, self.ltm.1);
        let breadth = self.kinds.map(|labels| self.breadth(labels, id, lines));
        let people = self.people(id, lines);
        (breadth.filter(|kinds| *kinds > 0.0), people)
    }

    fn breadth(&mut self, labels: &Labels, id: CustomerId, lines: &[Sale]) -> f64 {
        let mut kinds = 0_u32;
        for sale in lines.iter().filter(|sale| sale.amount.is_positive()) {
            let number = labels.number(sale.order);
            if number == NO_LABEL {
                continue;
            }
            if let Some(seen) = self.seen.get_mut(number as usize)
                && *seen != id.0
            {
                *seen = id.0;
                kinds += 1;
            }
        }
        f64::from(kinds)
    }

    fn people(&mut self, id: CustomerId, lines: &[Sale]) -> Option<f64> {
        let owners = &self.ledger.columns().owner;
        let known = self.known.get_mut(id.index())?;
        if !owners.is_empty() && !known.more {
            let mut before = NO_LABEL;
            for sale in lines {
                let number = owners.number(sale.order);
                if number != before && number != NO_LABEL {
                    before = number;
                    known.add(owners.text(sale.order).unwrap_or_default());
                }
            }
        }
        known.one.map(|_| if known.more { 2.0 } else { 1.0 })
    }
}

/// An empty column, where the rows of the table find their customers.
fn column<T: Clone>(ledger: &Ledger, table: TableKind, empty: T) -> Option<Vec<T>> {
    matched(ledger, table)
        .ok()
        .map(|()| vec![empty; ledger.customers.len()])
}

fn complaints(ledger: &Ledger, (from, to): (Date, Date)) -> Option<Vec<u32>> {
    let mut counts = column(ledger, TableKind::Complaints, 0_u32)?;
    for row in &ledger.tables.complaints {
        if let Some(id) = row.customer
            && from <= row.record.date
            && row.record.date <= to
        {
            counts[id.index()] += 1;
        }
    }
    Some(counts)
}

fn payment(ledger: &Ledger, as_of: Date) -> Option<Vec<Option<(i64, i64)>>> {
    let mut sums = column(ledger, TableKind::Receivables, None)?;
    for row in &ledger.tables.receivables {
        let document = &row.record;
        let (Some(id), Some(open)) = (row.customer, outstanding(document)) else {
            continue;
        };
        if document.date.is_some_and(|day| day > as_of) {
            continue;
        }
        let late = if open.is_positive() {
            overdue(document, as_of)
        } else {
            Some(Amount::ZERO)
        };
        // Without a due date nobody knows whether it is late.
        let Some(late) = late else { continue };
        let sum: &mut (i64, i64) = sums[id.index()].get_or_insert((0, 0));
        sum.0 = sum.0.saturating_add(open.0.max(0));
        sum.1 = sum.1.saturating_add(late.0.max(0));
    }
    Some(sums)
}

fn voice(ledger: &Ledger, as_of: Date) -> Option<Vec<Option<f64>>> {
    let mut latest = column(ledger, TableKind::Surveys, None::<(Date, f64)>)?;
    let rows = &ledger.tables.surveys;
    let scale = |of: fn(&records::Survey) -> Option<f64>| {
        Scale::of(rows.iter().filter_map(|row| of(&row.record)))
    };
    let recommend = scale(|survey| survey.recommend);
    let overall = scale(|survey| survey.overall);
    let from = next_day(months_before(as_of, ANSWERS));
    for row in rows {
        let survey = &row.record;
        let (Some(id), Some(at)) = (row.customer, survey.answered_at) else {
            continue;
        };
        let share = match (survey.recommend, survey.overall) {
            (Some(answer), _) => answer / recommend.most(),
            (None, Some(answer)) => overall.hundred(answer) / 100.0,
            (None, None) => continue,
        };
        let day = at.date();
        if from <= day && day <= as_of && latest[id.index()].is_none_or(|(before, _)| before <= day)
        {
            latest[id.index()] = Some((day, share));
        }
    }
    Some(
        latest
            .into_iter()
            .map(|one| one.map(|(_, share)| share))
            .collect(),
    )
}

fn contract(ledger: &Ledger, as_of: Date) -> Option<Vec<bool>> {
    let mut bound = column(ledger, TableKind::Contracts, false)?;
    for row in &ledger.tables.contracts {
        if let Some(id) = row.customer {
            bound[id.index()] |= in_force(&row.record, as_of);
        }
    }
    Some(bound)
}

/// People in the customer table and in the visits of the last twelve months.
fn known(ledger: &Ledger, (from, to): (Date, Date)) -> Vec<Known<'_>> {
    let mut known = vec![Known::default(); ledger.customers.len()];
    for row in &ledger.tables.customers {
        if let (Some(id), Some(owner)) = (row.customer, row.record.owner.as_deref()) {
            known[id.index()].add(owner);
        }
    }
    for row in &ledger.tables.contacts {
        let visit = &row.record;
        if let (Some(id), Some(owner)) = (row.customer, visit.owner.as_deref())
            && visit.done != Some(false)
            && from <= visit.date
            && visit.date <= to
        {
            known[id.index()].add(owner);
        }
    }
    known
}

/// Margin of each customer over that of the firm, last twelve months. From the lines, not from the
/// cube: the back-test looks from another day, and a cube for it would cost more than all else.
fn margin(ledger: &Ledger, (from, to): (Date, Date)) -> Option<Vec<Option<f64>>> {
    let columns = ledger.columns();
    if !columns.has_cost() {
        return None;
    }
    let mut sums = vec![(0_i64, 0_i64, 0_i64); ledger.customers.len()];
    let (mut costed, mut cost) = (0_i64, 0_i64);
    for id in ledger.counted() {
        let sum = &mut sums[id.index()];
        for sale in ledger.sales_of_in(id, from, to) {
            sum.0 = sum.0.saturating_add(sale.amount.0);
            if let Some(of_line) = columns.cost(sale.order) {
                sum.1 = sum.1.saturating_add(sale.amount.0);
                sum.2 = sum.2.saturating_add(of_line);
            }
        }
        costed = costed.saturating_add(sum.1);
        cost = cost.saturating_add(sum.2);
    }
    let firm = 1.0 - cost as f64 / costed as f64;
    if !(firm.is_finite() && firm > 0.0) {
        return None;
    }
    Some(
        sums.into_iter()
            .map(|(amount, costed, cost)| {
                let enough = costed > 0 && costed as f64 >= COSTED * amount as f64;
                enough.then(|| (1.0 - cost as f64 / costed as f64) / firm)
            })
            .collect(),
    )
}
