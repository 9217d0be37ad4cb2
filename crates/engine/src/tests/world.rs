//! A directory, an engine and the time, and short ways to change them.

use std::collections::BTreeSet;

use ingroup_directory::{
    Change, Directory, GroupFacts, GroupType, MembershipType, Organization, RuleProcessing,
    UnitFacts, UserFacts,
};
use ingroup_schema::{Duration, Instant, ObjectId, PropertyKey, SubjectKind, Value, property};

use crate::{Cause, Context, Engine, Policy, Progress, Status, Step};

pub(super) fn id(name: &str) -> ObjectId {
    ObjectId::derive(ObjectId::NIL, "test", name, "")
}

pub(super) fn hours(hours: i64) -> Duration {
    Duration::from_seconds(hours * 3600)
}

/// Everything a test works on.
pub(super) struct World {
    pub(super) directory: Directory,
    pub(super) engine: Engine,
    pub(super) policy: Policy,
    pub(super) now: Instant,
}

/// The context of a world, without borrowing its engine.
macro_rules! context {
    ($world:expr) => {
        Context::new(&$world.directory, &$world.policy, $world.now)
    };
}

impl World {
    /// Adele and Diego in Sales, Alex in Marketing, Guest without a department.
    pub(super) fn new() -> Self {
        let mut world = Self {
            directory: Directory::new(Organization::default()),
            engine: Engine::new(),
            policy: Policy::default(),
            now: "2025-01-06T09:00:00Z".parse().unwrap(),
        };
        for (name, department) in [
            ("adele", "Sales"),
            ("alex", "Marketing"),
            ("diego", "Sales"),
        ] {
            world.user(name, &[("department", department)]);
        }
        world.user("guest", &[("userType", "Guest")]);
        world.drain();
        world
    }

    pub(super) fn change(&mut self, make: impl FnOnce(&mut Directory, &mut Vec<Change>)) {
        let mut changes = Vec::new();
        make(&mut self.directory, &mut changes);
        let context = context!(self);
        self.engine.note(context, &changes);
    }

    pub(super) fn user(&mut self, name: &str, more: &[(&str, &str)]) {
        let mut values = vec![text("displayName", name)];
        values.extend(more.iter().map(|(name, value)| text(name, value)));
        self.change(|directory, changes| {
            directory
                .create_user(id(name), values, UserFacts::default(), changes)
                .unwrap();
        });
    }

    pub(super) fn set(&mut self, name: &str, pairs: &[(&str, &str)]) {
        let values = pairs
            .iter()
            .map(|(name, value)| text(name, value))
            .collect();
        self.change(|directory, changes| {
            directory.set_values(id(name), values, changes).unwrap();
        });
    }

    pub(super) fn group(&mut self, name: &str, rule: &str) {
        self.any_group(name, rule, [GroupType::DynamicMembership].into());
    }

    pub(super) fn microsoft365(&mut self, name: &str, rule: &str) {
        let types = [GroupType::DynamicMembership, GroupType::Unified].into();
        self.any_group(name, rule, types);
    }

    pub(super) fn assigned(&mut self, name: &str) {
        self.any_group(name, "", BTreeSet::new());
    }

    fn any_group(&mut self, name: &str, rule: &str, group_types: BTreeSet<GroupType>) {
        let facts = GroupFacts {
            display_name: name.into(),
            security_enabled: true,
            group_types,
            membership_rule: Some(rule.into()),
            ..GroupFacts::default()
        };
        self.change(|directory, changes| {
            directory.create_group(id(name), facts, changes).unwrap();
        });
    }

    pub(super) fn unit(&mut self, name: &str, rule: Option<&str>) {
        let facts = UnitFacts {
            display_name: name.into(),
            membership_type: match rule {
                Some(_) => MembershipType::Dynamic,
                None => MembershipType::Assigned,
            },
            membership_rule: rule.map(Into::into),
            ..UnitFacts::default()
        };
        self.change(|directory, changes| {
            directory.create_unit(id(name), facts, changes).unwrap();
        });
    }

    pub(super) fn edit(&mut self, group: &str, edit: impl FnOnce(&mut GroupFacts)) {
        let known = self.directory.group(id(group)).unwrap();
        let mut facts = GroupFacts::clone(known.facts());
        edit(&mut facts);
        self.change(|directory, changes| directory.set_group(id(group), facts, changes).unwrap());
    }

    pub(super) fn rule(&mut self, group: &str, rule: &str) {
        self.edit(group, |facts| facts.membership_rule = Some(rule.into()));
    }

    pub(super) fn pause(&mut self, group: &str, state: RuleProcessing) {
        self.edit(group, |facts| facts.rule_processing = Some(state));
    }

    pub(super) fn add(&mut self, holder: &str, member: &str) {
        self.change(|directory, changes| {
            directory
                .add_member(id(holder), id(member), changes)
                .unwrap();
        });
    }

    pub(super) fn remove(&mut self, holder: &str, member: &str) {
        self.change(|directory, changes| {
            directory
                .remove_member(id(holder), id(member), changes)
                .unwrap();
        });
    }

    /// Changes the choices as a change of settings would.
    pub(super) fn choose(&mut self, choose: impl FnOnce(&mut ingroup_directory::Settings)) {
        let mut settings = self.directory.settings().clone();
        choose(&mut settings);
        self.policy = Policy::from(&settings);
        self.change(|directory, changes| directory.set_settings(settings, changes));
    }

    pub(super) fn apply(&mut self, step: &Step) {
        self.change(|directory, changes| {
            directory.write_moves(&step.moves, changes).unwrap();
        });
    }

    pub(super) fn advance(&mut self) -> Progress {
        let context = context!(self);
        let progress = self.engine.advance(context);
        if let Progress::Done(step) = &progress {
            self.apply(step);
        }
        progress
    }

    /// Does all work at once; gives the causes in order.
    pub(super) fn drain(&mut self) -> Vec<Cause> {
        let mut causes = Vec::new();
        loop {
            let context = context!(self);
            let Some(step) = self.engine.step(context) else {
                return causes;
            };
            self.apply(&step);
            causes.push(step.unit.cause());
        }
    }

    /// Lets time pass as a tenant does.
    pub(super) fn pass(&mut self, length: Duration) {
        let to = self.now.saturating_add(length);
        loop {
            let context = context!(self);
            let flip = self.engine.next_noticed_flip(&self.policy);
            let next = flip.into_iter().chain(self.engine.next_due(context)).min();
            let Some(next) = next.filter(|next| *next <= to) else {
                break;
            };
            self.now = next.max(self.now);
            let context = context!(self);
            self.engine.time_has_passed(context);
            self.work();
        }
        self.now = to;
    }

    /// Does what is due.
    pub(super) fn work(&mut self) {
        loop {
            let context = context!(self);
            let Some(step) = self.engine.work(context) else {
                return;
            };
            self.apply(&step);
        }
    }

    pub(super) fn status(&self, group: &str) -> &Status {
        self.engine.group(id(group)).unwrap().status()
    }

    pub(super) fn shown(&self, group: &str) -> (&'static str, String) {
        let known = self.engine.group(id(group)).unwrap();
        let change = self.engine.last_change(id(group)).unwrap();
        let shown = change.placeholder().map(str::to_owned);
        let shown = shown.or(change.instant().map(|instant| instant.to_string()));
        (known.status().portal_text(), shown.unwrap())
    }

    pub(super) fn members(&self, holder: &str) -> Vec<String> {
        let members = self.directory.rule_holder(id(holder)).unwrap().members();
        let mut names: Vec<String> = members
            .iter()
            .map(|object| self.directory.display_name(object).unwrap().to_owned())
            .collect();
        names.sort();
        names
    }
}

pub(super) use context;

pub(super) fn text(name: &str, value: &str) -> (PropertyKey, Value) {
    (key(name), Value::text(value))
}

pub(super) fn key(name: &str) -> PropertyKey {
    PropertyKey::Known(property(SubjectKind::User, name).unwrap().id)
}
