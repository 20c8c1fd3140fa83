//! The customer level as screen, report and workpapers show it.

use records::Amount;

use super::buying::{Outlook, YEARS};
use super::index::{Rating, Tier};
use super::model::{
    BuyingModel, ComponentUse, CustomerLine, CustomerTable, GammaParameters, LoyaltyExhibits,
    MatrixCell, SignalCount, SpendingModel, TierCount,
};
use super::people::Person;
use super::rules::{LoyaltyRules, Part};
use super::warning::Signal;
use super::{Loyalty, loyalty, loyalty_rules};
use crate::definitions::Definitions;
use crate::ledger::Ledger;

/// Customers in a list at most.
const LISTED: usize = 20;
/// Share of the customers whose part of the value is told.
const TOP: f64 = 0.1;
/// Cells of value × loyalty.
const CELLS: [&str; 5] = ["keep", "risk", "grow", "simple", "unrated"];

/// Everything that the ledger allows.
#[must_use]
pub(crate) fn exhibit(ledger: &Ledger, d: &Definitions) -> LoyaltyExhibits {
    let (Ok(found), Ok(rules)) = (loyalty(ledger, d), loyalty_rules()) else {
        return LoyaltyExhibits::default();
    };
    let mut order: Vec<usize> = (0..found.people.all.len()).collect();
    order.sort_by_key(|at| (-found.ratings[*at].revenue.0, *at));
    let list = |wanted: &dyn Fn(&Rating) -> bool| -> Vec<CustomerLine> {
        order
            .iter()
            .filter(|at| found.ratings[**at].is_current() && wanted(&found.ratings[**at]))
            .take(LISTED)
            .filter_map(|at| line(ledger, d, rules, &found, *at))
            .collect()
    };
    LoyaltyExhibits {
        components: components(&found),
        tiers: tiers(&found),
        index_mean: found
            .by_revenue(|_, rating, _| rating.index)
            .map(|(mean, ..)| mean),
        matrix: matrix(&found),
        endangered: list(&Rating::is_endangered),
        signals: signals(&found),
        warned: list(&|rating| rating.signals.stand()),
        transitions: found.transitions.clone(),
        backtest: found.backtest.as_ref().ok().cloned(),
        backtest_absent: found.backtest.as_ref().err().cloned(),
        buying: buying(&found, d),
        buying_absent: found.buying.as_ref().err().cloned(),
        table: table(ledger, d, &found, &order),
        rules: Some(rules.clone()),
    }
}

fn components(found: &Loyalty) -> Vec<ComponentUse> {
    (0..)
        .zip(Part::ALL)
        .map(|(at, id): (usize, Part)| {
            let customers = found
                .current()
                .filter(|(_, rating, _)| rating.scores[at].is_some())
                .count();
            ComponentUse {
                id,
                customers: customers as u64,
                mean: found
                    .by_revenue(|_, rating, _| rating.scores[at])
                    .map(|(mean, ..)| mean),
            }
        })
        .collect()
}

fn tiers(found: &Loyalty) -> Vec<TierCount> {
    Tier::CURRENT
        .into_iter()
        .map(|tier| {
            let (customers, revenue) = sum(found, |rating| rating.tier == tier);
            TierCount {
                tier: tier.id().to_owned(),
                customers,
                revenue,
            }
        })
        .collect()
}

/// Current customers that pass, and their revenue.
fn sum(found: &Loyalty, wanted: impl Fn(&Rating) -> bool) -> (u64, Amount) {
    found
        .current()
        .filter(|(_, rating, _)| wanted(rating))
        .fold((0, Amount::ZERO), |(n, revenue), (_, rating, _)| {
            (n + 1, revenue + rating.revenue)
        })
}

fn cell(rating: &Rating) -> &'static str {
    match (rating.valuable, rating.tier.loyal()) {
        (_, None) => "unrated",
        (true, Some(true)) => "keep",
        (true, Some(false)) => "risk",
        (false, Some(true)) => "grow",
        (false, Some(false)) => "simple",
    }
}

fn matrix(found: &Loyalty) -> Vec<MatrixCell> {
    let (_, all) = sum(found, |_| true);
    CELLS
        .into_iter()
        .map(|id| {
            let (customers, revenue) = sum(found, |rating| cell(rating) == id);
            MatrixCell {
                cell: id.to_owned(),
                customers,
                revenue,
                share: all.is_positive().then(|| revenue.units() / all.units()),
            }
        })
        .collect()
}

fn signals(found: &Loyalty) -> Vec<SignalCount> {
    let each = Signal::ALL.map(|signal| (signal.id(), Some(signal)));
    std::iter::once(("any", None))
        .chain(each)
        .map(|(id, signal)| {
            let says = |rating: &Rating| match signal {
                Some(signal) => rating.signals.says(signal),
                None => rating.signals.any(),
            };
            let (flagged, revenue) = sum(found, |rating| says(rating) == Some(true));
            SignalCount {
                signal: id.to_owned(),
                judged: sum(found, |rating| says(rating).is_some()).0,
                flagged,
                revenue,
            }
        })
        .collect()
}

fn line(
    ledger: &Ledger,
    d: &Definitions,
    rules: &LoyaltyRules,
    found: &Loyalty,
    at: usize,
) -> Option<CustomerLine> {
    let (person, rating) = (found.people.all.get(at)?, found.ratings.get(at)?);
    let outlook = found.outlooks.as_ref().and_then(|all| all.get(at));
    let days = ledger.purchase_days_until(person.customer, d.as_of);
    Some(CustomerLine {
        name: ledger.name(person.customer).to_owned(),
        revenue: rating.revenue,
        index: rating.index,
        coverage: rating.coverage,
        valuable: rating.valuable,
        last_order: *days.last()?,
        silence: u64::try_from(found.people.day - person.last).unwrap_or(0),
        usual: person.usual,
        alive: alive(person, outlook),
        silent_year: outlook.map(|one| one.silent_year),
        signals: names(rating),
        weak: rating.weak(rules.index.medium),
    })
}

/// P(alive) where it says something: nobody is called alive on one purchase.
fn alive(person: &Person, outlook: Option<&Outlook>) -> Option<f64> {
    outlook.filter(|_| person.days > 1).map(|one| one.alive)
}

fn names(rating: &Rating) -> Vec<String> {
    let standing = rating.signals.standing();
    standing.map(|signal| signal.id().to_owned()).collect()
}

fn buying(found: &Loyalty, d: &Definitions) -> Option<BuyingModel> {
    let buying = found.buying.as_ref().ok()?;
    let outlooks = found.outlooks.as_ref()?;
    let model = buying.fit.model;
    let back = found.everybody().filter(|(person, ..)| person.days > 1);
    Some(BuyingModel {
        customers: buying.customers as u64,
        repeaters: buying.repeaters as u64,
        r: model.r,
        alpha: model.alpha,
        a: model.a,
        b: model.b,
        log_likelihood: buying.fit.log_likelihood,
        iterations: buying.fit.iterations,
        identified: buying.fit.identified,
        alive: back
            .filter_map(|(_, _, outlook)| Some(outlook?.alive))
            .sum(),
        orders_year: outlooks.iter().map(|one| one.orders_year).sum(),
        silent_year: found
            .by_revenue(|_, _, outlook| Some(outlook?.silent_year))
            .map(|(mean, ..)| mean),
        spending: spending(found, d),
        spending_absent: found.spend.as_ref().err().cloned(),
    })
}

fn spending(found: &Loyalty, d: &Definitions) -> Option<SpendingModel> {
    let spend = found.spend.as_ref().ok()?;
    let values = found.values();
    let once = found.everybody().filter(|(person, ..)| person.days == 1);
    let one_time: f64 = once.filter_map(|(_, _, outlook)| outlook?.value).sum();
    let gamma = spend.fit.map(|fit| GammaParameters {
        p: fit.model.p,
        q: fit.model.q,
        v: fit.model.v,
    });
    Some(SpendingModel {
        customers: spend.customers as u64,
        gamma,
        valued: values.len() as u64,
        correlation: spend.correlation,
        years: YEARS,
        discount_rate: d.discount_rate,
        margin: found.margin,
        equity: Amount::from_units(values.iter().sum())?,
        one_time: gamma.and(Amount::from_units(one_time)),
        top_decile: top_share(values),
    })
}

/// Share of the most valuable tenth, its last customer counted in part; absent without value.
pub(crate) fn top_share(mut values: Vec<f64>) -> Option<f64> {
    let all: f64 = values.iter().sum();
    values.sort_unstable_by(|a, b| b.total_cmp(a));
    let tenth = values.len() as f64 * TOP;
    let whole = tenth.floor() as usize;
    let part = values.get(whole).map_or(0.0, |one| one * tenth.fract());
    let top: f64 = values.iter().take(whole).sum::<f64>() + part;
    (all > 0.0).then(|| top / all)
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

fn table(ledger: &Ledger, d: &Definitions, found: &Loyalty, order: &[usize]) -> CustomerTable {
    let mut table = CustomerTable {
        scores: vec![Vec::new(); Part::COUNT],
        ..CustomerTable::default()
    };
    for at in order {
        let (person, rating) = (&found.people.all[*at], &found.ratings[*at]);
        let outlook = found.outlooks.as_ref().and_then(|all| all.get(*at));
        let days = ledger.purchase_days_until(person.customer, d.as_of);
        let Some(last) = days.last() else { continue };
        table.names.push(ledger.name(person.customer).to_owned());
        table.revenue.push(rating.revenue);
        table.days.push(person.days);
        table.last_order.push(*last);
        table.tiers.push(rating.tier.id().to_owned());
        table
            .index
            .push(rating.index.map(|index| rounded(index, 2)));
        table.coverage.push(rounded(rating.coverage, 4));
        for (column, score) in table.scores.iter_mut().zip(rating.scores) {
            column.push(score.map(|score| rounded(score, 2)));
        }
        table.signals.push(names(rating));
        table
            .alive
            .push(alive(person, outlook).map(|alive| rounded(alive, 4)));
        table
            .silent_year
            .push(outlook.map(|one| rounded(one.silent_year, 4)));
        table
            .orders_year
            .push(outlook.map(|one| rounded(one.orders_year, 3)));
        table
            .value
            .push(outlook.and_then(|one| Amount::from_units(one.value?)));
    }
    table
}
