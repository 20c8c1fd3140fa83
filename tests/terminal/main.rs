//! Journeys of the terminal in temporary folders.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod errors;
mod importing;
mod journey;
mod real_data;
mod shell;
mod statistics;
#[path = "../acceptance/support.rs"]
mod support;
