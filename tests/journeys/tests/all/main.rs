//! Journeys of an adviser: in headless Chromium against the loopback backend, and in the desktop
//! window itself. One at a time (`--test-threads=1`), programs built before: `cargo xtask test`.

mod damaged_files;
mod importing;
mod real_data;
mod shapes;
mod steps;
mod the_sample;
mod the_whole_way;
mod the_window;
