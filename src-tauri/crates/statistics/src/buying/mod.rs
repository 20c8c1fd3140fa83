//! Buy till you die: how often customers without a contract buy, whether they are still there,
//! and what they will spend.
//!
//! | module | buying | leaving |
//! |---|---|---|
//! | [`bg_nbd`] | at a rate of each customer's own | after a purchase, by a coin of its own |
//! | [`mbg_nbd`] | the same | also right after the first purchase |
//! | [`pareto_nbd`] | the same | at any time, at a rate of its own |
//! | [`bg_bb`] | at opportunities such as yearly tenders | before an opportunity |
//! | [`sbg`] | contracts | at a renewal |
//! | [`gamma_gamma`] | how much an order is worth | – |
//! | [`value`] | discounted value of what is still to come | – |
//!
//! Time is in any unit, the same everywhere; purchases of one customer in one unit (day, week)
//! count once; the first purchase begins the history and is not a repeat purchase. Rows are
//! merged to unique ones with weights and sorted first, so that a fit is quick and does not depend
//! on their order.

pub mod bg_bb;
mod bg_likelihood;
pub mod bg_nbd;
mod coin;
pub mod gamma_gamma;
mod histories;
pub mod mbg_nbd;
mod pareto_integral;
pub mod pareto_nbd;
pub mod sbg;
pub mod value;

pub use histories::{Histories, History};
