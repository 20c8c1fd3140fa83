//! chromedriver and WebKitWebDriver: one session each.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use crate::process::{Process, free_port};
use crate::{Bench, Outcome, places};

/// No single request to a driver may take longer.
const REQUEST: Duration = Duration::from_secs(60);

/// A driver with its session. Quit it before it is dropped: the browser is in no group of ours.
pub struct Driver {
    session: WebDriver,
    _process: Process,
}

impl Driver {
    /// Chromium without a window.
    pub async fn browser(bench: &Bench, log: &Path) -> Outcome<Self> {
        let profile = format!("--user-data-dir={}", bench.folder("profile")?.display());
        let mut args = vec![
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--window-size=1440,960",
        ];
        args.push(&profile);
        let mut wanted = Capabilities::new();
        wanted.set("browserName", "chrome")?;
        wanted.set("goog:chromeOptions", json!({ "args": args }))?;
        wanted.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
        let port = free_port()?;
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}"));
        Self::open(command, port, wanted, log).await
    }

    /// The desktop window itself. WebKitWebDriver starts it; the shell allows automation because
    /// the environment says so, as tauri-driver would arrange it.
    pub async fn window(bench: &Bench, log: &Path) -> Outcome<Self> {
        let binary = places::program("clientele-desktop")?;
        let mut wanted = Capabilities::new();
        wanted.set(
            "webkitgtk:browserOptions",
            json!({ "binary": binary, "args": [] }),
        )?;
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("CLIENTELE_E2E_PICK", bench.pick_list())
            .env("XDG_DATA_HOME", bench.folder("data")?)
            .env("XDG_CONFIG_HOME", bench.folder("config")?)
            .env("XDG_CACHE_HOME", bench.folder("cache")?)
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory");
        Self::open(command, port, wanted, log).await
    }

    async fn open(
        mut command: Command,
        port: u16,
        wanted: Capabilities,
        log: &Path,
    ) -> Outcome<Self> {
        let mut process = Process::start(command.stdout(Stdio::null()), log)?;
        process.until_listening(port)?;
        let server = format!("http://127.0.0.1:{port}");
        let session = WebDriver::builder(server, wanted)
            .request_timeout(REQUEST)
            .await?;
        Ok(Self {
            session,
            _process: process,
        })
    }

    /// The session.
    pub fn session(&self) -> WebDriver {
        self.session.clone()
    }

    /// Ends the session, then the driver.
    pub async fn quit(self) -> Outcome {
        Ok(self.session.quit().await?)
    }
}
