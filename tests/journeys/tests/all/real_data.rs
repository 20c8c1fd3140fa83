//! Real workbooks through the desktop window: import → assess → report. They lie beside the
//! repository; where they are absent the journeys say so and pass.
#![cfg(target_os = "linux")]

use std::path::PathBuf;
use std::sync::Arc;

use clientele_journeys::{Bench, Outcome, Page, in_window, places};

use crate::steps;

/// The files below the data folder, or `None` with a word to the reader where one is missing.
fn data(files: &[&str]) -> Option<Vec<PathBuf>> {
    use std::io::Write;
    let folder = places::root().join("../shared/data");
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
    if let Some(absent) = paths.iter().find(|path| !path.is_file()) {
        let _ = writeln!(
            std::io::stderr(),
            "skipped: {} is not here",
            absent.display()
        );
        return None;
    }
    Some(paths)
}

async fn through_the_window(name: &str, target: &'static str, files: &[&str]) -> Outcome {
    let Some(files) = data(files) else {
        return Ok(());
    };
    in_window(name, |page, bench| walk(page, bench, target, files)).await
}

async fn walk(page: Page, bench: Arc<Bench>, target: &str, files: Vec<PathBuf>) -> Outcome {
    page.see("home-new").await?;
    steps::new_project(&page, &bench, target).await?;
    steps::pick_files(&page, &bench, &files).await?;
    page.picture("1-recognised").await?;
    steps::import(&page, files.len()).await?;
    for (read, became) in steps::tallies(&page).await? {
        assert_eq!(read, became, "every row is accounted for");
    }
    page.picture("2-imported").await?;
    steps::assess(&page).await?;
    page.picture("3-assessment").await?;
    assert!(
        steps::coverage(&page).await? < 60.0,
        "orders alone do not carry a total"
    );
    steps::lay_out(&page).await?;
    page.picture("4-report").await?;
    steps::save_pdf(&page, &bench).await
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_million_invoice_lines() -> Outcome {
    let file = "open/online-retail/Online Retail.xlsx";
    through_the_window("online-retail", "UCI Online Retail", &[file]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chinese_order_list() -> Outcome {
    through_the_window("rfm", "四千笔订单", &["local-only/RFM_订单_4000.xlsx"]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_valve_maker_of_three_workbooks() -> Outcome {
    let files = [
        "local-only/阀门B2B_合成/客户数据.xlsx",
        "local-only/阀门B2B_合成/订单数据.xlsx",
        // No evidence table: it is kept as a source that was seen.
        "local-only/阀门B2B_合成/质检数据.xlsx",
    ];
    through_the_window("valves", "阀门厂", &files).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chinese_exercise_workbook() -> Outcome {
    let file = "open/chinese/free-excel/9.1.xlsx";
    through_the_window("free-excel", "商品销售", &[file]).await
}
