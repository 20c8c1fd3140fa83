//! Components, cut-offs and warning signals as data: `assets/loyalty.toml`. What is printed comes
//! from here, so what is printed is what was used.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::findings::{Origin, RulesError};

/// What the index of a customer is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Silence against the customer's own rhythm.
    Recency,
    /// Days of purchase a year.
    Frequency,
    /// Years as a customer.
    Tenure,
    /// Revenue against the year before.
    Growth,
    /// Categories or products bought.
    Breadth,
    /// Gross margin against the firm's.
    Margin,
    /// Overdue share of what it owes.
    Payment,
    /// Complaints per day of purchase.
    Complaints,
    /// Its latest answer in a survey.
    Voice,
    /// Contract in force.
    Contract,
    /// People of the firm who know it.
    Backup,
}

impl Part {
    /// Number of components.
    pub const COUNT: usize = 11;

    /// Every component, in the order in which they are printed.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Recency,
        Self::Frequency,
        Self::Tenure,
        Self::Growth,
        Self::Breadth,
        Self::Margin,
        Self::Payment,
        Self::Complaints,
        Self::Voice,
        Self::Contract,
        Self::Backup,
    ];
}

/// A component as the file gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ComponentRule {
    /// Which; words under `loyalty.component.<id>`.
    pub id: Part,
    /// Whose practice the curve is.
    pub origin: Origin,
    /// Weight before redistribution.
    pub weight: f64,
    /// Piecewise linear (value, score), clamped at both ends.
    pub curve: Vec<(f64, f64)>,
}

/// Cut-offs of the index.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IndexCuts {
    /// Whose practice they are.
    pub origin: Origin,
    /// Highly loyal from here on.
    pub high: f64,
    /// Of medium loyalty from here on; below it low.
    pub medium: f64,
    /// Share of the weight that needs evidence.
    pub minimum_coverage: f64,
}

/// Cut-offs of the early warning.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WarningCuts {
    /// Whose practice they are.
    pub origin: Origin,
    /// Pauses between purchase days from which on a customer has a rhythm.
    pub pauses: f64,
    /// Days of silence below which nobody is called silent.
    pub days: f64,
    /// P(alive) below which a customer is called gone.
    pub alive: f64,
    /// Fall of revenue in each of two half-years from which on a trend falls.
    pub fall: f64,
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LoyaltyRules {
    /// Cut-offs of the index.
    pub index: IndexCuts,
    /// Cut-offs of the warning.
    pub warning: WarningCuts,
    /// Components in the order of [`Part::ALL`].
    #[serde(rename = "component")]
    pub components: Vec<ComponentRule>,
}

/// The rules that come with the product.
///
/// # Errors
/// When the embedded file is broken; a product that passed its tests never has one.
pub fn embedded() -> Result<&'static LoyaltyRules, RulesError> {
    static RULES: LazyLock<Result<LoyaltyRules, RulesError>> =
        LazyLock::new(|| parse(include_str!("../../../../../assets/loyalty.toml")));
    RULES.as_ref().map_err(Clone::clone)
}

fn parse(text: &str) -> Result<LoyaltyRules, RulesError> {
    let rules: LoyaltyRules =
        toml::from_str(text).map_err(|error| RulesError(error.to_string()))?;
    let ids: Vec<Part> = rules.components.iter().map(|one| one.id).collect();
    if ids != Part::ALL {
        return Err(RulesError("components out of order or missing".into()));
    }
    match rules.components.iter().find(|one| !sound(one)) {
        Some(broken) => Err(RulesError(format!("component {:?}", broken.id))),
        None if sound_cuts(&rules) => Ok(rules),
        None => Err(RulesError("cut-offs".into())),
    }
}

/// Ascending in value, scores within 0–100 and only rising or only falling, weight positive.
fn sound(rule: &ComponentRule) -> bool {
    let pairs = || rule.curve.windows(2);
    let rises = pairs().all(|pair| pair[0].1 <= pair[1].1);
    let falls = pairs().all(|pair| pair[0].1 >= pair[1].1);
    rule.weight > 0.0
        && rule.curve.len() > 1
        && pairs().all(|pair| pair[0].0 < pair[1].0)
        && (rises || falls)
        && rule
            .curve
            .iter()
            .all(|point| (0.0..=100.0).contains(&point.1))
}

fn sound_cuts(rules: &LoyaltyRules) -> bool {
    let (index, warning) = (&rules.index, &rules.warning);
    0.0 < index.medium
        && index.medium < index.high
        && index.high < 100.0
        && (0.0..=1.0).contains(&index.minimum_coverage)
        && warning.pauses >= 1.0
        && (0.0..=1.0).contains(&warning.alive)
        && (0.0..1.0).contains(&warning.fall)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_the_product_is_sound_and_its_weights_are_percent() {
        let rules = embedded().unwrap();
        let sum: f64 = rules.components.iter().map(|one| one.weight).sum();
        assert_eq!(sum, 100.0);
    }

    #[test]
    fn a_file_that_contradicts_itself_is_refused() {
        let whole = include_str!("../../../../../assets/loyalty.toml");
        for (good, bad) in [
            ("medium = 50.0", "medium = 80.0"),
            ("[[1.0, 30], [2.0, 100]]", "[[1.0, 30], [1.0, 100]]"),
            ("[[0.0, 0], [1.0, 100]]", "[[0.0, 0], [1.0, 101]]"),
            ("id = \"backup\"", "id = \"recency\""),
        ] {
            assert!(whole.contains(good), "{good}");
            assert!(parse(&whole.replace(good, bad)).is_err(), "{bad}");
        }
    }
}
