//! The built window as files.

use std::path::{Component, Path, PathBuf};

/// The folder the window was built into, and the policy it is shown under.
pub struct Site {
    folder: PathBuf,
    policy: String,
}

/// A file of the window.
pub struct Asset {
    /// Content.
    pub bytes: Vec<u8>,
    /// Its type.
    pub content_type: &'static str,
}

impl Site {
    /// The window built into this folder, under the same policy as in the desktop shell.
    pub fn at(folder: PathBuf) -> Result<Self, String> {
        if !folder.join("index.html").is_file() {
            return Err(format!(
                "{} has no index.html; build ui first",
                folder.display()
            ));
        }
        let shell: serde_json::Value =
            serde_json::from_str(include_str!("../../../../src-tauri/tauri.conf.json"))
                .map_err(|error| format!("tauri.conf.json: {error}"))?;
        let policy = shell["app"]["security"]["csp"].as_str();
        let policy = policy
            .ok_or("tauri.conf.json has no content security policy")?
            .to_owned();
        Ok(Self { folder, policy })
    }

    /// Content security policy of the desktop shell.
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// The file at this path of the address, if there is one.
    pub fn asset(&self, path: &str) -> Option<Asset> {
        let path = match path.trim_start_matches('/') {
            "" => "index.html",
            path => path,
        };
        let inside = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let bytes = inside
            .then(|| std::fs::read(self.folder.join(path)).ok())
            .flatten()?;
        Some(Asset {
            bytes,
            content_type: content_type(path),
        })
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
