//! The measures by family. What is measured is here; how a framework weighs it is data.

mod brand;
mod care;
mod complaints;
pub(crate) mod concentration;
pub(crate) mod contracts;
#[cfg(test)]
mod core_tests;
mod crm;
pub(crate) mod data;
mod durations;
mod engagement;
mod feedback;
mod growth;
mod hidden;
mod horizon;
mod industry;
mod lifecycle;
mod model;
mod programme;
pub(crate) mod purchase;
mod quotes;
pub(crate) mod receivables;
mod referral;
pub(crate) mod retention;
mod reviews;
mod risk;
mod satisfaction;
mod scale;
pub(crate) mod selection;
mod service;
#[cfg(test)]
pub(crate) mod testing;
mod tiers;
mod tools;
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
    model::MEASURES,
    brand::MEASURES,
    care::MEASURES,
    complaints::MEASURES,
    contracts::MEASURES,
    crm::MEASURES,
    engagement::MEASURES,
    feedback::MEASURES,
    industry::MEASURES,
    programme::MEASURES,
    quotes::MEASURES,
    receivables::MEASURES,
    referral::MEASURES,
    reviews::MEASURES,
    risk::MEASURES,
    satisfaction::MEASURES,
    service::MEASURES,
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
