//! Groups as code, brought into the tenant that is loaded: new ones are created, known ones become what the code says.

use std::collections::BTreeMap;
use std::path::Path;

use ingroup_directory::{GroupFacts, GroupType, Name, ObjectRef};
use ingroup_exchange::{Bad, CodedGroup, CodedName, Ensure, LeftOut, Place};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Halt, ShellError};
use ingroup_tenant::{Channel, Command as Change, GroupChanges, NewGroup, Outcome, Tenant, Wanted};

use crate::effects::Follows;
use crate::groups;
use crate::request::Request;

/// How many of those whom nobody knows are named one by one.
const NAMED: usize = 5;

const LEAVE_OUT: &str =
    "Nothing was brought in; -SkipBad leaves out what the tenant refuses, and lists it.";

/// Brings the groups in, all of them or none; gives those that are there afterwards. What the tenant refuses ends it,
/// or is left out with all that the code has of the group.
pub(crate) fn bring_in(
    request: &mut Request<'_, '_>,
    path: &str,
    mut groups: Vec<CodedGroup>,
    bad: Bad,
    left_out: &mut Vec<LeftOut>,
) -> Result<Option<Vec<ObjectId>>, Halt> {
    let plan = loop {
        let plan = {
            let session = request.session();
            Plan::of(session.tenant(), &groups).map_err(Halt::Error)?
        };
        let commands: Vec<Change> = plan.commands.iter().map(|(_, one)| one.clone()).collect();
        let refused = request.session().refused_among(&commands);
        let mut refused: BTreeMap<usize, ShellError> = refused
            .iter()
            .rev()
            .filter_map(|(at, refusal)| {
                let (group, _) = plan.commands.get(*at)?;
                Some((*group, request.refused(refusal)))
            })
            .collect();
        match bad {
            Bad::Refuse => {
                if let Some((at, error)) = refused.pop_first() {
                    let place = groups
                        .get(at)
                        .map_or_else(String::new, |group| of(path, group));
                    return Err(Halt::Error(error.of(&place).help(LEAVE_OUT)));
                }
            }
            Bad::LeaveOut => {
                for (at, error) in refused.iter().rev() {
                    let group = groups.remove(*at);
                    left_out.push(LeftOut {
                        place: group.line.map(|line| Place { line, column: 1 }),
                        index: None,
                        object: Some(group.label()),
                        id: group.id,
                        reason: error.message().to_owned(),
                        file: group.file,
                    });
                }
            }
        }
        if refused.is_empty() {
            break plan;
        }
    };
    for line in plan.warnings() {
        request.call.warn(line)?;
    }
    let Plan {
        commands,
        mut known,
        ..
    } = plan;
    if commands.is_empty() {
        request
            .call
            .write_host("Nothing is to be changed: every group is as the code says.")?;
        return Ok(Some(known));
    }
    let commands = commands.into_iter().map(|(_, command)| command).collect();
    let Some(outcome) = request.change(commands, path, Follows::Memberships)? else {
        return Ok(None);
    };
    groups::say(request, &outcome.diagnostics)?;
    known.extend(created(&outcome));
    Ok(Some(known))
}

/// Where the code has a group: file, line and name.
fn of(path: &str, group: &CodedGroup) -> String {
    let is_file = Path::new(path)
        .file_name()
        .is_some_and(|name| *name == *group.file);
    let mut at = match is_file || group.file.is_empty() {
        true => path.to_owned(),
        false => format!("{}/{}", path.trim_end_matches(['/', '\\']), group.file),
    };
    if let Some(line) = group.line {
        at = format!("{at}:{line}");
    }
    format!("{at}, {}", group.label())
}

/// The groups that were created, in order.
fn created(outcome: &Outcome) -> impl Iterator<Item = ObjectId> {
    outcome
        .events
        .iter()
        .filter_map(|event| match &event.change {
            ingroup_directory::Change::GroupCreated { group, .. } => Some(*group),
            _ => None,
        })
}

/// What is to be done.
#[derive(Default)]
struct Plan {
    /// Each with the place of its group in the code.
    commands: Vec<(usize, Change)>,
    /// Groups that are there already.
    known: Vec<ObjectId>,
    said: Vec<String>,
    /// Whom the code names and nobody knows, with the group.
    strangers: Vec<(String, String)>,
    /// What nobody takes, with the groups that have it.
    passed_over: BTreeMap<&'static str, Vec<String>>,
}

impl Plan {
    fn of(tenant: &Tenant, groups: &[CodedGroup]) -> Result<Self, ShellError> {
        let mut plan = Self::default();
        for (at, group) in groups.iter().enumerate() {
            plan.add(tenant, at, group)?;
        }
        Ok(plan)
    }

    /// What is to be said before anything is done.
    fn warnings(&self) -> Vec<String> {
        let mut lines = self.said.clone();
        let named = self.strangers.iter().take(NAMED);
        lines.extend(named.map(|(name, group)| {
            format!("\"{name}\", whom the code has in {group}, is not in this tenant.")
        }));
        match self.strangers.len().saturating_sub(NAMED) {
            0 => {}
            1 => {
                lines.push("One more whom the code has in a group is not there either.".to_owned())
            }
            more => lines.push(format!(
                "{more} more whom the code has in groups are not there either."
            )),
        }
        for (words, groups) in &self.passed_over {
            let of = match groups.as_slice() {
                [one] => one.clone(),
                [first, ..] => format!("{} groups, {first} among them", groups.len()),
                [] => continue,
            };
            lines.push(format!(
                "The code also has {words} of {of}, which were not brought in."
            ));
        }
        lines
    }

    fn add(&mut self, tenant: &Tenant, at: usize, coded: &CodedGroup) -> Result<(), ShellError> {
        let label = coded.label();
        let found = find(tenant, coded)?;
        if coded.ensure == Ensure::Absent {
            if found.is_some() {
                self.said.push(format!(
                    "The code wants {label} to be gone; it was left alone. Remove-Group removes it."
                ));
            }
            return Ok(());
        }
        if !coded.worked_out.is_empty() {
            self.said.push(format!(
                "The code works out {} of {label} when it runs; that was passed over.",
                coded.worked_out.join(", ")
            ));
        }
        for words in &coded.passed_over {
            let groups = self.passed_over.entry(words).or_default();
            groups.push(label.clone());
        }
        let members = self.people(tenant, &coded.members, &label);
        let owners = self.people(tenant, &coded.owners, &label);
        match found {
            None => {
                let new = new_group(coded, members, owners);
                self.commands.push((at, Change::CreateGroup(new)));
            }
            Some(group) => {
                self.known.push(group);
                let changes = changes_of(tenant, group, coded, &members, &owners);
                self.commands
                    .extend(changes.into_iter().map(|one| (at, one)));
            }
        }
        Ok(())
    }

    /// The ids of those who are named; who is not there is told.
    fn people(&mut self, tenant: &Tenant, names: &[CodedName], label: &str) -> Vec<ObjectId> {
        let mut ids = Vec::new();
        for name in names {
            match find_named(tenant, name) {
                Some(id) => ids.push(id),
                None => {
                    let name = match name {
                        CodedName::Whole(name) => name.clone(),
                        CodedName::OwnDomain(name) => format!("{name}@$OrganizationName"),
                    };
                    self.strangers.push((name, label.to_owned()));
                }
            }
        }
        ids
    }
}

/// Whom the code names. The domain that it leaves open is the tenant's own: the default one before the others.
fn find_named(tenant: &Tenant, name: &CodedName) -> Option<ObjectId> {
    let name = match name {
        CodedName::Whole(name) => return tenant.find(Wanted::Member, name).ok(),
        CodedName::OwnDomain(name) => name,
    };
    let domains = &tenant.directory().organization().verified_domains;
    let (default, others): (Vec<_>, Vec<_>) = domains.iter().partition(|domain| domain.is_default);
    default.iter().chain(&others).find_map(|domain| {
        tenant
            .find(Wanted::Member, &format!("{name}@{}", domain.name))
            .ok()
    })
}

/// What a group that is there lacks to be what the code says.
fn changes_of(
    tenant: &Tenant,
    group: ObjectId,
    coded: &CodedGroup,
    members: &[ObjectId],
    owners: &[ObjectId],
) -> Vec<Change> {
    let mut commands = Vec::new();
    let Some(there) = tenant.directory().group(group) else {
        return commands;
    };
    let changes = changes(there.facts(), coded);
    if changes != GroupChanges::default() {
        commands.push(Change::UpdateGroup { group, changes });
    }
    let missing = |who: &&ObjectId, mut all: Box<dyn Iterator<Item = ObjectRef> + '_>| {
        let wanted = tenant.directory().resolve(**who);
        !all.any(|one| Some(one) == wanted)
    };
    let will_be_dynamic = match &coded.group_types {
        Some(types) => types.contains(&GroupType::DynamicMembership),
        None => there.facts().is_dynamic(),
    };
    let new: Vec<ObjectId> = members
        .iter()
        .filter(|who| missing(who, Box::new(there.members().iter())))
        .copied()
        .collect();
    if !new.is_empty() && !will_be_dynamic {
        commands.push(Change::AddMembers {
            group,
            members: new,
        });
    }
    let new = owners
        .iter()
        .filter(|who| missing(who, Box::new(there.owners())));
    commands.extend(new.map(|owner| Change::AddOwner {
        group,
        owner: *owner,
    }));
    commands
}

/// The group that the code means: by its id, or by its name if no other has it.
fn find(tenant: &Tenant, coded: &CodedGroup) -> Result<Option<ObjectId>, ShellError> {
    let directory = tenant.directory();
    if let Some(id) = coded.id.filter(|id| directory.group(*id).is_some()) {
        return Ok(Some(id));
    }
    let named = directory.find(Name::DisplayName, &coded.display_name);
    let groups: Vec<ObjectId> = named
        .iter()
        .filter_map(|object| match object {
            ObjectRef::Group(row) => directory.group_at(*row).map(|group| group.id()),
            _ => None,
        })
        .collect();
    match groups.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(ShellError::new(format!(
            "{} groups are called \"{}\", and the code does not say by an id which it means.",
            groups.len(),
            coded.display_name
        ))
        .category(Category::InvalidArgument)
        .about("Path")
        .help("Add the id of the group to the code.")),
    }
}

fn new_group(coded: &CodedGroup, members: Vec<ObjectId>, owners: Vec<ObjectId>) -> NewGroup {
    let group_types = coded.group_types.clone().unwrap_or_default();
    let unified = group_types.contains(&GroupType::Unified);
    let is_dynamic = group_types.contains(&GroupType::DynamicMembership);
    NewGroup {
        display_name: coded.display_name.clone(),
        description: coded.description.clone(),
        mail_nickname: coded.mail_nickname.clone(),
        mail_enabled: coded.mail_enabled.unwrap_or(unified),
        security_enabled: coded.security_enabled.unwrap_or(!unified),
        visibility: coded.visibility,
        is_assignable_to_role: coded.is_assignable_to_role.unwrap_or(false),
        membership_rule: coded.membership_rule.clone().filter(|_| is_dynamic),
        processing_state: coded.processing.filter(|_| is_dynamic),
        members: if is_dynamic { Vec::new() } else { members },
        owners,
        allow_to_add_guests: None,
        resource_behavior_options: Default::default(),
        join_policy: None,
        channel: Channel::default(),
        group_types,
    }
}

/// What the code has otherwise than the group.
fn changes(there: &GroupFacts, coded: &CodedGroup) -> GroupChanges {
    let differs = |own: Option<&str>, wanted: &Option<String>| {
        wanted.clone().filter(|wanted| own != Some(wanted.as_str()))
    };
    let group_types = coded.group_types.clone();
    let group_types = group_types.filter(|types| *types != there.group_types);
    let is_dynamic = match &group_types {
        Some(types) => types.contains(&GroupType::DynamicMembership),
        None => there.is_dynamic(),
    };
    let rule = differs(there.membership_rule.as_deref(), &coded.membership_rule);
    let processing = coded.processing;
    GroupChanges {
        display_name: Some(coded.display_name.clone()).filter(|name| *there.display_name != **name),
        description: differs(there.description.as_deref(), &coded.description).map(Some),
        mail_nickname: differs(there.mail_nickname.as_deref(), &coded.mail_nickname),
        visibility: coded
            .visibility
            .filter(|wanted| there.visibility != Some(*wanted)),
        group_types,
        membership_rule: rule.filter(|_| is_dynamic),
        processing_state: processing
            .filter(|wanted| is_dynamic && there.rule_processing != Some(*wanted)),
        ..GroupChanges::default()
    }
}
