//! One history of a tenant with its slow model beside it.

use std::collections::VecDeque;

use ingroup_directory::{Change, Group, ObjectRef, Row};
use ingroup_engine::{Status, plain};
use ingroup_rule::Kind;
use ingroup_schema::{Instant, SubjectKind};

use super::super::model::Model;
use super::acts::Act;
use super::meaning::command;
use super::replay::Replay;
use crate::{
    ClockMode, Command, FaultInjection, FaultPlace, Initiator, Outcome, Processing, Tenant,
};

/// How many commands are said when a history fails.
const SAID: usize = 12;

/// How many objects a history makes at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    pub(super) users: usize,
    pub(super) devices: usize,
    /// Groups and administrative units together.
    pub(super) holders: usize,
}

/// A tenant, the model, and what is to be said if they differ.
pub(super) struct History {
    pub(super) tenant: Tenant,
    model: Model,
    replay: Replay,
    most: Most,
    name: String,
    last: VecDeque<String>,
    /// How many commands there have been, refused ones too.
    pub(super) commands: usize,
    pub(super) refused: usize,
}

impl History {
    /// Of a tenant that has no groups yet.
    pub(super) fn new(name: String, tenant: Tenant, most: Most) -> Self {
        Self {
            model: Model::new(tenant.directory()),
            replay: Replay::of(&tenant),
            tenant,
            most,
            name,
            last: VecDeque::new(),
            commands: 0,
            refused: 0,
        }
    }

    /// Lets something happen, if it makes sense now, and holds the tenant against the model. A refusal is as good as
    /// anything else: it must leave no trace.
    pub(super) fn live(&mut self, act: &Act) {
        if self.is_full(act) {
            return;
        }
        let before = self.tenant.clock().now();
        let Some(command) = command(&self.tenant, act) else {
            return;
        };
        self.commands += 1;
        self.say(format!("{command:?}"));
        match self.tenant.execute(command.clone()) {
            Ok(outcome) => self.follow(&command, before, &outcome),
            Err(refusal) => {
                self.refused += 1;
                self.say(format!("refused: {refusal}"));
            }
        }
        self.compare();
        self.replay.compare(&self.tenant);
    }

    fn say(&mut self, what: String) {
        self.last.push_back(format!("{}: {what}", self.commands));
        if self.last.len() > SAID {
            self.last.pop_front();
        }
    }

    fn is_full(&self, act: &Act) -> bool {
        let directory = self.tenant.directory();
        match act {
            Act::NewUser(_) => directory.users().len() >= self.most.users,
            Act::NewDevice(_) => directory.devices().len() >= self.most.devices,
            Act::NewGroup { .. }
            | Act::NewReports { .. }
            | Act::NewAssigned(_)
            | Act::NewMemberOf { .. }
            | Act::NewUnit { .. } => directory.rule_holders().count() >= self.most.holders,
            _ => false,
        }
    }

    /// Lets the model do what the tenant has done.
    fn follow(&mut self, command: &Command, from: Instant, outcome: &Outcome) {
        let Self { model, tenant, .. } = self;
        let directory = tenant.directory();
        let own = |initiator: &Initiator| !matches!(initiator, Initiator::DynamicMembership(_));
        let changes: Vec<&Change> = outcome
            .events
            .iter()
            .filter(|event| own(&event.initiator))
            .map(|event| &event.change)
            .collect();
        let now = tenant.clock().now();
        model.note(directory, changes, now);
        let manual = tenant.clock().mode() == ClockMode::Manual;
        match command {
            Command::SetClock { to } => {
                let mut at = from;
                while let Some(flip) = model.next_flip().filter(|flip| flip <= to) {
                    at = at.max(flip);
                    model.time_has_passed(at);
                    if !manual {
                        model.drain(directory, at);
                    }
                }
            }
            Command::ProcessQueue => return model.drain(directory, now),
            Command::Processing(asked) => match asked {
                Processing::Advance => {
                    model.advance(directory, now);
                }
                Processing::Step => model.step(directory, now),
                Processing::Suspend => model.suspended = true,
                Processing::Resume => model.suspended = false,
                Processing::InjectFault(FaultInjection::Worker) => model.stuck = true,
                Processing::ClearFault(FaultPlace::Worker) => model.stuck = false,
                Processing::InjectFault(FaultInjection::Rule { group, .. }) => {
                    model.set_fault(*group, true);
                }
                Processing::ClearFault(FaultPlace::Rule(group)) => model.set_fault(*group, false),
                Processing::InjectFault(FaultInjection::LicenseConcurrency { .. })
                | Processing::ClearFault(FaultPlace::LicenseConcurrency(_)) => {}
            },
            _ => {}
        }
        if !manual {
            model.drain(directory, now);
        }
    }

    /// Holds everything against the model.
    fn compare(&self) {
        let Self { tenant, model, .. } = self;
        assert_eq!(tenant.engine().waiting(), model.waiting(), "what waits");
        assert_eq!(tenant.queue().len(), model.waiting());
        assert_eq!(
            tenant.directory().rule_holders().count(),
            model.groups.len()
        );
        for holder in tenant.directory().rule_holders() {
            let slow = &model.groups[&holder.id()];
            let rule = holder.rule();
            if !holder.members().iter().eq(slow.members.iter().copied()) {
                let members: Vec<_> = holder.members().iter().collect();
                let wanted: Vec<_> = slow.members.iter().copied().collect();
                assert_eq!(members, wanted, "{} {rule:?}", holder.id());
            }
            let known = tenant.engine().group(holder.id());
            let status = known.map(|known| known.status().portal_text());
            let wanted = slow.is_dynamic().then(|| slow.status());
            assert_eq!(status, wanted, "{} {rule:?}", holder.id());
        }
        self.check_groups_of();
    }

    /// Some after each command are asked for their groups, and all groups for them.
    fn check_groups_of(&self) {
        let directory = self.tenant.directory();
        for kind in SubjectKind::ALL {
            let is_asked = |row: &Row| row.index() % 8 == self.commands % 8;
            for row in directory.table(kind).rows().filter(is_asked) {
                let object = ObjectRef::subject(kind, row);
                let found: Vec<_> = self.tenant.groups_of(object).map(Group::id).collect();
                let has = |group: &&Group| group.members().contains(object);
                let wanted: Vec<_> = directory.groups().filter(has).map(Group::id).collect();
                assert_eq!(found, wanted, "{object:?}");
            }
        }
    }

    /// As [`check_rules`], unless work waits.
    pub(super) fn check_rules(&self) {
        if self.tenant.engine().waiting() == 0 {
            check_rules(&self.tenant);
        }
    }
}

/// Holds every group that is complete against its rule, evaluated subject by subject.
/// What is frozen or looked at now and then only is left out.
pub(in crate::tests) fn check_rules(tenant: &Tenant) {
    let settings = tenant.directory().settings();
    let sweeps = settings.date_rule_sweep.is_some();
    let now = tenant.clock().now();
    let has_retired = settings
        .member_of_retirement
        .is_some_and(|from| from <= now);
    for (id, known) in tenant.engine().groups() {
        let (Status::UpdateComplete, Ok(rule)) = (known.status(), known.rule()) else {
            continue;
        };
        let is_fed = matches!(rule.kind(), Kind::MemberOf(_));
        if sweeps && rule.reads_the_clock() || has_retired && is_fed {
            continue;
        }
        let expected = plain::members(tenant.context(&tenant.policy()), rule).unwrap();
        let members = tenant.directory().rule_holder(id).unwrap().members();
        let rows = members.rows(rule.subject()).clone();
        match rule.kind() {
            Kind::MemberOf(_) => assert!(
                expected.rows.difference(&rows).is_empty(),
                "{}",
                rule.text()
            ),
            _ => {
                assert_eq!(rows, expected.rows, "{}", rule.text());
                assert_eq!(members.len(), rows.len(), "only what the rule is about");
            }
        }
    }
}

/// Says how a history that failed came about.
impl Drop for History {
    #[expect(
        clippy::print_stderr,
        reason = "a test that fails says how it came about"
    )]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!(
                "{} failed; the last commands of {}:",
                self.name, self.commands
            );
            self.last.iter().for_each(|said| eprintln!("  {said}"));
        }
    }
}
