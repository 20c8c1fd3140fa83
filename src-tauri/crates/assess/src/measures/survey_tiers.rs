//! Opinions by size class of the customers.

use records::TableKind;
use statistics::tiers::SizeClass;

use super::satisfaction::scale_of;
use super::tools::{Outcome, no_field, spec};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};
use crate::voice::{members, nps_with_interval, of_class, population};

macro_rules! of_classes {
    ($($id:literal $class:ident $unit:ident $formula:literal $compute:ident;)*) => {
        pub(super) static MEASURES: &[MeasureSpec] = &[$(spec(
            $id,
            Unit::$unit,
            $formula,
            |ledger, d| $compute(ledger, d, SizeClass::$class),
        ),)*];
    };
}

of_classes! {
    "satisfaction.nps_a" A Points "NPS of class A (the fewest customers with 80 % of revenue LTM); LTM, else 24 m" nps;
    "satisfaction.nps_b" B Points "NPS of class B (80 to 95 % of revenue LTM); LTM, else 24 m" nps;
    "satisfaction.nps_c" C Points "NPS of class C (the last 5 % of revenue LTM); LTM, else 24 m" nps;
    "satisfaction.csat_a" A Share "#{overall in top 2 of 5} / #{overall} of class A; LTM, else 24 m" csat;
    "satisfaction.csat_b" B Share "#{overall in top 2 of 5} / #{overall} of class B; LTM, else 24 m" csat;
    "satisfaction.csat_c" C Share "#{overall in top 2 of 5} / #{overall} of class C; LTM, else 24 m" csat;
}

fn nps(ledger: &Ledger, d: &Definitions, class: SizeClass) -> Outcome {
    let rows = of_class(ledger, d, class)?.having("recommend", |survey| survey.recommend)?;
    if scale_of(ledger, |survey| survey.recommend).most() != 10.0 {
        return Err(no_field(TableKind::Surveys, "recommend"));
    }
    let of = population(ledger, &rows, &members(ledger, d, class));
    let scores = rows.values(|survey| survey.recommend);
    let (score, interval) =
        nps_with_interval(&scores, of, d.confidence).ok_or(AbsentReason::NothingToCount)?;
    let mut figure = rows.figure(score);
    figure.interval = Some(interval);
    Ok(figure)
}

fn csat(ledger: &Ledger, d: &Definitions, class: SizeClass) -> Outcome {
    let scale = scale_of(ledger, |survey| survey.overall);
    of_class(ledger, d, class)?
        .having("overall", |survey| survey.overall)?
        .share(d, |survey| {
            survey.overall.is_some_and(|answer| scale.satisfied(answer))
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, orders, rows};
    use crate::ledger::Records;

    use super::*;

    /// Revenue 70, 20, 6, 4: class A is 甲 and 乙, B is 丙, C is 丁.
    fn records() -> Records {
        Records {
            surveys: rows(
                "customer_name | answered_at | recommend | overall",
                &[
                    "甲 | 2024-06-01T10:00 | 5 | 2",
                    "乙 | 2024-06-01T10:00 | 9 | 5",
                    "丙 | 2024-06-01T10:00 | 10 | 4",
                ],
            ),
            orders: orders(&[
                "甲 | 2024-02-01 | 70",
                "乙 | 2024-02-01 | 20",
                "丙 | 2024-02-01 | 6",
                "丁 | 2024-02-01 | 4",
            ]),
            ..Records::default()
        }
    }

    #[test]
    fn each_class_has_its_own_score_bound_by_its_own_customers() {
        check(
            &records(),
            &[
                ("satisfaction.nps_a", 0.0),
                ("satisfaction.nps_b", 100.0),
                ("satisfaction.csat_a", 0.5),
                ("satisfaction.csat_b", 1.0),
            ],
        );
        // Both customers of class A answered: nothing is left to chance.
        let all = measure(&records(), "satisfaction.nps_a").unwrap().interval;
        let all = all.unwrap();
        assert_eq!((all.lower, all.upper), (0.0, 0.0));
        let nobody = absent(&records(), "satisfaction.nps_c");
        assert_eq!(nobody, AbsentReason::NothingToCount);
    }

    #[test]
    fn a_survey_without_customers_has_no_classes() {
        let mut records = records();
        records.surveys = rows("recommend", &["10", "3"]);
        let reason = no_field(TableKind::Surveys, "customer_name");
        assert_eq!(absent(&records, "satisfaction.nps_a"), reason);
    }
}
