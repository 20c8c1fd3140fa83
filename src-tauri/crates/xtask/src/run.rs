//! `run`: the app on the embedded sample.

use crate::machine::{Purpose, has_display, prepare};
use crate::shell::{self, Outcome, command, finish, root, say};
use crate::ui;

/// Opens the window, or without a display makes the sample report from the terminal.
pub fn run() -> Outcome {
    if has_display() { window() } else { terminal() }
}

fn window() -> Outcome {
    prepare(Purpose::Window)?;
    ui::build()?;
    let args = [
        "run",
        "-p",
        "clientele-desktop",
        "--features",
        "custom-protocol",
        "--",
        "--sample",
    ];
    finish(command("cargo", &args), "cargo", &args)
}

fn terminal() -> Outcome {
    say(
        "没有显示器，改在终端生成示例报告。\nNo display here: making the sample report from the terminal instead.",
    );
    let folder = root().join("target/sample-report");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for lang in ["zh-CN", "en"] {
        let report = folder.join(format!("clientele-sample-{lang}.pdf"));
        let report = report.to_string_lossy();
        shell::run(
            "cargo",
            &[
                "run",
                "-q",
                "-p",
                "clientele-cli",
                "--",
                "assess",
                "--sample",
                "--lang",
                lang,
                "--report",
                &report,
            ],
        )?;
        say(&format!("→ {report}"));
    }
    Ok(())
}
