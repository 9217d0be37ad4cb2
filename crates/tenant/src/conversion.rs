//! Who goes at once when a group or unit becomes dynamic, or its rule is about others than before.

use ingroup_directory::{Row, RuleHolder, RuleProcessing};
use ingroup_engine::Cause;
use ingroup_rule::{Rule, analyse};
use ingroup_schema::{ObjectId, SubjectKind};

use crate::actor::Initiator;
use crate::command::Outcome;
use crate::tenant::Tenant;

/// What gave the members before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// People.
    Assigned,
    /// A rule, the same or another one.
    Dynamic,
}

impl Before {
    /// What a group or unit was that was dynamic, or was not.
    pub(crate) fn of(was_dynamic: bool) -> Self {
        match was_dynamic {
            true => Self::Dynamic,
            false => Self::Assigned,
        }
    }
}

impl Tenant {
    /// Takes out whom a group or unit cannot keep after a change of its rule, type or state. A group that becomes
    /// dynamic loses everybody (`OP-16`), a unit only its groups (`OP-70`). What a rule is not about goes as soon as
    /// the rule is followed: users and devices never mix (`OBJ-5`, `OP-17`). While there is a pause, or the rule is
    /// not valid or not one that the group can have, the members are frozen (`OP-14`, `OP-18`).
    pub(crate) fn convert(&mut self, id: ObjectId, before: Before, outcome: &mut Outcome) {
        let holder = self.directory.rule_holder(id);
        let Some(holder) = holder.filter(|holder| holder.is_dynamic()) else {
            return;
        };
        let empties = before == Before::Assigned && matches!(holder, RuleHolder::Group(_));
        let follows = holder.processing() != Some(RuleProcessing::Paused);
        let rule = holder.rule().filter(|_| follows);
        let rule = rule.and_then(|text| analyse(text, None).rule);
        let subject = rule.as_ref().map(Rule::subject);
        let subject = subject.filter(|subject| holder.takes(*subject));
        let leaves = SubjectKind::ALL.map(|kind| {
            let goes = empties || subject.is_some_and(|subject| subject != kind);
            let rows = goes.then(|| holder.members().subjects(kind));
            (kind, rows.into_iter().flatten().collect::<Vec<Row>>())
        });
        let others = holder.members().iter();
        let others = others.filter(|object| object.as_subject().is_none());
        let others = others.filter_map(|object| self.directory.id_of(object));
        let others: Vec<ObjectId> = others.collect();
        self.take_out(id, &leaves, &others, outcome);
    }

    fn take_out(
        &mut self,
        holder: ObjectId,
        leaves: &[(SubjectKind, Vec<Row>)],
        others: &[ObjectId],
        outcome: &mut Outcome,
    ) {
        let mut changes = Vec::new();
        for (kind, rows) in leaves {
            let left = self
                .directory
                .change_members(holder, *kind, rows, &[], &mut changes);
            debug_assert!(left.is_ok(), "{left:?}");
        }
        for member in others {
            let removed = self.directory.remove_member(holder, *member, &mut changes);
            debug_assert!(removed.is_ok(), "{removed:?}");
        }
        if !changes.is_empty() {
            let initiator = Initiator::DynamicMembership(Cause::Conversion);
            self.wrote_as(initiator, None, changes, outcome);
        }
    }
}
