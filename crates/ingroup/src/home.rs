//! The tenant that a session begins with: a stored one, or an export.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use ingroup_commands::Session;
use ingroup_shell::{Echo, Shell};
use ingroup_store::{Keeper, Place, StoreError};
use ingroup_tenant::Command;

use crate::arguments::SessionArguments;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::run::exit_of;

/// Opens the stored tenant that the arguments name. An export that they name is given back, to be loaded.
pub(crate) fn open(
    arguments: &SessionArguments,
    session: &mut Session,
    interrupt: &AtomicBool,
) -> Result<Option<PathBuf>, Failure> {
    let Some(path) = &arguments.tenant else {
        return Ok(None);
    };
    if !Place::is_meant(path) {
        let export = path.canonicalize();
        let export = export.map_err(|error| files::unusable(path, &error))?;
        // What lies beside a single file is nobody's business.
        let allowed = match export.is_dir() {
            true => session.allow_folder(&export),
            false => session.allow_file(&export),
        };
        allowed.map_err(|error| files::unusable(path, &error))?;
        return Ok(Some(export));
    }
    if arguments.skip_bad {
        return Err(Failure::Usage {
            message: "--skip-bad is about exports, and --tenant names a stored tenant".to_owned(),
            help: "Leave --skip-bad out; Test-Tenant looks a stored tenant over.".to_owned(),
        });
    }
    session.open_store(path, interrupt).map_err(failure)?;
    check_actor(session)?;
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

/// Fails if whoever is to act is not in a tenant that has people in it: nobody else acts for them.
fn check_actor(session: &Session) -> Result<(), Failure> {
    match session.awaited() {
        Some(who) if !session.tenant().directory().users().is_empty() => Err(Failure::Input {
            message: format!("nobody called \"{who}\" is in the tenant"),
            help: Some(
                "Give --as an id, a sign-in name, a mail address or a display name; without it the built-in \
                 administrator acts, and Get-User lists the users."
                    .to_owned(),
            ),
        }),
        _ => Ok(()),
    }
}

/// Loads an export; what is left out of it is listed.
pub(crate) fn load(
    shell: &mut Shell<Session>,
    export: &Path,
    arguments: &SessionArguments,
) -> Result<Exit, Failure> {
    let path = export.display().to_string().replace('\'', "''");
    let text = match arguments.skip_bad {
        true => format!("Import-Tenant '{path}' -SkipBad"),
        false => format!("Import-Tenant '{path}' | Out-Null"),
    };
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
