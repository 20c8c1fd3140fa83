//! Opinions by survey wave.

use std::collections::BTreeMap;

use records::{Date, Survey};
use statistics::intervals::{MeanMethod, mean_interval};
use statistics::mean;

use super::model::WaveOpinion;
use super::tiers::nps_with_interval;
use crate::definitions::Definitions;
use crate::ledger::{Ledger, month_index};
use crate::measures::satisfaction::{answered_on, responded, scale_of};
use crate::measures::selection::Selection;
use crate::model::ConfidenceInterval;

/// Waves shown at most, the latest.
const MOST: usize = 8;

/// Every wave up to the as-of date, by name where sheets name one, else by years back from the
/// as-of date; oldest first.
pub(super) fn opinions(ledger: &Ledger, d: &Definitions) -> Vec<WaveOpinion> {
    let Ok(rows) = Selection::of(&ledger.tables.surveys) else {
        return Vec::new();
    };
    let rows = rows
        .only(|survey| responded(survey) != Some(false))
        .only(|survey| answered_on(survey).is_some_and(|day| day <= d.as_of));
    let named = rows
        .rows()
        .iter()
        .any(|row| wave_name(&row.record).is_some());
    let mut waves: BTreeMap<String, Vec<&Survey>> = BTreeMap::new();
    for row in rows.rows() {
        let survey = &row.record;
        let key = match (named, answered_on(survey)) {
            (true, _) => wave_name(survey).map(str::to_owned),
            // Years back, so that the key sorts and no year is cut by the calendar.
            (false, Some(day)) => Some(format!("{:04}", month_index(day, d.as_of) / 12)),
            (false, None) => None,
        };
        if let Some(key) = key {
            waves.entry(key).or_default().push(survey);
        }
    }
    let mut found: Vec<WaveOpinion> = waves
        .into_iter()
        .filter_map(|(key, sheets)| {
            let name = if named { key } else { String::new() };
            opinion(ledger, d, name, &sheets)
        })
        .collect();
    found.sort_by_key(|wave| (wave.from, wave.to));
    let surplus = found.len().saturating_sub(MOST);
    found.split_off(surplus)
}

fn wave_name(survey: &Survey) -> Option<&str> {
    let name = survey.wave.as_deref().map(str::trim);
    name.filter(|name| !name.is_empty())
}

fn opinion(
    ledger: &Ledger,
    d: &Definitions,
    wave: String,
    sheets: &[&Survey],
) -> Option<WaveOpinion> {
    let days: Vec<Date> = sheets
        .iter()
        .filter_map(|sheet| answered_on(sheet))
        .collect();
    let scale = scale_of(ledger, |survey| survey.overall);
    let points: Vec<f64> = sheets
        .iter()
        .filter_map(|sheet| Some(scale.hundred(sheet.overall?)))
        .collect();
    let ten = scale_of(ledger, |survey| survey.recommend).most() == 10.0;
    let recommend: Vec<f64> = sheets
        .iter()
        .filter_map(|sheet| sheet.recommend.filter(|_| ten))
        .collect();
    let nps = nps_with_interval(&recommend, None, d.confidence);
    let interval = mean_interval(&points, d.confidence, MeanMethod::Student);
    Some(WaveOpinion {
        wave,
        from: days.iter().copied().min()?,
        to: days.iter().copied().max()?,
        n: sheets.len() as u64,
        mean: mean(&points),
        mean_interval: interval.map(|found| ConfidenceInterval {
            lower: found.lower.max(0.0),
            upper: found.upper.min(100.0),
            level: found.level,
            method: "student".to_owned(),
        }),
        nps: nps.as_ref().map(|(score, _)| *score),
        nps_interval: nps.map(|(_, interval)| interval),
    })
}
