//! Where templates are kept: one small file beside the settings, for all projects.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Template;

/// Templates kept; the oldest go first.
const MOST: usize = 200;

/// The templates of this machine. A file that cannot be read or written costs the memory, never
/// the work.
pub struct Shelf {
    file: PathBuf,
    kept: Mutex<Vec<Template>>,
}

impl Shelf {
    /// The shelf in a folder.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        let file = folder.join("templates.json");
        let kept = std::fs::read_to_string(&file)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        Self {
            file,
            kept: Mutex::new(kept),
        }
    }

    /// All templates, the latest first.
    #[must_use]
    pub fn all(&self) -> Vec<Template> {
        self.lock().clone()
    }

    /// Remembers templates in place of those with the same headers.
    pub fn remember(&self, confirmed: Vec<Template>) {
        if confirmed.is_empty() {
            return;
        }
        self.change(|kept| {
            for template in confirmed {
                kept.retain(|one| one.id != template.id);
                kept.insert(0, template);
            }
            kept.truncate(MOST);
        });
    }

    /// Forgets a template.
    pub fn forget(&self, id: &str) {
        self.change(|kept| kept.retain(|one| one.id != id));
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Template>)) {
        let mut kept = self.lock();
        change(&mut kept);
        if let Ok(text) = serde_json::to_string_pretty(&*kept)
            && let Some(folder) = self.file.parent()
            && std::fs::create_dir_all(folder).is_ok()
        {
            let _ = std::fs::write(&self.file, text);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Template>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use records::TableKind;

    use super::*;

    fn template(id: &str, at: i64) -> Template {
        Template {
            id: id.to_owned(),
            table: TableKind::Orders,
            header_span: 1,
            columns: Vec::new(),
            periods: None,
            signs: Vec::new(),
            confirmed_at: at,
        }
    }

    #[test]
    fn templates_outlive_the_program_and_are_forgotten_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path());
        shelf.remember(vec![template("a", 1), template("b", 2)]);
        shelf.remember(vec![template("a", 3)]);
        let again = Shelf::at(folder.path());
        let kept: Vec<_> = again
            .all()
            .into_iter()
            .map(|one| (one.id, one.confirmed_at))
            .collect();
        assert_eq!(kept, [("a".to_owned(), 3), ("b".to_owned(), 2)]);
        again.forget("a");
        assert_eq!(Shelf::at(folder.path()).all().len(), 1);
    }

    #[test]
    fn a_broken_file_costs_the_templates_not_the_start() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("templates.json"), "[{").unwrap();
        assert!(Shelf::at(folder.path()).all().is_empty());
    }
}
