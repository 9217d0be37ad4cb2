//! Which groups something touches that is no property: their sources, their managers, and the time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, ObjectId};

use crate::dynamic::DynamicGroup;

type Ids = BTreeSet<ObjectId>;

/// From what a rule of a special kind names to the groups and units that have such a rule, and who waits for when.
/// Expressions are found through their predicates. Clones share all of it until one side writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    sources: Arc<BTreeMap<ObjectId, Ids>>,
    managers: Arc<BTreeMap<ObjectId, Ids>>,
    flips: Arc<BTreeSet<(Instant, ObjectId)>>,
    /// Those that have failed or are to fail, and some that no longer are.
    troubled: Arc<Ids>,
}

impl Index {
    /// Puts a rule in.
    pub(crate) fn add(&mut self, id: ObjectId, rule: &Rule) {
        match rule.kind() {
            Kind::Expression(_) => {}
            Kind::MemberOf(sources) => {
                let index = Arc::make_mut(&mut self.sources);
                for source in sources {
                    index.entry(*source).or_default().insert(id);
                }
            }
            Kind::DirectReports(manager) => {
                let index = Arc::make_mut(&mut self.managers);
                index.entry(*manager).or_default().insert(id);
            }
        }
    }

    /// Takes a rule out.
    pub(crate) fn remove(&mut self, id: ObjectId, rule: &Rule) {
        match rule.kind() {
            Kind::Expression(_) => {}
            Kind::MemberOf(sources) => {
                for source in sources {
                    take(&mut self.sources, source, id);
                }
            }
            Kind::DirectReports(manager) => take(&mut self.managers, manager, id),
        }
    }

    /// Notes when the passing of time can next change a group's members.
    pub(crate) fn set_flip(
        &mut self,
        id: ObjectId,
        known: &mut DynamicGroup,
        flip: Option<Instant>,
    ) {
        if known.next_flip == flip {
            return;
        }
        let flips = Arc::make_mut(&mut self.flips);
        if let Some(before) = known.next_flip {
            flips.remove(&(before, id));
        }
        flips.extend(flip.map(|flip| (flip, id)));
        known.next_flip = flip;
    }

    /// The first instant that somebody waits for.
    pub(crate) fn first_flip(&self) -> Option<Instant> {
        self.flips.first().map(|(flip, _)| *flip)
    }

    /// All who wait for an instant, the first one first.
    pub(crate) fn flips(&self) -> impl Iterator<Item = (Instant, ObjectId)> + '_ {
        self.flips.iter().copied()
    }

    /// A group has failed, or is to fail when it is looked at.
    pub(crate) fn trouble(&mut self, id: ObjectId) {
        if !self.troubled.contains(&id) {
            Arc::make_mut(&mut self.troubled).insert(id);
        }
    }

    /// Notes those that have failed or are to fail, and some that no longer are.
    pub(crate) fn set_troubled(&mut self, ids: Ids) {
        self.troubled = Arc::new(ids);
    }

    /// A group is in no trouble any more.
    pub(crate) fn calm(&mut self, id: ObjectId) {
        Arc::make_mut(&mut self.troubled).remove(&id);
    }

    /// Those that have failed or are to fail, by id; some may not be any more.
    pub(crate) fn troubled(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.troubled.iter().copied()
    }

    /// The memberOf rules that name a group.
    pub(crate) fn naming_source(&self, source: ObjectId) -> impl Iterator<Item = ObjectId> + '_ {
        self.sources.get(&source).into_iter().flatten().copied()
    }

    /// The direct-reports rules of a manager.
    pub(crate) fn naming_manager(&self, manager: ObjectId) -> impl Iterator<Item = ObjectId> + '_ {
        self.managers.get(&manager).into_iter().flatten().copied()
    }

    /// Whether there are memberOf rules that name groups.
    pub(crate) fn has_sources(&self) -> bool {
        !self.sources.is_empty()
    }

    /// Whether a memberOf rule names this group.
    pub(crate) fn is_source(&self, group: ObjectId) -> bool {
        self.sources.contains_key(&group)
    }

    /// Whether a direct-reports rule names this manager.
    pub(crate) fn is_named_manager(&self, manager: ObjectId) -> bool {
        self.managers.contains_key(&manager)
    }
}

fn take(index: &mut Arc<BTreeMap<ObjectId, Ids>>, key: &ObjectId, id: ObjectId) {
    let index = Arc::make_mut(index);
    if let Some(ids) = index.get_mut(key) {
        ids.remove(&id);
        if ids.is_empty() {
            index.remove(key);
        }
    }
}
