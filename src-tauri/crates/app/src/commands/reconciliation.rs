//! Control totals, rates, checks: entering, settling, taking back.

use store::TargetId;

use super::project::now;
use crate::App;
use crate::commands::ProgressSink;
use crate::wire::*;
use crate::work;

impl App {
    pub(super) fn reconciliation(
        &self,
        args: TargetArgs,
        _: &dyn ProgressSink,
    ) -> Result<ReconciliationView, WireError> {
        work::reconciled(self.session().project()?, TargetId(args.target))
    }

    pub(super) fn enter_controls(
        &self,
        args: EnterControlsArgs,
        _: &dyn ProgressSink,
    ) -> Result<Vec<i64>, WireError> {
        let mut session = self.session();
        let target = TargetId(args.target);
        work::enter_controls(session.project()?, target, &args.totals, now())
    }

    pub(super) fn settle(&self, args: SettleArgs, _: &dyn ProgressSink) -> Result<i64, WireError> {
        let mut session = self.session();
        let target = TargetId(args.target);
        work::settle(
            session.project()?,
            target,
            &args.what,
            args.reason.trim(),
            now(),
        )
    }

    pub(super) fn withdraw(
        &self,
        args: WithdrawArgs,
        _: &dyn ProgressSink,
    ) -> Result<Nothing, WireError> {
        let mut session = self.session();
        let target = TargetId(args.target);
        work::withdraw(session.project()?, target, &args.ids, now())?;
        Ok(Nothing {})
    }
}
