//! Reading a tenant export for the tasks on rules.

use std::path::Path;

use ingroup_directory::Directory;
use ingroup_exchange::{Bad, Options, import};
use ingroup_schema::Instant;
use ingroup_tenant::{Command, Facts, Replace, Tenant};

use crate::exit::Failure;
use crate::progress::Bar;
use crate::screen;

/// What `--skip-bad` says.
pub(crate) fn bad(skip: bool) -> Bad {
    match skip {
        true => Bad::LeaveOut,
        false => Bad::Refuse,
    }
}

/// The directory of an export with the members that its rules give at `now`, for memberOf rules read them. What an
/// import has to say beside the facts is for sessions; a task on rules wants the facts alone.
pub(crate) fn read_export(path: &Path, now: Instant, bad: Bad) -> Result<Directory, Failure> {
    let bar = Bar::new();
    let options = Options {
        bad,
        ..Options::default()
    };
    let import = import(path, &options, &mut |progress| bar.show(progress.into()));
    let import = import.map_err(|error| Failure::Input {
        message: error.to_string(),
        help: Some(error.help().to_owned()),
    })?;
    for left_out in &import.left_out {
        let line = left_out.place.map(|place| format!(":{}", place.line));
        let object = left_out.object.as_ref().map(|object| format!(", {object}"));
        screen::remark(&format!(
            "left out: {}{}{}: {}",
            left_out.file,
            line.unwrap_or_default(),
            object.unwrap_or_default(),
            left_out.reason
        ));
    }
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
