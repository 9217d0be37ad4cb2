//! How much a tenant may hold: one table of limits (2.11), what is used of each, and the checks before a change.
//!
//! Imports are not limited; what is over a limit then shows in [`Tenant::quotas`], and no more of it can be made.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{Existence, ObjectRef, Row};
use ingroup_schema::{Duration, ObjectId, PropertyKey, SubjectKind, Value, ValueRef, fold};

use crate::actor::Actor;
use crate::refusal::Refusal;
use crate::role_members::HeldRole;
use crate::roles::Role;
use crate::tenant::Tenant;

/// Declares [`Quota`] with its table: id, what is counted, limit, what to know.
macro_rules! quotas {
    ($($variant:ident, $id:literal, $counted:literal, $limit:literal, $note:literal;)*) => {
        /// A limit of the service.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Quota { $(#[doc = concat!("`", $id, "`: ", $counted, ".")] $variant,)* }

        impl Quota {
            /// All limits, in the order of their ids.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$variant),*];

            /// The id of the rule.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What is counted, in the plural.
            pub fn counted(self) -> &'static str {
                match self { $(Self::$variant => $counted,)* }
            }

            /// How many there may be; of [`Quota::Objects`], in a tenant without a domain of its own.
            pub fn limit(self) -> usize {
                match self { $(Self::$variant => $limit,)* }
            }

            /// What to know about it.
            pub fn note(self) -> &'static str {
                match self { $(Self::$variant => $note,)* }
            }
        }
    };
}

quotas! {
    DynamicGroups, "QUO-1", "dynamic groups and dynamic administrative units", 15_000, "This limit cannot be raised: delete dynamic groups that nobody needs.";
    MemberOfGroups, "QUO-2", "memberOf groups", 500, "Delete memberOf groups that nobody needs; they count among the dynamic groups too.";
    MemberOfSources, "QUO-3", "source groups in one memberOf rule", 50, "Split the rule over several groups.";
    RuleLength, "QUO-4", "characters in one membership rule", 3_072, "Shorten the rule, or split it over several groups.";
    CreatedByOne, "QUO-5", "objects created by one user", 250, "Deleted objects count while they can be restored, and a quarter for 30 days after that. Delete some, or let a Groups Administrator create: the roles Global, Groups and User Administrator lift the limit.";
    Objects, "QUO-6", "objects in the tenant", 50_000, "300,000 in a tenant with a verified domain of its own.";
    Owners, "QUO-7", "owners of one group", 100, "Remove owners who are no longer needed.";
    RoleAssignableGroups, "QUO-8", "role-assignable groups", 500, "Delete role-assignable groups that nobody needs.";
    SelectedGroups, "QUO-9", "groups in an expiration policy for selected groups", 500, "Take out a group that need not expire, or let the policy be for all groups.";
    UnitsOfObject, "QUO-10", "administrative units of one object", 30, "Remove the object from another administrative unit first.";
    RestrictedUnits, "QUO-10", "administrative units with restricted management", 100, "Delete one that nobody needs.";
    Subscriptions, "QUO-11", "subscriptions", 300, "End a subscription that nobody uses.";
    InOneRequest, "QUO-12", "members or owners in one request", 20, "Give the others in further requests.";
    ExtensionValues, "QUO-14", "extension values of one object", 100, "Clear values that no rule and no application reads.";
}

/// How many objects a tenant with a verified domain of its own may hold (`QUO-6`).
const OBJECTS_WITH_DOMAIN: usize = 300_000;

/// What the domains end in that the service gives itself, folded.
const INITIAL_DOMAIN: &str = ".ONMICROSOFT.COM";

/// For how long an object counts after it is gone for good (`QUO-5`).
const COUNTED_AFTER_PURGE: Duration = Duration::from_days(30);

/// The roles whose holders create without limit (`QUO-5`).
const WITHOUT_LIMIT: [Role; 3] = [Role::Global, Role::Groups, Role::User];

/// A limit and what is used of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotaUse {
    /// Which limit.
    pub quota: Quota,
    /// How many there are; where each group, user or object has its own limit, the most that one of them has. None
    /// for a limit on requests.
    pub used: Option<usize>,
    /// How many there may be.
    pub limit: usize,
    /// What has the most, where each has its own limit.
    pub most: Option<String>,
}

/// What there must be room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// One more object, created by this actor (`QUO-5`, `QUO-6`).
    Object(Actor),
    /// One more dynamic group or administrative unit (`QUO-1`).
    Dynamic,
    /// One more memberOf group (`QUO-2`).
    MemberOf,
    /// One more role-assignable group (`QUO-8`).
    RoleAssignable,
    /// One more administrative unit with restricted management (`QUO-10`).
    RestrictedUnit,
    /// One more subscription (`QUO-11`).
    Subscription,
    /// One more owner of this group (`QUO-7`).
    OwnerOf(ObjectId),
    /// One more administrative unit for this object (`QUO-10`).
    UnitOf(ObjectId),
    /// This many groups in the expiration policy (`QUO-9`).
    Selected(usize),
    /// This many members and owners in one request (`QUO-12`).
    Request(usize),
    /// This many values of directory extensions for one object (`QUO-14`).
    Extensions(usize),
}

impl Quota {
    /// What the service says, where its words are known.
    pub(crate) fn service_message(self, wanted: usize, limit: usize) -> Option<Cow<'static, str>> {
        let of = |whose: &str| {
            format!("The directory object quota limit for the {whose} has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.").into()
        };
        match self {
            Self::DynamicGroups => {
                Some("Dynamic group policies max allowed groups count reached".into())
            }
            Self::CreatedByOne => Some(of("Principal")),
            Self::Objects => Some(of("Tenant")),
            Self::Owners => Some(format!("Unable to perform operation as '{wanted}' would exceed the maximum quota count '{limit}' for forward-link owners.").into()),
            _ => None,
        }
    }
}

impl Tenant {
    /// Whether there is room for something more; the refusal names the limit.
    pub fn room(&self, room: Room) -> Result<(), Refusal> {
        let counts = &self.counts;
        let (quota, wanted, of) = match room {
            Room::Object(actor) => {
                self.room_of_creator(actor)?;
                (Quota::Objects, self.directory.object_count() + 1, None)
            }
            Room::Dynamic => (Quota::DynamicGroups, counts.dynamic.len() + 1, None),
            Room::MemberOf => (Quota::MemberOfGroups, counts.member_of.len() + 1, None),
            Room::RoleAssignable => {
                let wanted = counts.role_assignable.len() + 1;
                (Quota::RoleAssignableGroups, wanted, None)
            }
            Room::Subscription => {
                let wanted = self.directory.subscriptions().len() + 1;
                (Quota::Subscriptions, wanted, None)
            }
            Room::RestrictedUnit => (Quota::RestrictedUnits, counts.restricted.len() + 1, None),
            Room::OwnerOf(group) => {
                let group = self.known_group(group)?;
                let name = group.display_name().to_owned();
                (Quota::Owners, group.owner_count() + 1, Some(name))
            }
            Room::UnitOf(object) => {
                let object = self.known_object(object)?;
                let wanted = self.directory.units_of(object).count() + 1;
                (Quota::UnitsOfObject, wanted, Some(self.name_of(object)))
            }
            Room::Selected(wanted) => (Quota::SelectedGroups, wanted, None),
            Room::Request(wanted) => (Quota::InOneRequest, wanted, None),
            Room::Extensions(wanted) => (Quota::ExtensionValues, wanted, None),
        };
        let limit = self.limit_of(quota);
        match wanted > limit {
            true => Err(Refusal::OverQuota {
                quota,
                wanted,
                limit,
                of,
            }),
            false => Ok(()),
        }
    }

    /// All limits and what is used of each, by id. The cost is that of walking groups, memberships of administrative
    /// units, and the extension values of users and devices once.
    pub fn quotas(&self) -> Vec<QuotaUse> {
        let rows = Quota::ALL.into_iter().map(|quota| {
            let (used, most) = self.used_of(quota);
            QuotaUse {
                quota,
                used,
                limit: self.limit_of(quota),
                most,
            }
        });
        rows.collect()
    }

    fn used_of(&self, quota: Quota) -> (Option<usize>, Option<String>) {
        let counts = &self.counts;
        let whole = |used: usize| (Some(used), None);
        match quota {
            Quota::DynamicGroups => whole(counts.dynamic.len()),
            Quota::MemberOfGroups => whole(counts.member_of.len()),
            Quota::Objects => whole(self.directory.object_count()),
            Quota::RoleAssignableGroups => whole(counts.role_assignable.len()),
            Quota::RestrictedUnits => whole(counts.restricted.len()),
            Quota::Subscriptions => whole(self.directory.subscriptions().len()),
            Quota::SelectedGroups => {
                let policy = self.directory.lifecycle_policy();
                whole(policy.map_or(0, |policy| policy.selected.len()))
            }
            Quota::InOneRequest => (None, None),
            Quota::ExtensionValues => {
                let kinds = [SubjectKind::User, SubjectKind::Device];
                most(kinds.into_iter().flat_map(|kind| {
                    let table = self.directory.table(kind);
                    let names = table.extensions().cloned();
                    let keys: Vec<_> = names.map(PropertyKey::Extension).collect();
                    table.rows().map(move |row| {
                        let has = |key: &&PropertyKey| table.value(row, key) != ValueRef::Null;
                        let used = keys.iter().filter(has).count();
                        let object = ObjectRef::subject(kind, row);
                        (used, move || self.name_of(object))
                    })
                }))
            }
            Quota::MemberOfSources => most(counts.member_of.iter().map(|id| {
                let used = self.sources_of(*id).map_or(0, <[ObjectId]>::len);
                (used, || self.holder_name(*id))
            })),
            Quota::RuleLength => most(self.directory.rule_holders().map(|holder| {
                let rule = holder.rule().map_or("", |rule| rule);
                (rule.encode_utf16().count(), move || {
                    holder.display_name().to_owned()
                })
            })),
            Quota::Owners => most(
                self.directory
                    .groups()
                    .map(|group| (group.owner_count(), || group.display_name().to_owned())),
            ),
            Quota::CreatedByOne => most(self.directory.users().rows().filter_map(|row| {
                let id = self.directory.users().id(row)?;
                let used = self.quarters_of(id).div_ceil(4);
                Some((used, move || self.actor_name(Actor::User(id))))
            })),
            Quota::UnitsOfObject => {
                let mut units: BTreeMap<ObjectRef, usize> = BTreeMap::new();
                for object in self
                    .directory
                    .units()
                    .flat_map(|unit| unit.members().iter())
                {
                    *units.entry(object).or_default() += 1;
                }
                most(
                    units
                        .into_iter()
                        .map(|(object, used)| (used, move || self.name_of(object))),
                )
            }
        }
    }

    /// Whether an object can have these values beside those that it has (`QUO-14`).
    pub(crate) fn room_for_extensions(
        &self,
        kind: SubjectKind,
        row: Option<Row>,
        given: &[(PropertyKey, Value)],
    ) -> Result<(), Refusal> {
        let gives = |(key, value): &(PropertyKey, Value)| {
            matches!(key, PropertyKey::Extension(_)) && *value != Value::Null
        };
        match given.iter().any(gives) {
            true => self.room(Room::Extensions(self.extension_values(kind, row, given))),
            false => Ok(()),
        }
    }

    /// How many values of directory extensions an object will have when it is given these.
    pub(crate) fn extension_values(
        &self,
        kind: SubjectKind,
        row: Option<Row>,
        given: &[(PropertyKey, Value)],
    ) -> usize {
        let table = self.directory.table(kind);
        let held = row.into_iter().flat_map(|row| {
            let has = move |key: &PropertyKey| table.value(row, key) != ValueRef::Null;
            table
                .extensions()
                .cloned()
                .map(PropertyKey::Extension)
                .filter(has)
        });
        let mut keys: BTreeSet<PropertyKey> = held.collect();
        for (key, value) in given {
            match (key, value) {
                (PropertyKey::Known(_), _) => {}
                (PropertyKey::Extension(_), Value::Null) => {
                    keys.remove(key);
                }
                (PropertyKey::Extension(_), _) => {
                    keys.insert(key.clone());
                }
            }
        }
        keys.len()
    }

    fn limit_of(&self, quota: Quota) -> usize {
        let own_domain = || {
            let mut domains = self.directory.organization().verified_domains.iter();
            domains
                .any(|domain| !domain.is_initial && !fold(&domain.name).ends_with(INITIAL_DOMAIN))
        };
        match quota {
            Quota::Objects if own_domain() => OBJECTS_WITH_DOMAIN,
            other => other.limit(),
        }
    }

    /// Users without one of three roles create at most 250 objects (`QUO-5`, C-26).
    fn room_of_creator(&self, actor: Actor) -> Result<(), Refusal> {
        let Actor::User(user) = actor else {
            return Ok(());
        };
        let without_limit =
            |held: HeldRole| held.unit.is_none() && WITHOUT_LIMIT.contains(&held.role);
        if self.roles_of(user).any(without_limit) {
            return Ok(());
        }
        let quota = Quota::CreatedByOne;
        let limit = self.limit_of(quota);
        let wanted = (self.quarters_of(user) + 4).div_ceil(4);
        match wanted > limit {
            true => Err(Refusal::OverQuota {
                quota,
                wanted,
                limit,
                of: Some(self.actor_name(actor)),
            }),
            false => Ok(()),
        }
    }

    /// How many quarters of an object count for somebody who created objects: four for each that is there or can
    /// be restored, one for each that is gone for good since at most 30 days.
    fn quarters_of(&self, creator: ObjectId) -> usize {
        let now = self.clock.now();
        let created = self.directory.created_by(creator);
        let quarters = created.map(|(_, existence)| match existence {
            Existence::Active | Existence::Restorable => 4,
            Existence::Gone(at) if now.since(at) <= COUNTED_AFTER_PURGE => 1,
            Existence::Gone(_) => 0,
        });
        quarters.sum()
    }
}

/// The most that one of many uses, and its name; nothing has the most if all use nothing.
fn most<N: FnOnce() -> String>(
    uses: impl Iterator<Item = (usize, N)>,
) -> (Option<usize>, Option<String>) {
    // The first of equals is named, so that the answer does not depend on what comes after.
    let first_most = uses.reduce(|best, next| if next.0 > best.0 { next } else { best });
    match first_most {
        Some((used, name)) if used > 0 => (Some(used), Some(name())),
        Some(_) | None => (Some(0), None),
    }
}
