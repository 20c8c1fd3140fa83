//! Where the program keeps what it remembers.

use std::ffi::OsString;
use std::path::PathBuf;

/// The program's name among others' folders; the same as in the window's configuration.
const IDENTIFIER: &str = "com.clientele.desktop";

/// The folder of settings and templates that the window uses on this machine; absent where the
/// user has no home.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    base(&|name| std::env::var_os(name).filter(|value| !value.is_empty()))
        .map(|base| base.join(IDENTIFIER))
}

fn base(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| variable(name).map(PathBuf::from);
    if cfg!(windows) {
        path("APPDATA")
    } else if cfg!(target_os = "macos") {
        Some(path("HOME")?.join("Library/Application Support"))
    } else {
        path("XDG_DATA_HOME")
            .filter(|folder| folder.is_absolute())
            .or_else(|| Some(path("HOME")?.join(".local/share")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_and_the_terminal_name_the_same_folder() {
        let config = include_str!("../../../tauri.conf.json");
        assert!(config.contains(&format!("\"identifier\": \"{IDENTIFIER}\"")));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_named_by_the_environment_goes_before_the_home() {
        let with = |pairs: &'static [(&str, &str)]| {
            base(&|name| {
                let found = pairs.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        let home = with(&[("HOME", "/h")]);
        assert_eq!(home, Some(PathBuf::from("/h/.local/share")));
        let named = with(&[("HOME", "/h"), ("XDG_DATA_HOME", "/d")]);
        assert_eq!(named, Some(PathBuf::from("/d")));
        assert_eq!(with(&[]), None);
    }
}
