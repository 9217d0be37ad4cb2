//! From changes to what is kept of them: which changes the log has a word for, and which only follow from others.

mod memberships;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_directory::{
    Change, DeletedFacts, DeletedObject, Directory, GroupField, RoleAssignment, RoleScope, Row,
    SETTINGS, SettingArea, Settings, UserFacts, Way,
};
use ingroup_schema::{ObjectId, ObjectKind, SubjectKind, Value};

use super::activity::Activity;
use super::aim::{aim_at, deleted_aim, group_aim, plain_aim};
use super::facts::{
    application_changed, created, group_changed, group_created, license_changed, unit_changed,
    unit_created,
};
use super::record::{Aim, Deed, Modified, TargetType, Trace};
use super::update::{Replaced, Updated};
use super::values::{Shown, capital};
use super::{lifecycle, requests};
use crate::roles::Role;
use crate::subject_values::key_of;

/// The dates of a group's life.
const LIFE: [GroupField; 3] = [
    GroupField::Renewed,
    GroupField::Expires,
    GroupField::LastActivity,
];

/// What the log says of a new user.
const NEW_USER: [&str; 4] = [
    "accountEnabled",
    "displayName",
    "userPrincipalName",
    "userType",
];

/// Why licences were not given, by user (`LOG-3`).
pub(crate) type Reasons = BTreeMap<ObjectId, Arc<str>>;

/// What the log keeps of the changes of one unit of work; the directory is as it is after them.
pub(crate) fn traces(directory: &Directory, changes: &[Change], reasons: &Reasons) -> Vec<Trace> {
    let mut writer = Writer {
        directory,
        followed: followed(changes),
        licensed: licensed(changes),
        reasons,
        traces: Vec::with_capacity(changes.len()),
        updates: match changes {
            [_] => None,
            _ => Some(BTreeMap::new()),
        },
    };
    for change in changes {
        writer.write(change);
    }
    writer.traces
}

/// The objects that are deleted or restored in these changes: what else happens to them has no entry (`OP-9`).
fn followed(changes: &[Change]) -> BTreeSet<ObjectId> {
    let ids = changes.iter().filter_map(|change| match change {
        Change::SubjectDeleted { id, .. }
        | Change::Restored { id, .. }
        | Change::GroupDeleted { group: id, .. }
        | Change::UnitDeleted { unit: id, .. }
        | Change::OtherDeleted { id, .. }
        | Change::ApplicationDeleted { id, .. } => Some(*id),
        _ => None,
    });
    ids.collect()
}

/// The users whose licences change in these changes.
fn licensed(changes: &[Change]) -> BTreeSet<ObjectId> {
    let users = changes.iter().filter_map(|change| match change {
        Change::LicensesChanged { user, .. } => Some(*user),
        _ => None,
    });
    users.collect()
}

struct Writer<'a> {
    directory: &'a Directory,
    followed: BTreeSet<ObjectId>,
    /// The users whose licences change: that their plans do has no entry of its own.
    licensed: BTreeSet<ObjectId>,
    reasons: &'a Reasons,
    traces: Vec<Trace>,
    /// Where the entry on the changes of an object is, if there can be more of them.
    updates: Option<BTreeMap<(SubjectKind, Row), usize>>,
}

impl Writer<'_> {
    fn write(&mut self, change: &Change) {
        match change {
            Change::ObjectMoved { kind, row, groups } if self.followed.is_empty() => {
                return self.object_moved(*kind, *row, groups);
            }
            _ => change.moved().for_each(|moved| self.members_moved(moved)),
        }
        match change {
            Change::OwnerAdded { group, owner, .. } => self.owner_moved(*group, *owner, Way::In),
            Change::OwnerRemoved { group, owner, .. } => self.owner_moved(*group, *owner, Way::Out),
            Change::SubjectCreated { kind, id, .. } => self.subject_created(*kind, *id),
            Change::SubjectDeleted {
                kind,
                id,
                display_name,
                ..
            } => self.subject_deleted(*kind, *id, display_name),
            Change::ValueChanged { id, property, .. }
                if property.name() == "assignedPlans" && self.licensed.contains(id) => {}
            Change::ValueChanged {
                kind,
                id,
                row,
                property,
                old,
                new,
            } => {
                let replaced = Replaced {
                    property: property.clone(),
                    old: old.clone(),
                    new: new.clone(),
                };
                self.value_changed(*kind, *id, *row, replaced);
            }
            Change::FactsChanged { kind, row, .. } => self.updated(*kind, *row, None),
            Change::LicensesChanged { user, old, new, .. } => {
                self.licenses_changed(*user, old, new);
            }
            Change::ManagerChanged { user, old, new, .. } => {
                let follows = [Some(*user), *old, *new].into_iter().flatten();
                if !follows.into_iter().any(|id| self.followed.contains(&id)) {
                    let modified = modified("Manager", old.shown(), new.shown());
                    self.deed(
                        Activity::SetUserManager,
                        vec![self.aim(*user)],
                        vec![modified],
                    );
                }
            }
            Change::GroupCreated { group, .. } if self.followed.contains(group) => {}
            Change::GroupCreated { group, .. } => {
                if let Some(made) = self.directory.group(*group) {
                    let facts = group_created(made.facts());
                    self.deed(Activity::AddGroup, vec![self.aim(*group)], facts);
                }
            }
            Change::GroupChanged {
                group,
                fields,
                old,
                new,
                ..
            // The dates of a group's life have their own entries, or none.
            } if fields.iter().any(|field| !LIFE.contains(field)) => {
                let aim = group_aim(*group, new);
                let activity = match fields[..] {
                    [GroupField::AssignedLicenses] => Activity::SetGroupLicense,
                    _ => Activity::UpdateGroup,
                };
                self.deed(activity, vec![aim], group_changed(fields, old, new));
            }
            Change::GroupChanged { .. } => {}
            Change::GroupDeleted { group, facts, .. } => {
                self.deed(
                    Activity::DeleteGroup,
                    vec![group_aim(*group, facts)],
                    Vec::new(),
                );
            }
            Change::UnitCreated { unit, .. } if self.followed.contains(unit) => {}
            Change::UnitCreated { unit, .. } => {
                if let Some(made) = self.directory.unit(*unit) {
                    let facts = unit_created(made.facts());
                    self.deed(Activity::AddUnit, vec![self.aim(*unit)], facts);
                }
            }
            Change::UnitChanged {
                unit,
                fields,
                old,
                new,
                ..
            } => {
                let aim = plain_aim(*unit, TargetType::AdministrativeUnit, &new.display_name);
                self.deed(
                    Activity::UpdateUnit,
                    vec![aim],
                    unit_changed(fields, old, new),
                );
            }
            Change::UnitDeleted { unit, facts, .. } => {
                let aim = plain_aim(*unit, TargetType::AdministrativeUnit, &facts.display_name);
                self.deed(Activity::DeleteUnit, vec![aim], Vec::new());
            }
            Change::Restored { kind, id } => self.restored(*kind, *id),
            Change::Purged { object } => self.purged(object),
            Change::SettingsChanged { old, new } => self.settings_changed(old, new),
            Change::OrganizationChanged => {
                let organization = self.directory.organization();
                let name = organization.display_name.clone().unwrap_or_default();
                let aim = plain_aim(organization.id, TargetType::Directory, &name);
                self.deed(Activity::SetCompanyInformation, vec![aim], Vec::new());
            }
            Change::RoleAssigned { assignment } => self.role_moved(*assignment, Way::In),
            Change::RoleUnassigned { assignment } => self.role_moved(*assignment, Way::Out),
            Change::ApplicationCreated { id } => {
                if let Some(made) = self.directory.application(*id) {
                    let facts = made.facts();
                    let aim = plain_aim(*id, TargetType::Application, &facts.display_name);
                    let app_id = created("AppId".into(), facts.app_id.shown());
                    let app_id = app_id.into_iter().collect();
                    self.deed(Activity::AddApplication, vec![aim], app_id);
                }
            }
            Change::ApplicationChanged { id, old, new } => {
                let aim = plain_aim(*id, TargetType::Application, &new.display_name);
                let modified = application_changed(old, new);
                self.deed(Activity::UpdateApplication, vec![aim], modified);
            }
            Change::ApplicationDeleted { id, facts } => {
                let kinds = [TargetType::Application, TargetType::ServicePrincipal];
                let ids = [Some(*id), facts.service_principal];
                let aims = ids
                    .into_iter()
                    .zip(kinds)
                    .filter_map(|(id, kind)| Some(plain_aim(id?, kind, &facts.display_name)));
                self.deed(Activity::DeleteApplication, aims.collect(), Vec::new());
            }
            Change::AccessAssigned {
                application,
                principal,
            } => self.access_moved(*application, *principal, Way::In),
            Change::AccessRemoved {
                application,
                principal,
            } => self.access_moved(*application, *principal, Way::Out),
            Change::GroupRenewed { group, by } => {
                let deed = lifecycle::renewed(self.directory, *group, *by);
                self.traces.push(deed);
            }
            Change::LifecyclePolicyChanged { old, new } => {
                let deeds =
                    lifecycle::policy_changed(self.directory, old.as_deref(), new.as_deref());
                self.traces.extend(deeds);
            }
            Change::JoinRequested { request } => {
                self.traces
                    .extend(requests::requested(self.directory, request));
            }
            Change::JoinRequestSettled { request } => {
                self.traces
                    .extend(requests::settled(self.directory, request));
            }
            // That a deleted object can be restored is told by its deletion; what comes with an import only is
            // nobody's deed; a service principal comes and goes with its application; memberships were looked at
            // above.
            Change::SoftDeleted { .. }
            | Change::OtherCreated { .. }
            | Change::OtherDeleted { .. }
            | Change::SubscriptionsChanged
            | Change::RolesChanged
            | Change::MembersChanged { .. }
            | Change::ObjectMoved { .. }
            | Change::MemberAdded { .. }
            | Change::MemberRemoved { .. }
            | Change::UnitMemberAdded { .. }
            | Change::UnitMemberRemoved { .. } => {}
        }
    }

    // ---- users and devices

    fn subject_created(&mut self, kind: SubjectKind, id: ObjectId) {
        if self.followed.contains(&id) {
            return;
        }
        let (activity, modified) = match kind {
            SubjectKind::Device => (Activity::AddDevice, Vec::new()),
            SubjectKind::User => {
                let users = self.directory.users();
                let values = NEW_USER.into_iter().filter_map(|name| {
                    let value = users.owned(users.row(id)?, &key_of(SubjectKind::User, name)?);
                    created(capital(name), value.shown())
                });
                (Activity::AddUser, values.collect())
            }
        };
        self.deed(activity, vec![self.aim(id)], modified);
    }

    fn subject_deleted(&mut self, kind: SubjectKind, id: ObjectId, name: &Value) {
        let activity = match kind {
            SubjectKind::User => Activity::DeleteUser,
            SubjectKind::Device => Activity::DeleteDevice,
        };
        let aim = match self.directory.deleted(id) {
            Some(deleted) => deleted_aim(deleted),
            None => Aim {
                id: Some(id),
                kind: TargetType::from(ObjectKind::from(kind)),
                name: name.shown(),
                principal_name: None,
                group: None,
            },
        };
        self.deed(activity, vec![aim], Vec::new());
    }

    fn value_changed(&mut self, kind: SubjectKind, id: ObjectId, row: Row, replaced: Replaced) {
        let account = kind == SubjectKind::User && replaced.property.name() == "accountEnabled";
        match (account, &replaced.new) {
            (true, Value::Boolean(enabled)) => {
                let activity = match enabled {
                    true => Activity::EnableAccount,
                    false => Activity::DisableAccount,
                };
                self.deed(activity, vec![self.aim(id)], vec![replaced.modified()]);
            }
            _ => self.updated(kind, row, Some(replaced)),
        }
    }

    /// All changes of one object in one unit are one entry.
    fn updated(&mut self, kind: SubjectKind, row: Row, replaced: Option<Replaced>) {
        if let Some(updates) = &mut self.updates {
            let next = self.traces.len();
            let place = *updates.entry((kind, row)).or_insert(next);
            if let Some(Trace::Updated(known)) = self.traces.get_mut(place) {
                known.values.extend(replaced);
                return;
            }
        }
        self.traces.push(Trace::Updated(Box::new(Updated {
            kind,
            row,
            values: replaced.into_iter().collect(),
        })));
    }

    // ---- restored and gone for good

    fn restored(&mut self, kind: ObjectKind, id: ObjectId) {
        let activity = match kind {
            ObjectKind::User => Activity::RestoreUser,
            ObjectKind::Group => Activity::RestoreGroup,
            ObjectKind::AdministrativeUnit => Activity::RestoreUnit,
            ObjectKind::Device | ObjectKind::OrgContact | ObjectKind::ServicePrincipal => return,
        };
        self.deed(activity, vec![self.aim(id)], Vec::new());
    }

    fn purged(&mut self, object: &DeletedObject) {
        let activity = match object.facts() {
            DeletedFacts::User { .. } => Activity::HardDeleteUser,
            DeletedFacts::Group { .. } => Activity::HardDeleteGroup,
            DeletedFacts::Unit { .. } => Activity::HardDeleteUnit,
        };
        self.deed(activity, vec![deleted_aim(object)], Vec::new());
    }

    // ---- roles, access, settings

    fn role_moved(&mut self, held: RoleAssignment, way: Way) {
        if self.followed.contains(&held.principal) {
            return;
        }
        let known = Role::by_template(held.role).map(Role::name);
        let mut roles = self.directory.roles().iter();
        let listed = roles.find(|role| role.template == held.role);
        let name = known.map(str::to_owned);
        let name = name.or_else(|| listed.map(|role| role.display_name.to_string()));
        let name: Arc<str> = name.unwrap_or_else(|| held.role.to_string()).into();
        let mut targets = vec![
            self.aim(held.principal),
            plain_aim(held.role, TargetType::Role, &name),
        ];
        let activity = match (held.scope, way) {
            (RoleScope::Tenant, Way::In) => Activity::AddMemberToRole,
            (RoleScope::Tenant, Way::Out) => Activity::RemoveMemberFromRole,
            (RoleScope::Unit(_), Way::In) => Activity::AddScopedMemberToRole,
            (RoleScope::Unit(_), Way::Out) => Activity::RemoveScopedMemberFromRole,
        };
        if let RoleScope::Unit(unit) = held.scope {
            if self.followed.contains(&unit) {
                return;
            }
            targets.push(self.aim(unit));
        }
        self.deed(
            activity,
            targets,
            vec![by_way("Role.DisplayName", name, way)],
        );
    }

    fn access_moved(&mut self, application: ObjectId, principal: ObjectId, way: Way) {
        if self.followed.contains(&application) || self.followed.contains(&principal) {
            return;
        }
        let aim = self.aim(principal);
        let activity = match (aim.kind, way) {
            (TargetType::User, Way::In) => Activity::AddAccessOfUser,
            (TargetType::User, Way::Out) => Activity::RemoveAccessOfUser,
            (TargetType::Group, Way::In) => Activity::AddAccessOfGroup,
            (TargetType::Group, Way::Out) => Activity::RemoveAccessOfGroup,
            (_, Way::In) => Activity::AddAccessOfServicePrincipal,
            (_, Way::Out) => Activity::RemoveAccessOfServicePrincipal,
        };
        let known = self.directory.application(application);
        let name = known.map(|known| known.facts().display_name.clone());
        let name = name.unwrap_or_default();
        let targets = vec![aim, plain_aim(application, TargetType::Application, &name)];
        self.deed(
            activity,
            targets,
            vec![by_way("Application.DisplayName", name, way)],
        );
    }

    /// One entry for each place in which the service keeps settings; the model's own options are not the service's.
    fn settings_changed(&mut self, old: &Settings, new: &Settings) {
        let areas: [(Activity, &str, &[SettingArea]); 2] = [
            (
                Activity::UpdateAuthorizationPolicy,
                "Authorization Policy",
                &[SettingArea::Authorization],
            ),
            (
                Activity::UpdateGroupSettings,
                "Group settings",
                &[SettingArea::GroupUnified, SettingArea::SelfService],
            ),
        ];
        for (activity, name, areas) in areas {
            let rows = SETTINGS.iter().filter(|row| areas.contains(&row.area));
            let modified = rows.filter_map(|row| {
                let (old, new) = (old.get(row.name).ok()?, new.get(row.name).ok()?);
                (old != new).then(|| modified(&capital(row.name), old.shown(), new.shown()))
            });
            let modified: Vec<Modified> = modified.collect();
            if !modified.is_empty() {
                let aim = Aim {
                    id: None,
                    kind: TargetType::Policy,
                    name: Some(name.into()),
                    principal_name: None,
                    group: None,
                };
                self.deed(activity, vec![aim], modified);
            }
        }
    }

    // ---- helpers

    fn licenses_changed(&mut self, user: ObjectId, old: &UserFacts, new: &UserFacts) {
        self.traces.push(Trace::Deed(Box::new(Deed {
            activity: Activity::ChangeUserLicense,
            targets: vec![self.aim(user)],
            modified: license_changed(old, new),
            failure: self.reasons.get(&user).cloned(),
        })));
    }

    fn deed(&mut self, activity: Activity, targets: Vec<Aim>, modified: Vec<Modified>) {
        self.traces.push(Trace::Deed(Box::new(Deed {
            activity,
            targets,
            modified,
            failure: None,
        })));
    }

    fn aim(&self, id: ObjectId) -> Aim {
        aim_at(self.directory, id)
    }
}

fn modified(property: &str, old: Option<Arc<str>>, new: Option<Arc<str>>) -> Modified {
    Modified {
        property: property.into(),
        old,
        new,
    }
}

/// What something came to is its new value, what it left its old one (`LOG-2`).
pub(super) fn by_way(property: &str, value: Arc<str>, way: Way) -> Modified {
    match way {
        Way::In => modified(property, None, Some(value)),
        Way::Out => modified(property, Some(value), None),
    }
}
