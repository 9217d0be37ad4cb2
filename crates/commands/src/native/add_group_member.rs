//! `Add-GroupMember`: adds members to an assigned group.

use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters::{named, shared};
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Add-GroupMember", "Adds members to an assigned group.")
        .describe(
            "All of those named in one use of the command join, or none; 20 at most. The members of a dynamic group come from \
             its rule alone.",
        )
        .parameter(named("Group", "Identity").alias("GroupId").position(0).mandatory())
        .parameter(
            shared("Member")
                .alias("Id")
                .position(1)
                .mandatory()
                .from_pipeline()
                .from_property(),
        )
        .what_if()
        .example("Add-GroupMember Board alex@contoso.com", "Adds one member.")
        .example(
            "Get-User | Where-Object Department -eq 'Legal' | Select-Object -First 2 | Add-GroupMember Board",
            "Adds people that another command found.",
        )
        .each(native(add_group_member))
}

/// Adds those that `-Member` names to the group that `-Identity` names.
pub(crate) fn add_group_member(request: &mut Request<'_, '_>) -> Done {
    change_members(request, |group, members| {
        vec![Change::AddMembers { group, members }]
    })
}

/// Adds or removes those that `-Member` names.
pub(super) fn change_members(
    request: &mut Request<'_, '_>,
    commands: fn(ObjectId, Vec<ObjectId>) -> Vec<Change>,
) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let commands = commands(group, request.find_each(Wanted::Member, "Member")?);
    let name = name_of(request.session().tenant().directory(), group);
    request.change(commands, &name, Follows::Members(group))?;
    Ok(())
}
