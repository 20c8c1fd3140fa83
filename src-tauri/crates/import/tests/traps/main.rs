//! The shapes that real files have, each as a small file.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod close_calls;
#[path = "../common/mod.rs"]
mod common;
mod conventions;
mod discounts;
mod eighteen;
mod pairs;
mod several_tables;
mod shapes;
mod wide;
