//! Applications in commands: how they are named, who reaches them, and what a change means for that (`1.12a`).

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{AccessThrough, Application, Change, Directory, ObjectRef, Way};
use ingroup_engine::Status;
use ingroup_schema::{ObjectId, SubjectKind};
use ingroup_shell::{Category, Halt, Object, ShellError, Value};
use ingroup_tenant::{NewExtensionProperty, Outcome, Tenant};

use crate::request::Request;

/// How many applications are named one by one.
const NAMED: usize = 5;

/// The application that `-Application` or `-Identity` names.
pub(crate) fn find(
    request: &mut Request<'_, '_>,
    parameter: &'static str,
) -> Result<ObjectId, Halt> {
    let Some(identity) = request.text(parameter) else {
        let missing = ShellError::new(format!("The parameter -{parameter} is missing."));
        return Err(missing.category(Category::InvalidArgument).into());
    };
    let found = request.session().tenant().find_application(&identity);
    found.map_err(|refusal| {
        let error = request.refused(&refusal);
        Halt::Error(error.about(parameter).target(identity.as_str()))
    })
}

/// The extension properties that the arguments describe.
pub(crate) fn properties(request: &Request<'_, '_>, parameter: &str) -> Vec<NewExtensionProperty> {
    let words = request.texts("TargetObjects").unwrap_or_default();
    let wanted = |word: &str| words.is_empty() || words.iter().any(|given| given == word);
    let targets: Vec<SubjectKind> = [("User", SubjectKind::User), ("Device", SubjectKind::Device)]
        .into_iter()
        .filter(|(word, _)| wanted(word))
        .map(|(_, kind)| kind)
        .collect();
    let names = request.texts(parameter).unwrap_or_default().into_iter();
    names
        .map(|name| NewExtensionProperty {
            name,
            targets: targets.clone(),
        })
        .collect()
}

/// The record of an application.
pub(crate) fn record(application: &Application) -> Object {
    let facts = application.facts();
    let names = facts.extension_properties.iter();
    Object::new("Application")
        .with("DisplayName", &*facts.display_name)
        .with("AppId", facts.app_id.to_string())
        .with("AssignedTo", application.assignments().count())
        .with(
            "ExtensionProperties",
            Value::texts(names.map(|property| &*property.name)),
        )
        .with(
            "ServicePrincipalId",
            facts.service_principal.map(|id| id.to_string()),
        )
        .with("Id", application.id().to_string())
}

/// What keeps the members of a group from being those that its rule gives now, if anything does.
pub(crate) fn remark(tenant: &Tenant, group: ObjectId) -> Option<&'static str> {
    match tenant.engine().group(group)?.status() {
        Status::UpdateComplete => None,
        Status::UpdatePaused => Some("paused: members stay as they are"),
        Status::ProcessingError(_) => Some("in error: members stay as they are"),
        Status::NotStarted | Status::Evaluating | Status::Processing => {
            let members = tenant.directory().group(group)?.members();
            Some(match members.is_empty() {
                true => "waiting to be filled",
                false => "waiting to be brought up to date",
            })
        }
    }
}

/// How many people gained and lost access to each application: one sentence for each.
pub(crate) fn sentences(after: &Tenant, outcome: &Outcome) -> Vec<String> {
    let directory = after.directory();
    let mut ways: BTreeMap<(ObjectId, ObjectId), i64> = BTreeMap::new();
    for (application, person, sum) in changes_of_access(directory, outcome) {
        *ways.entry((application, person)).or_default() += sum;
    }
    let mut moved: BTreeMap<ObjectId, (usize, usize)> = BTreeMap::new();
    for ((application, person), sum) in ways {
        // Who reaches it now in so many ways reached it before in so many less what came.
        let now = ways_of(directory, application, person);
        let entry = moved.entry(application).or_default();
        match (now - sum > 0, now > 0) {
            (false, true) => entry.0 += 1,
            (true, false) => entry.1 += 1,
            _ => {}
        }
    }
    moved.retain(|_, (gained, lost)| *gained + *lost > 0);
    let all = moved.len();
    let lines = moved.into_iter().take(NAMED);
    let mut lines: Vec<String> = lines
        .filter_map(|(id, moved)| {
            let name = &directory.application(id)?.facts().display_name;
            Some(match moved {
                (gained, 0) => format!("{gained} would gain access to \"{name}\"."),
                (0, lost) => format!("{lost} would lose access to \"{name}\"."),
                (gained, lost) => {
                    format!("{gained} would gain and {lost} would lose access to \"{name}\".")
                }
            })
        })
        .collect();
    if all > NAMED {
        lines.push(format!(
            "Access to {} more applications would change.",
            all - NAMED
        ));
    }
    lines
}

/// The names of the applications that a group is assigned.
pub(crate) fn assigned_to(directory: &Directory, group: ObjectId) -> Vec<&str> {
    let applications = directory.applications();
    let assigned = applications.filter(|one| one.assignments().any(|held| held == group));
    assigned.map(|one| &*one.facts().display_name).collect()
}

/// In how many ways somebody reaches an application.
fn ways_of(directory: &Directory, application: ObjectId, person: ObjectId) -> i64 {
    let Some(object) = directory.resolve(person) else {
        return 0;
    };
    let application = directory.application(application);
    let ways = application.map_or(0, |known| directory.ways_to(known, object).len());
    i64::try_from(ways).unwrap_or(i64::MAX)
}

/// The ways to applications that came (1) and went (-1), each with whose they are.
fn changes_of_access(directory: &Directory, outcome: &Outcome) -> Vec<(ObjectId, ObjectId, i64)> {
    // Groups that are gone have the members they went with.
    let mut gone: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    for event in &outcome.events {
        if let Change::GroupDeleted { group, members, .. } = &event.change {
            gone.insert(*group, people(directory, members.iter()));
        }
    }
    let assigned: BTreeMap<ObjectId, BTreeSet<ObjectId>> = directory
        .applications()
        .map(|application| (application.id(), application.assignments().collect()))
        .collect();
    let mut found = Vec::new();
    for event in &outcome.events {
        for moved in event.change.moved() {
            let holder = moved.holder();
            for (application, _) in assigned.iter().filter(|(_, held)| held.contains(&holder)) {
                found.extend(moved.memberships().filter_map(|moved| {
                    let sum = match moved.way {
                        Way::In => 1,
                        Way::Out => -1,
                    };
                    Some((*application, directory.id_of(moved.object)?, sum))
                }));
            }
        }
        let (application, principal, sum) = match &event.change {
            Change::AccessAssigned {
                application,
                principal,
            } => (*application, *principal, 1),
            Change::AccessRemoved {
                application,
                principal,
            } => (*application, *principal, -1),
            _ => continue,
        };
        let whose = match (directory.group(principal), gone.get(&principal)) {
            (Some(group), _) => people(directory, group.members().iter()),
            (None, Some(members)) => members.clone(),
            (None, None) => vec![principal],
        };
        found.extend(whose.into_iter().map(|person| (application, person, sum)));
    }
    found
}

fn people(directory: &Directory, members: impl Iterator<Item = ObjectRef>) -> Vec<ObjectId> {
    let users = members.filter(|member| matches!(member, ObjectRef::User(_)));
    users.filter_map(|user| directory.id_of(user)).collect()
}

/// Who reaches an application through one of its assignments: users, or a service principal.
pub(crate) fn through(
    directory: &Directory,
    principal: ObjectId,
) -> Vec<(ObjectId, AccessThrough)> {
    match directory.group(principal) {
        Some(group) => {
            let people = people(directory, group.members().iter()).into_iter();
            people
                .map(|person| (person, AccessThrough::Group(principal)))
                .collect()
        }
        None => vec![(principal, AccessThrough::Assignment)],
    }
}
