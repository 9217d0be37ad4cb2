//! Commands on the members of assigned groups.

use ingroup_directory::{Group, GroupFacts, GroupKind, ObjectRef};
use ingroup_schema::{ObjectId, ObjectKind};

use crate::actor::Actor;
use crate::capability::Capability;
use crate::command::Outcome;
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::target::About;
use crate::tenant::Tenant;

impl Tenant {
    pub(crate) fn add_members(
        &mut self,
        group: ObjectId,
        members: &[ObjectId],
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.room(Room::Request(members.len()))?;
        let to = self.group_with_editable_members(group)?;
        for member in members {
            let object = self.known_object(*member)?;
            self.check_member_kind(to.facts(), object)?;
            if to.members().contains(object) {
                return Err(Refusal::AlreadyMember {
                    member: self.name_of(object),
                    group: to.display_name().to_owned(),
                });
            }
        }
        self.check_guests(outcome.by, About::Object(group), to.facts(), members)?;
        let mut changes = Vec::new();
        for member in members {
            let added = self.directory.add_member(group, *member, &mut changes);
            debug_assert!(added.is_ok(), "{added:?}");
        }
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Who adds guests to a Microsoft 365 group by hand needs a role, or that tenant and group allow guests (1.2,
    /// 2.2). `about` is what roles are held against, `facts` what the group is.
    pub(crate) fn check_guests(
        &self,
        actor: Actor,
        about: About,
        facts: &GroupFacts,
        members: &[ObjectId],
    ) -> Result<(), Refusal> {
        let settings = self.directory.settings();
        let allowed = settings.allow_to_add_guests && facts.allow_to_add_guests != Some(false);
        if allowed || !facts.is_unified() {
            return Ok(());
        }
        let Some(guest) = members.iter().find(|member| self.is_guest(**member)) else {
            return Ok(());
        };
        let by_role = actor.id().is_none_or(|id| {
            let target = self.target(id, about);
            target.is_some_and(|target| self.has_by_role(id, Capability::UpdateMembers, &target))
        });
        match by_role {
            true => Ok(()),
            false => Err(Refusal::GuestMember {
                guest: self.actor_name(Actor::User(*guest)),
                group: facts.display_name.to_string(),
            }),
        }
    }

    pub(crate) fn remove_member(
        &mut self,
        group: ObjectId,
        member: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let from = self.group_with_editable_members(group)?;
        let object = self.known_object(member)?;
        if !from.members().contains(object) {
            return Err(Refusal::NotMember {
                member: self.name_of(object),
                id: member,
                group: from.display_name().to_owned(),
            });
        }
        let mut changes = Vec::new();
        let removed = self.directory.remove_member(group, member, &mut changes);
        debug_assert!(removed.is_ok(), "{removed:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    /// The group, if its members are edited by hand: not dynamic (`OP-11`), not synchronised, not Exchange's (1.6).
    pub(crate) fn group_with_editable_members(&self, id: ObjectId) -> Result<&Group, Refusal> {
        let group = self.known_group(id)?;
        let (facts, name) = (group.facts(), group.display_name().to_owned());
        if facts.is_dynamic() {
            return Err(Refusal::of_dynamic(group));
        }
        if facts.is_synced() {
            return Err(Refusal::Synchronised { object: name });
        }
        match group.kind() {
            kind @ (GroupKind::MailEnabledSecurity | GroupKind::Distribution) => {
                Err(Refusal::ManagedInExchange { group: name, kind })
            }
            GroupKind::Security | GroupKind::Microsoft365 => Ok(group),
        }
    }

    /// The nesting matrix of 1.6: what may be a member of what.
    pub(crate) fn check_member_kind(
        &self,
        group: &GroupFacts,
        member: ObjectRef,
    ) -> Result<(), Refusal> {
        let Some(member_kind) = self.directory.kind_of(member) else {
            return Ok(());
        };
        let group_kind = group.kind();
        if matches!(member, ObjectRef::Group(_)) && group.is_assignable_to_role == Some(true) {
            return Err(Refusal::NestedInRoleAssignable {
                group: group.display_name.to_string(),
            });
        }
        let allowed = match (group_kind, member) {
            (GroupKind::Microsoft365, _) => member_kind == ObjectKind::User,
            (_, ObjectRef::Group(row)) => {
                let nested = self.directory.group_at(row).map(Group::kind);
                nested == Some(GroupKind::Security)
            }
            _ => true,
        };
        match allowed {
            true => Ok(()),
            false => Err(Refusal::MemberKind {
                group_kind,
                member_kind,
            }),
        }
    }

    pub(crate) fn known_group(&self, id: ObjectId) -> Result<&Group, Refusal> {
        self.directory.group(id).ok_or_else(|| Refusal::NotFound {
            kind: ObjectKind::Group,
            identity: id.to_string(),
        })
    }

    pub(crate) fn known_object(&self, id: ObjectId) -> Result<ObjectRef, Refusal> {
        self.directory.resolve(id).ok_or_else(|| Refusal::NotFound {
            kind: ObjectKind::User,
            identity: id.to_string(),
        })
    }

    /// An object's name for messages.
    pub(crate) fn name_of(&self, object: ObjectRef) -> String {
        let name = self.directory.display_name(object).map(str::to_owned);
        name.or_else(|| self.directory.id_of(object).map(|id| id.to_string()))
            .unwrap_or_default()
    }
}
