//! `ingroup rule`: work on membership rules without a session.

mod builder;
mod check;
mod explain;
mod form;
mod matching;
mod properties;
mod report;

use crate::arguments::RuleTask;
use crate::exit::{Exit, Failure};

/// Carries out one of the tasks on rules.
pub(crate) fn carry_out(task: &RuleTask) -> Result<Exit, Failure> {
    match task {
        RuleTask::Check(arguments) => check::check(arguments),
        RuleTask::Match(arguments) => matching::list_matches(arguments),
        RuleTask::Explain(arguments) => explain::explain(arguments),
        RuleTask::Builder(arguments) => builder::show(arguments),
        RuleTask::Format(arguments) => form::format(arguments),
        RuleTask::Properties(arguments) => properties::list(arguments),
    }
}
