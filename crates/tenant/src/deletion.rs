//! Deletion, and what undoes it or makes it final (`OP-7` to `OP-9`, C-1).

use ingroup_directory::{
    DeletedFacts, DeletedObject, DynamicGroups, GroupFacts, GroupKind, GroupRow, Link, RuleHolder,
};
use ingroup_rule::analyse;
use ingroup_schema::{Duration, Instant, ObjectId, ObjectKind};

use crate::actor::{Actor, Initiator, SystemActor};
use crate::command::Outcome;
use crate::quota::{Quota, Room};
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// For how long a deleted object can be restored (`OP-8`); nobody can change it.
const RESTORABLE: Duration = Duration::from_days(30);

/// The instant from which a deleted object can no longer be restored.
pub fn restorable_until(object: &DeletedObject) -> Instant {
    object.deleted_date_time().saturating_add(RESTORABLE)
}

impl Tenant {
    pub(crate) fn delete_user(
        &mut self,
        user: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.known_user(user)?;
        let groups = self.groups_to_leave(user);
        let now = self.clock.now();
        let mut changes = Vec::new();
        let groups = DynamicGroups::Known(&groups);
        let deleted = self
            .directory
            .soft_delete_user(user, groups, now, &mut changes);
        deleted.map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn delete_device(
        &mut self,
        device: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.known_device(device)?;
        self.end(device, outcome)
    }

    pub(crate) fn delete_group(
        &mut self,
        group: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let facts = self.known_group(group)?.facts();
        if facts.is_synced() {
            return Err(Refusal::Synchronised {
                object: facts.display_name.to_string(),
            });
        }
        if !facts.assigned_licenses.is_empty() {
            return Err(Refusal::Licensed {
                group: facts.display_name.to_string(),
            });
        }
        let stays = match facts.kind() {
            GroupKind::Microsoft365 => true,
            GroupKind::Security => self.directory.settings().security_group_soft_delete,
            GroupKind::MailEnabledSecurity | GroupKind::Distribution => false,
        };
        if !stays {
            return self.end(group, outcome);
        }
        let now = self.clock.now();
        let mut changes = Vec::new();
        let deleted = self.directory.soft_delete_group(group, now, &mut changes);
        deleted.map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn delete_unit(
        &mut self,
        unit: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.known_unit(unit)?;
        let now = self.clock.now();
        let mut changes = Vec::new();
        let deleted = self.directory.soft_delete_unit(unit, now, &mut changes);
        deleted.map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Brings a deleted object back. What is dynamic comes back empty and is filled by its rule, and nobody comes
    /// back to what is dynamic: their rules decide (`OP-8`, `OP-9`, N-21).
    pub(crate) fn restore(&mut self, id: ObjectId, outcome: &mut Outcome) -> Result<(), Refusal> {
        let object = self.restorable(id)?;
        match object.facts() {
            DeletedFacts::User { principal_name, .. } => {
                self.check_sign_in_name_is_free(principal_name.as_deref())?;
                self.check_units_of_restored(object)?;
            }
            DeletedFacts::Group { facts, .. } => {
                self.check_restored_group(id, facts)?;
                self.check_units_of_restored(object)?;
            }
            DeletedFacts::Unit { facts, .. } => {
                if facts.is_dynamic() {
                    let rule = facts.membership_rule.as_deref();
                    self.check_restored_rule(id, &facts.display_name, rule)?;
                } else {
                    self.check_members_of_restored(object)?;
                }
                if facts.is_member_management_restricted {
                    self.room(Room::RestrictedUnit)?;
                }
            }
        }
        let mut changes = Vec::new();
        let restored = self.directory.restore(id, &mut changes);
        restored.map_err(|error| Refusal::unexpected(&error))?;
        self.date_restored_group(id, &mut changes);
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn purge(&mut self, id: ObjectId, outcome: &mut Outcome) -> Result<(), Refusal> {
        self.restorable(id)?;
        self.end(id, outcome)
    }

    /// Ends the deleted objects whose time is over.
    pub(crate) fn purge_expired(&mut self, outcome: &mut Outcome) {
        let now = self.clock.now();
        let mut changes = Vec::new();
        while let Some(object) = self.directory.first_deleted()
            && restorable_until(object) <= now
        {
            let id = object.id();
            let none = DynamicGroups::Known(&[]);
            let purged = self.directory.purge(id, none, now, &mut changes);
            if purged.is_err() {
                break;
            }
        }
        if !changes.is_empty() {
            let service = Actor::System(SystemActor::ApprovalManagement);
            self.wrote_as(Initiator::Actor(service), None, changes, outcome);
        }
    }

    /// Ends an object for good.
    pub(crate) fn end(&mut self, id: ObjectId, outcome: &mut Outcome) -> Result<(), Refusal> {
        let groups = self.groups_to_leave(id);
        let now = self.clock.now();
        let mut changes = Vec::new();
        let groups = DynamicGroups::Known(&groups);
        let ended = self.directory.purge(id, groups, now, &mut changes);
        ended.map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    /// The dynamic groups that an object which is about to go is in.
    pub(crate) fn groups_to_leave(&self, id: ObjectId) -> Vec<GroupRow> {
        let object = self.directory.resolve(id);
        object.map_or_else(Vec::new, |object| self.dynamic_groups_of(object))
    }

    fn restorable(&self, id: ObjectId) -> Result<&DeletedObject, Refusal> {
        self.directory
            .deleted(id)
            .ok_or_else(|| Refusal::NotDeleted {
                identity: id.to_string(),
            })
    }

    /// A group that comes back takes its place again: its nickname, and its room (N-11).
    fn check_restored_group(&self, id: ObjectId, facts: &GroupFacts) -> Result<(), Refusal> {
        self.check_nickname_is_free(Some(id), facts)?;
        if facts.is_assignable_to_role == Some(true) {
            self.room(Room::RoleAssignable)?;
        }
        match facts.is_dynamic() {
            true => {
                let rule = facts.membership_rule.as_deref();
                self.check_restored_rule(id, &facts.display_name, rule)
            }
            false => Ok(()),
        }
    }

    fn check_restored_rule(
        &self,
        id: ObjectId,
        name: &str,
        rule: Option<&str>,
    ) -> Result<(), Refusal> {
        let rule = rule.and_then(|text| analyse(text, None).rule);
        self.check_room_for_rule(Some(id), name, rule.as_ref())
    }

    /// A deleted user's address may have been given to somebody else (`OP-9`).
    fn check_sign_in_name_is_free(&self, name: Option<&str>) -> Result<(), Refusal> {
        match name.filter(|name| self.directory.user_by_principal_name(name).is_some()) {
            Some(name) => Err(Refusal::NotUnique {
                kind: ObjectKind::User,
                property: "userPrincipalName",
                value: name.to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// What comes back to more administrative units than one object may be in (`QUO-10`).
    fn check_units_of_restored(&self, object: &DeletedObject) -> Result<(), Refusal> {
        let is_assigned_unit = |link: &Link| match link {
            Link::MemberOf(id) => match self.directory.rule_holder(*id) {
                Some(holder @ RuleHolder::Unit(_)) => !holder.is_dynamic(),
                Some(RuleHolder::Group(_)) | None => false,
            },
            _ => false,
        };
        let quota = Quota::UnitsOfObject;
        let wanted = object.links().filter(is_assigned_unit).count();
        match wanted > quota.limit() {
            true => Err(Refusal::OverQuota {
                quota,
                wanted,
                limit: quota.limit(),
                of: object.display_name().map(str::to_owned),
            }),
            false => Ok(()),
        }
    }

    /// The members of an administrative unit that comes back may be in as many others as they can be (`QUO-10`).
    fn check_members_of_restored(&self, unit: &DeletedObject) -> Result<(), Refusal> {
        let there = |id: &ObjectId| self.directory.resolve(*id).is_some();
        unit.members()
            .filter(there)
            .try_for_each(|member| self.room(Room::UnitOf(member)))
    }
}
