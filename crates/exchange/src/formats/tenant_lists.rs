//! Reads the lists that speak of the tenant beside its people: units, applications, settings,
//! teams.

use std::collections::BTreeSet;

use ingroup_directory::{
    ApplicationFacts, GroupFacts, JoinRequest, LifecyclePolicy, OtherObject, RequestState,
    RoleAssignment, RoleScope, SettingError, SettingValue, Settings,
};
use ingroup_schema::{ObjectId, ObjectKind};

use super::folder::{Folder, Part, Piece};
use super::graph_folder::{Nobody, Reading, pages};
use crate::error::ImportError;
use crate::failure::Failure;
use crate::note::Note;
use crate::objects::{
    ApplicationRecord, AssignmentRecord, LifecycleRecord, ScopedRoleRecord, ServicePrincipalRecord,
    SettingsRecord, TeamRecord, UnitRecord,
};

impl Reading<'_> {
    pub(super) fn units(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let records: Vec<UnitRecord> = self.records(folder, Part::Units, "administrative unit")?;
        let (mut members, mut holders) = (Nobody::default(), Nobody::default());
        let said = &mut Vec::new();
        for record in records {
            let id = record.id;
            let created = self.directory.create_unit(id, record.facts, said);
            if created.is_err() {
                self.notes.push(Note::NotUsed {
                    file: format!("The administrative unit {id}"),
                    because: "another object has its id".into(),
                });
                continue;
            }
            let mut mentioned = record.members;
            for file in folder.of(Piece::UnitMembers, id) {
                mentioned.extend(self.mentions(file, "member")?);
            }
            for member in mentioned {
                self.know(&member);
                if self.directory.add_member(id, member.id, said).is_err() {
                    members.0.insert(member.id);
                }
            }
            let files = folder.of(Piece::UnitRoles, id);
            let more: Vec<ScopedRoleRecord> = self.records_of(files, "role holder")?;
            for scoped in record.scoped_roles.into_iter().chain(more) {
                self.know(&scoped.holder);
                let assignment = RoleAssignment {
                    scope: RoleScope::Unit(id),
                    role: self.template_of(scoped.role),
                    principal: scoped.holder.id,
                };
                if self.directory.assign_role(assignment, said).is_err() {
                    holders.0.insert(scoped.holder.id);
                }
            }
        }
        self.notes
            .extend(members.note("members of administrative units"));
        self.notes.extend(holders.note("role holders"));
        Ok(())
    }

    /// The id a role has in every tenant: lists of scoped roles name the tenant's own.
    fn template_of(&self, role: ObjectId) -> ObjectId {
        let mut roles = self.directory.roles().iter();
        let known = roles.find(|known| known.id == role);
        known.map_or(role, |known| known.template)
    }

    pub(super) fn applications(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let mut identities: Vec<ServicePrincipalRecord> =
            self.records(folder, Part::ServicePrincipals, "service principal")?;
        for identity in &mut identities {
            let files = folder.of(Piece::Assignments, identity.id);
            let more: Vec<AssignmentRecord> = self.records_of(files, "assignment")?;
            identity.assigned_to.extend(more);
        }
        let applications: Vec<ApplicationRecord> =
            self.records(folder, Part::Applications, "application")?;
        let said = &mut Vec::new();
        for identity in &identities {
            let other = OtherObject {
                kind: ObjectKind::ServicePrincipal,
                display_name: identity.display_name.clone(),
            };
            // It may be known from a list of members; then there is nothing to do.
            let _ = self.directory.create_other(identity.id, other, said);
        }
        let mut nobody = Nobody::default();
        for mut record in applications {
            let files = folder.of(Piece::Extensions, record.id);
            let more = self.records_of(files, "extension property")?;
            record.extension_properties.extend(more);
            let identity = identities
                .iter()
                .find(|identity| identity.app_id == Some(record.app_id));
            let facts = ApplicationFacts {
                app_id: record.app_id,
                display_name: record.display_name,
                service_principal: identity.map(|identity| identity.id),
                extension_properties: record.extension_properties,
            };
            let created = self.directory.create_application(record.id, facts, said);
            if created.is_err() {
                self.notes.push(Note::NotUsed {
                    file: format!("The application {}", record.id),
                    because: "another object has its id, or another application its appId".into(),
                });
                continue;
            }
            self.assign(record.id, &record.assigned_to, &mut nobody);
        }
        for identity in &identities {
            let app_id = identity.app_id;
            let application = app_id.and_then(|id| self.directory.application_by_app_id(id));
            match application.map(|application| application.id()) {
                Some(application) => self.assign(application, &identity.assigned_to, &mut nobody),
                None if identity.assigned_to.is_empty() => {}
                None => self.notes.push(Note::NotUsed {
                    file: format!("The list of who is assigned to {}", identity.id),
                    because: "its application is not in this export".into(),
                }),
            }
        }
        self.notes.extend(nobody.note("assignments"));
        Ok(())
    }

    fn assign(
        &mut self,
        application: ObjectId,
        assigned_to: &[AssignmentRecord],
        nobody: &mut Nobody,
    ) {
        for AssignmentRecord { principal } in assigned_to {
            let assigned = self
                .directory
                .assign_access(application, *principal, &mut Vec::new());
            if assigned.is_err() {
                nobody.0.insert(*principal);
            }
        }
    }

    pub(super) fn settings(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let records: Vec<SettingsRecord> = self.records(folder, Part::Settings, "settings")?;
        let Some(page) = pages(folder, Part::Settings).first() else {
            return Ok(());
        };
        let mut settings = Settings::default();
        let (mut unknown, mut nobody) = (BTreeSet::new(), Nobody::default());
        for record in records {
            // Settings of one group are read by the same rules and then written to it.
            let mut own = Settings::default();
            let target = match record.group {
                Some(_) => &mut own,
                None => &mut settings,
            };
            for setting in &record.values {
                let value = SettingValue::Text(setting.value.clone());
                match target.set(&setting.name, value) {
                    Ok(_) => {}
                    Err(SettingError::Unknown(name)) => {
                        unknown.insert(name);
                    }
                    Err(error @ SettingError::Value { .. }) => {
                        let Failure { reason, help } = Failure::new(
                            error.to_string(),
                            "Correct the value in the file, or export it again.",
                        );
                        return Err(ImportError::new(&page.path, reason, help));
                    }
                }
            }
            let says = record
                .values
                .iter()
                .any(|setting| setting.name.eq_ignore_ascii_case("AllowToAddGuests"));
            if let (Some(group), true) = (record.group, says) {
                let allow = Some(own.allow_to_add_guests);
                if !self.change_group(group, |facts| facts.allow_to_add_guests = allow) {
                    nobody.0.insert(group);
                }
            }
        }
        if !unknown.is_empty() {
            self.notes.push(Note::UnknownProperties {
                file: page.name.clone(),
                names: unknown.into_iter().collect(),
            });
        }
        self.notes.extend(nobody.note("groups with settings"));
        self.directory.set_settings(settings, &mut Vec::new());
        Ok(())
    }

    pub(super) fn teams(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let records: Vec<TeamRecord> = self.records(folder, Part::Teams, "team")?;
        let mut nobody = Nobody::default();
        for record in records {
            let since = record.created;
            if !self.change_group(record.id, |facts| facts.team_since = since) {
                nobody.0.insert(record.id);
            }
        }
        self.notes.extend(nobody.note("teams"));
        Ok(())
    }

    pub(super) fn join_requests(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let records: Vec<JoinRequest> =
            self.records(folder, Part::JoinRequests, "request to join")?;
        let mut nobody = Nobody::default();
        for record in records {
            let is_settled = record.state != RequestState::Pending;
            let there = self.directory.group(record.group).is_some()
                && self.directory.users().row(record.requester).is_some();
            let id = record.id;
            // What is settled is history: it stays when those whom it was about are gone.
            let kept = (there || is_settled)
                && self
                    .directory
                    .add_join_request(record, &mut Vec::new())
                    .is_ok();
            if !kept {
                nobody.0.insert(id);
            }
        }
        self.notes.extend(nobody.note("requests to join"));
        Ok(())
    }

    pub(super) fn lifecycle(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let records: Vec<LifecycleRecord> =
            self.records(folder, Part::Lifecycle, "expiration policy")?;
        let Some(record) = records.into_iter().next() else {
            return Ok(());
        };
        let mails = record.alternate_mails.unwrap_or_default();
        let mails = mails.split(';').map(str::trim);
        let policy = LifecyclePolicy {
            id: record.id,
            lifetime_days: record.lifetime_days,
            managed: record.managed,
            alternate_mails: mails
                .filter(|mail| !mail.is_empty())
                .map(Into::into)
                .collect(),
            selected: record.groups.into_iter().collect(),
        };
        self.directory
            .set_lifecycle_policy(Some(policy), &mut Vec::new());
        Ok(())
    }

    /// Changes facts of a group; false if there is none.
    fn change_group(&mut self, id: ObjectId, change: impl FnOnce(&mut GroupFacts)) -> bool {
        let Some(group) = self.directory.group(id) else {
            return false;
        };
        let mut facts = GroupFacts::clone(group.facts());
        change(&mut facts);
        self.directory.set_group(id, facts, &mut Vec::new()).is_ok()
    }
}
