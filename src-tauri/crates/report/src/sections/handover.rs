use crate::compose::Composer;
use crate::figures;
use crate::options::Handover;
use crate::table::{Cell, Row, Table, left};

/// 资料提供与授权: who gave the data, on what basis, and what of it was left out.
pub(super) fn write(out: &mut Composer<'_>, given: &Handover) {
    let voice = out.voice;
    let title = voice.t("report.handover");
    out.section(&title, "sources.handover");
    let words = |text: &str| (!text.is_empty()).then(|| voice.data(text));
    let person = (!given.given_by.is_empty()).then(|| voice.person(&given.given_by));
    let basis = given.basis.as_ref();
    let lines = [
        ("given_by", person),
        ("given_on", given.given_on.map(figures::iso_day)),
        (
            "basis",
            basis.map(|id| voice.t(&format!("ui.provenance.basis.{id}"))),
        ),
        ("basis_note", words(&given.basis_note)),
        ("purpose", words(&given.purpose)),
        ("retain_until", given.retain_until.map(figures::iso_day)),
    ];
    if lines.iter().any(|(_, said)| said.is_none()) {
        out.para(&voice.t("report.handover.incomplete"));
    }
    let head = ["subject", "statement"].map(|id| voice.t(&format!("report.handover.{id}")));
    let mut table = Table::new(vec![left(0.24), left(0.76)], head.to_vec());
    table.rows = lines
        .into_iter()
        .map(|(name, said)| {
            let name = Cell::text(voice.t(&format!("ui.provenance.{name}")));
            let said = match said {
                Some(said) => Cell::text(said),
                None => Cell::text(voice.t("report.handover.absent")).muted(),
            };
            Row::body(vec![name, said])
        })
        .collect();
    for (file, headers) in &given.withheld {
        let names = headers.join(&voice.t("report.handover.comma"));
        let name = voice.fill("report.handover.withheld", [("file", file)]);
        table
            .rows
            .push(Row::body(vec![Cell::text(name), Cell::text(names)]));
    }
    out.table(&title, &table, None, None);
}
