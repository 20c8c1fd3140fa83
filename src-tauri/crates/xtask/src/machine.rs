//! What the machine must have besides Rust, and how to get it.

use crate::shell::{Outcome, command, finish, output, say};

/// Debian packages the window needs to be built.
const WINDOW: &[&str] = &["libwebkit2gtk-4.1-dev"];
/// Debian packages its tests need besides.
const TESTS: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "chromium",
    "chromium-driver",
    "poppler-utils",
];

/// What is going to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Build and open the window.
    Window,
    /// Run every test.
    Tests,
}

/// Installs what is missing on Debian; elsewhere names it.
pub fn prepare(purpose: Purpose) -> Outcome {
    node()?;
    if cfg!(target_os = "linux") {
        debian(purpose)
    } else {
        say(if cfg!(windows) {
            "Needs: Microsoft C++ Build Tools, WebView2 (part of Windows 11), Node 20 or newer."
        } else {
            "Needs: Xcode Command Line Tools (xcode-select --install), Node 20 or newer."
        });
        Ok(())
    }
}

/// Node 20 or newer is there.
pub fn node() -> Outcome {
    let version = output("node", &["--version"]).unwrap_or_default();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|m| m.parse::<u32>().ok());
    match major {
        Some(major) if major >= 20 => Ok(()),
        Some(_) => Err(format!("Node 20 or newer is needed; this is {version}")),
        None => Err("Node 20 or newer is needed (https://nodejs.org)".into()),
    }
}

/// Whether a window can be shown.
pub fn has_display() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn debian(purpose: Purpose) -> Outcome {
    let wanted = match purpose {
        Purpose::Window => WINDOW.to_vec(),
        Purpose::Tests => [WINDOW, TESTS].concat(),
    };
    let missing: Vec<&str> = wanted
        .into_iter()
        .filter(|package| !installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if output("apt-get", &["--version"]).is_none() {
        return Err(format!(
            "please install (Debian names): {}",
            missing.join(" ")
        ));
    }
    say(&format!("Installing: {}", missing.join(" ")));
    apt(&["update", "-qq"])?;
    apt(&[
        &["install", "-y", "--no-install-recommends"],
        missing.as_slice(),
    ]
    .concat())
}

fn installed(package: &str) -> bool {
    output("dpkg-query", &["-W", "-f=${Status}", package])
        .is_some_and(|status| status.ends_with("install ok installed"))
}

/// `apt-get` as root, through sudo where needed.
fn apt(args: &[&str]) -> Outcome {
    let root = output("id", &["-u"]).as_deref() == Some("0");
    let mut all: Vec<&str> = if root { vec![] } else { vec!["apt-get"] };
    all.extend(args);
    let program = if root { "apt-get" } else { "sudo" };
    let mut command = command(program, &all);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    finish(command, program, &all)
}
