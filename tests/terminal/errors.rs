//! Exit codes and what goes to which stream when something is wrong.

use crate::shell::{Folder, said};
use crate::support::{orders_csv, program};

#[test]
fn wrong_use_is_exit_code_two() {
    let folder = Folder::new();
    for line in [
        "assess",
        "unknown",
        "new",
        "assess --as-of tomorrow a.csv",
        "--lang xx frameworks",
    ] {
        let wrong = folder.line(line);
        assert_eq!(
            (wrong.code, wrong.out.as_str()),
            (2, ""),
            "{line}: {wrong:?}"
        );
        assert!(!wrong.err.is_empty(), "{line}");
    }
    assert!(folder.names().is_empty());
}

#[test]
fn errors_speak_the_language_asked_for_on_the_message_stream() {
    let folder = Folder::new();
    folder.file("空.csv", "");
    folder.file("文本.clientele", "只是文字");
    for (line, code, zh, en) in [
        (
            "assess 空.csv --json",
            "import.empty_file",
            "空",
            "is empty",
        ),
        (
            "assess 不在.csv --json",
            "import.not_found",
            "找不到",
            "not found",
        ),
        (
            "import 文本.clientele --target 甲 空.csv",
            "store.not_a_project",
            "不是客鉴",
            "is not a",
        ),
        (
            "verify a.pdf 不在.clientele",
            "store.not_found",
            "找不到",
            "cannot be found",
        ),
        (
            "assess 空.csv --framework x",
            "app.unknown_framework",
            "框架",
            "no framework",
        ),
    ] {
        for (lang, words) in [("zh-CN", zh), ("en", en)] {
            let refused = folder.line(&format!("--lang {lang} {line}"));
            assert_eq!(
                (refused.code, refused.out.as_str()),
                (1, ""),
                "{line}: {refused:?}"
            );
            assert!(
                refused.err.contains(&format!("[{code}]")),
                "{line}: {refused:?}"
            );
            assert!(refused.err.contains(words), "{lang} {line}: {refused:?}");
            assert!(refused.err.contains("→"), "no way out: {refused:?}");
            assert!(
                !refused.err.contains(folder.home().to_str().unwrap()),
                "{refused:?}"
            );
        }
    }
    assert_eq!(folder.names(), ["文本.clientele", "空.csv"]);
}

#[test]
fn a_file_left_out_is_exit_code_one_and_the_rest_is_done() {
    let folder = Folder::new();
    folder.file("a.csv", orders_csv(12, 36));
    folder.file("坏.xlsx", b"PK\x03\x04 and no more");
    let done = folder.line("--lang en assess a.csv 坏.xlsx --json --save a.clientele");
    assert_eq!(done.code, 1);
    assert_eq!(done.json()["data"]["customers"], 12);
    assert!(
        done.err.contains("[import.damaged]") && done.err.contains("坏.xlsx"),
        "{done:?}"
    );
    assert!(folder.path("a.clientele").exists());
}

#[test]
fn what_cannot_be_written_is_said_before_the_work() {
    let folder = Folder::new();
    folder.file("a.csv", orders_csv(12, 36));
    std::fs::create_dir(folder.path("已有")).unwrap();
    for (target, code) in [
        ("已有", "file.is_folder"),
        ("不在/报告.pdf", "file.not_found"),
    ] {
        let refused = folder.line(&format!(
            "assess a.csv --report {target} --save a.clientele"
        ));
        assert_eq!((refused.code, refused.out.as_str()), (1, ""));
        assert!(refused.err.contains(&format!("[{code}]")), "{refused:?}");
    }
    folder.file("有.clientele", "dear");
    let refused = folder.line("assess a.csv --save 有.clientele");
    assert!(
        refused.err.contains("[store.already_exists]"),
        "{refused:?}"
    );
    assert_eq!(
        std::fs::read_to_string(folder.path("有.clientele")).unwrap(),
        "dear"
    );
    assert_eq!(folder.names(), ["a.csv", "已有", "有.clientele"]);
}

/// A limit on the size of files stops an import like a full disk does.
#[cfg(target_os = "linux")]
#[test]
fn an_import_that_finds_no_room_leaves_the_project_as_it_was() {
    let folder = Folder::new();
    folder.file("大.csv", orders_csv(400, 36));
    assert_eq!(folder.line("new a.clientele --target 甲").code, 0);
    let before = std::fs::read(folder.path("a.clientele")).unwrap();
    // In blocks of 512 bytes; without the trap the signal would end the program.
    let blocks = before.len() / 512 + 200;
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &script]).arg(program());
    shell.args([
        "--lang",
        "en",
        "import",
        "a.clientele",
        "--target",
        "甲",
        "大.csv",
    ]);
    let refused = said(shell.current_dir(folder.home()));
    assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{refused:?}");
    assert!(refused.err.contains("[store."), "{refused:?}");
    assert!(
        std::fs::read(folder.path("a.clientele")).unwrap() == before,
        "the project changed"
    );
    assert_eq!(folder.names(), ["a.clientele", "大.csv"]);
}
