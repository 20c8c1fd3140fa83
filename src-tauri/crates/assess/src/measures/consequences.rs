//! What became of customers after a complaint, a bad answer, a referral: lost or kept, by an
//! association that is stated as one.

use records::TableKind;
use statistics::comparison::{Group, proportion_difference};
use statistics::intervals::wilson;

use super::tools::{Outcome, compared, proportion, spec, with_two_years};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::{Figure, MeasureSpec};
use crate::model::{AbsentReason, Unit};
use crate::voice::{
    Contrast, Matched, after_complaint, complainers, detractors, referred_and_others,
};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "complaints.churn_ratio",
        Unit::Index,
        "share lost LTM of customers with a complaint in the 12 m before / share lost of the others",
        |ledger, d| ratio(ledger, d, TableKind::Complaints, complainers),
    ),
    spec(
        "complaints.churn_difference",
        Unit::Share,
        "share lost LTM of customers with a complaint in the 12 m before − share lost of the others",
        |ledger, d| difference(ledger, d, TableKind::Complaints, complainers),
    ),
    spec(
        "complaints.bought_again",
        Unit::Share,
        "#{customers with a purchase within 6 m of their first complaint} / #customers; complaints of 18 to 6 m ago",
        bought_again,
    ),
    spec(
        "complaints.bought_again_gap",
        Unit::Share,
        "share that bought within 6 m of a complaint − share of customers without one, same month and purchase days a year (1, 2–3, 4–11, 12+)",
        bought_again_gap,
    ),
    spec(
        "satisfaction.detractor_churn_ratio",
        Unit::Index,
        "share lost LTM of customers with recommend ≤ 6 in the 12 m before / share lost of those with recommend ≥ 9",
        |ledger, d| ratio(ledger, d, TableKind::Surveys, detractors),
    ),
    spec(
        "satisfaction.detractor_churn_difference",
        Unit::Share,
        "share lost LTM of customers with recommend ≤ 6 in the 12 m before − share lost of those with recommend ≥ 9",
        |ledger, d| difference(ledger, d, TableKind::Surveys, detractors),
    ),
    spec(
        "referral.retention_difference",
        Unit::Share,
        "retention of customers who came by referral − retention of the others, prior 12 m to LTM",
        retention_difference,
    ),
];

type Compare = fn(&Ledger, &Definitions) -> Result<Contrast, AbsentReason>;

fn rows(figure: Figure, ledger: &Ledger, d: &Definitions, table: TableKind) -> Figure {
    with_two_years(figure.from_rows(table, ledger.rows_of(table)), ledger, d)
}

fn ratio(ledger: &Ledger, d: &Definitions, table: TableKind, compare: Compare) -> Outcome {
    let found = compare(ledger, d)?;
    // A ratio needs a loss on both sides; the difference has none of the trouble.
    let ratio = found.ratio(d.confidence).ok_or(AbsentReason::TooFew {
        needed: 1,
        found: found.exposed.events.min(found.others.events),
    })?;
    let figure = compared(ratio, found.exposed.n + found.others.n, "katz_log");
    Ok(rows(figure, ledger, d, table))
}

fn difference(ledger: &Ledger, d: &Definitions, table: TableKind, compare: Compare) -> Outcome {
    let found = compare(ledger, d)?;
    let difference = found
        .difference(d.confidence)
        .ok_or(AbsentReason::NothingToCount)?;
    let figure = compared(difference, found.exposed.n + found.others.n, "newcombe");
    Ok(rows(figure, ledger, d, table))
}

fn retention_difference(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = referred_and_others(ledger, d)?;
    let kept = |group: Group| Group {
        events: group.n - group.events,
        n: group.n,
    };
    let difference = proportion_difference(kept(found.exposed), kept(found.others), d.confidence)
        .ok_or(AbsentReason::NothingToCount)?;
    let figure = compared(difference, found.exposed.n + found.others.n, "newcombe");
    let table = match ledger.has(TableKind::Referrals) {
        true => TableKind::Referrals,
        false => TableKind::Customers,
    };
    Ok(rows(figure, ledger, d, table))
}

fn matched(ledger: &Ledger, d: &Definitions) -> Result<Matched, AbsentReason> {
    after_complaint(ledger, d).as_ref().clone()
}

fn bought_again(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = matched(ledger, d)?;
    let figure = proportion(found.bought as usize, found.customers as usize, d)?;
    Ok(rows(figure, ledger, d, TableKind::Complaints))
}

/// The interval is that of the share of the complaining customers: the others are many and their
/// share is taken as known.
fn bought_again_gap(ledger: &Ledger, d: &Definitions) -> Outcome {
    let found = matched(ledger, d)?;
    let share = found.bought as f64 / found.customers as f64;
    let interval =
        wilson(found.bought, found.customers, d.confidence).ok_or(AbsentReason::NothingToCount)?;
    let figure = Figure::new(share - found.expected, found.customers).between(
        interval.lower - found.expected,
        interval.upper - found.expected,
        interval.level,
        "standardised",
    );
    Ok(rows(figure, ledger, d, TableKind::Complaints))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, orders, rows};
    use crate::ledger::Records;

    use super::*;

    /// Twenty customers of 2022–2024; those of `lost` stop at the end of 2023.
    fn trade(lost: &[usize]) -> Vec<String> {
        let mut lines = Vec::new();
        for n in 1..=20 {
            for year in 2022..=2024 {
                if year < 2024 || !lost.contains(&n) {
                    lines.push(format!("客户{n} | {year}-02-01 | 10"));
                    lines.push(format!("客户{n} | {year}-08-01 | 10"));
                }
            }
        }
        lines
    }

    fn traded(lost: &[usize]) -> Records {
        let lines = trade(lost);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Records {
            orders: orders(&lines),
            ..Records::default()
        }
    }

    fn complaints(lines: &[&str]) -> Vec<records::Located<records::Complaint>> {
        rows("customer_name | date", lines)
    }

    #[test]
    fn customers_who_complained_are_compared_with_those_who_did_not() {
        // Of five complaining customers three are lost, of fifteen others three.
        let mut records = traded(&[1, 2, 3, 6, 7, 8]);
        records.complaints = complaints(&[
            "客户1 | 2023-01-10",
            "客户1 | 2023-05-10",
            "客户2 | 2023-03-10",
            "客户3 | 2023-04-10",
            "客户4 | 2023-05-10",
            "客户5 | 2023-06-10",
            // In the last twelve months: too late to be the cause of a loss in them.
            "客户9 | 2024-06-10",
        ]);
        check(
            &records,
            &[
                ("complaints.churn_ratio", 3.0),
                ("complaints.churn_difference", 0.4),
            ],
        );
        // √(1/3 − 1/5 + 1/3 − 1/15) = √0.4: 3·exp(∓1.959964·0.632456).
        let ratio = measure(&records, "complaints.churn_ratio").unwrap();
        let interval = ratio.interval.unwrap();
        assert!((interval.lower - 0.868_52).abs() < 1e-4, "{interval:?}");
        assert!((interval.upper - 10.362_4).abs() < 1e-3, "{interval:?}");
        assert_eq!((ratio.n, interval.method.as_str()), (Some(20), "katz_log"));
    }

    #[test]
    fn without_a_loss_on_both_sides_there_is_a_difference_and_no_ratio() {
        let mut records = traded(&[]);
        let who: Vec<String> = (1..=6).map(|n| format!("客户{n} | 2023-01-10")).collect();
        records.complaints = complaints(&who.iter().map(String::as_str).collect::<Vec<_>>());
        check(&records, &[("complaints.churn_difference", 0.0)]);
        let reason = AbsentReason::TooFew {
            needed: 1,
            found: 0,
        };
        assert_eq!(absent(&records, "complaints.churn_ratio"), reason);
    }

    #[test]
    fn a_register_that_begins_late_or_speaks_of_strangers_compares_nothing() {
        let mut records = traded(&[1]);
        records.complaints = complaints(&["客户1 | 2023-09-10", "客户2 | 2023-10-10"]);
        let reason = AbsentReason::TooFew {
            needed: 5,
            found: 0,
        };
        assert_eq!(absent(&records, "complaints.churn_ratio"), reason);
        records.complaints = complaints(&["客户1 | 2023-01-10", "路人甲 | 2023-02-10"]);
        let reason = AbsentReason::PoorMatch {
            table: TableKind::Complaints,
        };
        assert_eq!(absent(&records, "complaints.churn_ratio"), reason);
    }

    #[test]
    fn revenue_without_customers_greys_out_what_crosses_tables() {
        let mut records = traded(&[1]);
        let who: Vec<String> = (1..=6).map(|n| format!("客户{n} | 2023-01-10")).collect();
        records.complaints = complaints(&who.iter().map(String::as_str).collect::<Vec<_>>());
        let mut more = orders(&[" | 2024-03-01 | 200"]);
        more[0].at.row = 10_000;
        records.orders.extend(more);
        let reason = AbsentReason::PoorMatch {
            table: TableKind::Orders,
        };
        assert_eq!(absent(&records, "complaints.churn_ratio"), reason);
    }

    #[test]
    fn detractors_are_compared_with_promoters_by_their_last_answer() {
        // Detractors 1–5, two lost; promoters 6–10, one lost; 11 is passive.
        let mut records = traded(&[1, 2, 6, 11]);
        let score = |n: usize| if n <= 5 { 3 } else { 10 };
        let mut lines: Vec<String> = (1..=10)
            .map(|n| format!("客户{n} | 2023-06-01T10:00 | {}", score(n)))
            .collect();
        lines.push("客户11 | 2023-06-01T10:00 | 8".into());
        lines.push("客户6 | 2023-01-01T10:00 | 1".into());
        records.surveys = rows(
            "customer_name | answered_at | recommend",
            &lines.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        check(
            &records,
            &[
                ("satisfaction.detractor_churn_ratio", 2.0),
                ("satisfaction.detractor_churn_difference", 0.2),
            ],
        );
    }

    #[test]
    fn who_came_by_referral_is_compared_with_who_did_not() {
        let mut records = traded(&[1, 6, 7, 8]);
        let lines: Vec<String> = (1..=5).map(|n| format!("客户20 | 客户{n}")).collect();
        records.referrals = rows(
            "referrer | referred",
            &lines.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        // Kept: four of five against twelve of fifteen.
        check(&records, &[("referral.retention_difference", 0.0)]);
        assert_eq!(
            measure(&records, "referral.retention_difference")
                .unwrap()
                .n,
            Some(20)
        );
    }

    #[test]
    fn purchases_after_a_complaint_are_held_against_others_of_the_same_frequency() {
        // Everybody buys twice a year, in February and August. Customers 1–6 complain in January
        // 2024; 1 to 3 never buy again. Of the fourteen others one is gone.
        let lines: Vec<String> = trade(&[1, 2, 3, 20]);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let who: Vec<String> = (1..=6).map(|n| format!("客户{n} | 2024-01-15")).collect();
        let records = Records {
            orders: orders(&lines),
            complaints: complaints(&who.iter().map(String::as_str).collect::<Vec<_>>()),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("complaints.bought_again", 0.5),
                ("complaints.bought_again_gap", 0.5 - 13.0 / 14.0),
            ],
        );
        let gap = measure(&records, "complaints.bought_again_gap").unwrap();
        assert!(gap.interval.unwrap().upper < 0.0 && gap.n == Some(6));
    }

    #[test]
    fn too_few_complaints_say_nothing_of_what_customers_bear() {
        let mut records = traded(&[]);
        records.complaints = complaints(&["客户1 | 2024-01-15"]);
        let reason = AbsentReason::TooFew {
            needed: 5,
            found: 1,
        };
        assert_eq!(absent(&records, "complaints.bought_again"), reason);
    }
}
