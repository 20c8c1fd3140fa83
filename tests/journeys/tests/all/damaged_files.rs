//! Damaged files are refused with a code and a sentence, and cost nothing that was there.

use std::sync::Arc;

use clientele_journeys::{Bench, Outcome, Page, WORK, in_browser};

use crate::steps;

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_workbook_is_refused_and_the_project_unharmed() -> Outcome {
    in_browser("damaged-workbook", damaged_workbook).await
}

async fn damaged_workbook(page: Page, bench: Arc<Bench>) -> Outcome {
    steps::new_project(&page, &bench, "甲公司").await?;
    steps::pick_files(&page, &bench, &[bench.write("订单.csv", orders())?]).await?;
    steps::import(&page, 1).await?;
    let before = steps::tallies(&page).await?;

    let damaged = bench.write("损坏.xlsx", half_a_workbook(&bench)?)?;
    steps::pick_files(&page, &bench, &[&damaged]).await?;
    let error = page.see_within("error", WORK).await?;
    let code = error.attr("data-code").await?.unwrap_or_default();
    assert!(code.starts_with("import."), "a code of its own: {code}");
    let sentence = error.text().await?;
    assert!(
        sentence.contains("损坏.xlsx") || sentence.chars().count() > 10,
        "{sentence}"
    );
    assert!(
        !sentence.contains(&code),
        "a sentence, not a code: {sentence}"
    );
    page.picture("1-refused").await?;

    assert!(
        !page.see("import-run").await?.is_enabled().await?,
        "nothing to import"
    );
    page.session.refresh().await?;
    page.click("nav-data").await?;
    page.see("source").await?;
    assert_eq!(
        steps::tallies(&page).await?,
        before,
        "the project is as it was"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_only_calls_itself_a_project_is_left_alone() -> Outcome {
    in_browser("no-project", no_project).await
}

async fn no_project(page: Page, bench: Arc<Bench>) -> Outcome {
    let content = "这不是一个项目文件。\n".repeat(40);
    let file = bench.write("notes.clientele", &content)?;
    bench.answer_dialog(&[&file])?;
    page.click("home-open").await?;
    let error = page.see("error").await?;
    assert_eq!(
        error.attr("data-code").await?.as_deref(),
        Some("store.not_a_project")
    );
    page.picture("1-refused").await?;
    assert_eq!(
        std::fs::read_to_string(&file)?,
        content,
        "the file is as it was"
    );
    page.see("home-new").await?;
    Ok(())
}

/// Orders of three customers over a year.
fn orders() -> String {
    let mut text = String::from("客户名称,订单日期,订单金额\n");
    for month in 1..=12 {
        for (customer, amount) in [("甲机械", 12_000), ("乙泵业", 8_000), ("丙阀门", 3_000)]
        {
            text.push_str(&format!("{customer},2025-{month:02}-15,{amount}\n"));
        }
    }
    text
}

/// The first half of a workbook of the sample, as a broken download leaves it.
fn half_a_workbook(bench: &Bench) -> Outcome<Vec<u8>> {
    let files = bench.sample_files()?;
    let workbook = files
        .iter()
        .find(|file| file.extension().is_some_and(|e| e == "xlsx"));
    let bytes = std::fs::read(workbook.ok_or("the sample has no xlsx workbook")?)?;
    Ok(bytes[..bytes.len() / 2].to_vec())
}
