//! Reading a tenant export for the tasks on rules.

use std::path::Path;

use ingroup_directory::Directory;
use ingroup_exchange::import_folder;
use ingroup_schema::Instant;
use ingroup_tenant::{Command, Facts, Replace, Tenant};

use crate::exit::Failure;
use crate::progress::Bar;

/// The directory of an export with the members that its rules give at `now`, for memberOf rules read them. What an
/// import has to say beside the facts is for sessions; a task on rules wants the facts alone.
pub(crate) fn read_export(path: &Path, now: Instant) -> Result<Directory, Failure> {
    let bar = Bar::new();
    let import = import_folder(path, &mut |progress| bar.show(progress.into()));
    let import = import.map_err(|error| Failure::Input {
        message: error.to_string(),
        help: Some(error.help().to_owned()),
    })?;
    let mut tenant = Tenant::new(now);
    let facts = Facts {
        directory: import.directory,
        listed_members: import.listed_members,
        replace: Replace::Refuse,
    };
    let imported = tenant.execute(Command::Import(Box::new(facts)));
    imported.map_err(|refusal| Failure::Input {
        message: refusal.to_string(),
        help: refusal.help(),
    })?;
    Ok(tenant.directory().clone())
}
