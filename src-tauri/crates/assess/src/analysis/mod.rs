//! Analyses that measures, exhibits and findings share.

pub mod contracts;
pub mod retention;
pub mod rfm;
pub mod rhythm;
pub mod risk;
pub mod stages;
pub mod survival;
