use assess::{CubeExhibits, CustomerBand, TenureBand};

use super::{count, money, noted, share, table, unit};
use crate::charts::{self, ColumnBar};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::{BLUE, WIDTH};
use crate::voice::Voice;

/// Tenure, season, purchase days and breadth.
pub(in crate::sections) fn habits(out: &mut Composer<'_>, cube: &CubeExhibits) {
    let voice = out.voice;
    if cube.tenure.is_empty() && cube.season.is_empty() && cube.order_rhythm.is_empty() {
        return;
    }
    out.minor(&voice.t("report.cube.habits"));
    if !cube.tenure.is_empty() {
        let table = tenure(voice, &cube.tenure);
        noted(out, "report.cube.tenure", &table, unit(voice));
    }
    let table = bands(voice, cube);
    out.table(
        &voice.t("report.cube.rhythm"),
        &table,
        unit(voice),
        Some(voice.t("report.source.orders")),
    );
    season(out, &cube.season);
}

fn tenure(voice: &Voice<'_>, all: &[TenureBand]) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.22),
            right(0.12),
            right(0.17),
            right(0.17),
            right(0.13),
            right(0.19),
        ],
        &[
            "report.cube.head.tenure",
            "report.head.customers",
            "report.cube.head.truncated",
            "report.head.revenue_ltm",
            "report.head.revenue_share",
            "report.cube.head.truncated_revenue",
        ],
    );
    let total: f64 = all.iter().map(|band| band.revenue.units()).sum();
    rows.rows = all
        .iter()
        .map(|band| {
            let from = ("from", band.from.to_string());
            let name = match band.to {
                Some(to) => voice.fill("report.cube.years", [from, ("to", to.to_string())]),
                None => voice.fill("report.cube.years_on", [from]),
            };
            Row::body(vec![
                Cell::text(name),
                count(band.customers),
                count(band.truncated),
                money(voice, band.revenue),
                share((total > 0.0).then(|| band.revenue.units() / total)),
                money(voice, band.truncated_revenue),
            ])
        })
        .collect();
    rows
}

fn bands(voice: &Voice<'_>, cube: &CubeExhibits) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.34),
            right(0.14),
            right(0.14),
            right(0.2),
            right(0.18),
        ],
        &[
            "report.cube.head.kind",
            "report.head.customers",
            "report.head.customer_share",
            "report.head.revenue_ltm",
            "report.head.revenue_share",
        ],
    );
    for (key, bands) in [
        ("report.cube.rhythm.days", &cube.order_rhythm),
        ("report.cube.rhythm.kinds", &cube.breadth),
    ] {
        let customers: u64 = bands.iter().map(|band| band.customers).sum();
        let revenue: f64 = bands.iter().map(|band| band.revenue.units()).sum();
        rows.rows.extend(bands.iter().map(|band| {
            Row::body(vec![
                Cell::text(voice.fill(key, [("range", range(voice, band))])),
                count(band.customers),
                share(Some(band.customers as f64 / customers.max(1) as f64)),
                money(voice, band.revenue),
                share((revenue > 0.0).then(|| band.revenue.units() / revenue)),
            ])
        }));
    }
    rows
}

fn range(voice: &Voice<'_>, band: &CustomerBand) -> String {
    match band.to {
        Some(to) if to == band.from => to.to_string(),
        Some(to) => format!("{}–{to}", band.from),
        None => voice.fill("report.cube.range_on", [("from", band.from.to_string())]),
    }
}

fn season(out: &mut Composer<'_>, season: &[f64]) {
    let voice = out.voice;
    if season.len() != 12 {
        return;
    }
    let bars: Vec<ColumnBar> = (1..)
        .zip(season)
        .map(|(month, index)| ColumnBar {
            label: voice.t(&format!("unit.month.{month}")),
            value: *index,
            words: figures::grouped(*index, 2),
            color: BLUE,
        })
        .collect();
    let drawing = charts::columns(out.set, &bars, "", (WIDTH, 110.0), 1);
    out.figure(
        &voice.t("report.cube.season"),
        drawing,
        Some(voice.t("report.source.orders")),
    );
}
