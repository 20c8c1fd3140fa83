//! 客户忠诚度与流失预警: single customers, their index, the warning and what it was worth.

mod backtest;
mod buying;
mod index;
mod rules;
mod stages;
mod warning;

pub(crate) use rules::{curve, part_id, signal_rule, tier_rule};

use assess::CustomerLine;
use records::Amount;

use super::Matter;
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Column, Row, Table, left, right};
use crate::voice::{NONE, Voice};

pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let exhibits = &matter.assessment.exhibits.loyalty;
    out.chapter(&voice.t("report.loyalty"), "loyalty");
    let Some(rules) = &exhibits.rules else {
        out.para(&voice.t("report.absent.loyalty"));
        return;
    };
    index::write(out, exhibits, rules);
    index::matrix(out, exhibits);
    warning::write(out, exhibits, rules);
    backtest::write(out, exhibits);
    stages::write(out, exhibits);
    buying::write(out, exhibits);
}

/// A table whose heads stand under these keys of the catalogue.
fn table(voice: &Voice<'_>, columns: Vec<Column>, heads: &[&str]) -> Table {
    Table::new(columns, heads.iter().map(|key| voice.t(key)).collect())
}

fn unit(voice: &Voice<'_>) -> Option<String> {
    Some(voice.fill("report.unit", [("unit", voice.figures.money_unit())]))
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| NONE.to_owned(), figures::percent)
}

/// Share of a revenue in a total; absent where there is none.
fn part(amount: Amount, all: Amount) -> Option<f64> {
    all.is_positive().then(|| amount.units() / all.units())
}

/// Customers with index, silence and why they are listed.
fn customers(voice: &Voice<'_>, lines: &[CustomerLine]) -> Table {
    let mut rows = table(
        voice,
        vec![
            right(0.045),
            left(0.2),
            right(0.115),
            right(0.07),
            right(0.085),
            right(0.09),
            right(0.085),
            right(0.1),
            left(0.21),
        ],
        &[
            "report.head.rank",
            "report.head.customer",
            "report.head.revenue_ltm",
            "report.loyalty.head.index",
            "report.loyalty.head.silence",
            "report.loyalty.head.usual",
            "report.loyalty.head.alive",
            "report.loyalty.head.silent_year",
            "report.loyalty.head.why",
        ],
    );
    rows.rows = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let usual = line
                .usual
                .map_or_else(|| NONE.to_owned(), |days| figures::grouped(days, 0));
            Row::body(vec![
                Cell::text((at + 1).to_string()).muted(),
                Cell::text(voice.customer(&line.name)),
                Cell::text(voice.amount(line.revenue)),
                Cell::text(voice.score(line.index)),
                Cell::text(figures::count(line.silence)),
                Cell::text(usual),
                Cell::text(percent(line.alive)),
                Cell::text(percent(line.silent_year)),
                Cell::text(why(voice, line)),
            ])
        })
        .collect();
    rows
}

/// Signs that stand, then weak components.
pub(crate) fn why(voice: &Voice<'_>, line: &CustomerLine) -> String {
    let comma = voice.t("report.comma");
    let signals: Vec<String> = line
        .signals
        .iter()
        .map(|id| voice.t(&format!("loyalty.signal.{id}")))
        .collect();
    let weak: Vec<String> = line
        .weak
        .iter()
        .map(|part| voice.t(&format!("loyalty.component.{}", rules::part_id(*part))))
        .collect();
    let weak = match weak.as_slice() {
        [] => String::new(),
        parts => voice.fill("loyalty.weak", [("components", parts.join(&comma))]),
    };
    let all = [signals.join(&comma), weak];
    let said: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    said.join(&voice.t("report.semicolon"))
}
