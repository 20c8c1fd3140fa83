//! Online reviews by platform and year.

use std::collections::BTreeMap;

use records::Review;
use statistics::mean;

use super::model::{PlatformReviews, ReviewYear};
use crate::definitions::Definitions;
use crate::ledger::{Ledger, window};
use crate::measures::reviews::{PRIOR_WEIGHT, recent, replied, scale, shrunk};
use crate::measures::selection::Selection;

/// Platforms shown at most.
const MOST: usize = 12;
/// Years looked back at most.
const YEARS: u32 = 5;

/// Reviews of the last 24 months by platform, most reviews first.
pub(super) fn platforms(ledger: &Ledger, d: &Definitions) -> Vec<PlatformReviews> {
    let Ok(rows) = recent(ledger, d) else {
        return Vec::new();
    };
    let scale = scale(ledger);
    let mut parts: BTreeMap<&str, Vec<&Review>> = BTreeMap::new();
    for row in rows.rows() {
        let platform = row.record.platform.as_deref().map_or("", str::trim);
        parts.entry(platform).or_default().push(&row.record);
    }
    let all = rows.values(|review| Some(scale.stars(review.stars)));
    let Some(prior) = mean(&all) else {
        return Vec::new();
    };
    let share = |hits: usize, of: usize| hits as f64 / of as f64;
    let mut found: Vec<PlatformReviews> = parts
        .into_iter()
        .filter_map(|(platform, reviews)| {
            let stars: Vec<f64> = reviews
                .iter()
                .map(|review| scale.stars(review.stars))
                .collect();
            let bad = reviews
                .iter()
                .filter(|review| scale.stars(review.stars) <= 2.0);
            let bad: Vec<&&Review> = bad.collect();
            let answered = bad.iter().filter(|review| replied(review)).count();
            Some(PlatformReviews {
                platform: platform.to_owned(),
                n: stars.len() as u64,
                mean: mean(&stars)?,
                shrunk: shrunk(&stars, prior, PRIOR_WEIGHT),
                good: share(
                    stars.iter().filter(|stars| **stars >= 4.0).count(),
                    stars.len(),
                ),
                bad: share(bad.len(), stars.len()),
                bad_answered: (!bad.is_empty()).then(|| share(answered, bad.len())),
            })
        })
        .collect();
    found.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.platform.cmp(&b.platform)));
    found.truncate(MOST);
    found
}

/// Reviews by twelve months back from the as-of date, oldest first; years without reviews are left
/// out.
pub(super) fn years(ledger: &Ledger, d: &Definitions) -> Vec<ReviewYear> {
    let Ok(rows) = Selection::of(&ledger.tables.reviews) else {
        return Vec::new();
    };
    let scale = scale(ledger);
    let dated: Vec<_> = rows
        .rows()
        .iter()
        .filter_map(|row| Some((row.record.date?, scale.stars(row.record.stars))))
        .collect();
    (0..YEARS)
        .rev()
        .filter_map(|back| {
            let (from, to) = window(d.as_of, 12 * back, 12);
            let inside = dated.iter().filter(|(day, _)| from <= *day && *day <= to);
            let stars: Vec<f64> = inside.map(|(_, stars)| *stars).collect();
            let bad = stars.iter().filter(|stars| **stars <= 2.0).count();
            Some(ReviewYear {
                from,
                to,
                n: stars.len() as u64,
                mean: mean(&stars)?,
                bad: bad as f64 / stars.len() as f64,
            })
        })
        .collect()
}
