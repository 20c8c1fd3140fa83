use assess::{LoyaltyExhibits, LoyaltyRules};
use records::Amount;

use super::rules::signal_rule;
use super::{customers, part, percent, table, unit};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, left, right};

pub(super) fn write(out: &mut Composer<'_>, exhibits: &LoyaltyExhibits, rules: &LoyaltyRules) {
    let voice = out.voice;
    out.section(&voice.t("report.loyalty.warning"), "loyalty.warning");
    out.para(&voice.t("report.loyalty.warning.lead"));
    let mut rows = table(
        voice,
        vec![
            left(0.13),
            left(0.39),
            right(0.11),
            right(0.11),
            right(0.14),
            right(0.12),
        ],
        &[
            "report.loyalty.head.signal",
            "report.loyalty.head.rule",
            "report.loyalty.head.judged",
            "report.loyalty.head.flagged",
            "report.head.revenue_ltm",
            "report.head.revenue_share",
        ],
    );
    let all: Amount = exhibits.tiers.iter().map(|tier| tier.revenue).sum();
    rows.rows = exhibits
        .signals
        .iter()
        .map(|sign| {
            let cells = vec![
                Cell::text(voice.t(&format!("loyalty.signal.{}", sign.signal))).bold(),
                Cell::text(signal_rule(voice, &sign.signal, rules)).muted(),
                Cell::text(figures::count(sign.judged)),
                Cell::text(figures::count(sign.flagged)),
                Cell::text(voice.amount(sign.revenue)),
                Cell::text(percent(part(sign.revenue, all))),
            ];
            Row::body(cells)
        })
        .collect();
    out.table(
        &voice.t("report.loyalty.signals"),
        &rows,
        unit(voice),
        Some(voice.t("report.source.orders")),
    );
    if exhibits.warned.is_empty() {
        out.para(&voice.t("report.loyalty.warned.none"));
        return;
    }
    let rows = customers(voice, &exhibits.warned);
    out.table(
        &voice.t("report.loyalty.warned"),
        &rows,
        unit(voice),
        Some(voice.t("report.loyalty.source.list")),
    );
}
