use assess::{ContractExposure, ContractRung, WallMonth, WallPart};
use records::{Amount, Date};

use super::{money, share, unit};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::BLUE;
use crate::voice::Voice;

/// Rungs that say nothing against a contract.
const QUIET: [&str; 2] = ["unrecorded", "bound"];
/// Rung of those without a contract.
const UNWRITTEN: &str = "unwritten";
/// Months that the wall shows one by one; those after it together.
const ONE_BY_ONE: i32 = 12;

/// The ladder of contracts and the wall of renewals.
pub(super) fn write(out: &mut Composer<'_>, exposure: Option<&ContractExposure>, day: Date) {
    let voice = out.voice;
    out.section(&voice.t("report.risk.contracts"), "risk.contracts");
    let Some(exposure) = exposure else {
        out.para(&voice.t("report.risk.contracts.absent"));
        return;
    };
    out.para(&lead(voice, exposure));
    out.table(
        &voice.t("report.risk.contracts"),
        &ladder(voice, exposure),
        Some(unit(voice)),
        Some(voice.t("report.risk.contracts.note")),
    );
    out.table(
        &voice.t("report.risk.wall"),
        &wall(voice, exposure, day),
        Some(unit(voice)),
        Some(voice.t("report.risk.wall.note")),
    );
}

fn lead(voice: &Voice<'_>, exposure: &ContractExposure) -> String {
    let sum = |which: &dyn Fn(&ContractRung) -> bool| -> Amount {
        let rungs = exposure.rungs.iter().filter(|rung| which(rung));
        rungs.map(|rung| rung.revenue).sum()
    };
    let unwritten = sum(&|rung| rung.id == UNWRITTEN);
    let clauses = sum(&|rung| rung.id != UNWRITTEN && !QUIET.contains(&rung.id.as_str()));
    let of_all = |amount: Amount| figures::percent(amount.units() / exposure.revenue.units());
    voice.fill(
        "report.risk.contracts.lead",
        [
            ("revenue", money(voice, exposure.revenue)),
            ("clauses", money(voice, clauses)),
            ("clauses_share", of_all(clauses)),
            ("unwritten", money(voice, unwritten)),
            ("unwritten_share", of_all(unwritten)),
        ],
    )
}

fn ladder(voice: &Voice<'_>, exposure: &ContractExposure) -> Table {
    let head = [
        "contract_rung",
        "customers",
        "revenue",
        "revenue_share",
        "bar",
        "touched",
        "recorded",
    ];
    let mut table = Table::new(
        vec![
            left(0.25),
            right(0.11),
            right(0.14),
            right(0.11),
            left(0.14),
            right(0.14),
            right(0.11),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let row = |rung: &ContractRung| {
        Row::body(vec![
            Cell::text(voice.t(&format!("contract_rung.{}", rung.id))).bold(),
            Cell::text(figures::count(rung.customers)),
            Cell::text(voice.amount(rung.revenue)),
            Cell::text(figures::percent(rung.share)),
            Cell::share(rung.share.max(0.0), BLUE),
            Cell::text(voice.amount(rung.touched)),
            share(rung.recorded),
        ])
    };
    table.rows = exposure.rungs.iter().map(row).collect();
    let unnamed = exposure.unnamed.units() / exposure.revenue.units();
    table.rows.push(Row::body(vec![
        Cell::text(voice.t("report.risk.contracts.unnamed")),
        Cell::blank(),
        Cell::text(voice.amount(exposure.unnamed)),
        Cell::text(figures::percent(unnamed)),
        Cell::share(unnamed.max(0.0), BLUE),
        Cell::blank().span(2),
    ]));
    let customers = exposure.rungs.iter().map(|rung| rung.customers).sum();
    table.rows.push(Row::total(vec![
        Cell::text(voice.t("report.sum")).bold(),
        Cell::text(figures::count(customers)).bold(),
        Cell::text(voice.amount(exposure.revenue)).bold(),
        Cell::text(figures::percent(1.0)).bold(),
        Cell::blank().span(3),
    ]));
    table
}

/// Months from a day's month to the month.
fn ahead(month: &WallMonth, day: Date) -> i32 {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    months(month.month) - months(day)
}

fn wall(voice: &Voice<'_>, exposure: &ContractExposure, day: Date) -> Table {
    let head = [
        "end_month",
        "customers",
        "revenue",
        "revenue_share",
        "bar",
        "renewing",
        "ending_so_far",
    ];
    let mut table = Table::new(
        vec![
            left(0.18),
            right(0.12),
            right(0.16),
            right(0.12),
            left(0.16),
            right(0.14),
            right(0.12),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let cells = |name: String, part: &WallPart, so_far: Option<f64>| {
        let of_all = part.revenue.units() / exposure.revenue.units();
        Row::body(vec![
            Cell::text(name),
            Cell::text(figures::count(part.customers)),
            Cell::text(voice.amount(part.revenue)),
            Cell::text(figures::percent(of_all)),
            Cell::share(of_all.max(0.0), BLUE),
            Cell::text(voice.amount(part.renewing)),
            share(so_far),
        ])
    };
    let (near, far): (Vec<&WallMonth>, Vec<&WallMonth>) = exposure
        .wall
        .iter()
        .partition(|month| ahead(month, day) <= ONE_BY_ONE);
    table.rows = near
        .into_iter()
        .map(|month| {
            let day = month.month;
            let name = format!("{:04}-{:02}", day.year(), day.month());
            cells(name, &month.part, Some(month.ending_so_far))
        })
        .collect();
    if let Some(last) = far.last() {
        let mut together = WallPart::default();
        for month in &far {
            together.customers += month.part.customers;
            together.revenue += month.part.revenue;
            together.renewing += month.part.renewing;
        }
        let name = voice.t("report.risk.wall.second_year");
        let so_far = Some(last.ending_so_far);
        table.rows.push(cells(name, &together, so_far));
    }
    for (key, part) in [("later", &exposure.later), ("open", &exposure.open_ended)] {
        if part.customers > 0 {
            let name = voice.t(&format!("report.risk.wall.{key}"));
            table.rows.push(cells(name, part, None));
        }
    }
    table
}
