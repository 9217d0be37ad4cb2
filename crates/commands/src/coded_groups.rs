//! Groups as code, brought into the tenant that is loaded: new ones are created, known ones become what the code says.

use ingroup_directory::{GroupFacts, GroupType, Name, ObjectRef};
use ingroup_exchange::{CodedGroup, Ensure};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Halt, ShellError};
use ingroup_tenant::{Channel, Command as Change, GroupChanges, NewGroup, Outcome, Tenant, Wanted};

use crate::effects::Follows;
use crate::groups;
use crate::request::Request;

/// Brings the groups in, all of them or none; gives those that are there afterwards.
pub(crate) fn bring_in(
    request: &mut Request<'_, '_>,
    path: &str,
    groups: &[CodedGroup],
) -> Result<Option<Vec<ObjectId>>, Halt> {
    let mut plan = Plan::default();
    {
        let session = request.session();
        for group in groups {
            plan.add(session.tenant(), group).map_err(Halt::Error)?;
        }
    }
    for line in &plan.said {
        request.call.warn(line.clone())?;
    }
    if plan.commands.is_empty() {
        request
            .call
            .write_host("Nothing is to be changed: every group is as the code says.")?;
        return Ok(Some(plan.known));
    }
    let commands = std::mem::take(&mut plan.commands);
    let Some(outcome) = request.change(commands, path, Follows::Memberships)? else {
        return Ok(None);
    };
    groups::say(request, &outcome.diagnostics)?;
    plan.known.extend(created(&outcome));
    Ok(Some(plan.known))
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
    commands: Vec<Change>,
    /// Groups that are there already.
    known: Vec<ObjectId>,
    said: Vec<String>,
}

impl Plan {
    fn add(&mut self, tenant: &Tenant, coded: &CodedGroup) -> Result<(), ShellError> {
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
        let members = self.people(tenant, &coded.members, &label);
        let owners = self.people(tenant, &coded.owners, &label);
        match found {
            None => self
                .commands
                .push(Change::CreateGroup(new_group(coded, members, owners))),
            Some(group) => {
                self.known.push(group);
                self.change(tenant, group, coded, &members, &owners);
            }
        }
        Ok(())
    }

    /// The ids of those who are named; who is not there is told.
    fn people(&mut self, tenant: &Tenant, names: &[String], label: &str) -> Vec<ObjectId> {
        let mut ids = Vec::new();
        for name in names {
            match tenant.find(Wanted::Member, name) {
                Ok(id) => ids.push(id),
                Err(_) => self.said.push(format!(
                    "\"{name}\", whom the code has in {label}, is not in this tenant."
                )),
            }
        }
        ids
    }

    fn change(
        &mut self,
        tenant: &Tenant,
        group: ObjectId,
        coded: &CodedGroup,
        members: &[ObjectId],
        owners: &[ObjectId],
    ) {
        let Some(there) = tenant.directory().group(group) else {
            return;
        };
        let changes = changes(there.facts(), coded);
        if changes != GroupChanges::default() {
            self.commands.push(Change::UpdateGroup { group, changes });
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
            self.commands.push(Change::AddMembers {
                group,
                members: new,
            });
        }
        let new = owners
            .iter()
            .filter(|who| missing(who, Box::new(there.owners())));
        self.commands.extend(new.map(|owner| Change::AddOwner {
            group,
            owner: *owner,
        }));
    }
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
