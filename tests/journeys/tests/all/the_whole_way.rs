//! Spreadsheets in, a correction, an assessment, the rows behind a figure, an answer, a PDF out.

use std::sync::Arc;

use clientele_journeys::{Bench, Outcome, Page, SOON, WORK, in_browser};
use thirtyfour::prelude::*;

use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn an_adviser_goes_from_spreadsheets_to_a_pdf() -> Outcome {
    in_browser("whole-way", walk).await
}

async fn walk(page: Page, bench: Arc<Bench>) -> Outcome {
    page.see("home-new").await?;
    page.picture("1-home").await?;
    steps::new_project(&page, &bench, "示例密封件").await?;

    let files = bench.sample_files()?;
    steps::pick_files(&page, &bench, &files).await?;
    page.picture("2-recognised").await?;
    correct_a_mapping(&page).await?;

    import_with_progress(&page, files.len()).await?;
    page.picture("4-imported").await?;

    steps::assess(&page).await?;
    page.picture("5-assessment").await?;
    rows_behind_a_figure(&page).await?;

    let before = steps::coverage(&page).await?;
    answer_questions(&page, 2).await?;
    page.click("nav-assessment").await?;
    page.click("assess-run").await?;
    page.until("a higher coverage", WORK, async || {
        Ok((steps::coverage(&page).await? > before).then_some(()))
    })
    .await?;

    steps::lay_out(&page).await?;
    page.picture("8-report").await?;
    steps::save_pdf(&page, &bench).await
}

/// Leaves a column out, sees the preview change, and takes it back.
async fn correct_a_mapping(page: &Page) -> Outcome {
    let tables = page
        .shown("[data-testid=\"sheet-card\"]:not(.left-out)")
        .await?;
    assert!(
        tables.len() >= 5,
        "only {} sheets were recognised",
        tables.len()
    );
    page.click_css("[data-node-key=\"preview\"]").await?;
    let before = preview_fields(page).await?;
    assert!(before.len() > 2, "the preview shows fields: {before:?}");
    page.picture("3-preview").await?;

    page.click_css("[data-node-key=\"columns\"]").await?;
    let clear = page
        .see_css("[data-testid=\"field-select\"]:has(.ant-select-clear)")
        .await?;
    clear.scroll_into_view().await?;
    page.session
        .action_chain()
        .move_to_element_center(&clear)
        .perform()
        .await?;
    let cross = clear.find(By::Css(".ant-select-clear")).await?;
    cross.click().await?;
    page.click_css("[data-node-key=\"preview\"]").await?;
    page.until("a changed preview", SOON, async || {
        let fields = preview_fields(page).await?;
        Ok((fields.len() + 1 == before.len()).then_some(()))
    })
    .await?;

    page.click("undo").await?;
    page.until("the preview as it was", SOON, async || {
        Ok((preview_fields(page).await? == before).then_some(()))
    })
    .await
}

/// Headings of the open sheet's preview.
async fn preview_fields(page: &Page) -> Outcome<Vec<String>> {
    let table = page.see("preview-table").await?;
    let mut fields = Vec::new();
    for heading in table.find_all(By::Css("thead th")).await? {
        // A heading scrolled out of sight has no text of its own for a reader, but it is there.
        fields.push(heading.prop("textContent").await?.unwrap_or_default());
    }
    fields.retain(|field| !field.trim().is_empty());
    Ok(fields)
}

async fn import_with_progress(page: &Page, files: usize) -> Outcome {
    page.script(WATCH_PROGRESS).await?;
    steps::import(page, files).await?;
    let told = page.script("return window.toldProgress").await?;
    let told = told.as_array().map(Vec::len).unwrap_or_default();
    assert!(told > 0, "the import told how far it was");
    let tallies = steps::tallies(page).await?;
    assert!(
        tallies.len() >= files,
        "{} tallies for {files} files",
        tallies.len()
    );
    for (read, become_of) in tallies {
        assert!(
            read > 0 && read == become_of,
            "{read} rows read, {become_of} accounted for"
        );
    }
    Ok(())
}

/// Remembers what the progress bar said; it may be gone between two looks.
const WATCH_PROGRESS: &str = r#"
    window.toldProgress = [];
    new MutationObserver(() => {
        const bar = document.querySelector('.job-bar-text');
        if (bar && window.toldProgress.at(-1) !== bar.textContent) {
            window.toldProgress.push(bar.textContent);
        }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
"#;

async fn rows_behind_a_figure(page: &Page) -> Outcome {
    for row in page.all("dimension-row").await? {
        if !page.all("figure-rows").await?.is_empty() {
            break;
        }
        row.click().await?;
    }
    page.click("figure-rows").await?;
    let table = page.see("rows-table").await?;
    page.until("rows", SOON, async || {
        let rows = table.find_all(By::Css("tbody tr.ant-table-row")).await?;
        Ok((!rows.is_empty()).then_some(()))
    })
    .await?;
    page.picture("6-rows").await?;
    // The rows lie over the assessment; Escape puts them away.
    page.session
        .action_chain()
        .send_keys(Key::Escape)
        .perform()
        .await?;
    page.until("the rows put away", SOON, async || {
        Ok(page.all("rows-table").await?.is_empty().then_some(()))
    })
    .await
}

/// Answers the first open questions with yes.
async fn answer_questions(page: &Page, wanted: usize) -> Outcome {
    page.click("nav-questionnaire").await?;
    page.see("question").await?;
    for _ in 0..wanted {
        let open = "[data-testid=\"question\"][data-answered=\"false\"]";
        let before = page.shown(open).await?.len();
        if before == 0 {
            break;
        }
        page.click_css(&format!("{open} .ant-segmented-item:first-child"))
            .await?;
        page.until("an answer that is kept", SOON, async || {
            Ok((page.shown(open).await?.len() < before).then_some(()))
        })
        .await?;
    }
    page.picture("7-answers").await
}
