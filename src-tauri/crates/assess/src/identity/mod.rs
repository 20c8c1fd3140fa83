//! Who among the customers is one, belongs together, or is none: suggestions with their reasons.
//!
//! A [`Roster`] is counted once from the records: companies, their trade, and the pairs of them
//! that look like something. It is asked again after every decision, which costs little. The
//! adviser decides; nothing is merged here.

mod edges;
pub(crate) mod keys;
mod likeness;
mod model;
mod name;
mod none;
mod places;
mod roster;
mod script;
mod suggest;
#[cfg(test)]
mod tests;
mod words;

pub use model::{
    ListedCustomer, MatchedTable, Member, Reason, ReasonCode, Suggestion, SuggestionKind,
};
pub use roster::Roster;
