use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::{desk, files_in, path_in};
use crate::schema::{APPLICATION_ID, STEPS, migrate};
use crate::{Project, StoreErrorCode};

fn code_of_open(path: &Path) -> StoreErrorCode {
    Project::open(path).map(drop).unwrap_err().code
}

#[test]
fn a_closed_project_is_a_single_marked_file() {
    let mut desk = desk();
    desk.import_orders(10);
    let (path, folder) = (desk.path(), desk.folder);
    drop(desk.project);
    assert_eq!(files_in(folder.path()), ["交易.clientele"]);
    assert_eq!(fs::read(&path).unwrap()[68..72], *b"CLNT");
}

#[test]
fn what_is_no_project_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    let long_text = "订单,客户,金额\n".repeat(100);
    for contents in ["", "x", &long_text, "SQLite format 3\0 but no more"] {
        fs::write(&path, contents).unwrap();
        assert_eq!(
            code_of_open(&path),
            StoreErrorCode::NotAProject,
            "{contents:.20}"
        );
        assert_eq!(fs::read(&path).unwrap(), contents.as_bytes());
        assert_eq!(files_in(folder.path()).len(), 1);
    }
}

#[test]
fn the_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE notes (text)").unwrap();
    drop(conn);
    assert_eq!(code_of_open(&path), StoreErrorCode::NotAProject);
}

#[test]
fn a_missing_file_and_a_folder_have_their_own_codes() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("无").join("a.clientele");
    assert_eq!(code_of_open(&missing), StoreErrorCode::NotFound);
    assert_eq!(code_of_open(folder.path()), StoreErrorCode::IsFolder);
    let create = |path: &Path| Project::create(path).map(drop).unwrap_err().code;
    assert_eq!(create(&missing), StoreErrorCode::NoFolder);
    assert_eq!(create(folder.path()), StoreErrorCode::IsFolder);
}

#[test]
fn creating_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_in(&folder);
    fs::write(&path, "something dear").unwrap();
    let error = Project::create(&path).map(drop).unwrap_err();
    assert_eq!(error.code, StoreErrorCode::AlreadyExists);
    assert_eq!(error.file, "交易.clientele");
    assert_eq!(fs::read(&path).unwrap(), b"something dear");
}

#[test]
fn a_newer_file_is_refused_and_untouched() {
    let newer_schema = format!("PRAGMA user_version = {}", STEPS.len() + 1);
    let newer_field = "ALTER TABLE records_orders ADD COLUMN carbon_footprint REAL";
    for change in [newer_schema.as_str(), newer_field] {
        let desk = desk();
        let (path, folder) = (desk.path(), desk.folder);
        drop(desk.project);
        Connection::open(&path)
            .unwrap()
            .execute_batch(change)
            .unwrap();
        let before = fs::read(&path).unwrap();
        assert_eq!(
            code_of_open(&path),
            StoreErrorCode::NewerVersion,
            "{change}"
        );
        assert_eq!(fs::read(&path).unwrap(), before, "{change}");
        assert_eq!(files_in(folder.path()).len(), 1, "{change}");
    }
}

#[test]
fn a_damaged_file_is_a_coded_error() {
    let mut desk = desk();
    desk.import_orders(2_000);
    let (path, _folder) = (desk.path(), desk.folder);
    drop(desk.project);
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(8_192);
    fs::write(&path, bytes).unwrap();
    assert_eq!(code_of_open(&path), StoreErrorCode::Damaged);
}

#[test]
fn an_older_file_is_migrated_with_its_contents() {
    let mut desk = desk();
    desk.import_orders(5);
    let next = "CREATE TABLE handovers (id INTEGER PRIMARY KEY) STRICT";
    migrate(&mut desk.project.conn, &[STEPS, &[next]].concat()).unwrap();
    let version: i64 = desk
        .project
        .conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, STEPS.len() as i64 + 1);
    assert_eq!(
        desk.project
            .conn
            .query_row("SELECT COUNT(*) FROM handovers", [], get),
        Ok(0)
    );
    assert_eq!(desk.order_count(), Some(5));
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let mut desk = desk();
    let steps = [STEPS, &["CREATE TABLE half (id INTEGER)", "NOT SQL"]].concat();
    migrate(&mut desk.project.conn, &steps).unwrap_err();
    let count = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'half'";
    assert_eq!(desk.project.conn.query_row(count, [], get), Ok(0));
    assert_eq!(desk.reopened().project.targets().unwrap().len(), 1);
}

#[test]
fn a_field_the_vocabulary_gained_becomes_a_column() {
    let desk = desk();
    let (path, _folder, target) = (desk.path(), desk.folder, desk.target);
    drop(desk.project);
    let older = "ALTER TABLE records_orders DROP COLUMN remark; DROP TABLE records_quotes";
    Connection::open(&path)
        .unwrap()
        .execute_batch(older)
        .unwrap();
    let project = Project::open(&path).unwrap();
    assert_eq!(project.records::<records::Order>(target), Ok(vec![]));
    assert_eq!(project.records::<records::Quote>(target), Ok(vec![]));
}

#[test]
fn the_mark_is_the_one_that_files_carry() {
    assert_eq!(APPLICATION_ID.to_be_bytes(), *b"CLNT");
}

#[test]
fn a_project_may_move_to_a_worker_thread() {
    let mut desk = desk();
    let target = desk.target;
    let count = std::thread::spawn(move || {
        desk.import_orders(3);
        desk.project
            .records::<records::Order>(target)
            .unwrap()
            .len()
    });
    assert_eq!(count.join().unwrap(), 3);
}

/// The super-user may write everywhere, so for it these places are not read-only.
#[cfg(unix)]
#[test]
fn read_only_places_are_coded_errors() {
    use std::os::unix::fs::PermissionsExt;
    let mut desk = desk();
    desk.import_orders(3);
    let (path, folder, target) = (desk.path(), desk.folder, desk.target);
    drop(desk.project);
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(&path, 0o444);
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        println!("skipped: this account may write everywhere");
        return;
    }
    let mut project = Project::open(&path).unwrap();
    assert_eq!(project.is_read_only(), Ok(true));
    assert_eq!(project.records::<records::Order>(target).unwrap().len(), 3);
    assert_eq!(
        project.add_target("另一家").unwrap_err().code,
        StoreErrorCode::ReadOnly
    );
    drop(project);

    mode(&path, 0o644);
    mode(folder.path(), 0o555);
    let mut project = Project::open(&path).unwrap();
    assert_eq!(
        project.add_target("另一家").unwrap_err().code,
        StoreErrorCode::ReadOnly
    );
    let beside = folder.path().join("b.clientele");
    let code = Project::create(&beside).map(drop).unwrap_err().code;
    assert_eq!(code, StoreErrorCode::NoPermission);
    mode(folder.path(), 0o755);
    mode(&path, 0o000);
    assert_eq!(code_of_open(&path), StoreErrorCode::NoPermission);
}

fn get(row: &rusqlite::Row<'_>) -> rusqlite::Result<i64> {
    row.get(0)
}
