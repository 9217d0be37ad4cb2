//! `Use-Tenant`: goes over to a stored tenant.

use ingroup_shell::{Command, Done, Parameter};

use crate::native::get_tenant::get_tenant;
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
        .parameter(stored::path_parameter("The folder of the stored tenant."))
        .parameter(Parameter::switch("Force").help("Leaves a tenant that is only in memory."))
        .what_if()
        .example("Use-Tenant contoso.ingroup -Force -WhatIf", "Says which tenant would be used.")
        .example("Get-Help Use-Tenant -Parameter Force", "Shows when -Force is needed.")
        .each(native(use_tenant))
}

fn use_tenant(request: &mut Request<'_, '_>) -> Done {
    let Some((_, folder)) = stored::folder(request, stored::check_leaving)? else {
        return Ok(());
    };
    let is_at_hand = {
        let session = request.session();
        let condition = session.keeper().condition();
        matches!(condition, Ok(Some(here)) if here.path == folder)
    };
    if !is_at_hand {
        stored::open(request, &folder)?;
    }
    get_tenant(request)
}
