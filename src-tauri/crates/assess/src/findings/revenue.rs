//! Revenue that may not be what it seems: pulled forward, returned after a period, in an industry
//! that shrinks.

use std::collections::BTreeMap;

use records::{Amount, Date, RowRef, Severity, TableKind};
use statistics::comparison::Group;
use statistics::exact::fisher_greater;

use super::Context;
use super::draft::Draft;
use super::season::{Against, against_season, rank_among_windows};
use crate::ledger::{
    Attribute, Ledger, Sale, days_between, months_after, months_before, name_key, next_day, window,
};

pub(super) fn rules(context: &Context<'_>) -> Vec<Draft> {
    [
        pulled_forward(context),
        returns_after_period(context),
        declining(context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Revenue at the end of the last twelve months, set against the same months of earlier years
/// grown by what the rest of the year grew.
fn pulled_forward(context: &Context<'_>) -> Option<Draft> {
    let cuts = &context.rules.pulled_forward;
    [(1, cuts.month), (3, cuts.quarter)]
        .into_iter()
        .find_map(|(months, factor)| pulled(context, months, factor))
}

fn pulled(context: &Context<'_>, months: u32, factor: f64) -> Option<Draft> {
    let (ledger, d) = (context.ledger, context.d);
    let (from, to) = window(d.as_of, 0, months);
    let Against {
        found: last,
        rest,
        expected,
    } = against_season(ledger, d, months)?;
    if expected <= 0.0 || last < factor * expected {
        return None;
    }
    let excess = last - expected;
    let share = excess / (last + rest);
    let draft = match fallen_after(context) {
        Some((until, now, before)) => {
            Draft::new("revenue.pulled_forward_fallen", Severity::Critical, share)
                .beyond("pulled_forward_fallen")
                .date("until", until)
                .money("after", Amount::from_units(now)?)
                .money("after_before", Amount::from_units(before)?)
                .share("fall", 1.0 - now / before)
        }
        None => {
            Draft::new("revenue.pulled_forward", Severity::Warning, share).beyond("pulled_forward")
        }
    };
    let draft = match rank_among_windows(ledger, d, months) {
        Some((p, windows)) => draft.tested("rank", p, windows),
        None => draft,
    };
    Some(
        draft
            .measured("purchase.seasonality_index")
            .date("from", from)
            .date("to", to)
            .money("revenue", Amount::from_units(last)?)
            .money("expected", Amount::from_units(expected)?)
            .share("excess", last / expected - 1.0)
            .share("share", share)
            .with_shared_rows(TableKind::Orders, ledger.order_rows_in(from, to)),
    )
}

/// Revenue after the as-of date and on the same days a year before, where it fell short: what was
/// pulled forward is missing later.
fn fallen_after(context: &Context<'_>) -> Option<(Date, f64, f64)> {
    let (ledger, d) = (context.ledger, context.d);
    let limit = months_after(d.as_of, 3);
    let until = ledger.days_in(Date::MIN, limit).last()?;
    let from = next_day(d.as_of);
    let cuts = &context.rules.pulled_forward_fallen;
    // Both ends count.
    if (days_between(from, until) as f64) < cuts.days - 1.0 {
        return None;
    }
    let before = (months_before(from, 12), months_before(until, 12));
    let now = ledger.total_revenue_in(from, until).units();
    let before = ledger.total_revenue_in(before.0, before.1).units();
    (before > 0.0 && now < cuts.share * before).then_some((until, now, before))
}

/// Returned amount of a line: a negative line or its refund.
fn returned(ledger: &Ledger, sale: &Sale) -> Amount {
    let columns = ledger.columns();
    let at = sale.order as usize;
    let (amount, refund) = (columns.gross[at], columns.refund(sale.order));
    let back = if amount < Amount::ZERO {
        refund - amount
    } else {
        refund
    };
    // Most lines are no returns: their records need not be looked at.
    if back == Amount::ZERO && amount != Amount::ZERO {
        return back;
    }
    ledger.taxes.on_basis(back, ledger.order(sale))
}

/// One-sided p-value that lines after the period are returned no more often than the others, and
/// the lines counted.
fn returns_test(
    ledger: &Ledger,
    (first, last): (Date, Date),
    after: (Date, Date),
) -> Option<(f64, u64)> {
    let (mut inside, mut outside) = (Group { events: 0, n: 0 }, Group { events: 0, n: 0 });
    for sale in ledger.sales_in(first, last) {
        let group = if after.0 <= sale.date && sale.date <= after.1 {
            &mut inside
        } else {
            &mut outside
        };
        group.n += 1;
        group.events += u64::from(returned(ledger, sale).is_positive());
    }
    Some((fisher_greater(inside, outside)?, inside.n + outside.n))
}

/// Returns in the two months after a year end, where they stand out.
fn returns_after_period(context: &Context<'_>) -> Option<Draft> {
    let (ledger, d) = (context.ledger, context.d);
    let cuts = &context.rules.returns_after_period;
    let (first, _) = ledger.order_span(d)?;
    // Dates far beyond the as-of date are slips of the keyboard.
    let limit = months_after(d.as_of, 3);
    let last = ledger.days_in(Date::MIN, limit).last()?;
    let sum = |from: Date, to: Date| -> Amount {
        ledger
            .sales_in(from, to)
            .map(|sale| returned(ledger, sale))
            .sum()
    };
    let sold = |from: Date, to: Date| -> Amount {
        ledger
            .sales_in(from, to)
            .map(|s| s.amount)
            .filter(|a| a.is_positive())
            .sum()
    };
    let all = sum(first, last).units();
    let usual = all / sold(first, last).units();
    let ends = (first.year()..=last.year())
        .rev()
        .map(|year| Date::constant(year, 12, 31));
    // The two months before must be in the data, or the sales to compare with are cut short.
    let whole = |end: &Date| first <= next_day(months_before(*end, 2));
    let mut ends: Vec<Date> = ends.filter(|end| whole(end) && *end < last).collect();
    if d.as_of < last && whole(&d.as_of) && !ends.contains(&d.as_of) {
        ends.insert(0, d.as_of);
    }
    for end in ends {
        let (from, to) = (next_day(end), months_after(end, 2));
        let amount = sum(from, to);
        let before = sold(next_day(months_before(end, 2)), end);
        if !before.is_positive() || !usual.is_finite() {
            continue;
        }
        let share = amount.units() / before.units();
        if share >= cuts.share && share >= cuts.factor * usual {
            let rows: Vec<RowRef> = ledger
                .sales_in(from, to)
                .filter(|sale| returned(ledger, sale).is_positive())
                .map(|sale| sale.at)
                .collect();
            let test = returns_test(ledger, (first, last), (from, to));
            let draft = Draft::new("revenue.returns_after_period", Severity::Warning, share);
            let draft = match test {
                Some((p, lines)) => draft.tested("fisher_lines", p, lines),
                None => draft,
            };
            return Some(
                draft
                    .measured("purchase.return_rate")
                    .beyond("returns_after_period")
                    .date("period_end", end)
                    .money("amount", amount)
                    .count("count", rows.len())
                    .share("share", share)
                    .share("usual", usual)
                    .with_rows(TableKind::Orders, rows),
            );
        }
    }
    None
}

/// Revenue in industries whose growth the industry table gives as negative.
fn declining(context: &Context<'_>) -> Option<Draft> {
    let (ledger, d) = (context.ledger, context.d);
    let mut growth: BTreeMap<String, (f64, RowRef)> = BTreeMap::new();
    for row in &ledger.tables.industry {
        if let (Some(name), Some(rate)) = (&row.record.industry, row.record.growth) {
            growth.insert(name_key(name), (rate, row.at));
        }
    }
    let (from, to) = ledger.ltm(d);
    let industries = ledger.parts(Attribute::Industry, from, to);
    let shrinking: Vec<_> = industries
        .labelled
        .iter()
        .filter_map(|part| {
            let (rate, at) = growth.get(&name_key(&part.label))?;
            (*rate < 0.0).then_some((part.label.as_str(), part.amount, *rate, *at))
        })
        .collect();
    let (name, _, rate, _) = *shrinking.first()?;
    let share = context.share_of_ltm(shrinking.iter().map(|(_, amount, ..)| *amount).sum());
    if share < context.rules.declining.share {
        return None;
    }
    // At risk is what the industries lose in a year, not all that is sold to them.
    let at_risk: f64 = shrinking
        .iter()
        .map(|(_, amount, rate, _)| -rate * context.share_of_ltm(*amount))
        .sum();
    Some(
        Draft::new("industry.declining", Severity::Warning, at_risk)
            .measured("industry.weighted_growth")
            .beyond("declining")
            .text("industry", name)
            .share("growth", rate)
            .share("share", share)
            .with_rows(
                TableKind::Industry,
                shrinking.iter().map(|(.., at)| *at).collect(),
            ),
    )
}
