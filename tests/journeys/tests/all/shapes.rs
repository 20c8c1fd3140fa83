//! What the import screen asks where a file leaves it open: the year of months in columns, the sign
//! of documents, the file that completes another.

use std::sync::Arc;

use clientele_journeys::{Bench, Outcome, Page, SOON, in_browser};

use crate::steps;

const MONTHS: &str =
    "客户名称,地区,1月,2月,3月,合计\n甲公司,华东,100,200,300,600\n乙公司,华南,10,,30,40\n";
const RETURNS: &str = "单据编号,单据类型,日期,客户名称,金额\n1,销售单,3/4/2025,甲公司,100\n2,销售退货单,5/4/2025,甲公司,40\n3,销售单,6/4/2025,乙公司,70\n";
const ORDERS: &str =
    "订单号,下单日期,客户名称,订单金额\nA1,2024-01-02,甲公司,100\nA2,2024-01-03,乙公司,70\n";
const LINES: &str = "订单号,商品名称,数量,金额\nA1,油封,1,60\nA1,轴承,2,40\nA2,油封,1,70\n";

async fn in_english(page: &Page) -> Outcome {
    page.click_css("[data-testid=\"lang-switch\"] .ant-segmented-item:last-child")
        .await
}

/// The periods' card says whether it still lacks the year.
async fn lacks_year(page: &Page, wanted: &str) -> Outcome {
    page.until("the year to be settled", SOON, async || {
        let note = page.see("periods-note").await?;
        let missing = note.attr("data-missing").await?;
        Ok((missing.as_deref() == Some(wanted)).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn months_without_a_year_are_imported_once_it_is_said() -> Outcome {
    in_browser("months", months).await
}

async fn months(page: Page, bench: Arc<Bench>) -> Outcome {
    steps::new_project(&page, &bench, "甲公司").await?;
    steps::pick_files(&page, &bench, &[bench.write("统计.csv", MONTHS)?]).await?;
    lacks_year(&page, "true").await?;
    let run = page.see("import-run").await?;
    assert!(
        !run.is_enabled().await?,
        "nothing is imported without a year"
    );
    page.picture("1-asked").await?;
    page.type_into("periods-year", "2023").await?;
    lacks_year(&page, "false").await?;
    page.until("the days of the months", SOON, async || {
        let text = page.text("periods-note").await?;
        Ok(text.contains("2023-03-31").then_some(()))
    })
    .await?;
    page.picture("2-said").await?;
    in_english(&page).await?;
    page.picture("3-english").await?;
    steps::import(&page, 1).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sign_of_returns_is_shown_and_chosen() -> Outcome {
    in_browser("signs", signs).await
}

async fn signs(page: Page, bench: Arc<Bench>) -> Outcome {
    steps::new_project(&page, &bench, "甲公司").await?;
    steps::pick_files(&page, &bench, &[bench.write("销售.csv", RETURNS)?]).await?;
    page.see("unit-dates").await?;
    page.picture("1-columns").await?;
    page.click_css("[data-testid=\"sheet-card\"] .ant-tabs-tab:nth-child(3)")
        .await?;
    page.see("signs").await?;
    page.picture("2-signs").await?;
    in_english(&page).await?;
    page.picture("3-english").await
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_of_orders_in_the_project_are_joined_by_choosing_both() -> Outcome {
    in_browser("counterpart", counterpart).await
}

async fn counterpart(page: Page, bench: Arc<Bench>) -> Outcome {
    steps::new_project(&page, &bench, "甲公司").await?;
    let orders = bench.write("订单.csv", ORDERS)?;
    steps::pick_files(&page, &bench, &[&orders]).await?;
    steps::import(&page, 1).await?;
    steps::pick_files(&page, &bench, &[bench.write("明细.csv", LINES)?]).await?;
    if page.all("sheet-counterpart").await?.is_empty() {
        page.click_css("[data-testid=\"sheet-card\"] header button")
            .await?;
    }
    page.see("sheet-counterpart").await?;
    page.picture("1-told").await?;
    steps::pick_files(&page, &bench, &[&orders]).await?;
    page.see("earlier-file").await?;
    page.click_css("[data-testid=\"earlier-file\"] .ant-radio-wrapper:first-child")
        .await?;
    page.until("the two to be joined", SOON, async || {
        let told = page.all("sheet-counterpart").await?.is_empty();
        Ok((told && !page.all("sheet-join").await?.is_empty()).then_some(()))
    })
    .await?;
    page.picture("2-joined").await?;
    in_english(&page).await?;
    page.picture("3-english").await?;
    steps::import(&page, 2).await?;
    // Three lines, and no order beside them.
    let accepted = page
        .script(
            "return [...document.querySelectorAll('[data-testid=tally] [data-part=accepted]')]\
             .reduce((sum, part) => sum + Number(part.dataset.count), 0)",
        )
        .await?;
    assert_eq!(accepted, 3);
    Ok(())
}
