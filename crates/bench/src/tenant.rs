//! The workload as a tenant, with everything behind its façade, and its changes as commands.

use std::collections::BTreeSet;

use ingroup_schema::{ObjectId, Value};
use ingroup_tenant::{Command, Facts, Replace, Tenant, UserChanges};

use crate::job::Failed;
use crate::ours::{Ours, everybody};
use crate::people::start;
use crate::random::Random;
use crate::workload::{Workload, attribute_named, user_id};

/// The attributes that are changed in turn: those that people get another of when they move.
const MOVED: [&str; 4] = [
    "department",
    "jobTitle",
    "physicalDeliveryOfficeName",
    "city",
];

/// A tenant of everybody and all rules, their members worked out.
pub(crate) fn tenant(workload: &Workload) -> Result<Tenant, Failed> {
    let people = workload.people();
    let mut ours = Ours::new();
    ours.take_all_in(everybody(people))?;
    ours.give_rules(workload.rules())?;
    let facts = Facts {
        directory: ours.directory().clone(),
        listed_members: BTreeSet::new(),
        replace: Replace::Refuse,
    };
    let mut tenant = Tenant::new(start());
    tenant
        .execute(Command::Import(Box::new(facts)))
        .map_err(|refusal| refusal.to_string())?;
    Ok(tenant)
}

/// Changes of one value of one user each.
pub(crate) struct Moves<'a> {
    workload: &'a Workload,
    random: Random,
    count: usize,
}

impl<'a> Moves<'a> {
    /// Changes of a workload's people.
    pub(crate) fn new(workload: &'a Workload) -> Self {
        Self {
            workload,
            random: Random::new(7),
            count: 0,
        }
    }

    /// The next ones.
    pub(crate) fn commands(&mut self, count: usize) -> Result<Vec<Command>, Failed> {
        (0..count).map(|_| self.command()).collect()
    }

    /// The next one.
    pub(crate) fn command(&mut self) -> Result<Command, Failed> {
        let people = self.workload.people();
        let name = MOVED.get(self.count % MOVED.len()).copied();
        let attribute = name.and_then(attribute_named);
        let attribute = attribute.ok_or("an attribute is not there")?;
        self.count += 1;
        let user = self.random.below(people.count());
        let value = people.another(attribute, user, self.count, &mut self.random);
        let key = people.key(attribute).ok_or("an attribute is not there")?;
        Ok(set(user_id(user), key.clone(), value))
    }
}

fn set(user: ObjectId, key: ingroup_schema::PropertyKey, value: Value) -> Command {
    let changes = UserChanges {
        attributes: vec![(key, value)],
        ..UserChanges::default()
    };
    Command::UpdateUser { user, changes }
}
