//! The plain path: a rule, evaluated subject by subject. It is the oracle for every cleverer one.

use ingroup_directory::{Directory, ObjectRef, Row, RowSet};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, SubjectKind};

use crate::context::Context;
use crate::fault::Fault;
use crate::policy::DirectReports;
use crate::subject::SubjectView;
use crate::whole::Matches;

/// Whether a rule takes one subject.
pub(crate) struct OneMatch {
    pub(crate) matches: bool,
    pub(crate) next_flip: Option<Instant>,
}

/// Everybody a rule takes now; a fault at one subject is a fault of the whole.
pub fn members(context: Context<'_>, rule: &Rule) -> Result<Matches, Fault> {
    let directory = context.directory;
    let kind = rule.subject();
    let mut rows = RowSet::new();
    let mut next_flip = None;
    match rule.kind() {
        Kind::MemberOf(sources) => {
            for source in sources {
                let source = directory.group(*source).into_iter();
                for row in source.flat_map(|group| group.members().subjects(kind)) {
                    rows.insert(row);
                }
            }
        }
        Kind::DirectReports(manager) => {
            if let Some(manager) = directory.users().row(*manager) {
                for report in directory.direct_reports(manager) {
                    rows.insert(report);
                }
                if context.policy.direct_reports == DirectReports::WithManager {
                    rows.insert(manager);
                }
            }
        }
        Kind::Expression(_) => {
            for row in directory.table(kind).rows() {
                let one = matches(context, rule, row)?;
                if one.matches {
                    rows.insert(row);
                }
                next_flip = next_flip.into_iter().chain(one.next_flip).min();
            }
        }
    }
    Ok(Matches { rows, next_flip })
}

/// Whether a rule takes the subject in this row of its kind's table.
pub(crate) fn matches(context: Context<'_>, rule: &Rule, row: Row) -> Result<OneMatch, Fault> {
    let Context { directory, now, .. } = context;
    let view = SubjectView::new(directory, rule.subject(), row);
    let matches = rule
        .evaluate(&view, now)
        .map_err(|fault| Fault::Evaluation {
            object: name(directory, rule.subject(), row),
            reason: fault.to_string(),
        })?;
    let next_flip = match rule.reads_the_clock() {
        true => rule.next_flip(&view, now),
        false => None,
    };
    Ok(OneMatch {
        matches: matches || is_included_manager(context, rule, row),
        next_flip,
    })
}

fn is_included_manager(context: Context<'_>, rule: &Rule, row: Row) -> bool {
    match (rule.kind(), context.policy.direct_reports) {
        (Kind::DirectReports(manager), DirectReports::WithManager) => {
            context.directory.users().row(*manager) == Some(row)
        }
        _ => false,
    }
}

/// The object's display name, or its id.
pub(crate) fn name(directory: &Directory, kind: SubjectKind, row: Row) -> String {
    let object = ObjectRef::subject(kind, row);
    let known = directory.display_name(object).map(str::to_owned);
    known
        .or_else(|| directory.id_of(object).map(|id| id.to_string()))
        .unwrap_or_default()
}
