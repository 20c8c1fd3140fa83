use assess::{Assessment, CareBand, HolidayOrders, Unit};

use super::{figures as key_figures, note, signed};
use crate::compose::Composer;
use crate::figures;
use crate::sections::cube::{count, money, share, table, unit};
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::{AMBER, BLUE, RED, TEAL};
use crate::voice::Voice;

const FIGURES: [&str; 10] = [
    "care.contacts_per_customer_quarter",
    "care.a_contacted_30d",
    "care.a_contacted_60d",
    "care.a_contacted_90d",
    "care.beyond_rhythm",
    "care.gap_ratio",
    "care.planned_done",
    "care.occasions_done",
    "care.visits_per_million",
    "care.single_owner_dependency",
];

/// 关系维护: contact against the customer's own rhythm, and orders around holidays.
pub(super) fn write(out: &mut Composer<'_>, assessment: &Assessment) {
    let voice = out.voice;
    let exhibits = &assessment.exhibits.voice;
    out.section(&voice.t("report.voice.care"), "reputation.care");
    let any = key_figures(out, assessment, "report.voice.care.figures", &FIGURES);
    if !exhibits.care.is_empty() {
        let rows = bands(voice, &exhibits.care);
        let key = "report.voice.bands";
        let source = note(voice, key, "report.voice.source.contacts");
        out.table(&voice.t(key), &rows, unit(voice), Some(source));
    } else if !any {
        out.para(&voice.t("report.voice.absent.care"));
    }
    if let Some(found) = &exhibits.holiday {
        holiday(out, assessment, found);
    }
}

fn bands(voice: &Voice<'_>, all: &[CareBand]) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.34),
            right(0.12),
            right(0.12),
            right(0.16),
            right(0.12),
            left(0.14),
        ],
        &[
            "report.voice.head.band",
            "report.head.customers",
            "report.voice.head.a_customers",
            "report.head.revenue_ltm",
            "report.head.revenue_share",
            "report.head.bar",
        ],
    );
    rows.rows = all
        .iter()
        .map(|band| {
            let color = match band.band.as_str() {
                "within_half" | "within" => TEAL,
                "beyond" => AMBER,
                "far_beyond" | "never" => RED,
                _ => BLUE,
            };
            Row::body(vec![
                Cell::text(voice.t(&format!("voice.care.{}", band.band))),
                count(band.customers),
                count(band.a_customers),
                money(voice, band.revenue),
                share(Some(band.share)),
                Cell::share(band.share, color),
            ])
        })
        .collect();
    rows
}

fn holiday(out: &mut Composer<'_>, assessment: &Assessment, found: &HolidayOrders) {
    let voice = out.voice;
    let lift = assessment
        .measures
        .iter()
        .find(|measure| measure.id == "care.holiday_lift");
    let Some(lift) = lift else { return };
    let a_day = |orders: u64, days: u64| figures::grouped(orders as f64 / days.max(1) as f64, 1);
    let interval = lift
        .interval
        .as_ref()
        .map(|interval| voice.figures.interval(interval, Unit::Share))
        .unwrap_or_default();
    out.para(&voice.fill(
        "report.voice.holiday",
        [
            ("promotions", figures::count(found.promotions)),
            ("within", a_day(found.orders, found.days)),
            ("around", a_day(found.other_orders, found.other_days)),
            ("lift", signed(lift.value)),
            ("interval", interval),
        ],
    ));
}
