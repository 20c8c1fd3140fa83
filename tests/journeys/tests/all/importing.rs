//! The import screen: what is remembered, asked, stopped and taken back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use clientele_journeys::{Bench, Outcome, Page, SOON, WORK, in_browser, places};

use crate::steps;

/// A header the recognition does not know; the adviser maps it once.
const ODD: &str = "单据日期,客户名称,往来净额,备用栏\n2025-01-05,甲公司,1500,x\n2025-02-06,乙公司,2000,y\n2025-03-07,丙公司,3000,z\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_mapping_confirmed_once_is_applied_the_next_time() -> Outcome {
    in_browser("templates", templates).await
}

async fn templates(page: Page, bench: Arc<Bench>) -> Outcome {
    steps::new_project(&page, &bench, "甲公司").await?;
    let orders = ODD.replace("往来净额", "订单金额");
    steps::pick_files(&page, &bench, &[bench.write("一月.csv", &orders)?]).await?;
    assert!(page.all("template-note").await?.is_empty(), "nothing yet");
    steps::import(&page, 1).await?;

    let second = orders.replace("2025-01-05", "2025-04-05");
    steps::pick_files(&page, &bench, &[bench.write("二月.csv", &second)?]).await?;
    let note = page.see("template-note").await?;
    assert_eq!(note.attr("data-applied").await?.as_deref(), Some("true"));
    page.picture("1-applied").await?;
    page.click("template-toggle").await?;
    page.until("the mapping refused", SOON, async || {
        let note = page.see("template-note").await?;
        Ok((note.attr("data-applied").await?.as_deref() == Some("false")).then_some(()))
    })
    .await?;
    page.click("template-toggle").await?;
    steps::import(&page, 2).await?;

    page.click("templates-open").await?;
    page.see("template").await?;
    page.picture("2-remembered").await?;
    page.click("template-forget").await?;
    page.until("an empty list", SOON, async || {
        Ok(page.all("template").await?.is_empty().then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_with_a_password_asks_for_it_and_opens() -> Outcome {
    in_browser("password", password).await
}

async fn password(page: Page, bench: Arc<Bench>) -> Outcome {
    let name = "hard/exceldatareader/agile_AES128_SHA512_CBC_pwd_password.xlsx";
    let file = places::root().join("../shared/data").join(name);
    if !file.is_file() {
        return Ok(());
    }
    steps::new_project(&page, &bench, "甲公司").await?;
    steps::pick_files(&page, &bench, &[&file]).await?;
    page.see("file-password").await?;
    page.picture("1-asked").await?;
    page.type_into("file-password", "not it").await?;
    page.click("file-unlock").await?;
    page.until("the refusal", WORK, async || {
        let error = page.see("error").await?;
        let wrong = error.attr("data-code").await?.as_deref() == Some("import.wrong_password");
        Ok(wrong.then_some(()))
    })
    .await?;
    page.picture("2-refused").await?;
    page.type_into("file-password", "password").await?;
    page.click("file-unlock").await?;
    page.until("its sheets", WORK, async || {
        let opened =
            page.all("error").await?.is_empty() && !page.all("sheet-card").await?.is_empty();
        Ok(opened.then_some(()))
    })
    .await?;
    page.picture("3-opened").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_reading_and_a_cancelled_import_leave_no_trace() -> Outcome {
    in_browser("cancel", cancel).await
}

async fn cancel(page: Page, bench: Arc<Bench>) -> Outcome {
    steps::new_project(&page, &bench, "甲公司").await?;
    let large = bench.write("大表.csv", large())?;
    let small = bench.write("小表.csv", ODD.replace("往来净额", "订单金额"))?;
    bench.answer_dialog(&[&large, &small])?;
    page.click("pick-files").await?;
    page.see("reading-queue").await?;
    // No picture in between: while it is taken the file would be read to its end.
    stop(&page, "inspect-cancel").await?;
    assert!(
        page.all("inspected-file").await?.is_empty(),
        "nothing was read"
    );

    let before = std::fs::read(bench.path("deal.clientele"))?;
    steps::pick_files(&page, &bench, &[&large]).await?;
    page.click("import-run").await?;
    stop(&page, "import-cancel").await?;
    page.picture("2-stopped").await?;
    assert!(page.all("source").await?.is_empty(), "no source");
    assert!(
        before == std::fs::read(bench.path("deal.clientele"))?,
        "the project changed"
    );
    Ok(())
}

/// Cancels and waits until the bar is gone.
async fn stop(page: &Page, id: &str) -> Outcome {
    page.click(id).await?;
    let asked = Instant::now();
    page.until("the end of the job", WORK, async || {
        Ok(page.all(id).await?.is_empty().then_some(()))
    })
    .await?;
    let waited = asked.elapsed();
    assert!(
        waited < Duration::from_secs(3),
        "cancelled after {waited:?}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_undone_a_changed_file_replaces_the_old_one() -> Outcome {
    in_browser("undo", undo).await
}

async fn undo(page: Page, bench: Arc<Bench>) -> Outcome {
    steps::new_project(&page, &bench, "甲公司").await?;
    let orders = ODD.replace("往来净额", "订单金额");
    steps::pick_files(&page, &bench, &[bench.write("订单.csv", &orders)?]).await?;
    steps::import(&page, 1).await?;
    page.see("provenance-card").await?;
    page.picture("1-imported").await?;
    page.click("import-undo").await?;
    page.until("no source", SOON, async || {
        Ok(page.all("source").await?.is_empty().then_some(()))
    })
    .await?;

    steps::pick_files(&page, &bench, &[bench.path("订单.csv")]).await?;
    steps::import(&page, 1).await?;
    let changed = format!("{orders}2025-04-08,丁公司,400,w\n");
    steps::pick_files(&page, &bench, &[bench.write("订单.csv", changed)?]).await?;
    page.see("earlier-file").await?;
    assert!(
        !page.see("import-run").await?.is_enabled().await?,
        "replace or add has to be chosen"
    );
    page.picture("2-asked").await?;
    page.click_css("[data-testid=\"earlier-file\"] .ant-radio-wrapper")
        .await?;
    steps::import(&page, 1).await?;
    page.until("four rows", SOON, async || {
        Ok((steps::tallies(&page).await? == [(4, 4)]).then_some(()))
    })
    .await?;
    state_provenance(&page).await?;
    remove_the_source(&page).await
}

async fn state_provenance(page: &Page) -> Outcome {
    page.click("provenance-edit").await?;
    page.type_into("provenance-given_by", "财务部").await?;
    page.type_into("provenance-purpose", "尽职调查").await?;
    page.click("provenance-save").await?;
    page.until("the statement", SOON, async || {
        let text = page.text("provenance-card").await?;
        Ok((text.contains("财务部") && text.contains("尽职调查")).then_some(()))
    })
    .await?;
    page.picture("3-provenance").await
}

async fn remove_the_source(page: &Page) -> Outcome {
    page.click("source-remove").await?;
    page.click_css(".ant-popconfirm-buttons .ant-btn-dangerous")
        .await?;
    page.until("no source", SOON, async || {
        Ok(page.all("source").await?.is_empty().then_some(()))
    })
    .await
}

/// Orders enough to keep the program busy for a while.
fn large() -> String {
    let mut text = String::from("客户名称,订单日期,订单金额\n");
    for row in 0..400_000 {
        let (customer, month) = (row % 997, row % 12 + 1);
        text.push_str(&format!("客户{customer},2025-{month:02}-15,{row}\n"));
    }
    text
}
