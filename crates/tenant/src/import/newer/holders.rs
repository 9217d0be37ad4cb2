//! Groups and administrative units of a newer export, with who is in them and who owns them.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, ObjectRef, RoleAssignment, RuleProcessing};
use ingroup_schema::{ObjectId, SubjectKind};

use super::super::coverage::FactList;
use super::super::subjects::Taking;
use crate::conversion::Before;
use crate::refusal::Refusal;

impl Taking<'_> {
    /// Groups with their facts and owners; who is in them comes later.
    pub(super) fn groups(&mut self) -> Result<(), Refusal> {
        if !self.coverage.has(FactList::Groups) {
            return Ok(());
        }
        let new = self.new;
        for group in new.groups() {
            let id = group.id();
            self.bring_back(id)?;
            let own = self
                .tenant
                .directory
                .group(id)
                .map(|own| own.facts().clone());
            let facts = match &own {
                Some(own) => self.coverage.group_facts(own, group.facts()),
                None => (**group.facts()).clone(),
            };
            let own = own.filter(|own| {
                own.group_types != facts.group_types
                    || own.membership_rule != facts.membership_rule
                    || own.rule_processing != facts.rule_processing
            });
            self.write(|directory, changes| match directory.group(id).is_some() {
                true => directory.set_group(id, facts, changes),
                false => directory.create_group(id, facts, changes).map(|_| ()),
            })?;
            if let Some(own) = own {
                self.convert(id, own.is_dynamic());
            }
        }
        if self.coverage.has(FactList::Owners) {
            for group in new.groups() {
                self.take_owners(group.id())?;
            }
        }
        Ok(())
    }

    /// Whom a group or unit cannot keep after the change goes at once (`OP-16`, `OP-17`).
    fn convert(&mut self, id: ObjectId, was_dynamic: bool) {
        self.tenant
            .convert(id, Before::of(was_dynamic), self.outcome);
    }

    fn take_owners(&mut self, id: ObjectId) -> Result<(), Refusal> {
        let owners = |directory: &Directory| -> BTreeSet<ObjectId> {
            let group = directory.group(id);
            let owners = group.into_iter().flat_map(|group| group.owners());
            owners.filter_map(|owner| directory.id_of(owner)).collect()
        };
        let (own, new) = (owners(&self.tenant.directory), owners(self.new));
        self.write(|directory, changes| {
            for owner in own.difference(&new) {
                directory.remove_owner(id, *owner, changes)?;
            }
            for owner in new.difference(&own) {
                if directory.resolve(*owner).is_some() {
                    directory.add_owner(id, *owner, changes)?;
                }
            }
            Ok(())
        })
    }

    /// Units with their facts and the roles in them; who is in them comes later.
    pub(super) fn units(&mut self) -> Result<(), Refusal> {
        if !self.coverage.has(FactList::Units) {
            return Ok(());
        }
        let new = self.new;
        for unit in new.units() {
            let id = unit.id();
            self.bring_back(id)?;
            let facts = (**unit.facts()).clone();
            let own = self
                .tenant
                .directory
                .unit(id)
                .map(|own| own.facts().clone());
            let own = own.filter(|own| **own != facts);
            self.write(|directory, changes| match directory.unit(id).is_some() {
                true => directory.set_unit(id, facts, changes),
                false => directory.create_unit(id, facts, changes).map(|_| ()),
            })?;
            if let Some(own) = own {
                self.convert(id, own.is_dynamic());
            }
        }
        Ok(())
    }

    /// The roles that count for one unit each.
    pub(super) fn scoped_roles(&mut self) -> Result<(), Refusal> {
        let new = self.new;
        for unit in new.units() {
            let held = |directory: &Directory| -> BTreeSet<RoleAssignment> {
                directory.scoped_role_members(unit.id()).collect()
            };
            let (own, theirs) = (held(&self.tenant.directory), held(new));
            self.write(|directory, changes| {
                for assignment in own.difference(&theirs) {
                    directory.unassign_role(*assignment, changes);
                }
                for assignment in theirs.difference(&own) {
                    if directory.resolve(assignment.principal).is_some() {
                        directory.assign_role(*assignment, changes)?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Who is in what: as listed, where it is not a rule that says it.
    pub(super) fn members(&mut self, listed: &BTreeSet<ObjectId>) -> Result<(), Refusal> {
        let groups = self.new.groups().map(|group| group.id());
        let groups = groups.filter(|id| listed.contains(id));
        let units = self.new.units().map(|unit| unit.id());
        let units = units.filter(|_| self.coverage.has(FactList::Units));
        let holders: Vec<ObjectId> = groups.chain(units).collect();
        for id in holders {
            if self.takes_as_listed(id) {
                self.take_members(id)?;
            }
        }
        Ok(())
    }

    /// Whether no rule works on who is in it.
    pub(in super::super) fn takes_as_listed(&self, id: ObjectId) -> bool {
        let holder = self.tenant.directory.rule_holder(id);
        holder.is_some_and(|holder| {
            let broken = || {
                let known = self.tenant.engine.group(id);
                known.is_none_or(|known| known.rule().is_err())
            };
            !holder.is_dynamic() || holder.processing() == Some(RuleProcessing::Paused) || broken()
        })
    }

    /// Makes the members of a group or unit those of the export.
    pub(in super::super) fn take_members(&mut self, id: ObjectId) -> Result<(), Refusal> {
        let new = self.new;
        let (Some(theirs), Some(own)) =
            (new.rule_holder(id), self.tenant.directory.rule_holder(id))
        else {
            return Ok(());
        };
        let (theirs, own) = (theirs.members().clone(), own.members().clone());
        let directory = &self.tenant.directory;
        let there = |object: ObjectRef| directory.resolve(new.id_of(object)?);
        let back = |object: ObjectRef| new.resolve(directory.id_of(object)?);
        let joined: Vec<ObjectRef> = theirs
            .iter()
            .filter_map(there)
            .filter(|object| !own.contains(*object))
            .collect();
        let left: Vec<ObjectRef> = own
            .iter()
            .filter(|object| !back(*object).is_some_and(|object| theirs.contains(object)))
            .collect();
        let rows = |objects: &[ObjectRef], wanted| {
            let subjects = objects.iter().filter_map(|object| object.as_subject());
            subjects
                .filter(|(kind, _)| *kind == wanted)
                .map(|(_, row)| row)
                .collect::<Vec<_>>()
        };
        self.write(|directory, changes| {
            for kind in SubjectKind::ALL {
                let (left, joined) = (rows(&left, kind), rows(&joined, kind));
                directory.change_members(id, kind, &left, &joined, changes)?;
            }
            for object in left.iter().filter(|object| object.as_subject().is_none()) {
                if let Some(member) = directory.id_of(*object) {
                    directory.remove_member(id, member, changes)?;
                }
            }
            for object in joined.iter().filter(|object| object.as_subject().is_none()) {
                if let Some(member) = directory.id_of(*object) {
                    directory.add_member(id, member, changes)?;
                }
            }
            Ok(())
        })
    }
}
