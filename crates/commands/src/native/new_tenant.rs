//! `New-Tenant`: makes an empty tenant that is stored, and goes over to it.

use ingroup_shell::{Category, Command, Done, Parameter, ShellError};
use ingroup_store::{Beginning, Store};

use crate::folders::Use;
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
        .parameter(
            Parameter::text("Path")
                .position(0)
                .mandatory()
                .help("The folder, where nothing is yet; by custom its name ends in .ingroup."),
        )
        .parameter(Parameter::switch("Force").help("Leaves a tenant that is only in memory."))
        .what_if()
        .example("New-Tenant contoso.ingroup -Force -WhatIf", "Says where the tenant would be made.")
        .example("Get-Help New-Tenant -Parameter Path", "Shows what the path may be.")
        .each(native(new_tenant))
}

fn new_tenant(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default();
    let folder = request
        .session()
        .resolve(&path, Use::Write)
        .map_err(|error| error.about("Path"))?;
    check_leaving(request)?;
    let action = request.call.name().to_owned();
    if !request.call.should_process(&path, &action)? {
        return Ok(());
    }
    let now = request.session().now();
    let made = Store::make(&folder, Beginning::Empty(now)).and_then(|()| Store::open(&folder));
    let (store, tenant) = made.map_err(|error| stored::failure(&error).about("Path"))?;
    let used = request.session().use_store(store, tenant);
    used.map_err(|error| stored::failure(&error))?;
    get_tenant(request)
}

/// Fails if the tenant at hand is only in memory, has something in it, and nobody has said that it may go.
pub(super) fn check_leaving(request: &mut Request<'_, '_>) -> Done {
    let objects = {
        let session = request.session();
        match session.keeper().newest_unit() {
            Some(_) => 0,
            None => session.tenant().directory().object_count(),
        }
    };
    if objects == 0 || request.switch("Force") {
        return Ok(());
    }
    Err(ShellError::new(format!(
        "The tenant at hand is only in memory, and its {objects} objects would be gone."
    ))
    .category(Category::InvalidOperation)
    .help("Backup-Tenant -Path stores it. Add -Force to leave it.")
    .into())
}
