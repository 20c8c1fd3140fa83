use assess::{CustomPeriod, Period};
use records::Amount;

use super::retention::{step_row, step_table};
use super::{count, money, noted, share, table, unit};
use crate::compose::Composer;
use crate::table::{Cell, Row, Table, left, right};
use crate::voice::{NONE, Voice};

/// The periods that the definitions add: bridges at both levels, then the other figures.
pub(super) fn write(out: &mut Composer<'_>, all: &[CustomPeriod]) {
    let voice = out.voice;
    if all.is_empty() {
        return;
    }
    let bridges = bridges(voice, all);
    noted(out, "report.cube.custom", &bridges, unit(voice));
    let figures = figures(voice, all);
    noted(out, "report.cube.custom.more", &figures, unit(voice));
}

/// Both months; the column may break between them.
fn name(period: Period) -> String {
    let month = |day: records::Date| format!("{:04}-{:02}", day.year(), day.month());
    format!("{} – {}", month(period.from), month(period.to))
}

fn bridges(voice: &Voice<'_>, all: &[CustomPeriod]) -> Table {
    let mut rows = step_table(voice);
    for one in all {
        let name = name(one.period);
        if let Some(step) = &one.step {
            rows.rows.push(step_row(voice, name.clone(), &step.all));
        }
        if let Some(step) = &one.group_step {
            let name = voice.fill("report.cube.custom.group", [("period", name)]);
            rows.rows.push(step_row(voice, name, &step.all));
        }
    }
    rows
}

fn figures(voice: &Voice<'_>, all: &[CustomPeriod]) -> Table {
    let mut columns = vec![left(0.12), right(0.105), right(0.1)];
    columns.extend([right(0.055); 3]);
    columns.push(right(0.1));
    columns.extend([right(0.085); 3]);
    columns.extend([right(0.075), right(0.08)]);
    let mut rows = table(
        voice,
        columns,
        &[
            "report.cube.head.period",
            "report.head.revenue",
            "report.head.customers",
            "report.cube.head.top1",
            "report.cube.head.top5",
            "report.cube.head.top10",
            "report.cube.head.same_growth",
            "report.cube.pvm.price",
            "report.cube.pvm.volume",
            "report.cube.pvm.mix",
            "report.cube.head.margin",
            "report.cube.head.return_rate",
        ],
    );
    rows.rows = all.iter().map(|one| row(voice, one)).collect();
    rows
}

fn row(voice: &Voice<'_>, one: &CustomPeriod) -> Row {
    let mut cells = vec![
        Cell::text(name(one.period)).bold(),
        money(voice, one.revenue),
        count(one.customers),
    ];
    cells.extend((0..3).map(|at| share(one.top.map(|top| top[at]))));
    cells.push(share(one.same_customer_growth));
    let parts = one.price_volume_mix.as_ref();
    let effect = |part: Option<Amount>| match part {
        Some(amount) => money(voice, amount),
        None => Cell::text(NONE),
    };
    cells.push(effect(parts.map(|view| view.price)));
    cells.push(effect(parts.map(|view| view.volume)));
    cells.push(effect(parts.map(|view| view.mix)));
    let margin = one.margin.as_ref();
    cells.push(share(
        margin.map(|found| found.profit.units() / found.revenue.units()),
    ));
    let returns = one
        .returns
        .as_ref()
        .filter(|found| found.sold.is_positive());
    cells.push(share(
        returns.map(|found| found.returned.units() / found.sold.units()),
    ));
    Row::body(cells)
}
