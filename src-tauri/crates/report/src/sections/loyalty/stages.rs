use assess::LoyaltyExhibits;

use crate::charts::{self, TransitionWords};
use crate::compose::Composer;

pub(super) fn write(out: &mut Composer<'_>, exhibits: &LoyaltyExhibits) {
    let voice = out.voice;
    let title = voice.t("report.loyalty.transitions");
    out.section(&title, "loyalty.transitions");
    let Some(data) = &exhibits.transitions else {
        out.para(&voice.t("report.loyalty.transitions.absent"));
        return;
    };
    let then = voice.figures.day(data.then);
    out.para(&voice.fill("report.loyalty.transitions.lead", [("then", then)]));
    if data.from.iter().any(|stage| stage == "active") {
        out.para(&voice.t("report.loyalty.transitions.merged"));
    }
    out.keep();
    let words = TransitionWords {
        corner: voice.t("report.loyalty.transitions.then"),
        sum: voice.t("report.sum"),
        stage: &|id| voice.t(&format!("stage.{id}")),
        amount: &|amount| voice.amount(amount),
    };
    let drawing = charts::transitions(out.set, data, &words);
    let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
    let source = voice.t("report.loyalty.source.transitions");
    let gap = if voice.lang == records::Lang::ZhCn {
        ""
    } else {
        " "
    };
    out.figure(&title, drawing, Some(format!("{source}{gap}{unit}")));
}
