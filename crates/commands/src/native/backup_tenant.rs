//! `Backup-Tenant`: stores a copy of the tenant at hand.

use ingroup_shell::{Command, Done};

use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

pub(super) fn command() -> Command<Session> {
    Command::new("Backup-Tenant", "Copies the tenant at hand to a stored tenant, with its history if it has one.")
        .describe(
            "The copy is a stored tenant like any other: Use-Tenant opens it. A tenant that is only in memory is stored \
             as it is now. The session goes on with the tenant it has.",
        )
        .parameter(stored::path_parameter("The folder of the copy, where nothing is yet."))
        .what_if()
        .example("Backup-Tenant before.ingroup -WhatIf", "Says where the copy would be.")
        .example("Get-Help Backup-Tenant -Parameter Path", "Shows what the path may be.")
        .each(native(backup_tenant))
}

fn backup_tenant(request: &mut Request<'_, '_>) -> Done {
    let Some((path, folder)) = stored::folder(request, |_| Ok(()))? else {
        return Ok(());
    };
    let copied = stored::at_home(request, |keeper, tenant, watch| {
        keeper.back_up(tenant, &folder, watch)
    })?;
    copied.map_err(|error| stored::failure(&error).about("Path"))?;
    let record = {
        let session = request.session();
        let newest = session.keeper().newest_unit().unwrap_or(0);
        stored::record(&path, session.tenant(), newest)
    };
    request.emit(record)
}
