//! What browser and window journeys need: programs started and ended for certain, a page that is
//! waited for and never slept for, pictures for people to look at.
//!
//! The journeys stand in `tests/`. They find the window's parts by their `data-testid`, so that
//! words, layout and looks may change. The programs they drive are built before
//! (`cargo xtask test`).

mod backend;
mod bench;
mod driver;
mod journey;
mod page;
pub mod places;
mod process;
mod scan;

pub use backend::Backend;
pub use bench::Bench;
pub use driver::Driver;
pub use journey::{in_browser, in_window};
pub use page::Page;
pub use scan::has_han;

use std::time::Duration;

/// What went wrong on the way.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;
/// Done, or what went wrong.
pub type Outcome<T = ()> = Result<T, Trouble>;

/// How long the window may take to answer a click.
pub const SOON: Duration = Duration::from_secs(60);
/// How long reading, assessing or laying out the sample may take in a debug build.
pub const WORK: Duration = Duration::from_secs(240);
