//! The tenant: facts, engine and clock under one order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::{Change, Directory, Organization, VerifiedDomain};
use ingroup_engine::{Context, Engine, Watch, part, unwatched};
use ingroup_schema::{Instant, ObjectId};

use crate::actor::{Actor, Initiator};
use crate::clock::{Clock, ClockMode};
use crate::command::{Command, Event, Outcome};
use crate::counts::Counts;
use crate::expiration::Expirations;
use crate::identity::{self, Wanted};
use crate::journal::{Journal, Reasons, Record, traces};
use crate::licensing::Licensing;
use crate::refusal::Refusal;
use crate::switches::Replaced;

/// The kind of the ids by which applications are known everywhere.
pub(crate) const APP_ID: &str = "appId";

/// The kind of the ids of requests to join a group.
pub(crate) const JOIN_REQUEST: &str = "joinRequest";

/// One identity tenant. A clone is cheap and independent.
#[derive(Debug, Clone)]
pub struct Tenant {
    pub(crate) directory: Directory,
    pub(crate) engine: Engine,
    pub(crate) clock: Clock,
    pub(crate) counts: Counts,
    pub(crate) journal: Journal,
    pub(crate) replaced: Replaced,
    pub(crate) licensing: Licensing,
    pub(crate) expirations: Expirations,
    pub(crate) lives: Arc<BTreeMap<(Cow<'static, str>, String), u32>>,
    pub(crate) units: u64,
}

impl Tenant {
    /// A tenant without users, devices and groups, for `contoso.com`.
    pub fn new(now: Instant) -> Self {
        let organization = Organization {
            id: ObjectId::derive(ObjectId::NIL, "tenant", "contoso.com", ""),
            display_name: Some("Contoso".into()),
            country_letter_code: Some("US".into()),
            verified_domains: ["contoso.com", "contoso.onmicrosoft.com"]
                .into_iter()
                .enumerate()
                .map(|(place, name)| VerifiedDomain {
                    is_default: place == 0,
                    is_initial: place == 1,
                    name: name.into(),
                    ..VerifiedDomain::default()
                })
                .collect(),
            ..Organization::default()
        };
        Self {
            directory: Directory::new(organization),
            engine: Engine::new(),
            clock: Clock::at(now),
            counts: Counts::default(),
            journal: Journal::default(),
            replaced: Replaced::default(),
            licensing: Licensing::default(),
            expirations: Expirations::default(),
            lives: Arc::default(),
            units: 0,
        }
    }

    /// Whether it is as it was made: nothing in it, and nothing written ever.
    pub(crate) fn nothing_has_happened(&self) -> bool {
        self.units == 0 && self.directory.object_count() == 0
    }

    /// All facts.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Dynamic membership: rules, status, what waits.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The time.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The object that a person means by an id, a sign-in name, a mail address, a nickname or a display name.
    pub fn find(&self, wanted: Wanted, identity: &str) -> Result<ObjectId, Refusal> {
        identity::find(&self.directory, wanted, identity)
    }

    /// Carries out a command of the built-in administrator; see [`execute_as`](Self::execute_as).
    pub fn execute(&mut self, command: Command) -> Result<Outcome, Refusal> {
        self.execute_as(Actor::BuiltIn, command)
    }

    /// Carries out a command, whole or not at all, and whatever follows from it at once as the clock's mode says. It
    /// is refused if the actor may not do it (1.13).
    pub fn execute_as(&mut self, actor: Actor, command: Command) -> Result<Outcome, Refusal> {
        self.begin(actor, command, &mut unwatched)
    }

    /// [`execute_as`](Self::execute_as), for somebody who may not want to wait: an import of many takes a while. If it
    /// is ended, nothing has happened.
    pub fn execute_watched(
        &mut self,
        actor: Actor,
        command: Command,
        watch: Watch<'_>,
    ) -> Result<Outcome, Refusal> {
        let mut next = self.clone();
        let outcome = next.begin(actor, command, watch)?;
        *self = next;
        Ok(outcome)
    }

    /// Carries out a command. Where whoever waits ends it, something has happened already.
    fn begin(
        &mut self,
        actor: Actor,
        command: Command,
        watch: Watch<'_>,
    ) -> Result<Outcome, Refusal> {
        self.authorise(actor, &command)?;
        if !command.begins_something() {
            return self.carry_out(actor, command, watch);
        }
        let before = self.begin_cascade();
        let done = self.carry_out(actor, command, watch);
        if done.is_err() {
            self.go_on_with_cascade(before);
        }
        done
    }

    fn carry_out(
        &mut self,
        actor: Actor,
        command: Command,
        watch: Watch<'_>,
    ) -> Result<Outcome, Refusal> {
        let mut outcome = Outcome {
            by: actor,
            ..Outcome::default()
        };
        match command {
            Command::CreateUser(user) => self.create_user(user, &mut outcome)?,
            Command::UpdateUser { user, changes } => {
                self.update_user(user, changes, &mut outcome)?
            }
            Command::DeleteUser { user } => self.delete_user(user, &mut outcome)?,
            Command::CreateDevice(device) => self.create_device(device, &mut outcome)?,
            Command::UpdateDevice { device, attributes } => {
                self.update_device(device, attributes, &mut outcome)?;
            }
            Command::DeleteDevice { device } => self.delete_device(device, &mut outcome)?,
            Command::CreateGroup(group) => self.create_group(group, &mut outcome)?,
            Command::UpdateGroup { group, changes } => {
                self.update_group(group, changes, &mut outcome)?;
            }
            Command::DeleteGroup { group } => self.delete_group(group, &mut outcome)?,
            Command::CreateTeam(team) => self.create_team(team, &mut outcome)?,
            Command::AddMembers { group, members } => {
                self.add_members(group, &members, &mut outcome)?;
            }
            Command::RemoveMember { group, member } => {
                self.remove_member(group, member, &mut outcome)?;
            }
            Command::Join { group, user } => self.join(group, user, &mut outcome)?,
            Command::RequestToJoin {
                group,
                user,
                justification,
            } => self.request_to_join(group, user, justification.as_deref(), &mut outcome)?,
            Command::DecideRequest { request, decision } => {
                self.decide_request(request, decision, &mut outcome)?;
            }
            Command::StopRequest { request } => self.stop_request(request, &mut outcome)?,
            Command::Lifecycle(asked) => self.lifecycle(asked, &mut outcome)?,
            Command::CreateUnit(unit) => self.create_unit(unit, &mut outcome)?,
            Command::UpdateUnit { unit, changes } => {
                self.update_unit(unit, changes, &mut outcome)?;
            }
            Command::DeleteUnit { unit } => self.delete_unit(unit, &mut outcome)?,
            Command::AddUnitMember { unit, member } => {
                self.add_unit_member(unit, member, &mut outcome)?;
            }
            Command::RemoveUnitMember { unit, member } => {
                self.remove_unit_member(unit, member, &mut outcome)?;
            }
            Command::Restore { object } => self.restore(object, &mut outcome)?,
            Command::Purge { object } => self.purge(object, &mut outcome)?,
            Command::AddOwner { group, owner } => self.add_owner(group, owner, &mut outcome)?,
            Command::RemoveOwner { group, owner } => {
                self.remove_owner(group, owner, &mut outcome)?;
            }
            Command::CreateApplication(new) => self.create_application(new, &mut outcome)?,
            Command::DeleteApplication { application } => {
                self.delete_application(application, &mut outcome)?;
            }
            Command::AddExtensionProperty {
                application,
                property,
            } => self.add_extension_property(application, &property, &mut outcome)?,
            Command::AssignAccess {
                application,
                principal,
            } => self.assign_access(application, principal, &mut outcome)?,
            Command::RemoveAccess {
                application,
                principal,
            } => self.remove_access(application, principal, &mut outcome)?,
            Command::UpdateSettings(values) => self.update_settings(&values, &mut outcome)?,
            Command::UpdateOrganization(changes) => {
                self.update_organization(&changes, &mut outcome)?;
            }
            Command::AddRoleMember(assignment) => self.add_role_member(assignment, &mut outcome)?,
            Command::RemoveRoleMember(assignment) => {
                self.remove_role_member(assignment, &mut outcome)?;
            }
            Command::AssignGroupLicenses { group, changes } => {
                self.assign_group_licenses(group, &changes, &mut outcome)?;
            }
            Command::AssignUserLicenses { user, changes } => {
                self.assign_user_licenses(user, &changes, &mut outcome)?;
            }
            Command::ReprocessGroup { group } => self.reprocess_group(group, &mut outcome)?,
            Command::ReprocessUser { user } => self.reprocess_user(user, &mut outcome)?,
            Command::CreateSubscription(new) => self.create_subscription(new, &mut outcome)?,
            Command::UpdateSubscription { product, changes } => {
                self.update_subscription(product, changes, &mut outcome)?;
            }
            Command::AddServicePlan { product, plan } => {
                self.add_service_plan(product, plan, &mut outcome)?;
            }
            Command::Import(facts) => {
                self.import(*facts, &mut part(watch, 0..1, 2), &mut outcome)?;
            }
            Command::SetClock { to } => self.set_clock(to, &mut outcome)?,
            Command::SetClockMode { mode } => self.clock.set_mode(mode),
            Command::Processing(asked) => self.process(asked, &mut outcome)?,
            Command::ProcessQueue => {
                self.drain(&mut outcome);
                return Ok(outcome);
            }
        }
        self.expire(&mut outcome);
        if self.clock.mode() != ClockMode::Manual {
            self.work_watched(&mut part(watch, 1..2, 2), &mut outcome)?;
        }
        Ok(outcome)
    }

    /// Writes changes that a command made: one unit of work, by whoever asked for it.
    pub(crate) fn wrote(&mut self, changes: Vec<Change>, outcome: &mut Outcome) {
        self.wrote_as(Initiator::Actor(outcome.by), None, changes, outcome);
    }

    pub(crate) fn wrote_as(
        &mut self,
        initiator: Initiator,
        correlation: Option<ObjectId>,
        changes: Vec<Change>,
        outcome: &mut Outcome,
    ) {
        self.wrote_because(initiator, correlation, changes, &Reasons::new(), outcome);
    }

    /// The same, with the reasons of licences that were not given.
    pub(crate) fn wrote_because(
        &mut self,
        initiator: Initiator,
        correlation: Option<ObjectId>,
        mut changes: Vec<Change>,
        reasons: &Reasons,
        outcome: &mut Outcome,
    ) {
        self.settle_pointless_requests(initiator.actor(), &mut changes);
        let unit = self.next_unit();
        let policy = self.policy();
        let context = Context::new(&self.directory, &policy, self.clock.now());
        self.engine.note(context, &changes);
        self.keep_books(&initiator, &changes);
        self.keep_replaced_switches(&changes);
        self.note_licenses(&initiator, correlation, &changes);
        self.keep_expirations(&changes);
        let at = self.clock.now();
        self.keep_record(Record {
            at,
            unit,
            correlation,
            by: initiator.actor(),
            traces: traces(&self.directory, &changes, reasons).into(),
        });
        outcome
            .events
            .extend(changes.into_iter().map(|change| Event {
                at,
                unit,
                correlation,
                initiator: initiator.clone(),
                change,
            }));
    }

    /// The number of a new unit of work.
    pub(crate) fn next_unit(&mut self) -> u64 {
        self.units += 1;
        self.units
    }

    /// What the entries of the last unit of work have in common.
    pub(crate) fn last_correlation(&self) -> ObjectId {
        self.correlation_of_unit(self.units)
    }

    /// What the entries of the next unit of work will have in common.
    pub(crate) fn next_correlation(&self) -> ObjectId {
        self.correlation_of_unit(self.units + 1)
    }

    /// The name of a unit of work that dynamic membership gives none.
    pub(crate) fn correlation_of_unit(&self, unit: u64) -> ObjectId {
        let tenant = self.directory.organization().id;
        ObjectId::derive(tenant, "unit", &unit.to_string(), "")
    }

    /// A new identifier: it follows from what the object is and how many of that name there have been.
    pub(crate) fn new_id(&mut self, kind: &'static str, natural_key: &str) -> ObjectId {
        let (id, life) = self.next_id(kind, natural_key);
        let key = (Cow::Borrowed(kind), natural_key.to_lowercase());
        Arc::make_mut(&mut self.lives).insert(key, life);
        id
    }

    /// Whether nothing of a kind has an identifier, and no object. What was imported has some that nobody gave here.
    fn is_free(&self, kind: &str, id: ObjectId) -> bool {
        self.directory.is_id_free(id)
            && match kind {
                APP_ID => self.directory.application_by_app_id(id).is_none(),
                JOIN_REQUEST => self.directory.join_request(id).is_none(),
                _ => true,
            }
    }

    /// The identifier that would be given next, and which life of its name it is.
    pub(crate) fn next_id(&self, kind: &'static str, natural_key: &str) -> (ObjectId, u32) {
        let tenant = self.directory.organization().id;
        let key = (Cow::Borrowed(kind), natural_key.to_lowercase());
        let mut life = self.lives.get(&key).copied().unwrap_or_default();
        loop {
            life += 1;
            let id = ObjectId::derive(tenant, kind, &key.1, &life.to_string());
            if self.is_free(kind, id) {
                return (id, life);
            }
        }
    }
}
