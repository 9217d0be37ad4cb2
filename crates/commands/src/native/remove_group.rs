//! `Remove-Group`: deletes a group.

use ingroup_schema::ObjectKind;
use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Remove-Group", "Deletes a group.")
        .describe(
            "Microsoft 365 groups and, unless the tenant's setting securityGroupSoftDelete is off, cloud security \
             groups can be restored for 30 days: see Get-DeletedObject. A group that gives licences cannot be deleted \
             before they are taken from it.",
        )
        .parameter(parameters::identity("Group").alias("ObjectId").mandatory())
        .what_if()
        .example("Remove-Group Macs", "Deletes a group.")
        .example("Remove-Group Macs -WhatIf", "Says what would happen.")
        .each(native(remove_group))
}

/// Deletes the group that `-Identity` names.
pub(crate) fn remove_group(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let (name, members) = {
        let session = request.session();
        let directory = session.tenant().directory();
        let members = directory
            .group(group)
            .map_or(0, |group| group.members().len());
        (name_of(directory, group), members)
    };
    request.change(
        vec![Change::DeleteGroup { group }],
        &name,
        Follows::Deletion {
            kind: ObjectKind::Group,
            members,
        },
    )?;
    Ok(())
}
