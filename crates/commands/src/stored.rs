//! What a stored tenant refuses, as the shell says it.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use ingroup_shell::{Category, Done, Halt, Object, Parameter, ShellError};
use ingroup_store::{Keeper, StoreError, Watch};
use ingroup_tenant::Tenant;

use crate::folders::Use;
use crate::progress::{self, Progress};
use crate::request::Request;

/// The error for a person.
pub(crate) fn failure(error: &StoreError) -> ShellError {
    let category = match error {
        StoreError::Absent { .. } => Category::ObjectNotFound,
        StoreError::NotAStore { .. } | StoreError::Taken { .. } => Category::InvalidArgument,
        StoreError::InUse { .. } => Category::PermissionDenied,
        _ => Category::InvalidOperation,
    };
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    let sentence = format!("{}{}.", first.unwrap_or_default(), letters.as_str());
    ShellError::new(sentence)
        .category(category)
        .help(error.help())
}

/// What ends a command when work on what is kept does not come to its end: whoever waited wanted that, or it failed.
pub(crate) fn halt(error: StoreError) -> Halt {
    match error {
        StoreError::Stopped => Halt::Interrupted,
        error => Halt::Error(failure(&error)),
    }
}

/// Does long work on what is kept: it is shown how far that is, and whoever waits may end it.
pub(crate) fn watched<T>(
    progress: &mut dyn FnMut(Progress),
    interruption: &AtomicBool,
    work: impl FnOnce(Watch<'_>) -> T,
) -> T {
    progress::watched("Going through the record", progress, interruption, work)
}

/// Does long work on the tenant's home, watched by whoever waits.
pub(crate) fn at_home<T>(
    request: &mut Request<'_, '_>,
    work: impl FnOnce(&Keeper, &Tenant, Watch<'_>) -> Result<T, StoreError>,
) -> Result<Result<T, StoreError>, Halt> {
    let interruption = request.call.interruption();
    let mut session = request.session();
    let keeper = session.keeper().clone();
    let (tenant, progress) = session.tenant_and_progress();
    match watched(progress, &interruption, |watch| {
        work(&keeper, tenant, watch)
    }) {
        Err(StoreError::Stopped) => Err(Halt::Interrupted),
        done => Ok(done),
    }
}

/// The parameter that names the folder of a stored tenant.
pub(crate) fn path_parameter(help: &'static str) -> Parameter {
    Parameter::text("Path").position(0).mandatory().help(help)
}

/// The folder that `-Path` names, as it was typed and where it is; none if only that it would be used is said.
pub(crate) fn folder(
    request: &mut Request<'_, '_>,
    check: impl FnOnce(&mut Request<'_, '_>) -> Done,
) -> Result<Option<(String, PathBuf)>, Halt> {
    let path = request.text("Path").unwrap_or_default().to_string();
    let resolved = request.session().resolve(&path, Use::Write);
    let folder = resolved.map_err(|error| error.about("Path"))?;
    check(request)?;
    let action = request.call.name().to_owned();
    let is_meant = request.call.should_process(&path, &action)?;
    Ok(is_meant.then_some((path, folder)))
}

/// Opens the tenant that is stored in the folder of `-Path`, and goes over to it.
pub(crate) fn open(request: &mut Request<'_, '_>, folder: &Path) -> Done {
    let interruption = request.call.interruption();
    let opened = request.session().open_store(folder, &interruption);
    opened.map_err(|error| match error {
        StoreError::Stopped => Halt::Interrupted,
        error => failure(&error).about("Path").into(),
    })
}

/// What is said of a tenant that was stored.
pub(crate) fn record(path: &str, tenant: &Tenant, newest_unit: u64) -> Object {
    let directory = tenant.directory();
    Object::new("StoredTenant")
        .with("Path", path)
        .with("Users", directory.users().len())
        .with("Devices", directory.devices().len())
        .with("Groups", directory.group_count())
        .with("Units", newest_unit.cast_signed() + 1)
}

/// Fails if the tenant at hand is only in memory, has something in it, and nobody has said that it may go.
pub(crate) fn check_leaving(request: &mut Request<'_, '_>) -> Done {
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

/// Fails if a folder that something is to be taken from has the tenant at hand in it.
pub(crate) fn check_elsewhere(request: &mut Request<'_, '_>, from: &Path) -> Done {
    let condition = request.session().keeper().condition();
    match condition {
        Ok(Some(here)) if here.path == from => Err(ShellError::new(format!(
            "\"{}\" is the tenant at hand.",
            from.display()
        ))
        .category(Category::InvalidArgument)
        .about("From")
        .help("Backup-Tenant -Path copies it as it is now.")
        .into()),
        _ => Ok(()),
    }
}
