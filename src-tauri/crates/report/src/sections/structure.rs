use assess::{BreakdownRow, MonthRevenue, TopCustomer, YearRevenue};

use super::Matter;
use crate::charts::{ColumnBar, ConcentrationWords, columns, concentration};
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, left, right};
use crate::theme::{BLUE, SKY, WIDTH};
use crate::voice::{NONE, Voice};

/// Months that the column chart shows at most.
const MOST_MONTHS: usize = 36;

/// 客户结构与收入集中度.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let exhibits = &matter.assessment.exhibits;
    out.chapter(&voice.t("report.structure"), "structure");
    out.section(&voice.t("report.structure.revenue"), "structure.revenue");
    if exhibits.months.is_empty() && exhibits.years.is_empty() {
        out.para(&voice.t("report.absent.revenue"));
    }
    months(out, &exhibits.months);
    years(out, &exhibits.years);
    out.section(
        &voice.t("report.structure.concentration"),
        "structure.concentration",
    );
    match &exhibits.concentration {
        Some(data) if !data.cumulative.is_empty() => {
            out.para(&lead(voice, matter, data));
            let drawing = concentration(out.set, data, &words(voice, matter));
            out.figure(
                &voice.t("report.structure.curves"),
                drawing,
                Some(voice.t("report.source.orders")),
            );
        }
        _ => out.para(&voice.t("report.absent.concentration")),
    }
    if !exhibits.top_customers.is_empty() {
        let table = top_customers(voice, &exhibits.top_customers);
        let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
        out.table(
            &voice.t("report.structure.top"),
            &table,
            Some(unit),
            Some(voice.t("report.source.top")),
        );
    }
    let cube = &exhibits.cube;
    if let Some(roll) = &cube.roll_forward {
        super::cube::roll_forward(out, roll);
    }
    super::cube::hidden(out, cube);
    super::cube::margins(out, cube);
    super::cube::price_volume_mix(out, cube);
    breakdowns(out, matter);
}

fn lead(voice: &Voice<'_>, matter: &Matter<'_>, data: &assess::Concentration) -> String {
    let share = |count: usize| {
        data.cumulative
            .get(count - 1)
            .or(data.cumulative.last())
            .copied()
            .unwrap_or_default()
    };
    voice.fill(
        "report.structure.lead",
        [
            ("top1", figures::percent(share(1))),
            ("top5", figures::percent(share(5))),
            ("top10", figures::percent(share(10))),
            ("hhi", voice.measure(matter.assessment, "concentration.hhi")),
            (
                "gini",
                voice.measure(matter.assessment, "concentration.gini"),
            ),
        ],
    )
}

fn words(voice: &Voice<'_>, matter: &Matter<'_>) -> ConcentrationWords {
    ConcentrationWords {
        lorenz_x: voice.t("report.chart.lorenz_x"),
        lorenz_y: voice.t("report.chart.lorenz_y"),
        equality: voice.t("report.chart.equality"),
        gini: voice.fill(
            "report.chart.gini",
            [(
                "gini",
                voice.measure(matter.assessment, "concentration.gini"),
            )],
        ),
        top_x: voice.t("report.chart.top_x"),
        top_y: voice.t("report.chart.top_y"),
    }
}

fn months(out: &mut Composer<'_>, all: &[MonthRevenue]) {
    let voice = out.voice;
    let shown = &all[all.len().saturating_sub(MOST_MONTHS)..];
    if shown.len() < 2 {
        return;
    }
    let high = shown
        .iter()
        .map(|month| month.revenue.units())
        .fold(0.0, f64::max)
        .max(1.0);
    let scale = if voice.hides_money() {
        100.0 / high
    } else {
        1.0 / money_scale(voice)
    };
    let bars: Vec<ColumnBar> = shown
        .iter()
        .map(|month| ColumnBar {
            label: format!("{}-{:02}", month.month.year() % 100, month.month.month()),
            value: month.revenue.units() * scale,
            words: String::new(),
            color: if month.month.year() % 2 == 0 {
                BLUE
            } else {
                SKY
            },
        })
        .collect();
    let axis = axis(voice, "report.chart.index_month");
    let drawing = columns(
        out.set,
        &bars,
        &axis,
        (WIDTH, 150.0),
        shown.len().div_ceil(12),
    );
    out.figure(
        &voice.t("report.structure.months"),
        drawing,
        Some(voice.t("report.source.orders")),
    );
}

/// Units of the currency in one unit of the money axis.
pub(super) fn money_scale(voice: &Voice<'_>) -> f64 {
    match voice.lang {
        records::Lang::ZhCn => 10_000.0,
        records::Lang::En => 1_000.0,
    }
}

/// Name of a money axis; of the index that stands for it where amounts are hidden.
pub(super) fn axis(voice: &Voice<'_>, index: &str) -> String {
    if voice.hides_money() {
        return voice.t(index);
    }
    voice.fill("report.chart.money", [("unit", voice.figures.money_unit())])
}

fn years(out: &mut Composer<'_>, years: &[YearRevenue]) {
    let voice = out.voice;
    let head = [
        "window",
        "revenue",
        "growth",
        "customers",
        "top1",
        "top5",
        "top10",
    ];
    let mut table = Table::new(
        vec![
            left(0.28),
            right(0.16),
            right(0.12),
            right(0.11),
            right(0.11),
            right(0.11),
            right(0.11),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let mut before: Option<f64> = None;
    for year in years {
        let revenue = year.revenue.units();
        let growth = before
            .filter(|before| *before > 0.0)
            .map(|before| revenue / before - 1.0);
        before = Some(revenue);
        let share = |share: Option<f64>| {
            Cell::text(share.map_or_else(|| NONE.to_owned(), figures::percent))
        };
        table.rows.push(Row::body(vec![
            Cell::text(format!(
                "{} – {}",
                figures::iso_day(year.from),
                figures::iso_day(year.to)
            )),
            Cell::text(voice.amount(year.revenue)),
            share(growth),
            Cell::text(figures::count(year.customers)),
            share(year.top1),
            share(year.top5),
            share(year.top10),
        ]));
    }
    let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
    out.table(
        &voice.t("report.structure.years"),
        &table,
        Some(unit),
        Some(voice.t("report.source.orders")),
    );
}

fn top_customers(voice: &Voice<'_>, customers: &[TopCustomer]) -> Table {
    let head = [
        "rank",
        "customer",
        "revenue_ltm",
        "share",
        "change",
        "first_order",
        "last_order",
        "stage",
        "contract_end",
    ];
    let mut table = Table::new(
        vec![
            right(0.04),
            left(0.245),
            right(0.105),
            right(0.07),
            right(0.085),
            right(0.11),
            right(0.11),
            left(0.12),
            right(0.115),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    table.rows = customers
        .iter()
        .enumerate()
        .map(|(at, customer)| top_row(voice, at, customer))
        .collect();
    let revenue: records::Amount = customers.iter().map(|customer| customer.revenue).sum();
    let share: f64 = customers.iter().map(|customer| customer.share).sum();
    table.rows.push(Row::total(vec![
        Cell::blank(),
        Cell::text(voice.fill("report.top_total", [("count", customers.len().to_string())])).bold(),
        Cell::text(voice.amount(revenue)).bold(),
        Cell::text(figures::percent(share)).bold(),
        Cell::blank().span(5),
    ]));
    table
}

fn top_row(voice: &Voice<'_>, at: usize, customer: &TopCustomer) -> Row {
    let change = customer
        .before
        .map(records::Amount::units)
        .filter(|before| *before > 0.0)
        .map(|before| customer.revenue.units() / before - 1.0);
    let mut name = voice.customer(&customer.name);
    if customer.members.len() > 1 {
        name += &voice.fill(
            "report.members",
            [("count", customer.members.len().to_string())],
        );
    }
    Row::body(vec![
        Cell::text((at + 1).to_string()).muted(),
        Cell::text(name),
        Cell::text(voice.amount(customer.revenue)),
        Cell::text(figures::percent(customer.share)),
        Cell::text(change.map_or_else(|| voice.t("report.new_customer"), figures::percent)),
        Cell::text(figures::iso_day(customer.first_order)),
        Cell::text(figures::iso_day(customer.last_order)),
        Cell::text(voice.t(&format!("stage.{}", customer.stage))),
        Cell::text(
            customer
                .contract_end
                .map_or_else(|| NONE.to_owned(), figures::iso_day),
        ),
    ])
}

/// Rows of a breakdown at most; the rest is summed.
const MOST_ROWS: usize = 10;

/// Shown beside the customers lost.
pub(super) const LOST_REASONS: &str = "lost_reasons";

fn breakdowns(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let all = &matter.assessment.exhibits.breakdowns;
    let shown: Vec<_> = all
        .iter()
        .filter(|(id, rows)| *id != LOST_REASONS && !rows.is_empty())
        .collect();
    if shown.is_empty() {
        return;
    }
    out.section(
        &voice.t("report.structure.breakdowns"),
        "structure.breakdowns",
    );
    for (id, rows) in shown {
        breakdown(out, id, rows);
    }
}

/// One breakdown as a table with bars.
pub(super) fn breakdown(out: &mut Composer<'_>, id: &str, rows: &[BreakdownRow]) {
    let voice = out.voice;
    let money = rows.iter().any(|row| row.revenue.is_some());
    let mut heads = vec!["label", "count", "share", "bar"];
    let mut widths = vec![left(0.34), right(0.14), right(0.12), left(0.40)];
    if money {
        heads = vec!["label", "customers", "revenue", "share", "bar"];
        widths = vec![
            left(0.34),
            right(0.12),
            right(0.16),
            right(0.12),
            left(0.26),
        ];
    }
    let mut table = Table::new(
        widths,
        heads
            .iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    for row in rows.iter().take(MOST_ROWS) {
        let label = label(voice, id, &row.label);
        table.rows.push(breakdown_row(
            voice,
            label,
            (row.count, row.share, row.revenue),
            money,
        ));
    }
    if rows.len() > MOST_ROWS {
        let rest = &rows[MOST_ROWS..];
        let count = rest.iter().map(|row| row.count).sum();
        let share = rest.iter().map(|row| row.share).sum();
        let revenue = money.then(|| rest.iter().filter_map(|row| row.revenue).sum());
        let label = voice.fill("report.others", [("count", rest.len().to_string())]);
        table
            .rows
            .push(breakdown_row(voice, label, (count, share, revenue), money));
    }
    let unit = money.then(|| voice.fill("report.unit", [("unit", voice.figures.money_unit())]));
    let title = voice.t(&format!("report.breakdown.{id}"));
    out.table(&title, &table, unit, Some(voice.t("report.source.tables")));
}

fn label(voice: &Voice<'_>, id: &str, label: &str) -> String {
    match label {
        "" => voice.t("report.not_given"),
        person if id == crate::voice::OWNERS => voice.person(person),
        text => voice.data(text),
    }
}

fn breakdown_row(
    voice: &Voice<'_>,
    label: String,
    values: (u64, f64, Option<records::Amount>),
    money: bool,
) -> Row {
    let (count, share, revenue) = values;
    let mut cells = vec![Cell::text(label), Cell::text(figures::count(count))];
    if money {
        cells.push(Cell::text(
            revenue.map_or_else(|| NONE.to_owned(), |revenue| voice.amount(revenue)),
        ));
    }
    cells.push(Cell::text(figures::percent(share)));
    cells.push(Cell::share(share, BLUE));
    Row::body(cells)
}
