//! Who is who among the customers.

use store::TargetId;

use super::project::now;
use crate::App;
use crate::commands::ProgressSink;
use crate::session::Session;
use crate::wire::*;
use crate::work::{self, KeptRoster};

impl App {
    pub(super) fn customers(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<CustomersView, WireError> {
        with_roster(
            &mut self.session(),
            TargetId(args.target),
            |roster, project| roster.view(project),
        )
    }

    pub(super) fn customer_list(
        &self,
        args: CustomerListArgs,
        _: &dyn ProgressSink,
    ) -> Result<CustomerPage, WireError> {
        with_roster(
            &mut self.session(),
            TargetId(args.target),
            |roster, project| {
                let (search, filter) = (&args.search, args.filter);
                roster.page(project, search, filter, args.offset, args.limit)
            },
        )
    }

    pub(super) fn decide_customers(
        &self,
        args: DecideCustomersArgs,
        _: &dyn ProgressSink,
    ) -> Result<Decided, WireError> {
        let by = self.memory.settings().adviser;
        let mut session = self.session();
        let project = session.project()?;
        let target = TargetId(args.target);
        work::decide_customers(project, target, &args.decisions, &by, now())
    }

    pub(super) fn revoke_decisions(
        &self,
        args: RevokeArgs,
        _: &dyn ProgressSink,
    ) -> Result<Nothing, WireError> {
        work::revoke_decisions(self.session().project()?, &args.decisions, now())?;
        Ok(Nothing {})
    }

    pub(super) fn decision_trail(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<Vec<DecisionView>, WireError> {
        work::decision_trail(self.session().project()?, TargetId(args.target))
    }
}

/// Asks the roster of a target, counted anew only when its records changed.
fn with_roster<T>(
    session: &mut Session,
    target: TargetId,
    ask: impl FnOnce(&mut KeptRoster, &store::Project) -> Result<T, WireError>,
) -> Result<T, WireError> {
    let kept = session.roster.take();
    let project = session.project()?;
    let mut roster = KeptRoster::fresh(kept, project, target)?;
    let answer = ask(&mut roster, project);
    session.roster = Some(roster);
    answer
}
