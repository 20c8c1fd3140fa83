//! What the server is started with.

use std::ffi::OsString;
use std::path::PathBuf;

/// The arguments.
pub struct Arguments {
    /// Folder of the built window.
    pub ui: PathBuf,
    /// Folder the app keeps its settings in.
    pub data: PathBuf,
    /// What every request must show.
    pub token: String,
    /// File with the answer of the next dialog.
    pub pick_list: Option<PathBuf>,
    /// Port; 0 for a free one.
    pub port: u16,
}

impl Arguments {
    /// From the words of the command line.
    pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut words = words;
        let (mut ui, mut data, mut token, mut pick_list, mut port) = (None, None, None, None, 0);
        while let Some(name) = words.next() {
            let name = name.to_string_lossy().into_owned();
            let value = words
                .next()
                .ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--ui" => ui = Some(PathBuf::from(value)),
                "--data" => data = Some(PathBuf::from(value)),
                "--token" => token = value.into_string().ok(),
                "--pick-list" => pick_list = Some(PathBuf::from(value)),
                "--port" => {
                    let number = value.to_string_lossy().parse();
                    port = number.map_err(|_| "--port needs a number".to_owned())?;
                }
                _ => return Err(format!("{name} is not known")),
            }
        }
        let token = token.filter(|token| is_plain(token));
        Ok(Self {
            ui: ui.ok_or("--ui is missing")?,
            data: data.ok_or("--data is missing")?,
            token: token.ok_or("--token is missing, or has other characters than a-z A-Z 0-9")?,
            pick_list,
            port,
        })
    }
}

/// A token stands in an address and in a cookie as it is.
fn is_plain(token: &str) -> bool {
    !token.is_empty() && token.chars().all(|c| c.is_ascii_alphanumeric())
}
