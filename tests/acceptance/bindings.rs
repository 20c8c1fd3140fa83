//! The window's types are the backend's.

use crate::support::root;

#[test]
fn generated_typescript_has_not_drifted() {
    let committed = std::fs::read_to_string(root().join("ui/src/api/generated.ts")).unwrap();
    assert!(
        committed.replace("\r\n", "\n") == app::bindings::typescript(),
        "ui/src/api/generated.ts has drifted: run `cargo xtask bindings`"
    );
}
