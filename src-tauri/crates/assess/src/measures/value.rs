//! What customers are worth, and whether the valuable ones are looked after.

use records::{Amount, Date, Grade, TableKind};
use statistics::lifetime_value::{Payment, simple_clv};

use super::tools::{
    Outcome, need_buyers, need_months, need_table, no_field, quotient, share_of, spec,
    with_ltm_rows, with_masters, with_two_years,
};
use super::{concentration, purchase};
use crate::analysis::retention::{bridge_of, changes};
use crate::analysis::rfm::rfm;
use crate::definitions::Definitions;
use crate::ledger::{CustomerId, Ledger, days_between};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// Share of revenue that the customers of class A make.
const A_CLASS: f64 = 0.8;
/// Days within which a customer of class A should have been contacted.
const CONTACT_DAYS: i64 = 90;

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "value.clv_simple",
        Unit::Money,
        "m·r / (1 + d − r); m = LTM revenue per active customer × gross margin (revenue where the margin is unknown), r = GRR, d = discount rate",
        clv,
    ),
    spec(
        "value.customer_equity",
        Unit::Money,
        "clv_simple × # active customers",
        equity,
    ),
    spec(
        "value.top_decile_share",
        Unit::Share,
        "LTM revenue of the largest 10 % of customers / LTM revenue of identified customers",
        top_decile,
    ),
    spec(
        "value.a_class_owner_coverage",
        Unit::Share,
        "# customers of class A with a named salesperson / # customers of class A (fewest making 80 % of LTM revenue)",
        a_class_owner,
    ),
    spec(
        "value.a_class_contact_coverage",
        Unit::Share,
        "# customers of class A contacted within 90 days before the as-of date / # customers of class A",
        a_class_contact,
    ),
    spec(
        "value.high_rfm_share",
        Unit::Share,
        "revenue of customers with R, F and M all high / revenue of the RFM window",
        high_rfm,
    ),
];

/// Value of one active customer, and whether it is on margin.
fn clv_of(ledger: &Ledger, d: &Definitions) -> Result<(f64, bool, usize), AbsentReason> {
    need_buyers(ledger)?;
    need_months(ledger, d, 24)?;
    let active = ledger.active(d);
    let (from, to) = ledger.ltm(d);
    let revenue: Amount = active
        .iter()
        .map(|id| ledger.revenue_in(*id, from, to))
        .sum();
    let bridge = bridge_of(&changes(ledger, d)).ok_or(AbsentReason::NothingToCount)?;
    let retention = bridge.grr().ok_or(AbsentReason::NothingToCount)?;
    let known = purchase::margin(ledger, d)
        .ok()
        .map(|(margin, ..)| margin)
        .or(d.margin_rate);
    if active.is_empty() {
        return Err(AbsentReason::NothingToCount);
    }
    let margin = revenue.units() / active.len() as f64 * known.unwrap_or(1.0);
    let value = simple_clv(margin, retention, d.discount_rate, Payment::EndOfPeriod)
        .ok_or(AbsentReason::NothingToCount)?;
    Ok((value, known.is_some(), active.len()))
}

/// On revenue the figure is no value yet, only its upper bound: partial data.
fn graded(mut figure: Figure, on_margin: bool) -> Figure {
    if !on_margin {
        figure.grade = figure.grade.max(Grade::C);
    }
    figure
}

fn clv(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (value, on_margin, n) = clv_of(ledger, d)?;
    Ok(with_two_years(
        graded(Figure::new(value, n as u64), on_margin),
        ledger,
        d,
    ))
}

fn equity(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (value, on_margin, n) = clv_of(ledger, d)?;
    let figure = Figure::new(value * n as f64, n as u64);
    Ok(with_two_years(graded(figure, on_margin), ledger, d))
}

fn top_decile(ledger: &Ledger, d: &Definitions) -> Outcome {
    let held = concentration::of_customers(ledger, d)?;
    let held = held.as_ref().as_ref();
    let customers = &held.ok_or(AbsentReason::NothingToCount)?.customers;
    let n = customers.customers() as u64;
    if n < 10 {
        return Err(AbsentReason::TooFew {
            needed: 10,
            found: n,
        });
    }
    Ok(with_ltm_rows(
        Figure::new(customers.top_fraction(0.1), n),
        ledger,
        d,
    ))
}

/// The fewest customers that make 80 % of the last twelve months' revenue, largest first.
pub(crate) fn a_class(ledger: &Ledger, d: &Definitions) -> Vec<CustomerId> {
    let (from, to) = ledger.ltm(d);
    let ranked = ledger.ranked(from, to);
    let total: Amount = ranked.iter().map(|(_, amount)| *amount).sum();
    let mut sum = Amount::ZERO;
    let mut class = Vec::new();
    for (id, amount) in ranked {
        if sum.units() >= A_CLASS * total.units() {
            break;
        }
        sum += amount;
        class.push(id);
    }
    class
}

fn a_class_owner(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let named = ledger.any_order(|order| order.owner.is_some())
        || ledger.any_master(|record| record.owner.is_some());
    if !named {
        return Err(no_field(TableKind::Customers, "owner"));
    }
    let figure = share_of(&a_class(ledger, d), d, |id| {
        ledger.owner_of(id, d).is_some()
    })?;
    let figure = if ledger.has(TableKind::Customers) {
        with_masters(figure, ledger)
    } else {
        figure
    };
    Ok(with_ltm_rows(figure, ledger, d))
}

fn a_class_contact(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let summary = ledger.any_master(|record| record.last_contact_date.is_some());
    if !summary {
        need_table(ledger, TableKind::Contacts)?;
    }
    let near = |day: Date| (0..=CONTACT_DAYS).contains(&days_between(day, d.as_of));
    let mut touched = vec![false; ledger.customers.len()];
    for row in &ledger.tables.contacts {
        if let Some(id) = row.customer.filter(|_| row.record.done != Some(false)) {
            touched[id.index()] |= near(row.record.date);
        }
    }
    let recorded = |id: CustomerId| {
        ledger
            .masters(id)
            .filter_map(|r| r.last_contact_date)
            .any(near)
    };
    let figure = share_of(&a_class(ledger, d), d, |id| {
        touched[id.index()] || recorded(id)
    })?;
    let figure = with_ltm_rows(figure, ledger, d)
        .from_rows(TableKind::Contacts, ledger.rows_of(TableKind::Contacts));
    Ok(if summary {
        with_masters(figure, ledger)
    } else {
        figure
    })
}

fn high_rfm(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let found = rfm(ledger, d);
    let (rows, _) = found
        .as_ref()
        .as_ref()
        .ok_or(AbsentReason::NothingToCount)?;
    let total: Amount = rows.iter().map(|row| row.monetary).sum();
    let high: Amount = rows
        .iter()
        .filter(|row| row.pattern == "HHH")
        .map(|row| row.monetary)
        .sum();
    let figure = Figure::new(quotient(high, total)?, rows.len() as u64);
    Ok(with_ltm_rows(figure, ledger, d))
}
