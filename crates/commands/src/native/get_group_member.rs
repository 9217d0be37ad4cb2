//! `Get-GroupMember`: shows the members of a group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use crate::parameters;
use crate::records::{self, ByName};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-GroupMember", "Shows the direct members of a group.")
        .describe("Members are listed by name; a group among them is one member.")
        .parameter(parameters::identity("Group").alias("GroupId").mandatory())
        .example("Get-GroupMember Sales", "Shows who is in the group.")
        .example(
            "(Get-GroupMember 'All guests').Count",
            "Counts the members.",
        )
        .each(native(get_group_member))
}

/// Gives the direct members of the group that `-Identity` names.
pub(crate) fn get_group_member(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let members = directory.group(group).into_iter();
        ByName::new(directory, members.flat_map(|group| group.members().iter()))
    };
    for id in ids {
        let member = records::member(request.session().tenant().directory(), id);
        request.emit(member)?;
    }
    Ok(())
}
