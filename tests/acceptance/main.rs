//! Acceptance: the whole way across the crates, held to what the product promises.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod bad_input;
mod bindings;
mod catalogue;
mod customers;
mod determinism;
mod framework;
mod intake;
mod pairs;
mod project;
mod reconciliation;
mod sample;
mod sample_decided;
mod shapes;
mod support;
mod tax;
