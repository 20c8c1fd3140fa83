use assess::{AfterComplaint, Assessment, ThemeCount, Unit};

use super::{duration, figures as key_figures, noted, outcomes, points, recovery};
use crate::compose::Composer;
use crate::figures;
use crate::sections::cube::{count, share, table};
use crate::table::{Cell, Row, left, right};
use crate::theme::BLUE;

const FIGURES: [&str; 13] = [
    "complaints.rate_per_100_orders",
    "complaints.per_100_active",
    "complaints.per_million",
    "complaints.ack_24h",
    "complaints.resolution_rate",
    "complaints.median_days",
    "complaints.p90_days",
    "complaints.on_time",
    "complaints.reply_rate",
    "complaints.satisfied_after",
    "complaints.repeat_rate",
    "complaints.unresolved_amount",
    "service.intact_rate",
];

/// 投诉与其后果: the register's figures, what became of those who complained, and what texts speak
/// of.
pub(super) fn write(out: &mut Composer<'_>, assessment: &Assessment) {
    let voice = out.voice;
    let exhibits = &assessment.exhibits.voice;
    out.section(
        &voice.t("report.voice.complaints"),
        "satisfaction.complaints",
    );
    if key_figures(out, assessment, "report.voice.complaints.figures", &FIGURES) {
        open_ones(out, assessment);
        match &exhibits.after_complaint {
            Some(found) => after(out, assessment, found),
            None => out.para(&voice.t("report.voice.absent.after")),
        }
        if let Some(found) = &exhibits.recovery {
            recovery::write(out, found);
        }
    } else {
        out.para(&voice.t("report.voice.absent.complaints"));
    }
    outcomes(out, assessment, &["complaint", "detractor"]);
    if !exhibits.themes.is_empty() {
        themes(out, &exhibits.themes);
    }
}

/// What the median says of the cases that are still open.
fn open_ones(out: &mut Composer<'_>, assessment: &Assessment) {
    let voice = out.voice;
    let times = &assessment.exhibits.voice.times;
    let Some(found) = times.iter().find(|times| times.id == "complaint") else {
        return;
    };
    let reached = |share: &str, days: Option<f64>| match days {
        Some(days) => voice.fill(
            &format!("report.voice.{share}.reached"),
            [("time", duration(voice, days))],
        ),
        None => voice.t(&format!("report.voice.{share}.not_reached")),
    };
    out.para(&voice.fill(
        "report.voice.complaints.lead",
        [
            ("cases", figures::count(found.n)),
            ("open", figures::count(found.n - found.ended)),
            ("median", reached("half", found.median)),
            ("p90", reached("most", found.p90)),
        ],
    ));
}

fn after(out: &mut Composer<'_>, assessment: &Assessment, found: &AfterComplaint) {
    let voice = out.voice;
    let bought = found.bought as f64 / found.customers.max(1) as f64;
    let gap = assessment
        .measures
        .iter()
        .find(|measure| measure.id == "complaints.bought_again_gap");
    let Some(interval) = gap.and_then(|gap| gap.interval.as_ref()) else {
        return;
    };
    let told = if interval.upper < 0.0 {
        "less"
    } else if interval.lower > 0.0 {
        "more"
    } else {
        "same"
    };
    out.para(&voice.fill(
        "report.voice.after",
        [
            ("customers", figures::count(found.customers)),
            ("bought", figures::count(found.bought)),
            ("share", figures::percent(bought)),
            ("others", figures::count(found.others)),
            ("expected", figures::percent(found.expected)),
            ("gap", points(bought - found.expected)),
            ("interval", voice.figures.interval(interval, Unit::Share)),
            ("told", voice.t(&format!("report.voice.after.{told}"))),
        ],
    ));
}

fn themes(out: &mut Composer<'_>, all: &[ThemeCount]) {
    let voice = out.voice;
    let mut rows = table(
        voice,
        vec![
            left(0.18),
            right(0.125),
            right(0.125),
            right(0.125),
            right(0.125),
            right(0.08),
            right(0.09),
            left(0.15),
        ],
        &[
            "report.voice.head.theme",
            "table.complaints",
            "table.feedback",
            "report.voice.head.comments",
            "table.reviews",
            "report.voice.head.texts",
            "report.head.share",
            "report.head.bar",
        ],
    );
    rows.rows = all
        .iter()
        .map(|theme| {
            Row::body(vec![
                Cell::text(voice.t(&format!("voice.theme.{}", theme.theme))),
                count(theme.complaints),
                count(theme.feedback),
                count(theme.comments),
                count(theme.reviews),
                count(theme.texts),
                share(Some(theme.share)),
                Cell::share(theme.share, BLUE),
            ])
        })
        .collect();
    noted(
        out,
        "report.voice.themes",
        &rows,
        "report.voice.source.texts",
    );
}
