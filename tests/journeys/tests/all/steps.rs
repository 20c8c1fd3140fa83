//! Steps that several journeys take, and what must hold at the end of each.

use std::path::Path;

use clientele_journeys::{Bench, Outcome, Page, SOON, WORK};
use thirtyfour::prelude::*;

/// Creates a project with one target and ends on its data screen.
pub async fn new_project(page: &Page, bench: &Bench, target: &str) -> Outcome {
    bench.answer_dialog(&[bench.path("deal.clientele")])?;
    page.click("home-new").await?;
    page.type_into("new-target", target).await?;
    page.click("new-ok").await?;
    page.see("pick-files").await?;
    assert!(
        bench.path("deal.clientele").is_file(),
        "the project file is there"
    );
    Ok(())
}

/// Picks files and waits until each of them is shown.
pub async fn pick_files(page: &Page, bench: &Bench, files: &[impl AsRef<Path>]) -> Outcome {
    let before = page.all("inspected-file").await?.len();
    bench.answer_dialog(files)?;
    page.click("pick-files").await?;
    page.until("the picked files", WORK, async || {
        let shown = page.all("inspected-file").await?.len();
        Ok((shown == before + files.len()).then_some(()))
    })
    .await
}

/// Imports what is shown and returns how many files are then among the sources.
pub async fn import(page: &Page, sources: usize) -> Outcome {
    page.click("import-run").await?;
    page.until("the imported files", WORK, async || {
        if let Some(complaint) = page.complaint().await? {
            return Ok(Some(Err(complaint)));
        }
        Ok((page.all("source").await?.len() == sources).then_some(Ok(())))
    })
    .await?
    .map_err(Into::into)
}

/// Every tally on the page: rows read, and the sum of what became of them.
pub async fn tallies(page: &Page) -> Outcome<Vec<(u64, u64)>> {
    let mut tallies = Vec::new();
    for tally in page.all("tally").await? {
        let (mut read, mut become_of) = (0, 0);
        for part in tally.find_all(By::Css("[data-part]")).await? {
            let count = part
                .attr("data-count")
                .await?
                .unwrap_or_default()
                .parse::<u64>()?;
            if part.attr("data-part").await?.as_deref() == Some("read") {
                read = count;
            } else {
                become_of += count;
            }
        }
        tallies.push((read, become_of));
    }
    Ok(tallies)
}

/// Assesses from the assessment screen; the total is shown or withheld, with twenty dimensions.
pub async fn assess(page: &Page) -> Outcome {
    page.click("nav-assessment").await?;
    // The sample may be assessed already when its screen opens.
    page.until("a way to assess", SOON, async || {
        let ready = page.all("assess-run").await?.len() + page.all("total-score").await?.len();
        Ok((ready > 0).then_some(()))
    })
    .await?;
    if page.all("total-score").await?.is_empty() {
        page.click("assess-run").await?;
    }
    page.see_within("total-score", WORK).await?;
    page.until("twenty dimensions", SOON, async || {
        Ok((page.all("dimension-row").await?.len() == 20).then_some(()))
    })
    .await
}

/// Share of the framework's weight that had evidence, in percent.
pub async fn coverage(page: &Page) -> Outcome<f64> {
    let share = page.see("coverage").await?.attr("data-coverage").await?;
    Ok(share.ok_or("the coverage has no figure")?.parse::<f64>()? * 100.0)
}

/// Lays the report out and waits for a page that is really drawn.
pub async fn lay_out(page: &Page) -> Outcome {
    page.click("nav-report").await?;
    page.click("layout-run").await?;
    page.see_within("report-page", WORK).await?;
    page.until("a page that is drawn", SOON, async || {
        let rect = page
            .see_css("[data-testid=\"report-page\"] .page")
            .await?
            .rect()
            .await?;
        let a4 = rect.width > 200.0 && (1.2..1.6).contains(&(rect.height / rect.width));
        let drawn = page.script(DRAWN).await?.as_bool() == Some(true);
        Ok((a4 && drawn).then_some(()))
    })
    .await
}

/// Whether the first page is drawn.
const DRAWN: &str = r#"
    const page = document.querySelector('[data-testid="report-page"] svg');
    return page !== null && page.querySelectorAll('path, text, use').length > 3;
"#;

/// Saves the PDF through the dialog and looks at the file.
pub async fn save_pdf(page: &Page, bench: &Bench) -> Outcome {
    let file = bench.path("report.pdf");
    bench.answer_dialog(&[&file])?;
    page.click("save-pdf").await?;
    page.see_within("save-done", WORK).await?;
    let pdf = std::fs::read(&file)?;
    assert!(pdf.starts_with(b"%PDF-"), "begins as a PDF does");
    assert!(pdf.len() > 50_000, "{} bytes are no report", pdf.len());
    assert!(
        pdf.trim_ascii_end().ends_with(b"%%EOF"),
        "ends as a PDF does"
    );
    Ok(())
}
