//! Projections of the customer cube, each in the chapter it belongs to.

mod custom;
mod growth;
mod habits;
mod retention;
mod structure;

pub(super) use growth::price_volume_mix;
pub(super) use habits::habits;
pub(super) use retention::{after_bridge, after_cohorts, grace, rolling};
pub(super) use structure::{hidden, margins, roll_forward};

use assess::Period;
use records::{Amount, Lang};

use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Column, Table};
use crate::voice::{NONE, Voice};

/// A table whose heads stand under these keys of the catalogue.
pub(super) fn table(voice: &Voice<'_>, columns: Vec<Column>, heads: &[&str]) -> Table {
    Table::new(columns, heads.iter().map(|key| voice.t(key)).collect())
}

pub(super) fn share(value: Option<f64>) -> Cell {
    Cell::text(value.map_or_else(|| NONE.to_owned(), figures::percent))
}

pub(super) fn count(value: u64) -> Cell {
    Cell::text(figures::count(value))
}

pub(super) fn money(voice: &Voice<'_>, amount: Amount) -> Cell {
    Cell::text(voice.amount(amount))
}

/// What amounts of a table are counted in.
pub(super) fn unit(voice: &Voice<'_>) -> Option<String> {
    Some(voice.fill("report.unit", [("unit", voice.figures.money_unit())]))
}

/// A calendar year by its number, the last twelve months by their name, else both ends.
fn period(voice: &Voice<'_>, period: Period, ltm: bool) -> String {
    let (from, to) = (period.from, period.to);
    let is_year = from.month() == 1 && from.day() == 1 && to.month() == 12 && to.day() == 31;
    if ltm {
        voice.t("report.cube.ltm")
    } else if is_year && from.year() == to.year() {
        from.year().to_string()
    } else {
        // The months are enough: windows end with the as-of date.
        format!(
            "{:04}-{:02}/{:04}-{:02}",
            from.year(),
            from.month(),
            to.year(),
            to.month()
        )
    }
}

/// A table with a note below it.
fn noted(out: &mut Composer<'_>, key: &str, rows: &Table, unit: Option<String>) {
    let (caption, note) = (out.voice.t(key), note(out.voice, key));
    out.table(&caption, rows, unit, Some(note));
}

/// Where the figures come from, and how to read them.
fn note(voice: &Voice<'_>, key: &str) -> String {
    let gap = if voice.lang == Lang::ZhCn { "" } else { " " };
    let (source, note) = (
        voice.t("report.source.orders"),
        voice.t(&format!("{key}.note")),
    );
    format!("{source}{gap}{note}")
}
