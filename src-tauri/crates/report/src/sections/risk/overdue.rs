use assess::{OverdueCustomer, OverdueExposure, Unit};

use super::{money, unit};
use crate::charts::{self, ColumnBar};
use crate::compose::Composer;
use crate::figures;
use crate::sections::structure::{axis, money_scale};
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::{AMBER, BLUE, MUTED, RED, WIDTH};
use crate::voice::{NONE, Voice};

/// What customers owe beyond its day, by age and by customer.
pub(super) fn write(out: &mut Composer<'_>, exposure: Option<&OverdueExposure>) {
    let voice = out.voice;
    out.section(&voice.t("report.risk.overdue"), "risk.overdue");
    let Some(exposure) = exposure else {
        out.para(&voice.t("report.risk.overdue.absent"));
        return;
    };
    out.para(&lead(voice, exposure));
    ages(out, exposure);
    if !exposure.largest.is_empty() {
        out.table(
            &voice.t("report.risk.overdue.customers"),
            &customers(voice, &exposure.largest),
            Some(unit(voice)),
            Some(voice.t("report.risk.overdue.note")),
        );
    }
}

fn days(voice: &Voice<'_>, days: Option<f64>) -> String {
    days.map_or_else(|| NONE.to_owned(), |days| voice.figure(days, Unit::Days))
}

fn lead(voice: &Voice<'_>, exposure: &OverdueExposure) -> String {
    let share = exposure
        .share
        .map_or_else(|| NONE.to_owned(), figures::percent);
    voice.fill(
        "report.risk.overdue.lead",
        [
            ("open", money(voice, exposure.open)),
            ("overdue", money(voice, exposure.overdue)),
            ("share", share),
            ("dso", days(voice, exposure.dso)),
            ("customers", figures::count(exposure.customers)),
            ("revenue", money(voice, exposure.revenue)),
        ],
    )
}

fn ages(out: &mut Composer<'_>, exposure: &OverdueExposure) {
    let voice = out.voice;
    let high = exposure
        .ages
        .iter()
        .map(|band| band.amount.units())
        .fold(1.0, f64::max);
    let scale = if voice.hides_money() {
        100.0 / high
    } else {
        1.0 / money_scale(voice)
    };
    let bars: Vec<ColumnBar> = exposure
        .ages
        .iter()
        .map(|band| ColumnBar {
            label: voice.t(&format!("age.{}", band.id)),
            value: band.amount.units() * scale,
            words: figures::percent(band.amount.units() / exposure.open.units()),
            color: match band.id.as_str() {
                "not_due" => BLUE,
                "undated" => MUTED,
                "d180" | "older" => RED,
                _ => AMBER,
            },
        })
        .collect();
    let axis = axis(voice, "report.chart.index_month");
    let drawing = charts::columns(out.set, &bars, &axis, (WIDTH, 120.0), 1);
    out.figure(
        &voice.t("report.risk.overdue.ages"),
        drawing,
        Some(voice.t("report.source.tables")),
    );
}

fn customers(voice: &Voice<'_>, all: &[OverdueCustomer]) -> Table {
    let head = [
        "customer",
        "open",
        "overdue",
        "oldest",
        "revenue_ltm",
        "dso",
    ];
    let mut table = Table::new(
        vec![
            left(0.32),
            right(0.15),
            right(0.15),
            right(0.13),
            right(0.14),
            right(0.11),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = all
        .iter()
        .map(|one| {
            let oldest = one
                .oldest_days
                .map_or_else(|| NONE.to_owned(), |days| figures::count(days.into()));
            Row::body(vec![
                Cell::text(voice.customer(&one.name)),
                Cell::text(voice.amount(one.open)),
                Cell::text(voice.amount(one.overdue)).bold(),
                Cell::text(oldest),
                Cell::text(voice.amount(one.revenue)),
                Cell::text(days(voice, one.dso)),
            ])
        })
        .collect();
    table
}
