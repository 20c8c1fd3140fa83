use assess::{CubeExhibits, GrowthBin, PvmView};
use records::Amount;

use super::{count, money, period, share, table, unit};
use crate::charts;
use crate::compose::Composer;
use crate::figures;
use crate::sections::structure::{axis, money_scale};
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{NONE, Voice};

/// Products listed at most.
const MOST_PRODUCTS: usize = 10;

/// Why revenue changed: by price, volume and mix, and by customer.
pub(in crate::sections) fn price_volume_mix(out: &mut Composer<'_>, cube: &CubeExhibits) {
    let voice = out.voice;
    // No entry of its own: the contents stay on one page.
    out.minor(&voice.t("report.cube.pvm"));
    match &cube.price_volume_mix {
        Some(view) => pvm(out, view),
        None => out.para(&voice.t("report.cube.absent.pvm")),
    }
    if !cube.growth.is_empty() {
        let table = growth(voice, &cube.growth);
        out.table(
            &voice.t("report.cube.growth"),
            &table,
            unit(voice),
            Some(voice.t("report.source.orders")),
        );
    }
}

fn steps(view: &PvmView) -> [(&'static str, Amount, bool); 8] {
    [
        ("before", view.before, true),
        ("volume", view.volume, false),
        ("mix", view.mix, false),
        ("price", view.price, false),
        ("new", view.new, false),
        ("lost", view.lost, false),
        ("other", view.other, false),
        ("after", view.after, true),
    ]
}

fn pvm(out: &mut Composer<'_>, view: &PvmView) {
    let voice = out.voice;
    out.para(&voice.fill(
        "report.cube.pvm.lead",
        [
            ("earlier", period(voice, view.earlier, false)),
            ("later", period(voice, view.later, false)),
            ("matched", figures::count(view.matched)),
            ("share", figures::percent(view.matched_share)),
        ],
    ));
    let begin = view.before.units();
    let (scale, decimals) = if voice.hides_money() {
        (100.0 / begin.max(1.0), 1)
    } else {
        (1.0 / money_scale(voice), 0)
    };
    let bars: Vec<charts::Bar> = steps(view)
        .into_iter()
        .filter(|(id, amount, _)| *id != "other" || *amount != Amount::ZERO)
        .map(|(id, amount, level)| charts::Bar {
            label: voice.t(&format!("report.cube.pvm.{id}")),
            value: amount.units() * scale,
            words: figures::grouped(amount.units() * scale, decimals),
            level,
        })
        .collect();
    let drawing = charts::waterfall(out.set, &bars, &axis(voice, "report.chart.index_begin"));
    out.figure(
        &voice.t("report.cube.pvm"),
        drawing,
        Some(voice.t("report.source.rounding")),
    );
    let table = products(voice, view);
    out.table(
        &voice.t("report.cube.pvm.products"),
        &table,
        unit(voice),
        Some(voice.t("report.source.orders")),
    );
}

fn products(voice: &Voice<'_>, view: &PvmView) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.28),
            right(0.11),
            right(0.11),
            right(0.125),
            right(0.125),
            right(0.125),
            right(0.125),
        ],
        &[
            "report.cube.head.product",
            "report.cube.head.q0",
            "report.cube.head.q1",
            "report.cube.head.r0",
            "report.cube.head.r1",
            "report.cube.head.change",
            "report.cube.head.price_effect",
        ],
    );
    rows.rows = view
        .products
        .iter()
        .take(MOST_PRODUCTS)
        .map(|product| {
            Row::body(vec![
                Cell::text(voice.data(&product.label)),
                Cell::text(figures::grouped(product.quantity_before, 0)),
                Cell::text(figures::grouped(product.quantity_after, 0)),
                money(voice, product.before),
                money(voice, product.after),
                money(voice, product.after - product.before),
                product
                    .price_effect
                    .map_or_else(|| Cell::text(NONE), |effect| money(voice, effect)),
            ])
        })
        .collect();
    rows
}

fn growth(voice: &Voice<'_>, bins: &[GrowthBin]) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.28),
            right(0.14),
            right(0.14),
            right(0.22),
            right(0.22),
        ],
        &[
            "report.cube.head.growth",
            "report.head.customers",
            "report.head.customer_share",
            "report.cube.head.r0",
            "report.cube.head.r1",
        ],
    );
    let all: u64 = bins.iter().map(|bin| bin.customers).sum();
    rows.rows = bins
        .iter()
        .map(|bin| {
            Row::body(vec![
                Cell::text(range(voice, bin)),
                count(bin.customers),
                share(Some(bin.customers as f64 / all.max(1) as f64)),
                money(voice, bin.before),
                money(voice, bin.after),
            ])
        })
        .collect();
    rows
}

fn range(voice: &Voice<'_>, bin: &GrowthBin) -> String {
    // In words, parentheses for negative figures would be read as an aside.
    let edge = |value: f64| {
        let sign = if value < 0.0 { "−" } else { "+" };
        format!("{sign}{:.0}%", value.abs() * 100.0)
    };
    match (bin.from, bin.to) {
        (None, Some(to)) => voice.fill("report.cube.below", [("to", edge(to))]),
        (Some(from), None) => voice.fill("report.cube.above", [("from", edge(from))]),
        (Some(from), Some(to)) => voice.fill(
            "report.cube.between",
            [("from", edge(from)), ("to", edge(to))],
        ),
        (None, None) => NONE.to_owned(),
    }
}
