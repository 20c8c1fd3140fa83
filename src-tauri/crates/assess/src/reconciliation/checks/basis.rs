//! Control totals, currencies, tax: whether like is compared with like.

use std::collections::BTreeMap;

use records::{Amount, TableKind, TaxBasis};

use super::{Draft, Scene, count, money, share, text};
use crate::ledger::{TaxWay, said};
use crate::reconciliation::model::{CheckStatus, CheckValue};

/// Rates of value-added tax in force in China since 2018, with the old ones.
const TAX_RATES: [f64; 9] = [0.0, 0.01, 0.03, 0.05, 0.06, 0.09, 0.11, 0.13, 0.17];

/// Whether the last twelve months tie out.
pub(super) fn control(scene: &Scene<'_>) -> Draft {
    let series = &scene.found.series;
    if series.is_empty() {
        return Draft::new("control", CheckStatus::Nothing);
    }
    // The tied-out series, else the one that covers the last twelve months best.
    let best = series
        .iter()
        .filter(|one| one.ltm.is_some())
        .min_by(|a, b| {
            let rate = |ltm: &Option<super::super::Comparison>| {
                ltm.as_ref()
                    .and_then(|ltm| ltm.rate)
                    .map_or(f64::INFINITY, f64::abs)
            };
            (!a.tied_out)
                .cmp(&!b.tied_out)
                .then(rate(&a.ltm).total_cmp(&rate(&b.ltm)))
        });
    let Some((one, ltm)) = best.and_then(|one| Some((one, one.ltm.as_ref()?))) else {
        return Draft::new("control", CheckStatus::Look)
            .count("periods", series.iter().map(|one| one.lines.len()).sum());
    };
    let within = ltm
        .rate
        .is_some_and(|rate| rate.abs() <= scene.found.tolerance + 1e-12);
    let status = match (one.tied_out, within) {
        (true, _) => CheckStatus::Ok,
        (false, true) => CheckStatus::Look,
        (false, false) => CheckStatus::Problem,
    };
    let draft = Draft::new("control", status)
        .money("control", ltm.control)
        .money("orders", ltm.orders)
        .money("difference", ltm.difference)
        .share("tolerance", scene.found.tolerance)
        .count("periods", usize::try_from(ltm.periods).unwrap_or(0));
    match ltm.rate {
        Some(rate) => draft.share("rate", rate),
        None => draft.text("rate", "—"),
    }
}

/// Sales that left revenue with their customer: a total that counts them differs by them.
pub(super) fn left_out(scene: &Scene<'_>) -> Option<Draft> {
    let ledger = scene.ledger;
    let (from, to) = ledger.ltm(scene.d);
    let lines = &ledger.left_out;
    let recent = lines
        .iter()
        .filter(|line| from <= line.date && line.date <= to);
    (!lines.is_empty()).then(|| {
        Draft::new("left_out", CheckStatus::Look)
            .count("count", lines.len())
            .money("amount", lines.iter().map(|line| line.amount).sum())
            .money("recent", recent.map(|line| line.amount).sum())
            .rows(
                TableKind::Orders,
                lines.iter().map(|line| line.at).collect(),
            )
    })
}

/// Imported control rows that name no period.
pub(super) fn unread(scene: &Scene<'_>) -> Option<Draft> {
    let rows = &scene.found.unread;
    (!rows.is_empty()).then(|| {
        Draft::new("controls_unread", CheckStatus::Look)
            .count("count", rows.len())
            .rows(TableKind::ControlTotals, rows.clone())
    })
}

/// Several currencies in the orders.
pub(super) fn currencies(scene: &Scene<'_>) -> Draft {
    let all = &scene.found.currencies;
    let foreign = || all.iter().skip(1);
    if foreign().next().is_none() {
        return Draft::new("currencies", CheckStatus::Ok).text("currency", &scene.found.currency);
    }
    let open = foreign().any(|one| one.rate.is_none());
    let status = if open {
        CheckStatus::Problem
    } else {
        CheckStatus::Look
    };
    let rows = scene
        .lines
        .all()
        .filter(|line| line.currency > 0)
        .map(|line| line.at)
        .collect();
    let table = all.iter().map(|one| {
        let rate = one
            .rate
            .map_or_else(|| text("—"), |rate| text(rate.to_string()));
        vec![
            text(one.currency.clone()),
            CheckValue::Count(one.lines),
            money(one.amount),
            rate,
        ]
    });
    let codes: Vec<&str> = all.iter().map(|one| one.currency.as_str()).collect();
    Draft::new("currencies", status)
        .count("count", all.len())
        .text("currency", &codes.join(", "))
        .examples(&["currency", "lines", "amount", "rate"], table.collect())
        .rows(TableKind::Orders, rows)
}

/// On which tax basis the lines are, the rates between their two amounts, and whether all of them
/// could be brought onto one.
pub(super) fn tax_mix(scene: &Scene<'_>) -> Draft {
    let lines = scene.lines;
    // Then nothing is known of any line, and no row needs to be named.
    let silent = lines.silent_on_tax();
    let mut rates: BTreeMap<Option<i64>, (usize, Amount)> = BTreeMap::new();
    let (mut with, mut said_gross, mut said_net) = (0, 0, 0);
    let (mut unsaid, mut open) = (Vec::new(), Vec::new());
    for line in lines.all().take_while(|_| !silent) {
        let order = lines.order(&line);
        match said(order) {
            TaxBasis::Gross => said_gross += 1,
            TaxBasis::Net => said_net += 1,
            TaxBasis::Unknown => unsaid.push(line.at),
        }
        if scene.ledger.taxes.way(order) == TaxWay::Open {
            open.push(line.at);
        }
        let Some(net) = order.amount_net else {
            continue;
        };
        with += 1;
        if net == Amount::ZERO {
            continue;
        }
        let implied = order.amount.units() / net.units() - 1.0;
        let (count, amount) = rates.entry(nearest(implied)).or_default();
        *count += 1;
        *amount += line.amount;
    }
    let table = rates.iter().rev().map(|(rate, (lines, amount))| {
        let rate = rate.map_or_else(|| text("?"), |rate| CheckValue::Share(rate as f64 / 100.0));
        vec![rate, count(*lines), money(*amount)]
    });
    let odd = rates.get(&None).map_or(0, |(lines, _)| *lines);
    let converted = scene.found.tax_lines.converted();
    let told = said_gross + said_net;
    let one_basis = scene.d.tax_basis != TaxBasis::Unknown && open.is_empty();
    let mixed = (told > 0 && !unsaid.is_empty()) || (said_gross > 0 && said_net > 0 && !one_basis);
    let status = if mixed || !open.is_empty() || share(odd, with) > 0.01 {
        CheckStatus::Problem
    } else if scene.d.tax_basis == TaxBasis::Unknown || rates.len() > 1 || converted > 0 {
        CheckStatus::Look
    } else {
        CheckStatus::Ok
    };
    let draft = Draft::new("tax_mix", status)
        .count("gross", said_gross)
        .count("net", said_net)
        .count("unsaid", if silent { lines.len() } else { unsaid.len() })
        .count("converted", usize::try_from(converted).unwrap_or(0))
        .count("open", open.len())
        .count("rates", rates.len())
        .count("odd", odd)
        .examples(&["tax_rate", "lines", "amount"], table.collect());
    let rows = if open.is_empty() { unsaid } else { open };
    draft.rows(
        TableKind::Orders,
        if status == CheckStatus::Problem {
            rows
        } else {
            Vec::new()
        },
    )
}

/// The tax rate nearest to an implied one, in percent; none where no rate is near. Amounts are
/// rounded to the cent, so that small lines are off by a little.
fn nearest(implied: f64) -> Option<i64> {
    let near = TAX_RATES
        .iter()
        .find(|rate| (implied - **rate).abs() < 0.002)?;
    Some((near * 100.0).round() as i64)
}
