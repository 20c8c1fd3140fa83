//! Control totals beside the orders of their periods.

use std::collections::BTreeMap;

use records::{Amount, ControlBasis, Date, TaxBasis};

use super::controls::Total;
use super::lines::{Line, Lines};
use super::model::{Comparison, ControlLine, ControlSeries, TaxRule};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, next_day};

/// The totals by currency and basis, each beside the orders of its period.
pub(super) fn series(
    totals: Vec<Total>,
    lines: &Lines<'_>,
    ledger: &Ledger,
    d: &Definitions,
) -> Vec<ControlSeries> {
    let mut groups: BTreeMap<(bool, String, ControlBasis), Vec<Total>> = BTreeMap::new();
    for total in totals {
        let foreign = total.currency != d.currency;
        let key = (foreign, total.currency.clone(), total.basis);
        groups.entry(key).or_default().push(total);
    }
    groups
        .into_iter()
        .map(|((_, currency, basis), totals)| {
            let days = Days::of(lines, &currency);
            let compared = totals
                .into_iter()
                .map(|total| line(total, &days, d.tax_basis, ledger.settled.tax_rate))
                .collect();
            let mut series = ControlSeries {
                currency,
                basis,
                lines: compared,
                total: None,
                ltm: None,
                tied_out: false,
            };
            run(&mut series);
            series.ltm = covering(&series.lines, ledger.ltm(d));
            series.tied_out = is_tied_out(&series, lines, ledger, d);
            series
        })
        .collect()
}

/// Orders of one currency by day.
struct Days {
    days: BTreeMap<Date, Day>,
}

#[derive(Default)]
struct Day {
    amount: Amount,
    net: Amount,
    /// Lines whose amount without tax is not known.
    without_net: u64,
}

impl Days {
    fn of(lines: &Lines<'_>, currency: &str) -> Self {
        let mut days: BTreeMap<Date, Day> = BTreeMap::new();
        let mut add = |line: &Line, amount: Amount, own_net: bool| {
            let day = days.entry(line.date).or_default();
            day.amount += amount;
            let order = lines.order(line);
            let refunded = order.refund.is_some_and(|refund| refund != Amount::ZERO);
            // Where the amount is the one without tax, that is the line's own.
            let bare = order.tax_included == Some(false);
            match order.amount_net.or(bare.then_some(order.amount)) {
                Some(net) if own_net && !refunded => day.net += net,
                _ => day.without_net += 1,
            }
        };
        match lines.currencies.iter().position(|code| code == currency) {
            Some(0) => lines
                .compared()
                .for_each(|line| add(&line, line.amount, line.currency == 0)),
            Some(at) => lines
                .all()
                .filter(|line| line.currency == at)
                .for_each(|line| add(&line, line.own, true)),
            None => {}
        }
        Self { days }
    }

    fn sum(&self, from: Date, to: Date) -> Amount {
        self.days.range(from..=to).map(|(_, day)| day.amount).sum()
    }

    /// The orders' own amounts without tax, where every line of the period has one.
    fn net(&self, from: Date, to: Date) -> Option<Amount> {
        let mut days = self.days.range(from..=to).map(|(_, day)| day).peekable();
        days.peek()?;
        days.try_fold(Amount::ZERO, |sum, day| {
            (day.without_net == 0).then_some(sum + day.net)
        })
    }
}

fn line(total: Total, days: &Days, orders_tax: TaxBasis, rate: Option<f64>) -> ControlLine {
    let own_net = (total.tax == TaxBasis::Net && orders_tax == TaxBasis::Gross)
        .then(|| days.net(total.from, total.to))
        .flatten();
    let orders = own_net.unwrap_or_else(|| days.sum(total.from, total.to));
    let (rule, control) = match own_net {
        Some(_) => (TaxRule::OwnNet, Some(total.amount)),
        None => converted(total.amount, total.tax, orders_tax, rate),
    };
    let difference = control.map(|control| orders - control);
    ControlLine {
        from: total.from,
        to: total.to,
        stated: total.amount,
        tax: total.tax,
        rule,
        control,
        orders,
        difference,
        rate: control
            .zip(difference)
            .and_then(|(control, difference)| quotient(difference, control)),
        running: None,
        origin: total.origin,
        decision: total.decision,
        row: total.row,
    }
}

/// The total on the orders' tax basis: gross = net × (1 + rate). Never converted without a rate.
fn converted(
    amount: Amount,
    tax: TaxBasis,
    orders: TaxBasis,
    rate: Option<f64>,
) -> (TaxRule, Option<Amount>) {
    if tax == TaxBasis::Unknown || orders == TaxBasis::Unknown {
        return (TaxRule::Unconfirmed, Some(amount));
    }
    if tax == orders {
        return (TaxRule::Same, Some(amount));
    }
    let Some(rate) = rate else {
        return (TaxRule::NotComparable, None);
    };
    let factor = if orders == TaxBasis::Gross {
        1.0 + rate
    } else {
        1.0 / (1.0 + rate)
    };
    let scaled = Amount::from_units(amount.units() * factor);
    (TaxRule::Converted, scaled)
}

fn quotient(difference: Amount, control: Amount) -> Option<f64> {
    (control != Amount::ZERO).then(|| difference.units() / control.units().abs())
}

/// Running differences and their total; a period that overlaps one counted before is passed over.
fn run(series: &mut ControlSeries) {
    series.lines.sort_by_key(|line| (line.from, line.to));
    let mut counted: Vec<usize> = Vec::new();
    let mut until = None;
    let mut running = Amount::ZERO;
    for (at, line) in series.lines.iter_mut().enumerate() {
        let Some(difference) = line.difference else {
            continue;
        };
        if until.is_none_or(|until| line.from > until) {
            running += difference;
            line.running = Some(running);
            until = Some(line.to);
            counted.push(at);
        }
    }
    series.total = comparison(counted.iter().map(|at| &series.lines[*at]));
}

fn comparison<'a>(lines: impl Iterator<Item = &'a ControlLine>) -> Option<Comparison> {
    let (mut control, mut orders, mut periods) = (Amount::ZERO, Amount::ZERO, 0);
    for line in lines {
        control += line.control?;
        orders += line.orders;
        periods += 1;
    }
    (periods > 0).then(|| Comparison {
        control,
        orders,
        difference: orders - control,
        rate: quotient(orders - control, control),
        periods,
    })
}

/// The lines that cover the window day by day, each day once: from each day on, the longest.
fn tiles(lines: &[ControlLine], (from, to): (Date, Date)) -> Option<Vec<&ControlLine>> {
    let mut day = from;
    let mut tiles = Vec::new();
    while day <= to {
        let tile = lines
            .iter()
            .filter(|line| line.from == day && line.to <= to && line.control.is_some())
            .max_by_key(|line| line.to)?;
        tiles.push(tile);
        if tile.to == to {
            break;
        }
        day = next_day(tile.to);
    }
    Some(tiles)
}

fn covering(lines: &[ControlLine], window: (Date, Date)) -> Option<Comparison> {
    comparison(tiles(lines, window)?.into_iter())
}

fn is_tied_out(
    series: &ControlSeries,
    lines: &Lines<'_>,
    ledger: &Ledger,
    d: &Definitions,
) -> bool {
    let window = ledger.ltm(d);
    let known = tiles(&series.lines, window)
        .is_some_and(|tiles| tiles.iter().all(|line| line.rule != TaxRule::Unconfirmed));
    let close = series
        .ltm
        .as_ref()
        .and_then(|ltm| ltm.rate)
        .is_some_and(|rate| rate.abs() <= ledger.settled.tolerance + 1e-12);
    known
        && close
        && series.currency == d.currency
        && series.basis != ControlBasis::Unstated
        && !lines.unconverted_in(window.0, window.1)
}
