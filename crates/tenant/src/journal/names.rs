//! What objects were called at the time: the directory knows the names of today, the journal who was renamed since.

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::Directory;
use ingroup_schema::ObjectId;

use super::activity::Activity;
use super::aim::aim_at;
use super::record::{Aim, TargetType, Trace};
use super::update::Updated;
use super::values::Shown;
use crate::journal::Journal;

/// The names of all objects at all times that the journal knows of.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    directory: &'a Directory,
    /// What was called differently, up to which unit of work; ascending.
    before: BTreeMap<(ObjectId, NameKind), Vec<Before>>,
    /// What kind of thing was ended: of what is gone nothing else knows it.
    ended: BTreeMap<ObjectId, TargetType>,
}

/// A name that was changed or ended in a unit of work.
type Before = (u64, Option<Arc<str>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameKind {
    Display,
    Principal,
}

/// The properties that are names: as the log writes them, and as rules do.
const NAMES: [(&str, &str, NameKind); 2] = [
    ("DisplayName", "displayName", NameKind::Display),
    (
        "UserPrincipalName",
        "userPrincipalName",
        NameKind::Principal,
    ),
];

impl<'a> Names<'a> {
    /// Looks once through everything that was ever changed or deleted, not through the memberships.
    pub(crate) fn new(directory: &'a Directory, journal: &Journal) -> Self {
        let mut names = Self {
            directory,
            before: BTreeMap::new(),
            ended: BTreeMap::new(),
        };
        for record in journal.records() {
            for trace in record.traces.iter() {
                let deed = match trace {
                    Trace::Deed(deed) => deed,
                    Trace::Updated(updated) => {
                        names.updated(updated, record.unit);
                        continue;
                    }
                    Trace::Moves(_) | Trace::ObjectMoved(_) | Trace::Mail(_) => continue,
                };
                if is_end(deed.activity) {
                    for aim in &deed.targets {
                        names.end(aim, record.unit);
                    }
                }
                let Some(id) = deed.targets.first().and_then(|aim| aim.id) else {
                    continue;
                };
                for modified in &deed.modified {
                    let kind = NAMES.iter().find(|(name, ..)| *name == &*modified.property);
                    if let (Some((.., kind)), Some(old)) = (kind, &modified.old) {
                        names.was(id, *kind, record.unit, Some(old.clone()));
                    }
                }
            }
        }
        names
    }

    fn end(&mut self, aim: &Aim, unit: u64) {
        if let Some(id) = aim.id {
            self.was(id, NameKind::Display, unit, aim.name.clone());
            self.was(id, NameKind::Principal, unit, aim.principal_name.clone());
            self.ended.insert(id, aim.kind);
        }
    }

    fn updated(&mut self, updated: &Updated, unit: u64) {
        for replaced in &updated.values {
            let name = replaced.property.name();
            if let Some((.., kind)) = NAMES.iter().find(|(_, known, _)| *known == name)
                && let Some(id) = updated.object(self.directory)
            {
                self.was(id, *kind, unit, replaced.old.shown());
            }
        }
    }

    fn was(&mut self, id: ObjectId, kind: NameKind, unit: u64, name: Option<Arc<str>>) {
        let entries = self.before.entry((id, kind)).or_default();
        entries.push((unit, name));
    }

    /// An object as it was called in a unit of work.
    pub(crate) fn of(&self, id: ObjectId, unit: u64) -> Aim {
        let now = aim_at(self.directory, id);
        let kind = match now.kind {
            TargetType::Other => self.ended.get(&id).copied(),
            _ => None,
        };
        Aim {
            kind: kind.unwrap_or(now.kind),
            name: self.then(id, NameKind::Display, unit, now.name),
            principal_name: self.then(id, NameKind::Principal, unit, now.principal_name),
            ..now
        }
    }

    /// The name before the first change after that unit of work, or today's.
    fn then(
        &self,
        id: ObjectId,
        kind: NameKind,
        unit: u64,
        today: Option<Arc<str>>,
    ) -> Option<Arc<str>> {
        let mut changes = self.before.get(&(id, kind)).into_iter().flatten();
        match changes.find(|(changed, _)| *changed > unit) {
            Some((_, name)) => name.clone(),
            None => today,
        }
    }
}

/// Whether an object is not there afterwards, at least for now.
fn is_end(activity: Activity) -> bool {
    matches!(
        activity,
        Activity::DeleteUser
            | Activity::HardDeleteUser
            | Activity::DeleteGroup
            | Activity::HardDeleteGroup
            | Activity::DeleteDevice
            | Activity::DeleteApplication
    )
}
