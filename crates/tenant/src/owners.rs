//! Commands on the owners of groups (`OP-13`). A rule never makes owners, so those of a dynamic group change too.

use ingroup_directory::{Group, GroupKind, ObjectRef};
use ingroup_schema::{ObjectId, ObjectKind};

use crate::command::Outcome;
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

impl Tenant {
    pub(crate) fn add_owner(
        &mut self,
        group: ObjectId,
        owner: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let of = self.group_with_editable_owners(group)?;
        let object = self.known_object(owner)?;
        self.check_owner(owner)?;
        if of.is_owned_by(object) {
            return Err(Refusal::AlreadyOwner {
                owner: self.name_of(object),
                group: of.display_name().to_owned(),
            });
        }
        self.room(Room::OwnerOf(group))?;
        let mut changes = Vec::new();
        let added = self.directory.add_owner(group, owner, &mut changes);
        debug_assert!(added.is_ok(), "{added:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn remove_owner(
        &mut self,
        group: ObjectId,
        owner: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let of = self.group_with_editable_owners(group)?;
        let object = self.known_object(owner)?;
        if !of.is_owned_by(object) {
            return Err(Refusal::NotOwner {
                owner: self.name_of(object),
                id: owner,
                group: of.display_name().to_owned(),
            });
        }
        let is_user = |object: &ObjectRef| matches!(object, ObjectRef::User(_));
        if is_user(&object) && of.owners().filter(is_user).count() == 1 {
            return Err(Refusal::LastOwner {
                owner: self.name_of(object),
                group: of.display_name().to_owned(),
            });
        }
        let mut changes = Vec::new();
        let removed = self.directory.remove_owner(group, owner, &mut changes);
        debug_assert!(removed.is_ok(), "{removed:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Whether an object can own groups: a user or a service principal (1.5), a guest only if the tenant says so
    /// (1.2).
    pub(crate) fn check_owner(&self, owner: ObjectId) -> Result<(), Refusal> {
        let object = self.known_object(owner)?;
        match self.directory.kind_of(object) {
            Some(ObjectKind::ServicePrincipal) | None => Ok(()),
            Some(ObjectKind::User) => {
                let guests_may = self.directory.settings().allow_guests_to_be_group_owner;
                match guests_may || !self.is_guest(owner) {
                    true => Ok(()),
                    false => Err(Refusal::GuestOwner {
                        guest: self.name_of(object),
                    }),
                }
            }
            Some(kind) => Err(Refusal::OwnerKind { kind }),
        }
    }

    /// The group, if its owners are changed here: not synchronised, not Exchange's (1.6).
    fn group_with_editable_owners(&self, id: ObjectId) -> Result<&Group, Refusal> {
        let group = self.known_group(id)?;
        let name = group.display_name().to_owned();
        if group.facts().is_synced() {
            return Err(Refusal::Synchronised { object: name });
        }
        match group.kind() {
            kind @ (GroupKind::MailEnabledSecurity | GroupKind::Distribution) => {
                Err(Refusal::ManagedInExchange { group: name, kind })
            }
            GroupKind::Security | GroupKind::Microsoft365 => Ok(group),
        }
    }
}
