use assess::{Recovery, RecoveryMark, Unit};

use super::noted;
use crate::compose::Composer;
use crate::figures;
use crate::sections::cube::{count, share, table};
use crate::table::{Cell, Row, left, right};
use crate::theme::TEAL;
use crate::voice::{NONE, Voice};

/// 投诉后恢复: months until customers that complained buy as much as before, against the others.
pub(super) fn write(out: &mut Composer<'_>, found: &Recovery) {
    let voice = out.voice;
    let left_out = match found.no_level {
        0 => String::new(),
        some => voice.fill(
            "report.voice.recovery.left_out",
            [("no_level", figures::count(some))],
        ),
    };
    let lead = voice.fill(
        "report.voice.recovery.lead",
        [
            ("customers", figures::count(found.customers)),
            ("back", figures::count(found.back)),
            ("median", median(voice, found)),
            ("others", others(voice, found)),
            ("left_out", left_out),
        ],
    );
    out.para(lead.trim_end());
    if found.marks.is_empty() {
        return;
    }
    let mut rows = table(
        voice,
        vec![
            left(0.16),
            right(0.15),
            right(0.13),
            right(0.22),
            right(0.17),
            left(0.17),
        ],
        &[
            "report.voice.head.months",
            "report.voice.head.followed",
            "report.voice.head.back",
            "report.head.interval",
            "report.voice.head.others_back",
            "report.head.bar",
        ],
    );
    rows.rows = found.marks.iter().map(|mark| row(voice, mark)).collect();
    noted(
        out,
        "report.voice.recovery",
        &rows,
        "report.voice.source.orders",
    );
}

fn months(voice: &Voice<'_>, months: f64) -> String {
    voice.fill("unit.months", [("value", figures::grouped(months, 0))])
}

fn median(voice: &Voice<'_>, found: &Recovery) -> String {
    let Some(median) = found.median else {
        return voice.t("report.voice.recovery.not_reached");
    };
    let bound = |bound: Option<f64>| {
        bound.map_or_else(
            || voice.t("report.voice.not_reached"),
            |months| figures::grouped(months, 0),
        )
    };
    voice.fill(
        "report.voice.recovery.reached",
        [
            ("months", months(voice, median)),
            ("lower", bound(found.median_lower)),
            ("upper", bound(found.median_upper)),
        ],
    )
}

fn others(voice: &Voice<'_>, found: &Recovery) -> String {
    if found.others == 0 {
        return voice.t("report.voice.recovery.others.none");
    }
    let others = ("others", figures::count(found.others));
    match found.others_median {
        Some(median) => voice.fill(
            "report.voice.recovery.others.reached",
            [others, ("months", months(voice, median))],
        ),
        None => voice.fill("report.voice.recovery.others.not_reached", [others]),
    }
}

fn row(voice: &Voice<'_>, mark: &RecoveryMark) -> Row {
    let interval = match (mark.lower, mark.upper) {
        (Some(lower), Some(upper)) => voice.fill(
            "unit.interval",
            [
                ("lower", figures::percent(lower)),
                ("upper", figures::percent(upper)),
            ],
        ),
        _ => NONE.to_owned(),
    };
    Row::body(vec![
        Cell::text(voice.figure(f64::from(mark.months), Unit::Count)),
        count(mark.followed),
        share(Some(mark.back)),
        Cell::text(interval),
        share(mark.others),
        Cell::share(mark.back, TEAL),
    ])
}
