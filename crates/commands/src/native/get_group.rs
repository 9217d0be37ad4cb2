//! `Get-Group`: shows groups.

use ingroup_directory::{Group, ObjectRef};
use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use crate::parameters;
use crate::records;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Group", "Shows groups.")
        .describe(
            "Without -Identity it shows every group, in the order of their names. The status is the one the portal \
             shows; Format-List shows everything that is known, the reason of a processing error too.",
        )
        .parameter(parameters::identity("Group").alias("ObjectId"))
        .example("Get-Group Sales", "Shows one group.")
        .example(
            "Get-Group | Where-Object MembershipType -eq 'Dynamic Device' | Select-Object -First 3",
            "Shows the first dynamic groups of devices.",
        )
        .example(
            "Get-Group 'Old contractors' | Format-List",
            "Shows everything about a group.",
        )
        .each(native(get_group))
}

/// Gives the group that `-Identity` names, or all: those whose name begins with `-SearchString`, if that is given.
pub(crate) fn get_group(request: &mut Request<'_, '_>) -> Done {
    let ids = if request.has("Identity") {
        vec![request.find(Wanted::Group, "Identity")?]
    } else {
        let start = request
            .text("SearchString")
            .unwrap_or_default()
            .to_lowercase();
        let session = request.session();
        let directory = session.tenant().directory();
        let wanted = |group: &&Group| group.display_name().to_lowercase().starts_with(&start);
        let groups = directory.groups().filter(wanted);
        records::by_name(directory, groups.map(|group| ObjectRef::Group(group.row())))
    };
    request.emit_each(ids)
}
