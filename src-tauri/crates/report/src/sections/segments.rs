use assess::{RfmSegment, StageCount};

use super::Matter;
use crate::compose::Composer;
use crate::figures;
use crate::table::{Cell, Row, Table, centre, left, right};
use crate::theme::{BLUE, TEAL};
use crate::voice::Voice;

/// 客户价值分层与生命周期.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    let exhibits = &matter.assessment.exhibits;
    let unit = voice.fill("report.unit", [("unit", voice.figures.money_unit())]);
    out.chapter(&voice.t("report.segments"), "segments");
    out.section(&voice.t("report.segments.rfm"), "segments.rfm");
    if exhibits.rfm.is_empty() {
        out.para(&voice.t("report.absent.rfm"));
    } else {
        if let Some(cuts) = &exhibits.rfm_cuts {
            let monetary = voice.figure(cuts.monetary.units(), assess::Unit::Money);
            out.para(&voice.fill(
                "report.segments.cuts",
                [
                    ("recency", figures::grouped(cuts.recency_days, 0)),
                    (
                        "frequency",
                        voice.figures.bare(cuts.frequency, assess::Unit::Days),
                    ),
                    ("monetary", monetary),
                    ("window", cuts.window_months.to_string()),
                ],
            ));
        }
        let table = rfm(voice, &exhibits.rfm);
        out.table(
            &voice.t("report.segments.rfm"),
            &table,
            Some(unit.clone()),
            Some(voice.t("report.source.rfm")),
        );
    }
    out.section(&voice.t("report.segments.stages"), "segments.stages");
    if exhibits.stages.is_empty() {
        out.para(&voice.t("report.absent.stages"));
    } else {
        let table = stages(voice, &exhibits.stages);
        out.table(
            &voice.t("report.segments.stages"),
            &table,
            Some(unit),
            Some(voice.t("report.source.orders")),
        );
    }
    super::cube::habits(out, &exhibits.cube);
}

fn rfm(voice: &Voice<'_>, segments: &[RfmSegment]) -> Table {
    let head = [
        "pattern",
        "segment",
        "customers",
        "customer_share",
        "revenue",
        "revenue_share",
        "bar",
    ];
    let mut table = Table::new(
        vec![
            centre(0.09),
            left(0.19),
            right(0.12),
            right(0.12),
            right(0.16),
            right(0.12),
            left(0.20),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let all: u64 = segments.iter().map(|segment| segment.customers).sum();
    table.rows = segments
        .iter()
        .map(|segment| {
            Row::body(vec![
                Cell::text(segment.pattern.clone()).muted(),
                Cell::text(voice.t(&format!("rfm.{}", segment.pattern))).bold(),
                Cell::text(figures::count(segment.customers)),
                Cell::text(figures::percent(
                    segment.customers as f64 / all.max(1) as f64,
                )),
                Cell::text(voice.amount(segment.revenue)),
                Cell::text(figures::percent(segment.share)),
                Cell::share(segment.share, BLUE),
            ])
        })
        .collect();
    table.rows.push(Row::total(vec![
        Cell::blank(),
        Cell::text(voice.t("report.sum")).bold(),
        Cell::text(figures::count(all)).bold(),
        Cell::text(figures::percent(1.0)).bold(),
        Cell::text(voice.amount(segments.iter().map(|segment| segment.revenue).sum())).bold(),
        Cell::text(figures::percent(
            segments.iter().map(|segment| segment.share).sum(),
        ))
        .bold(),
        Cell::blank(),
    ]));
    table
}

fn stages(voice: &Voice<'_>, stages: &[StageCount]) -> Table {
    let head = [
        "stage",
        "meaning",
        "customers",
        "customer_share",
        "revenue_ltm",
        "bar",
    ];
    let mut table = Table::new(
        vec![
            left(0.12),
            left(0.34),
            right(0.11),
            right(0.11),
            right(0.15),
            left(0.17),
        ],
        head.iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    let all: u64 = stages.iter().map(|stage| stage.customers).sum();
    table.rows = stages
        .iter()
        .map(|stage| {
            let share = stage.customers as f64 / all.max(1) as f64;
            Row::body(vec![
                Cell::text(voice.t(&format!("stage.{}", stage.stage))).bold(),
                Cell::text(voice.t(&format!("stage.{}.text", stage.stage))).muted(),
                Cell::text(figures::count(stage.customers)),
                Cell::text(figures::percent(share)),
                Cell::text(voice.amount(stage.revenue)),
                Cell::share(share, TEAL),
            ])
        })
        .collect();
    table.rows.push(Row::total(vec![
        Cell::text(voice.t("report.sum")).bold(),
        Cell::blank(),
        Cell::text(figures::count(all)).bold(),
        Cell::text(figures::percent(1.0)).bold(),
        Cell::text(voice.amount(stages.iter().map(|stage| stage.revenue).sum())).bold(),
        Cell::blank(),
    ]));
    table
}
