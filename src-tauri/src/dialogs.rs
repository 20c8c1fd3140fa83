//! Every native dialog is opened here.

use std::path::PathBuf;

use app::Dialogs;
use app::wire::PickKind;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};

/// What a data file may be called.
const DATA: &[&str] = &["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt"];

/// The system's own dialogs.
pub struct Native(pub AppHandle);

impl Dialogs for Native {
    fn pick(&self, kind: PickKind, suggested: Option<&str>) -> Vec<PathBuf> {
        #[cfg(feature = "e2e")]
        if let Some(paths) = answered() {
            return paths;
        }
        let dialog = self.0.dialog().file();
        let dialog = match suggested {
            Some(name) => dialog.set_file_name(name),
            None => dialog,
        };
        let picked = match kind {
            PickKind::OpenProject => dialog
                .add_filter("Clientele", &["clientele"])
                .blocking_pick_file()
                .map(|f| vec![f]),
            PickKind::NewProject => dialog
                .add_filter("Clientele", &["clientele"])
                .blocking_save_file()
                .map(|f| vec![f]),
            PickKind::DataFiles => dialog.add_filter("Excel · CSV", DATA).blocking_pick_files(),
            PickKind::SaveReport => dialog
                .add_filter("PDF", &["pdf"])
                .blocking_save_file()
                .map(|f| vec![f]),
            PickKind::SaveWorkpapers => dialog
                .add_filter("Excel", &["xlsx"])
                .blocking_save_file()
                .map(|f| vec![f]),
        };
        picked.into_iter().flatten().filter_map(path_of).collect()
    }
}

fn path_of(file: FilePath) -> Option<PathBuf> {
    file.into_path().ok()
}

/// The answer a window test has laid out: a file naming the paths of the next dialog, one a line.
#[cfg(feature = "e2e")]
fn answered() -> Option<Vec<PathBuf>> {
    let list = std::env::var_os("CLIENTELE_E2E_PICK")?;
    let text = std::fs::read_to_string(list).ok()?;
    Some(
        text.lines()
            .filter(|line| !line.is_empty())
            .map(PathBuf::from)
            .collect(),
    )
}
