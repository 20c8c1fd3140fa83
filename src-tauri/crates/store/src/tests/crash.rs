use std::path::PathBuf;
use std::process::Command;

use records::TableKind;

use super::{desk, file, files_in, orders};
use crate::{Project, TargetId};

const PATH: &str = "CLIENTELE_STORE_CRASH_PATH";

#[test]
fn a_process_killed_during_an_import_leaves_the_old_state() {
    let mut desk = desk();
    desk.import_orders(5);
    let (path, folder, target) = (desk.path(), desk.folder, desk.target);
    drop(desk.project);
    let status = Command::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "tests::crash::imports_half_and_dies",
        ])
        .env(PATH, &path)
        .status()
        .unwrap();
    assert!(!status.success());
    // The journal shows that pages of the file itself had been written already.
    assert_eq!(files_in(folder.path()).len(), 2);

    let project = Project::open(&path).unwrap();
    assert_eq!(project.records::<records::Order>(target).unwrap().len(), 5);
    assert_eq!(project.sources(target).unwrap().len(), 1);
    drop(project);
    assert_eq!(files_in(folder.path()).len(), 1);
}

/// The other half of the test above, in a process of its own.
#[test]
#[ignore = "run by a_process_killed_during_an_import_leaves_the_old_state"]
fn imports_half_and_dies() {
    let Some(path) = std::env::var_os(PATH).map(PathBuf::from) else {
        return;
    };
    let mut project = Project::open(&path).unwrap();
    // A small cache makes SQLite write into the file long before the commit.
    project.conn.pragma_update(None, "cache_size", 8).unwrap();
    let mut import = project.begin_import(TargetId(1)).unwrap();
    let source = import.add_source(&file("b.xlsx", "bb")).unwrap();
    import
        .add_records(TableKind::Orders, &orders(source, 5_000))
        .unwrap();
    std::process::abort();
}
