use assess::{ContactCover, Dependency, PersonExposure, PersonRow};

use super::{money, share, unit};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::BLUE;
use crate::voice::{NONE, Voice};

/// On whom the relations with customers hang.
pub(super) fn write(out: &mut Composer<'_>, exposure: Option<&PersonExposure>) {
    let voice = out.voice;
    out.section(&voice.t("report.risk.persons"), "risk.persons");
    let Some(exposure) = exposure else {
        out.para(&voice.t("report.risk.persons.absent"));
        return;
    };
    out.para(&voice.fill(
        "report.risk.persons.lead",
        [
            ("revenue", money(voice, exposure.revenue)),
            ("covered", figures::percent(exposure.covered)),
        ],
    ));
    if !exposure.backup_known {
        out.para(&voice.t("report.risk.persons.unknown"));
    }
    out.para(&leavers(voice, exposure.leavers.as_ref()));
    if !exposure.not_found.is_empty() {
        let names = exposure.not_found.iter().map(|name| voice.person(name));
        let names = names.collect::<Vec<_>>().join(&voice.t("report.comma"));
        out.para(&voice.fill("report.risk.persons.not_found", [("names", names)]));
    }
    if let Some(contacts) = &exposure.contacts {
        out.para(&contact_words(voice, contacts));
    }
    let mut note = voice.t("report.risk.persons.note");
    if exposure.more > 0 {
        let count = figures::count(exposure.more);
        note += &voice.fill("report.risk.persons.more", [("count", count)]);
    }
    out.table(
        &voice.t("report.risk.persons"),
        &table(voice, &exposure.persons),
        Some(unit(voice)),
        Some(note),
    );
}

fn leavers(voice: &Voice<'_>, dependency: Option<&Dependency>) -> String {
    let Some(dependency) = dependency else {
        return voice.t("report.risk.persons.nobody");
    };
    let mut args = vec![
        ("revenue", money(voice, dependency.revenue)),
        ("share", figures::percent(dependency.share)),
    ];
    match dependency.alone_share {
        Some(alone) => {
            args.push(("alone", figures::percent(alone)));
            voice.fill("report.risk.persons.leavers", args)
        }
        None => voice.fill("report.risk.persons.leavers.unknown", args),
    }
}

fn contact_words(voice: &Voice<'_>, contacts: &ContactCover) -> String {
    voice.fill(
        "report.risk.persons.contacts",
        [
            ("customers", figures::count(contacts.customers)),
            ("one", figures::count(contacts.one)),
            ("several", figures::count(contacts.several)),
            ("none", figures::count(contacts.none)),
            ("revenue", money(voice, contacts.one_revenue)),
        ],
    )
}

fn table(voice: &Voice<'_>, persons: &[PersonRow]) -> Table {
    let head = [
        "person",
        "customers",
        "key_customers",
        "revenue",
        "share",
        "bar",
        "alone",
        "kpd",
    ];
    let mut table = Table::new(
        vec![
            left(0.17),
            right(0.11),
            right(0.12),
            right(0.13),
            right(0.08),
            left(0.14),
            right(0.13),
            right(0.12),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = persons
        .iter()
        .map(|row| {
            let mut name = voice.person(&row.name);
            if row.leaves {
                name = voice.fill("report.risk.persons.leaves", [("name", name)]);
            }
            let found = &row.dependency;
            let alone = found
                .alone
                .map_or_else(|| NONE.to_owned(), |alone| voice.amount(alone));
            Row::body(vec![
                Cell::text(name).bold(),
                Cell::text(figures::count(row.customers)),
                Cell::text(figures::count(row.key_customers)),
                Cell::text(voice.amount(found.revenue)),
                Cell::text(figures::percent(found.share)),
                Cell::share(found.share, BLUE),
                Cell::text(alone),
                share(found.alone_share),
            ])
        })
        .collect();
    table
}
