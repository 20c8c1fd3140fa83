//! The desktop window itself, driven by WebKitWebDriver; dialogs answer from the pick list.
#![cfg(target_os = "linux")]

use std::sync::Arc;

use clientele_journeys::{Bench, Outcome, Page, WORK, in_window};

use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn the_window_goes_from_the_sample_to_a_pdf() -> Outcome {
    in_window("window", walk).await
}

async fn walk(page: Page, bench: Arc<Bench>) -> Outcome {
    page.see("home-sample").await?;
    page.picture("1-home").await?;
    page.click("home-sample").await?;
    page.see_within("nav-assessment", WORK).await?;
    steps::assess(&page).await?;
    page.picture("2-assessment").await?;
    steps::lay_out(&page).await?;
    page.picture("3-report").await?;
    steps::save_pdf(&page, &bench).await
}
