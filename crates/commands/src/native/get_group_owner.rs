//! `Get-GroupOwner`: shows the owners of a group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use crate::parameters;
use crate::past::looking_back;
use crate::records;
use crate::request::Request;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    let command = Command::new("Get-GroupOwner", "Shows the owners of a group.")
        .describe("Owners are listed by name. A rule never makes owners.")
        .parameter(parameters::identity("Group").alias("GroupId").mandatory())
        .example("Get-GroupOwner Sales", "Shows who owns the group.")
        .example(
            "Get-Group | Where-Object { -not (Get-GroupOwner $_) } | Select-Object -First 3",
            "Finds groups that nobody owns.",
        );
    looking_back(command, get_group_owner)
}

fn get_group_owner(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let owners = directory.group(group).into_iter();
        records::by_name(directory, owners.flat_map(|group| group.owners()))
    };
    for id in ids {
        let owner = records::owner(request.session().tenant().directory(), id);
        request.emit(owner)?;
    }
    Ok(())
}
