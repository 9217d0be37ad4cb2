//! What must be the same in the engine and in the slow engine, and what members must be.

use std::collections::BTreeSet;

use ingroup_directory::{DynamicGroups, ObjectRef, Row};
use ingroup_schema::SubjectKind;

use super::{History, State};
use crate::plain;

impl History {
    /// Groups, their status, when time changes them, and the queue.
    pub(super) fn check_state(&mut self) {
        let State { engine, slow, .. } = &self.state;
        let known: Vec<_> = engine
            .groups()
            .map(|(id, group)| (id, group.status().clone(), group.next_flip()))
            .collect();
        let wanted: Vec<_> = slow
            .groups
            .iter()
            .map(|(id, group)| (*id, group.status(), group.flip))
            .collect();
        assert_eq!(known, wanted);
        self.faults += wanted
            .iter()
            .filter(|(_, status, _)| status.fault().is_some())
            .count();
        assert_eq!(engine.next_flip(), slow.next_flip());
        let waiting: Vec<_> = engine
            .queue(self.state.context())
            .into_iter()
            .map(|entry| entry.unit)
            .collect();
        let flight = slow.flight.iter().map(|flight| flight.unit.clone());
        let wanted: Vec<_> = flight
            .chain(slow.queue.iter().map(|(unit, _)| unit.clone()))
            .collect();
        assert_eq!(waiting, wanted);
        self.check_standing();
    }

    /// Whatever waits, is paused or has failed: the engine knows of everybody, and of everybody who is gone, which groups
    /// they are in.
    fn check_standing(&self) {
        let State {
            directory, engine, ..
        } = &self.state;
        for kind in SubjectKind::ALL {
            let rows = u32::try_from(directory.table(kind).row_count()).unwrap();
            for row in (0..rows).map(Row::new) {
                let found = engine.dynamic_groups_of(directory, kind, row);
                let scanned = directory.scan_dynamic_groups(ObjectRef::subject(kind, row));
                assert_eq!(found, scanned, "{kind:?} {row:?}");
            }
        }
    }

    /// Nothing waits: every group that is on and complete has the members of its rule, and everybody knows of them.
    pub(super) fn check_members(&self) {
        let State {
            directory, slow, ..
        } = &self.state;
        self.check_everything();
        let mut of_subjects = BTreeSet::new();
        for (id, known) in &slow.groups {
            let holder = directory.rule_holder(*id).unwrap();
            if directory.group(*id).is_some() {
                of_subjects.extend(holder.members().iter().map(|object| (object, *id)));
            }
            let Some(rule) = known.current_rule() else {
                continue;
            };
            let wanted = plain::members(self.state.context(), rule).unwrap();
            let has = holder.members().rows(rule.subject());
            assert_eq!(*has, wanted.rows, "{}", rule.text());
            let found = self.state.engine.members(self.state.context(), rule);
            assert_eq!(found, Ok(wanted), "{}", rule.text());
            assert_eq!(holder.members().len(), has.len());
        }
        let users = directory.users().rows().map(ObjectRef::User);
        let everybody = users.chain(directory.devices().rows().map(ObjectRef::Device));
        let known = everybody.flat_map(|object| {
            let dynamic = directory
                .member_of(object, DynamicGroups::Scanned)
                .filter(|group| group.facts().is_dynamic());
            dynamic.map(move |group| (object, group.id()))
        });
        assert_eq!(known.collect::<BTreeSet<_>>(), of_subjects);
    }

    /// The rules of all groups at once give what each gives for itself, a fault in its words too.
    fn check_everything(&self) {
        let State { engine, slow, .. } = &self.state;
        let mut wanted = slow.groups.iter();
        for (id, found) in engine.everything(self.state.context(), 2) {
            let (wanted, known) = wanted.next().unwrap();
            assert_eq!(id, *wanted);
            let plain = known.members(self.state.context());
            assert_eq!(found, plain.map(|plain| plain.rows));
        }
        assert!(wanted.next().is_none());
    }
}
