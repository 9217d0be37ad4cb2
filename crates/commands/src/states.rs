//! States of tenants that a command names: a checkpoint, an export, or the tenant at hand.

use ingroup_exchange::{Import, Options};
use ingroup_shell::Halt;
use ingroup_tenant::{Command, Facts, Replace, Tenant};

use crate::reading::read_export;
use crate::request::Request;

/// The tenant that the argument names: the checkpoint of that name, or the export at that path with its rules carried
/// out; without the argument the tenant at hand.
pub(crate) fn state(
    request: &mut Request<'_, '_>,
    parameter: &'static str,
) -> Result<Tenant, Halt> {
    let Some(text) = request.text(parameter) else {
        return Ok(request.session().tenant().clone());
    };
    let checkpoint = {
        let session = request.session();
        let found = session.checkpoints().find(&text);
        found.map(|found| found.tenant.clone())
    };
    if let Some(tenant) = checkpoint {
        return Ok(tenant);
    }
    let Import {
        directory,
        listed_members,
        ..
    } = read_export(request, &text, parameter, &Options::default())?;
    let now = request.session().now();
    let mut tenant = Tenant::new(now);
    let facts = Facts {
        directory,
        listed_members,
        replace: Replace::Allow,
    };
    let loaded = tenant.execute(Command::Import(Box::new(facts)));
    loaded.map_err(|refusal| Halt::Error(request.refused(&refusal)))?;
    Ok(tenant)
}

/// The state in words: what was typed, or that it is the tenant at hand.
pub(crate) fn words(request: &Request<'_, '_>, parameter: &str) -> String {
    match request.text(parameter) {
        Some(text) => format!("\"{text}\""),
        None => "the tenant at hand".to_owned(),
    }
}
