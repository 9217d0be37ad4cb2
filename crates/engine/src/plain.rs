//! The plain path: a rule, evaluated subject by subject. It is the oracle for every cleverer one.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, Row};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, SubjectKind};

use crate::status::Fault;
use crate::subject::SubjectView;

/// Who a rule takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matches {
    /// The rows of the table of the rule's kind.
    pub rows: BTreeSet<Row>,
    /// When the passing of time alone can next change them.
    pub next_flip: Option<Instant>,
}

/// Whether a rule takes one subject.
pub(crate) struct OneMatch {
    pub(crate) matches: bool,
    pub(crate) next_flip: Option<Instant>,
}

/// Everybody a rule takes at `now`; a fault at one subject is a fault of the whole.
pub fn members(directory: &Directory, rule: &Rule, now: Instant) -> Result<Matches, Fault> {
    let kind = rule.subject();
    let mut rows = BTreeSet::new();
    let mut next_flip = None;
    match rule.kind() {
        Kind::MemberOf(sources) => {
            for source in sources {
                rows.extend(
                    directory
                        .group(*source)
                        .into_iter()
                        .flat_map(|group| group.members().subjects(kind)),
                );
            }
        }
        Kind::DirectReports(manager) => {
            let manager = directory.users().row(*manager);
            rows.extend(
                manager
                    .into_iter()
                    .flat_map(|manager| directory.direct_reports(manager)),
            );
        }
        Kind::Expression(_) => {
            for row in directory.table(kind).rows() {
                let one = matches(directory, rule, row, now)?;
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
pub(crate) fn matches(
    directory: &Directory,
    rule: &Rule,
    row: Row,
    now: Instant,
) -> Result<OneMatch, Fault> {
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
    Ok(OneMatch { matches, next_flip })
}

fn name(directory: &Directory, kind: SubjectKind, row: Row) -> String {
    let object = ingroup_directory::ObjectRef::subject(kind, row);
    let known = directory.display_name(object).map(str::to_owned);
    known
        .or_else(|| directory.id_of(object).map(|id| id.to_string()))
        .unwrap_or_default()
}
