//! The project file: several targets, and whatever goes wrong leaves it as it was.

use std::path::Path;
use std::process::Command;

use app::wire::WireError;
use app::work::{self, Project};
use records::{Amount, Order, TableKind, Value};

use crate::support::{Desk, NOW, orders_csv, program, quiet, speaks};

fn error_of(path: &Path) -> WireError {
    Project::open(path).map(drop).unwrap_err().into()
}

#[test]
fn several_targets_keep_apart() {
    let mut desk = Desk::new();
    let file = desk.file("甲.csv", orders_csv(12, 36));
    desk.import(&[file]).unwrap();
    let second = work::target_named(&mut desk.project, "第二家").unwrap();
    let other = desk.file("乙.csv", orders_csv(5, 30));
    let (project, job) = (&mut desk.project, &mut quiet());
    work::import_files(project, second, &[other], program(), NOW, job).unwrap();
    assert_eq!(
        work::target_named(&mut desk.project, "第二家").unwrap(),
        second
    );

    let framework = work::framework("loyalty-20").unwrap();
    let assessed =
        |target| work::evaluate(&desk.project, target, &framework, &mut quiet()).unwrap();
    assert_eq!(assessed(desk.target).data.customers, 12);
    assert_eq!(assessed(second).data.customers, 5);
    assert_eq!(assessed(second).target, "第二家");
    desk.project.remove_target(desk.target).unwrap();
    let left: Vec<_> = desk.project.records::<Order>(second).unwrap();
    assert_eq!(
        (desk.project.targets().unwrap().len(), left.len()),
        (1, 150)
    );
}

#[test]
fn an_import_that_is_given_up_leaves_the_old_state() {
    let mut desk = Desk::new();
    let file = desk.file("甲.csv", orders_csv(4, 6));
    desk.import(&[file]).unwrap();
    let mut import = desk.project.begin_import(desk.target).unwrap();
    let source = store::NewSource {
        file: "乙.csv".into(),
        sha256: "00".into(),
        bytes: 1,
        imported_at: NOW,
        format: "text".into(),
    };
    let id = import.add_source(&source).unwrap();
    let at = records::RowRef {
        source: id,
        sheet: 0,
        row: 2,
    };
    let fields = TableKind::Orders.fields().iter();
    let values = fields.map(|field| match field.id {
        "date" => Value::Date("2026-01-05".parse().unwrap()),
        "amount" => Value::Amount(Amount(100)),
        _ => Value::Empty,
    });
    let values = values.collect();
    import
        .add_records(TableKind::Orders, &[(at, values)])
        .unwrap();
    drop(import);
    assert_eq!(desk.project.sources(desk.target).unwrap().len(), 1);
    assert_eq!(
        desk.project.counts(desk.target).unwrap()[&TableKind::Orders],
        24
    );
}

#[test]
fn a_file_that_is_no_project_says_so_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("说明.clientele");
    std::fs::write(&path, "只是一份说明").unwrap();
    let error = error_of(&path);
    assert_eq!(error.code, "store.not_a_project");
    speaks(&error);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "只是一份说明");
    for (path, code) in [
        (folder.path().join("无.clientele"), "store.not_found"),
        (folder.path().to_path_buf(), "store.is_folder"),
    ] {
        assert_eq!(error_of(&path).code, code);
        speaks(&error_of(&path));
    }
}

#[test]
fn a_project_of_a_newer_version_is_refused_and_stays_as_it_is() {
    let desk = Desk::new();
    let path = desk.path();
    drop(desk.project);
    let mut bytes = std::fs::read(&path).unwrap();
    // https://www.sqlite.org/fileformat.html: user_version at 60, big-endian.
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(&path, &bytes).unwrap();
    let error = error_of(&path);
    assert_eq!(error.code, "store.newer_version");
    assert_eq!(error.args["detail"], "9999");
    speaks(&error);
    assert!(std::fs::read(&path).unwrap() == bytes);
}

#[test]
fn an_existing_file_is_never_overwritten_by_a_new_project() {
    let desk = Desk::new();
    let path = desk.file("合同.pdf", "scan");
    let error: WireError = Project::create(&path).map(drop).unwrap_err().into();
    assert_eq!(error.code, "store.already_exists");
    speaks(&error);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "scan");
}

/// A small disk of its own, where the account may mount one.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new(options: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "clientele-test"]);
        let mounted = mount.arg(folder.path()).output();
        if mounted.is_ok_and(|done| done.status.success()) {
            return Some(Self(folder));
        }
        println!("skipped: no disk can be mounted here");
        None
    }

    fn remount(&self, options: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,{options}")]);
        assert!(mount.arg(self.0.path()).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_named_and_harms_neither_project_nor_report() {
    let Some(disk) = Disk::new("size=1m") else {
        return;
    };
    let path = disk.0.path().join("a.clientele");
    let mut project = Project::create(&path).unwrap();
    let target = project.add_target("标的").unwrap();
    drop(project);
    let before = std::fs::read(&path).unwrap();

    let desk = Desk::new();
    let files = [desk.file("大.csv", orders_csv(400, 36))];
    let mut project = Project::open(&path).unwrap();
    let error = work::import_files(&mut project, target, &files, program(), NOW, &mut quiet())
        .map(drop)
        .unwrap_err();
    assert_eq!(error.code, "store.disk_full");
    speaks(&error);
    drop(project);
    assert!(
        std::fs::read(&path).unwrap() == before,
        "the project changed"
    );

    let report = disk.0.path().join("报告.pdf");
    std::fs::write(&report, "the old one").unwrap();
    let error = work::write_file(&report, &vec![7; 2 << 20]).unwrap_err();
    assert_eq!(error.code, "file.disk_full");
    speaks(&error);
    assert_eq!(std::fs::read_to_string(&report).unwrap(), "the old one");
    assert_eq!(
        std::fs::read_dir(disk.0.path()).unwrap().count(),
        2,
        "something stayed behind"
    );
}

#[test]
fn a_write_protected_disk_can_be_read_but_not_changed() {
    let Some(disk) = Disk::new("size=4m") else {
        return;
    };
    let path = disk.0.path().join("a.clientele");
    let mut project = Project::create(&path).unwrap();
    project.add_target("标的").unwrap();
    drop(project);
    disk.remount("ro");
    let mut project = Project::open(&path).unwrap();
    assert!(project.is_read_only().unwrap());
    assert_eq!(project.targets().unwrap().len(), 1);
    let error: WireError = project.add_target("另一家").map(drop).unwrap_err().into();
    assert_eq!(error.code, "store.read_only");
    speaks(&error);
    let report = disk.0.path().join("报告.pdf");
    for error in [
        work::write_file(&report, b"%PDF").unwrap_err(),
        work::check_writable(&report).unwrap_err(),
    ] {
        assert_eq!(error.code, "file.read_only");
        speaks(&error);
    }
    let new = disk.0.path().join("b.clientele");
    let error: WireError = Project::create(&new).map(drop).unwrap_err().into();
    assert_eq!(error.code, "store.read_only");
    speaks(&error);
}

/// `/dev/full` takes nothing, like a full disk, and needs no rights.
#[cfg(target_os = "linux")]
#[test]
fn a_report_that_finds_no_room_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("报告.pdf");
    std::fs::write(&report, "the old one").unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.path().join(".报告.pdf.part")).unwrap();
    let error = work::write_file(&report, b"%PDF-1.7").unwrap_err();
    assert_eq!(error.code, "file.disk_full");
    speaks(&error);
    assert_eq!(std::fs::read_to_string(&report).unwrap(), "the old one");
}
