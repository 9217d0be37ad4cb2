//! The other direction of dynamic membership: the groups that a user or device is in, found by its rules.
//!
//! Who is in a dynamic group is kept once, in the group. But where a group's processing is on and complete, and no
//! work waits for the object, the members are those that the rule gives; so the predicates that hold for the object
//! lead to its groups, and nobody asks the thousands of others. The groups of which that cannot be said are few, and
//! known ([`Slots::open`](crate::slot::Slots::open)): those are asked.

use ingroup_directory::{Directory, GroupRow, HolderRow, ObjectRef, Row};
use ingroup_rule::Kind;
use ingroup_schema::SubjectKind;

use crate::dynamic::DynamicGroup;
use crate::engine::Engine;
use crate::event::{Verdict, turn, verdict};
use crate::rules::Rules;
use crate::scratch::Scratch;
use crate::slot::Slot;
use crate::status::Status;

impl Engine {
    /// The dynamic groups that a user or device is in, in the order of their creation: what
    /// [`Directory::scan_dynamic_groups`] finds by asking all of them. What has been written to the directory has been
    /// noted.
    pub fn dynamic_groups_of(
        &self,
        directory: &Directory,
        kind: SubjectKind,
        row: Row,
    ) -> Vec<GroupRow> {
        let table = directory.table(kind);
        if !table.is_active(row) {
            return Vec::new();
        }
        let object = ObjectRef::subject(kind, row);
        if self.pending.is_to_come(kind, row) {
            return directory.scan_dynamic_groups(object);
        }
        let rules = self.rules.of(kind);
        let mut asked = self.slots.open().clone();
        let mut turned = Vec::new();
        turn(self.pending.of(kind, row), &mut turned);
        for predicate in turned {
            asked.insert_all(rules.mentioning(predicate));
        }
        let mut scratch = Scratch::default();
        scratch.read(rules.truths(), table, row);
        scratch.mark_all_that_may_hold(rules);
        rules.shelf().look_ahead(scratch.marked());
        let mut found = Vec::new();
        for slot in scratch.marked() {
            if asked.contains(slot) {
                continue;
            }
            match verdict(rules, slot, &scratch) {
                Some(Verdict::Is(true)) => found.extend(self.group_row(slot)),
                Some(Verdict::Is(false)) | None => {}
                Some(Verdict::Plain) => {
                    asked.insert(slot);
                }
            }
        }
        let rows = asked.iter().filter_map(|slot| self.group_row(slot));
        found.extend(rows.filter(|row| {
            let group = directory.group_at(*row);
            group.is_some_and(|group| group.members().contains(object))
        }));
        found.sort_unstable();
        found
    }

    /// Looks again at the groups and units that may have come to another state: what has been noted or written is the
    /// end of a piece of work.
    pub(crate) fn close(&mut self, directory: &Directory) {
        let (rules, queue) = (&self.rules, &self.queue);
        self.slots.close(|slot, seat, known| {
            // What was worked out before the group was looked at again is not written; its run will see to it.
            !queue.has_run(seat.id) && is_by_its_rule(directory, rules, (slot, seat.place), known)
        });
    }

    /// The row of a slot's group; none if it is a unit's.
    fn group_row(&self, slot: Slot) -> Option<GroupRow> {
        match self.slots.seat(slot)?.place {
            HolderRow::Group(row) => Some(row),
            HolderRow::Unit(_) => None,
        }
    }
}

/// Whether an object for which no work waits is in a group exactly if the group's rule holds for it now. Nobody asks
/// that of units, whose members have links.
fn is_by_its_rule(
    directory: &Directory,
    rules: &Rules,
    (slot, place): (Slot, HolderRow),
    known: &DynamicGroup,
) -> bool {
    let HolderRow::Group(row) = place else {
        return true;
    };
    let is_complete = known.stage == Status::UpdateComplete && known.injected.is_none();
    let Some(rule) = known.rule.as_ref().ok().filter(|_| is_complete) else {
        return false;
    };
    let kind = rule.subject();
    let compiled = rules.of(kind).compiled(slot);
    known.is_on()
        && matches!(rule.kind(), Kind::Expression(_))
        && compiled.is_some_and(|compiled| !compiled.reads_the_clock)
        && directory.group_at(row).is_some_and(|group| {
            let members = group.members();
            members.len() == members.subject_count(kind)
        })
}
