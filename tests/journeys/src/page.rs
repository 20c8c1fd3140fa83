//! The page in front of a journey: parts are found by `data-testid` and waited for.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::prelude::*;

use crate::{Outcome, SOON};

const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The page, and the folder its pictures go to.
#[derive(Clone)]
pub struct Page {
    /// The session, for what has no shorter way.
    pub session: WebDriver,
    pictures: PathBuf,
    journey: Arc<str>,
}

/// Selector of a part by its `data-testid`.
fn selector(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}

/// Whether another part would have taken the click.
fn intercepted(error: &WebDriverError) -> bool {
    matches!(
        error.as_inner(),
        WebDriverErrorInner::ElementClickIntercepted(_)
    )
}

impl Page {
    /// The page of a session; pictures are named after the journey.
    pub fn new(session: WebDriver, pictures: PathBuf, journey: &str) -> Self {
        Self {
            session,
            pictures,
            journey: journey.into(),
        }
    }

    /// Looks until something is there, or says what was missed.
    pub async fn until<T, F>(&self, what: &str, limit: Duration, look: impl Fn() -> F) -> Outcome<T>
    where
        F: Future<Output = Outcome<Option<T>>>,
    {
        let begun = Instant::now();
        loop {
            // A part that is drawn anew between two looks is an error of that look only.
            let seen = look().await;
            match seen {
                Ok(Some(found)) => return Ok(found),
                Ok(None) if begun.elapsed() < limit => {}
                Err(_) if begun.elapsed() < limit => {}
                Ok(None) => return Err(format!("{what}: not within {limit:?}").into()),
                Err(error) => return Err(format!("{what}: {error}").into()),
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Shown parts that match a CSS selector, in the order of the page.
    pub async fn shown(&self, css: &str) -> Outcome<Vec<WebElement>> {
        let mut shown = Vec::new();
        for part in self.session.find_all(By::Css(css)).await? {
            if part.is_displayed().await? {
                shown.push(part);
            }
        }
        Ok(shown)
    }

    /// Shown parts with this id, at once.
    pub async fn all(&self, id: &str) -> Outcome<Vec<WebElement>> {
        self.shown(&selector(id)).await
    }

    /// The first shown part with this id.
    pub async fn see(&self, id: &str) -> Outcome<WebElement> {
        self.see_within(id, SOON).await
    }

    /// The same, with more patience. An error on the page ends the wait.
    pub async fn see_within(&self, id: &str, limit: Duration) -> Outcome<WebElement> {
        let wanted = async || {
            let error = if id == "error" {
                None
            } else {
                self.complaint().await?
            };
            let found = self.all(id).await?.into_iter().next();
            Ok(found.map(Ok).or(error.map(Err)))
        };
        let found: Result<WebElement, String> = self.until(id, limit, wanted).await?;
        found.map_err(|error| format!("instead of {id}: {error}").into())
    }

    /// The first shown part that matches a CSS selector.
    pub async fn see_css(&self, css: &str) -> Outcome<WebElement> {
        self.until(css, SOON, async || {
            Ok(self.shown(css).await?.into_iter().next())
        })
        .await
    }

    /// Clicks the part with this id as soon as it takes a click.
    pub async fn click(&self, id: &str) -> Outcome {
        self.click_css(&selector(id)).await
    }

    /// Clicks the first shown part that matches a CSS selector as soon as it takes a click.
    pub async fn click_css(&self, css: &str) -> Outcome {
        self.until(&format!("clicking {css}"), SOON, async || {
            for part in self.shown(css).await? {
                if part.is_enabled().await? {
                    // In the middle of the window nothing that sticks to its edges lies above it.
                    part.scroll_into_view().await?;
                    return match part.click().await {
                        Ok(()) => Ok(Some(())),
                        // Something still moves across it.
                        Err(error) if intercepted(&error) => Ok(None),
                        Err(error) => Err(error.into()),
                    };
                }
            }
            Ok(None)
        })
        .await
    }

    /// Types into the field with this id.
    pub async fn type_into(&self, id: &str, text: &str) -> Outcome {
        Ok(self.see(id).await?.send_keys(text).await?)
    }

    /// Text of the first shown part with this id.
    pub async fn text(&self, id: &str) -> Outcome<String> {
        Ok(self.see(id).await?.text().await?)
    }

    /// What an error on the page says, with its code.
    pub async fn complaint(&self) -> Outcome<Option<String>> {
        let Some(error) = self.all("error").await?.into_iter().next() else {
            return Ok(None);
        };
        let code = error.attr("data-code").await?.unwrap_or_default();
        Ok(Some(format!("{code}: {}", error.text().await?)))
    }

    /// Runs a function body in the page.
    pub async fn script(&self, body: &str) -> Outcome<Value> {
        Ok(self
            .session
            .execute(body, Vec::<Value>::new())
            .await?
            .json()
            .clone())
    }

    /// A picture for people to look at, once faces are loaded and movements are over.
    pub async fn picture(&self, name: &str) -> Outcome {
        let faces = async || {
            let ready = self
                .script("return document.fonts.status === 'loaded'")
                .await?;
            Ok((ready == Value::Bool(true)).then_some(()))
        };
        self.until("fonts", SOON, faces).await?;
        tokio::time::sleep(Duration::from_millis(400)).await;
        let file = self.pictures.join(format!("{}-{name}.png", self.journey));
        Ok(self.session.screenshot(&file).await?)
    }
}
