//! The statistics by themselves, on a small table of one's own: for checking figures by hand.
//!
//! Each use reads a file with named columns (in any order, others are ignored) and gives one
//! document. A cell that is no number is an error with its line and column, never a skipped row.

mod buying;
mod lives;
mod shares;
mod table;

pub use buying::{BuyingFit, BuyingModel, fit_buying, fit_gamma_gamma, fit_sbg};
pub use lives::{LifeTable, kaplan_meier};
pub use shares::{
    BridgeTable, ConcentrationFigures, ShareFigures, bridge, concentration, net_promoter,
    proportion,
};
pub use table::Table;

/// Confidence level of all intervals here.
const LEVEL: f64 = 0.95;
