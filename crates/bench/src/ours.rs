//! The engine at its interface: a directory with the columns that rules read, and dynamic membership on it.

use std::collections::BTreeSet;

use ingroup_directory::{
    Change, Directory, GroupFacts, GroupType, Loader, Newcomer, ObjectRef, Row, RowSet,
    RuleProcessing, UserFacts,
};
use ingroup_engine::{Context, Engine, Policy};
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value};

use crate::digest::Digest;
use crate::job::Failed;
use crate::parts::{Part, Parts};
use crate::peers::Sample;
use crate::timing::Stopwatch;
use crate::workload::{People, Person, Workload, group_id, user_id};

/// The engine with its facts. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Ours {
    directory: Directory,
    engine: Engine,
    policy: Policy,
    changes: Vec<Change>,
    /// Where the time goes, if that is asked.
    parts: Option<Parts>,
}

impl Ours {
    /// Without people, without rules.
    pub(crate) fn new() -> Self {
        Self {
            directory: Directory::default(),
            engine: Engine::new(),
            policy: Policy::DEFAULT,
            changes: Vec::new(),
            parts: None,
        }
    }

    /// With everybody and all rules of a workload, known and not yet carried out.
    pub(crate) fn loaded(workload: &Workload) -> Result<Self, Failed> {
        let mut ours = Self::new();
        let people = workload.people();
        ours.take_all_in(everybody(people))?;
        ours.give_rules(workload.rules())?;
        ours.load();
        Ok(ours)
    }

    /// The facts.
    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Adds many as an import does; nothing follows from it yet.
    pub(crate) fn take_all_in(
        &mut self,
        people: impl Iterator<Item = (usize, Vec<(PropertyKey, Value)>)>,
    ) -> Result<(), Failed> {
        let mut loader = self.directory.loader();
        for (number, values) in people {
            take_in(&mut loader, number, &values)?;
        }
        Ok(())
    }

    /// A way to add many.
    pub(crate) fn loader(&mut self) -> Loader<'_> {
        self.directory.loader()
    }

    /// Adds somebody; nothing follows from it yet.
    pub(crate) fn take_in(
        &mut self,
        number: usize,
        values: Vec<(PropertyKey, Value)>,
    ) -> Result<(), Failed> {
        self.changes.clear();
        let (id, facts) = (user_id(number), UserFacts::default());
        self.directory
            .create_user(id, values, facts, &mut self.changes)?;
        Ok(())
    }

    /// Makes a group of every rule; nothing follows from it yet.
    pub(crate) fn give_rules(&mut self, rules: &[String]) -> Result<(), Failed> {
        for (number, rule) in rules.iter().enumerate() {
            self.changes.clear();
            let (id, facts) = (group_id(number), group(number, rule));
            self.directory.create_group(id, facts, &mut self.changes)?;
        }
        Ok(())
    }

    /// Lets the engine know everything.
    pub(crate) fn load(&mut self) {
        let context = Context::new(&self.directory, &self.policy, Instant::EPOCH);
        self.engine.load(context);
    }

    /// A user's value is another, with all that follows.
    pub(crate) fn change(
        &mut self,
        user: usize,
        property: &PropertyKey,
        value: Value,
    ) -> Result<usize, Failed> {
        self.part(Part::Facts, |ours| ours.write(user, property, value))?;
        let moved = self.follow()?;
        self.parts.iter_mut().for_each(Parts::end);
        Ok(moved)
    }

    /// A user's value is another; what follows waits.
    pub(crate) fn write(
        &mut self,
        user: usize,
        property: &PropertyKey,
        value: Value,
    ) -> Result<(), Failed> {
        self.changes.clear();
        self.directory
            .set_value(user_id(user), property.clone(), value, &mut self.changes)?;
        self.note();
        Ok(())
    }

    /// Somebody new, with all that follows.
    pub(crate) fn create(
        &mut self,
        number: usize,
        values: Vec<(PropertyKey, Value)>,
    ) -> Result<usize, Failed> {
        self.part(Part::Facts, |ours| {
            ours.take_in(number, values)?;
            ours.note();
            Ok::<(), Failed>(())
        })?;
        let moved = self.follow()?;
        self.parts.iter_mut().for_each(Parts::end);
        Ok(moved)
    }

    /// A new group, with all that follows.
    pub(crate) fn create_group(&mut self, number: usize, rule: &str) -> Result<usize, Failed> {
        self.changes.clear();
        let (id, facts) = (group_id(number), group(number, rule));
        self.directory.create_group(id, facts, &mut self.changes)?;
        self.note();
        self.follow()
    }

    /// Another rule for a group, with all that follows.
    pub(crate) fn edit_group(&mut self, number: usize, rule: &str) -> Result<usize, Failed> {
        self.changes.clear();
        let (id, facts) = (group_id(number), group(number, rule));
        self.directory.set_group(id, facts, &mut self.changes)?;
        self.note();
        self.follow()
    }

    /// A group goes.
    pub(crate) fn delete_group(&mut self, number: usize) -> Result<usize, Failed> {
        self.changes.clear();
        self.directory
            .delete_group(group_id(number), &mut self.changes)?;
        self.note();
        self.follow()
    }

    /// Does all work that waits and writes what it gives; how many memberships changed.
    pub(crate) fn follow(&mut self) -> Result<usize, Failed> {
        let mut moved = 0;
        loop {
            let step = self.part(Part::Rules, |ours| {
                let context = Context::new(&ours.directory, &ours.policy, Instant::EPOCH);
                ours.engine.step(context)
            });
            let Some(step) = step else {
                return Ok(moved);
            };
            moved += step.moves.count();
            self.part(Part::Memberships, |ours| {
                ours.changes.clear();
                ours.directory.write_moves(&step.moves, &mut ours.changes)?;
                ours.note();
                Ok::<(), Failed>(())
            })?;
        }
    }

    /// From now on the time of each part of a change is taken.
    pub(crate) fn look_at_parts(&mut self) {
        self.parts = Some(Parts::default());
    }

    /// What came of it since then; nobody looks at the parts any more.
    pub(crate) fn parts(&mut self) -> Parts {
        self.parts.take().unwrap_or_default()
    }

    fn part<T>(&mut self, part: Part, work: impl FnOnce(&mut Self) -> T) -> T {
        let watch = self.parts.is_some().then(Stopwatch::start);
        let done = work(self);
        if let (Some(parts), Some(watch)) = (&mut self.parts, watch) {
            parts.add(part, &watch);
        }
        done
    }

    fn note(&mut self) {
        let context = Context::new(&self.directory, &self.policy, Instant::EPOCH);
        self.engine.note(context, &self.changes);
    }

    /// Whom every rule takes, worked out anew and written out on so many threads; by the groups' ids.
    pub(crate) fn everything(&self, threads: usize) -> Result<Vec<(ObjectId, RowSet)>, Failed> {
        let context = Context::new(&self.directory, &self.policy, Instant::EPOCH);
        let sets = self.engine.everything(context, threads).into_iter();
        sets.map(|(id, set)| Ok((id, set.map_err(|fault| fault.message())?)))
            .collect()
    }

    /// What the stored memberships of the first people in the groups of the first rules come to.
    pub(crate) fn digest(&self, sample: Sample) -> Digest {
        let mut digest = Digest::default();
        for rule in 0..sample.rules {
            for user in self.members(group_id(rule)) {
                if user < sample.users {
                    digest.add(rule, user);
                }
            }
        }
        digest
    }

    /// Whether a user is stored as a member of the group of a rule.
    pub(crate) fn is_member(&self, rule: usize, user: usize) -> bool {
        let row = u32::try_from(user).unwrap_or(u32::MAX);
        let group = self.directory.group(group_id(rule));
        group.is_some_and(|group| group.members().contains(ObjectRef::User(Row::new(row))))
    }

    /// The members of a group, by the users' numbers.
    fn members(&self, group: ObjectId) -> impl Iterator<Item = usize> + '_ {
        let group = self.directory.group(group);
        group
            .into_iter()
            .flat_map(|group| group.members().subjects(SubjectKind::User))
            .map(|row| row.index())
    }

    /// The memberships of the groups of the first rules, written anew: as large as they are, shared with nothing.
    pub(crate) fn copies_of_memberships(&self, rules: usize) -> Vec<RowSet> {
        (0..rules)
            .filter_map(|rule| self.directory.group(group_id(rule)))
            .map(|group| RowSet::from_sorted(group.members().subjects(SubjectKind::User)))
            .collect()
    }

    /// How many members every group has.
    pub(crate) fn group_sizes(&self, rules: usize) -> Vec<usize> {
        (0..rules)
            .filter_map(|rule| self.directory.group(group_id(rule)))
            .map(|group| group.members().len())
            .collect()
    }
}

/// Adds one of many.
pub(crate) fn take_in(
    loader: &mut Loader<'_>,
    number: usize,
    values: &[(PropertyKey, Value)],
) -> Result<(), Failed> {
    let mut given = Newcomer::default();
    for (key, value) in values {
        match value {
            Value::Text(text) => given.text(key.clone(), text),
            value => given.value(key.clone(), value.clone()),
        }
    }
    loader.create_user(user_id(number), &mut given, UserFacts::default())?;
    Ok(())
}

/// Everybody, by number, with what there is of them.
pub(crate) fn everybody(
    people: &People,
) -> impl Iterator<Item = (usize, Vec<(PropertyKey, Value)>)> + '_ {
    (0..people.count()).map(|number| (number, values(people, people.person(number))))
}

/// What there is of somebody, as the directory takes it.
pub(crate) fn values(people: &People, person: Person) -> Vec<(PropertyKey, Value)> {
    let pairs = people.keys().iter().cloned().zip(person.values);
    pairs.filter(|(_, value)| *value != Value::Null).collect()
}

fn group(number: usize, rule: &str) -> GroupFacts {
    GroupFacts {
        display_name: format!("Group {number}").into(),
        security_enabled: true,
        group_types: BTreeSet::from([GroupType::DynamicMembership]),
        membership_rule: Some(rule.into()),
        rule_processing: Some(RuleProcessing::On),
        ..GroupFacts::default()
    }
}
