//! Dialogs without a person.

use std::path::PathBuf;

use app::Dialogs;
use app::wire::PickKind;

/// The file naming the paths of the next dialog, one a line; without it every dialog is cancelled.
pub struct PickList(pub Option<PathBuf>);

impl Dialogs for PickList {
    fn pick(&self, _: PickKind, _: Option<&str>) -> Vec<PathBuf> {
        let text = self
            .0
            .as_ref()
            .and_then(|list| std::fs::read_to_string(list).ok());
        let text = text.unwrap_or_default();
        text.lines()
            .filter(|line| !line.is_empty())
            .map(PathBuf::from)
            .collect()
    }
}
