//! What the quotas count in the whole tenant, kept up to date with every change, so that asking costs nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_directory::{Change, Directory, RuleHolder};
use ingroup_engine::Engine;
use ingroup_rule::Kind;
use ingroup_schema::ObjectId;

use crate::actor::Initiator;
use crate::tenant::Tenant;

/// Groups and units that count; shared with clones of the tenant until one of them counts another.
type Counted = Arc<BTreeSet<ObjectId>>;

/// The groups and administrative units that count for a limit of the tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Dynamic groups and units (`QUO-1`).
    pub(crate) dynamic: Counted,
    /// Those among them whose members come from other groups (`QUO-2`).
    pub(crate) member_of: Counted,
    /// Groups that roles can be assigned to (`QUO-8`).
    pub(crate) role_assignable: Counted,
    /// Units with restricted management (`QUO-10`).
    pub(crate) restricted: Counted,
}

impl Counts {
    /// Counts everything.
    pub(crate) fn of(directory: &Directory, engine: &Engine) -> Self {
        let mut found: [Vec<ObjectId>; 4] = Default::default();
        for holder in directory.rule_holders() {
            let counts = counted(holder.id(), Some(holder), engine);
            for (ids, counts) in found.iter_mut().zip(counts) {
                ids.extend(counts.then_some(holder.id()));
            }
        }
        let [dynamic, member_of, role_assignable, restricted] =
            found.map(|ids| Arc::new(ids.into_iter().collect()));
        Self {
            dynamic,
            member_of,
            role_assignable,
            restricted,
        }
    }

    /// Counts again what a change is about, by what is there now; whether it was counted before does not matter.
    pub(crate) fn follow(&mut self, directory: &Directory, engine: &Engine, changes: &[Change]) {
        for change in changes {
            if let Some(id) = holder_of(change) {
                self.count(id, directory.rule_holder(id), engine);
            }
        }
    }

    fn count(&mut self, id: ObjectId, holder: Option<RuleHolder<'_>>, engine: &Engine) {
        let sets = [
            &mut self.dynamic,
            &mut self.member_of,
            &mut self.role_assignable,
            &mut self.restricted,
        ];
        for (set, counts) in sets.into_iter().zip(counted(id, holder, engine)) {
            if set.contains(&id) == counts {
                continue;
            }
            let set = Arc::make_mut(set);
            match counts {
                true => set.insert(id),
                false => set.remove(&id),
            };
        }
    }
}

/// For which of the limits, in their order, something counts.
fn counted(id: ObjectId, holder: Option<RuleHolder<'_>>, engine: &Engine) -> [bool; 4] {
    let is_dynamic = holder.is_some_and(RuleHolder::is_dynamic);
    [
        is_dynamic,
        is_dynamic && sources(engine, id).is_some(),
        matches!(holder, Some(RuleHolder::Group(group)) if group.facts().is_assignable_to_role == Some(true)),
        matches!(holder, Some(RuleHolder::Unit(unit)) if unit.facts().is_member_management_restricted),
    ]
}

impl Tenant {
    /// Notes what changes mean for the limits: what is counted, and who created what (`QUO-5`).
    pub(crate) fn keep_books(&mut self, initiator: &Initiator, changes: &[Change]) {
        self.counts.follow(&self.directory, &self.engine, changes);
        let Some(creator) = initiator.actor().id() else {
            return;
        };
        for change in changes {
            let (Change::SubjectCreated { id, .. }
            | Change::GroupCreated { group: id, .. }
            | Change::UnitCreated { unit: id, .. }
            | Change::ApplicationCreated { id }) = change
            else {
                continue;
            };
            // Who restores an object has not created it.
            let is_restored = |other: &Change| matches!(other, Change::Restored { id: restored, .. } if restored == id);
            if !changes.iter().any(is_restored) {
                self.directory.set_creator(*id, creator);
            }
        }
    }

    /// The groups that feed a memberOf group or unit; none if its rule is another.
    pub(crate) fn sources_of(&self, holder: ObjectId) -> Option<&[ObjectId]> {
        sources(&self.engine, holder)
    }
}

/// The group or unit whose facts a change is about.
fn holder_of(change: &Change) -> Option<ObjectId> {
    match change {
        Change::GroupCreated { group, .. }
        | Change::GroupChanged { group, .. }
        | Change::GroupDeleted { group, .. } => Some(*group),
        Change::UnitCreated { unit, .. }
        | Change::UnitChanged { unit, .. }
        | Change::UnitDeleted { unit, .. } => Some(*unit),
        _ => None,
    }
}

fn sources(engine: &Engine, id: ObjectId) -> Option<&[ObjectId]> {
    match engine.group(id)?.rule().ok()?.kind() {
        Kind::MemberOf(sources) => Some(sources),
        Kind::Expression(_) | Kind::DirectReports(_) => None,
    }
}
