//! Fields of the tables, and mappings remembered from earlier imports.

use super::data::sheet_of;
use crate::App;
use crate::commands::ProgressSink;
use crate::wire::*;
use crate::work;
use crate::work::templates::Template;

impl App {
    pub(super) fn tables(
        &self,
        _: Nothing,
        _: &dyn ProgressSink,
    ) -> Result<Vec<TableView>, WireError> {
        Ok(work::fields::tables())
    }

    pub(super) fn templates(
        &self,
        _: Nothing,
        _: &dyn ProgressSink,
    ) -> Result<Vec<TemplateView>, WireError> {
        Ok(self.shelf.all().iter().map(Template::view).collect())
    }

    pub(super) fn use_template(
        &self,
        args: UseTemplateArgs,
        _: &dyn ProgressSink,
    ) -> Result<MappingView, WireError> {
        let looked = self.looked(args.file)?;
        let sheet = sheet_of(&looked, args.sheet, args.part)?;
        let kept = self.shelf.all();
        let wanted = args.template.as_ref();
        let template = match wanted {
            Some(id) => {
                let found = kept.iter().find(|template| &template.id == id);
                Some(found.ok_or_else(|| WireError::new("app.no_template"))?)
            }
            None => None,
        };
        work::templates::under(sheet, &looked.name, template)
    }

    pub(super) fn forget_template(
        &self,
        args: TemplateArgs,
        sink: &dyn ProgressSink,
    ) -> Result<Vec<TemplateView>, WireError> {
        self.shelf.forget(&args.template);
        self.templates(Nothing {}, sink)
    }
}
