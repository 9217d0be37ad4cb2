//! Which rules something touches, so that a change costs as much as the rules it can change.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_rule::Kind;
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind};

use crate::dynamic::DynamicGroup;

type Ids = BTreeSet<ObjectId>;

/// From what a rule reads to the groups and units that have such a rule.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    expressions: BTreeMap<SubjectKind, Ids>,
    readers: BTreeMap<(SubjectKind, PropertyKey), Ids>,
    sources: BTreeMap<ObjectId, Ids>,
    managers: BTreeMap<ObjectId, Ids>,
    flips: BTreeSet<(Instant, ObjectId)>,
}

impl Index {
    /// Puts a rule in.
    pub(crate) fn add(&mut self, id: ObjectId, known: &DynamicGroup) {
        let Ok(rule) = &known.rule else { return };
        match rule.kind() {
            Kind::Expression(_) => {
                let kind = rule.subject();
                self.expressions.entry(kind).or_default().insert(id);
                for property in known.reads.iter() {
                    let key = (kind, property.clone());
                    self.readers.entry(key).or_default().insert(id);
                }
            }
            Kind::MemberOf(sources) => {
                for source in sources {
                    self.sources.entry(*source).or_default().insert(id);
                }
            }
            Kind::DirectReports(manager) => {
                self.managers.entry(*manager).or_default().insert(id);
            }
        }
    }

    /// Takes a rule out, with the instant it waits for.
    pub(crate) fn remove(&mut self, id: ObjectId, known: &DynamicGroup) {
        if let Some(flip) = known.next_flip {
            self.flips.remove(&(flip, id));
        }
        let Ok(rule) = &known.rule else { return };
        match rule.kind() {
            Kind::Expression(_) => {
                let kind = rule.subject();
                take(&mut self.expressions, &kind, id);
                for property in known.reads.iter() {
                    take(&mut self.readers, &(kind, property.clone()), id);
                }
            }
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
        if let Some(before) = known.next_flip {
            self.flips.remove(&(before, id));
        }
        known.next_flip = flip;
        self.flips.extend(flip.map(|flip| (flip, id)));
    }

    /// The first instant that somebody waits for.
    pub(crate) fn first_flip(&self) -> Option<Instant> {
        self.flips.first().map(|(flip, _)| *flip)
    }

    /// All who wait for an instant, the first one first.
    pub(crate) fn flips(&self) -> impl Iterator<Item = (Instant, ObjectId)> + '_ {
        self.flips.iter().copied()
    }

    /// The expressions about users, or about devices.
    pub(crate) fn expressions(&self, kind: SubjectKind) -> impl Iterator<Item = ObjectId> + '_ {
        self.expressions.get(&kind).into_iter().flatten().copied()
    }

    /// The expressions that read a property.
    pub(crate) fn readers(
        &self,
        kind: SubjectKind,
        property: &PropertyKey,
    ) -> impl Iterator<Item = ObjectId> + '_ {
        let key = (kind, property.clone());
        self.readers.get(&key).into_iter().flatten().copied()
    }

    /// The memberOf rules that name a group.
    pub(crate) fn naming_source(&self, source: ObjectId) -> impl Iterator<Item = ObjectId> + '_ {
        self.sources.get(&source).into_iter().flatten().copied()
    }

    /// The direct-reports rules of a manager.
    pub(crate) fn naming_manager(&self, manager: ObjectId) -> impl Iterator<Item = ObjectId> + '_ {
        self.managers.get(&manager).into_iter().flatten().copied()
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

fn take<K: Ord>(index: &mut BTreeMap<K, Ids>, key: &K, id: ObjectId) {
    if let Some(ids) = index.get_mut(key) {
        ids.remove(&id);
        if ids.is_empty() {
            index.remove(key);
        }
    }
}
