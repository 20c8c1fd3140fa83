use assess::{Assessment, CaseTimes};

use super::{duration, figures as key_figures, note, noted};
use crate::charts::{self, OpenCurve};
use crate::compose::Composer;
use crate::figures;
use crate::sections::cube::{count, share, table};
use crate::table::{Cell, Row, left, right};
use crate::theme::{AMBER, BLUE, RED, TEAL};
use crate::voice::Voice;

const FIGURES: [&str; 6] = [
    "service.on_time_delivery",
    "purchase.return_rate",
    "service.sla",
    "service.fcr",
    "service.repeat_30d",
    "service.ticket_csat",
];

/// Curves drawn at most: the kinds that take days, with their colours.
const DRAWN: [(&str, crate::page::Color); 4] = [
    ("complaint", RED),
    ("resolution", BLUE),
    ("feedback", TEAL),
    ("quote", AMBER),
];

/// 服务时效: how long cases take, the open ones censored.
pub(super) fn write(out: &mut Composer<'_>, assessment: &Assessment) {
    let voice = out.voice;
    let times = &assessment.exhibits.voice.times;
    out.section(&voice.t("report.voice.service"), "satisfaction.service");
    let any = key_figures(out, assessment, "report.voice.service.figures", &FIGURES);
    if times.is_empty() {
        if !any {
            out.para(&voice.t("report.voice.absent.service"));
        }
        return;
    }
    let mut rows = table(
        voice,
        vec![
            left(0.24),
            right(0.09),
            right(0.09),
            right(0.11),
            right(0.14),
            right(0.2),
            right(0.13),
        ],
        &[
            "report.voice.head.kind",
            "report.voice.head.cases",
            "report.voice.head.open",
            "report.voice.head.open_share",
            "report.voice.head.median",
            "report.head.interval",
            "report.voice.head.p90",
        ],
    );
    rows.rows = times.iter().map(|times| row(voice, times)).collect();
    noted(
        out,
        "report.voice.times",
        &rows,
        "report.voice.source.cases",
    );
    let curves: Vec<OpenCurve<'_>> = DRAWN
        .iter()
        .filter_map(|(id, color)| {
            let found = times.iter().find(|times| times.id == *id)?;
            (found.steps.len() > 1).then(|| OpenCurve {
                label: voice.t(&format!("voice.times.{id}")),
                color: *color,
                steps: &found.steps,
            })
        })
        .collect();
    if !curves.is_empty() {
        let key = "report.voice.closing";
        let words = (
            voice.t("report.voice.closing.y"),
            voice.t("report.voice.closing.x"),
        );
        let drawing = charts::closing(out.set, &curves, (&words.0, &words.1));
        out.figure(
            &voice.t(key),
            drawing,
            Some(note(voice, key, "report.voice.source.cases")),
        );
    }
}

fn row(voice: &Voice<'_>, times: &CaseTimes) -> Row {
    let open = times.n - times.ended;
    let reached = |days: Option<f64>| {
        Cell::text(days.map_or_else(
            || voice.t("report.voice.not_reached"),
            |days| duration(voice, days),
        ))
    };
    let bound = |days: Option<f64>| {
        days.map_or_else(
            || voice.t("report.voice.not_reached"),
            |days| match times.median.is_some_and(|median| median < 2.0) {
                true => figures::grouped(days * 24.0, 1),
                false => figures::grouped(days, 1),
            },
        )
    };
    let interval = match times.median {
        Some(_) => voice.fill(
            "unit.interval",
            [
                ("lower", bound(times.median_lower)),
                ("upper", bound(times.median_upper)),
            ],
        ),
        None => crate::voice::NONE.to_owned(),
    };
    Row::body(vec![
        Cell::text(voice.t(&format!("voice.times.{}", times.id))),
        count(times.n),
        count(open),
        share(Some(open as f64 / times.n.max(1) as f64)),
        reached(times.median),
        Cell::text(interval),
        reached(times.p90),
    ])
}
