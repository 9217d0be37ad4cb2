//! Deleted objects that can be restored, with all that a restore needs (`OP-7` to `OP-9`).

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_schema::{Instant, ObjectId, ObjectKind, PropertyKey, Value, fold};
use serde::{Deserialize, Serialize};

use crate::chunked::Chunked;
use crate::directory::Directory;
use crate::facts::UserFacts;
use crate::group::GroupFacts;
use crate::names::{Name, group_names};
use crate::roles::RoleAssignment;
use crate::row::{GroupRow, Row, UnitRow};
use crate::sharded::Sharded;
use crate::unit::UnitFacts;

/// A deleted user, group or administrative unit. It is in no list, no membership and no index of
/// names; its id is not free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedObject {
    pub(crate) id: ObjectId,
    pub(crate) at: Instant,
    pub(crate) facts: DeletedFacts,
    pub(crate) links: BTreeSet<Link>,
}

/// What a deleted object was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeletedFacts {
    /// A user.
    User {
        /// The row it had, and gets again.
        row: Row,
        /// Its values, missing ones left out; `userPrincipalName` is what it is called while it
        /// is deleted.
        values: Vec<(PropertyKey, Value)>,
        /// The sign-in name it had; it gets it back if nobody else has it then.
        principal_name: Option<Arc<str>>,
        /// What no rule reads.
        facts: Arc<UserFacts>,
    },
    /// A group; its facts say when it was deleted.
    Group {
        /// The row it had, and gets again.
        row: GroupRow,
        /// What it was.
        facts: Arc<GroupFacts>,
    },
    /// An administrative unit.
    Unit {
        /// The row it had, and gets again.
        row: UnitRow,
        /// What it was.
        facts: Arc<UnitFacts>,
    },
}

/// What a deleted object was connected with; a restore connects it again where the other end is
/// still there, and leaves it to the other end's own restore where that is deleted too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Link {
    /// It was a direct member of this group or administrative unit.
    MemberOf(ObjectId),
    /// It owned this group.
    OwnerOf(ObjectId),
    /// This was its direct member.
    Member(ObjectId),
    /// This owned it.
    Owner(ObjectId),
    /// This user was its manager.
    Manager(ObjectId),
    /// It was the manager of this user.
    Report(ObjectId),
    /// It held this role, or was the scope of it.
    Role(RoleAssignment),
    /// It was assigned to this application.
    Access(ObjectId),
}

impl DeletedObject {
    /// Its id; it survives the restore.
    pub fn id(&self) -> ObjectId {
        self.id
    }

    /// When it was deleted.
    pub fn deleted_date_time(&self) -> Instant {
        self.at
    }

    /// User, group or administrative unit.
    pub fn kind(&self) -> ObjectKind {
        match self.facts {
            DeletedFacts::User { .. } => ObjectKind::User,
            DeletedFacts::Group { .. } => ObjectKind::Group,
            DeletedFacts::Unit { .. } => ObjectKind::AdministrativeUnit,
        }
    }

    /// What it was.
    pub fn facts(&self) -> &DeletedFacts {
        &self.facts
    }

    /// What it was connected with, by the kind of connection.
    pub fn links(&self) -> impl Iterator<Item = Link> + '_ {
        self.links.iter().copied()
    }

    /// The ids of the members it had, ascending; of a dynamic group too, though a restore leaves
    /// those to the rule.
    pub fn members(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.links().filter_map(|link| match link {
            Link::Member(id) => Some(id),
            _ => None,
        })
    }

    /// The ids of the owners it had, ascending.
    pub fn owners(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.links().filter_map(|link| match link {
            Link::Owner(id) => Some(id),
            _ => None,
        })
    }

    /// Its name for people.
    pub fn display_name(&self) -> Option<&str> {
        match &self.facts {
            DeletedFacts::User { .. } => {
                let mut names = self.names();
                names.find_map(|(name, text)| (name == Name::DisplayName).then_some(text))
            }
            DeletedFacts::Group { facts, .. } => Some(&facts.display_name),
            DeletedFacts::Unit { facts, .. } => Some(&facts.display_name),
        }
    }

    /// The value of a property of a deleted user, if there is one.
    pub fn value(&self, property: &PropertyKey) -> Option<&Value> {
        match &self.facts {
            DeletedFacts::User { values, .. } => values
                .iter()
                .find(|(key, _)| key == property)
                .map(|(_, value)| value),
            DeletedFacts::Group { .. } | DeletedFacts::Unit { .. } => None,
        }
    }

    /// The names it can be found by among the deleted.
    fn names(&self) -> Box<dyn Iterator<Item = (Name, &str)> + '_> {
        match &self.facts {
            DeletedFacts::User {
                values,
                principal_name,
                ..
            } => {
                let named = values.iter().filter_map(|(key, value)| {
                    match (Name::of_property(key), value) {
                        (Some(name), Value::Text(text)) => Some((name, &**text)),
                        _ => None,
                    }
                });
                let had = principal_name.as_deref();
                Box::new(named.chain(had.map(|name| (Name::UserPrincipalName, name))))
            }
            DeletedFacts::Group { facts, .. } => Box::new(group_names(facts)),
            DeletedFacts::Unit { facts, .. } => {
                Box::new(std::iter::once((Name::DisplayName, &*facts.display_name)))
            }
        }
    }
}

/// The container of the deleted objects.
#[derive(Debug, Clone, Default)]
pub(crate) struct Container {
    /// In the order of their deletion; none where one was restored or purged.
    objects: Chunked<Option<Arc<DeletedObject>>>,
    places: Sharded<ObjectId, usize>,
    /// When each was deleted, earliest first: the order in which they end. An import may put them in in another one.
    times: Arc<BTreeSet<(Instant, ObjectId)>>,
    names: Sharded<(Name, Arc<str>), Arc<BTreeSet<ObjectId>>>,
}

impl Container {
    pub(crate) fn get(&self, id: ObjectId) -> Option<&Arc<DeletedObject>> {
        self.objects.get(*self.places.get(&id)?)?.as_ref()
    }

    /// The objects in the order of their deletion.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &DeletedObject> {
        self.objects.iter().flatten().map(Arc::as_ref)
    }

    pub(crate) fn put(&mut self, object: DeletedObject) {
        for (name, text) in object.names() {
            let key = (name, fold(text).into());
            match self.names.get_mut(&key) {
                Some(ids) => {
                    Arc::make_mut(ids).insert(object.id);
                }
                None => self.names.insert(key, Arc::new([object.id].into())),
            }
        }
        Arc::make_mut(&mut self.times).insert((object.at, object.id));
        self.places.insert(object.id, self.objects.len());
        self.objects.push(Some(Arc::new(object)));
    }

    pub(crate) fn take(&mut self, id: ObjectId) -> Option<Arc<DeletedObject>> {
        let place = *self.places.get(&id)?;
        let object = self.objects.get_mut(place)?.take()?;
        self.places.remove(&id);
        Arc::make_mut(&mut self.times).remove(&(object.at, id));
        for (name, text) in object.names() {
            let key = (name, fold(text).into());
            let Some(ids) = self.names.get_mut(&key) else {
                continue;
            };
            Arc::make_mut(ids).remove(&id);
            if ids.is_empty() {
                self.names.remove(&key);
            }
        }
        Some(object)
    }

    /// Adds a connection to an object; nothing if it is not here.
    pub(crate) fn connect(&mut self, id: ObjectId, link: Link) {
        let place = self.places.get(&id).copied();
        let object = place.and_then(|place| self.objects.get_mut(place)?.as_mut());
        if let Some(object) = object {
            Arc::make_mut(object).links.insert(link);
        }
    }
}

impl Directory {
    /// The deleted object with this id, if it can be restored.
    pub fn deleted(&self, id: ObjectId) -> Option<&DeletedObject> {
        self.container.get(id).map(Arc::as_ref)
    }

    /// The deleted objects of a kind that can be restored, in the order of their deletion.
    pub fn deleted_objects(&self, kind: ObjectKind) -> impl Iterator<Item = &DeletedObject> {
        let objects = self.container.objects();
        objects.filter(move |object| object.kind() == kind)
    }

    /// The deleted object that was deleted first of those that can be restored.
    pub fn first_deleted(&self) -> Option<&DeletedObject> {
        let (_, id) = self.container.times.first()?;
        self.deleted(*id)
    }

    /// How many deleted objects can be restored.
    pub fn deleted_count(&self) -> usize {
        self.container.places.len()
    }

    /// The deleted objects with this name, whatever the case, by id: where uniqueness counts
    /// deleted ones (`OP-4`). A user is found by the sign-in name it had and by the one it has.
    pub fn find_deleted<'a>(
        &'a self,
        name: Name,
        text: &str,
    ) -> impl Iterator<Item = &'a DeletedObject> + use<'a> {
        let ids = self.container.names.get(&(name, fold(text).into()));
        ids.into_iter()
            .flat_map(|ids| ids.iter())
            .filter_map(|id| self.deleted(*id))
    }
}
