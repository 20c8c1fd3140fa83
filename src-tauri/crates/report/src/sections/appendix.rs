use records::Grade;

use super::Matter;
use crate::compose::Composer;
use crate::flow::Start;
use crate::table::{Cell, Row, Table, centre, left};

/// Appendices: formulas of every figure, and what the evidence grades mean.
pub(super) fn write(out: &mut Composer<'_>, matter: &Matter<'_>) {
    let voice = out.voice;
    out.part(
        "A",
        &voice.t("report.appendix.formulas"),
        "appendix.formulas",
        Start::Chapter,
    );
    if matter.assessment.measures.is_empty() {
        out.para(&voice.t("report.appendix.no_formulas"));
    } else {
        out.para(&voice.t("report.appendix.lead"));
        let head = ["measure", "formula", "unit", "sources"];
        let mut table = Table::new(
            vec![left(0.27), left(0.36), left(0.12), left(0.25)],
            head.iter()
                .map(|id| voice.t(&format!("report.head.{id}")))
                .collect(),
        );
        for measure in &matter.assessment.measures {
            let sources: Vec<String> = measure
                .sources
                .iter()
                .map(|source| {
                    let args = [
                        ("table", voice.table(source.table)),
                        ("rows", crate::figures::count(source.rows)),
                    ];
                    voice.fill("report.source_use", args)
                })
                .collect();
            let name = format!("{}\n{}", voice.measure_name(&measure.id), measure.id);
            table.rows.push(Row::body(vec![
                Cell::text(name),
                Cell::text(measure.formula.clone()),
                Cell::text(voice.figures.unit_name(measure.unit)).muted(),
                Cell::text(sources.join("\n")).muted(),
            ]));
        }
        out.table(
            &voice.t("report.appendix.formulas.table"),
            &table,
            None,
            None,
        );
    }
    out.part(
        "B",
        &voice.t("report.appendix.grades"),
        "appendix.grades",
        Start::Chapter,
    );
    let mut table = Table::new(
        vec![centre(0.10), left(0.24), left(0.66)],
        ["grade", "grade_name", "meaning"]
            .iter()
            .map(|id| voice.t(&format!("report.head.{id}")))
            .collect(),
    );
    for grade in [Grade::A, Grade::B, Grade::C, Grade::D, Grade::E] {
        table.rows.push(Row::body(vec![
            Cell::text(format!("{grade:?}")).bold(),
            Cell::text(voice.grade(grade)),
            Cell::text(voice.t(&format!("grade.{grade:?}.text"))),
        ]));
    }
    out.table(&voice.t("report.appendix.grades.table"), &table, None, None);
    out.para(&voice.t("report.appendix.grades.rule"));
}
