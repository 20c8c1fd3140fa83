use assess::{BuyingModel, LoyaltyExhibits, SpendingModel, Unit};

use super::{percent, table};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{HIDDEN, Voice};

pub(super) fn write(out: &mut Composer<'_>, exhibits: &LoyaltyExhibits) {
    let voice = out.voice;
    out.section(&voice.t("report.loyalty.buying"), "loyalty.buying");
    let Some(model) = &exhibits.buying else {
        let reason = exhibits.buying_absent.as_ref();
        let reason = reason.map_or_else(String::new, |reason| voice.absent(reason));
        out.para(&voice.fill("report.loyalty.buying.absent", [("reason", reason)]));
        return;
    };
    out.para(&lead(voice, model));
    out.para(&spending(voice, model));
    let rows = says(voice, model);
    out.table(
        &voice.t("report.loyalty.buying.table"),
        &rows,
        None,
        Some(voice.t("report.loyalty.source.buying")),
    );
}

/// How single amounts were put in, or why they were not.
fn spending(voice: &Voice<'_>, model: &BuyingModel) -> String {
    let Some(spending) = &model.spending else {
        let reason = model.spending_absent.as_ref();
        let reason = reason.map_or_else(String::new, |reason| voice.absent(reason));
        return voice.fill(
            "report.loyalty.buying.spending.absent",
            [("reason", reason)],
        );
    };
    let correlation = ("correlation", signed(spending.correlation, 3));
    let Some(gamma) = &spending.gamma else {
        return voice.fill("report.loyalty.buying.own", [correlation]);
    };
    voice.fill(
        "report.loyalty.buying.spending",
        [
            ("p", figures::grouped(gamma.p, 3)),
            ("q", figures::grouped(gamma.q, 3)),
            ("v", scale(voice, gamma.v)),
            correlation,
        ],
    )
}

/// A number with its sign; parentheses are for money.
fn signed(value: f64, decimals: usize) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{}", figures::grouped(value.abs(), decimals))
}

/// A parameter in units of the currency, hidden with the amounts.
fn scale(voice: &Voice<'_>, value: f64) -> String {
    if voice.hides_money() {
        HIDDEN.to_owned()
    } else {
        figures::grouped(value, 2)
    }
}

fn lead(voice: &Voice<'_>, model: &BuyingModel) -> String {
    let identified = if model.identified {
        "report.loyalty.buying.identified"
    } else {
        "report.loyalty.buying.loose"
    };
    let steps = model.iterations.to_string();
    let converged = voice.fill("report.loyalty.buying.converged", [("n", steps)]);
    voice.fill(
        "report.loyalty.buying.lead",
        [
            ("customers", figures::count(model.customers)),
            ("repeaters", figures::count(model.repeaters)),
            ("r", figures::grouped(model.r, 3)),
            ("alpha", figures::grouped(model.alpha, 3)),
            ("a", figures::grouped(model.a, 3)),
            ("b", figures::grouped(model.b, 3)),
            ("ll", signed(model.log_likelihood, 1)),
            ("converged", converged),
            ("identified", voice.t(identified)),
        ],
    )
}

fn says(voice: &Voice<'_>, model: &BuyingModel) -> Table {
    let mut rows = table(
        voice,
        vec![left(0.7), right(0.3)],
        &["report.head.measure", "report.head.figure"],
    );
    let mut line = |words: String, figure: String| {
        rows.rows.push(Row::body(vec![
            Cell::text(words),
            Cell::text(figure).bold(),
        ]));
    };
    line(
        voice.t("report.loyalty.buying.orders"),
        figures::grouped(model.orders_year, 0),
    );
    line(
        voice.t("report.loyalty.buying.alive"),
        format!(
            "{} / {}",
            figures::grouped(model.alive, 0),
            figures::count(model.repeaters)
        ),
    );
    line(
        voice.t("report.loyalty.buying.silent"),
        percent(model.silent_year),
    );
    if let Some(spending) = &model.spending {
        equity(voice, spending, &mut line);
    }
    rows
}

fn equity(voice: &Voice<'_>, spending: &SpendingModel, line: &mut impl FnMut(String, String)) {
    let basis = match spending.margin {
        Some(margin) => voice.fill(
            "report.loyalty.buying.margin",
            [("margin", figures::percent(margin))],
        ),
        None => voice.t("report.loyalty.buying.revenue"),
    };
    let words = voice.fill(
        "report.loyalty.buying.equity",
        [
            ("years", spending.years.to_string()),
            ("rate", figures::percent(spending.discount_rate)),
            ("basis", basis),
        ],
    );
    let money = |amount: records::Amount| voice.figure(amount.units(), Unit::Money);
    line(words, money(spending.equity));
    if let Some(one_time) = spending.one_time {
        line(voice.t("report.loyalty.buying.one_time"), money(one_time));
    }
    line(
        voice.t("report.loyalty.buying.top"),
        percent(spending.top_decile),
    );
}
