//! How customers buy: how often, how much, what, where and when.

use std::sync::Arc;

use records::{Amount, Date, TableKind};
use statistics::quantiles::median;
use statistics::{mean, variance};

use super::tools::{
    Outcome, need_buyers, need_months, need_order_field, need_table, no_field, proportion,
    quotient, share_of, spec, with_all_orders, with_ltm_rows, with_masters, with_two_years,
};
use crate::analysis::rhythm;
use crate::definitions::Definitions;
use crate::ledger::{Attribute, CustomerId, Ledger, Sale, window};
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};

/// The family.
pub static MEASURES: &[MeasureSpec] = &[
    spec(
        "purchase.repeat_rate",
        Unit::Share,
        "# customers with ≥ 2 purchase days in LTM / # customers with ≥ 1",
        repeat_rate,
    ),
    spec(
        "purchase.orders_per_customer_year",
        Unit::PerCustomerYear,
        "# order documents of customers in LTM / # customers buying in LTM",
        orders_per_customer,
    ),
    spec(
        "purchase.median_interval_days",
        Unit::Days,
        "median of days between consecutive purchase days of a customer, all customers pooled",
        median_interval,
    ),
    spec(
        "purchase.average_order_value",
        Unit::Money,
        "Σ net amount of order documents in LTM / # order documents in LTM",
        average_order,
    ),
    spec(
        "purchase.regularity_cv",
        Unit::Index,
        "median over customers with ≥ 4 pauses of (standard deviation / mean of its pauses)",
        regularity,
    ),
    spec(
        "purchase.channel_count",
        Unit::Count,
        "# distinct channels with sales in LTM",
        channel_count,
    ),
    spec(
        "purchase.multi_channel_share",
        Unit::Share,
        "# customers with ≥ 2 channels in LTM / # customers with a channel in LTM",
        multi_channel,
    ),
    spec(
        "purchase.breadth",
        Unit::Count,
        "mean over customers in LTM of # distinct product categories (products where there are no categories)",
        breadth,
    ),
    spec(
        "purchase.cross_buy_rate",
        Unit::Share,
        "# customers with ≥ 2 categories (products) in LTM / # customers in LTM",
        cross_buy,
    ),
    spec(
        "purchase.seasonality_index",
        Unit::Index,
        "max over calendar months of (mean revenue of that month / mean monthly revenue), last full 12-month windows, at most 3",
        seasonality,
    ),
    spec(
        "purchase.peak_share",
        Unit::Share,
        "revenue of the strongest month of LTM / LTM revenue",
        peak_share,
    ),
    spec(
        "purchase.core_product_share",
        Unit::Share,
        "LTM revenue of the 5 largest products / LTM revenue of lines with a product",
        core_products,
    ),
    spec(
        "purchase.growth",
        Unit::Share,
        "LTM revenue / revenue of the 12 months before − 1",
        growth,
    ),
    spec(
        "purchase.return_rate",
        Unit::Share,
        "(|negative lines| + refunds) in LTM / Σ positive lines in LTM",
        return_rate,
    ),
    spec(
        "purchase.gross_margin",
        Unit::Share,
        "(revenue − cost) / revenue, LTM lines with cost; else Σ revenue × master margin / Σ revenue",
        gross_margin,
    ),
    spec(
        "purchase.discount_mean",
        Unit::Share,
        "mean discount of LTM lines with a discount field, weighted by amount",
        discount_mean,
    ),
];

fn repeat_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let (from, to) = ledger.ltm(d);
    let buyers: Vec<CustomerId> = ledger
        .counted()
        .filter(|id| ledger.bought_in(*id, from, to))
        .collect();
    let figure = share_of(&buyers, d, |id| {
        ledger
            .purchase_days_until(id, to)
            .iter()
            .filter(|day| **day >= from)
            .count()
            >= 2
    })?;
    Ok(with_ltm_rows(figure, ledger, d))
}

fn orders_per_customer(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    need_months(ledger, d, 12)?;
    let (from, to) = ledger.ltm(d);
    // Documents stand by customer.
    let (mut last, mut buyers, mut orders) = (None, 0_u64, 0_u64);
    for doc in ledger.documents.iter().filter(|doc| doc.is_order()) {
        match doc.customer {
            Some(id) if from <= doc.date && doc.date <= to && ledger.counts(id) => {
                orders += 1;
                buyers += u64::from(last != Some(id));
                last = Some(id);
            }
            _ => {}
        }
    }
    if buyers == 0 {
        return Err(AbsentReason::NothingToCount);
    }
    let figure = Figure::new(orders as f64 / buyers as f64, buyers);
    Ok(with_ltm_rows(figure, ledger, d))
}

fn median_interval(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let pauses: Vec<f64> = ledger
        .counted()
        .flat_map(|id| rhythm::pauses(ledger, d, id))
        .collect();
    let value = median(&pauses).ok_or(AbsentReason::NothingToCount)?;
    Ok(with_all_orders(
        Figure::new(value, pauses.len() as u64),
        ledger,
        d,
    ))
}

fn average_order(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Orders)?;
    let (from, to) = ledger.ltm(d);
    let orders: Vec<Amount> = ledger
        .documents
        .iter()
        .filter(|doc| doc.is_order() && from <= doc.date && doc.date <= to)
        .map(|doc| doc.amount)
        .collect();
    if orders.is_empty() {
        return Err(AbsentReason::NothingToCount);
    }
    let sum: Amount = orders.iter().copied().sum();
    let figure = Figure::new(sum.units() / orders.len() as f64, orders.len() as u64);
    Ok(with_ltm_rows(figure, ledger, d))
}

fn regularity(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_buyers(ledger)?;
    let variations: Vec<f64> = ledger
        .counted()
        .map(|id| rhythm::pauses(ledger, d, id))
        .filter(|pauses| pauses.len() >= rhythm::MINIMUM_PAUSES)
        .filter_map(|pauses| Some(variance(&pauses)?.sqrt() / mean(&pauses)?))
        .collect();
    let value = median(&variations).ok_or(AbsentReason::TooFew {
        needed: 1,
        found: 0,
    })?;
    Ok(with_all_orders(
        Figure::new(value, variations.len() as u64),
        ledger,
        d,
    ))
}

fn need_channel(ledger: &Ledger) -> Result<(), AbsentReason> {
    need_order_field(ledger, "channel", |order| order.channel.is_some())
}

fn channel_count(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_channel(ledger)?;
    let (from, to) = ledger.ltm(d);
    let channels = ledger.parts(Attribute::Channel, from, to);
    let earning = channels.labelled.iter();
    let count = earning.filter(|part| part.amount.is_positive()).count();
    if count == 0 {
        return Err(AbsentReason::NothingToCount);
    }
    Ok(with_ltm_rows(
        Figure::new(count as f64, count as u64),
        ledger,
        d,
    ))
}

fn multi_channel(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_channel(ledger)?;
    need_buyers(ledger)?;
    let (from, to) = ledger.ltm(d);
    let channels = ledger.variety(Attribute::Channel, from, to);
    let several = channels.iter().filter(|(_, count)| *count >= 2).count();
    let figure = proportion(several, channels.len(), d)?;
    Ok(with_ltm_rows(figure, ledger, d))
}

/// Number of categories of each customer; of products where no line has a category.
fn assortment(ledger: &Ledger, d: &Definitions) -> Result<Arc<[(CustomerId, u32)]>, AbsentReason> {
    need_order_field(ledger, "product", |o| {
        o.category.is_some() || o.product.is_some() || o.product_code.is_some()
    })?;
    need_buyers(ledger)?;
    let (from, to) = ledger.ltm(d);
    let attribute = if ledger.any_order(|order| order.category.is_some()) {
        Attribute::Category
    } else {
        Attribute::Product
    };
    Ok(ledger.variety(attribute, from, to))
}

fn breadth(ledger: &Ledger, d: &Definitions) -> Outcome {
    let sorts = assortment(ledger, d)?;
    let counts: Vec<f64> = sorts.iter().map(|(_, kinds)| f64::from(*kinds)).collect();
    let value = mean(&counts).ok_or(AbsentReason::NothingToCount)?;
    Ok(with_ltm_rows(
        Figure::new(value, counts.len() as u64),
        ledger,
        d,
    ))
}

fn cross_buy(ledger: &Ledger, d: &Definitions) -> Outcome {
    let sorts = assortment(ledger, d)?;
    let several = sorts.iter().filter(|(_, kinds)| *kinds >= 2).count();
    let figure = proportion(several, sorts.len(), d)?;
    Ok(with_ltm_rows(figure, ledger, d))
}

/// Net revenue of each of the `months` last months, oldest first.
fn monthly(ledger: &Ledger, d: &Definitions, months: u32) -> Vec<f64> {
    (0..months)
        .rev()
        .map(|back| window(d.as_of, back, 1))
        .map(|(from, to)| ledger.total_revenue_in(from, to).units())
        .collect()
}

fn seasonality(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_months(ledger, d, 12)?;
    let years = (ledger.months_of_history(d) / 12).min(3);
    let revenue = monthly(ledger, d, years * 12);
    let overall = mean(&revenue).filter(|value| *value > 0.0);
    let overall = overall.ok_or(AbsentReason::NothingToCount)?;
    let highest = (0..12)
        .map(|month| revenue.iter().skip(month).step_by(12).sum::<f64>() / f64::from(years))
        .fold(f64::MIN, f64::max);
    Ok(with_all_orders(
        Figure::new(highest / overall, revenue.len() as u64),
        ledger,
        d,
    ))
}

fn peak_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_months(ledger, d, 12)?;
    let revenue = monthly(ledger, d, 12);
    let total: f64 = revenue.iter().sum();
    if total <= 0.0 {
        return Err(AbsentReason::NothingToCount);
    }
    let highest = revenue.iter().copied().fold(f64::MIN, f64::max);
    Ok(with_ltm_rows(Figure::new(highest / total, 12), ledger, d))
}

fn core_products(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_order_field(ledger, "product", |o| {
        o.product.is_some() || o.product_code.is_some()
    })?;
    let (from, to) = ledger.ltm(d);
    let products = ledger.parts(Attribute::Product, from, to);
    let (total, unknown) = (products.known_amount(), products.unknown_amount());
    let products = &products.labelled;
    let core: Amount = products.iter().take(5).map(|part| part.amount).sum();
    let figure = Figure::new(quotient(core, total)?, products.len() as u64);
    let covered = quotient(total, total + unknown)?;
    Ok(with_ltm_rows(figure.covering(covered), ledger, d))
}

fn growth(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_months(ledger, d, 24)?;
    let (prior, ltm) = (ledger.prior(d), ledger.ltm(d));
    let ratio = quotient(
        ledger.total_revenue_in(ltm.0, ltm.1),
        ledger.total_revenue_in(prior.0, prior.1),
    )?;
    let months = 24;
    Ok(with_two_years(Figure::new(ratio - 1.0, months), ledger, d))
}

fn return_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_table(ledger, TableKind::Orders)?;
    // A list without any return may be one from which returns were left out.
    if !ledger.columns().has_returns() {
        return Err(no_field(TableKind::Orders, "refund"));
    }
    let (from, to) = ledger.ltm(d);
    let (mut sold, mut returned, mut lines) = (Amount::ZERO, Amount::ZERO, 0);
    for sale in ledger.sales_in(from, to) {
        let (out, back) = ledger.columns().flows(sale.order);
        sold += Amount(out);
        returned += Amount(back);
        lines += 1;
    }
    Ok(with_ltm_rows(
        Figure::new(quotient(returned, sold)?, lines),
        ledger,
        d,
    ))
}

/// Gross margin of the last twelve months and the share of revenue behind it, from the lines'
/// cost, else from the customers' margin in master data.
pub(crate) fn margin(ledger: &Ledger, d: &Definitions) -> Result<(f64, f64, u64), AbsentReason> {
    need_table(ledger, TableKind::Orders)?;
    let (from, to) = ledger.ltm(d);
    let total = ledger.total_revenue_in(from, to);
    if ledger.any_order(|order| order.cost.is_some()) {
        let (mut revenue, mut cost, mut lines) = (Amount::ZERO, Amount::ZERO, 0);
        for sale in ledger.sales_in(from, to) {
            if let Some(line_cost) = ledger.columns().cost(sale.order) {
                revenue += sale.amount;
                cost += Amount(line_cost);
                lines += 1;
            }
        }
        return Ok((
            quotient(revenue - cost, revenue)?,
            quotient(revenue, total)?,
            lines,
        ));
    }
    if !ledger.any_master(|record| record.margin_rate.is_some()) {
        return Err(no_field(TableKind::Orders, "cost"));
    }
    let known: Vec<(f64, Amount)> = ledger
        .revenue_by_customer(from, to)
        .into_iter()
        .filter_map(|(id, amount)| {
            Some((
                ledger.masters(id).find_map(|record| record.margin_rate)?,
                amount,
            ))
        })
        .collect();
    let revenue: Amount = known.iter().map(|(_, amount)| *amount).sum();
    let covered = quotient(revenue, total)?;
    let earned: f64 = known
        .iter()
        .map(|(rate, amount)| rate * amount.units())
        .sum();
    Ok((earned / revenue.units(), covered, known.len() as u64))
}

fn gross_margin(ledger: &Ledger, d: &Definitions) -> Outcome {
    let (value, covered, n) = margin(ledger, d)?;
    let figure = with_ltm_rows(Figure::new(value, n).covering(covered.min(1.0)), ledger, d);
    let from_cost = ledger.any_order(|order| order.cost.is_some());
    Ok(if from_cost {
        figure
    } else {
        with_masters(figure, ledger)
    })
}

fn discount_mean(ledger: &Ledger, d: &Definitions) -> Outcome {
    need_order_field(ledger, "discount", |order| order.discount.is_some())?;
    let (from, to) = ledger.ltm(d);
    let (mut weighted, mut weight, mut lines) = (0.0, 0.0, 0);
    for sale in positive(ledger, from, to) {
        if let Some(discount) = ledger.order(sale).discount {
            weighted += discount * sale.amount.units();
            weight += sale.amount.units();
            lines += 1;
        }
    }
    if weight <= 0.0 {
        return Err(AbsentReason::NothingToCount);
    }
    Ok(with_ltm_rows(
        Figure::new(weighted / weight, lines),
        ledger,
        d,
    ))
}

fn positive(ledger: &Ledger, from: Date, to: Date) -> impl Iterator<Item = &Sale> {
    ledger
        .sales_in(from, to)
        .filter(|sale| sale.amount.is_positive())
}
