//! Another export beside what is there: its objects are added, those that are known already stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{Directory, Organization, RoleAssignment, RoleScope, Subscription};
use ingroup_engine::Watch;
use ingroup_schema::{ObjectId, SubjectKind};

use super::coverage::{Coverage, FactList};
use super::subjects::Taking;
use crate::command::{Facts, Outcome};
use crate::refusal::Refusal;
use crate::tenant::Tenant;

impl Tenant {
    /// Adds what an export has and the tenant does not. It is done on a copy, which takes the tenant's place in the
    /// end, so that nothing is half done.
    pub(super) fn merge_with(
        &mut self,
        facts: &Facts,
        watch: Watch<'_>,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let conflicts = self.conflicts(&facts.directory);
        if !conflicts.is_empty() {
            return Err(Refusal::MergeConflicts { conflicts });
        }
        let mut coverage = Coverage::of_everything();
        coverage.lists.remove(&FactList::Subscriptions);
        let mut next = self.clone();
        let mut taking = Taking {
            tenant: &mut next,
            new: &facts.directory,
            coverage: &coverage,
            outcome,
            watch,
            done: 0,
            taken: BTreeMap::new(),
        };
        let added = taking.add_objects()?;
        taking.add_links(&added, &facts.listed_members)?;
        taking.count_taken()?;
        next.queue_found_licenses();
        *self = next;
        Ok(())
    }

    /// What stands in the way, a sentence for each object.
    fn conflicts(&self, new: &Directory) -> Vec<String> {
        let own = &self.directory;
        let mut conflicts = Vec::new();
        let in_use = |id: ObjectId| match own.deleted(id) {
            Some(_) => "its id belongs to a deleted object here".to_owned(),
            None => "its id belongs to another kind of object here".to_owned(),
        };
        for kind in SubjectKind::ALL {
            for row in new.table(kind).rows() {
                let Some(id) = new.table(kind).id(row) else {
                    continue;
                };
                if own.table(kind).row(id).is_some() {
                    continue;
                }
                let sign_in = match kind {
                    SubjectKind::User => new.user_principal_name(row),
                    SubjectKind::Device => None,
                };
                let holder = sign_in.and_then(|name| own.user_by_principal_name(name));
                let holder = holder.and_then(|row| own.users().id(row));
                let about = match sign_in {
                    Some(name) => format!("{kind} \"{name}\""),
                    None => format!("{kind} {id}"),
                };
                if !own.is_id_free(id) {
                    conflicts.push(format!("{about}: {}.", in_use(id)));
                } else if let Some(holder) = holder {
                    conflicts.push(format!(
                        "{about}: the sign-in name belongs to {holder} here."
                    ));
                }
            }
        }
        for group in new.groups().filter(|group| own.group(group.id()).is_none()) {
            let about = format!("group \"{}\"", group.display_name());
            if !own.is_id_free(group.id()) {
                conflicts.push(format!("{about}: {}.", in_use(group.id())));
            } else if self.check_nickname_is_free(None, group.facts()).is_err() {
                let nickname = group.facts().mail_nickname.as_deref().unwrap_or_default();
                conflicts.push(format!(
                    "{about}: the nickname \"{nickname}\" belongs to another group here."
                ));
            }
        }
        for unit in new.units().filter(|unit| own.unit(unit.id()).is_none()) {
            if !own.is_id_free(unit.id()) {
                let name = unit.display_name();
                let why = in_use(unit.id());
                conflicts.push(format!("administrative unit \"{name}\": {why}."));
            }
        }
        for application in new.applications() {
            if own.application(application.id()).is_some() {
                continue;
            }
            let facts = application.facts();
            let same = own.application_by_app_id(facts.app_id).is_some();
            if same || !own.is_id_free(application.id()) {
                let name = &facts.display_name;
                conflicts.push(format!(
                    "application \"{name}\": its id or its appId is in use here."
                ));
            }
        }
        conflicts
    }
}

impl Taking<'_> {
    /// Adds the objects that are not known; gives their ids.
    fn add_objects(&mut self) -> Result<BTreeSet<ObjectId>, Refusal> {
        let new = self.new;
        let mut added = BTreeSet::new();
        self.write(|directory, changes| {
            directory.set_organization(with_domains(directory, new), changes);
            directory.set_subscriptions(with_products(directory, new), changes);
            Ok(())
        })?;
        for (id, other) in new.others() {
            if self.tenant.directory.is_id_free(id) {
                added.insert(id);
                self.write(|directory, changes| {
                    directory.create_other(id, other.clone(), changes)
                })?;
            }
        }
        for kind in SubjectKind::ALL {
            for row in new.table(kind).rows() {
                self.tell()?;
                let id = new.table(kind).id(row);
                if let Some(id) = id.filter(|id| self.tenant.directory.is_id_free(*id)) {
                    added.insert(id);
                    self.create_subject(kind, row)?;
                }
            }
        }
        for group in new.groups() {
            let id = group.id();
            if self.tenant.directory.group(id).is_none() {
                added.insert(id);
                let facts = (**group.facts()).clone();
                self.write(|directory, changes| {
                    directory.create_group(id, facts, changes).map(|_| ())
                })?;
            }
        }
        for unit in new.units() {
            let id = unit.id();
            if self.tenant.directory.unit(id).is_none() {
                added.insert(id);
                let facts = (**unit.facts()).clone();
                self.write(|directory, changes| {
                    directory.create_unit(id, facts, changes).map(|_| ())
                })?;
            }
        }
        for application in new.applications() {
            let id = application.id();
            if self.tenant.directory.application(id).is_none() {
                added.insert(id);
                let facts = (**application.facts()).clone();
                self.write(|directory, changes| directory.create_application(id, facts, changes))?;
            }
        }
        Ok(added)
    }

    /// Connects what was added: with each other, and with what was there.
    fn add_links(
        &mut self,
        added: &BTreeSet<ObjectId>,
        listed: &BTreeSet<ObjectId>,
    ) -> Result<(), Refusal> {
        let new = self.new;
        for row in new.users().rows() {
            self.tell()?;
            if new.users().id(row).is_some_and(|id| added.contains(&id)) {
                self.take_manager(row)?;
            }
        }
        let groups = new.groups().map(|group| group.id());
        let groups = groups.filter(|id| listed.contains(id));
        for id in groups.chain(new.units().map(|unit| unit.id())) {
            if !self.takes_as_listed(id) {
                continue;
            }
            match added.contains(&id) {
                true => self.take_members(id)?,
                false => self.add_members(id, added)?,
            }
        }
        let is_new =
            |one: ObjectId, other: ObjectId| added.contains(&one) || added.contains(&other);
        for group in new.groups() {
            let id = group.id();
            let owners = group.owners().filter_map(|owner| new.id_of(owner));
            let owners: Vec<ObjectId> = owners.filter(|owner| is_new(id, *owner)).collect();
            self.write(|directory, changes| {
                for owner in owners {
                    directory.add_owner(id, owner, changes)?;
                }
                Ok(())
            })?;
        }
        for application in new.applications() {
            let id = application.id();
            let principals = application.assignments();
            let principals: Vec<ObjectId> = principals.filter(|one| is_new(id, *one)).collect();
            self.write(|directory, changes| {
                for principal in principals {
                    directory.assign_access(id, principal, changes)?;
                }
                Ok(())
            })?;
        }
        let held = |one: &RoleAssignment| match one.scope {
            RoleScope::Tenant => added.contains(&one.principal),
            RoleScope::Unit(unit) => is_new(unit, one.principal),
        };
        self.write(|directory, changes| {
            for role in new.roles() {
                let mut role = role.clone();
                role.members.clear();
                directory.add_role(role, changes);
            }
            for assignment in new.role_assignments().filter(held) {
                directory.assign_role(assignment, changes)?;
            }
            for request in new.join_requests() {
                let known = directory.join_request(request.id).is_some();
                if !known && is_new(request.group, request.requester) {
                    directory.add_join_request(request.clone(), changes)?;
                }
            }
            Ok(())
        })
    }

    /// Makes those who were added members of a group or unit that was there.
    fn add_members(&mut self, id: ObjectId, added: &BTreeSet<ObjectId>) -> Result<(), Refusal> {
        let new = self.new;
        let holder = new.rule_holder(id);
        let members = holder
            .into_iter()
            .flat_map(|holder| holder.members().iter());
        let members = members.filter_map(|object| new.id_of(object));
        let members: Vec<ObjectId> = members.filter(|member| added.contains(member)).collect();
        self.write(|directory, changes| {
            for member in members {
                directory.add_member(id, member, changes)?;
            }
            Ok(())
        })
    }
}

/// The organisation with the domains of another one, as people keep their sign-in names.
fn with_domains(own: &Directory, new: &Directory) -> Organization {
    let mut organization = own.organization().clone();
    for domain in &new.organization().verified_domains {
        let mut known = organization.verified_domains.iter();
        if !known.any(|known| known.name.eq_ignore_ascii_case(&domain.name)) {
            let mut domain = domain.clone();
            (domain.is_default, domain.is_initial) = (false, false);
            organization.verified_domains.push(domain);
        }
    }
    organization
}

/// What was bought, with the products of another tenant that are not known; what of them is in use is counted later.
fn with_products(own: &Directory, new: &Directory) -> Vec<Subscription> {
    let mut all = own.subscriptions().to_vec();
    for subscription in new.subscriptions() {
        if !all.iter().any(|known| known.sku_id == subscription.sku_id) {
            let mut subscription = subscription.clone();
            subscription.consumed_units = 0;
            all.push(subscription);
        }
    }
    all
}
