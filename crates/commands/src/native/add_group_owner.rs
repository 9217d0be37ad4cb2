//! `Add-GroupOwner`: gives a group another owner.

use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters::{named, shared};
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Add-GroupOwner", "Gives a group other owners.")
        .describe(
            "Users and service principals own groups, guests only if the tenant's AllowGuestsToBeGroupOwner says so. \
             Owners change the group without a role, but never its rule; an owner need not be a member. All of those \
             named in one use of the command become owners, or none.",
        )
        .parameters(parameters())
        .what_if()
        .example(
            "Add-GroupOwner Managers alex@contoso.com; Get-GroupOwner Managers",
            "Gives a dynamic group another owner.",
        )
        .example(
            "Get-GroupOwner Sales | Add-GroupOwner Nigeria",
            "Gives a group the owners of another one.",
        )
        .each(native(add_group_owner))
}

/// The parameters of the two commands that change owners.
pub(super) fn parameters() -> [Parameter; 2] {
    [
        named("Group", "Identity")
            .alias("GroupId")
            .position(0)
            .mandatory(),
        shared("Owner")
            .alias("Id")
            .position(1)
            .mandatory()
            .from_pipeline()
            .from_property(),
    ]
}

/// Makes those that `-Owner` names owners of the group that `-Identity` names.
pub(crate) fn add_group_owner(request: &mut Request<'_, '_>) -> Done {
    change_owners(request, |group, owner| Change::AddOwner { group, owner })
}

/// Adds or removes those that `-Owner` names.
pub(super) fn change_owners(
    request: &mut Request<'_, '_>,
    command: fn(ObjectId, ObjectId) -> Change,
) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let owners = request.find_each(Wanted::Member, "Owner")?.into_iter();
    let commands = owners.map(|owner| command(group, owner)).collect();
    let name = name_of(request.session().tenant().directory(), group);
    request.change(commands, &name, Follows::Memberships)?;
    Ok(())
}
