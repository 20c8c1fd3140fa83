//! The measures by family. What is measured is here; how a framework weighs it is data.

mod brand;
pub(crate) mod care;
pub(crate) mod complaints;
pub(crate) mod concentration;
mod consequences;
pub(crate) mod contracts;
#[cfg(test)]
mod core_tests;
mod crm;
pub(crate) mod data;
pub(crate) mod durations;
pub(crate) mod engagement;
pub(crate) mod feedback;
mod growth;
mod hidden;
mod horizon;
mod industry;
mod lifecycle;
mod loyalty;
mod model;
pub(crate) mod programme;
pub(crate) mod purchase;
pub(crate) mod quotes;
pub(crate) mod receivables;
mod recovery;
pub(crate) mod referral;
pub(crate) mod retention;
pub(crate) mod reviews;
mod revisions;
mod rhythm;
mod risk;
pub(crate) mod satisfaction;
pub(crate) mod scale;
pub(crate) mod selection;
pub(crate) mod service;
mod survey_items;
mod survey_tiers;
#[cfg(test)]
pub(crate) mod testing;
mod tiers;
pub(crate) mod tools;
mod training;
pub(crate) mod value;
pub(crate) mod words;

use crate::measure::MeasureSpec;

/// Every family.
pub static FAMILIES: &[&[MeasureSpec]] = &[
    data::MEASURES,
    purchase::MEASURES,
    retention::MEASURES,
    tiers::MEASURES,
    growth::MEASURES,
    horizon::MEASURES,
    concentration::MEASURES,
    hidden::MEASURES,
    lifecycle::MEASURES,
    value::MEASURES,
    loyalty::MEASURES,
    model::MEASURES,
    brand::MEASURES,
    care::MEASURES,
    complaints::MEASURES,
    consequences::MEASURES,
    recovery::MEASURES,
    contracts::MEASURES,
    crm::MEASURES,
    engagement::MEASURES,
    feedback::MEASURES,
    industry::MEASURES,
    programme::MEASURES,
    quotes::MEASURES,
    revisions::MEASURES,
    receivables::MEASURES,
    referral::MEASURES,
    reviews::MEASURES,
    rhythm::MEASURES,
    risk::MEASURES,
    satisfaction::MEASURES,
    service::MEASURES,
    survey_items::MEASURES,
    survey_tiers::MEASURES,
    training::MEASURES,
];

/// Every measure, in the order of the families.
pub fn all() -> impl Iterator<Item = &'static MeasureSpec> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// The measure with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static MeasureSpec> {
    all().find(|spec| spec.id == id)
}
