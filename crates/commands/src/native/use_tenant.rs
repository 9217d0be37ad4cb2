//! `Use-Tenant`: goes over to a stored tenant.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_store::Store;

use crate::folders::Use;
use crate::native::get_tenant::get_tenant;
use crate::native::new_tenant::check_leaving;
use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

pub(super) fn command() -> Command<Session> {
    Command::new("Use-Tenant", "Goes over to a stored tenant: from now on everything happens to that one and is kept.")
        .describe(
            "A stored tenant is a folder that New-Tenant has made. What is done to it is kept before anyone sees that it \
             was done, and is there again whenever the folder is opened, with its clock where it stood. The built-in \
             administrator acts; checkpoints of the tenant before are gone. A tenant that was only in memory is gone, \
             too, which takes -Force. Get-Help about_Stores tells more.",
        )
        .parameter(
            Parameter::text("Path")
                .position(0)
                .mandatory()
                .help("The folder of the stored tenant."),
        )
        .parameter(Parameter::switch("Force").help("Leaves a tenant that is only in memory."))
        .what_if()
        .example("Use-Tenant contoso.ingroup -Force -WhatIf", "Says which tenant would be used.")
        .example("Get-Help Use-Tenant -Parameter Force", "Shows when -Force is needed.")
        .each(native(use_tenant))
}

fn use_tenant(request: &mut Request<'_, '_>) -> Done {
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
    let is_at_hand = {
        let session = request.session();
        let condition = session.keeper().condition();
        matches!(condition, Ok(Some(here)) if here.path == folder)
    };
    if !is_at_hand {
        let opened = Store::open(&folder);
        let (store, tenant) = opened.map_err(|error| stored::failure(&error).about("Path"))?;
        let used = request.session().use_store(store, tenant);
        used.map_err(|error| stored::failure(&error))?;
    }
    get_tenant(request)
}
