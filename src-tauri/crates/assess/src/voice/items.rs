//! What a survey asked about, by importance and performance (GB/T 19038 annex D, the matrix of
//! importance). Importance is derived: how closely an item goes with overall satisfaction.

use records::Survey;
use statistics::association::{spearman, spearman_p};
use statistics::mean;

use super::model::{ItemMatrix, ItemPoint};
use crate::definitions::Definitions;
use crate::ledger::Ledger;
use crate::measures::satisfaction::{answers, scale_of};
use crate::measures::selection::Selection;
use crate::model::AbsentReason;

/// Fewest pairs for a correlation worth showing.
const PAIRS: u64 = 10;

/// An item that surveys ask about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// Stable id; words under `voice.item.<id>`.
    pub(crate) id: &'static str,
    /// Field of the survey table.
    pub(crate) field: &'static str,
    /// Its answer on a sheet.
    pub(crate) answer: fn(&Survey) -> Option<f64>,
}

impl Item {
    /// Every item.
    pub(crate) const ALL: [Self; 4] = [
        Self {
            id: "product",
            field: "product_score",
            answer: |survey| survey.product_score,
        },
        Self {
            id: "service",
            field: "service_score",
            answer: |survey| survey.service_score,
        },
        Self {
            id: "price",
            field: "price_score",
            answer: |survey| survey.price_score,
        },
        Self {
            id: "delivery",
            field: "delivery_score",
            answer: |survey| survey.delivery_score,
        },
    ];
}

/// An item's mean and its distance from overall satisfaction, on the sheets that answer both.
pub(crate) struct ItemMean {
    /// Which.
    pub(crate) item: Item,
    /// Answers to the item, 0–100.
    own: Vec<f64>,
    /// Answers on overall satisfaction of the same sheets, 0–100.
    overall: Vec<f64>,
    /// Mean of the item.
    pub(crate) mean: f64,
    /// Mean of the item less mean of overall satisfaction.
    pub(crate) gap: f64,
}

/// The means of the items that some sheet answers together with overall satisfaction.
///
/// # Errors
/// Where there is no survey, no overall satisfaction, or no item.
pub(crate) fn means<'a>(
    ledger: &'a Ledger,
    d: &Definitions,
) -> Result<(Selection<'a, Survey>, Vec<ItemMean>), AbsentReason> {
    let rows = answers(ledger, d)?.having("overall", |survey| survey.overall)?;
    let whole = scale_of(ledger, |survey| survey.overall);
    let found: Vec<ItemMean> = Item::ALL
        .into_iter()
        .filter_map(|item| {
            let scale = scale_of(ledger, item.answer);
            let (own, overall): (Vec<f64>, Vec<f64>) = rows
                .rows()
                .iter()
                .filter_map(|row| (item.answer)(&row.record).zip(row.record.overall))
                .map(|(own, overall)| (scale.hundred(own), whole.hundred(overall)))
                .unzip();
            let (mean_own, mean_overall) = (mean(&own)?, mean(&overall)?);
            Some(ItemMean {
                item,
                own,
                overall,
                mean: mean_own,
                gap: mean_own - mean_overall,
            })
        })
        .collect();
    match found.is_empty() {
        true => Err(crate::measures::tools::no_field(
            records::TableKind::Surveys,
            Item::ALL[0].field,
        )),
        false => Ok((rows, found)),
    }
}

/// Items by importance and performance; the divides are the means of the items shown.
///
/// # Errors
/// As for [`means`]; and with fewer than two items that have enough pairs and vary.
pub(crate) fn matrix(ledger: &Ledger, d: &Definitions) -> Result<ItemMatrix, AbsentReason> {
    let (rows, means) = means(ledger, d)?;
    let most = means.iter().map(|item| item.own.len() as u64).max();
    let mut items: Vec<ItemPoint> = means
        .iter()
        .filter(|item| item.own.len() as u64 >= PAIRS)
        .filter_map(|found| {
            let importance = spearman(&found.own, &found.overall)?;
            Some(ItemPoint {
                item: found.item.id.to_owned(),
                n: found.own.len() as u64,
                importance,
                p: spearman_p(importance, found.own.len())?,
                performance: found.mean,
                gap: found.gap,
                quadrant: String::new(),
            })
        })
        .collect();
    if items.len() < 2 {
        return Err(AbsentReason::TooFew {
            needed: PAIRS,
            found: most.unwrap_or(0).min(PAIRS - 1),
        });
    }
    let middle =
        |value: fn(&ItemPoint) -> f64| items.iter().map(value).sum::<f64>() / items.len() as f64;
    let (importance, performance) = (middle(|x| x.importance), middle(|x| x.performance));
    for item in &mut items {
        let (important, good) = (
            item.importance >= importance,
            item.performance >= performance,
        );
        item.quadrant = match (important, good) {
            (true, false) => "improve",
            (true, true) => "keep",
            (false, false) => "watch",
            (false, true) => "spare",
        }
        .to_owned();
    }
    items.sort_by(|a, b| b.importance.total_cmp(&a.importance));
    let scale = scale_of(ledger, |survey| survey.overall);
    let overall: Vec<f64> = rows.values(|survey| survey.overall.map(|x| scale.hundred(x)));
    Ok(ItemMatrix {
        items,
        importance,
        performance,
        overall: mean(&overall).unwrap_or(0.0),
    })
}
