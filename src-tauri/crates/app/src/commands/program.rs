//! The program itself: version, texts, settings, dialogs, cancel.

use crate::App;
use crate::catalogues::catalogue;
use crate::commands::{ProgressSink, Texts, texts_of};
use crate::files::name_of;
use crate::wire::*;

impl App {
    pub(super) fn app_info(&self, _: Nothing, _: &dyn ProgressSink) -> Result<AppInfo, WireError> {
        Ok(AppInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: self.memory.settings(),
            start_with_sample: self.config.start_with_sample,
        })
    }

    pub(super) fn texts(&self, args: LangArgs, _: &dyn ProgressSink) -> Result<Texts, WireError> {
        Ok(texts_of(catalogue(args.lang)))
    }

    pub(super) fn set_settings(
        &self,
        args: SettingsArgs,
        _: &dyn ProgressSink,
    ) -> Result<Settings, WireError> {
        self.memory.set_settings(args.settings);
        Ok(self.memory.settings())
    }

    pub(super) fn recent_projects(
        &self,
        _: Nothing,
        _: &dyn ProgressSink,
    ) -> Result<Vec<RecentProject>, WireError> {
        let recent = self.memory.recent().into_iter().map(|recent| {
            let folder = recent.path.parent().map(name_of).unwrap_or_default();
            let picked = self.files.register(&recent.path);
            RecentProject {
                file: picked.file,
                name: picked.name,
                folder,
                opened_at: recent.opened_at,
                exists: recent.path.is_file(),
            }
        });
        Ok(recent.collect())
    }

    pub(super) fn pick(
        &self,
        args: PickArgs,
        _: &dyn ProgressSink,
    ) -> Result<Vec<PickedFile>, WireError> {
        let paths = self
            .config
            .dialogs
            .pick(args.kind, args.suggested.as_deref());
        Ok(self.register_files(&paths))
    }

    pub(super) fn cancel(&self, args: JobArgs, _: &dyn ProgressSink) -> Result<Nothing, WireError> {
        self.jobs.cancel(args.job);
        Ok(Nothing {})
    }
}
