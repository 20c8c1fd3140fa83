use assess::{AreaUnderCurve, BackTest, LoyaltyExhibits, Rate};

use super::table;
use crate::charts::{self, TrackingWords};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{NONE, Voice};

pub(super) fn write(out: &mut Composer<'_>, exhibits: &LoyaltyExhibits) {
    let voice = out.voice;
    out.section(&voice.t("report.loyalty.backtest"), "loyalty.backtest");
    let Some(test) = &exhibits.backtest else {
        let reason = exhibits.backtest_absent.as_ref();
        let reason = reason.map_or_else(String::new, |reason| voice.absent(reason));
        out.para(&voice.fill("report.loyalty.backtest.absent", [("reason", reason)]));
        return;
    };
    out.para(&lead(voice, test));
    let rows = signs(voice, test);
    out.table(
        &voice.t("report.loyalty.backtest.signals"),
        &rows,
        None,
        Some(voice.fill(
            "report.loyalty.source.rates",
            [("level", format!("{:.0}%", test.level * 100.0))],
        )),
    );
    let rows = tiers(voice, test);
    out.table(
        &voice.t("report.loyalty.backtest.tiers"),
        &rows,
        None,
        Some(voice.t("report.source.orders")),
    );
    let areas: Vec<String> = [("warning", test.auc), ("index", test.index_auc)]
        .into_iter()
        .filter_map(|(id, area)| Some(area_words(voice, id, area?)))
        .collect();
    if !areas.is_empty() {
        let list = areas.join(&voice.t("report.semicolon"));
        out.para(&voice.fill("report.loyalty.backtest.auc", [("list", list)]));
    }
    if let Some(reason) = &test.model_absent {
        let reason = voice.absent(reason);
        out.para(&voice.fill("report.loyalty.backtest.no_model", [("reason", reason)]));
    }
    plots(out, test);
}

fn lead(voice: &Voice<'_>, test: &BackTest) -> String {
    let cut = ("cut", voice.figures.day(test.cut));
    let Some(base) = test.base else {
        return voice.fill("report.loyalty.backtest.lead.nobody", [cut]);
    };
    voice.fill(
        "report.loyalty.backtest.lead",
        [
            cut,
            ("until", voice.figures.day(test.until)),
            ("months", test.months.to_string()),
            ("customers", figures::count(test.customers)),
            ("one_time", figures::count(test.one_time)),
            ("judged", figures::count(base.n)),
            ("gone", figures::count(base.hits)),
            ("base", rate(Some(base))),
        ],
    )
}

/// Share with its interval; a dash where there is none.
fn rate(rate: Option<Rate>) -> String {
    rate.map_or_else(
        || NONE.to_owned(),
        |rate| {
            let [share, lower, upper] = [rate.share, rate.lower, rate.upper].map(figures::percent);
            format!("{share} [{lower}, {upper}]")
        },
    )
}

fn area_words(voice: &Voice<'_>, id: &str, area: AreaUnderCurve) -> String {
    let [value, lower, upper] =
        [area.value, area.lower, area.upper].map(|value| figures::grouped(value, 3));
    voice.fill(
        &format!("report.loyalty.backtest.auc.{id}"),
        [
            ("value", value),
            ("lower", lower),
            ("upper", upper),
            ("n", figures::count(area.n)),
        ],
    )
}

fn signs(voice: &Voice<'_>, test: &BackTest) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.14),
            right(0.115),
            right(0.1),
            right(0.115),
            right(0.22),
            right(0.22),
            right(0.09),
        ],
        &[
            "report.loyalty.head.signal",
            "report.loyalty.head.judged",
            "report.loyalty.head.flagged",
            "report.loyalty.head.base",
            "report.loyalty.head.precision",
            "report.loyalty.head.recall",
            "report.loyalty.head.lift",
        ],
    );
    rows.rows = test
        .signals
        .iter()
        .map(|sign| {
            let flagged = sign.precision.map_or(0, |precision| precision.n);
            let lift = sign.lift.map(|lift| figures::grouped(lift, 2));
            Row::body(vec![
                Cell::text(voice.t(&format!("loyalty.signal.{}", sign.signal))).bold(),
                Cell::text(figures::count(sign.base.n)),
                Cell::text(figures::count(flagged)),
                Cell::text(figures::percent(sign.base.share)),
                Cell::text(rate(sign.precision)),
                Cell::text(rate(sign.recall)),
                Cell::text(lift.unwrap_or_else(|| NONE.to_owned())),
            ])
        })
        .collect();
    rows
}

fn tiers(voice: &Voice<'_>, test: &BackTest) -> Table {
    let mut rows = table(
        voice,
        vec![left(0.25), right(0.2), right(0.2), right(0.35)],
        &[
            "report.loyalty.head.tier",
            "report.head.customers",
            "report.loyalty.head.gone",
            "report.loyalty.head.gone_share",
        ],
    );
    rows.rows = test
        .tiers
        .iter()
        .map(|tier| {
            Row::body(vec![
                Cell::text(voice.t(&format!("loyalty.tier.{}", tier.tier))).bold(),
                Cell::text(figures::count(tier.gone.n)),
                Cell::text(figures::count(tier.gone.hits)),
                Cell::text(rate(Some(tier.gone))),
            ])
        })
        .collect();
    rows
}

fn plots(out: &mut Composer<'_>, test: &BackTest) {
    let voice = out.voice;
    if !test.calibration.is_empty() {
        let words = (
            voice.t("report.loyalty.calibration.x"),
            voice.t("report.loyalty.calibration.y"),
        );
        let drawing = charts::calibration(out.set, &test.calibration, (&words.0, &words.1));
        out.figure(
            &voice.t("report.loyalty.calibration"),
            drawing,
            Some(voice.t("report.loyalty.source.calibration")),
        );
    }
    if test.tracking.is_empty() {
        return;
    }
    let words = TrackingWords {
        actual: voice.t("report.loyalty.tracking.actual"),
        expected: voice.t("report.loyalty.tracking.expected"),
        cut: voice.t("report.loyalty.tracking.cut"),
        axis: voice.t("report.loyalty.tracking.y"),
    };
    let drawing = charts::tracking(out.set, &test.tracking, test.cut, &words);
    let sentence = test
        .expected
        .filter(|expected| *expected > 0.0)
        .map_or_else(String::new, |expected| {
            voice.fill(
                "report.loyalty.tracking.sentence",
                [
                    ("actual", figures::count(test.actual)),
                    ("expected", figures::grouped(expected, 0)),
                    ("ratio", figures::percent(test.actual as f64 / expected)),
                ],
            )
        });
    out.figure(
        &voice.t("report.loyalty.tracking"),
        drawing,
        Some(voice.fill("report.loyalty.source.tracking", [("sentence", sentence)])),
    );
}
