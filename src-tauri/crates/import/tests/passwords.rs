//! Workbooks behind a password: the right one opens them, and without it each file says what to do.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests are tests

mod common;

use std::path::Path;

use clientele_import::{ImportError, ImportErrorCode, ReadOptions, Workbook, read};
use common::{child, files, go, in_child, in_process, shared};

fn with(path: &Path, password: &str, options: ReadOptions) -> Result<Workbook, ImportError> {
    let options = ReadOptions {
        password: Some(password.to_owned()),
        ..options
    };
    read(path, &options, &mut go)
}

fn code(outcome: Result<Workbook, ImportError>) -> Option<ImportErrorCode> {
    outcome.err().map(|error| error.code)
}

#[test]
fn the_right_password_opens_agile_and_standard_encryption() {
    for (folder, password) in [
        ("hard/exceldatareader", "password"),
        ("hard/excelize", "password"),
        ("hard/msoffcrypto/inputs", "Password1234_"),
    ] {
        let Some(folder) = shared(folder) else { return };
        let mut opened = 0;
        for path in files(&folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let likely = ["pass", "_pwd_", "encrypt"]
                .iter()
                .any(|word| name.contains(word));
            if !likely || code(in_child(&path)) != Some(ImportErrorCode::Encrypted) {
                continue;
            }
            if name.ends_with(".docx") {
                continue;
            }
            let book =
                with(&path, password, child()).unwrap_or_else(|e| panic!("{name}: {:?}", e.args));
            assert!(
                book.sheets.iter().any(|sheet| !sheet.rows.is_empty()),
                "{name}"
            );
            assert_eq!(
                code(with(&path, "Password", child())),
                Some(ImportErrorCode::WrongPassword),
                "{name}"
            );
            opened += 1;
        }
        println!("{}: {opened} opened", folder.display());
        assert!(opened > 0, "{}", folder.display());
    }
}

#[test]
fn an_opened_workbook_has_the_cells_of_the_plain_one() {
    let Some(folder) = shared("hard/msoffcrypto") else {
        return;
    };
    let sealed = folder.join("inputs/example_password.xlsx");
    let plain = in_process(&folder.join("outputs/example.xlsx")).unwrap();
    for options in [ReadOptions::in_process(), child()] {
        let opened = with(&sealed, "Password1234_", options).unwrap();
        assert_eq!(opened.sheets, plain.sheets);
    }
}

#[test]
fn what_cannot_be_opened_here_is_not_called_damaged_and_asks_for_no_password() {
    let Some(hard) = shared("hard") else { return };
    for name in [
        // Excel 97–2003: RC4 and XOR.
        "msoffcrypto/inputs/rc4cryptoapi_password.xls",
        "msoffcrypto/inputs/xor_password_123456789012345.xls",
        "exceldatareader/Test_git_issue_242_std_rc4_pwd_password.xls",
        "exceldatareader/Test_git_issue_242_xor_pwd_password.xls",
        "calamine/pass_protected.ods",
        // Ciphers and hashes that no office program writes by itself.
        "exceldatareader/agile_DES_MD5_CBC_pwd_password.xlsx",
        "exceldatareader/agile_RC2_SHA1_CBC_pwd_password.xlsx",
        "exceldatareader/agile_AES128_MD5_CBC_pwd_password.xlsx",
    ] {
        let path = hard.join(name);
        for outcome in [in_child(&path), with(&path, "password", child())] {
            assert_eq!(
                code(outcome),
                Some(ImportErrorCode::CannotDecrypt),
                "{name}"
            );
        }
    }
}

#[test]
fn an_empty_workbook_behind_a_password_is_empty() {
    let Some(path) = shared("hard/calamine/pass_protected.xlsx") else {
        return;
    };
    assert_eq!(code(in_child(&path)), Some(ImportErrorCode::Encrypted));
    assert_eq!(
        code(with(&path, "1234", child())),
        Some(ImportErrorCode::WrongPassword)
    );
    assert_eq!(
        code(with(&path, "123", child())),
        Some(ImportErrorCode::EmptyFile)
    );
}

#[test]
fn a_password_is_never_shown() {
    let options = ReadOptions {
        password: Some("秘密123".to_owned()),
        ..ReadOptions::in_process()
    };
    assert!(!format!("{options:?}").contains("秘密123"));
}
