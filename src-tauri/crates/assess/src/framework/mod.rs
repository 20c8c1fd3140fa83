//! A framework: a way to assess, as data. Dimensions → items → measures and questions, with
//! weights and scoring curves.

#[cfg(test)]
mod tests;
mod validate;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::model::Words;

/// Frameworks that come with the product, by id.
const EMBEDDED: &[(&str, &str)] = &[(
    "loyalty-20",
    include_str!("../../../../../assets/frameworks/loyalty-20.toml"),
)];

/// A framework as its file has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Stable id.
    pub id: String,
    /// Coverage below which the total is withheld, 0–1.
    pub minimum_coverage: f64,
    /// Title.
    pub name: Words,
    /// Where it comes from.
    pub source: Words,
    /// Its dimensions.
    #[serde(rename = "dimension")]
    pub dimensions: Vec<Dimension>,
}

/// A dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Stable id within the framework.
    pub id: String,
    /// Weight within the framework.
    pub weight: f64,
    /// Title.
    pub name: Words,
    /// Its items.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// A documented item of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable id within the dimension.
    pub id: String,
    /// Title.
    pub name: Words,
    /// Weight within the dimension.
    pub weight: f64,
    /// Figures it looks at.
    #[serde(rename = "measure", default)]
    pub measures: Vec<ItemMeasure>,
    /// Questions to management.
    #[serde(rename = "question", default)]
    pub questions: Vec<Question>,
}

/// A figure that an item looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemMeasure {
    /// Measure id.
    pub id: String,
    /// Weight within the item; idle without a curve.
    #[serde(default = "one")]
    pub weight: f64,
    /// Piecewise linear (value, score); without it the figure is shown, not scored.
    pub curve: Option<Vec<(f64, f64)>>,
    /// Where the curve's thresholds come from.
    pub threshold_source: Option<String>,
}

fn one() -> f64 {
    1.0
}

/// A question to management.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id within the framework.
    pub id: String,
    /// Weight within the item.
    pub weight: f64,
    /// The question.
    pub text: Words,
    /// What should be shown for it.
    pub evidence: Words,
}

/// What is wrong with a framework file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameworkFault {
    /// No embedded framework has this id.
    Unknown,
    /// Not TOML, or not of this shape.
    Malformed,
    /// A measure does not exist.
    UnknownMeasure,
    /// A weight is not positive.
    BadWeight,
    /// A curve has fewer than two points, is not ascending in value, or leaves 0–100.
    BadCurve,
    /// The minimum coverage is not within 0–1.
    BadCoverage,
    /// An id stands twice.
    DuplicateId,
    /// A text lacks one of the languages.
    MissingWords,
    /// A dimension without items, or an item with neither scored measure nor question.
    Empty,
}

impl FrameworkFault {
    /// Stable code.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Unknown => "framework_unknown",
            Self::Malformed => "framework_malformed",
            Self::UnknownMeasure => "framework_unknown_measure",
            Self::BadWeight => "framework_bad_weight",
            Self::BadCurve => "framework_bad_curve",
            Self::BadCoverage => "framework_bad_coverage",
            Self::DuplicateId => "framework_duplicate_id",
            Self::MissingWords => "framework_missing_words",
            Self::Empty => "framework_empty",
        }
    }
}

/// A framework file that cannot be used, and where it is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkError {
    /// What is wrong.
    pub code: FrameworkFault,
    /// Where: `dimension/item/line`, or the parser's message.
    pub place: String,
}

impl std::fmt::Display for FrameworkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code.id(), self.place)
    }
}

impl std::error::Error for FrameworkError {}

impl Framework {
    /// A framework from its file's text, checked against the measures that exist.
    ///
    /// # Errors
    /// The first fault found, with its place.
    pub fn parse(text: &str) -> Result<Self, FrameworkError> {
        let framework: Self = toml::from_str(text).map_err(|error| FrameworkError {
            code: FrameworkFault::Malformed,
            place: error.to_string(),
        })?;
        validate::check(&framework)?;
        Ok(framework)
    }

    /// A framework that comes with the product.
    ///
    /// # Errors
    /// When there is none of this id.
    pub fn embedded(id: &str) -> Result<Self, FrameworkError> {
        let found = EMBEDDED.iter().find(|(name, _)| *name == id);
        let (_, text) = found.ok_or_else(|| FrameworkError {
            code: FrameworkFault::Unknown,
            place: id.to_owned(),
        })?;
        Self::parse(text)
    }

    /// Ids of the frameworks that come with the product.
    pub fn embedded_ids() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(id, _)| *id)
    }

    /// Every item with its dimension, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Dimension, &Item)> {
        self.dimensions
            .iter()
            .flat_map(|dimension| dimension.items.iter().map(move |item| (dimension, item)))
    }

    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.items().flat_map(|(_, item)| &item.questions)
    }

    /// Ids of the measures it looks at, each once, in order.
    #[must_use]
    pub fn measure_ids(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.items()
            .flat_map(|(_, item)| &item.measures)
            .map(|line| line.id.as_str())
            .filter(|id| seen.insert(*id))
            .collect()
    }
}
