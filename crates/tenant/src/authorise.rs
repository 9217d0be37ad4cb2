//! Whether somebody may do something: the table of capabilities held against roles, owners and switches (1.13).
//!
//! This comes before everything else in a command: who may not do a thing is not told whether it would have worked.

use std::collections::BTreeSet;

use ingroup_directory::{
    DeletedObject, Group, GroupKind, GroupRow, GroupType, MemberOfRole, RuleHolder, SettingArea,
};
use ingroup_rule::Kind;
use ingroup_schema::{ObjectId, ObjectKind, fold};

use crate::actor::Actor;
use crate::capability::{Capability, Everybody, On, Owners, Scope};
use crate::channel::Channel;
use crate::command::{Command, GroupChanges, NewGroup, NewTeam, UserChanges};
use crate::lifecycle::Lifecycle;
use crate::refusal::Refusal;
use crate::role_members::HeldRole;
use crate::roles::Role;
use crate::target::{About, Target};
use crate::tenant::Tenant;

/// Aliases that only a Global Administrator gives away (`OP-3`), in any case.
const RESERVED_ALIASES: &[&str] = &[
    "abuse",
    "admin",
    "administrator",
    "hostmaster",
    "majordomo",
    "postmaster",
    "root",
    "secure",
    "security",
    "ssl-admin",
    "webmaster",
];

/// One thing that a command needs to be allowed.
type Need = (Capability, About);

impl Tenant {
    /// Whether an actor may carry out a command.
    pub(crate) fn authorise(&self, actor: Actor, command: &Command) -> Result<(), Refusal> {
        let Some(id) = actor.id() else {
            return Ok(());
        };
        self.known_actor(actor, id)?;
        for (capability, about) in self.needs(id, command) {
            self.may(actor, capability, about)?;
        }
        Ok(())
    }

    /// Whether an actor has a capability; the refusal says who has. What is done to objects that are not there is
    /// allowed: that they are not there is for others to say.
    pub fn may(&self, actor: Actor, capability: Capability, about: About) -> Result<(), Refusal> {
        let Some(id) = actor.id() else {
            return Ok(());
        };
        let Some(target) = self.target(id, about) else {
            return Ok(());
        };
        let capability = target.stricter(capability);
        if self.has_by_role(id, capability, &target) || self.has_by_switch(actor, capability) {
            return Ok(());
        }
        match capability.owners() {
            Owners::May if target.owned => Ok(()),
            Owners::IfAssigned if target.owned && !target.dynamic => Ok(()),
            Owners::Never | Owners::May | Owners::IfAssigned => Err(Refusal::Denied {
                actor: self.actor_name(actor),
                deed: capability.words().replace("{}", &target.name),
                capability,
                for_units: self.roles_for_units(id),
            }),
        }
    }

    /// The roles that an object holds for administrative units alone, each with its unit, in words.
    fn roles_for_units(&self, id: ObjectId) -> Vec<String> {
        let held = self.roles_of(id).filter_map(|held| {
            let unit = self.directory.unit(held.unit?)?;
            let (role, unit) = (held.role.name(), unit.display_name());
            Some(format!("{role} for the administrative unit {unit}"))
        });
        held.collect()
    }

    /// Who acts must be there, and be what it is said to be.
    fn known_actor(&self, actor: Actor, id: ObjectId) -> Result<(), Refusal> {
        let kind = match actor {
            Actor::ServicePrincipal(_) => ObjectKind::ServicePrincipal,
            Actor::User(_) | Actor::BuiltIn | Actor::System(_) => ObjectKind::User,
        };
        let object = self.directory.resolve(id);
        match object.and_then(|object| self.directory.kind_of(object)) {
            Some(is) if is == kind => Ok(()),
            Some(_) | None => {
                let deleted = self.directory.deleted(id);
                let name = deleted.and_then(|gone| gone.display_name().map(str::to_owned));
                Err(Refusal::NoSuchActor {
                    actor: name.unwrap_or_else(|| id.to_string()),
                })
            }
        }
    }

    /// What a command needs to be allowed; nothing is needed for what no service has: time, queue, import.
    fn needs(&self, actor: ObjectId, command: &Command) -> Vec<Need> {
        use Capability as May;
        match command {
            Command::CreateUser(_) => vec![(May::CreateUser, About::Tenant)],
            Command::UpdateUser { user, changes } => {
                let capability = match only_usage_location(changes) {
                    true => May::SetUsageLocation,
                    false => May::UpdateUser,
                };
                vec![(capability, About::Object(*user))]
            }
            Command::DeleteUser { user } => vec![(May::DeleteUser, About::Object(*user))],
            Command::CreateDevice(_) => vec![(May::CreateDevice, About::Tenant)],
            Command::UpdateDevice { device, .. } => {
                vec![(May::UpdateDevice, About::Object(*device))]
            }
            Command::DeleteDevice { device } => {
                vec![(May::DeleteDevice, About::Object(*device))]
            }
            Command::CreateGroup(group) => needs_of_new(group),
            Command::UpdateGroup { group, changes } => self.needs_of_changes(*group, changes),
            Command::DeleteGroup { group } => vec![(May::DeleteGroup, About::Object(*group))],
            Command::CreateTeam(NewTeam::OfGroup(group)) => {
                vec![(May::UpdateGroup, About::Object(*group))]
            }
            Command::CreateTeam(NewTeam::WithGroup(group)) => needs_of_new(group),
            // Everybody may leave an assigned group (`OP-12`).
            Command::RemoveMember { member, .. } if *member == actor => Vec::new(),
            Command::AddMembers { group, .. } | Command::RemoveMember { group, .. } => {
                self.needs_of_members(*group)
            }
            // Whether it is themselves who join is looked at there.
            Command::Join { .. } | Command::RequestToJoin { .. } => Vec::new(),
            Command::StopRequest { request } if self.is_of(*request, actor) => Vec::new(),
            Command::DecideRequest { request, .. } | Command::StopRequest { request } => {
                let request = self.directory.join_request(*request);
                let group = request.map(|request| request.group);
                let needs = group.map(|group| (May::UpdateMembers, About::Object(group)));
                needs.into_iter().collect()
            }
            Command::Lifecycle(Lifecycle::Renew(group)) => {
                vec![(May::RenewGroup, About::Object(*group))]
            }
            // The service sees by itself whether people use a group.
            Command::Lifecycle(Lifecycle::NoteActivity(_)) => Vec::new(),
            Command::Lifecycle(_) => vec![(May::ConfigureExpiration, About::Tenant)],
            Command::CreateUnit(_) | Command::UpdateUnit { .. } | Command::DeleteUnit { .. } => {
                vec![(May::ManageUnits, About::Tenant)]
            }
            Command::AddUnitMember { unit, .. } | Command::RemoveUnitMember { unit, .. } => {
                match self.is_dynamic(*unit) {
                    true => Vec::new(),
                    false => vec![(May::ManageUnits, About::Tenant)],
                }
            }
            Command::Restore { object } => {
                self.needs_of_deleted(*object, May::RestoreUser, May::RestoreGroup)
            }
            Command::Purge { object } => {
                self.needs_of_deleted(*object, May::PurgeUser, May::PurgeGroup)
            }
            Command::AddOwner { group, .. } | Command::RemoveOwner { group, .. } => {
                vec![(May::UpdateOwners, About::Object(*group))]
            }
            Command::CreateApplication(_)
            | Command::DeleteApplication { .. }
            | Command::AddExtensionProperty { .. } => {
                vec![(May::ManageApplications, About::Tenant)]
            }
            Command::AssignAccess { principal, .. } | Command::RemoveAccess { principal, .. } => {
                vec![(May::AssignApplications, About::Object(*principal))]
            }
            Command::UpdateSettings(values) => {
                let areas: BTreeSet<SettingArea> =
                    values.iter().map(|(setting, _)| setting.area).collect();
                let needs = areas.into_iter().filter_map(setting_capability);
                needs.map(|needed| (needed, About::Tenant)).collect()
            }
            Command::UpdateOrganization(_) => {
                vec![(May::ConfigureOrganization, About::Tenant)]
            }
            Command::AddRoleMember(_) | Command::RemoveRoleMember(_) => {
                vec![(May::AssignRoles, About::Tenant)]
            }
            Command::AssignGroupLicenses { group, .. } | Command::ReprocessGroup { group } => {
                vec![(May::LicenseGroups, About::Object(*group))]
            }
            Command::AssignUserLicenses { user, .. } | Command::ReprocessUser { user } => {
                vec![(May::LicenseUsers, About::Object(*user))]
            }
            Command::CreateSubscription(_)
            | Command::UpdateSubscription { .. }
            | Command::AddServicePlan { .. } => {
                vec![(May::ManageSubscriptions, About::Tenant)]
            }
            Command::Import(_)
            | Command::SetClock { .. }
            | Command::SetClockMode { .. }
            | Command::ProcessQueue
            | Command::Processing(_) => Vec::new(),
        }
    }

    /// Whether a request is somebody's own.
    fn is_of(&self, request: ObjectId, actor: ObjectId) -> bool {
        let request = self.directory.join_request(request);
        request.is_some_and(|request| request.requester == actor)
    }

    /// Nobody at all edits the members of a dynamic group or unit (`OP-11`, `OP-71`): to speak of roles there would
    /// mislead.
    fn needs_of_members(&self, group: ObjectId) -> Vec<Need> {
        match self.is_dynamic(group) {
            true => Vec::new(),
            false => vec![(Capability::UpdateMembers, About::Object(group))],
        }
    }

    fn is_dynamic(&self, holder: ObjectId) -> bool {
        let holder = self.directory.rule_holder(holder);
        holder.is_some_and(RuleHolder::is_dynamic)
    }

    /// What it takes to restore or purge: nothing for what is not deleted.
    fn needs_of_deleted(&self, id: ObjectId, user: Capability, group: Capability) -> Vec<Need> {
        let kind = self.directory.deleted(id).map(DeletedObject::kind);
        let need = match kind {
            Some(ObjectKind::User) => (user, About::Object(id)),
            Some(ObjectKind::Group) => (group, About::Object(id)),
            Some(ObjectKind::AdministrativeUnit) => (Capability::ManageUnits, About::Tenant),
            Some(ObjectKind::Device | ObjectKind::OrgContact | ObjectKind::ServicePrincipal)
            | None => return Vec::new(),
        };
        vec![need]
    }

    fn needs_of_changes(&self, id: ObjectId, changes: &GroupChanges) -> Vec<Need> {
        let about = About::Object(id);
        let facts = self.directory.group(id).map(Group::facts);
        let was_dynamic = facts.is_some_and(|facts| facts.is_dynamic());
        let becomes_dynamic = changes
            .group_types
            .as_ref()
            .map(|types| types.contains(&GroupType::DynamicMembership))
            .filter(|wanted| *wanted != was_dynamic);
        let mut needs = Vec::new();
        if becomes_dynamic.is_some()
            || changes.processing_state.is_some()
            || changes.membership_rule.is_some()
        {
            // A group that becomes dynamic again may leave its rule out and takes up the stored one (N-9).
            let stored = facts
                .filter(|_| becomes_dynamic == Some(true))
                .and_then(|facts| facts.membership_rule.as_deref());
            let rule = changes.membership_rule.as_deref().or(stored);
            needs.push((rule_capability(rule), about));
        }
        let others = GroupChanges {
            group_types: None,
            membership_rule: None,
            processing_state: None,
            ..changes.clone()
        };
        if needs.is_empty() || !others.is_empty() {
            needs.push((Capability::UpdateGroup, about));
        }
        let nickname = changes.mail_nickname.as_deref();
        needs.extend(needs_of_alias(nickname));
        needs
    }

    /// Who becomes the owner of a new group without being named (`OP-1`): a user who creates it without a role always,
    /// one with a role only of a Microsoft 365 group without owners or of what they create in the panel (`OP-35`). Applications and the built-in administrator
    /// own nothing.
    pub(crate) fn owner_by_creation(&self, actor: Actor, group: &NewGroup) -> Option<ObjectId> {
        let Actor::User(user) = actor else {
            return None;
        };
        let unified = group.group_types.contains(&GroupType::Unified);
        let by_role = needs_of_new(group).into_iter().all(|(capability, about)| {
            let target = self.target(user, about);
            target.is_some_and(|target| self.has_by_role(user, capability, &target))
        });
        let in_panel = group.channel == Channel::MyGroups;
        let owns = !by_role || in_panel || (unified && group.owners.is_empty());
        (owns && !group.owners.contains(&user)).then_some(user)
    }

    pub(crate) fn has_by_role(
        &self,
        actor: ObjectId,
        capability: Capability,
        target: &Target,
    ) -> bool {
        let counts = |held: &HeldRole| match (held.unit, capability.scope()) {
            (None, _) => true,
            (Some(unit), Scope::Unit) => target.units.contains(&unit),
            (Some(_), Scope::Tenant) => false,
        };
        let grants = capability.grants();
        self.roles_of(actor).filter(counts).any(|held| {
            let grants_it =
                |(on, roles): &(On, &[Role])| roles.contains(&held.role) && self.is_on(*on, target);
            grants.iter().any(grants_it)
        })
    }

    fn is_on(&self, on: On, target: &Target) -> bool {
        match on {
            On::Everything => true,
            On::Security => target.kind == Some(GroupKind::Security),
            On::Microsoft365 => target.kind == Some(GroupKind::Microsoft365),
            On::NotGlobalAdministrators => !target.global_administrators,
            On::IfMemberOfRoles => {
                self.directory.settings().member_of_roles == MemberOfRole::GroupsAdministrator
            }
        }
    }

    /// The creation switches: they bind member users, never applications; guests create nothing (`OP-2`,
    /// C-15, C-16).
    fn has_by_switch(&self, actor: Actor, capability: Capability) -> bool {
        let everybody = capability.everybody();
        let switches = self.creation_switches();
        match actor {
            Actor::ServicePrincipal(_) => everybody != Everybody::Never,
            Actor::User(user) if !self.is_guest(user) => match everybody {
                Everybody::Never => false,
                Everybody::SecuritySwitch => switches.security,
                Everybody::Microsoft365Switch => {
                    let creators = switches.creators;
                    switches.microsoft_365 || creators.is_some_and(|group| self.is_in(user, group))
                }
            },
            Actor::User(_) | Actor::BuiltIn | Actor::System(_) => false,
        }
    }

    /// Whether a user is in a group, directly or through groups in it (`OP-2`).
    fn is_in(&self, user: ObjectId, group: ObjectId) -> bool {
        let Some(user) = self.directory.resolve(user) else {
            return false;
        };
        let Some(group) = self.directory.group(group) else {
            return false;
        };
        let mut seen: BTreeSet<GroupRow> = BTreeSet::from([group.row()]);
        let mut open = vec![group];
        while let Some(group) = open.pop() {
            if group.members().contains(user) {
                return true;
            }
            let nested = group.members().groups().filter(|row| seen.insert(*row));
            open.extend(nested.filter_map(|row| self.directory.group_at(row)));
        }
        false
    }
}

fn needs_of_new(group: &NewGroup) -> Vec<Need> {
    let unified = group.group_types.contains(&GroupType::Unified);
    let (create, kind) = match unified {
        true => (Capability::CreateMicrosoft365Group, GroupKind::Microsoft365),
        false => (Capability::CreateSecurityGroup, GroupKind::Security),
    };
    let about = About::NewGroup(kind);
    let mut needs = Vec::new();
    if group.is_assignable_to_role {
        needs.push((Capability::CreateRoleAssignableGroup, about));
    } else {
        needs.push((create, about));
        if group.group_types.contains(&GroupType::DynamicMembership) {
            needs.push((rule_capability(group.membership_rule.as_deref()), about));
        }
    }
    needs.extend(needs_of_alias(group.mail_nickname.as_deref()));
    needs
}

/// Whether an alias is a Global Administrator's to give (`OP-3`).
pub(crate) fn is_reserved(nickname: &str) -> bool {
    let wanted = fold(nickname);
    RESERVED_ALIASES.iter().any(|alias| fold(alias) == wanted)
}

fn needs_of_alias(nickname: Option<&str>) -> Option<Need> {
    is_reserved(nickname?).then_some((Capability::UseReservedAlias, About::Tenant))
}

/// A memberOf rule takes more than another one (`OP-27`, C-6).
fn rule_capability(rule: Option<&str>) -> Capability {
    let member_of = rule.is_some_and(|text| {
        let rule = ingroup_rule::analyse(text, None).rule;
        rule.is_some_and(|rule| matches!(rule.kind(), Kind::MemberOf(_)))
    });
    match member_of {
        true => Capability::EditMemberOfRule,
        false => Capability::EditRule,
    }
}

/// What setting something takes; nothing for the options of the model, which no service has.
fn setting_capability(area: SettingArea) -> Option<Capability> {
    match area {
        SettingArea::GroupUnified | SettingArea::SelfService => {
            Some(Capability::ConfigureGroupSettings)
        }
        SettingArea::Authorization => Some(Capability::ConfigureAuthorization),
        SettingArea::Model => None,
    }
}

fn only_usage_location(changes: &UserChanges) -> bool {
    !changes.attributes.is_empty()
        && changes.manager.is_none()
        && changes
            .attributes
            .iter()
            .all(|(property, _)| property.name() == "usageLocation")
}
