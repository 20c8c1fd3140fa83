//! Online reviews of the last 24 months, on five stars.

use records::Review;
use statistics::intervals::{MeanMethod, mean_interval};
use statistics::mean;

use super::durations::hours;
use super::scale::Scale;
use super::selection::{Selection, two_years};
use super::tools::{Outcome, spec};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measure::MeasureSpec;
use crate::model::{AbsentReason, Unit};

pub(super) static MEASURES: &[MeasureSpec] = &[
    spec(
        "reviews.mean_stars",
        Unit::Stars,
        "mean(stars); 24 m",
        mean_stars,
    ),
    spec(
        "reviews.good_share",
        Unit::Share,
        "#{stars ≥ 4} / #stars; 24 m",
        good_share,
    ),
    spec(
        "reviews.bad_share",
        Unit::Share,
        "#{stars ≤ 2} / #stars; 24 m",
        bad_share,
    ),
    spec(
        "reviews.bad_reply_rate",
        Unit::Share,
        "#{stars ≤ 2, reply or replied_at} / #{stars ≤ 2}; 24 m",
        bad_reply_rate,
    ),
    spec(
        "reviews.bad_reply_hours",
        Unit::Hours,
        "median(replied_at − date), stars ≤ 2, answered ones; 24 m",
        bad_reply_hours,
    ),
];

fn all<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Review>, AbsentReason> {
    Ok(Selection::of(&ledger.tables.reviews)?.within(two_years(d), |review| review.date))
}

fn scale(ledger: &Ledger) -> Scale {
    Scale::of(ledger.tables.reviews.iter().map(|row| row.record.stars))
}

fn bad<'a>(ledger: &'a Ledger, d: &Definitions) -> Result<Selection<'a, Review>, AbsentReason> {
    let scale = scale(ledger);
    Ok(all(ledger, d)?.only(|review| scale.stars(review.stars) <= 2.0))
}

fn mean_stars(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    let rows = all(ledger, d)?;
    let stars = rows.values(|review| Some(scale.stars(review.stars)));
    let figure = rows.figure(mean(&stars).ok_or(AbsentReason::NothingToCount)?);
    Ok(
        match mean_interval(&stars, d.confidence, MeanMethod::Student) {
            Some(found) => figure.between(
                found.lower.max(0.0),
                found.upper.min(5.0),
                found.level,
                "student",
            ),
            None => figure,
        },
    )
}

fn good_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    all(ledger, d)?.share(d, |review| scale.stars(review.stars) >= 4.0)
}

fn bad_share(ledger: &Ledger, d: &Definitions) -> Outcome {
    let scale = scale(ledger);
    all(ledger, d)?.share(d, |review| scale.stars(review.stars) <= 2.0)
}

fn replied(review: &Review) -> bool {
    let text = review
        .reply
        .as_deref()
        .is_some_and(|reply| !reply.trim().is_empty());
    text || review.replied_at.is_some()
}

fn bad_reply_rate(ledger: &Ledger, d: &Definitions) -> Outcome {
    bad(ledger, d)?
        .using("reply", |review| replied(review).then_some(()))?
        .share(d, replied)
}

/// The day of a review has no hour; it counts from its beginning.
fn hours_to_reply(review: &Review) -> Option<f64> {
    hours(review.date?.at(0, 0, 0, 0), review.replied_at?)
}

fn bad_reply_hours(ledger: &Ledger, d: &Definitions) -> Outcome {
    let rows = bad(ledger, d)?;
    let asked = rows.count();
    let rows = rows.having("replied_at", hours_to_reply)?;
    let covered = rows.count() as f64 / asked.max(1) as f64;
    Ok(rows.median(hours_to_reply)?.covering(covered))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{absent, check, measure, no_table, rows};
    use crate::ledger::Records;
    use records::TableKind;

    #[test]
    fn reviews_give_stars_shares_and_replies() {
        let records = Records {
            reviews: rows(
                "date | stars | reply | replied_at",
                &[
                    "2024-03-01 | 5 | | ",
                    "2024-03-01 | 4 | | ",
                    "2024-03-01 | 2 | 抱歉 | 2024-03-02T12:00",
                    "2024-03-01 | 1 | | ",
                    "2020-03-01 | 1 | | ",
                ],
            ),
            ..Records::default()
        };
        check(
            &records,
            &[
                ("reviews.mean_stars", 3.0),
                ("reviews.good_share", 0.5),
                ("reviews.bad_share", 0.5),
                ("reviews.bad_reply_rate", 0.5),
                ("reviews.bad_reply_hours", 36.0),
            ],
        );
        assert_eq!(
            measure(&records, "reviews.bad_reply_hours")
                .unwrap()
                .coverage,
            Some(0.5)
        );
        let reason = no_table(TableKind::Reviews);
        assert_eq!(absent(&Records::default(), "reviews.mean_stars"), reason);
    }

    #[test]
    fn ten_points_are_brought_to_five_stars() {
        let records = Records {
            reviews: rows("stars", &["10", "6"]),
            ..Records::default()
        };
        check(
            &records,
            &[("reviews.mean_stars", 4.0), ("reviews.good_share", 0.5)],
        );
    }
}
