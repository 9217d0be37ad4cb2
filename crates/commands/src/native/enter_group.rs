//! `Enter-Group`: joins a group that is open to all.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters::named;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::self_service::{self, who};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Enter-Group", "Joins a group that is open to all.")
        .describe(
            "Who acts joins; the built-in administrator is nobody, so that -User says who. A group with owner approval is \
             asked with New-JoinRequest; of a closed one only the owners add members. Get-Group shows the join policy \
             of a group.",
        )
        .parameter(
            named("Group", "Group")
                .alias("Identity")
                .position(0)
                .mandatory()
                .from_pipeline(),
        )
        .parameter(self_service::user())
        .what_if()
        .example(
            "Set-Group 'Fire wardens' -JoinPolicy Open; Connect-Tenant -As adele@contoso.com; Enter-Group 'Fire wardens'; Get-User adele@contoso.com -Groups | Where-Object Through -eq assigned",
            "Opens a group, and somebody joins it.",
        )
        .example(
            "Set-Group 'Fire wardens' -JoinPolicy Open; Enter-Group 'Fire wardens' -User adele@contoso.com -WhatIf",
            "Says what would follow if somebody joined.",
        )
        .each(native(enter_group))
}

fn enter_group(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Group")?;
    let user = who(request)?;
    let name = name_of(request.session().tenant().directory(), group);
    let command = Change::Join { group, user };
    request.change(vec![command], &name, Follows::Members(group))?;
    Ok(())
}
