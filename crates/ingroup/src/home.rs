//! The tenant that a session begins with: a stored one, or an export.

use std::path::{Path, PathBuf};

use ingroup_commands::Session;
use ingroup_shell::{Echo, Shell};
use ingroup_store::{Keeper, Place, Store, StoreError};
use ingroup_tenant::Command;

use crate::arguments::SessionArguments;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::run::exit_of;

/// Opens the stored tenant that the arguments name. An export that they name is given back, to be loaded.
pub(crate) fn open(
    arguments: &SessionArguments,
    session: &mut Session,
) -> Result<Option<PathBuf>, Failure> {
    let Some(path) = &arguments.tenant else {
        return Ok(None);
    };
    if !Place::is_meant(path) {
        let export = path.canonicalize();
        let export = export.map_err(|error| files::unusable(path, &error))?;
        session
            .allow_folder(&export)
            .map_err(|error| files::unusable(path, &error))?;
        return Ok(Some(export));
    }
    let (store, tenant) = Store::open(path).map_err(failure)?;
    session.use_store(store, tenant).map_err(failure)?;
    if let Some(to) = arguments.now
        && to != session.tenant().clock().now()
    {
        let set = session.execute(Command::SetClock { to });
        set.map_err(|refusal| Failure::Input {
            message: refusal.to_string(),
            help: Some("Leave --now out: the clock goes on where it stood.".to_owned()),
        })?;
    }
    Ok(None)
}

/// Loads an export.
pub(crate) fn load(shell: &mut Shell<Session>, export: &Path) -> Result<Exit, Failure> {
    let path = export.display().to_string().replace('\'', "''");
    let text = format!("Import-Tenant '{path}' | Out-Null");
    Ok(exit_of(shell.run(&text, "--tenant", Echo::Off)))
}

/// Fails if something could not be kept.
pub(crate) fn check(keeper: &Keeper) -> Result<(), Failure> {
    match keeper.failure() {
        Some(error) => Err(failure(error)),
        None => Ok(()),
    }
}

/// Why a stored tenant cannot be used.
pub(crate) fn failure(error: StoreError) -> Failure {
    Failure::Input {
        message: error.to_string(),
        help: Some(error.help()),
    }
}
