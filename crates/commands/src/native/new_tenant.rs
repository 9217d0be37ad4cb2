//! `New-Tenant`: makes an empty tenant that is stored, and goes over to it.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_store::{Beginning, Store};

use crate::native::get_tenant::get_tenant;
use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

pub(super) fn command() -> Command<Session> {
    Command::new("New-Tenant", "Makes an empty tenant that is stored in a folder, and goes over to it.")
        .describe(
            "From now on everything that happens is kept in the folder before anyone sees that it was done. Its clock \
             begins where the session's stands. Import-Tenant fills it from an export; Backup-Tenant stores the tenant \
             at hand instead. Get-Help about_Stores tells more.",
        )
        .parameter(stored::path_parameter("The folder, where nothing is yet; by custom its name ends in .ingroup."))
        .parameter(Parameter::switch("Force").help("Leaves a tenant that is only in memory."))
        .what_if()
        .example("New-Tenant contoso.ingroup -Force -WhatIf", "Says where the tenant would be made.")
        .example("Get-Help New-Tenant -Parameter Path", "Shows what the path may be.")
        .each(native(new_tenant))
}

fn new_tenant(request: &mut Request<'_, '_>) -> Done {
    let Some((_, folder)) = stored::folder(request, stored::check_leaving)? else {
        return Ok(());
    };
    let now = request.session().now();
    let made = Store::make(&folder, Beginning::Empty(now));
    made.map_err(|error| stored::failure(&error).about("Path"))?;
    stored::open(request, &folder)?;
    get_tenant(request)
}
