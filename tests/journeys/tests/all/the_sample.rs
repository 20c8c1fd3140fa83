//! The embedded sample, in English.

use std::sync::Arc;

use clientele_journeys::{Bench, Outcome, Page, SOON, WORK, has_han, in_browser};
use serde_json::Value;

use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_opens_from_home_and_is_assessed_in_english() -> Outcome {
    in_browser("sample", walk).await
}

async fn walk(page: Page, _bench: Arc<Bench>) -> Outcome {
    page.see("home-sample").await?;
    page.click_css("[data-testid=\"lang-switch\"] .ant-segmented-item:last-child")
        .await?;
    page.until("English", SOON, async || {
        let lang = page.script("return document.documentElement.lang").await?;
        Ok((lang == "en").then_some(()))
    })
    .await?;
    let intro = page.see_css(".home-start").await?.text().await?;
    assert!(!has_han(&intro), "the first screen in English: {intro}");
    page.picture("1-home").await?;

    page.click("home-sample").await?;
    page.see_within("nav-assessment", WORK).await?;
    steps::assess(&page).await?;
    page.picture("2-assessment").await?;
    for part in ["nav-data", "total-score", "coverage", "dimension-row"] {
        let text = page.text(part).await?;
        assert!(!has_han(&text), "{part} in English: {text}");
    }
    assert!(
        !page.all("finding").await?.is_empty(),
        "the sample's red flags are found"
    );
    for finding in page.all("finding").await? {
        let text = finding.text().await?;
        assert!(!text.contains('{'), "every placeholder is filled: {text}");
    }
    let keys = page.script(BARE_KEYS).await?;
    assert_eq!(
        keys,
        Value::Array(Vec::new()),
        "texts missing from the catalogue"
    );

    steps::lay_out(&page).await?;
    page.picture("3-report").await
}

/// Catalogue keys shown instead of their text.
const BARE_KEYS: &str = r"
    const words = document.body.innerText.split(/\s+/);
    const areas = 'ui|measure|finding|table|field|problem|mapping|stage|absent|ask|method|unit|definition|grade|severity|choice|error';
    return words.filter((word) => new RegExp(`^(${areas})\\.[a-z_]+(\\.[a-z_]+)*$`).test(word));
";
