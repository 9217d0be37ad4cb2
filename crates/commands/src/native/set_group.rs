//! `Set-Group`: changes a group, its rule and its membership type too.

use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Outcome, Wanted};

use crate::effects::Follows;
use crate::groups;
use crate::parameters::{identity, rule, shared};
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-Group", "Changes a group.")
        .describe(
            "Only what is named changes. DynamicMembership among -GroupTypes converts an assigned group: all its \
             members leave at once, and the rule brings back those it takes; without it a dynamic group becomes \
             assigned and keeps its members. A rule with errors is refused and nothing changes.",
        )
        .parameter(identity("Group").alias("ObjectId").mandatory())
        .parameter(rule())
        .parameters(
            [
                "MembershipRuleProcessingState",
                "GroupTypes",
                "DisplayName",
                "Description",
                "MailNickname",
                "Visibility",
            ]
            .map(shared),
        )
        .parameter(Parameter::switch("PassThru").help("Gives the group as it is afterwards."))
        .what_if()
        .example(
            "Set-Group Nigeria -MembershipRule 'user.city -in [\"Lagos\", \"Abuja\"]' -PassThru",
            "Changes the rule of a dynamic group.",
        )
        .example(
            "Set-Group Sales -GroupTypes Unified, DynamicMembership -MembershipRule 'user.department -eq \"Sales\"' -WhatIf",
            "Says what converting an assigned group would do.",
        )
        .example(
            "Set-Group Managers -MembershipRuleProcessingState Paused",
            "Pauses a group: its members stay as they are.",
        )
        .each(native(set_group))
}

/// Changes the group that `-Identity` names.
pub(crate) fn set_group(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let changes = groups::changes(request)?;
    let before = Before::of(request.session().tenant(), group);
    let command = Change::UpdateGroup { group, changes };
    let Some(outcome) = request.change(vec![command], &before.name, Follows::Members(group))?
    else {
        return Ok(());
    };
    groups::say(request, &outcome.diagnostics)?;
    say_converted(request, group, &before, &outcome)?;
    match request.switch("PassThru") {
        true => request.emit_each([group]),
        false => Ok(()),
    }
}

/// What a group was before the command.
struct Before {
    name: String,
    members: usize,
    assigned: bool,
}

impl Before {
    fn of(tenant: &ingroup_tenant::Tenant, id: ObjectId) -> Self {
        let directory = tenant.directory();
        let group = directory.group(id);
        Self {
            name: name_of(directory, id),
            members: group.map_or(0, |group| group.members().len()),
            assigned: group.is_some_and(|group| !group.facts().is_dynamic()),
        }
    }
}

/// Warns that a conversion has emptied the group first (`OP-16`).
fn say_converted(
    request: &mut Request<'_, '_>,
    group: ObjectId,
    before: &Before,
    outcome: &Outcome,
) -> Done {
    let dynamic = {
        let session = request.session();
        let group = session.tenant().directory().group(group);
        group.is_some_and(|group| group.facts().is_dynamic())
    };
    if !(before.assigned && dynamic) || before.members == 0 {
        return Ok(());
    }
    let (_, left) = outcome.moved(group);
    let back = before.members.saturating_sub(left);
    let all = match before.members {
        1 => "its member left".to_owned(),
        members => format!("all {members} members left"),
    };
    let name = &before.name;
    request.call.warn(format!(
        "\"{name}\" was converted: {all} at once, and the rule brought {back} of them back. \
         Test-MembershipRule -Group … -MembershipRule … -Preview shows this before."
    ))
}
