//! A session of the command language, as the program makes one.

use std::path::Path;

use ingroup_commands::{Session, equip};
use ingroup_shell::{Echo, Outcome, Shell, Transcript};
use ingroup_tenant::Tenant;

use crate::job::Failed;
use crate::people::start;

/// A shell on a tenant, and what it prints.
pub(crate) struct Running {
    pub(crate) shell: Shell<Session>,
    printed: Transcript,
}

impl Running {
    /// A shell on a tenant.
    pub(crate) fn on(tenant: Tenant) -> Self {
        Self::with(Session::new(start(), start).with_tenant(tenant))
    }

    /// A shell on a tenant that may read the files of a folder.
    pub(crate) fn in_folder(tenant: Tenant, folder: &Path) -> Result<Self, Failed> {
        let mut session = Session::new(start(), start).with_tenant(tenant);
        session.allow_folder(folder)?;
        Ok(Self::with(session))
    }

    fn with(session: Session) -> Self {
        let printed = Transcript::new();
        Self {
            shell: equip(Shell::builder(session, printed.clone())).build(),
            printed,
        }
    }

    /// Runs a script, which must come to its end and print nothing that begins with an error.
    pub(crate) fn run(&mut self, script: &str) -> Result<String, Failed> {
        let outcome = self.shell.run(script, "bench.ps1", Echo::Off);
        let printed = self.printed.take();
        match outcome {
            Outcome::Done => Ok(printed),
            other => Err(format!("a script ended as {other:?}: {printed}").into()),
        }
    }
}
