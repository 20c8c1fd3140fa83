use assess::{CubeExhibits, HiddenPart, MarginView, Period, RollForward, RollRow};

use super::{count, money, noted, period, share, table, unit};
use crate::charts::{self, ColumnBar};
use crate::compose::Composer;
use crate::figures;
use crate::sections::structure::{axis, money_scale};
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::{TEAL, WIDTH};
use crate::voice::{NONE, Voice};

/// The largest customers through the periods.
pub(in crate::sections) fn roll_forward(out: &mut Composer<'_>, roll: &RollForward) {
    let voice = out.voice;
    // One period alone is the table of the largest customers again.
    if roll.periods.len() < 2 {
        return;
    }
    let table = roll_table(voice, roll);
    noted(out, "report.cube.roll", &table, unit(voice));
}

fn roll_table(voice: &Voice<'_>, roll: &RollForward) -> Table {
    let shown = roll.periods.len().min(4);
    let first = roll.periods.len() - shown;
    let mut columns = vec![left(0.24)];
    columns.extend(vec![right(0.375 / shown as f32); shown]);
    columns.extend([right(0.095), right(0.095), right(0.075), right(0.12)]);
    let mut heads = vec![voice.t("report.head.customer")];
    heads.extend(
        (first..roll.periods.len())
            .map(|at| period(voice, roll.periods[at], at + 1 == roll.periods.len())),
    );
    heads.extend(
        [
            "report.cube.head.rank_move",
            "report.head.change",
            "report.cube.head.margin",
            "report.cube.head.since",
        ]
        .map(|key| voice.t(key)),
    );
    let mut rows = Table::new(columns, heads);
    let mut fallen = false;
    for row in &roll.rows {
        if !row.current && !fallen {
            fallen = true;
            let name = Cell::text(voice.t("report.cube.roll.fallen"))
                .bold()
                .span(shown + 5);
            rows.rows.push(Row::group(vec![name]));
        }
        rows.rows.push(roll_row(voice, row, first));
    }
    rows
}

fn roll_row(voice: &Voice<'_>, row: &RollRow, first: usize) -> Row {
    let mut cells = vec![Cell::text(voice.customer(&row.name))];
    cells.extend(
        row.cells
            .iter()
            .skip(first)
            .map(|cell| money(voice, cell.revenue)),
    );
    let rank = |at: Option<usize>| {
        let found = at
            .and_then(|at| row.cells.get(at))
            .and_then(|cell| cell.rank);
        found.map_or_else(|| NONE.to_owned(), |rank| rank.to_string())
    };
    let last = row.cells.len().checked_sub(1);
    let before = last.and_then(|last| last.checked_sub(1));
    cells.push(Cell::text(format!("{}→{}", rank(before), rank(last))));
    cells.push(share(row.growth));
    cells.push(share(row.margin));
    let since = row.first_order.map_or_else(
        || NONE.to_owned(),
        |day| {
            let mark = if row.truncated { "≥ " } else { "" };
            format!("{mark}{:04}-{:02}", day.year(), day.month())
        },
    );
    cells.push(Cell::text(since));
    Row::body(cells)
}

/// Hidden concentration and the months in which contracts end.
pub(in crate::sections) fn hidden(out: &mut Composer<'_>, cube: &CubeExhibits) {
    let voice = out.voice;
    if !cube.hidden.is_empty() {
        let table = hidden_table(voice, &cube.hidden);
        noted(out, "report.cube.hidden", &table, unit(voice));
    }
    if cube.renewals.len() < 3 {
        return;
    }
    let high = cube
        .renewals
        .iter()
        .map(|month| month.revenue.units())
        .fold(1.0, f64::max);
    let scale = if voice.hides_money() {
        100.0 / high
    } else {
        1.0 / money_scale(voice)
    };
    let bars: Vec<ColumnBar> = cube
        .renewals
        .iter()
        .take(24)
        .map(|month| ColumnBar {
            label: format!("{:02}-{:02}", month.month.year() % 100, month.month.month()),
            value: month.revenue.units() * scale,
            words: figures::count(month.customers),
            color: TEAL,
        })
        .collect();
    let axis = axis(voice, "report.chart.index_month");
    let drawing = charts::columns(
        out.set,
        &bars,
        &axis,
        (WIDTH, 120.0),
        bars.len().div_ceil(14),
    );
    out.figure(
        &voice.t("report.cube.renewals"),
        drawing,
        Some(voice.t("report.source.tables")),
    );
}

fn hidden_table(voice: &Voice<'_>, parts: &[HiddenPart]) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.16),
            left(0.26),
            right(0.13),
            right(0.1),
            right(0.1),
            right(0.09),
            right(0.06),
            right(0.1),
        ],
        &[
            "report.cube.head.axis",
            "report.cube.head.largest",
            "report.head.revenue",
            "report.head.share",
            "report.cube.head.behind",
            "report.cube.head.hhi",
            "report.cube.head.parts",
            "report.cube.head.covered",
        ],
    );
    rows.rows = parts
        .iter()
        .map(|part| {
            let label = match part.axis.as_str() {
                "owner" => voice.person(&part.label),
                "group" => voice.customer(&part.label),
                _ => voice.data(&part.label),
            };
            Row::body(vec![
                Cell::text(voice.t(&format!("axis.{}", part.axis))).bold(),
                Cell::text(label),
                money(voice, part.revenue),
                share(Some(part.share)),
                count(part.customers),
                Cell::text(format!("{:.3}", part.hhi)),
                count(part.parts),
                share(Some(part.covered)),
            ])
        })
        .collect();
    rows
}

/// Gross margin and returns by period, and the customers that earn most.
pub(in crate::sections) fn margins(out: &mut Composer<'_>, cube: &CubeExhibits) {
    let voice = out.voice;
    if cube.margin.is_none() && cube.returns.is_empty() {
        return;
    }
    let table = by_period(voice, cube);
    noted(out, "report.cube.margin", &table, unit(voice));
    if let Some(margin) = &cube.margin {
        let [top1, top5, top10] = margin.top.map(figures::percent);
        out.para(&voice.fill(
            "report.cube.margin.lead",
            [("top1", top1), ("top5", top5), ("top10", top10)],
        ));
        let table = earners(voice, margin);
        out.table(
            &voice.t("report.cube.margin.customers"),
            &table,
            unit(voice),
            Some(voice.t("report.source.orders")),
        );
    }
}

fn by_period(voice: &Voice<'_>, cube: &CubeExhibits) -> Table {
    let mut rows = table(
        voice,
        vec![
            left(0.2),
            right(0.14),
            right(0.13),
            right(0.1),
            right(0.1),
            right(0.12),
            right(0.11),
            right(0.1),
        ],
        &[
            "report.cube.head.period",
            "report.cube.head.costed",
            "report.cube.head.profit",
            "report.cube.head.margin",
            "report.cube.head.covered",
            "report.cube.head.sold",
            "report.cube.head.returned",
            "report.cube.head.return_rate",
        ],
    );
    let margins = cube
        .margin
        .as_ref()
        .map_or(&[][..], |margin| &margin.periods);
    let mut periods: Vec<Period> = margins.iter().map(|one| one.period).collect();
    periods.extend(cube.returns.iter().map(|one| one.period));
    periods.sort();
    periods.dedup();
    // The last twelve months end last, and begin last among those that end together.
    periods.sort_by_key(|one| (one.to, one.from));
    let last = periods.last().copied();
    let dash = || Cell::text(NONE);
    for one in periods {
        let mut cells = vec![Cell::text(period(voice, one, Some(one) == last)).bold()];
        match margins
            .iter()
            .find(|margin| margin.period == one && margin.revenue.is_positive())
        {
            Some(found) => cells.extend([
                money(voice, found.revenue),
                money(voice, found.profit),
                share(Some(found.profit.units() / found.revenue.units())),
                share(found.covered),
            ]),
            None => cells.extend([dash(), dash(), dash(), dash()]),
        }
        match cube
            .returns
            .iter()
            .find(|year| year.period == one && year.sold.is_positive())
        {
            Some(year) => cells.extend([
                money(voice, year.sold),
                money(voice, year.returned),
                share(Some(year.returned.units() / year.sold.units())),
            ]),
            None => cells.extend([dash(), dash(), dash()]),
        }
        rows.rows.push(Row::body(cells));
    }
    rows
}

fn earners(voice: &Voice<'_>, margin: &MarginView) -> Table {
    let mut rows = table(
        voice,
        vec![
            right(0.06),
            left(0.38),
            right(0.16),
            right(0.16),
            right(0.12),
            right(0.12),
        ],
        &[
            "report.head.rank",
            "report.head.customer",
            "report.cube.head.costed",
            "report.cube.head.profit",
            "report.cube.head.margin",
            "report.head.share",
        ],
    );
    rows.rows = margin
        .customers
        .iter()
        .enumerate()
        .map(|(at, customer)| {
            let rate = customer.profit.units() / customer.revenue.units();
            Row::body(vec![
                Cell::text((at + 1).to_string()).muted(),
                Cell::text(voice.customer(&customer.name)),
                money(voice, customer.revenue),
                money(voice, customer.profit),
                share(Some(rate).filter(|rate| rate.is_finite())),
                share(Some(customer.share)),
            ])
        })
        .collect();
    rows
}
