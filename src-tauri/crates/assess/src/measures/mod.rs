//! The measures by family. What is measured is here; how a framework weighs it is data.

use crate::measure::MeasureSpec;

/// Every family.
pub static FAMILIES: &[&[MeasureSpec]] = &[];

/// Every measure, in the order of the families.
pub fn all() -> impl Iterator<Item = &'static MeasureSpec> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// The measure with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static MeasureSpec> {
    all().find(|spec| spec.id == id)
}
