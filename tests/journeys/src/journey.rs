//! A journey from start to end: everything is started, told apart, pictured and ended here.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use crate::{Backend, Bench, Driver, Outcome, Page, places};

/// No journey takes longer.
const LONGEST: Duration = Duration::from_secs(900);

/// A journey in headless Chromium against the loopback backend.
pub async fn in_browser<F>(name: &str, walk: impl FnOnce(Page, Arc<Bench>) -> F) -> Outcome
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let pictures = places::pictures()?;
    let bench = Arc::new(Bench::new()?);
    let backend = Backend::start(&bench, &pictures.join(format!("{name}-backend.log")))?;
    let driver = Driver::browser(&bench, &pictures.join(format!("{name}-driver.log"))).await?;
    let page = Page::new(driver.session(), pictures, name);
    let opened = page.session.goto(backend.address()).await;
    let outcome = match opened {
        Ok(()) => finish(&page, walk(page.clone(), bench)).await,
        Err(error) => Err(error.into()),
    };
    let complaints = console(&page).await;
    driver.quit().await?;
    outcome?;
    if complaints.is_empty() {
        Ok(())
    } else {
        Err(complaints.join("\n").into())
    }
}

/// A journey in the desktop window.
pub async fn in_window<F>(name: &str, walk: impl FnOnce(Page, Arc<Bench>) -> F) -> Outcome
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let pictures = places::pictures()?;
    let bench = Arc::new(Bench::new()?);
    let driver = Driver::window(&bench, &pictures.join(format!("{name}-driver.log"))).await?;
    let page = Page::new(driver.session(), pictures, name);
    let outcome = finish(&page, walk(page.clone(), bench)).await;
    driver.quit().await?;
    outcome
}

/// Walks as a task of its own, so that a failed assertion still lets everything end in order.
async fn finish(page: &Page, walk: impl Future<Output = Outcome> + Send + 'static) -> Outcome {
    let mut walk = tokio::spawn(walk);
    let outcome = match tokio::time::timeout(LONGEST, &mut walk).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panicked)) => Err(panicked.into()),
        Err(_) => {
            walk.abort();
            Err(format!("the journey took longer than {LONGEST:?}").into())
        }
    };
    if outcome.is_err() {
        let _ = page.picture("failed").await;
    }
    outcome
}

/// What the browser complained of in its console: errors of scripts, files not found, breaches of
/// the content security policy.
async fn console(page: &Page) -> Vec<String> {
    let lines = page.session.browser_log().await.unwrap_or_default();
    lines
        .iter()
        .filter(|line| {
            format!("{:?}", line.level)
                .to_uppercase()
                .contains("SEVERE")
        })
        .map(|line| format!("console: {}", line.message))
        .collect()
}
