//! A newer export of the same tenant: whatever it says becomes so, object by object.

mod holders;
mod rest;

use std::collections::BTreeMap;

use ingroup_directory::{DynamicGroups, GroupKind};
use ingroup_engine::Watch;
use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, Value, fold, property};

use super::coverage::{Coverage, FactList};
use super::subjects::Taking;
use crate::command::{Facts, Outcome};
use crate::refusal::Refusal;
use crate::tenant::Tenant;

impl Tenant {
    /// Becomes what a newer export says. It is done on a copy, which takes the tenant's place in the end, so that
    /// nothing is half done.
    pub(super) fn update_to(
        &mut self,
        facts: &Facts,
        coverage: &Coverage,
        watch: Watch<'_>,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.check_same_tenant(facts, coverage)?;
        let mut next = self.clone();
        let mut taking = Taking {
            tenant: &mut next,
            new: &facts.directory,
            coverage,
            outcome,
            watch,
            done: 0,
            taken: BTreeMap::new(),
        };
        taking.make_room_for_names()?;
        taking.delete()?;
        taking.organization()?;
        taking.others()?;
        taking.subjects()?;
        taking.groups()?;
        taking.units()?;
        taking.members(&facts.listed_members)?;
        taking.applications()?;
        taking.roles()?;
        taking.join_requests()?;
        taking.deleted()?;
        taking.lifecycle()?;
        taking.count_taken()?;
        taking.subscriptions()?;
        next.queue_found_licenses();
        next.purge_expired(outcome);
        *self = next;
        Ok(())
    }

    /// Refuses the export of another tenant: all that is here would be deleted.
    fn check_same_tenant(&self, facts: &Facts, coverage: &Coverage) -> Result<(), Refusal> {
        let (own, new) = (&self.directory, &facts.directory);
        let other_id = coverage.has(FactList::Organization)
            && new.organization().id != ObjectId::NIL
            && new.organization().id != own.organization().id;
        let users = own.users();
        let nobody_known = coverage.has(FactList::Users)
            && !users.is_empty()
            && !new
                .users()
                .rows()
                .filter_map(|row| new.users().id(row))
                .any(|id| users.row(id).is_some());
        match other_id || nobody_known {
            true => Err(Refusal::OtherTenant {
                name: own
                    .organization()
                    .display_name
                    .as_deref()
                    .unwrap_or("this one")
                    .to_owned(),
            }),
            false => Ok(()),
        }
    }
}

impl Taking<'_> {
    /// People may have got each other's sign-in names: whoever gives one away gives it away first.
    fn make_room_for_names(&mut self) -> Result<(), Refusal> {
        let known = property(SubjectKind::User, "userPrincipalName");
        let Some(key) = known.map(|known| PropertyKey::Known(known.id)) else {
            return Ok(());
        };
        if !self.coverage.has(FactList::Users) {
            return Ok(());
        }
        let (own, new) = (&self.tenant.directory, self.new);
        let mut in_the_way = Vec::new();
        for row in new.users().rows() {
            let name = new.user_principal_name(row);
            let holder = name.and_then(|name| own.user_by_principal_name(name));
            let holder = holder.and_then(|holder| own.users().id(holder));
            let Some(holder) = holder.filter(|holder| new.users().id(row) != Some(*holder)) else {
                continue;
            };
            let theirs = new.users().row(holder);
            let theirs = theirs.and_then(|row| new.user_principal_name(row));
            // Who is deleted gives the name away by that.
            if theirs.is_some_and(|theirs| name.is_none_or(|name| fold(theirs) != fold(name))) {
                in_the_way.push(holder);
            }
        }
        for holder in in_the_way {
            let key = key.clone();
            self.write(|directory, changes| {
                directory.set_value(holder, key, Value::Null, changes)
            })?;
        }
        Ok(())
    }

    /// Deletes what the export has no more.
    fn delete(&mut self) -> Result<(), Refusal> {
        for kind in SubjectKind::ALL {
            if self.coverage.has_subjects(kind) {
                let (own, new) = (self.tenant.directory.table(kind), self.new.table(kind));
                let ids = own.rows().filter_map(|row| own.id(row));
                let gone: Vec<ObjectId> = ids.filter(|id| new.row(*id).is_none()).collect();
                for id in gone {
                    match kind {
                        SubjectKind::User => self.delete_softly(ObjectKind::User, id)?,
                        SubjectKind::Device => self.tenant.end(id, self.outcome)?,
                    }
                }
            }
        }
        if self.coverage.has(FactList::Groups) {
            let groups = self.tenant.directory.groups();
            let gone = groups.filter(|group| self.new.group(group.id()).is_none());
            let gone: Vec<(ObjectId, GroupKind)> =
                gone.map(|group| (group.id(), group.kind())).collect();
            let security = self.tenant.directory.settings().security_group_soft_delete;
            for (id, kind) in gone {
                let stays = match kind {
                    GroupKind::Microsoft365 => true,
                    GroupKind::Security => security,
                    GroupKind::MailEnabledSecurity | GroupKind::Distribution => false,
                };
                match stays || self.new.deleted(id).is_some() {
                    true => self.delete_softly(ObjectKind::Group, id)?,
                    false => self.tenant.end(id, self.outcome)?,
                }
            }
        }
        if self.coverage.has(FactList::Units) {
            let units = self.tenant.directory.units().map(|unit| unit.id());
            let gone: Vec<ObjectId> = units.filter(|id| self.new.unit(*id).is_none()).collect();
            for id in gone {
                self.delete_softly(ObjectKind::AdministrativeUnit, id)?;
            }
        }
        Ok(())
    }

    /// Deletes an object so that it can be restored; since when it is deleted is as the export says, if it does.
    fn delete_softly(&mut self, kind: ObjectKind, id: ObjectId) -> Result<(), Refusal> {
        let now = self.tenant.clock.now();
        let deleted = self.new.deleted(id);
        let at = deleted.map_or(now, |deleted| deleted.deleted_date_time());
        let groups = self.tenant.groups_to_leave(id);
        self.write(|directory, changes| match kind {
            ObjectKind::Group => directory.soft_delete_group(id, at, changes),
            ObjectKind::AdministrativeUnit => directory.soft_delete_unit(id, at, changes),
            _ => directory.soft_delete_user(id, DynamicGroups::Known(&groups), at, changes),
        })
    }

    /// Brings an object back that is deleted here and there in the export.
    fn bring_back(&mut self, id: ObjectId) -> Result<(), Refusal> {
        match self.tenant.directory.deleted(id).is_some() {
            true => self.write(|directory, changes| directory.restore(id, changes)),
            false => Ok(()),
        }
    }

    fn subjects(&mut self) -> Result<(), Refusal> {
        for kind in SubjectKind::ALL {
            if !self.coverage.has_subjects(kind) {
                continue;
            }
            let table = self.new.table(kind);
            for row in table.rows() {
                self.tell()?;
                let Some(id) = table.id(row) else { continue };
                self.bring_back(id)?;
                match self.tenant.directory.table(kind).row(id) {
                    Some(_) => self.update_subject(kind, row)?,
                    None => self.create_subject(kind, row)?,
                }
            }
        }
        if self.coverage.has(FactList::Users) && self.coverage.has(FactList::Managers) {
            for row in self.new.users().rows() {
                self.tell()?;
                self.take_manager(row)?;
            }
        }
        Ok(())
    }
}
